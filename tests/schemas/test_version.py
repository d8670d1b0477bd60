"""`dataset_version` is raised by the rules of docs/dataset.md when the form changes, and is in the files."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from phaen.emit.datapackage import datapackage
from phaen.emit.write import write_dataset
from schemas.tables import schema, tables
from tests.schemas.form import Level, change, form, is_raised

RELEASED = Path(__file__).with_name("form.json")


def test_the_version_is_raised_with_the_form() -> None:
    released = json.loads(RELEASED.read_text(encoding="utf-8"))
    level = change(released, form())
    assert is_raised(released["dataset_version"], schema().version, level), (
        f"the form has a change of the level {level.name} since version {released['dataset_version']}: "
        "raise dataset.version in schemas/tables.toml; if that version was never released, store the form instead: "
        "python -m tests.schemas.form > tests/schemas/form.json"
    )


def test_the_version_is_semantic() -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", schema().version)


@pytest.mark.parametrize(
    ("path", "value", "level"),
    [
        (("tables", "projects", "columns", "shoe_size"), "integer", Level.MINOR),
        (("tables", "shoes"), {"key": [], "columns": {}}, Level.MINOR),
        (("values", "basis"), ["detail", "guess", "summary"], Level.MINOR),
        (("values", "basis"), ["summary"], Level.MAJOR),
        (("tables", "projects", "columns", "name"), "integer", Level.MAJOR),
        (("tables", "projects", "columns", "name"), None, Level.MAJOR),
        (("tables", "projects", "key"), ["project_id"], Level.MAJOR),
        (("tables", "projects"), None, Level.MAJOR),
        (("dataset_version",), "9.9.9", Level.NONE),
    ],
)
def test_each_change_has_its_level(path: tuple[str, ...], value: object, level: Level) -> None:
    old, new = form(), copy.deepcopy(form())
    place = new
    for name in path[:-1]:
        place = place[name]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    assert change(old, new) is level


@pytest.mark.parametrize(
    ("old", "new", "level", "raised"),
    [
        ("1.0.0", "1.0.0", Level.NONE, True),
        ("1.0.0", "1.0.0", Level.MINOR, False),
        ("1.0.0", "1.0.1", Level.MINOR, False),
        ("1.0.0", "1.1.0", Level.MINOR, True),
        ("1.9.0", "1.10.0", Level.MINOR, True),
        ("1.0.0", "1.1.0", Level.MAJOR, False),
        ("1.0.0", "2.0.0", Level.MINOR, True),
        ("1.1.0", "1.0.0", Level.NONE, False),
    ],
)
def test_a_version_is_higher_by_its_first_changed_number(old: str, new: str, level: Level, raised: bool) -> None:
    assert is_raised(old, new, level) is raised


def test_the_files_have_the_version(tmp_path: Path) -> None:
    write_dataset({}, tmp_path, formats=["parquet", "csv"])
    assert datapackage()["dataset_version"] == schema().version
    assert (
        json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["dataset_version"] == schema().version
    )
    for table in tables():
        metadata = pq.read_schema(tmp_path / f"{table}.parquet").metadata
        assert metadata[b"dataset_version"].decode() == schema().version
