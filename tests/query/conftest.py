"""A dataset of the samples, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

import phaen

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "plans"


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dataset of two samples, in Parquet and CSV."""
    folder = tmp_path_factory.mktemp("dataset")
    phaen.convert([SAMPLES / "2_tambon_ban_fa_sai.txt", SAMPLES / "4_tambon_khlong_dok_kaeo.txt"]).write(
        folder, formats=["csv", "parquet"]
    )
    return folder
