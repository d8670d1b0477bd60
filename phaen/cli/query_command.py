"""`phaen query`: ask a dataset with SQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.streams import complain, prints_utf8, visible

if TYPE_CHECKING:
    from phaen.query.ask import Answer


class Unanswered(UsageFailure):
    """A query that cannot be answered. Further lines of the message show the query, with a mark below the mistake."""

    def __init__(self, message: str) -> None:
        first, *self.further = [line for line in message.splitlines() if line.strip()] or ["the query failed"]
        super().__init__(first)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it to standard error."""
        complain(f"Error: {self.message}")
        for line in self.further:
            complain(line)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("sql", metavar="SQL")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="A table to read, CSV, or JSON.",
)
@click.option(
    "--csv",
    "csv_mode",
    type=click.Choice(["spreadsheet", "lossless"]),
    default="spreadsheet",
    show_default=True,
    help="With --format csv. spreadsheet: an apostrophe before texts that a spreadsheet would evaluate as formulas; "
    "lossless: none.",
)
def query(folder: Path, sql: str, *, style: str, csv_mode: str) -> None:
    """Ask the dataset in DIR with one SQL query, in the dialect of DuckDB; SQL is the query, or - for standard input.

    The tables are those of `phaen schema`. There are also views: budget_by_dimension, budget_by_year, budget_by_type,
    budget_by_province, common_projects, plans_overview, completeness, plan_against_report, reported_money. Columns that
    are words of SQL need quotation marks: "order", "group", "table", "column".

    A query can only read, and only this dataset: no other file, no network, no extensions, no settings.

    \b
    Examples:
      phaen query output "show tables"
      phaen query output "from budget_by_year order by fiscal_year"
      phaen query output "select province, sum(amount) from project_years group by province"
      phaen query output "describe project_years"
      phaen query output "from checks where severity = 'error'" --format json
      phaen query output "from plans_overview" --format csv > plans.csv
      echo "from common_projects order by plans desc limit 10" | phaen query output -

    \b
    Exit codes:
      0    the query was answered
      2    there is no dataset in DIR, or the query is wrong or does more than read
    """
    from phaen.query.ask import QueryError, answer
    from phaen.query.locked import NoDataError

    try:
        with answer(folder, sys.stdin.read() if sql == "-" else sql) as found:
            for text in _printed(found, style, csv_mode):
                click.echo(text, nl=False)
    except (NoDataError, QueryError) as error:
        raise Unanswered(str(error)) from error


def _printed(found: Answer, style: str, csv_mode: str) -> Iterator[str]:
    from phaen.query.printing import as_csv, as_json, as_table

    if style == "csv":
        return as_csv(found, guarded=csv_mode == "spreadsheet")
    if style == "json":
        return as_json(found, ascii_only=not prints_utf8())
    return as_table(found, visible)
