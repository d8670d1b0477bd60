"""What a run takes out of the output folder or overwrites there is told before, and edited files are kept."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from phaen import cli
from phaen.batch import finish
from phaen.batch.due import Writing
from phaen.batch.events import Event, Leaving, Overwriting, StageBegun
from phaen.batch.written import WrittenDataset, parse_written, written_by_run_file
from phaen.emit import swap, write
from phaen.emit.file_digest import digest_of_bytes
from phaen.exit_codes import ExitCode
from schemas.tables import tables
from tests.batch.conftest import contents, run_batch


def told(out: Path, *paths: Path, **options: object) -> list[Event]:
    events: list[Event] = []
    run_batch(out, *paths, events=events, **options)
    return [event for event in events if isinstance(event, Leaving | Overwriting)]


def test_nothing_is_told_of_a_run_that_takes_nothing_away(plans: Path, out: Path, short_plan: bytes) -> None:
    assert told(out, plans) == []
    assert told(out, plans) == []
    (plans / "new.txt").write_bytes(short_plan + b"new")
    (plans / "3.txt").write_bytes(short_plan + b"changed")
    (plans / "4.txt").rename(plans / "renamed.txt")
    assert told(out, plans, formats=("csv", "parquet")) == []


def test_sources_that_leave_the_dataset_are_told_before_anything_is_converted(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    (plans / "1.txt").unlink()
    (plans / "4.txt").unlink()
    events: list[Event] = []
    run_batch(out, plans, events=events)
    stages = [str(event.stage) if isinstance(event, StageBegun) else event for event in events]
    assert stages[:3] == ["finding", Leaving(("1.txt", "4.txt"), ()), "converting"]
    assert told(out, plans) == []


def test_formats_that_leave_are_told_and_taken_away(plans: Path, out: Path) -> None:
    run_batch(out, plans, formats=("csv", "xlsx", "parquet"))
    csv = {f"{table}.csv" for table in tables()} | {"datapackage.json", "gdc_metadata.json"}
    assert told(out, plans, formats=("xlsx", "parquet")) == [Leaving((), tuple(sorted(csv)))]
    assert csv.isdisjoint(contents(out))
    assert told(out, plans, formats=("csv",))[0] == Leaving(
        (), tuple(sorted({"dataset.xlsx", *(f"{table}.parquet" for table in tables())}))
    )


def test_an_edited_file_is_kept_under_another_name(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    before = contents(out)
    for number in (1, 2):
        (out / "budgets.csv").write_text(f"my own work {number}", encoding="utf-8")
        copy = f"budgets.edited-{number}.csv"
        assert told(out, plans) == [Overwriting({"budgets.csv": copy})]
        assert (out / copy).read_text(encoding="utf-8") == f"my own work {number}"
    assert {name: digest for name, digest in contents(out).items() if "edited" not in name} == before
    assert told(out, plans) == []


def test_an_edited_file_of_a_format_that_leaves_is_kept_too(plans: Path, out: Path) -> None:
    run_batch(out, plans, formats=("csv", "xlsx"))
    (out / "dataset.xlsx").write_bytes(b"my own work")
    assert told(out, plans) == [Leaving((), ("dataset.xlsx",)), Overwriting({"dataset.xlsx": "dataset.edited-1.xlsx"})]
    assert (out / "dataset.edited-1.xlsx").read_bytes() == b"my own work"
    assert not (out / "dataset.xlsx").exists()


def test_a_file_that_was_there_before_the_first_run_is_kept(plans: Path, out: Path) -> None:
    out.mkdir()
    (out / "checks.csv").write_text("not of phaen's making", encoding="utf-8")
    assert told(out, plans) == [Overwriting({"checks.csv": "checks.edited-1.csv"})]
    assert (out / "checks.edited-1.csv").read_text(encoding="utf-8") == "not of phaen's making"


def test_a_file_that_was_only_touched_or_lost_is_not_edited(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    before = contents(out)
    os.utime(out / "budgets.csv")
    (out / "checks.csv").unlink()
    assert told(out, plans) == []
    assert contents(out) == before


def test_a_link_in_place_of_a_file_is_replaced_and_its_target_left_alone(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    before = contents(out)
    mine = out.parent / "mine.csv"
    mine.write_text("mine", encoding="utf-8")
    (out / "budgets.csv").unlink()
    (out / "budgets.csv").symlink_to(mine)
    assert told(out, plans) == []
    assert mine.read_text(encoding="utf-8") == "mine"
    assert contents(out) == before
    assert not (out / "budgets.csv").is_symlink()


def test_run_json_lists_every_file_with_its_digest(plans: Path, out: Path) -> None:
    for _ in range(2):  # whether this run wrote them or not
        run_batch(out, plans, formats=("csv", "xlsx"))
        listed = json.loads((out / "run.json").read_text())["dataset"]
        assert {name: digest["hash"] for name, digest in listed.items()} == {
            name: f"sha256:{digest}" for name, digest in contents(out).items()
        }
        assert all(digest["bytes"] == (out / name).stat().st_size for name, digest in listed.items())


def test_without_the_ledger_run_json_tells_what_is_phaen_s_own(plans: Path, out: Path) -> None:
    run_batch(out, plans)
    shutil.rmtree(out / ".phaen")
    (plans / "1.txt").unlink()
    (out / "risks.csv").write_text("mine", encoding="utf-8")
    assert told(out, plans) == [Overwriting({"risks.csv": "risks.edited-1.csv"})]


class Killed(BaseException):
    """As good as SIGKILL: nothing is cleaned up after it, by the patches below."""


@pytest.mark.parametrize("moment", ["before", "within", "after"])
def test_a_run_that_is_killed_while_files_change_places_leaves_no_copies(
    plans: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    run_batch(out, plans, formats=("csv", "xlsx"))
    (plans / "1.txt").unlink()
    put, go_on = write.put_in_place, swap._go_on

    def die(*arguments: object) -> None:
        if moment == "after":
            put(*arguments)
        raise Killed

    with monkeypatch.context() as patched:
        if moment == "within":
            patched.setattr(swap, "_go_on", die)
        else:
            patched.setattr(write, "put_in_place", die)
        with pytest.raises(Killed):
            run_batch(out, plans, formats=("csv", "xlsx"))
    assert swap._go_on is go_on
    (plans / "2.txt").unlink()
    for paths in ([plans / "3.txt"], [plans]):
        assert [event for event in told(out, *paths, formats=("csv", "xlsx")) if isinstance(event, Overwriting)] == []
    run_batch(tmp_path / "calm", plans, formats=("csv", "xlsx"))
    assert contents(out) == contents(tmp_path / "calm")


def test_a_run_that_is_killed_again_and_again_leaves_no_copies(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is killed after its files are in place or before: what is there is of one of several runs."""
    put = write.put_in_place
    for number, after in ((0, True), (1, False), (2, True), (3, False)):
        (plans / f"{number}.txt").unlink()

        def die(*arguments: object, after: bool = after) -> None:
            if after:
                put(*arguments)
            raise Killed

        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(write, "put_in_place", die)
            run_batch(out, plans)
    assert [event for event in told(out, plans) if isinstance(event, Overwriting)] == []


