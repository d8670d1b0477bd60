"""The real command in processes of its own, on the samples: what it writes does not depend on how it is run."""

from __future__ import annotations

import csv
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from phaen.exit_codes import ExitCode
from schemas.tables import tables
from tests.scoring import ARABIC_DIGITS, ENCODINGS, SAMPLES, THAI_DIGITS, TO_ARABIC

PLANS = sorted((SAMPLES / "plans").glob("*.txt"))
SHORT = sorted(PLANS, key=lambda path: path.stat().st_size)[:3]
"""Those that are written in other ways: each way is a run of the command."""
COMMITTED = SAMPLES.parent / "output"
FILES = {
    "dataset.xlsx",
    "datapackage.json",
    "gdc_metadata.json",
    "run.json",
    *(f"{table}.{suffix}" for table in tables() for suffix in ("csv", "parquet")),
}
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
TIMEOUT = 60
PATIENCE = 10
"""Seconds in which an interrupted run must have ended; it takes a fraction of one."""

Folder = dict[str, bytes]
Cells = dict[str, list[dict[str, str]]]


def phaen(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "phaen", *map(str, arguments)]
    settings = {"capture_output": True, "text": True, "timeout": TIMEOUT, "cwd": SAMPLES.parent}
    return subprocess.run(command, check=False, **(settings | options))


