"""Rows as Arrow columns, in which rows are stored, merged and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from phaen.emit.values import Row
from schemas.tables import Column, FieldType, TableSchema, schema, tables

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

DECIMAL_PRECISION = 18

VERSION_KEY = "dataset_version"
"""The version of the dataset's form, in the metadata of Parquet files and in `datapackage.json`."""


PIECE_ROWS = 8_192
"""Rows converted to Arrow at a time. As Python objects, rows take ten times the memory."""


def to_arrow(table: TableSchema, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows from `conform` as an Arrow table. Raises ValueError for an invalid value."""
    import pyarrow as pa

    return pa.concat_tables([arrow_schema(table).empty_table(), *arrow_pieces(table, rows)])


def arrow_pieces(table: TableSchema, rows: Iterable[Mapping[str, object]]) -> Iterator[pa.Table]:
    """The same in tables of at most PIECE_ROWS rows."""
    import pyarrow as pa

    schema = arrow_schema(table)
    remaining = iter(rows)
    while piece := list(islice(remaining, PIECE_ROWS)):
        try:
            columns = [pa.array([row[column.name] for row in piece], column.type) for column in schema]
        except pa.ArrowTypeError as error:
            raise ValueError(f"{table.name}: {error}") from error
        yield pa.Table.from_arrays(columns, schema=schema)


def to_rows(arrow: pa.Table) -> Iterator[Row]:
    """The rows of an Arrow table; the inverse of `to_arrow`."""
    for start in range(0, arrow.num_rows, PIECE_ROWS):
        columns = [column.to_pylist() for column in arrow.slice(start, PIECE_ROWS).columns]
        yield from (dict(zip(arrow.column_names, cells, strict=True)) for cells in zip(*columns, strict=True))


def text_lengths(arrow: pa.Table) -> Iterator[NDArray[np.int64]]:
    """For each text column, the length of each text in bytes, 0 for a missing text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in arrow.columns:
        if pa.types.is_string(column.type):
            yield pc.fill_null(pc.binary_length(column), 0).to_numpy()


def longest_texts(arrow: pa.Table) -> NDArray[np.int64]:
    """The length of the longest text of each row, in bytes."""
    import numpy as np

    longest = np.zeros(arrow.num_rows, np.int64)
    for lengths in text_lengths(arrow):
        np.maximum(longest, lengths, out=longest)
    return longest


def arrow_schema(table: TableSchema) -> pa.Schema:
    """The table's columns as Arrow fields, with titles and descriptions as metadata."""
    return _schema(table.name) if tables().get(table.name) is table else _new_schema(table)


@cache
def _schema(name: str) -> pa.Schema:
    return _new_schema(tables()[name])


def _new_schema(table: TableSchema) -> pa.Schema:
    import pyarrow as pa

    columns = [pa.field(field.name, arrow_type(field), metadata=_metadata(field)) for field in table.fields]
    facts = {"title": table.title, "title_th": table.title_th, VERSION_KEY: schema().version}
    return pa.schema(columns, metadata=facts)


def arrow_type(field: Column) -> pa.DataType:
    """The Arrow type of a field's column."""
    import pyarrow as pa

    types = {FieldType.STRING: pa.string(), FieldType.INTEGER: pa.int64(), FieldType.BOOLEAN: pa.bool_()}
    return types.get(field.type) or pa.decimal128(DECIMAL_PRECISION, field.scale)


def _metadata(field: Column) -> dict[str, str]:
    unit = {"unit": field.unit} if field.unit else {}
    return {"title": field.title, "title_th": field.title_th, "description": field.description, **unit}
