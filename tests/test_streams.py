"""The real command on streams that are closed, full, no longer read or without Thai, with hostile names."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import phaen
from phaen.batch.status import status
from phaen.cli.streams import visible
from phaen.dataset import load
from phaen.exit_codes import ExitCode
from tests.batch.conftest import contents

ROOT = Path(__file__).parent.parent
COMMAND = f"{sys.executable} -m phaen"
POSIX = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
PRINTING = ("inspect plan.txt", "text plan.txt --json", "schema", "status done", "--help")
"""A command for each way of printing: rich text, plain text, and Click's own."""
CONVERT = "convert plan.txt -o out --format csv"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and a POSIX shell")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    """A folder with a short plan, and a batch that is done."""
    folder = tmp_path_factory.mktemp("streams")
    shutil.copy(min(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size), folder / "plan.txt")
    assert shell(f"convert plan.txt -o {folder}/done --format csv", folder).returncode == ExitCode.OK
    return folder


def shell(arguments: str, folder: Path, redirected: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command, its streams redirected in the shell's way; gives its own exit status, whatever reads its output."""
    line = f"set -o pipefail; {COMMAND} {arguments} {redirected}"
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(["bash", "-c", line], cwd=folder, env=known, capture_output=True, check=False, timeout=120)


@cache
def undisturbed(arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return shell(arguments, folder)


# -- streams ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", PRINTING)
def test_output_that_nobody_reads_to_the_end_is_no_error(folder: Path, arguments: str) -> None:
    done = shell(arguments, folder, "| true")
    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_closed_output_is_no_error(folder: Path, arguments: str) -> None:
    done = shell(arguments, folder, ">&-")
    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_full_output_is_told_in_one_line(folder: Path, arguments: str) -> None:
    done = shell(arguments, folder, ">/dev/full")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode() == "Error: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "arguments", ["inspect gone.txt", "convert gone.txt plan.txt -o mixed -v --format csv", "nonsense"]
)
def test_complaints_that_cannot_be_printed_change_nothing(folder: Path, arguments: str, redirected: str) -> None:
    told = undisturbed(arguments, folder)
    shutil.rmtree(folder / "mixed", ignore_errors=True)
    assert told.returncode in (ExitCode.SOURCES_FAILED, ExitCode.USAGE)
    assert told.stderr
    assert shell(arguments, folder, redirected).returncode == told.returncode
    shutil.rmtree(folder / "mixed", ignore_errors=True)


