"""The dataset's tables and views as SQL, shared by DuckDB and SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from schemas.tables import Column, TableSchema, tables
from schemas.views import View


class SqlError(ValueError):
    """The rows contradict the keys of their tables, so that no database can hold them."""


class Described(Protocol):
    """A table or column, which has a title in both languages."""

    @property
    def title(self) -> str:
        """The English title."""

    @property
    def title_th(self) -> str:
        """The Thai title."""

    @property
    def description(self) -> str:
        """What it is."""


def name_of(identifier: str) -> str:
    """An identifier in quotation marks: several columns are named with words of SQL."""
    doubled = identifier.replace('"', '""')
    return f'"{doubled}"'


def text_of(text: str) -> str:
    """A literal text."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def in_order() -> Iterator[TableSchema]:
    """The tables, each after all that its foreign keys refer to."""
    waiting, done = dict(tables()), set[str]()
    while waiting:
        ready = [table for table in waiting.values() if {key.table for key in table.foreign_keys} <= done]
        yield from ready
        done |= {table.name for table in ready}
        waiting = {name: table for name, table in waiting.items() if name not in done}


def create_table(table: TableSchema, types: Mapping[str, str], notes: Mapping[str, str] | None = None) -> str:
    """CREATE TABLE with its keys. `types` are those of the columns, `notes` comments at the end of their lines.

    Only keys may not be empty: a database that refuses all plans because of one cell would help nobody.
    """
    columns = [f"{name_of(field.name)} {types[field.name]}{_never_empty(table, field)}" for field in table.fields]
    comments = [notes.get(field.name, "") if notes else "" for field in table.fields]
    keys = [f"PRIMARY KEY ({_names(table.key)})"]
    keys += [f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {name_of(key.table)}" for key in table.foreign_keys]
    lines = [
        f"    {text},{f'  -- {comment}' if comment else ''}" for text, comment in zip(columns, comments, strict=True)
    ]
    return "\n".join([f"CREATE TABLE {name_of(table.name)} (", *lines, "    " + ",\n    ".join(keys), ")"])


def create_view(view: View) -> str:
    """CREATE VIEW."""
    return f"CREATE VIEW {name_of(view.name)} AS\n{view.sql}"


def comment_on(thing: Described, unit: str = "") -> str:
    """What a table or column is, in one line: its titles, its unit, its description."""
    measured = f" [{unit}]" if unit else ""
    return f"{thing.title} ({thing.title_th}){measured}. {thing.description}".replace("\n", " ")


def _never_empty(table: TableSchema, field: Column) -> str:
    return " NOT NULL" if field.name in table.key else ""


def _names(fields: tuple[str, ...]) -> str:
    return ", ".join(map(name_of, fields))
