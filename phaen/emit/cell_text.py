"""Columns printed as text, a whole column at a time: what CSV and Excel share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.tables import Column, FieldType

if TYPE_CHECKING:
    import pyarrow as pa


def print_column(field: Column, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values as text, null for a missing one.

    A decimal is a whole number (14500000) or has at least two decimals (0.50) and at most the field's scale (33.333).
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if field.type is FieldType.STRING:
        return column
    texts = pc.cast(column, pa.string())
    return _shortened(texts) if field.type is FieldType.DECIMAL else texts


def _shortened(decimals: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without the zeros at the end: none of them for a whole number, all beyond two decimals for another."""
    import pyarrow.compute as pc

    whole = pc.replace_substring_regex(decimals, r"\.0+$", "")
    return pc.replace_substring_regex(whole, r"(\.\d\d\d*?)0+$", r"\1")
