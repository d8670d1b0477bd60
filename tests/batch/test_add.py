"""`convert --add`: the dataset is that of one run over all sources, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import phaen
from phaen import cli
from phaen.batch.batch import convert_into
from phaen.batch.due import SUFFIXES, Choices, Writing
from phaen.batch.earlier import CannotAddError, SourcesGoneError, UnknownSourcesError, as_given
from phaen.batch.engines.local import LocalEngine
from phaen.batch.events import Event, Gone, Leaving
from phaen.batch.sources import BatchSource, find_sources, named
from phaen.batch.store import FOLDER
from phaen.emit.dataset_files import RUN_FILE
from phaen.exit_codes import ExitCode
from tests.batch.conftest import LIMITS, contents, converted, run_batch
from tests.correct.builders import cells, saved

FORMATS = ("csv", "xlsx", "parquet")


def add(out: Path, *paths: Path, events: list[Event] | None = None, **choices: object) -> None:
    made = Choices(**{"limits": LIMITS, **choices})
    convert_into(
        out,
        find_sources(paths, suffixes={*SUFFIXES, ".zip"}, output=out),
        engine=LocalEngine(2, made.limits, out / FOLDER / "scratch"),
        writing=Writing(FORMATS),
        choices=made,
        listener=(events if events is not None else []).append,
        add=True,
    )


def run(out: Path, *paths: Path, events: list[Event] | None = None, **choices: object) -> None:
    run_batch(out, *paths, formats=FORMATS, events=events, **choices)


@pytest.fixture
def more(tmp_path: Path, short_plan: bytes) -> Path:
    """Two further plans, one of a name that is also in `plans`."""
    folder = tmp_path / "more"
    folder.mkdir()
    for name in ("0.txt", "x.txt"):
        (folder / name).write_bytes(short_plan + f"\n\n(more {name})\n".encode())
    return folder


def names(out: Path) -> list[str]:
    return phaen.load(out).documents.source_file.tolist()


def test_what_is_added_gives_the_bytes_of_one_run_over_all(plans: Path, more: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    run(tmp_path / "out", plans)
    add(tmp_path / "out", more, events=events)
    run(tmp_path / "whole", plans, more)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert set(converted(events)) == {"more/0.txt", "plans/0.txt", "x.txt"}
    assert converted(events)["plans/0.txt"] == "renamed"
    assert not any(isinstance(event, Leaving) for event in events)


def test_the_order_of_adding_does_not_matter(plans: Path, more: Path, tmp_path: Path) -> None:
    for number, path in enumerate([more, *sorted(plans.iterdir(), reverse=True)]):
        (run if number == 0 else add)(tmp_path / "out", path)
    run(tmp_path / "whole", more, *plans.iterdir())
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_plan_that_is_in_both_is_replaced(plans: Path, more: Path, tmp_path: Path) -> None:
    run(tmp_path / "out", plans)
    (plans / "1.txt").write_bytes((plans / "1.txt").read_bytes() + b"\n(changed)\n")
    add(tmp_path / "out", plans / "1.txt", more / "x.txt")
    run(tmp_path / "whole", plans, more / "x.txt")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert names(tmp_path / "out") == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "x.txt"]


def test_the_same_again_changes_nothing(plans: Path, more: Path, out: Path) -> None:
    run(out, plans)
    add(out, more)
    before = {name: (out / name).stat().st_mtime_ns for name in contents(out)}
    add(out, more / "x.txt")
    add(out, plans)
    assert {name: (out / name).stat().st_mtime_ns for name in contents(out)} == before


def test_added_to_nothing_it_is_a_plain_run(plans: Path, tmp_path: Path) -> None:
    add(tmp_path / "out", plans)
    run(tmp_path / "whole", plans)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


# --- files that are gone


def test_a_plan_whose_file_is_gone_stays(plans: Path, more: Path, tmp_path: Path) -> None:
    run(tmp_path / "whole", plans, more)
    run(tmp_path / "out", plans)
    for name in ("0.txt", "3.txt"):
        (plans / name).unlink()
    events: list[Event] = []
    add(tmp_path / "out", more, events=events)
    assert [event.sources for event in events if isinstance(event, Gone)] == [("3.txt", "plans/0.txt")]
    assert names(tmp_path / "out") == names(tmp_path / "whole")
    assert _tables(tmp_path / "out") == _tables(tmp_path / "whole")
    add(tmp_path / "out", plans)  # and it stays again
    assert _tables(tmp_path / "out") == _tables(tmp_path / "whole")


def test_members_of_an_archive_that_is_gone_stay(plans: Path, more: Path, tmp_path: Path) -> None:
    for folder, members in (("a", ["1.txt", "2.txt"]), ("b", ["3.txt"])):
        (tmp_path / folder).mkdir()
        with zipfile.ZipFile(tmp_path / folder / "all.zip", "w") as archive:
            for name in members:
                archive.write(plans / name, f"in/{name}")
    run(tmp_path / "whole", tmp_path / "a", tmp_path / "b", more)
    run(tmp_path / "out", tmp_path / "a")
    shutil.rmtree(tmp_path / "a")
    add(tmp_path / "out", tmp_path / "b", more)
    assert names(tmp_path / "out")[:4] == ["0.txt", "a/all.zip/in/1.txt", "a/all.zip/in/2.txt", "b/all.zip/in/3.txt"]
    assert _tables(tmp_path / "out") == _tables(tmp_path / "whole")


@pytest.mark.parametrize("choices", [{"force": True}, {"read": "other"}])
def test_what_would_lose_a_plan_is_refused_before_anything_changes(
    plans: Path, more: Path, out: Path, choices: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(out, plans)
    (plans / "2.txt").unlink()
    before, record = contents(out), (out / "run.json").read_bytes()
    if "read" in choices:
        monkeypatch.setattr("phaen.batch.due.options_key", lambda _: "other")
        choices = {}
    with pytest.raises(SourcesGoneError, match=r"2\.txt") as caught:
        add(out, more, **choices)
    assert caught.value.names == ("2.txt",)
    assert (contents(out), (out / "run.json").read_bytes()) == (before, record)
    monkeypatch.undo()
    assert names(out) == [f"{number}.txt" for number in range(6)]
    add(out, plans / "1.txt")
    assert contents(out) == before


def test_a_source_that_had_failed_and_is_gone_stays_failed(plans: Path, more: Path, out: Path) -> None:
    (plans / "bad.txt").write_text("no plan at all", encoding="utf-8")
    run(out, plans)
    (plans / "bad.txt").unlink()
    add(out, more / "x.txt")
    frame = phaen.load(out).documents.set_index("source_file")
    assert (frame.status["bad.txt"], frame.status["x.txt"]) == ("failed", frame.status["1.txt"])
    assert frame.error["bad.txt"]


def test_a_dataset_of_unknown_sources_is_not_replaced(plans: Path, more: Path, out: Path) -> None:
    run(out, plans)
    shutil.rmtree(out / FOLDER)
    before = contents(out)
    with pytest.raises(UnknownSourcesError, match=str(out)):
        add(out, more)
    assert contents(out) == before


def test_a_damaged_ledger_does_not_cost_plans(plans: Path, more: Path, out: Path) -> None:
    run(out, plans)
    ledger = out / FOLDER / "ledger.sqlite"
    ledger.write_bytes(b"damaged" * 1000)
    before = contents(out)
    with pytest.raises(CannotAddError):
        add(out, more)
    assert contents(out) == before


# --- stopped


def test_what_is_interrupted_is_gone_on_with(
    plans: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> list[Path]:
        raise KeyboardInterrupt

    out = tmp_path / "out"
    run(out, plans)
    before = contents(out)
    monkeypatch.setattr("phaen.emit.parts_to_dataset.write_dataset_from_parts", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add(out, more)
    monkeypatch.undo()
    assert contents(out) == before
    events: list[Event] = []
    add(out, more, events=events)
    run(tmp_path / "whole", plans, more)
    assert contents(out) == contents(tmp_path / "whole")
    assert not converted(events)


# --- the command


def convert(out: Path, *arguments: str | Path) -> int:
    return cli.run(["convert", *map(str, arguments), "-o", str(out), "--format", "csv", "--jobs", "1", "-q"])


def test_the_command_adds_from_any_folder(
    plans: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(plans)
    assert convert(tmp_path / "out", "1.txt", "2.txt") == ExitCode.OK
    monkeypatch.chdir(more)
    assert convert(tmp_path / "out", "x.txt", "--add") == ExitCode.OK
    monkeypatch.chdir(tmp_path)
    (plans / "2.txt").unlink()
    assert convert(tmp_path / "out", "more/0.txt", "--add", "--force") == ExitCode.USAGE
    assert "gone: 2.txt" in capsys.readouterr().err
    assert convert(tmp_path / "out", "more/0.txt", "--add") == ExitCode.OK
    assert "kept as they were converted: 2.txt" in capsys.readouterr().err
    assert names(tmp_path / "out") == ["0.txt", "1.txt", "2.txt", "x.txt"]


def test_strict_is_about_all_plans(sample_plans: Path, more: Path, out: Path) -> None:
    first = sorted(sample_plans.glob("*.txt"))[1]
    assert convert(out, more / "0.txt", "--strict") == ExitCode.OK
    whole = convert(out.with_name("whole"), first, more, "--strict")
    assert convert(out, first, "--add", "--strict") == convert(out, more, "--add", "--strict") == whole


def test_corrections_are_about_all_plans(plans: Path, more: Path, out: Path, tmp_path: Path) -> None:
    convert(out, plans)
    row = phaen.load(out).projects.iloc[0]
    file = saved(
        tmp_path,
        cells(anchor=row.anchor, document=row.document_id, raw_digest=row.raw_digest, field="name", table="projects",
              old=row["name"], new="โครงการสมมติ", who="กก"),
    )  # fmt: skip
    assert convert(out, more, "--add", "--corrections", file) == ExitCode.OK
    assert convert(tmp_path / "whole", plans, more, "--corrections", file) == ExitCode.OK
    assert "โครงการสมมติ" in set(phaen.load(out).projects["name"])
    assert contents(out) == contents(tmp_path / "whole")


def test_a_store_needs_the_finished_work(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = (tmp_path / "store").as_uri()
    assert convert(target, plans / "1.txt", "--work", tmp_path / "work") == ExitCode.OK
    assert convert(target, plans / "2.txt", "--add", "--work", tmp_path / "elsewhere") == ExitCode.USAGE
    assert "--work" in capsys.readouterr().err
    assert convert(target, plans / "2.txt", "--add", "--work", tmp_path / "work") == ExitCode.OK
    assert names(tmp_path / "store") == ["1.txt", "2.txt"]


# --- names


A_PATH = st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.sampled_from(["1.txt", "2.txt"]))


@given(st.lists(A_PATH, min_size=1, unique=True), st.data())
@settings(max_examples=200)
def test_names_do_not_depend_on_the_order_in_which_sources_came(
    paths: Sequence[tuple[str, str, str]], data: st.DataObject
) -> None:
    sources = [BatchSource(Path(os.sep, *parts), parts[-1]) for parts in paths]
    first = named(sources[: data.draw(st.integers(0, len(sources)))])
    later = [source for source in sources if source.path not in {known.path for known in first}]
    assert named(map(as_given, [*first, *later])) == named(sources)


def _tables(out: Path) -> dict[str, str]:
    """The files without the workbook, whose links are to the sources that are there."""
    return {name: digest for name, digest in contents(out).items() if name != "dataset.xlsx"}


def test_the_formats_of_the_dataset_stay_unless_others_are_given(
    plans: Path, more: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def added(*arguments: str | Path) -> set[str]:
        assert cli.run(["convert", *map(str, arguments), "-o", str(out), "--add", "--jobs", "1", "-q"]) == ExitCode.OK
        return {path.suffix for path in out.iterdir() if path.is_file() and path.name != RUN_FILE}

    first = ("--format", "jsonl,sqlite", "--csv", "lossless")
    assert added(plans / "1.txt", *first) == {".jsonl", ".sqlite"}
    assert added(more / "x.txt") == {".jsonl", ".sqlite"}
    assert "removed" not in capsys.readouterr().err
    assert names(out) == ["1.txt", "x.txt"]
    assert added(more / "0.txt", "--format", "csv") == {".csv", ".json"}
    assert not (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # lossless, as before
