"""The views of the dataset: questions that many ask, as SQL that SQLite and DuckDB both read, from views.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    `row` and `row_th` describe what one row represents; `sql` is a SELECT over the tables and the views before it.
    """

    name: str
    title: str
    title_th: str
    row: str
    row_th: str
    sql: str


@cache
def views() -> Mapping[str, View]:
    """The views by name, in the order in which they are made."""
    data = tomllib.loads(files("schemas").joinpath("views.toml").read_text(encoding="utf-8"))
    found = [View(**{**raw, "sql": raw["sql"].strip()}) for raw in data["views"]]
    return MappingProxyType({view.name: view for view in found})
