"""What the tables and columns are in Thai, from tables_th.toml. A text that is missing there is given in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.tables import Column, TableSchema, tables


def row_th(table: TableSchema) -> str:
    """What one row of the table is."""
    return str(_texts()["tables"].get(table.name, {}).get("row", table.row))


def description_th(table: TableSchema, field: Column | None = None) -> str:
    """The description of a table, or of one of its columns. Columns of the same meaning share one text."""
    if field is None:
        return str(_texts()["tables"].get(table.name, {}).get("description", table.description))
    columns = _texts()["columns"]
    own = columns.get(table.name, {}).get(field.name) or columns["*"].get(field.name)
    return str(own or field.description)


def meanings_th(name: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """The meanings of a list of values. Values that are Thai words keep their English meaning."""
    own = {**_texts()["values"].get(name, {}), **_texts()["meanings"].get(name, {})}
    if name == "provenance_table":
        own = {table.name: table.title_th for table in tables().values()}
    return {value: own.get(value, meaning) for value, meaning in values.items()}


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(files("schemas").joinpath("tables_th.toml").read_text(encoding="utf-8"))
