"""The command, end to end: what it writes, what it prints, how it exits."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from phaen import cli
from phaen.batch.engines.local import LocalEngine
from phaen.exit_codes import ExitCode
from tests.batch import faults

HEAVY = {"numpy", "openpyxl", "pandas", "pyarrow", "pythainlp", "rapidfuzz", "regex", "rich"}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def plans(tmp_path: Path, sample_plans: Path) -> Path:
    """A folder with two plans in it, the shortest: nearly every test converts them."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for path in sorted(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size)[:2]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def documents(out: Path) -> dict[str, dict[str, str]]:
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["source_file"]: row for row in csv.DictReader(file)}


def contents(folder: Path) -> dict[str, bytes]:
    """The dataset's files; `run.json` tells the time and is left out, and so is phaen's own folder."""
    files = [path for path in folder.iterdir() if path.is_file() and path.name != "run.json"]
    return {path.name: path.read_bytes() for path in files}


# --- what is written


def test_every_table_is_written_in_every_format(plans: Path, out: Path) -> None:
    from schemas.tables import tables

    assert run("convert", plans, "-o", out) == ExitCode.OK
    written = {path.name for path in out.iterdir()}
    assert written == {
        ".phaen",
        "run.json",
        "dataset.xlsx",
        "datapackage.json",
        "gdc_metadata.json",
        *(f"{table}.{suffix}" for table in tables() for suffix in ("csv", "parquet")),
    }
    assert {row["status"] for row in documents(out).values()} <= {"ok", "partial"}
    assert len(documents(out)) == 2


@pytest.mark.parametrize(("formats", "suffixes"), [("csv", {".csv", ".json"}), ("xlsx", {".xlsx"})])
def test_only_the_formats_asked_for_are_written(plans: Path, out: Path, formats: str, suffixes: set[str]) -> None:
    assert run("convert", plans, "-o", out, "--format", formats) == ExitCode.OK
    assert {Path(name).suffix for name in contents(out)} == suffixes


