"""The job of converting a source in a worker, and its result: the source's part, as bytes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.model.errors import SourceError
from extract.read.options import ReadOptions
from extract.read.settings import DEFAULTS
from extract.read.source_file import examine, load
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.one import Outcome, convert_source, failed_outcome
from phaen.batch.sources import BatchSource
from phaen.correct.correction import Corrections
from phaen.emit.values import Rows
from schemas.checks import Severity

_TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx"})


@dataclass(frozen=True, slots=True)
class ConvertJob:
    """A source to convert. `size` is in bytes.

    `data` is the source's content if the worker cannot open the path (for example on another machine). `corrections`
    are those of its document.
    """

    source: BatchSource
    options: ReadOptions
    size: int
    data: bytes | None = None
    corrections: Corrections = ()

    @property
    def paged(self) -> bool:
        """Whether reading it may use several cores, for pages that may need OCR."""
        return self.source.suffix not in _TEXTS

    def packed(self) -> ConvertJob | None:
        """The job with its content. None if the file cannot be read, so that its failure is reported as usual."""
        from phaen.batch.archives import read_member

        if self.data is not None or self.source.url:
            return self
        try:
            if self.source.members:
                return replace(self, data=read_member(self.source.path, self.source.members, self.source.digest))
            examine(self.source.path, self.source.name, DEFAULTS.max_bytes)
            return replace(self, data=load(self.source.path, self.source.name, DEFAULTS.max_bytes).data)
        except SourceError:
            return None


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a source: the bytes of its part file, and the values for the ledger.

    `counts` are numbers of rows by table and of findings: `checks: error`, `checks: error: total_mismatch`.
    """

    sha256: str
    part: bytes
    counts: Mapping[str, int] = field(default_factory=dict)
    failure: Failure | None = None
    seconds: float = 0.0


def convert(job: ConvertJob, cores: int) -> Reply:
    """Convert a source; runs in a worker. Raises the exceptions of `convert_source`."""
    return make_reply(convert_rows(job, cores))


def convert_rows(job: ConvertJob, cores: int) -> Outcome:
    """The same, with rows instead of a part file."""
    options = replace(job.options, jobs=cores)
    try:
        with source_path(job) as path:
            outcome = convert_source(replace(job.source, path=path), options, job.corrections)
    except SourceError as error:  # its content could not be fetched, or is no longer at its place
        return failed_outcome(job.source, job.source.digest, Failure(FailureKind.UNREAD, error.reason))
    return replace(outcome, source=job.source)


def make_reply(outcome: Outcome) -> Reply:
    """The outcome in the form in which it is sent and stored."""
    return Reply(outcome.sha256, _part_bytes(outcome.rows), count(outcome.rows), outcome.failure, outcome.seconds)


def count(rows: Rows) -> dict[str, int]:
    """Counts of rows by table and of findings by severity, for severity `error` also by code; without zeros.

    A finding counts once, however many rows it has in `checks`.
    """
    counts = {table: len(of_table) for table, of_table in rows.items() if of_table}
    checks = [row for row in rows.get("checks", ()) if row.get("part", 1) == 1]
    findings = Counter(str(row["severity"]) for row in checks)
    findings += Counter(f"{Severity.ERROR}: {row['check']}" for row in checks if row["severity"] == Severity.ERROR)
    return counts | {f"checks: {finding}": number for finding, number in sorted(findings.items())}


@contextmanager
def source_path(job: ConvertJob) -> Iterator[Path]:
    """A file with the source's content: its own, or a temporary one with content from the job, an archive or a URL."""
    if job.data is None and not job.source.members and not job.source.url:
        yield job.source.path
        return
    data = _content(job)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "source" + job.source.suffix)
        path.write_bytes(data)
        del data
        yield path


def _content(job: ConvertJob) -> bytes:
    from phaen.batch.archives import read_member
    from phaen.batch.remote import read_remote

    if job.data is not None:
        return job.data
    if job.source.url:
        return read_remote(job.source.url, job.source.name)
    return read_member(job.source.path, job.source.members, job.source.digest)


def _part_bytes(rows: Rows) -> bytes:
    from phaen.emit.part_files import write_part

    # A temporary file, not a temporary folder: removing a folder takes as long as writing the part.
    with tempfile.NamedTemporaryFile(suffix=".part") as file:
        write_part(rows, Path(file.name))
        return Path(file.name).read_bytes()


def rename_part(path: Path, name: str) -> bytes:
    """The bytes of a part with its source renamed to `name`."""
    from phaen.emit.part_files import read_part
    from phaen.emit.year_rows import source_link
    from schemas.tables import tables

    rows: Rows = {table: list(read_part(path, table)) for table in tables()}
    for row in rows["documents"]:
        row["source_file"] = name
    for row in rows["project_years"]:
        row["link"] = source_link(name, row["source_page"])
    return _part_bytes(rows)
