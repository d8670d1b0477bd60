"""The dataset's tables and fields, read from tables.toml.

All users of a column's name, type, title or allowed values take them from here: the emitters, the data package, the
Excel headings and the dataset guide.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from schemas.bilingual import Bilingual
from schemas.checks import CHECKS, Severity

_SEVERITIES = {
    Severity.INFO: "worth knowing; nothing is wrong",
    Severity.WARNING: "look at it before you rely on the value",
    Severity.ERROR: "something is wrong or missing",
}


class FieldType(StrEnum):
    """Types of a field. The data package uses the same types, except that decimal is `number` there."""

    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """One column.

    `values` maps allowed values to meanings (None: any value). `scale` is the number of decimals, `unit` the unit of a
    number (THB for baht), empty if it has none. `labels_th` has a Thai label for each code, all different; empty if the
    values are no codes, or are Thai. A column with `several` has codes separated by spaces.
    """

    name: str
    type: FieldType
    title: str
    title_th: str
    description: str
    required: bool = False
    values: Mapping[str, str] | None = None
    scale: int = 2
    long: bool = False
    unit: str = ""
    description_th: str = ""
    labels_th: Mapping[str, str] = field(default_factory=dict)
    several: bool = False

    @property
    def wraps(self) -> bool:
        """Whether its texts may be wider than a column on a page."""
        return self.long or self.several


@dataclass(frozen=True)
class ForeignKey:
    """`fields` of this table refer to a row of `table` through columns of the same names."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class TableSchema:
    """One table. `row` describes what one row represents; `key` is the primary key."""

    name: str
    title: str
    title_th: str
    row: str
    description: str
    fields: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    row_th: str = ""
    description_th: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Column:
        """The field of that name; KeyError if there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {field.name: field for field in self.fields}


@dataclass(frozen=True)
class Schema:
    """The whole dataset: its name, the version of its form, reading instructions, value lists and, in order, tables."""

    name: str
    version: str
    title: str
    title_th: str
    description: str
    description_th: str
    notes: tuple[Bilingual, ...]
    labels: Mapping[str, Bilingual]
    values: Mapping[str, Mapping[str, str]]
    tables: Mapping[str, TableSchema]
    labels_th: Mapping[str, Mapping[str, str]]
    """The Thai labels of the codes in `values`, by the name of the list."""
    meanings_th: Mapping[str, Mapping[str, str]]
    """What codes mean in Thai, of some lists."""


@cache
def schema() -> Schema:
    """The dataset's schema, read once."""
    data = tomllib.loads(files("schemas").joinpath("tables.toml").read_text(encoding="utf-8"))
    values = {**data["values"], **_coded_values()}
    thai = _Thai(tomllib.loads(files("schemas").joinpath("tables_th.toml").read_text(encoding="utf-8")), data["tables"])
    tables = [_table(raw, values, thai) for raw in data["tables"]]
    dataset = data["dataset"]
    return Schema(
        **{**dataset, "notes": tuple(Bilingual(**note) for note in dataset["notes"])},
        labels=MappingProxyType({name: Bilingual(**label) for name, label in data["labels"].items()}),
        values=MappingProxyType(values),
        tables=MappingProxyType({table.name: table for table in tables}),
        labels_th=MappingProxyType(thai.labels),
        meanings_th=MappingProxyType(thai.data["meanings"]),
    )


def tables() -> Mapping[str, TableSchema]:
    """The tables by name, in the order they are emitted."""
    return schema().tables


def _coded_values() -> dict[str, dict[str, str]]:
    """The value lists defined elsewhere: in code that depends on their members, and in the catalogue of projects."""
    catalogue = tomllib.loads(files("schemas").joinpath("project_catalogue.toml").read_text(encoding="utf-8"))
    return {
        "standard_project": {entry["code"]: f"{entry['th']} ({entry['en']})" for entry in catalogue["project"]},
        "check": {code.value: check.title_th for code, check in CHECKS.items()},
        "severity": {severity.value: meaning for severity, meaning in _SEVERITIES.items()},
    }


def column(raw: dict[str, Any], lists: Schema) -> Column:
    """A column given like those in tables.toml, with `description_th`, for a table that is no part of the dataset."""
    return _field({**raw, "labels_th": lists.labels_th.get(raw.get("values", ""), {})}, lists.values)


class _Thai:
    """What tables_th.toml says of the tables, the columns and the codes."""

    def __init__(self, data: dict[str, Any], tables: list[dict[str, Any]]) -> None:
        self.data = data
        catalogue = tomllib.loads(files("schemas").joinpath("project_catalogue.toml").read_text(encoding="utf-8"))
        checks = {code.value: check.title_th for code, check in CHECKS.items()}
        self.labels: dict[str, dict[str, str]] = {
            **data["values"],
            "check": checks,
            "doubt": {**checks, **data["values"]["doubt"]},
            "standard_project": {entry["code"]: entry["th"] for entry in catalogue["project"]},
            "provenance_table": {table["name"]: table["title_th"] for table in tables},
        }

    def table(self, name: str) -> dict[str, str]:
        own = self.data["tables"][name]
        return {"row_th": own["row"], "description_th": own["description"]}

    def field(self, table: str, raw: dict[str, Any]) -> dict[str, Any]:
        columns = self.data["columns"]
        own = columns.get(table, {}).get(raw["name"]) or columns["*"][raw["name"]]
        listed = raw.get("values") or self.data["codes"].get(raw["name"], "")
        several = raw["name"] in self.data["several"]
        return {"description_th": own, "labels_th": self.labels.get(listed, {}), "several": several}


def _table(raw: dict[str, Any], values: Mapping[str, Mapping[str, str]], thai: _Thai) -> TableSchema:
    name = raw["name"]
    fields = tuple(_field({**field, **thai.field(name, field)}, values) for field in raw.pop("fields"))
    foreign = tuple(ForeignKey(tuple(key["fields"]), key["table"]) for key in raw.pop("foreign_keys", ()))
    own = {**raw, **thai.table(name), "key": tuple(raw["key"])}
    return TableSchema(**own, fields=fields, foreign_keys=foreign)


def _field(raw: dict[str, Any], values: Mapping[str, Mapping[str, str]]) -> Column:
    allowed = MappingProxyType(dict(values[raw["values"]])) if "values" in raw else None
    labels = MappingProxyType(dict(raw.get("labels_th", {})))
    return Column(**{**raw, "type": FieldType(raw["type"]), "values": allowed, "labels_th": labels})
