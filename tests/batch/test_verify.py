"""`phaen verify` finds what is not as it was written, and `--repair` writes again what the parts prove."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from phaen import cli
from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.ledger_file import open_ledger
from phaen.batch.lock import lock
from phaen.batch.repair import repair
from phaen.batch.store import Store
from phaen.batch.verify import Trouble, verify
from phaen.exit_codes import ExitCode
from schemas.tables import tables
from tests.batch.conftest import contents
from tests.batch.test_ledger import convert

FILES = 2 * len(tables()) + 3
"""Of a dataset in the usual formats: two of each table, the workbook and both descriptions of the CSV files."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    """A folder with two plans and the dataset made of them, in all formats."""
    folder = tmp_path_factory.mktemp("done")
    short = min(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size).read_bytes()
    (folder / "plans").mkdir()
    for number in range(2):
        (folder / "plans" / f"{number}.txt").write_bytes(short + f"\n\n({number})\n".encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phaen.cli.where.Machines.engine", lambda *_: InlineEngine())
        assert cli.run(["convert", str(folder / "plans"), "-o", str(folder / "out"), "--quiet"]) == ExitCode.OK
    return folder


@pytest.fixture
def place(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be damaged."""
    monkeypatch.setattr("phaen.cli.where.Machines.engine", lambda *_: InlineEngine())
    return Path(shutil.copytree(done, tmp_path / "place"))


def troubles(out: Path) -> dict[str, str]:
    return {problem.name: str(problem.trouble) for problem in verify(out).problems}


def flip(path: Path) -> None:
    """One bit, and neither size nor time tells."""
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    import os

    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def run_again(place: Path) -> int:
    return cli.run(["convert", str(place / "plans"), "-o", str(place / "out"), "--quiet"])


def test_a_dataset_as_it_was_written_is_well_and_verifying_changes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "out"
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    assert cli.run(["verify", str(out)]) == ExitCode.OK
    assert capsys.readouterr().out == f"No problems: {FILES} files, 2 parts\n"
    assert {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()} == before


def test_a_dataset_on_a_read_only_medium_is_verified_without_a_file_being_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.stat().st_mtime_ns for path in (place / "out").rglob("*")}
    monkeypatch.setattr("phaen.batch.ledger_file.os.access", lambda *_: False)
    assert verify(place / "out").well
    assert {path: path.stat().st_mtime_ns for path in (place / "out").rglob("*")} == before


@pytest.mark.parametrize("name", ["budgets.csv", "budgets.parquet", "dataset.xlsx", "datapackage.json", "run.json"])
@pytest.mark.parametrize(("harm", "trouble"), [(Path.unlink, "missing"), (flip, "changed")], ids=["lost", "flipped"])
def test_every_file_is_verified(place: Path, name: str, harm: Callable[[Path], object], trouble: str) -> None:
    harm(place / "out" / name)
    assert troubles(place / "out") == {name: trouble}


def test_files_are_written_again_from_the_parts_and_changed_ones_kept(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "out"
    before = contents(out)
    (out / "budgets.csv").write_bytes(b"mine")
    (out / "dataset.xlsx").unlink()
    assert cli.run(["verify", str(out), "--repair"]) == ExitCode.OK
    printed = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in printed[:2]] == [["repaired", "budgets.csv"], ["repaired", "dataset.xlsx"]]
    assert (out / "budgets.edited-1.csv").read_bytes() == b"mine"
    (out / "budgets.edited-1.csv").unlink()
    assert contents(out) == before
    assert troubles(out) == {}


@pytest.mark.parametrize(("harm", "trouble"), [(Path.unlink, "missing"), (flip, "damaged")], ids=["lost", "flipped"])
def test_bad_parts_are_found_dropped_and_made_again_by_the_next_run(
    place: Path, harm: Callable[[Path], object], trouble: str
) -> None:
    out = place / "out"
    before = contents(out)
    part = Store(out).part(Store(out).part_keys()[0])
    harm(part)
    name = part.relative_to(out).as_posix()
    assert troubles(out) == {name: trouble}
    assert cli.run(["verify", str(out), "--repair"]) == ExitCode.SOURCES_FAILED
    assert not part.exists()
    assert troubles(out) == {name: "missing"}
    assert run_again(place) == ExitCode.OK
    assert (troubles(out), contents(out)) == ({}, before)


def test_files_are_not_written_again_while_a_part_is_wanted(place: Path) -> None:
    out = place / "out"
    before = contents(out)
    Store(out).part(Store(out).part_keys()[0]).unlink()
    (out / "budgets.csv").unlink()
    assert not repair(out).well
    assert not (out / "budgets.csv").exists()
    assert run_again(place) == ExitCode.OK
    assert contents(out) == before


