"""Shared set-up: the folder of samples, and Hypothesis without a deadline (the machines that run it are shared)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile("phaen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("phaen")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def sample_plans() -> Path:
    """The folder of made-up plans."""
    return ROOT / "samples" / "plans"
