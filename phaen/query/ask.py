"""Asks one question of a dataset: one statement that reads, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.query.locked import locked_connection

if TYPE_CHECKING:
    import duckdb

READING = ("SELECT", "EXPLAIN", "MULTI")
"""Kinds of statements that only read: SELECT with all its forms (FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW),
EXPLAIN, and PIVOT, which DuckDB takes apart into several."""

_AT_ONCE = 1_000


class QueryError(Exception):
    """The query cannot be answered: it is wrong, or does more than read. The message has the reason."""


@dataclass(frozen=True)
class Answer:
    """The names of the columns, unique, and the rows, which are read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[Sequence[object]]


@contextmanager
def answer(folder: Path, sql: str) -> Iterator[Answer]:
    """The answer to a query on the dataset in `folder`, while the block runs. Raises NoDataError, QueryError."""
    import duckdb

    with locked_connection(folder) as connection:
        try:
            statement = _only_reading(connection.extract_statements(sql))
            connection.execute(statement)
            names = [str(column[0]) for column in connection.description or ()]
            yield Answer(_unique(names), _rows(connection))
        except duckdb.PermissionException as error:
            raise QueryError(f"a query reads this dataset and nothing else: {error}") from error
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def _only_reading(statements: Sequence[duckdb.Statement]) -> duckdb.Statement:
    if not statements:
        raise QueryError("the query is empty")
    if len(statements) > 1:
        raise QueryError("give one statement: there are several")
    (statement,) = statements
    kind = statement.type.name
    if kind not in READING:
        raise QueryError(f"only queries that read are answered: this is {kind.replace('_', ' ')}")
    return statement


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[Sequence[object]]:
    while some := connection.fetchmany(_AT_ONCE):
        yield from some


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number behind those that occur before: keys of a JSON object, headings of a table."""
    found: list[str] = []
    for name in names:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name}_{number}"
        found.append(own)
    return tuple(found)
