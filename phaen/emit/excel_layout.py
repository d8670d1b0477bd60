"""The layout of a sheet: widths of columns and heights of rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LINE_HEIGHT = 15
"""Points."""

MOST_LINES = 6
"""Maximum height of a row in lines. With rows as high as their longest text, a screen would show one project."""

_NARROWEST, _WIDEST = 9, 60
_NARROW_LETTERS = 0.8
"""About a fifth of Thai characters are above or below others."""

_LONG_WORDS = 1.3
"""Codes and their labels are longer than words, so more of each line stays empty."""

_RAGGED = 1.1
"""Lines that are wrapped between words are shorter than the width of the column."""


def set_widths(sheet: WriteOnlyWorksheet, widths: Iterable[int]) -> None:
    """Set the widths of the columns in characters. Call it before the first row is written."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width  # type: ignore[attr-defined]


def set_height(sheet: WriteOnlyWorksheet, row: int, lines: float) -> None:
    """Set the height of a row for a number of lines. Call it before the row is written."""
    if lines > 1:
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines  # type: ignore[attr-defined]


def wrapped_lines(text: str, width: int) -> int:
    """Estimated number of lines of a text that is wrapped between words in a column of this width."""
    return sum(1 + int(display_width(part) * _RAGGED) // width for part in text.split("\n"))


def line_counts(column: pa.Array, width: int, *, of_codes: bool = False) -> NDArray[np.int64]:
    """Estimated number of lines of each text when wrapped in a column of this width, at most MOST_LINES."""
    import numpy as np
    import pyarrow.compute as pc

    # More than the maximum number of lines need not be counted.
    parts = pc.split_pattern(pc.fill_null(column, ""), "\n", max_splits=MOST_LINES)
    letters = pc.utf8_length(pc.list_flatten(parts)).to_numpy(zero_copy_only=False)
    lines = 1 + (letters * (_LONG_WORDS if of_codes else _NARROW_LETTERS)).astype(np.int64) // width
    sums = np.bincount(pc.list_parent_indices(parts).to_numpy(), lines, minlength=len(column))
    return np.minimum(sums, MOST_LINES).astype(np.int64)


def column_width(heading: str, texts: Iterable[str]) -> int:
    """Width in characters for a column with this heading and these texts, including the filter button."""
    lines = (line for text in texts for line in text.split("\n", 20)[:20])
    widest = max((display_width(line[: _WIDEST * 3]) for line in lines), default=0)
    heading_width = display_width(heading) + 4
    return min(max(widest + 2, min(heading_width, _WIDEST // 2), _NARROWEST), _WIDEST)


def display_width(text: str) -> int:
    """Width of a text in characters. Thai vowels and tone marks above and below a consonant have width 0."""
    return sum(1 for character in text if not _is_mark(character))


@cache
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
