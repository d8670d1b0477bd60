"""Writes a dataset: each file atomically, and all files of a run together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import PIECE_ROWS, arrow_pieces, arrow_schema, longest_texts, to_arrow, to_rows
from phaen.emit.cuts import find_cuts, with_cuts
from phaen.emit.dataset_files import DEFAULT_FORMATS, Format, dataset_files
from phaen.emit.excel_cells import ExcelLimits
from phaen.emit.file_digest import FileDigest, digest_of
from phaen.emit.parquet_files import write_parquet_files
from phaen.emit.swap import put_in_place, staged
from phaen.emit.values import Row, conform
from phaen.emit.write_options import CsvMode, Headers, WriteOptions
from phaen.emit.writers import WRITERS, writer
from schemas.tables import TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa


def write_dataset(  # noqa: PLR0913 (one parameter per option)
    rows: Mapping[str, Iterable[Row] | pa.Table],
    out: Path,
    *,
    formats: Collection[str] = DEFAULT_FORMATS,
    headers: str = "en",
    csv_mode: str = "spreadsheet",
    excel_provenance: bool = False,
) -> list[Path]:
    """Write the tables into folder `out` (created if needed) and return the files written.

    `rows` are keyed by table name; omitted tables are written empty. Files of an earlier run are replaced only when
    all new files are complete; if an error occurs, they are unchanged. `csv` includes datapackage.json and
    gdc_metadata.json. `headers` ("en" or "th") affects only the headings in Excel. Raises ValueError for an unknown
    format, table or column, for a value that is invalid for its column, and, for a database, for rows that contradict
    the keys of their tables.
    """
    unknown = set(rows) - set(tables())
    if unknown:
        raise ValueError(f"unknown tables {sorted(unknown)}")
    return write_pieces(
        _pieces(rows),
        out,
        formats=formats,
        headers=headers,
        csv_mode=csv_mode,
        excel_provenance=excel_provenance,
    )


def write_pieces(  # noqa: PLR0913 (one parameter per option)
    pieces: Iterable[Mapping[str, pa.Table]],
    out: Path,
    *,
    formats: Collection[str] = DEFAULT_FORMATS,
    headers: str = "en",
    csv_mode: str = "spreadsheet",
    excel_provenance: bool = False,
    extra: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    reviewed: bool = False,
    on_complete: Callable[[dict[str, FileDigest]], None] = lambda _: None,
) -> list[Path]:
    """Write a dataset given in pieces, each with some rows of some tables. Memory does not depend on its size.

    The rows of a table are in the order of the pieces. `links` are the paths of source files relative to `out`, by
    document_id, to which the rows of the workbook are linked; with `reviewed`, to the pages of the review, too. `extra`
    are further files by name, put in place with the others. `on_complete` is called with the digests of all files, by
    name, before any of them is put in place. See `write_dataset` for the other parameters.
    """
    chosen = {Format(name) for name in formats}
    options = WriteOptions(Headers(headers), CsvMode(csv_mode), excel_provenance, links or {}, reviewed)
    with staged(out) as stage:
        new = stage.new
        stored = write_parquet_files(pieces, stage.scratch)
        for format in WRITERS:
            if format in chosen:
                writer(format)(stored, new, options)
        for name, data in (extra or {}).items():
            _write_extra(new, name, data)
        on_complete(_digests(new))
        return put_in_place(stage, out)


def _digests(folder: Path) -> dict[str, FileDigest]:
    return {path.name: digest_of(path) for path in sorted(folder.iterdir())}


def _write_extra(folder: Path, name: str, data: bytes) -> None:
    if name not in dataset_files() or (folder / name).exists():
        raise ValueError(f"{name!r} is not a name for a further file")
    (folder / name).write_bytes(data)


def _pieces(rows: Mapping[str, Iterable[Row] | pa.Table]) -> Iterator[dict[str, pa.Table]]:
    """The rows of each table in pieces; `checks` is last, with a row for each text that is truncated in Excel."""
    cuts: list[Row] = []
    documents: list[object] = []
    for name, table in tables().items():
        if name == "checks":
            continue
        for piece in _table_pieces(table, rows.get(name, ())):
            cuts.extend(_cuts(table, piece))
            if name == "documents":
                documents.extend(piece["document_id"].to_pylist())
            yield {name: piece}
    yield {"checks": _checks(_table_pieces(tables()["checks"], rows.get("checks", ())), cuts, documents)}


def _table_pieces(table: TableSchema, rows: Iterable[Row] | pa.Table) -> Iterator[pa.Table]:
    import pyarrow as pa

    if isinstance(rows, pa.Table):
        yield from (rows.slice(start, PIECE_ROWS) for start in range(0, rows.num_rows, PIECE_ROWS))
    else:
        yield from arrow_pieces(table, conform(table, rows))


def _checks(pieces: Iterator[pa.Table], cuts: list[Row], documents: list[object]) -> pa.Table:
    import pyarrow as pa

    table = tables()["checks"]
    whole = pa.concat_tables([arrow_schema(table).empty_table(), *pieces])
    cuts = [*cuts, *_cuts(table, whole)]
    return to_arrow(table, with_cuts(list(to_rows(whole)), cuts, documents)) if cuts else whole


def _cuts(table: TableSchema, piece: pa.Table) -> Iterator[Row]:
    """Findings for texts of a piece that are truncated in Excel. Only rows with long texts are examined."""
    return find_cuts(table, to_rows(piece.filter(longest_texts(piece) > ExcelLimits().safe_characters)))
