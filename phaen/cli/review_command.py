"""`phaen review`: static pages on which a person compares the dataset with its sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.batch.limits import DEFAULT_LIMITS
from phaen.cli.failures import UsageFailure
from phaen.cli.language import translated
from phaen.cli.ocr import cache_folder
from phaen.cli.streams import complain, say, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.review.build_review import ReviewSummary
    from phaen.review.found_sources import Sources
    from phaen.review.review_options import ReviewOptions

MISSING_SHOWN = 5


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--sources",
    "paths",
    multiple=True,
    type=click.Path(),
    metavar="PATH",
    help="Where the sources are, if they were moved since the last run: a file, a folder, an archive. Repeatable.",
)
@click.option("--no-pictures", is_flag=True, help="Leave out the pictures of pages.")
@click.option("--redact", is_flag=True, help="Blacken names of persons, in pictures and texts.")
@click.option(
    "--only",
    type=click.Choice(["doubtful"]),
    help="Only plans with a warning or an error, and only the pages of their findings.",
)
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Draw N projects to estimate the quality.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="With --sample: selects the draw.")
@click.option(
    "--dpi",
    type=click.IntRange(50, 300),
    default=100,
    show_default=True,
    help="Resolution of the pictures in dots per inch.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="Also show what has changed since the dataset in the folder OLD, as `phaen diff OLD DIR` does.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Number of processes; by default one per core.")
def review(  # noqa: PLR0913 -- one parameter per option
    folder: Path,
    *,
    paths: tuple[str, ...],
    no_pictures: bool,
    redact: bool,
    only: str | None,
    sample: int | None,
    seed: int,
    dpi: int,
    against: Path | None,
    jobs: int | None,
) -> int:
    """Write pages to review the dataset in DIR, into DIR/review. Open DIR/review/index.html in a browser.

    The pages need no server and no network. They show each plan with its findings, its values and its source, and
    export the answers as corrections.csv for `phaen convert --corrections`.

    \b
    Examples:
      phaen review output
      phaen review output --only doubtful --no-pictures
      phaen review output --sample 50 --seed 7
      phaen review copy/of/output --sources plans --redact
      phaen review output-2026 --against output-2025
    """
    from phaen.review.found_sources import sources_of_run
    from phaen.review.review_options import ReviewOptions

    options = ReviewOptions(
        pictures=not no_pictures,
        redact=redact,
        only_doubtful=only is not None,
        sample=sample,
        seed=seed,
        dpi=dpi,
        ocr_cache=cache_folder(""),
        against=against,
    )
    sources = _sources_in(paths, folder) if paths else sources_of_run(folder)
    print_review(make_review(folder, sources, options, jobs))
    return int(ExitCode.OK)


def make_review(folder: Path, sources: Sources, options: ReviewOptions, jobs: int | None) -> ReviewSummary:
    """Write the review. Raises UsageFailure if there is no dataset, or the folder cannot be written."""
    from phaen.batch.engines.local import LocalEngine
    from phaen.review.build_review import write_review
    from phaen.review.documents import NoDatasetError
    from phaen.review.folder import scratch_folder

    try:
        with (
            scratch_folder() as scratch,
            LocalEngine(jobs or os.cpu_count() or 1, DEFAULT_LIMITS, scratch) as engine,
            _progress() as on_views,
        ):
            return write_review(folder, sources, engine, options, on_views)
    except NoDatasetError as error:
        raise UsageFailure(str(error)) from error
    except OSError as error:
        raise UsageFailure(f"cannot write to {visible(folder)}: {error.strerror or error}") from error


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar, if standard error is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(translated("pictures and texts"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _sources_in(paths: tuple[str, ...], folder: Path) -> Sources:
    from phaen.batch.remote import RemoteError
    from phaen.batch.sources import NoSourcesError
    from phaen.review.found_sources import sources_in

    try:
        return sources_in(paths, folder)
    except (NoSourcesError, RemoteError) as error:
        raise UsageFailure(str(error)) from error


def print_review(summary: ReviewSummary) -> None:
    """Print what was written, and which sources were not found."""
    if summary.missing:
        named = ", ".join(visible(name) for name in summary.missing[:MISSING_SHOWN])
        more = f" and {len(summary.missing) - MISSING_SHOWN:,} more" if len(summary.missing) > MISSING_SHOWN else ""
        complain(f"Warning: not found, so their pages are not shown: {named}{more}. Give their folder with --sources.")
    counts = f"{summary.plans:,} plans, {summary.findings:,} findings, {summary.pictures:,} pictures of pages"
    say(f"Wrote {summary.index}: {counts}")
