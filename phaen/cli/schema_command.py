"""`phaen schema`: show the dataset's tables and fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from phaen.cli.language import Language, spoken, translated
from phaen.cli.streams import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.tables import Column, TableSchema

_JSON_TYPES = {"string": "string", "integer": "integer", "decimal": "number", "boolean": "boolean"}


@click.command()
@click.argument("table", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json-schema", "markdown"]),
    default="table",
    show_default=True,
    help="Output format: a table to read, a JSON Schema to validate data, or Markdown for a document.",
)
def schema(table: str | None, style: str) -> None:
    """Show the dataset's tables and fields, or those of one TABLE.

    \b
    Examples:
      phaen schema
      phaen schema projects
      phaen schema --format json-schema > schema.json
    """
    from schemas.tables import tables

    known = tables()
    if table is not None and table not in known:
        raise click.UsageError(f"no table {table!r}; there are {', '.join(known)}")
    _PRINTERS[style]([known[table]] if table else list(known.values()))


def _print_tables(tables: Iterable[TableSchema]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for table in tables:
        row = translated(f"one row per {table.row_th if _is_thai() else table.row}")
        console.print(f"[bold]{table.name}[/]: {row}", soft_wrap=True)
        console.print(_grid(table))


def _grid(table: TableSchema) -> Any:  # noqa: ANN401 -- a rich Table; rich is not imported for its type
    from rich.box import SIMPLE
    from rich.markup import escape
    from rich.table import Table as Grid

    titles = map(translated, ("field", "type", "title", "description"))
    grid = Grid(*titles, box=SIMPLE, pad_edge=False)
    grid.columns[0].no_wrap = True
    for field in table.fields:
        name = f"{field.name}*" if field.name in table.key else field.name
        description = field.description_th if _is_thai() else field.description
        cells = (name, field.type.value, field.title_th, _with_values(description, field))
        grid.add_row(*map(escape, cells))
    return grid


def _print_markdown(tables: Iterable[TableSchema]) -> None:
    for table in tables:
        click.echo(f"## {table.name}\n\nOne row per {table.row}. Key: {', '.join(table.key)}.\n")
        click.echo("| field | type | title | ชื่อ | description |\n|---|---|---|---|---|")
        for field in table.fields:
            cells = (field.name, field.type.value, field.title, field.title_th, _with_values(field.description, field))
            click.echo(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
        click.echo()


def _print_json_schema(tables: Iterable[TableSchema]) -> None:
    print_json(json_schema(tables), indent=2)


def json_schema(tables: Iterable[TableSchema]) -> dict[str, Any]:
    """A JSON Schema of the dataset: an object with one array of rows per table. A missing value is null."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {table.name: _rows_schema(table) for table in tables},
    }


def _rows_schema(table: TableSchema) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {field.name: _field_schema(field) for field in table.fields},
        "required": [field.name for field in table.fields if field.required],
        "additionalProperties": False,
    }
    return {"type": "array", "title": table.title, "description": table.description, "items": row}


def _field_schema(field: Column) -> dict[str, Any]:
    kind = _JSON_TYPES[field.type.value]
    described = {"title": field.title, "description": field.description}
    if field.values is not None:
        return {**described, "enum": [*field.values, *([] if field.required else [None])]}
    return {**described, "type": kind if field.required else [kind, "null"]}


def _with_values(description: str, field: Column) -> str:
    """The description, with the allowed values if there are at most ten."""
    if field.values is None or len(field.values) > 10:
        return description
    return f"{description} ({', '.join(field.values)})"


def _is_thai() -> bool:
    return spoken() is Language.THAI


_PRINTERS: dict[str, Callable[[Iterable[TableSchema]], None]] = {
    "table": _print_tables,
    "json-schema": _print_json_schema,
    "markdown": _print_markdown,
}