def test_a_copy_that_was_made_before_a_kill_is_not_made_again(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise Killed

    run_batch(out, plans)
    (out / "budgets.csv").write_text("mine", encoding="utf-8")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(write, "put_in_place", die)
        run_batch(out, plans)
    assert told(out, plans) == [Overwriting({"budgets.csv": "budgets.edited-1.csv"})]
    assert [name for name in contents(out) if "edited" in name] == ["budgets.edited-1.csv"]


def test_a_copy_that_cannot_be_made_leaves_everything_as_it_was(
    plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    run_batch(out, plans)
    (out / "budgets.csv").write_text("mine", encoding="utf-8")
    before = contents(out)
    monkeypatch.setattr(finish, "keep_copy", full)
    with pytest.raises(OSError, match="No space"):
        run_batch(out, plans)
    assert contents(out) == before


def test_the_command_says_all_of_it_also_when_quiet(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["convert", str(plans), "-o", str(out), "-q", "--log", str(out.parent / "log")]
    assert cli.run(arguments) == ExitCode.OK
    for number in range(5):
        (plans / f"{number}.txt").unlink()
    (plans / "5.txt").rename(plans / "6.txt")
    (out / "risks.csv").write_text("mine", encoding="utf-8")
    assert cli.run([*arguments, "--format", "csv,parquet"]) == ExitCode.OK
    assert capsys.readouterr().err.splitlines() == [
        "Warning: no longer among the sources, will be removed from the dataset: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt",
        "Warning: files of formats that are no longer requested will be removed: dataset.xlsx",
        "Warning: risks.csv was edited, or was not written by phaen: kept as risks.edited-1.csv and replaced",
    ]
    events = [json.loads(line) for line in (out.parent / "log").read_text(encoding="utf-8").splitlines()]
    assert [event["copies"] for event in events if event["event"] == "overwriting"] == [
        {"risks.csv": "risks.edited-1.csv"}
    ]
    (out / "risks.csv").write_text("mine", encoding="utf-8")
    assert cli.run([*arguments[:4], str(plans / "6.txt")]) == ExitCode.OK


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": ["budgets.csv"]}', "\xff", "nonsense"])
def test_a_run_json_that_tells_nothing_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="latin-1")
    assert written_by_run_file(tmp_path) is None


def test_facts_come_back() -> None:
    one, other = digest_of_bytes(b""), digest_of_bytes(b"other")
    known = WrittenDataset(
        "x", {"budgets.csv": one}, {"checks.csv": other}, {"budgets.csv": 1}, ("a" * 64 + "-txt",), Writing(("csv",))
    )
    assert parse_written(json.loads(json.dumps(asdict(known)))) == known


@pytest.mark.parametrize("name", ["letter.txt", "../budgets.csv", "/budgets.csv", "", ".phaen"])
def test_a_name_that_no_file_of_a_dataset_has_makes_a_fact_of_nothing(name: str) -> None:
    assert parse_written({"files": {name: asdict(digest_of_bytes(b""))}}) is None
