"""Rows as Arrow columns: the form in which rows are stored, merged and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from phaen.emit.values import Row
from schemas.tables import Field, FieldType, Table

if TYPE_CHECKING:
    import pyarrow as pa

DECIMAL_PRECISION = 18


def to_arrow(table: Table, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows that `conform` to the table as an Arrow table. ValueError for a value that does not."""
    import pyarrow as pa

    whole = rows if isinstance(rows, list) else list(rows)
    schema = arrow_schema(table)
    try:
        columns = [pa.array([row[column.name] for row in whole], column.type) for column in schema]
    except pa.ArrowTypeError as error:
        raise ValueError(f"{table.name}: {error}") from error
    return pa.Table.from_arrays(columns, schema=schema)


def to_rows(arrow: pa.Table) -> list[Row]:
    """The rows of an Arrow table, as they were before `to_arrow`."""
    columns = [column.to_pylist() for column in arrow.columns]
    return [dict(zip(arrow.column_names, cells, strict=True)) for cells in zip(*columns, strict=True)]


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
