"""What fails because something is missing on the machine is no fact about the source: a plain run takes it again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.read.options import ReadOptions
from extract.read.word import libreoffice
from phaen.batch import child, rules_digest
from phaen.batch.due import may_succeed
from phaen.batch.events import Converted, Event
from phaen.batch.failure import FailureKind
from phaen.batch.ledger import Record
from phaen.batch.ledger_file import read_ledger
from phaen.batch.limits import MEGABYTE, Limits
from phaen.batch.rules_digest import rules, rules_for
from phaen.batch.store import Store
from tests.batch.conftest import LIMITS, converted, run_batch
from tests.batch.faults import convert_but
from tests.extract.read.ocr.fakes import paper, png, write

RTF = rb"{\rtf1\ansi text\par}"
MISSING = ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make_missing")


def failures(events: list[Event]) -> dict[str, tuple[str, str]]:
    """Kind and reason of each source that failed, by its name."""
    results = [event.result for event in events if isinstance(event, Converted)]
    return {r.source.name: (r.failure.kind, r.failure.reason) for r in results if r.failure}


def recorded(out: Path) -> list[Record]:
    with read_ledger(Store(out).ledger) as ledger:
        return list(ledger.records())


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    page = paper(300, 500)
    write(page, 40, 100, 12)
    (tmp_path / "scan.png").write_bytes(png(page))
    return tmp_path / "scan.png"


def test_a_scan_without_an_engine_is_taken_again_by_every_plain_run(picture: Path, out: Path) -> None:
    for why in ("new", "failed", "failed"):
        events: list[Event] = []
        run_batch(out, picture, events=events, read=MISSING)
        assert converted(events) == {"scan.png": why}
        assert failures(events)["scan.png"][0] == "surroundings"
    (record,) = recorded(out)
    assert record.failure is FailureKind.SURROUNDINGS
    assert "fake.traineddata is missing: put it there" in record.error


def test_memory_that_the_machine_lacks_is_not_what_the_source_needs(out: Path, tmp_path: Path) -> None:
    (tmp_path / "no_memory.txt").write_text("text", encoding="ascii")
    kinds = {}
    for memory in (400 * MEGABYTE, 1 << 50):
        events: list[Event] = []
        limits = Limits(LIMITS.seconds, memory)
        run_batch(out, tmp_path / "no_memory.txt", events=events, work=convert_but, limits=limits, retry_failed=True)
        kinds[memory], reason = failures(events)["no_memory.txt"]
    assert list(kinds.values()) == ["memory", "surroundings"]
    assert "no memory left" in reason


def test_what_the_system_does_not_say_is_no_full_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "Path", lambda _: Path("no such file"))
    assert not child.is_machine_full(1 << 50)


@pytest.mark.parametrize(
    ("kind", "limit", "again"),
    [("surroundings", 1, True), ("memory", 2, False), ("memory", 3, True), ("refused", 9, False)],
)
def test_what_may_succeed_now(kind: str, limit: int, again: bool) -> None:
    record = Record("key", "", "a.txt", "", "", FailureKind(kind), "", "", memory_limit=2)
    assert may_succeed(record, Limits(1, limit)) == again


# -- LibreOffice --------------------------------------------------------------------------------------------------


@pytest.fixture
def other_libreoffice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rules_digest, "_libreoffice", lambda: "another")
    yield


@pytest.mark.usefixtures("other_libreoffice")
def test_the_rules_of_what_libreoffice_opens_know_which_it_is() -> None:
    assert rules_for("plans/a.RTF") == f"{rules()}-another"
    assert rules_for("plans/a.txt") == rules_for("a.pdf") == rules()


def test_every_suffix_that_may_need_libreoffice_is_known() -> None:
    from extract.read.registry import READERS, WORD_READER

    of_word = {suffix for suffix, reader in READERS.items() if reader == WORD_READER}
    assert of_word - libreoffice.NEEDED_BY == {".docx", ".docm", ".dotx", ".dotm"}


def command(folder: Path, programs: Path) -> tuple[dict[str, object], str]:
    """`phaen convert` in a folder, with the programs of another one only; `run.json` and what was printed."""
    surroundings = os.environ | {"PATH": str(programs), "XDG_CACHE_HOME": str(folder / "cache")}
    call = [sys.executable, "-m", "phaen", *["convert", "plan.rtf", "-o", "out", "--format", "csv", "--jobs", "1"]]
    done = subprocess.run(call, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=300)
    return json.loads((folder / "out" / "run.json").read_text(encoding="utf-8")), done.stdout + done.stderr


@pytest.mark.takes_long
def test_a_plain_run_reads_what_libreoffice_opens_once_it_is_there(tmp_path: Path, root: Path) -> None:
    """With a folder for the output that is named by a relative path."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "plan.rtf").write_bytes(RTF)
    run, said = command(tmp_path, programs)
    assert [failure["kind"] for failure in run["failures"]] == ["surroundings"]
    assert "plan.rtf: .rtf files are read with the help of LibreOffice, which was not found" in said
    shutil.copy(root / "samples/documents/6_nakhon_thara_thong.docx", tmp_path / "made.docx")
    (programs / "soffice").write_text(FAKE.format(python=sys.executable, made=tmp_path / "made.docx"), encoding="utf-8")
    (programs / "soffice").chmod(0o755)
    run, said = command(tmp_path, programs)
    assert run["failures"] == []
    assert run["counts"]["plans"] == run["counts"]["converted_in_this_run"] == 1
    assert "to out\n" in said, "the folder is named as the user named it"
    run, _ = command(tmp_path, programs)
    assert run["counts"]["converted_in_this_run"] == 0
    with (programs / "soffice").open("a", encoding="utf-8") as file:
        file.write("# another version")
    run, _ = command(tmp_path, programs)
    assert run["counts"]["converted_in_this_run"] == 1, "another LibreOffice may read it otherwise"


FAKE = """#!{python}
import pathlib, shutil, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
folder.mkdir()
shutil.copy("{made}", folder / "source.docx")
"""


@pytest.mark.skipif(libreoffice.find_libreoffice() is None, reason="LibreOffice is not installed (no command soffice)")
def test_libreoffice_itself_works_into_a_folder_named_by_a_relative_path(tmp_path: Path) -> None:
    (tmp_path / "plan.rtf").write_bytes(RTF)
    run, _ = command(tmp_path, Path(os.environ["PATH"]))
    assert [failure["kind"] for failure in run["failures"]] == ["refused"]
    assert "nothing in it looks like a plan" in run["failures"][0]["error"]
