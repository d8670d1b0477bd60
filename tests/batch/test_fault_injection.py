"""Calls to the system that fail: a plain run afterwards ends with the bytes of a calm one. All calls: `make fuzz`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

SHARE, SEED = "0.0015", "9"


@pytest.mark.takes_long
@pytest.mark.skipif(sys.platform == "win32", reason="runs in forked processes")
def test_runs_with_a_failing_call_end_in_order_and_the_next_run_completes() -> None:
    command = [sys.executable, "-m", "benchmarks.fault_injection", "--share", SHARE, "--seed", SEED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
