"""A damaged ledger is set aside and begun anew, whatever the damage, and the dataset has the bytes of a calm run."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.ledger_damage import make_ledgers, try_damage
from phaen import cli
from phaen.batch.batch import convert_into
from phaen.batch.due import SUFFIXES, Writing
from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.events import Converted, Event, LedgerSetAside
from phaen.batch.ledger import Ledger
from phaen.batch.ledger import _seal as seal
from phaen.batch.ledger_file import open_ledger
from phaen.batch.sources import find_sources
from phaen.batch.store import Store
from phaen.emit.inside import NotOursError
from phaen.exit_codes import ExitCode
from tests.batch.conftest import contents

SEEDS = 60
"""Of the thousands that `make fuzz` tries."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    """A folder with three plans and the dataset made of them."""
    folder = tmp_path_factory.mktemp("done")
    short = min(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size).read_bytes()
    (folder / "plans").mkdir()
    for number in range(3):
        (folder / "plans" / f"{number}.txt").write_bytes(short + f"\n\n({number})\n".encode())
    convert(folder / "plans", folder / "out")
    return folder


@pytest.fixture
def place(done: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(done, tmp_path / "place"))


def convert(plans: Path, out: Path) -> list[Event]:
    """A batch in this process."""
    events: list[Event] = []
    sources = find_sources([plans], suffixes=SUFFIXES, output=out)
    convert_into(out, sources, engine=InlineEngine(), writing=Writing(("csv",)), listener=events.append)
    return events


def set_aside(events: list[Event]) -> list[LedgerSetAside]:
    return [event for event in events if isinstance(event, LedgerSetAside)]


def names(events: list[Event]) -> list[str]:
    return [event.result.source.name for event in events if isinstance(event, Converted)]


def change(out: Path, *statements: str) -> None:
    """Change the ledger as somebody with SQLite at hand would."""
    with closing(sqlite3.connect(Store(out).ledger)) as connection, connection:
        connection.executescript("PRAGMA writable_schema = ON;" + ";".join(statements))


def reseal(out: Path, table: str, **values: object) -> None:
    """Change rows so that their seals are right all the same."""
    with closing(sqlite3.connect(Store(out).ledger)) as connection, connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        connection.execute(f"DELETE FROM {table}")
        for row in rows:
            cells = tuple({**dict(zip(columns, row, strict=True)), **values}.values())[:-1]
            connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(columns))})",
                               (*cells, seal(cells)))  # fmt: skip


# --- bytes


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_ledgers(tmp_path_factory.mktemp("ledgers"))


def test_ledgers_damaged_at_random_open_and_hold_nothing_that_was_never_written(
    ledgers: list[Path], tmp_path: Path
) -> None:
    outcomes = [try_damage(ledgers, tmp_path / "case", seed) for seed in range(SEEDS)]
    assert set(outcomes) == {"sound", "set aside"}


def test_the_seals_are_what_finds_changed_rows(ledgers: list[Path], tmp_path: Path) -> None:
    """A flipped letter in a text is no damage that SQLite could see."""
    store = Store(Path(shutil.copytree(ledgers[0], tmp_path / "case")))
    data = store.ledger.read_bytes()
    assert data.count(b"no plan was found no") > 0
    store.ledger.write_bytes(data.replace(b"no plan was found no", b"no plan was found NO", 1))
    told: list[LedgerSetAside] = []
    with open_ledger(store, told.append) as ledger:
        assert len(list(ledger.records())) == 119
    assert "a row of contents has changed since it was written" in told[0].reason


# --- statements


STATEMENTS = {
    "a column renamed": ["ALTER TABLE contents RENAME COLUMN counts TO figures"],
    "a column lost": ["ALTER TABLE contents DROP COLUMN error"],
    "a column more": ["ALTER TABLE sources ADD COLUMN more TEXT"],
    "a table lost": ["DROP TABLE facts"],
    "all tables lost": ["DROP TABLE facts", "DROP TABLE sources", "DROP TABLE contents"],
    "a trigger": ["CREATE TRIGGER t AFTER INSERT ON sources BEGIN DELETE FROM contents; END"],
    "a failure of unknown kind": ["UPDATE contents SET failure = 'eaten'"],
    "counts that are none": ["UPDATE contents SET counts = '{'"],
    "attempts that are a text": ["UPDATE contents SET attempts = 'many'"],
    "a blob for a text": ["UPDATE contents SET rules = x'ff00'"],
    "text that is no UTF-8": ["UPDATE contents SET name = CAST(x'ff41' AS TEXT)"],
    "a fact that is no JSON": ["UPDATE facts SET value = 'never'"],
    "facts of others": ["UPDATE facts SET value = '[1]'"],
    "sources of another kind": ["UPDATE sources SET path = 7, key = NULL"],
    "a definition that is none": ["UPDATE sqlite_schema SET sql = 'CREATE TABLE contents (' WHERE name = 'contents'"],
    "a root that is elsewhere": ["UPDATE sqlite_schema SET rootpage = 99 WHERE name = 'contents'"],
    "another version": ["PRAGMA user_version = 1"],
    "no version": ["PRAGMA user_version = 0"],
}


@pytest.mark.parametrize("statements", STATEMENTS.values(), ids=STATEMENTS)
def test_a_ledger_that_was_changed_is_set_aside_once_and_for_all(place: Path, statements: list[str]) -> None:
    if statements[0].startswith("UPDATE sources SET path = 7"):
        change(place / "out", "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'sources'")
    change(place / "out", *statements)
    before = contents(place / "out")
    (told,) = set_aside(convert(place / "plans", place / "out"))
    assert told.path.is_file()
    assert told.path.parent == Store(place / "out").root
    assert contents(place / "out") == before
    events = convert(place / "plans", place / "out")
    assert (set_aside(events), names(events)) == ([], [])


SEALED: dict[str, tuple[str, dict[str, object]]] = {
    "a failure of unknown kind": ("contents", {"failure": "eaten"}),
    "counts that are none": ("contents", {"counts": "[]"}),
    "attempts that are a text": ("contents", {"attempts": "many"}),
    "a key that leads out": ("contents", {"key": "../../../plans/0"}),
    "another content's sum": ("contents", {"sha256": "0" * 64}),
    "a fact that is no JSON": ("facts", {"value": "never"}),
    "a key of a source that leads out": ("sources", {"key": "../../../plans/0"}),
}


@pytest.mark.parametrize(("table", "values"), SEALED.values(), ids=SEALED)
def test_seals_do_not_make_sense_of_what_has_none(place: Path, table: str, values: dict[str, object]) -> None:
    reseal(place / "out", table, **values)
    before, plans = contents(place / "out"), contents(place / "plans")
    assert len(set_aside(convert(place / "plans", place / "out"))) == 1
    assert (contents(place / "out"), contents(place / "plans")) == (before, plans)


FACTS: dict[str, object] = {
    "nothing": None,
    "a list": [1, 2],
    "files without digests": {"files": {"budgets.csv": [1, 2]}},
    "files that are elsewhere": {"files": {"../plans/0.txt": {"bytes": 1, "hash": "sha256:" + "0" * 64}}},
    "files that are no dataset's": {"files": {"notes.csv": {"bytes": 1, "hash": "sha256:" + "0" * 64}}},
    "deep nonsense": {"files": {}, "coming": 3, "times": [], "parts": {"a": 1}, "writing": {"formats": 3}},
}


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_facts_of_another_form_are_not_believed(place: Path, fact: object) -> None:
    (place / "out" / "notes.csv").write_text("mine", encoding="utf-8")
    before, plans = contents(place / "out"), contents(place / "plans")
    reseal(place / "out", "facts", value=json.dumps(fact))
    convert(place / "plans", place / "out")
    assert (contents(place / "out"), contents(place / "plans")) == (before, plans)


# --- what is taken over


def test_rows_that_are_as_they_were_are_taken_over_with_their_parts(place: Path) -> None:
    change(place / "out", "UPDATE contents SET error = 'changed' WHERE name = '1.txt'")
    events = convert(place / "plans", place / "out")
    (told,) = set_aside(events)
    assert (told.records, names(events)) == (2, ["1.txt"])


def test_a_part_that_is_not_what_its_row_says_is_not_taken_over(place: Path) -> None:
    store = Store(place / "out")
    change(place / "out", "UPDATE contents SET error = 'changed' WHERE name = '1.txt'")
    with closing(sqlite3.connect(store.ledger)) as connection:
        (key,) = connection.execute("SELECT key FROM contents WHERE name = '2.txt'").fetchone()
    store.part(key).write_bytes(b"x")
    before = contents(place / "out")
    assert names(convert(place / "plans", place / "out")) == ["1.txt", "2.txt"]
    assert contents(place / "out") == before


def test_a_ledger_that_is_a_link_is_refused_and_what_it_leads_to_stays(place: Path) -> None:
    ledger = Store(place / "out").ledger
    shutil.copy(ledger, place / "precious")
    precious = (place / "precious").read_bytes()
    ledger.unlink()
    ledger.symlink_to(place / "precious")
    before = contents(place / "out")
    with pytest.raises(NotOursError, match="is a link"):
        convert(place / "plans", place / "out")
    assert ((place / "precious").read_bytes(), contents(place / "out")) == (precious, before)


def test_a_ledger_that_is_a_folder_is_refused(place: Path) -> None:
    ledger, before = Store(place / "out").ledger, contents(place / "out")
    ledger.unlink()
    ledger.mkdir()
    with pytest.raises(NotOursError, match="is a folder"):
        convert(place / "plans", place / "out")
    assert contents(place / "out") == before


def test_parts_that_no_ledger_knows_are_dropped(place: Path) -> None:
    store = Store(place / "out")
    store.tidy()
    store.keep("unread-" + "0" * 32, b"nobody's")
    convert(place / "plans", place / "out")
    assert len(store.part_keys()) == 3


def test_a_part_whose_digest_is_right_and_that_is_none_is_made_again(place: Path) -> None:
    store = Store(place / "out")
    store.tidy()
    key = store.part_keys()[0]
    digest = store.keep(key, b"no part at all")
    with open_ledger(store) as ledger:
        _set_digest(ledger, key, digest)
    (place / "out" / "budgets.csv").unlink()
    assert len(names(convert(place / "plans", place / "out"))) == 1
    assert (place / "out" / "budgets.csv").is_file()


def _set_digest(ledger: Ledger, key: str, digest: str) -> None:
    from dataclasses import replace

    record = ledger.record(key)
    assert record is not None
    ledger.put(replace(record, part_digest=digest))


# --- told


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"x" * 9000), _cut])
def test_the_commands_tell_of_a_damaged_ledger(
    place: Path, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phaen.cli.where.Machines.engine", lambda *_: InlineEngine())
    out = str(place / "out")
    harm(Store(place / "out").ledger)
    assert cli.run(["status", out]) == ExitCode.USAGE
    assert "the ledger is damaged" in capsys.readouterr().err
    assert cli.run(["verify", out]) == ExitCode.SOURCES_FAILED
    assert "damaged: .phaen/ledger.sqlite" in capsys.readouterr().out
    assert cli.run(["convert", str(place / "plans"), "-o", out, "--quiet", "--format", "csv"]) == ExitCode.OK
    assert "the ledger was set aside as" in capsys.readouterr().err
    assert cli.run(["status", out]) == ExitCode.OK
    assert cli.run(["verify", out]) == ExitCode.OK
