"""`phaen convert`: sources in, the dataset out."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.cli.ocr import cache_folder, ocr_options
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from extract.read.options import ReadOptions
    from phaen.batch.convert import Result
    from phaen.batch.report import Report
    from phaen.batch.sources import Source

FORMATS = ("csv", "xlsx", "parquet")


class FormatList(click.ParamType[tuple[str, ...]]):
    """Formats by name, separated by commas: `csv,xlsx`."""

    name = "list"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names in the order of FORMATS, each once."""
        if isinstance(value, tuple):
            return value
        wanted = {name.strip().lower() for name in value.split(",")} - {""}
        if not wanted or wanted - set(FORMATS):
            self.fail(f"{value!r}: choose among {', '.join(FORMATS)}", param, ctx)
        return tuple(name for name in FORMATS if name in wanted)


class UsageFailure(click.ClickException):
    """A failure before or after the work itself, for which the user's input or output path stands."""

    exit_code = int(ExitCode.USAGE)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the dataset.")
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    default=",".join(FORMATS),
    show_default=True,
    help="What to write: csv, xlsx, parquet, separated by commas.",
)
@click.option(
    "--headers",
    type=click.Choice(["th", "en"]),
    default="en",
    show_default=True,
    help="Language of the headings in Excel; CSV and Parquet always have the English column names.",
)
@click.option(
    "--csv",
    "csv_mode",
    type=click.Choice(["spreadsheet", "lossless"]),
    default="spreadsheet",
    show_default=True,
    help="spreadsheet: byte order mark, and an apostrophe before texts that a spreadsheet would run as formulas; "
    "lossless: neither.",
)
@click.option("--with-provenance", is_flag=True, help="Put the provenance table into the Excel file too.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of processes; by default one per core. The result does not depend on it.",
)
@ocr_options
@click.option("--strict", is_flag=True, help="Exit with 1 also if a finding of severity error was made in any plan.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line per source, and tracebacks of internal errors.")
def convert(  # noqa: PLR0913 -- one parameter per option
    paths: tuple[str, ...],
    *,
    output: Path,
    formats: tuple[str, ...],
    headers: str,
    csv_mode: str,
    with_provenance: bool,
    jobs: int | None,
    ocr: str,
    ocr_cache: str,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert plans and progress reports into one dataset.

    PATH is a file, a folder (walked recursively; files of unknown kinds and hidden ones are skipped) or a pattern such
    as 'plans/*.txt'. A file that is named is tried whatever its suffix. A source that cannot be converted does not stop
    the others: it is listed at the end and in the table `documents`, with the reason.

    \b
    Examples:
      phaen convert plans -o output
      phaen convert 'plans/2566-*.txt' more/plan.txt -o output --format csv,parquet
      phaen convert plans -o output --headers th --with-provenance
      phaen convert plans -o output --strict --quiet && echo "no errors in any plan"

    \b
    Exit codes:
      0    all well
      1    some sources failed (with --strict: or an error was found in a plan)
      2    wrong usage, no sources found, or the output cannot be written
      130  interrupted: nothing was written
    """
    from phaen.cli.summary import print_failures, print_summary
    from phaen.emit.write import write_dataset

    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    start = time.perf_counter()
    sources = _sources(paths, output)
    with _writing_to(output):
        _try_out(output)
    options = _read_options(ocr, ocr_cache, (jobs or os.cpu_count() or 1) // len(sources))
    result = _convert(sources, jobs or os.cpu_count() or 1, options, quiet=quiet, verbose=verbose)
    with _writing_to(output):
        written = write_dataset(
            result.rows,
            output,
            formats=formats,
            headers=headers,
            csv_mode=csv_mode,
            excel_provenance=with_provenance,
        )
    print_failures(result.report, verbose=verbose)
    if not quiet:
        print_summary(result.report, written, output, time.perf_counter() - start)
    return int(_exit_code(result.report, strict=strict))


def _sources(paths: Iterable[str], output: Path) -> list[Source]:
    from extract.read.registry import READERS
    from phaen.batch.sources import NoSourcesError, find_sources

    try:
        return find_sources(paths, suffixes=READERS.keys(), output=output)
    except NoSourcesError as error:
        kinds = ", ".join(sorted(READERS))
        raise UsageFailure(f"{error}. In folders, files of these kinds are taken: {kinds}") from error


@contextmanager
def _writing_to(output: Path) -> Iterator[None]:
    """Turn what the file system refuses into a message that names the output folder."""
    try:
        yield
    except OSError as error:
        folder = click.format_filename(output)
        raise UsageFailure(f"cannot write to {folder}: {error.strerror or error}") from error


def _try_out(output: Path) -> None:
    """Make the folder and a file in it: what cannot be written shall be known before the work, not after it."""
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=output):
        pass


def _read_options(ocr: str, ocr_cache: str, jobs_each: int) -> ReadOptions:
    from extract.read.options import OcrMode, ReadOptions

    return ReadOptions(ocr=OcrMode(ocr), cache=cache_folder(ocr_cache), jobs=max(1, jobs_each))


def _convert(sources: list[Source], jobs: int, options: ReadOptions, *, quiet: bool, verbose: bool) -> Result:
    from phaen.batch.convert import convert_sources
    from phaen.cli.summary import progress

    with progress(len(sources), quiet=quiet, verbose=verbose) as on_outcome:
        return convert_sources(sources, jobs=jobs, options=options, on_outcome=on_outcome)


def _exit_code(report: Report, *, strict: bool) -> ExitCode:
    failed = report.failures or (strict and report.errors)
    return ExitCode.SOURCES_FAILED if failed else ExitCode.OK