def test_records_that_contradict_their_parts_are_found(place: Path) -> None:
    """The parts of two contents exchanged, with all digests right."""
    out = place / "out"
    store = Store(out)
    one, other = store.part_keys()
    store.tidy()
    with open_ledger(store) as ledger:
        records = {key: ledger.record(key) for key in (one, other)}
        parts = {key: store.part(key).read_bytes() for key in (one, other)}
        for key, from_ in ((one, other), (other, one)):
            ledger.put(replace(records[key], part_digest=store.keep(key, parts[from_])))
    assert set(troubles(out).values()) == {"damaged"}
    before = contents(out)
    repair(out)
    assert run_again(place) == ExitCode.OK
    assert (troubles(out), contents(out)) == ({}, before)


def test_a_damaged_ledger_is_begun_anew_by_repair(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = place / "out"
    with closing(sqlite3.connect(Store(out).ledger)) as connection, connection:
        connection.execute("UPDATE sources SET name = 'x'")
    assert troubles(out) == {".phaen/ledger.sqlite": "damaged"}
    assert cli.run(["verify", str(out), "--repair"]) == ExitCode.OK
    told = capsys.readouterr()
    assert "repaired: .phaen/ledger.sqlite" in told.out
    assert "2 of its contents need no conversion" in told.err
    assert troubles(out) == {}


def test_a_run_that_was_stopped_is_unfinished(place: Path) -> None:
    with open_ledger(Store(place / "out")) as ledger:
        ledger.set_fact("run", {"started": "then", "finished": None})
    assert [problem.trouble for problem in verify(place / "out").problems] == [Trouble.UNFINISHED]
    assert run_again(place) == ExitCode.OK
    assert verify(place / "out").well


def test_an_exchange_of_files_that_was_stopped_is_completed_by_repair(place: Path) -> None:
    out = place / "out"
    before = contents(out)
    commit = out / ".phaen-commit"
    (commit / "new").mkdir(parents=True)
    (commit / "old").mkdir()
    (commit / "fresh").write_text("budgets.csv", encoding="utf-8")
    (out / "budgets.csv").rename(commit / "new" / "budgets.csv")
    assert troubles(out) == {".": "unfinished"}
    assert repair(out).well
    assert (troubles(out), contents(out)) == ({}, before)


@pytest.mark.parametrize("lost", [["run.json"], []], ids=["descriptor", "run.json"])
def test_a_copy_without_ledger_is_verified_by_its_own_files(place: Path, lost: list[str]) -> None:
    out = place / "out"
    shutil.rmtree(out / ".phaen")
    for name in lost:
        (out / name).unlink()
    assert troubles(out) == {}
    flip(out / "budgets.csv")
    assert troubles(out) == {"budgets.csv": "changed"}
    assert not repair(out).well
    assert not (out / ".phaen").exists()


def test_what_is_no_dataset_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        for options in ([], ["--repair"]):
            assert cli.run(["verify", str(folder), *options]) == ExitCode.USAGE
            assert "there is no dataset written by phaen" in capsys.readouterr().err
    (tmp_path / "run.json").write_text('{"dataset": {"../x": 1}}', encoding="utf-8")
    assert cli.run(["verify", str(tmp_path)]) == ExitCode.USAGE


@pytest.mark.parametrize("options", [[], ["--repair"]])
def test_a_folder_that_a_batch_is_at_work_on_is_left_alone(
    place: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    out = place / "out"
    with lock(Store(out).lock, out):
        assert cli.run(["verify", str(out), *options]) == ExitCode.USAGE
    assert "another phaen batch" in capsys.readouterr().err


def test_json_tells_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "out" / "budgets.csv").unlink()
    assert cli.run(["verify", str(place / "out"), "--json"]) == ExitCode.SOURCES_FAILED
    told = json.loads(capsys.readouterr().out)
    assert (told["well"], told["files"], told["parts"]) == (False, FILES, 2)
    (problem,) = told["problems"]
    assert (problem["trouble"], problem["name"], problem["repaired"]) == ("missing", "budgets.csv", False)


def test_a_file_of_the_same_content_and_another_time_is_not_written_again(place: Path) -> None:
    out = place / "out"
    (out / "budgets.csv").touch()
    times = {path: path.stat().st_mtime_ns for path in out.glob("*.csv")}
    assert run_again(place) == ExitCode.OK
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.csv")} == times


def test_formats_of_a_killed_run_go_with_the_next(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were put in place just before a run was killed are known to the next one."""
    out = place / "out"
    convert(place / "plans", out)  # CSV only
    assert not (out / "dataset.xlsx").exists()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phaen.batch.finish.modification_times", die)
        assert run_again(place) == ExitCode.INTERRUPTED
    assert (out / "dataset.xlsx").exists()
    assert not [problem for problem in verify(out).problems if problem.trouble is Trouble.CHANGED]
    convert(place / "plans", out)
    assert not (out / "dataset.xlsx").exists()
