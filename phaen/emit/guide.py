"""docs/dataset.md and docs/checks.md: the guides to the dataset and its checks, generated from their definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.checks import CHECKS, Check
from schemas.tables import Column, TableSchema, schema

_HEAD = """\
# The dataset

<!-- Generated from schemas/tables.toml and schemas/checks.toml by `python -m phaen.emit.guide`. Do not edit. -->
"""


def render_guide() -> str:
    """The guide as Markdown."""
    return "\n".join([_HEAD, *_introduction(), *_files(), *_tables(), *_values(), *_checks()]) + "\n"


def _introduction() -> Iterator[str]:
    yield schema().description + "\n"
    yield from (f"- {note.en}" for note in schema().notes)


def _files() -> Iterator[str]:
    yield """
## Files

| file | content |
|---|---|
| `<table>.csv` | one table; UTF-8, RFC 4180 |
| `datapackage.json` | machine-readable description of the CSV files (Frictionless Data Package), with size and digest |
| `<table>.parquet` | one table with exact types; money is decimal128(18, 2) |
| `dataset.xlsx` | all tables, one sheet each, after a sheet that describes them; `provenance` only on request |

By default, CSV files can be opened in a spreadsheet: they begin with a BOM, and a text that begins with `= + - @`,
their full-width forms, a tab or a carriage return, also after blanks and invisible characters, has a leading
apostrophe, so that it is not evaluated as a formula. `phaen.load()` removes the apostrophe; the rule for other tools is
in `datapackage.json` under `csvEscape`. Lossless CSV has neither BOM nor apostrophes.

Excel is limited to 32,767 characters per cell and 1,048,576 rows per sheet. A longer text is truncated in the workbook,
and `checks` has a finding, whichever formats are written. Further rows are in a second sheet, `tables (2)`. Every text
is stored as text, never as a formula.

Numbers have at most 15 digits including decimals, the precision of Excel. A longer number is empty, and `checks` has a
finding."""


def _tables() -> Iterator[str]:
    yield "\n## The tables\n\n| table | Thai | one row per | key |\n|---|---|---|---|"
    for table in schema().tables.values():
        yield f"| [`{table.name}`](#{table.name}) | {table.title_th} | {table.row} | {', '.join(table.key)} |"
    for table in schema().tables.values():
        yield from _table(table)


def _table(table: TableSchema) -> Iterator[str]:
    yield f"\n### {table.name}\n\n{table.title_th}. One row per {table.row}. {table.description}\n"
    yield "| column | Thai | type | description |\n|---|---|---|---|"
    for field in table.fields:
        yield f"| `{field.name}` | {field.title_th} | {_type(field)} | {field.description} |"


def _type(field: Column) -> str:
    return f"{field.type}, always filled" if field.required else str(field.type)


def _values() -> Iterator[str]:
    yield "\n## Allowed values"
    for name, values in schema().values.items():
        if name != "check":
            yield from _value_list(name, values)


def _value_list(name: str, values: Mapping[str, str]) -> Iterator[str]:
    fields = ((table.name, field) for table in schema().tables.values() for field in table.fields)
    columns = ", ".join(f"`{table}.{field.name}`" for table, field in fields if field.values == values)
    yield f"\n{columns}\n\n| value | meaning |\n|---|---|"
    yield from (f"| `{value}` | {meaning} |" for value, meaning in values.items())


def _checks() -> Iterator[str]:
    yield "\n## The checks\n\n[checks.md](checks.md) explains each of them.\n"
    yield "| check | severity | Thai | message |\n|---|---|---|---|"
    for code, check in CHECKS.items():
        yield f"| [`{code}`](checks.md#{code}) | {check.severity} | {check.title_th} | {check.message} |"


_CHECKS_HEAD = """\
# The checks

<!-- Generated from schemas/checks.toml by `python -m phaen.emit.guide checks`. Do not edit. -->

`checks` has a finding for everything that a document contradicts, leaves out or leaves open, and for every value that
was derived instead of read.

- **A finding is one fact.** `finding` numbers the facts of a document. The row with `part` 1 states the fact and its
  proof; to read a document's findings, filter by it. A fact that concerns several rows of the dataset (the years of a
  project, the projects of a shared cell, a total that differs because of them) has one row for each of them, `parts`
  in all. So each wrong or derived amount is named by a row of its own, with its `table`, `row_id` and `field`. All rows
  of a finding have its severity; their `check` may differ: what follows from a fact keeps its own code.
- **Severity.** An error must be examined before the numbers are used, a warning before the value is, an info is worth
  knowing. A contradiction between amounts has the severity of its stake: an info below one baht, at most a warning up
  to 1,000 baht and 0.1 % of the plan's money, an error from 10,000 baht and 5 % of it on.
- **Stake.** `stake` is the number of baht that would change if the finding were settled in the other way: sort by it.
- **Place.** `source_page`, `source_line` and `source_bbox` are where to look.
"""


def render_checks() -> str:
    """The guide to the checks as Markdown: what each means, how it looks, and what to do."""
    return "\n".join([_CHECKS_HEAD, *(_check_page(code, check) for code, check in CHECKS.items())])


def _check_page(code: str, check: Check) -> str:
    return f"""## {code}

{check.title_th} ({check.severity}). {check.meaning}

- Example: {check.example}
- What to do: {check.action}
- Message: {check.message}
- ข้อความ: {check.message_th}
"""


if __name__ == "__main__":
    import sys

    sys.stdout.write(render_checks() if sys.argv[1:] == ["checks"] else render_guide())
