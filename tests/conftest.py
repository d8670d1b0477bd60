"""Shared set-up: the folder of samples, and Hypothesis without a deadline (the machines that run it are shared)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# As in the workers: the tests share the cores already.
for _threads in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

settings.register_profile("phaen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("phaen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that take long start first, so that no core waits for the last of them."""
    items.sort(key=lambda item: item.get_closest_marker("takes_long") is None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def sample_plans() -> Path:
    """The folder of made-up plans."""
    return ROOT / "samples" / "plans"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured (their property `summary`), whether they passed or not."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, value in report.user_properties:
                    if name == "summary":
                        terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {value}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: one for all tests of a process, since Playwright allows no second."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "the browser test needs Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()