def convert(out: Path, *paths: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return phaen("convert", *paths, "-o", out, **options)


def contents(folder: Path) -> Folder:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def differing(one: Folder, other: Folder) -> list[str]:
    """The names of files that are not the same (`run.json` tells the time); their bytes would fill the screen."""
    return sorted(name for name in (one.keys() | other.keys()) - {"run.json"} if one.get(name) != other.get(name))


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def documents(out: Path) -> dict[str, dict[str, str]]:
    return {row["source_file"]: row for row in rows(out, "documents")}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples' dataset, as `make demo` makes it.

    From a copy of the samples that is to the output as they are: the workbook links to its sources.
    """
    folder = tmp_path_factory.mktemp("dataset")
    shutil.copytree(SAMPLES / "plans", folder / "samples" / "plans")
    done = convert(folder / "output", folder / "samples" / "plans")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    return folder / "output"


@pytest.fixture(scope="module")
def short_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the shortest samples."""
    out = tmp_path_factory.mktemp("short")
    assert convert(out, *SHORT, "--format", "csv").returncode == ExitCode.OK
    return out


# --- the same bytes, however it is run


def test_every_file_is_written(dataset: Path) -> None:
    assert contents(dataset).keys() == FILES
    assert list(documents(dataset)) == [path.name for path in PLANS]
    assert all(rows(dataset, table) for table in tables())


def test_the_committed_dataset_is_what_the_command_makes(dataset: Path) -> None:
    committed = contents(COMMITTED) if COMMITTED.is_dir() else {}
    if not FILES & committed.keys():
        pytest.skip("output/ holds no dataset yet: `make demo` makes it")
    assert not differing(contents(dataset), {name: content for name, content in committed.items() if name in FILES})
    assert committed.keys() - FILES <= {"README.md"}


def test_two_runs_give_the_same_bytes(dataset: Path, tmp_path: Path) -> None:
    """Whatever the hash seed, the time zone, the language, the working directory and the number of processes."""
    settings = {"PYTHONHASHSEED": "1", "TZ": "Asia/Bangkok", "LC_ALL": "C"}
    copied = shutil.copytree(SAMPLES / "plans", tmp_path / "samples" / "plans")
    done = convert(tmp_path / "output", copied, "--jobs", "1", env=os.environ | settings, cwd=tmp_path)
    assert done.returncode == ExitCode.OK
    assert not differing(contents(dataset), contents(tmp_path / "output"))


PATTERN = SAMPLES / "plans" / f"[{''.join(path.name[0] for path in SHORT)}]_*.txt"


@pytest.mark.parametrize("arguments", [SHORT[::-1], [SHORT[-1], PATTERN]], ids=["reversed", "repeated, by a pattern"])
def test_the_order_of_the_arguments_is_irrelevant(short_dataset: Path, tmp_path: Path, arguments: list[Path]) -> None:
    assert convert(tmp_path, *arguments, "--format", "csv").returncode == ExitCode.OK
    assert not differing(contents(tmp_path), contents(short_dataset))


def test_the_data_package_is_valid(dataset: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=dataset, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("VALID") == len(tables())
    assert "INVALID" not in done.stdout


def test_the_other_formats_hold_what_the_csv_holds(dataset: Path) -> None:
    import pandas as pd
    from openpyxl import load_workbook

    sheets = load_workbook(dataset / "dataset.xlsx", read_only=True)
    for name in tables():
        count = len(rows(dataset, name))
        assert len(pd.read_parquet(dataset / f"{name}.parquet")) == count
        assert name not in sheets.sheetnames or sum(1 for _ in sheets[name].iter_rows()) == count + 1
    assert set(tables()) - set(sheets.sheetnames) == {"provenance"}


# --- the same dataset, however the plan is written


FROM_BYTES = frozenset({"sha256", "anchor", "raw", "raw_digest"})


def unhashed(out: Path) -> Cells:
    """All tables without what follows from the file's bytes: its ids, digest, anchors and untouched text."""
    names = {row["document_id"]: row["source_file"] for row in rows(out, "documents")}
    return {table: [_unhashed(row, names) for row in rows(out, table)] for table in tables()}


def _unhashed(row: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    kept = {column: cell for column, cell in row.items() if column not in FROM_BYTES}
    return {
        column: names.get(cell, cell) if column in {"document_id", "row_id"} else cell for column, cell in kept.items()
    }


def rewritten(folder: Path, rewrite: Callable[[str], bytes], plans: Sequence[Path] = SHORT) -> Path:
    """The samples once more, under their own names, as `rewrite` makes them of their text."""
    folder.mkdir()
    for path in plans:
        text = path.read_bytes().decode(ENCODINGS.get(path.stem, "utf-8"))
        (folder / path.name).write_bytes(rewrite(text))
    return folder


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "Arabic digits": lambda text: text.translate(TO_ARABIC).encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 with mark": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 BE with mark, CRLF": lambda text: b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"),
}


@pytest.fixture(scope="module")
def plain_dataset(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """The dataset of the samples, all in UTF-8."""
    folder = tmp_path_factory.mktemp("plain")
    assert convert(folder / "out", rewritten(folder / "plans", str.encode), "--format", "csv").returncode == 0
    return unhashed(folder / "out")


def assert_same(found: Cells, wanted: Cells) -> None:
    """Table by table and row by row, so that a difference can be read."""
    for table in tables():
        assert [row for row in found[table] if row not in wanted[table]] == []
        assert found[table] == wanted[table]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_dataset_does_not_depend_on_how_the_text_is_written(
    plain_dataset: Cells, tmp_path: Path, variant: str
) -> None:
    plans = rewritten(tmp_path / "plans", VARIANTS[variant])
    assert convert(tmp_path / "out", plans, "--format", "csv").returncode == ExitCode.OK
    assert_same(unhashed(tmp_path / "out"), plain_dataset)


def test_nor_on_code_page_874_where_that_has_all_letters(tmp_path: Path) -> None:
    plans = [path for path in SHORT if _is_encodable(path)]
    assert len(plans) > 1
    for name, encoding in (("one", "utf-8"), ("other", "cp874")):
        folder = rewritten(tmp_path / name, lambda text, encoding=encoding: text.encode(encoding), plans)
        assert convert(tmp_path / f"{name} out", folder, "--format", "csv").returncode == ExitCode.OK
    assert_same(unhashed(tmp_path / "other out"), unhashed(tmp_path / "one out"))


def _is_encodable(path: Path) -> bool:
    text = path.read_bytes().decode(ENCODINGS.get(path.stem, "utf-8"))
    return text.encode("cp874", "ignore").decode("cp874") == text


def test_nor_on_which_digits_are_thai(plain_dataset: Cells, tmp_path: Path) -> None:
    """Mark-up and page markers are the printer's own and keep their digits."""
    to_thai = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)

    def in_thai_digits(text: str) -> bytes:
        pieces = re.split(r"(<[^>]*>|^\f?-.*-$)", text, flags=re.MULTILINE)
        return "".join(part if i % 2 else part.translate(to_thai) for i, part in enumerate(pieces)).encode()

    plans = rewritten(tmp_path / "plans", in_thai_digits)
    assert convert(tmp_path / "out", plans, "--format", "csv").returncode == ExitCode.OK
    assert_same(unhashed(tmp_path / "out"), plain_dataset)


# --- bad sources beside good ones

GOOD = PLANS[6]
BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t\n", "white space"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "PNG"),
    "program.txt": (b"\x7fELF" + bytes(4096), "binary"),
    "unknown.txt": ("汚職防止のための行動計画。\n".encode("shift_jis") * 40, "encoding"),
    "letter.txt": ("ขอเชิญประชุมประจำเดือน ณ ห้องประชุมชั้น 2\n".encode(), "looks like a plan"),
    "table.csv": (b"a,b\n1,2\n", ".csv"),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A run over one good source and all the bad ones, each named; and the folder of its dataset."""
    folder = tmp_path_factory.mktemp("mixed")
    shutil.copy(GOOD, folder)
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    done = convert(folder / "out", folder, *(folder / name for name in BAD), folder / "gone.txt", "--jobs", "2")
    return folder, done


def test_bad_sources_make_the_exit_code_1_and_stop_nothing(mixed) -> None:
    folder, done = mixed
    assert done.returncode == ExitCode.SOURCES_FAILED
    assert "Traceback" not in done.stderr
    assert contents(folder / "out").keys() == FILES
    assert documents(folder / "out").keys() == {*BAD, "gone.txt", GOOD.name}


@pytest.mark.parametrize("name", [*BAD, "gone.txt"])
def test_a_bad_source_is_named_with_the_reason(mixed, name: str) -> None:
    folder, done = mixed
    row = documents(folder / "out")[name]
    reason = BAD[name][1] if name in BAD else "no such file"
    assert row["status"] == "failed"
    assert reason in row["error"]
    assert "internal error" not in row["error"]
    assert f"failed: {folder / name}: {row['error']}" in done.stderr.splitlines()
    assert not [entry for entry in rows(folder / "out", "projects") if entry["document_id"] == row["document_id"]]


def test_the_good_source_beside_them_is_as_if_alone(mixed, dataset: Path) -> None:
    folder, _ = mixed
    ident = documents(dataset)[GOOD.name]["document_id"]
    for table in tables():
        found, wanted = (
            [r for r in rows(out, table) if r["document_id"] == ident] for out in (folder / "out", dataset)
        )
        assert found == wanted


def test_a_plan_that_breaks_off_inside_a_letter_is_read_up_to_there(tmp_path: Path) -> None:
    content = GOOD.read_bytes()
    cut = next(i for i in range(len(content) * 3 // 4, len(content)) if content[i] & 0xC0 == 0x80)
    (tmp_path / "cut.txt").write_bytes(content[:cut])
    assert convert(tmp_path / "out", tmp_path / "cut.txt").returncode == ExitCode.OK
    assert documents(tmp_path / "out")["cut.txt"]["status"] == "partial"
    assert rows(tmp_path / "out", "pages")[-1]["repairs"] == "truncated:1"
    assert "text_ends_early" in {row["check"] for row in rows(tmp_path / "out", "checks")}


@pytest.mark.skipif(IS_ROOT, reason="root may read every file")
def test_a_file_that_may_not_be_read_fails_alone(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path)
    (tmp_path / "locked.txt").write_text("x", encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    done = convert(tmp_path / "out", tmp_path)
    assert done.returncode == ExitCode.SOURCES_FAILED
    assert "locked.txt" in done.stderr
    assert {name: row["status"] for name, row in documents(tmp_path / "out").items()} == {
        GOOD.name: "partial",
        "locked.txt": "failed",
    }


# --- nothing to do, nowhere to write


def test_a_folder_without_sources_is_named(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("x", encoding="utf-8")
    done = convert(tmp_path / "out", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert str(tmp_path) in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("inside", ["", "out"])
def test_an_output_that_is_a_file_is_named_and_left_alone(tmp_path: Path, inside: str) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    out = tmp_path / "mine" / inside
    done = convert(out, GOOD)
    assert done.returncode == ExitCode.USAGE
    assert f"cannot write to {out}" in done.stderr
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_an_output_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    done = convert(tmp_path / "locked", GOOD)
    assert done.returncode == ExitCode.USAGE
    assert f"cannot write to {tmp_path / 'locked'}" in done.stderr


# --- an earlier dataset is not damaged by a run that fails


@pytest.fixture
def earlier(dataset: Path, tmp_path: Path) -> Path:
    """A dataset of an earlier run, over which the next one is to be written."""
    return Path(shutil.copytree(dataset, tmp_path / "out"))


def nothing_left_over(out: Path) -> bool:
    return {path.name for path in out.iterdir() if path.name.startswith(".")} == {".phaen"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("limit", [0, 100_000], ids=["at the first byte", "half way"])
def test_a_disk_that_is_full_damages_nothing(earlier: Path, limit: int) -> None:
    before = contents(earlier)
    full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}
    done = convert(earlier, GOOD, PLANS[0], "--jobs", "1", **full)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert f"cannot write to {earlier}" in done.stderr
    assert not differing(contents(earlier), before)
    assert nothing_left_over(earlier)


def test_a_file_that_cannot_be_replaced_damages_nothing(earlier: Path) -> None:
    """A folder in the place of one file stands for a file that another program holds open."""
    (earlier / "sections.csv").unlink()
    (earlier / "sections.csv").mkdir()
    before = contents(earlier)
    done = convert(earlier, GOOD)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert not differing(contents(earlier), before)
    assert nothing_left_over(earlier)


def test_a_run_without_sources_damages_nothing(earlier: Path, tmp_path: Path) -> None:
    before = contents(earlier)
    assert convert(earlier, tmp_path / "gone.txt").returncode == ExitCode.USAGE
    assert not differing(contents(earlier), before)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_damages_nothing(earlier: Path, tmp_path: Path, jobs: str) -> None:
    before = contents(earlier)
    plans = tmp_path / "plans"
    plans.mkdir()
    for copy in range(40):  # enough that the run is far from its end when its first line is printed
        (plans / f"{copy}.txt").write_bytes(PLANS[0].read_bytes() + b"\n" * copy)
    command = [sys.executable, "-m", "phaen", "convert", str(plans), "-o", str(earlier), "--verbose", "--jobs", jobs]
    options = {"cwd": SAMPLES.parent, "text": True, "start_new_session": True}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options) as process:
        assert process.stderr
        assert process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to every process of the group
        errors = _rest_of(process)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "Interrupted: finished work is kept." in errors
    assert "Traceback" not in errors
    assert not differing(contents(earlier), before)
    assert nothing_left_over(earlier)


def _rest_of(process: subprocess.Popen[str]) -> str:
    """What a process still prints to standard error; one that does not end is killed, so that the tests go on."""
    try:
        return process.communicate(timeout=PATIENCE)[1]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail(f"did not end within {PATIENCE} seconds")


LARGE_RESULTS = """
import time
from pathlib import Path
from phaen.batch.engines.local import LocalEngine
from phaen.batch.limits import Limits
from tests.batch.faults import NumberJob, give_so_many_bytes

for tenths in range(1, 7):  # a result is between the processes at one of these moments at least
    with LocalEngine(2, Limits(), Path("scratch")) as engine:
        next(engine.run(give_so_many_bytes, map(NumberJob, (1, 40_000_000, 50_000_000))))
        time.sleep(tenths / 10)
"""


def test_a_run_ends_when_it_is_interrupted_while_a_result_is_on_its_way(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LARGE_RESULTS]
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
    options = {"cwd": tmp_path, "text": True, "start_new_session": True, "env": environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options) as process:
        errors = _rest_of(process)
    assert (process.returncode, errors) == (0, "")
