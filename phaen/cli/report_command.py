"""`phaen report`: the figures of a dataset as one page."""

from __future__ import annotations

from pathlib import Path

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.streams import say, visible


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--headers",
    type=click.Choice(["th", "en"]),
    default="th",
    show_default=True,
    help="The language that the page shows first. Both are in it.",
)
def report(folder: Path, *, headers: str) -> None:
    """Write DIR/report.html: budgets by dimension, year, type of body and province, the commonest projects, what is
    complete, and what was spent of what was planned.

    The page is one file in Thai and English that needs no network: it can be sent by mail, put on a website, printed.

    \b
    Examples:
      phaen report output
      phaen report output --headers en
      phaen report output && phaen open output report
    """
    from phaen.query.locked import NoDataError
    from phaen.report.write_report import write_report

    try:
        path = write_report(folder, headers)
    except NoDataError as error:
        raise UsageFailure(str(error)) from error
    except OSError as error:
        raise UsageFailure(f"cannot write to {visible(folder)}: {error.strerror or error}") from error
    say(f"Wrote {path}")
