"""Killed at random moments, a batch goes on and ends with the bytes of a calm run. More of it: `benchmarks.kills`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks.kills import Tally, kill_often
from benchmarks.vary import write_varied

KILLS, SOURCES = 4, 16


@pytest.mark.takes_long
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the workers of a killed parent at once")
def test_a_batch_that_is_killed_ends_with_the_bytes_of_a_calm_one(sample_plans: Path, tmp_path: Path) -> None:
    shortest = sorted(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size)[:3]
    write_varied(shortest, tmp_path / "plans", SOURCES)
    tally = kill_often(tmp_path / "plans", tmp_path, KILLS, ["--jobs", "2", "--format", "csv"], random.Random(7))
    assert tally.ends > 0
    assert tally == Tally(kills=KILLS, ends=tally.ends)
