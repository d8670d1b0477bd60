"""Arrow without pandas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def _printed(code: str, folder: Path) -> str:
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_arrow_makes_arrays_without_pandas(tmp_path: Path) -> None:
    code = """
import sys
from phaen.emit.arrow_alone import leave_pandas_out
leave_pandas_out()
import pyarrow as pa
print(pa.array([{"a": 1}]).to_pylist(), "pandas" in sys.modules)
import pandas
print(pandas.Series([1]).sum())
"""
    assert _printed(code, tmp_path).splitlines() == ["[{'a': 1}] False", "1"]


def test_pandas_that_is_loaded_stays_in_use(tmp_path: Path) -> None:
    code = """
import pandas, pyarrow as pa
from phaen.emit.arrow_alone import leave_pandas_out
leave_pandas_out()
print(pa.table({"a": pa.array(pandas.Series([1, 2]))}).to_pandas()["a"].sum())
"""
    assert _printed(code, tmp_path) == "3"


def test_the_command_loads_no_pandas(sample_plans: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from phaen.cli import main
try:
    main(["convert", {str(min(sample_plans.glob("*.txt")))!r}, "-o", "out", "--quiet"])
finally:
    print("pandas" in sys.modules)
"""
    assert _printed(code, tmp_path) == "False"
