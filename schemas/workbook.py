"""How the workbook shows the tables, read from workbook.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from schemas.bilingual import Bilingual
from schemas.checks import Severity
from schemas.tables import TableSchema, column, schema


@dataclass(frozen=True)
class SheetShape:
    """How one table is shown: the names of columns by their place, see workbook.toml."""

    frozen: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    tinted: tuple[str, ...] = ()
    linked: bool = False
    lines: int = 6


@dataclass(frozen=True)
class Mark:
    """The symbol of a severity, and the colours of its cell (RGB in hexadecimal)."""

    symbol: str
    fill: str
    colour: str


@dataclass(frozen=True)
class WorkbookShape:
    """The whole of workbook.toml."""

    machine: frozenset[str]
    machine_in: Mapping[str, frozenset[str]]
    """The columns that are hidden with headings in a language."""
    sheets: Mapping[str, SheetShape]
    plans: TableSchema
    marks: Mapping[Severity, Mark]
    complete: tuple[str, ...]
    most_findings: int
    labels: Mapping[str, Bilingual]

    def is_machine(self, table: str, name: str, language: str) -> bool:
        """Whether a column is hidden in the sheet of a table."""
        shape = self.sheets.get(table, SheetShape())
        if name in shape.shown or name in shape.frozen:
            return False
        return name in self.machine or name in self.machine_in[language] or name in shape.hidden


@cache
def workbook() -> WorkbookShape:
    """The shape of the workbook, read once."""
    data = tomllib.loads(files("schemas").joinpath("workbook.toml").read_text(encoding="utf-8"))
    return WorkbookShape(
        machine=frozenset(data["machine"]),
        machine_in=MappingProxyType({name: frozenset(columns) for name, columns in data["machine_in"].items()}),
        sheets=MappingProxyType({name: _shape(raw) for name, raw in data["sheets"].items()}),
        plans=_plans(data["plans"]),
        marks=MappingProxyType({Severity(name): Mark(**raw) for name, raw in data["marks"].items()}),
        complete=tuple(data["overview"]["complete"]),
        most_findings=data["overview"]["most_findings"],
        labels=MappingProxyType({name: Bilingual(**label) for name, label in data["labels"].items()}),
    )


def _shape(raw: dict[str, Any]) -> SheetShape:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    return SheetShape(**values)


def _plans(raw: dict[str, Any]) -> TableSchema:
    fields = tuple(column(field, schema()) for field in raw["fields"])
    title, title_th = raw["title"], raw["title_th"]
    return TableSchema(title, title, title_th, row="", description="", fields=fields, key=("document_id",))
