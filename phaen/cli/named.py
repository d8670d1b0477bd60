"""The names of tables, columns and codes as they are printed: those of the dataset, in Thai their Thai titles."""

from __future__ import annotations

from phaen.cli.language import Language, spoken, translated
from schemas.tables import schema, tables


def table_name(table: str) -> str:
    """A table."""
    return table if spoken() is Language.ENGLISH or table not in tables() else tables()[table].title_th


def column_name(table: str, column: str) -> str:
    """A column of a table; unchanged if the table has none of that name."""
    if spoken() is Language.ENGLISH or column not in tables()[table].columns:
        return column
    return tables()[table].field(column).title_th


def code_name(listed: str, code: object) -> str:
    """A code of a list of values; what is not in the list stays as it is."""
    text = str(code)
    return text if spoken() is Language.ENGLISH else schema().labels_th.get(listed, {}).get(text, text)


def value_name(table: str, column: str, value: object) -> object:
    """A value of a column: the label of a code, else the value."""
    if spoken() is Language.ENGLISH or column not in tables()[table].columns:
        return value
    if isinstance(value, bool):
        return translated(str(value))
    return tables()[table].field(column).labels_th.get(str(value), value)
