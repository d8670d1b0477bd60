"""Writes the dataset from many parts, each with the rows of one source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from phaen.emit.across.combined import combined
from phaen.emit.dataset_files import DEFAULT_FORMATS
from phaen.emit.file_digest import FileDigest
from phaen.emit.part_files import read_part_tables
from phaen.emit.write import write_pieces


def write_dataset_from_parts(  # noqa: PLR0913 (one parameter per option)
    parts: Sequence[Path],
    out: Path,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    headers: str = "en",
    csv_mode: str = "spreadsheet",
    excel_provenance: bool = False,
    extra: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    reviewed: bool = False,
    on_complete: Callable[[dict[str, FileDigest]], None] = lambda _: None,
) -> list[Path]:
    """Write the dataset of all parts, in their order, into folder `out`. Memory hardly grows with their number.

    `extra`, `links`, `reviewed` and `on_complete` are as in `write_pieces`, the other parameters as in `write_dataset`.
    Raises PartError if a file is not a part, or has other columns.
    """
    return write_pieces(
        combined([partial(read_part_tables, part) for part in parts]),
        out,
        formats=formats,
        headers=headers,
        csv_mode=csv_mode,
        excel_provenance=excel_provenance,
        extra=extra,
        links=links,
        reviewed=reviewed,
        on_complete=on_complete,
    )
