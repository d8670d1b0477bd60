"""`phaen diff`: show what differs between two datasets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.language import Language, spoken, translated
from phaen.cli.named import column_name
from phaen.cli.streams import print_json, say, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.diff.changes import Change


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the changes as CSV, one row each.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--review", is_flag=True, help="Also write a page of the changes: NEW/review/index.html, without pictures."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells whether anything differs.")
def diff(  # noqa: PLR0913 -- one parameter per option
    old: Path, new: Path, *, csv_file: Path | None, as_json: bool, review: bool, quiet: bool
) -> int:
    """Show what differs between the datasets in the folders OLD and NEW.

    Lists documents and projects that were added or removed, projects that were renamed, moved to another section or
    have other amounts, and changed facts of documents. The datasets may be two runs on the same files, by two versions
    of phaen, before and after corrections, or of the plans of two years.

    \b
    Examples:
      phaen diff output-2025 output-2026
      phaen diff before after --csv changes.csv
      phaen diff before after --review
      phaen diff before after --json | jq '.counts'
      phaen diff before after --quiet || echo "something has changed"

    \b
    Exit codes:
      0    no differences
      1    the datasets differ
      2    a folder has no dataset, or the CSV file or the page cannot be written
    """
    found = _compared(old, new)
    if csv_file is not None:
        _write_csv(found, csv_file)
    if as_json and not quiet:
        from phaen.diff.outputs import to_data

        print_json(to_data(found), indent=2)
    elif not quiet:
        _print(found)
    if review:
        _write_review(old, new, quiet=quiet or as_json)
    return int(ExitCode.SOURCES_FAILED if found else ExitCode.OK)


def _compared(old: Path, new: Path) -> list[Change]:
    from phaen.diff.changes import compare

    try:
        return compare(old, new)
    except FileNotFoundError as error:
        raise UsageFailure(visible(str(error))) from error
    except (ValueError, OSError) as error:
        raise UsageFailure(f"a dataset cannot be read: {visible(str(error))}") from error


def _write_csv(found: Sequence[Change], path: Path) -> None:
    from phaen.diff.outputs import to_csv
    from phaen.emit.inside import write_file

    try:
        write_file(path, to_csv(found), path.with_name(f".{path.name}.part"))
    except OSError as error:
        raise UsageFailure(f"cannot write {visible(path)}: {error.strerror or error}") from error


def _write_review(old: Path, new: Path, *, quiet: bool) -> None:
    """The review of the new dataset with its page of changes, which links each change to the plan that it is in."""
    from phaen.cli.review_command import make_review, print_review
    from phaen.review.found_sources import sources_of_run
    from phaen.review.review_options import ReviewOptions

    made = make_review(new, sources_of_run(new), ReviewOptions(pictures=False, against=old), None)
    if not quiet:
        print_review(made)


def _print(found: Sequence[Change]) -> None:
    """One table per document, then the counts."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from phaen.diff.changes import counted

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, soft_wrap=True, width=10_000)  # lines to be searched with `grep`
    for document, rows in groupby(found, attrgetter("source_file", "document_old", "document_new")):
        console.print(f"[bold]{escape(visible(document[0]))}[/]")
        table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
        for cells in map(_cells, rows):
            table.add_row(*(escape(visible(cell)) for cell in cells))
        console.print(table)
    counts = ", ".join(f"{translated(kind.replace('_', ' '))} {count:,}" if spoken() is Language.THAI else
                       f"{count:,} {kind.replace('_', ' ')}" for kind, count in counted(found).items())  # fmt: skip
    say(counts or "No differences")


def _cells(change: Change) -> Iterator[str]:
    """The kind of a change, the project, what has changed, and the name."""
    yield translated(change.change.replace("_", " "))
    yield " > ".join(dict.fromkeys(filter(None, (change.project_old, change.project_new))))
    of = column_name("documents", change.field) if change.change == "fact" else change.fiscal_year
    yield " ".join(filter(None, (of, _from_to(change))))
    yield "" if change.change == "renamed" else change.name


def _from_to(change: Change) -> str:
    if change.field in {"amount", "budget"}:
        if change.change in {"added", "removed"}:
            return _grouped(change.new or change.old)
        sign = "" if change.difference.startswith("-") else "+"
        difference = f" ({sign}{_grouped(change.difference)})" if change.difference else ""
        return f"{_grouped(change.old)} > {_grouped(change.new)}{difference}"
    return f"{change.old or translated('none')} > {change.new or translated('none')}" if change.field else ""


def _grouped(amount: str) -> str:
    """An amount with separators of thousands; `none` if there is none."""
    from decimal import Decimal

    return f"{Decimal(amount):,f}" if amount else translated("none")
