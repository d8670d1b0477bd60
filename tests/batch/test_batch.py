"""Batches into a folder: what is done is not done again, what fails fails alone, what is stopped is gone on with."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import phaen
from extract.read.options import OcrMode, ReadOptions
from phaen.batch import batch, due
from phaen.batch.due import Need
from phaen.batch.events import Event, Planned
from phaen.batch.failure import FailureKind
from phaen.batch.ledger_file import open_ledger
from phaen.batch.limits import Limits
from phaen.batch.lock import FolderInUseError, is_locked, lock
from phaen.batch.store import Store
from tests.batch.conftest import contents, converted, run_batch
from tests.batch.faults import convert_but


def documents(out: Path) -> dict[str, tuple[str, str | None]]:
    frame = phaen.load(out).documents
    return {row.source_file: (row.status, row.error) for row in frame.itertuples()}


def run(out: Path, *paths: Path, **options: object) -> dict[str, str]:
    """What a batch converted, and why."""
    events: list[Event] = []
    run_batch(out, *paths, events=events, **options)
    return converted(events)


# --- the dataset


def test_the_dataset_is_that_of_the_api(plans: Path, out: Path, tmp_path: Path) -> None:
    run_batch(out, plans)
    phaen.convert(plans).write(tmp_path / "other", formats=["csv"])
    assert contents(out) == contents(tmp_path / "other")


def test_the_bytes_do_not_depend_on_the_number_of_workers(plans: Path, out: Path, tmp_path: Path) -> None:
    run_batch(out, plans, cores=1)
    run_batch(tmp_path / "other", plans, cores=3)
    assert contents(out) == contents(tmp_path / "other")


def test_sources_of_one_content_are_converted_once(plans: Path, out: Path) -> None:
    shutil.copy(plans / "3.txt", plans / "9 copy.txt")
    events: list[Event] = []
    summary = run_batch(out, plans, events=events)
    assert sorted(converted(events)) == [f"{number}.txt" for number in range(6)]
    assert [(twin.source.name, twin.same_as.name) for twin in summary.report.duplicates] == [("9 copy.txt", "3.txt")]
    assert json.loads((out / "run.json").read_text())["duplicates"] == [
        {"source_file": "9 copy.txt", "same_as": "3.txt"}
    ]
    assert "9 copy.txt" not in documents(out)


def test_the_run_is_described(plans: Path, out: Path) -> None:
    (plans / "empty.txt").touch()
    run_batch(out, plans)
    described = json.loads((out / "run.json").read_text())
    assert described["versions"]["phaen"] == phaen.__version__
    assert (described["counts"]["plans"], described["counts"]["failed"]) == (6, 1)
    assert set(described["seconds"]) == {"finding", "converting", "writing"}
    assert [failure["source_file"] for failure in described["failures"]] == ["empty.txt"]


def test_files_of_a_format_no_longer_asked_for_go_but_no_others(plans: Path, out: Path) -> None:
    run_batch(out, plans, formats=("csv", "xlsx"))
    (out / "notes.csv").write_text("mine", encoding="utf-8")
    run_batch(out, plans, formats=("xlsx",))
    assert set(contents(out)) == {"dataset.xlsx", "notes.csv"}


def test_a_dataset_that_would_be_the_same_is_not_written_again(plans: Path, out: Path) -> None:
    first = run_batch(out, plans, formats=("csv", "xlsx"))
    assert {"documents.csv", "dataset.xlsx", "run.json"} <= {path.name for path in first.written}
    times = {path: path.stat().st_mtime_ns for path in first.written}
    again = run_batch(out, plans, formats=("csv", "xlsx"))
    assert [path.name for path in again.written] == ["run.json"]
    assert {path for path, time in times.items() if path.stat().st_mtime_ns != time} == {out / "run.json"}


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"mine")])
def test_a_file_of_the_dataset_that_was_changed_or_lost_is_written_again(
    plans: Path, out: Path, harm: Callable[[Path], object]
) -> None:
    run_batch(out, plans)
    before = contents(out)
    harm(out / "budgets.csv")
    run_batch(out, plans)
    assert {name: digest for name, digest in contents(out).items() if "edited" not in name} == before


def test_what_a_killed_writer_left_is_written_again(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch, short_plan: bytes, tmp_path: Path
) -> None:
    run_batch(out, plans)
    before = contents(out)
    (plans / "7.txt").write_bytes(short_plan + b"\n\nnew\n")

    def leave_half(*_: object, **__: object) -> list[Path]:
        (out / "budgets.csv").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("phaen.emit.parts_to_dataset.write_dataset_from_parts", leave_half)
    with pytest.raises(KeyboardInterrupt):
        run_batch(out, plans)
    monkeypatch.undo()
    (plans / "7.txt").unlink()
    run_batch(out, plans)
    assert {name: digest for name, digest in contents(out).items() if "edited" not in name} == before


# --- run again


def test_what_is_done_is_not_done_again(plans: Path, out: Path) -> None:
    assert run(out, plans) == {f"{number}.txt": Need.NEW for number in range(6)}
    before = contents(out)
    events: list[Event] = []
    run_batch(out, plans, events=events)
    assert converted(events) == {}
    assert Planned(sources=6, contents=6, done=6) in events
    assert contents(out) == before


def test_only_new_and_changed_sources_are_converted(plans: Path, out: Path, short_plan: bytes, tmp_path: Path) -> None:
    run_batch(out, plans)
    (plans / "2.txt").write_bytes(short_plan + b"\n\nchanged\n")
    (plans / "7.txt").write_bytes(short_plan + b"\n\nnew\n")
    (plans / "0.txt").unlink()
    assert run(out, plans) == {"2.txt": Need.NEW, "7.txt": Need.NEW}
    run_batch(tmp_path / "fresh", plans)
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_source_of_another_name_is_not_converted_again(plans: Path, out: Path, tmp_path: Path) -> None:
    run_batch(out, plans)
    (plans / "2.txt").rename(plans / "แผน ๒.txt")
    assert run(out, plans) == {"แผน ๒.txt": Need.RENAMED}
    assert "แผน ๒.txt" in documents(out)
    run_batch(tmp_path / "fresh", plans)
    assert contents(out) == contents(tmp_path / "fresh")


def test_other_rules_or_options_convert_again(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_batch(out, plans)
    assert set(run(out, plans, read=ReadOptions(ocr=OcrMode.NEVER)).values()) == {Need.OPTIONS}
    for module in (due, batch):
        monkeypatch.setattr(module, "rules_for", lambda _: "others")
    assert set(run(out, plans, read=ReadOptions(ocr=OcrMode.NEVER)).values()) == {Need.RULES}
    assert set(run(out, plans, read=ReadOptions(ocr=OcrMode.NEVER), force=True).values()) == {Need.FORCED}


def test_what_older_rules_made_of_other_sources_is_dropped(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_batch(out, plans)
    (plans / "0.txt").unlink()
    run_batch(out, plans)
    assert len(list((out / ".phaen" / "parts").glob("*/*"))) == 6
    for module in (due, batch):
        monkeypatch.setattr(module, "rules_for", lambda _: "others")
    run_batch(out, plans)
    assert len(list((out / ".phaen" / "parts").glob("*/*"))) == 5


def test_a_lost_or_damaged_part_is_made_again(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    before = contents(out)
    first, second, *_ = sorted((out / ".phaen" / "parts").glob("*/*.part"))
    first.unlink()
    content = second.read_bytes()
    second.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert list(run(out, plans).values()) == [Need.LOST, Need.LOST]
    assert contents(out) == before


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_ledger_is_begun_anew(plans: Path, out: Path, damage: bytes) -> None:
    run_batch(out, plans)
    before = contents(out)
    (out / ".phaen" / "ledger.sqlite").write_bytes(damage)
    assert len(run(out, plans)) == 6
    assert contents(out) == before


def test_a_ledger_of_another_version_is_begun_anew(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    connection = sqlite3.connect(out / ".phaen" / "ledger.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert len(run(out, plans)) == 6


# --- sources that fail


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("segfault", "the process converting it died (SIGSEGV)"),
        ("hang", "took longer than the time limit of 3 seconds"),
        ("python", "needed more memory than the limit of 600 MB"),
        ("error", "internal error: ZeroDivisionError: a defect"),
    ],
)
def test_a_source_that_goes_wrong_is_a_failed_row_and_nothing_else(
    plans: Path, out: Path, tmp_path: Path, way: str, reason: str
) -> None:
    run_batch(tmp_path / "calm", plans)
    calm = documents(tmp_path / "calm")
    (plans / f"{way}.txt").write_text(way, encoding="utf-8")
    run_batch(out, plans, work=convert_but, limits=Limits(seconds=3 if way == "hang" else 60, memory=600 << 20))
    assert documents(out).pop(f"{way}.txt") == ("failed", reason)
    assert {name: row for name, row in documents(out).items() if name != f"{way}.txt"} == calm


def test_a_source_whose_process_was_killed_once_is_tried_again(plans: Path, out: Path) -> None:
    (plans / "once.txt").write_bytes((plans / "1.txt").read_bytes() + b"\n\n(once)\n")
    run_batch(out, plans, work=convert_but)
    assert documents(out)["once.txt"] == documents(out)["1.txt"]


def test_failures_of_the_content_are_tried_again_only_when_asked(plans: Path, out: Path) -> None:
    (plans / "empty.txt").touch()
    (plans / "error.txt").write_text("error", encoding="utf-8")
    (plans / "letter.txt").write_text("ขอเชิญประชุม", encoding="utf-8")
    run_batch(out, plans, work=convert_but)
    before = contents(out)
    assert run(out, plans, work=convert_but) == {}
    again = {"empty.txt": Need.FAILED, "error.txt": Need.FAILED, "letter.txt": Need.FAILED}
    assert run(out, plans, work=convert_but, retry_failed=True) == again
    assert contents(out) == before


def test_a_source_that_hung_is_tried_again_when_given_more_time(plans: Path, out: Path) -> None:
    (plans / "hang.txt").write_bytes((plans / "1.txt").read_bytes() + b"\n\n(slow)\n")
    run_batch(out, plans, work=convert_but, limits=Limits(seconds=1))
    assert run(out, plans, work=convert_but, limits=Limits(seconds=1)) == {}
    assert run(out, plans, limits=Limits(seconds=50)) == {"hang.txt": Need.FAILED}
    assert documents(out)["hang.txt"] == documents(out)["1.txt"]


def test_a_source_that_kills_its_process_is_left_alone_after_three_times(plans: Path, out: Path) -> None:
    (plans / "segfault.txt").write_text("segfault", encoding="utf-8")
    run_batch(out, plans, work=convert_but)
    assert run(out, plans, work=convert_but) == {"segfault.txt": Need.FAILED}
    assert run(out, plans, work=convert_but) == {}


def test_a_missing_source_is_looked_for_again(plans: Path, out: Path) -> None:
    gone = plans / "gone.txt"
    run_batch(out, plans, gone)
    assert documents(out)["gone.txt"][0] == "failed"
    gone.write_bytes((plans / "1.txt").read_bytes() + b"\n\n(back)\n")
    assert run(out, plans, gone) == {"gone.txt": Need.NEW}
    assert documents(out)["gone.txt"] == documents(out)["1.txt"]


def test_a_file_that_changes_while_the_batch_runs_counts_as_what_was_read(
    plans: Path, out: Path, short_plan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(plans / "0.txt", plans / "8 copy.txt")
    look_at = batch.look_at

    def look_and_change(*arguments: object) -> object:
        item = look_at(*arguments)
        if item.source.name == "0.txt":
            (plans / "0.txt").write_bytes(short_plan + b"\n\nchanged under way\n")
        return item

    monkeypatch.setattr(batch, "look_at", look_and_change)
    run_batch(out, plans)
    monkeypatch.undo()
    before = contents(out)
    assert {"0.txt", "8 copy.txt"} <= set(documents(out))
    assert run(out, plans) == {}
    assert contents(out) == before


# --- one batch at a time


def test_a_second_batch_on_the_folder_is_refused_and_changes_nothing(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    before = contents(out)
    store = Store(out)
    with lock(store.lock, out), pytest.raises(FolderInUseError, match=f"process {os.getpid()}.*{out}"):
        run_batch(out, plans, force=True)
    assert not is_locked(store.lock)
    assert contents(out) == before


# --- stopped


def test_what_is_interrupted_is_gone_on_with(
    plans: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> list[Path]:
        raise KeyboardInterrupt

    monkeypatch.setattr("phaen.emit.parts_to_dataset.write_dataset_from_parts", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run_batch(out, plans)
    monkeypatch.undo()
    assert contents(out) == {}
    assert run(out, plans) == {}
    run_batch(tmp_path / "fresh", plans)
    assert contents(out) == contents(tmp_path / "fresh")


def test_leftovers_of_a_killed_run_are_taken_away(plans: Path, out: Path) -> None:
    (out / ".phaen" / "scratch" / "1-0" / "new").mkdir(parents=True)
    run_batch(out, plans)
    assert not (out / ".phaen" / "scratch").exists()


def test_a_full_disk_ends_the_batch_and_no_source_is_blamed(plans: Path, out: Path) -> None:
    (plans / "full.txt").write_bytes((plans / "1.txt").read_bytes() + b"\n\n(full)\n")
    with pytest.raises(OSError, match="No space left"):
        run_batch(out, plans, work=convert_but)
    assert contents(out) == {}
    run_batch(out, plans)
    assert documents(out)["full.txt"] == documents(out)["1.txt"]


def test_an_entry_that_died_has_its_attempts(plans: Path, out: Path) -> None:
    (plans / "segfault.txt").write_text("segfault", encoding="utf-8")
    run_batch(out, plans, work=convert_but)
    with open_ledger(Store(out)) as ledger:
        (record,) = (record for record in ledger.records() if record.failure)
    assert (record.failure, record.attempts) == (FailureKind.DIED, 2)
