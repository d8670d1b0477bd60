"""Cells of the workbook: what text Excel can hold, how a cell looks, how wide a column is.

Excel stores a carriage return as _x000D_, and so an underscore that happens to begin such a code as _x005F_. It holds
32,767 UTF-16 units in a cell and no control characters. It takes a typed = + - @ for the start of a formula: cells are
therefore stored as text and marked to be taken as text (quotePrefix) when somebody edits them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from schemas.tables import Field, FieldType

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CODED = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "_x000D_")

_FONT_SIZE = 11
_HEADER_FILL = "1F4E78"
_NARROWEST, _WIDEST = 9, 60
_LINE_HEIGHT = 15  # points
_MOST_LINES = 6


@dataclass(frozen=True)
class ExcelLimits:
    """What a worksheet holds: rows with the header, and characters (UTF-16 units) in a cell."""

    rows: int = 1_048_576
    characters: int = 32_767


def encode_text(text: str) -> str:
    """The text as Excel stores it, without the control characters that it cannot store."""
    return _CODED.sub(lambda match: f"_x{ord(match[0]):04X}_", _ILLEGAL.sub("", text))


def decode_text(stored: str) -> str:
    """Undo `encode_text`, save for the control characters that are gone."""
    return _CODE.sub(lambda match: chr(int(match[1], 16)), stored)


def too_long(text: str, limit: int) -> bool:
    """Whether a cell cannot hold the whole text."""
    # A character takes 1 to 7 units, so few texts need a closer look.
    if len(text) * 7 <= limit:
        return False
    legal = _ILLEGAL.sub("", text)
    return len(legal) > limit or _units(encode_text(legal)) > limit


def fit_text(text: str, limit: int) -> str:
    """The text as Excel stores it, cut to what a cell holds."""
    if not too_long(text, limit):
        return encode_text(text)
    start = text[:limit]
    length = bisect_right(range(len(start) + 1), limit, key=lambda cut: _units(encode_text(start[:cut]))) - 1
    return encode_text(start[:length])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class CellMaker:
    """Makes the cells of one worksheet. Each style is made once: one for each cell would take most of the time."""

    def __init__(self, sheet: WriteOnlyWorksheet, limits: ExcelLimits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._styles: dict[tuple[str, bool], StyleArray] = {}

    def text(self, text: str, *, wrap: bool = False) -> Cell:
        """A text, never a formula or an error."""
        stored = fit_text(text, self._limits.characters)
        quoted = stored.startswith(_FORMULA_STARTS)
        cell = self._cell(stored, self._style("quoted" if quoted else "text", wrap))
        cell.data_type = "s"
        return cell

    def header(self, text: str) -> Cell:
        """A column's heading."""
        return self._cell(text, self._style("header", wrap=True))

    def title(self, text: str) -> Cell:
        """A heading above a block of rows."""
        return self._cell(text, self._style("title", wrap=False))

    def value(self, field: Field, value: object) -> Cell | None:
        """A value of a field; None for a missing one."""
        if value is None:
            return None
        if field.type is FieldType.STRING:
            return self.text(str(value), wrap=field.long)
        return self._cell(value, self._style(_number_format(field, value), wrap=False))

    def _cell(self, value: object, style: StyleArray) -> Cell:
        from openpyxl.cell import Cell

        cell = Cell(self._sheet, row=1, column=1, style_array=style)
        cell.value = value  # type: ignore[assignment]
        return cell

    def _style(self, look: str, wrap: bool) -> StyleArray:
        if (look, wrap) not in self._styles:
            self._styles[look, wrap] = _style_array(self._sheet, look, wrap)
        return self._styles[look, wrap]


def _style_array(sheet: WriteOnlyWorksheet, look: str, wrap: bool) -> StyleArray:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = Cell(sheet, row=1, column=1)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap or None)
    match look:
        case "header":
            cell.font = Font(bold=True, color="FFFFFF", size=_FONT_SIZE)
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        case "title":
            cell.font = Font(bold=True, color=_HEADER_FILL, size=_FONT_SIZE + 3)
        case "quoted":
            cell.quotePrefix = True
        case "text":
            pass
        case number_format:
            cell.number_format = number_format
    # The array of style numbers is what a Cell's constructor takes; openpyxl has no public name for reading it.
    return cell._style  # type: ignore[attr-defined, no-any-return]


def _number_format(field: Field, value: object) -> str:
    if not isinstance(value, Decimal):
        return "0" if field.type is FieldType.INTEGER else "General"
    if value == value.to_integral_value():
        return "#,##0"
    return "#,##0.00" + "#" * (field.scale - 2)


def set_widths(sheet: WriteOnlyWorksheet, widths: Iterable[int]) -> None:
    """Set the widths of the columns, in characters; to be done before the first row is written."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width  # type: ignore[attr-defined]


def set_height(sheet: WriteOnlyWorksheet, row: int, texts: Iterable[tuple[object, int]]) -> None:
    """Make a row tall enough for its wrapped texts, each given with its column's width, but no taller than a few lines.

    To be done before the row is written. Without a height of its own a row would be as tall as its longest text,
    and a screen would hold one project.
    """
    lines = max((_lines(text, width) for text, width in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.row_dimensions[row].height = _LINE_HEIGHT * min(lines, _MOST_LINES)  # type: ignore[attr-defined]


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes when wrapped; a fifth of Thai characters stand above or below others."""
    return sum(1 + int(len(part) * 0.8) // width for part in text.split("\n", _MOST_LINES)[:_MOST_LINES])


def column_width(heading: str, texts: Iterable[str]) -> int:
    """Width in characters for a column with this heading and these texts, room for the filter button included."""
    lines = (line for text in texts for line in text.split("\n", 20)[:20])
    widest = max((display_width(line[: _WIDEST * 3]) for line in lines), default=0)
    heading_width = display_width(heading) + 4
    return min(max(widest + 2, min(heading_width, _WIDEST // 2), _NARROWEST), _WIDEST)


def display_width(text: str) -> int:
    """How many columns a text takes: Thai vowels and tone marks above and below a consonant take none."""
    return sum(1 for character in text if not _is_mark(character))


@cache
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
