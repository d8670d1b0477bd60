"""One Parquet file per table, with exact types: decimal128 for money, never floats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from phaen.emit.arrow import arrow_schema
from phaen.emit.values import Row, conform
from schemas.tables import Table


def write_parquet(table: Table, rows: Sequence[Row], path: Path) -> None:
    """Write one table's rows, compressed with zstd."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    columns = [pa.array([row[column.name] for row in rows], column.type) for column in schema]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), path, compression="zstd")


def read_parquet(table: Table, path: Path) -> list[Row]:
    """The rows that were written, in their types. ValueError for a file that does not hold this table."""
    import pyarrow.parquet as pq

    # Read as a single file: a folder such as `year=2566` above it must not add a column.
    return list(conform(table, pq.ParquetFile(path).read().to_pylist()))
