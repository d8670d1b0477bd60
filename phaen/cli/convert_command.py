"""`phaen convert`: convert sources into the dataset."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from phaen.batch.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from phaen.cli.corrections import read_file
from phaen.cli.failures import UsageFailure
from phaen.cli.ocr import cache_folder, ocr_options
from phaen.cli.preview_table import preview
from phaen.cli.run_summary import print_errors, print_failures, print_summary
from phaen.cli.streams import StreamError, complain, visible
from phaen.cli.watch import watching
from phaen.cli.where import Machines, OutputPlace, output_place
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.batch.due import Choices, Writing
    from phaen.batch.events import Listener, RunSummary
    from phaen.batch.report import Report
    from phaen.batch.sources import BatchSource

FORMATS = ("csv", "xlsx", "parquet", "duckdb", "sqlite", "jsonl")
DEFAULT_FORMATS = ("csv", "xlsx", "parquet")
_WRITING = {
    "formats": "formats",
    "headers": "headers",
    "csv_mode": "csv_mode",
    "with_provenance": "excel_provenance",
}
"""The options of writing, and their names in `Writing`."""


class FormatList(click.ParamType[tuple[str, ...]]):
    """Names of formats, separated by commas: `csv,xlsx`."""

    name = "list"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names in the order of FORMATS, without duplicates."""
        if isinstance(value, tuple):
            return value
        wanted = {name.strip().lower() for name in value.split(",")} - {""}
        if not wanted or wanted - set(FORMATS):
            self.fail(f"{value!r}: choose among {', '.join(FORMATS)}", param, ctx)
        return tuple(name for name in FORMATS if name in wanted)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    help="Folder for the dataset, or the URL of one (s3://bucket/plans).",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With a URL as output: the local folder that keeps the finished work.",
)
@click.option(
    "--add",
    is_flag=True,
    help="Keep the plans of the dataset in DIR and add those of PATH; a file that is in both is read again. --format, "
    "--headers, --csv and --with-provenance are those of the dataset unless given.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where to convert sources: on this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="With --engine dask: the scheduler's address, as in tcp://host:8786."
)
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    help=f"Formats to write, separated by commas: {', '.join(FORMATS)}.",
)
@click.option(
    "--headers",
    type=click.Choice(["th", "en"]),
    default="en",
    show_default=True,
    help="Language of the workbook: headings, codes, descriptions, messages. The other formats are in English.",
)
@click.option(
    "--csv",
    "csv_mode",
    type=click.Choice(["spreadsheet", "lossless"]),
    default="spreadsheet",
    show_default=True,
    help="spreadsheet: byte order mark, and an apostrophe before texts that a spreadsheet would evaluate as formulas; "
    "lossless: neither.",
)
@click.option("--with-provenance", is_flag=True, help="Include the provenance table in the Excel file.")
@click.option(
    "--from-file",
    type=click.Path(allow_dash=True, path_type=Path),
    metavar="LIST",
    help="Read more paths from a file, one per line or separated by NUL; - is standard input.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of processes; by default one per core. The result does not depend on it.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_LIMITS.seconds,
    show_default=True,
    metavar="SECONDS",
    help="Time limit per source.",
)
@click.option(
    "--memory",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_LIMITS.memory / MEGABYTE,
    show_default=True,
    metavar="MB",
    help="Memory limit per source, for each core that it uses.",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Apply the corrections in FILE, a CSV file or an Excel workbook; see docs/corrections.md.",
)
@click.option("--retry-failed", is_flag=True, help="Retry sources that failed before, whatever the reason.")
@click.option("--force", is_flag=True, help="Convert all sources again, also those that are done.")
@ocr_options
@click.option("--review", "with_review", is_flag=True, help="Also write the pages of `phaen review` into DIR/review.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="List the sources, and which of them would be converted or refused; convert and write nothing.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 also if any plan has a finding of severity error.")
@click.option("--log", type=click.Path(path_type=Path), metavar="FILE", help="Append one JSON line per event to FILE.")
@click.option("-q", "--quiet", is_flag=True, help="Print only failures and warnings.")
@click.option("-v", "--verbose", is_flag=True, help="Print one line per source, and tracebacks of internal errors.")
def convert(  # noqa: PLR0913 -- one parameter per option
    paths: tuple[str, ...],
    *,
    output: str,
    work: Path | None,
    add: bool,
    engine: str,
    scheduler: str | None,
    formats: tuple[str, ...],
    headers: str,
    csv_mode: str,
    with_provenance: bool,
    from_file: Path | None,
    jobs: int | None,
    timeout: float,
    memory: float,
    corrections: Path | None,
    retry_failed: bool,
    force: bool,
    ocr: str,
    ocr_cache: str,
    with_review: bool,
    dry_run: bool,
    strict: bool,
    log: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert plans and progress reports into one dataset.

    PATH is a file, a folder (walked recursively; hidden files and files of unknown types are skipped), a ZIP archive of
    these, or a pattern such as 'plans/*.txt'. A file given by name is tried whatever its suffix. A source that cannot
    be converted, or takes too much time or memory, does not stop the others: it is listed at the end and in the table
    `documents`, with the reason.

    A run into the same output folder converts only sources that are new, changed, converted by another version of
    phaen, or left by an interrupted run. `phaen status` shows the progress.

    \b
    Examples:
      phaen convert plans -o output
      phaen convert 'plans/2566-*.txt' more/plan.txt archive.zip -o output --format csv,parquet
      phaen convert plans -o output --headers th --with-provenance
      phaen convert plans -o output --review
      phaen convert plans archive.zip -o output --dry-run
      phaen convert more-plans -o output --add
      phaen convert plans -o output --corrections corrections.csv
      phaen convert plans -o output --strict --quiet && echo "no errors in any plan"
      phaen convert s3://bucket/plans -o s3://bucket/dataset --engine dask --scheduler tcp://10.0.0.1:8786
      find plans -name '*2566*' -print0 | phaen convert --from-file - -o output

    \b
    Exit codes:
      0    success
      1    some sources failed (with --strict: or a plan has a finding of severity error)
      2    wrong usage, no sources found, or the output cannot be written
      130  interrupted: finished work is kept, no dataset is written
    """
    from extract.read.options import OcrMode, ReadOptions
    from phaen.batch.due import Choices, Writing
    from phaen.emit.arrow_alone import leave_pandas_out

    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler go together")
    if dry_run and (log is not None or with_review):
        raise click.UsageError("--dry-run writes nothing, neither --log nor --review")
    start = time.perf_counter()
    place = output_place(output, work)
    if with_review and place.url:
        raise click.UsageError("--review needs a local folder as --output: run phaen review on a copy of the dataset")
    place.refuse_linked(log)
    if add:
        place.refuse_unknown()
    sources = _sources([*paths, *_listed(from_file)], place.folder)
    choices = Choices(
        ReadOptions(ocr=OcrMode(ocr), cache=cache_folder(ocr_cache)),
        Limits(timeout, round(memory * MEGABYTE)),
        retry_failed=retry_failed,
        force=force,
        corrections=read_file(corrections) if corrections is not None else {},
    )
    if dry_run:
        return preview(sources, place.folder, choices, jobs or os.cpu_count() or 1)
    if click.get_current_context().obj:
        leave_pandas_out()
    linked = not place.url
    writing = Writing(formats, headers, csv_mode, with_provenance, linked=linked, reviewed=with_review)
    try:
        with _log_told(log), watching(quiet=quiet, verbose=verbose, log=log) as listener:
            machines = Machines(jobs or os.cpu_count() or 1, scheduler)
            left_open = _not_given() if add else None
            summary = _run(sources, place.folder, choices, machines, writing, listener, left_open)
            place.publish()
    except KeyboardInterrupt:
        complain("Interrupted: finished work is kept. Run the same command again to continue.")
        return int(ExitCode.INTERRUPTED)
    print_failures(summary.report, verbose=verbose)
    if strict:
        print_errors(summary.report)
    if not quiet:
        _summarize(summary, place, time.perf_counter() - start)
    if with_review:
        _write_review(place.folder, cache_folder(ocr_cache), jobs, quiet=quiet)
    return int(_exit_code(summary.report, strict=strict))


def _summarize(summary: RunSummary, place: OutputPlace, seconds: float) -> None:
    """Print the summary. If it cannot be printed, the exit status is still that of the dataset, which is written."""
    try:
        print_summary(summary, place.shown, seconds)
        sys.stdout.flush()
    except StreamError as error:
        if not error.gone:
            complain(f"Warning: {error}")


def _write_review(folder: Path, ocr_cache: Path | None, jobs: int | None, *, quiet: bool) -> None:
    from phaen.cli.review_command import make_review, print_review
    from phaen.review.found_sources import sources_of_run
    from phaen.review.review_options import ReviewOptions

    summary = make_review(folder, sources_of_run(folder), ReviewOptions(ocr_cache=ocr_cache), jobs)
    if not quiet:
        print_review(summary)


def _listed(from_file: Path | None) -> list[str]:
    """The paths in the file given by --from-file."""
    from phaen.batch.lists import read_list

    if from_file is None:
        return []
    try:
        return read_list(from_file)
    except OSError as error:
        name = visible(from_file)
        raise UsageFailure(f"cannot read the list {name}: {error.strerror or error}") from error


@contextmanager
def _log_told(log: Path | None) -> Iterator[None]:
    """Convert an OSError into a message with the name of the log file."""
    try:
        yield
    except OSError as error:
        raise UsageFailure(f"cannot write to {visible(log or '')}: {error.strerror or error}") from error


def _sources(paths: Sequence[str], output: Path) -> list[BatchSource]:
    from phaen.batch.archives import SUFFIX
    from phaen.batch.due import SUFFIXES
    from phaen.batch.remote import RemoteError
    from phaen.batch.sources import NoSourcesError, find_sources

    if not paths:
        raise click.UsageError("give a PATH, or a list of paths with --from-file")
    try:
        return find_sources(
            paths, suffixes={*SUFFIXES, SUFFIX}, output=output, on_passed_over=lambda why: complain(f"Warning: {why}")
        )
    except RemoteError as error:
        raise UsageFailure(str(error)) from error
    except NoSourcesError as error:
        kinds = ", ".join(sorted({*SUFFIXES, SUFFIX}))
        raise UsageFailure(f"{error} (in folders, files of these kinds are read: {kinds})") from error


def _run(  # noqa: PLR0913, PLR0917
    sources: list[BatchSource],
    output: Path,
    choices: Choices,
    machines: Machines,
    writing: Writing,
    listener: Listener,
    left_open: Sequence[str] | None,
) -> RunSummary:
    """Run the batch, and convert its errors into messages for the user.

    `left_open` are the options of writing that were not given, for a run that adds to a dataset; None for another run.
    """
    from phaen.batch.batch import convert_into
    from phaen.batch.earlier import CannotAddError
    from phaen.batch.engines.dask_engine import EngineError
    from phaen.batch.lock import FolderInUseError
    from phaen.batch.store import Store

    engine = machines.engine(choices.limits, Store(output).scratch, listener)
    try:
        return convert_into(
            output,
            sources,
            engine=engine,
            writing=writing,
            choices=choices,
            listener=listener,
            add=left_open is not None,
            open_writing=left_open or (),
        )
    except (FolderInUseError, EngineError, CannotAddError) as error:
        raise UsageFailure(str(error)) from error
    except OSError as error:
        folder = visible(output)
        raise UsageFailure(f"cannot write to {folder}: {error.strerror or error}") from error


def _not_given() -> list[str]:
    """The options of writing, by their names in `Writing`, that are not on the command line."""
    context = click.get_current_context()
    given = {name: context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in _WRITING}
    return [field for name, field in _WRITING.items() if not given[name]]


def _exit_code(report: Report, *, strict: bool) -> ExitCode:
    failed = report.failures or (strict and report.errors)
    return ExitCode.SOURCES_FAILED if failed else ExitCode.OK
