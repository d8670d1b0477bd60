"""What a run prints: progress while it goes, failures and a summary at its end.

Progress and failures go to standard error, the summary to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schemas.checks import Severity

if TYPE_CHECKING:
    from rich.progress import Progress

    from phaen.batch.one import Outcome
    from phaen.batch.report import Report


@contextmanager
def progress(total: int, *, quiet: bool, verbose: bool) -> Iterator[Callable[[Outcome], None]]:
    """The function to call per finished source: a line each if verbose, else a bar if standard error is a terminal."""
    if verbose:
        yield _print_outcome
    elif quiet or not sys.stderr.isatty():
        yield lambda _: None
    else:
        with _progress_bar() as bar:
            task = bar.add_task("Converting", total=total)

            def advance(_: Outcome) -> None:
                bar.advance(task)
                bar.refresh()

            yield advance


def _progress_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    # Without auto_refresh the bar starts no thread, so that worker processes can be forked safely beside it.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )


def _print_outcome(outcome: Outcome) -> None:
    if outcome.failed:
        what = "failed"
    else:
        counts = (f"{len(outcome.rows.get(table, ()))} {table}" for table in ("projects", "budgets", "checks"))
        what = ", ".join(counts)
    click.echo(f"{outcome.source.name}: {what} ({outcome.seconds:.2f} s)", err=True)


def print_failures(report: Report, *, verbose: bool) -> None:
    """One line per source that failed: which and why. With `verbose`, an internal error's traceback below it."""
    for outcome in report.failures:
        click.echo(f"failed: {click.format_filename(outcome.source.path)}: {outcome.error}", err=True)
        if verbose and outcome.trace:
            click.echo(outcome.trace, err=True)


def print_summary(report: Report, written: list[Path], output: Path, seconds: float) -> None:
    """The figures of the run as a table, then what was written where. `seconds` is wall time, in total."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, figure in summary_lines(report):
        table.add_row(label, f"{figure:,}")
    table.add_row("time", f"{seconds:.1f} s")
    Console().print(table)
    for duplicate in report.duplicates:
        other, first = (click.format_filename(source.path) for source in (duplicate.source, duplicate.same_as))
        click.echo(f"{other} has the same content as {first}, which stands for both")
    click.echo(f"Wrote {len(written)} files to {click.format_filename(output)}")


def summary_lines(report: Report) -> list[tuple[str, int]]:
    """The summary as labels and figures; failures and duplicates only where there are any."""
    lines = [("plans", report.plans), ("projects", report.projects), ("budgets", report.budgets)]
    lines += [(f"findings: {severity}", report.findings[severity]) for severity in reversed(Severity)]
    optional = [("sources that failed", len(report.failures)), ("sources given twice", len(report.duplicates))]
    return [*lines, *(line for line in optional if line[1])]
