"""The output at the end of a run: failures to standard error, a summary to standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from phaen.cli.language import translated
from phaen.cli.streams import complain, say
from schemas.checks import Severity

if TYPE_CHECKING:
    from phaen.batch.events import RunSummary
    from phaen.batch.report import Report


def print_failures(report: Report, *, verbose: bool) -> None:
    """Print one line per failed source, with the reason. With `verbose`, also the traceback of an internal error."""
    for result in report.failures:
        if result.failure:
            complain(f"failed: {result.source.shown}: {result.failure.reason}")
            if verbose and result.failure.trace:
                for line in result.failure.trace.splitlines():
                    complain(line)


def print_errors(report: Report) -> None:
    """Print one line per plan with findings of severity `error`, for which `--strict` fails, with their codes."""
    prefix = f"checks: {Severity.ERROR}: "
    for result in report.erring:
        codes = [f"{number} {key.removeprefix(prefix)}" for key, number in result.counts.items() if prefix in key]
        complain(f"strict: {result.source.shown}: {', '.join(codes)} (see the table checks)")


def print_summary(summary: RunSummary, output: Path | str, seconds: float) -> None:
    """Print the figures of the run as a table, then the files written. `seconds` is the total wall time."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, figure in summary_lines(summary.report):
        table.add_row(translated(label), f"{figure:,}")
    table.add_row(translated("time"), translated(f"{seconds:.1f} s"))
    Console().print(table)
    for duplicate in summary.report.duplicates:
        say(f"{duplicate.source.shown} has the same content as {duplicate.same_as.shown}, and is not in the dataset")
    unchanged = {path.name for path in summary.written} == {"run.json"}
    say(f"Nothing has changed in {output}" if unchanged else f"Wrote {len(summary.written)} files to {output}")


def summary_lines(report: Report) -> list[tuple[str, int]]:
    """The summary as labels and figures. Failures and duplicates are shown only if there are any."""
    lines = [("plans", report.plans), ("projects", report.projects), ("budgets", report.budgets)]
    lines += [(f"findings: {severity}", report.findings[severity]) for severity in reversed(Severity)]
    optional = [("sources that failed", len(report.failures)), ("sources given twice", len(report.duplicates))]
    return [*lines, *(line for line in optional if line[1])]
