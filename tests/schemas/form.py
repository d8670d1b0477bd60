"""The form of the dataset, and which number of `dataset_version` a change of it must raise.

`python -m tests.schemas.form > tests/schemas/form.json` stores the form of a version, once that version is released.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from schemas.tables import Column, schema

Form = dict[str, Any]


class Level(IntEnum):
    """The number of a version to raise, counted from the left; NONE for an unchanged form."""

    MAJOR = 0
    MINOR = 1
    NONE = 3


def form() -> Form:
    """The present form: tables with their keys and columns, and the allowed values."""
    return {
        "dataset_version": schema().version,
        "tables": {
            table.name: {"key": list(table.key), "columns": {field.name: _type(field) for field in table.fields}}
            for table in schema().tables.values()
        },
        "values": {name: sorted(values) for name, values in schema().values.items()},
    }


def _type(field: Column) -> str:
    scale = f"({field.scale})" if field.type == "decimal" else ""
    return f"{field.type}{scale}{', always filled' if field.required else ''}"


def change(old: Form, new: Form) -> Level:
    """What changed most between two forms."""
    return min(_changes(old, new), default=Level.NONE)


def _changes(old: Form, new: Form) -> Iterator[Level]:
    yield from _changed_names(old["tables"], new["tables"])
    for name in old["tables"].keys() & new["tables"].keys():
        before, after = old["tables"][name], new["tables"][name]
        yield from _changed_names(before["columns"], after["columns"])
        if before["key"] != after["key"]:
            yield Level.MAJOR
        if any(before["columns"][column] != after["columns"].get(column) for column in before["columns"]):
            yield Level.MAJOR
    for name in old["values"].keys() & new["values"].keys():
        yield from _changed_names(dict.fromkeys(old["values"][name]), dict.fromkeys(new["values"][name]))


def _changed_names(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Level]:
    if old.keys() - new.keys():
        yield Level.MAJOR
    if new.keys() - old.keys():
        yield Level.MINOR


def is_raised(old: str, new: str, level: Level) -> bool:
    """Whether a version is higher than another by at least this number."""
    before, after = (tuple(map(int, version.split("."))) for version in (old, new))
    return after[: level + 1] > before[: level + 1] if level is not Level.NONE else after >= before


if __name__ == "__main__":
    import sys

    json.dump(form(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