def test_the_bytes_do_not_depend_on_the_number_of_jobs(plans: Path, tmp_path: Path) -> None:
    assert run("convert", plans, "-o", tmp_path / "one", "--jobs", "1") == ExitCode.OK
    assert run("convert", plans, "-o", tmp_path / "two", "--jobs", "2") == ExitCode.OK
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_csv_can_be_had_without_byte_order_mark(plans: Path, out: Path) -> None:
    assert run("convert", plans, "-o", out, "--format", "csv") == ExitCode.OK
    assert (out / "projects.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("convert", plans, "-o", out, "--format", "csv", "--csv", "lossless") == ExitCode.OK
    assert not (out / "projects.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_excel_takes_thai_headings_and_provenance_when_asked(plans: Path, out: Path) -> None:
    from openpyxl import load_workbook

    sheets = []
    for options in ([], ["--with-provenance"], ["--headers", "th"]):
        assert run("convert", plans, "-o", out, "--format", "xlsx", *options) == ExitCode.OK
        sheets.append(load_workbook(out / "dataset.xlsx", read_only=True).sheetnames)
    assert set(sheets[1]) - set(sheets[0]) == {"provenance"}
    assert not set(sheets[2]) & set(sheets[0])


# --- bad sources: told, and the rest done

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "report.txt": PDF,
    "noise.txt": bytes((7 * i * i + 131) % 256 for i in range(4096)),
    "letter.txt": "ขอเชิญประชุมประจำเดือน ณ ห้องประชุมชั้น 2\n".encode(),
    "data.bin": b"\x00\x01\x02\x03",
}


def test_bad_sources_are_told_and_the_rest_is_done(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in BAD.items():
        (plans / name).write_bytes(content)
    given = [plans, *(plans / name for name in BAD)]
    assert run("convert", *given, "-o", out, "--format", "csv") == ExitCode.SOURCES_FAILED
    told = capsys.readouterr().err
    for name in BAD:
        row = documents(out)[name]
        assert (row["status"], bool(row["error"])) == ("failed", True)
        assert "internal error" not in row["error"]
        assert f"failed: {plans / name}: {row['error']}" in told
    assert [row["status"] for row in documents(out).values()].count("failed") == len(BAD)
    assert len(documents(out)) == 2 + len(BAD)


def test_a_missing_file_beside_others_fails_alone(plans: Path, out: Path) -> None:
    assert run("convert", plans, plans / "gone.txt", "-o", out, "--format", "csv") == ExitCode.SOURCES_FAILED
    assert documents(out)["gone.txt"]["status"] == "failed"


def test_a_huge_file_is_refused_unread(plans: Path, out: Path) -> None:
    huge = plans / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    assert run("convert", plans, "-o", out, "--format", "csv", "--jobs", "1") == ExitCode.SOURCES_FAILED
    assert documents(out)["huge.txt"]["status"] == "failed"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_fails_alone(plans: Path, out: Path) -> None:
    (plans / "locked.txt").write_text("x", encoding="utf-8")
    (plans / "locked.txt").chmod(0)
    assert run("convert", plans, "-o", out, "--format", "csv") == ExitCode.SOURCES_FAILED
    assert documents(out)["locked.txt"]["status"] == "failed"


def test_only_bad_sources_still_make_a_dataset(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("convert", tmp_path / "empty.txt", "-o", out) == ExitCode.SOURCES_FAILED
    assert list(documents(out)) == ["empty.txt"]


def test_a_defect_met_in_one_plan_does_not_lose_the_others(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (plans / "error.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr("phaen.batch.batch.convert", faults.convert_but)
    assert run("convert", plans, "-o", out, "--format", "csv", "--verbose") == ExitCode.SOURCES_FAILED
    assert documents(out)["error.txt"]["error"] == "internal error: ZeroDivisionError: a defect"
    assert [row["status"] for row in documents(out).values()].count("failed") == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_same_content_twice_is_one_document(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(min(plans.iterdir()), plans / "zz copy.txt")
    assert run("convert", plans, "-o", out, "--format", "csv") == ExitCode.OK
    assert len(documents(out)) == 2
    assert "zz copy.txt" not in documents(out)
    assert "zz copy.txt has the same content as" in capsys.readouterr().out


# --- wrong usage


def test_a_folder_without_sources_is_wrong_usage(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data.csv").write_text("x", encoding="utf-8")
    assert run("convert", tmp_path, "-o", out) == ExitCode.USAGE
    assert str(tmp_path) in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert"],
        ["convert", "x"],
        ["convert", "x", "-o", "y", "--format", "doc"],
        ["convert", "x", "-o", "y", "--format", ","],
        ["convert", "x", "-o", "y", "--jobs", "0"],
        ["convert", "x", "-o", "y", "--quiet", "--verbose"],
        ["schema", "nonsense"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments) == ExitCode.USAGE


def test_an_output_that_cannot_be_a_folder_is_told_before_the_work(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalEngine, "run", lambda *_: pytest.fail("the work has begun"))
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        assert run("convert", plans, "-o", out) == ExitCode.USAGE
        assert f"cannot write to {out}" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_leaves_the_old_output_as_it_was(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("convert", plans, "-o", out) == ExitCode.OK
    before = contents(out)
    min(plans.iterdir()).unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("phaen.emit.parts_to_dataset.write_dataset_from_parts", full)
    assert run("convert", plans, "-o", out) == ExitCode.USAGE
    assert contents(out) == before


# --- findings, interruption, quiet and verbose


@pytest.mark.parametrize(
    ("work", "status"),
    [
        (faults.convert_with_error, ExitCode.SOURCES_FAILED),
        (faults.convert_with_warning, ExitCode.OK),
        (faults.convert_without_checks, ExitCode.OK),
    ],
)
def test_strict_minds_errors_in_plans_and_only_then(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[..., object], status: ExitCode
) -> None:
    monkeypatch.setattr("phaen.batch.batch.convert", work)
    assert run("convert", plans, "-o", out, "--format", "csv", "--strict") == status
    assert run("convert", plans, "-o", out, "--format", "csv") == ExitCode.OK


def test_strict_says_what_it_fails_for_also_when_quiet(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("phaen.batch.batch.convert", faults.convert_with_error)
    for _ in range(2):  # whether it was converted in this run or before
        assert run("convert", plans, "-o", out, "--format", "csv", "--strict", "--quiet") == ExitCode.SOURCES_FAILED
        lines = capsys.readouterr().err.splitlines()
        assert lines == [f"strict: {path}: 1 no_projects (see the table checks)" for path in sorted(plans.iterdir())]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("gone.txt", "gone.txt does not exist"),
        ("gone/*.txt", "gone/*.txt matches nothing"),
        ("empty", "empty contains no file of a supported type"),
        ("link.txt", "link.txt is a broken link"),
    ],
)
def test_a_path_that_stands_for_nothing_is_named(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str, reason: str
) -> None:
    monkeypatch.chdir(plans.parent)
    Path("empty").mkdir()
    Path("link.txt").symlink_to("nowhere")
    assert run("convert", given, "gone too.txt", "-o", out) == ExitCode.USAGE
    assert f"no sources found: {reason}; gone too.txt does not exist (in folders" in capsys.readouterr().err
    status = run("convert", given, plans, "-o", out, "--format", "csv", "--quiet")
    assert f"Warning: {reason}\n" in capsys.readouterr().err
    assert status == (ExitCode.SOURCES_FAILED if given in {"gone.txt", "link.txt"} else ExitCode.OK)


def test_an_interruption_exits_with_130_and_writes_no_dataset(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LocalEngine, "run", interrupt)
    assert run("convert", plans, "-o", out) == ExitCode.INTERRUPTED
    assert "Interrupted: finished work is kept" in capsys.readouterr().err
    assert contents(out) == {}


def test_quiet_prints_failures_only(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", plans, "-o", out, "--format", "csv", "--quiet") == ExitCode.OK
    assert capsys.readouterr() == ("", "")
    (plans / "empty.txt").write_bytes(b"")
    assert run("convert", plans, "-o", out, "--format", "csv", "-q") == ExitCode.SOURCES_FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.split(":")[0] for line in printed.err.splitlines()] == ["failed"]


def test_verbose_prints_a_line_per_source(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", plans, "-o", out, "--format", "csv", "-v") == ExitCode.OK
    lines = capsys.readouterr().err.splitlines()
    assert sorted(line.split(":")[0] for line in lines) == sorted(path.name for path in plans.iterdir())


def test_the_summary_gives_the_figures_of_the_dataset(
    plans: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("convert", plans, "-o", out) == ExitCode.OK
    printed = capsys.readouterr().out
    with (out / "projects.csv").open(encoding="utf-8-sig", newline="") as file:
        projects = sum(1 for _ in csv.DictReader(file))
    assert projects
    assert [f"{projects:,}"] == [line.split("│")[2].strip() for line in printed.splitlines() if "projects" in line]


# --- the other commands


def test_inspect_shows_projects_with_their_lines(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = min(plans.iterdir())
    assert run("inspect", path, "--json") == ExitCode.OK
    data = json.loads(capsys.readouterr().out)
    projects = [p for d in data["dimensions"] for s in d["sections"] for p in s["projects"]]
    assert projects
    assert all(project["summary_line"] or project["detail_lines"] for project in projects)
    assert run("inspect", path) == ExitCode.OK
    tree = capsys.readouterr().out
    assert all(project["name"] in tree for project in projects)


def test_inspect_tells_why_a_file_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert run("inspect", path) == ExitCode.SOURCES_FAILED
    assert f"failed: {path}: " in capsys.readouterr().err


@pytest.mark.parametrize("style", ["table", "markdown", "json-schema"])
def test_schema_names_every_field_of_every_table(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    from schemas.tables import tables

    assert run("schema", "--format", style) == ExitCode.OK
    printed = capsys.readouterr().out
    assert all(field.name in printed for table in tables().values() for field in table.fields)
    assert run("schema", "budgets", "--format", style) == ExitCode.OK
    assert "percent_projects" not in capsys.readouterr().out


def test_the_json_schema_fits_the_rows(plans: Path) -> None:
    import jsonschema

    from phaen.batch.in_memory import convert_sources
    from phaen.batch.sources import find_sources
    from phaen.cli.schema_command import json_schema
    from schemas.tables import tables

    rows = convert_sources(find_sources([plans], suffixes={".txt"})).rows
    plain = json.loads(json.dumps(rows, default=float))
    schema = json_schema(tables().values())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plain, schema)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_shells_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", shell) == ExitCode.OK
    assert "_PHAEN_COMPLETE" in capsys.readouterr().out


def test_completion_completes(tmp_path: Path) -> None:
    words = {"COMP_WORDS": "phaen con", "COMP_CWORD": "1", "_PHAEN_COMPLETE": "bash_complete"}
    done = phaen_process([], env={**os.environ, **words}, cwd=tmp_path)
    assert done.stdout.split() == ["plain,convert"]


# --- the process itself


def phaen_process(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from phaen.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)


def imported_by(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=False)
    modules = (line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {module.split(".")[0] for module in modules}


@pytest.mark.parametrize("code", ["import phaen", "from phaen.cli import main; main(['--help'])"])
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    imported = imported_by(code)
    assert "phaen" in imported
    assert not imported & HEAVY


@pytest.mark.parametrize("command", [[], ["convert"], ["inspect"], ["schema"], ["completion"]])
def test_every_help_text_has_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command, "--help") == ExitCode.OK
    assert "Examples:" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    import phaen

    assert run("--version") == ExitCode.OK
    assert capsys.readouterr().out.split()[-1] == phaen.__version__


def test_a_reader_that_has_seen_enough_sees_no_traceback(root: Path) -> None:
    command = ["bash", "-c", f'"{sys.executable}" -m phaen schema | head -n 1']
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("project_years")
    assert done.stderr == ""
