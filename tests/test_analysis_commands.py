"""The real commands in processes of their own: from plans to databases, answers and the report."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from phaen.dataset import load

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "samples" / "plans" / "2_tambon_ban_fa_sai.txt"


def phaen(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "phaen", *map(str, arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120, input=given, cwd=ROOT
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset in all formats, by the command."""
    folder = tmp_path_factory.mktemp("analysis") / "out"
    done = phaen("convert", PLAN, "-o", folder, "--jobs", "1", "--format", "parquet,duckdb,sqlite,jsonl")
    assert done.returncode == 0, done.stderr
    return folder


def test_the_formats_asked_for_are_written_and_known_to_verify(out: Path) -> None:
    names = {path.name for path in out.iterdir() if path.is_file()}
    assert {"dataset.duckdb", "dataset.sqlite", "documents.jsonl", "documents.parquet", "run.json"} <= names
    assert not {"dataset.xlsx", "documents.csv", "datapackage.json"} & names
    verified = phaen("verify", out)
    assert verified.returncode == 0, verified.stdout


def test_a_second_run_changes_nothing(out: Path) -> None:
    before = {path.name: path.read_bytes() for path in out.glob("dataset.*")}
    again = phaen("convert", PLAN, "-o", out, "--jobs", "1", "--format", "parquet,duckdb,sqlite,jsonl")
    assert "Nothing has changed" in again.stdout
    assert {path.name: path.read_bytes() for path in out.glob("dataset.*")} == before


def test_an_answer_is_that_of_the_database(out: Path) -> None:
    sql = "select fiscal_year, amount from budget_by_year where fiscal_year is not null order by fiscal_year"
    done = phaen("query", out, "-", "--format", "json", given=sql)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(out / "dataset.sqlite")) as database:
        assert [(row["fiscal_year"], row["amount"]) for row in json.loads(done.stdout)] == database.execute(
            sql
        ).fetchall()


def test_a_query_that_does_more_than_read_fails_in_one_line(out: Path, tmp_path: Path) -> None:
    done = phaen("query", out, f"copy projects to '{tmp_path / 'x.csv'}'")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: only queries that read are answered: this is COPY\n"
    assert not any(tmp_path.iterdir())


def test_a_reader_that_stops_early_is_no_error(out: Path) -> None:
    command = f"{sys.executable} -m phaen query {out} 'from provenance' --format csv | head -n 1"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("document_id,table,")


def test_the_report_is_written_and_found(out: Path) -> None:
    done = phaen("report", out, "--headers", "en")
    assert done.returncode == 0, done.stderr
    page = (out / "report.html").read_text(encoding="utf-8")
    assert f"{load(out).project_years['amount'].sum():,.0f}" in page
    assert phaen("verify", out).returncode == 0


@pytest.mark.parametrize("command", ["query", "report", "open"])
def test_the_help_has_examples(command: str) -> None:
    done = phaen(command, "--help")
    assert done.returncode == 0
    assert f"phaen {command} output" in done.stdout
