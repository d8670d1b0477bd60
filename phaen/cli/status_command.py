"""`phaen status`: show the progress of a batch."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.language import translated
from phaen.cli.streams import print_json, say
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.batch.status import Status


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(folder: Path, *, as_json: bool) -> int:
    """Show the progress of the batch with the output folder DIR, also while it runs.

    \b
    Examples:
      phaen status output
      phaen status output --json | jq '.failures[] | select(.kind == "timeout") | .path'

    \b
    Exit codes:
      0    all sources of the last run are converted
      1    some sources failed or are not converted yet
      2    there is no batch in DIR
    """
    from phaen.batch.status import NoBatchError
    from phaen.batch.status import status as read_status

    try:
        found = read_status(folder)
    except NoBatchError as error:
        raise UsageFailure(str(error)) from error
    if as_json:
        print_json(asdict(found), indent=2)
    else:
        _print(found)
    return int(ExitCode.SOURCES_FAILED if found.failed or found.left else ExitCode.OK)


def _print(found: Status) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, figure in _lines(found):
        table.add_row(translated(label), translated(figure))
    Console().print(table)
    for failure in found.failures:
        say(f"failed: {failure.source_file}: {failure.error} (attempts: {failure.attempts})")


def _lines(found: Status) -> list[tuple[str, str]]:
    """The counts as labels and figures. Rare ones are shown only if they are not zero."""
    state = "running" if found.running else "finished" if found.finished else "stopped before it finished"
    lines = [("batch", state), ("started", found.started or ""), ("finished", found.finished or "")]
    counts = [("sources", found.sources), ("converted", found.done), ("failed", found.failed), ("left", found.left)]
    rare = [
        ("made by other rules", found.stale), ("duplicates", found.duplicates), ("kept", found.kept)
    ]  # fmt: skip
    return [*lines, *((label, f"{count:,}") for label, count in [*counts, *(line for line in rare if line[1])])]