@pytest.mark.parametrize("redirected", ["| true", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
def test_a_dataset_is_written_whatever_becomes_of_the_summary(folder: Path, redirected: str) -> None:
    shutil.rmtree(folder / "out", ignore_errors=True)
    done = shell(f"{CONVERT} -v", folder, redirected)
    assert done.returncode == ExitCode.OK
    assert b"Traceback" not in done.stderr
    assert contents(folder / "out") == contents(folder / "done")
    assert status(folder / "out").done == 1  # nothing was printed into the ledger


def test_a_summary_that_cannot_be_printed_is_told(folder: Path) -> None:
    done = shell(CONVERT, folder, ">/dev/full")
    assert done.stderr.decode() == "Warning: cannot write to standard output: No space left on device\n"


# -- names and locales --------------------------------------------------------------------------------------------


def test_an_output_folder_may_have_any_name(folder: Path) -> None:
    name = os.fsdecode(b"out \xff \x1b[31m")
    shutil.rmtree(folder / name, ignore_errors=True)
    done = subprocess.run(
        [*COMMAND.split(), "convert", "plan.txt", "-o", name],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == ExitCode.OK, done.stderr
    assert done.stdout.decode().endswith("Wrote 38 files to out \\xff \\x1b[31m\n")
    assert len(phaen.load(folder / name).documents) == 1
    assert load(folder / name, "parquet").documents.equals(load(folder / name, "csv").documents)


def test_a_locale_without_thai_gives_the_same_dataset(folder: Path) -> None:
    (folder / "แผน").mkdir(exist_ok=True)
    shutil.copy(folder / "plan.txt", folder / "แผน" / "แผนปฏิบัติการ.txt")
    for out, environment in (("ผล", POSIX), ("result", {})):
        done = shell(f"convert แผน -o {out} --format csv", folder, **environment)
        assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
        assert f"files to {out}\n" in done.stdout.decode()
    assert list(phaen.load(folder / "ผล").documents.source_file) == ["แผนปฏิบัติการ.txt"]
    assert contents(folder / "ผล") == contents(folder / "result")


@pytest.mark.parametrize("arguments", [*PRINTING, "inspect ไม่มี.txt", "convert ไม่มี.txt -o x", "status ไม่มี"])
def test_a_locale_without_thai_prints_the_same(folder: Path, arguments: str) -> None:
    plain, thai = shell(arguments, folder, **POSIX), undisturbed(arguments, folder)
    assert (plain.returncode, plain.stdout, plain.stderr) == (thai.returncode, thai.stdout, thai.stderr)


def test_a_locale_without_thai_names_sources_as_ever(folder: Path) -> None:
    shutil.copy(folder / "plan.txt", folder / "แผน.txt")
    done = shell("text แผน.txt --json", folder, **POSIX)
    assert json.loads(done.stdout)["source_file"] == "แผน.txt"


def test_an_encoding_that_was_asked_for_is_kept(folder: Path) -> None:
    done = shell("text plan.txt", folder, PYTHONIOENCODING="tis-620")
    assert (
        done.stdout.decode("tis-620").splitlines()[0] == shell("text plan.txt", folder).stdout.decode().splitlines()[0]
    )
    done = shell("text plan.txt --json", folder, PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout.decode("ascii")) == json.loads(shell("text plan.txt --json", folder).stdout)


HOSTILE = "\x1b[2J\x1b]0;owned\x07 \u202etxt.nalp\u2069\n\r\x9b\ufeff.txt"


@pytest.mark.parametrize(
    "arguments",
    [["convert", HOSTILE, "-o", "out"], ["convert", HOSTILE, "plan.txt", "-o", HOSTILE, "-v"], ["status", HOSTILE],
     ["inspect", HOSTILE], ["text", HOSTILE], ["schema", HOSTILE], ["convert", "-o", "out", "--from-file", HOSTILE],
     ["convert", "plan.txt", "-o", "out", "--log", f"gone/{HOSTILE}"], [HOSTILE], [f"--{HOSTILE}"],
     ["convert", "-o", "out", f"--jobs={HOSTILE}"]],
)  # fmt: skip
def test_no_name_reaches_the_terminal_as_a_command(tmp_path: Path, folder: Path, arguments: list[str]) -> None:
    shutil.copy(folder / "plan.txt", tmp_path)
    command, known = [*COMMAND.split(), *arguments], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, check=False)
    printed = (done.stdout + done.stderr).decode()
    assert "\\x1b" in printed
    assert not set(printed) & {*"\x1b\x07\r\x9b\ufeff\u202e\u2069"}


def test_what_a_plan_holds_does_not_command_the_terminal_either(tmp_path: Path, folder: Path) -> None:
    name = "สวัสดี\x1b[31m.txt"
    shutil.copy(folder / "plan.txt", tmp_path / name)
    for command in ("inspect", "text"):
        ours, theirs = pty.openpty()
        known = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
        with subprocess.Popen([*COMMAND.split(), command, name], cwd=tmp_path, env=known, stdout=theirs) as process:
            os.close(theirs)
            printed = b""
            while chunk := _read(ours):
                printed += chunk
            assert process.wait() == ExitCode.OK
        os.close(ours)
        assert b"\x1b[31m" not in printed
        assert len(printed) > 1000


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("แผน ปี 2566.txt", "แผน ปี 2566.txt"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\tc\r", "a\\x0ab\\x09c\\x0d"),
        ("\u202egpj", "\\u202egpj"),
        ("\u2066\u200f\u061c\ufeff\u200b", "\\u2066\\u200f\\u061c\\ufeff\\u200b"),
        ("\x85\u2028", "\\x85\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        (os.fsdecode("แผน".encode() + b"\xff"), "แผน\\xff"),
        ("แ".encode().decode("ascii", "surrogateescape"), "แ"),
        ("ก\ud800", "ก\\ud800"),
    ],
)
def test_visible(name: str, shown: str) -> None:
    assert visible(name) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_visible_can_be_printed_and_stays_so(name: str) -> None:
    shown = visible(name)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert visible(shown) == shown
