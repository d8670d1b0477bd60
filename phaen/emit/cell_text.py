"""Functions shared by CSV and Excel: printing whole columns as text, and patterns of texts that look like formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.tables import Column, FieldType

if TYPE_CHECKING:
    import pyarrow as pa


_INKLESS = (
    r"[\u0000-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F"
    r"\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB]"
)
"""Invisible characters: control characters, blanks, direction and byte order marks, fillers."""

_SIGNS = r"[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]"
"""Signs that begin a formula, and their full-width forms."""

FORMULA = rf"(?:[\t\r]|{_INKLESS}*{_SIGNS})"
"""The beginning of a text that a spreadsheet may interpret as a formula, in a portable regular expression syntax."""


def for_arrow(pattern: str) -> str:
    r"""A pattern in the syntax of Arrow, which uses `\x{FEFF}` for `\uFEFF`."""
    return re.sub(r"\\u([0-9A-F]{4})", r"\\x{\1}", pattern)


def print_column(field: Column, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values as text; null for a missing value.

    A decimal is a whole number (14500000) or has at least two decimals (0.50) and at most the field's scale (33.333).
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if field.type is FieldType.STRING:
        return column
    texts = pc.cast(column, pa.string())
    return _shortened(texts) if field.type is FieldType.DECIMAL else texts


def _shortened(decimals: pa.ChunkedArray) -> pa.ChunkedArray:
    """Remove trailing zeros: all decimals of a whole number, else zeros after the second decimal."""
    import pyarrow.compute as pc

    whole = pc.replace_substring_regex(decimals, r"\.0+$", "")
    return pc.replace_substring_regex(whole, r"(\.\d\d\d*?)0+$", r"\1")
