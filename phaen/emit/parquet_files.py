"""One Parquet file per table, with exact types: decimal128 for money, never floats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.values import Row, conform
from schemas.tables import Field, FieldType, Table

if TYPE_CHECKING:
    import pyarrow as pa

DECIMAL_PRECISION = 18


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


def arrow_schema(table: Table) -> pa.Schema:
    """The table's columns as Arrow fields; titles and descriptions go along as metadata."""
    import pyarrow as pa

    columns = [pa.field(field.name, arrow_type(field), metadata=_metadata(field)) for field in table.fields]
    return pa.schema(columns, metadata={"title": table.title, "title_th": table.title_th})


def arrow_type(field: Field) -> pa.DataType:
    """The Arrow type of a field's column."""
    import pyarrow as pa

    types = {FieldType.STRING: pa.string(), FieldType.INTEGER: pa.int64(), FieldType.BOOLEAN: pa.bool_()}
    return types.get(field.type) or pa.decimal128(DECIMAL_PRECISION, field.scale)


def _metadata(field: Field) -> dict[str, str]:
    return {"title": field.title, "title_th": field.title_th, "description": field.description}
