"""The dataset made of many parts, each of which has the rows of one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from phaen.emit.part_files import read_part_tables
from phaen.emit.write import FORMATS, write_pieces


def write_dataset_from_parts(  # noqa: PLR0913 (each is one choice of the user's)
    parts: Sequence[Path],
    out: Path,
    *,
    formats: Sequence[str] = FORMATS,
    headers: str = "en",
    csv_mode: str = "spreadsheet",
    excel_provenance: bool = False,
    extra: Mapping[str, bytes] | None = None,
) -> list[Path]:
    """Write the dataset of all parts, in their order, into folder `out`, in memory that does not grow with them.

    `extra` are further files by name, put in place together with the others. See `write_dataset` for the rest. Raises
    ValueError for a file that is no part, or one of other columns.
    """
    return write_pieces(
        map(read_part_tables, parts),
        out,
        formats=formats,
        headers=headers,
        csv_mode=csv_mode,
        excel_provenance=excel_provenance,
        extra=extra,
    )
