"""What a dataset says of itself as a whole: its sources, the years and places that it covers, when it was made.

The same input must give the same bytes, so no clock is asked. A dataset has a date only if the environment gives one:
SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in seconds since 1970. The dates of source
files are not used: a copy of a file has another date and the same content. When a run took place is in `run.json`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from phaen.emit.arrow import to_rows
from phaen.emit.year_rows import source_link

if TYPE_CHECKING:
    import pyarrow as pa

EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: its name, a title to show, and its path as a relative URL, from the folder given to the run."""

    document_id: str
    title: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset as a whole. Years are Buddhist Era, None if no document states any."""

    sources: tuple[Source, ...] = ()
    provinces: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    created: datetime | None = None


def described(documents: Iterable[pa.Table]) -> Described:
    """The facts of a dataset, from its table `documents`."""
    sources, provinces, years = [], set[str](), set[int]()
    for row in _rows(documents):
        sources.append(_source(row))
        provinces |= {str(row["province"])} if row["province"] else set()
        years |= {year for year in (row["fiscal_year_first"], row["fiscal_year_last"]) if isinstance(year, int)}
    return Described(
        tuple(sources), tuple(sorted(provinces)), min(years, default=None), max(years, default=None), created()
    )


def created() -> datetime | None:
    """The date that the environment gives for what is made now, None if it gives none or no valid one."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get(EPOCH, "")), UTC)
    return None


def _rows(documents: Iterable[pa.Table]) -> Iterator[dict[str, object]]:
    names = ["document_id", "source_file", "title", "organization", "sha256", "province",
             "fiscal_year_first", "fiscal_year_last"]  # fmt: skip
    for piece in documents:
        yield from to_rows(piece.select(names))


def _source(row: dict[str, object]) -> Source:
    """The source of a row. Its title is that of the document with the body, else the name of the file."""
    name, title, body = (str(row[column] or "") for column in ("source_file", "title", "organization"))
    shown = title if body in title else f"{title} {body}"
    return Source(
        str(row["document_id"]), " ".join(shown.split()) or name, source_link(name, None), str(row["sha256"] or "")
    )
