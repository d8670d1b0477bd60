"""The rows of a dataset in a folder, one document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.swap import current
from phaen.emit.values import Row

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = (
    "documents",
    "pages",
    "dimensions",
    "sections",
    "projects",
    "budgets",
    "totals",
    "progress",
    "project_progress",
    "risks",
    "indicator_targets",
    "provenance",
    "checks",
)
"""The tables that a review shows. The others repeat their content in another form."""

DocumentRows = dict[str, list[Row]]
"""The rows of one document by table, all of TABLES."""

_Groups = Iterator[tuple[object, list[Row]]]


class NoDatasetError(Exception):
    """There is no dataset in the folder, or it cannot be read; the message has the reason."""


def read_documents(folder: Path, tables: Sequence[str] = TABLES) -> Iterator[DocumentRows]:
    """The documents of the dataset in `folder` in its order, with their rows of some tables.

    They are read from Parquet in pieces, so that memory does not grow with the number of plans, else from CSV or Excel.
    Raises NoDatasetError.
    """
    try:
        if current(folder, "documents.parquet").exists():
            with ExitStack() as files:
                yield from _joined({table: _stored(folder, table, files) for table in tables})
        else:
            loaded = _loaded(folder)
            yield from _joined({table: _grouped(loaded[table]) for table in tables})
    except (OSError, ValueError) as error:
        raise NoDatasetError(str(error)) from error


def _joined(groups: Mapping[str, _Groups]) -> Iterator[DocumentRows]:
    """One DocumentRows per row of `documents`. All tables must have the documents in the same order."""
    waiting = {table: next(rows, None) for table, rows in groups.items()}
    while (head := waiting["documents"]) is not None:
        found: DocumentRows = {}
        for table, group in waiting.items():
            is_here = group is not None and group[0] == head[0]
            found[table] = group[1] if group is not None and is_here else []
        yield found
        for table, rows in found.items():
            waiting[table] = next(groups[table], None) if rows else waiting[table]
    for table, group in waiting.items():
        if group is not None:
            raise ValueError(f"{table}: its documents are not in the order of the table documents")


def _grouped(rows: Iterable[Row]) -> _Groups:
    for document_id, group in groupby(rows, key=itemgetter("document_id")):
        yield document_id, list(group)


def _stored(folder: Path, table: str, files: ExitStack) -> _Groups:
    import pyarrow.parquet as pq

    opened = files.enter_context(current(folder, f"{table}.parquet").open("rb"))
    file = files.enter_context(pq.ParquetFile(opened))
    return _grouped(_row_groups(file))


def _row_groups(file: pa.parquet.ParquetFile) -> Iterator[Row]:
    from phaen.emit.arrow import to_rows

    for number in range(file.num_row_groups):
        yield from to_rows(file.read_row_group(number, use_threads=False))


def _loaded(folder: Path) -> Mapping[str, Iterable[Row]]:
    from phaen.dataset import load

    return load(folder).rows()
