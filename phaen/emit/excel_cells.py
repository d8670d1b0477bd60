"""Cells of the workbook: what text Excel can hold, and how a cell looks.

Excel stores a carriage return as _x000D_, and so an underscore that happens to begin such a code as _x005F_. It holds
32,767 UTF-16 units in a cell and no control characters. It takes a typed = + - @ for the start of a formula (see
`cell_text`): cells are therefore stored as text and marked to be taken as text (quotePrefix) when somebody edits them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phaen.emit.cell_text import FORMULA

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CODED = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}[_\r])")  # a carriage return is stored as _x000D_
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
QUOTED = rf"^(?:_x000D_|{FORMULA})"
"""Texts as they are stored that are marked so."""

_IS_QUOTED = re.compile(QUOTED)

MOST_UNITS = 7
"""UTF-16 units that a character takes at the most: `_x000D_`."""

_FONT_SIZE = 11
_HEADER_FILL = "1F4E78"


@dataclass(frozen=True)
class ExcelLimits:
    """What a worksheet holds: rows with the header, and characters (UTF-16 units) in a cell."""

    rows: int = 1_048_576
    characters: int = 32_767
    xml_bytes: int = 2_000_000_000
    """A file above 2 GiB in a zip archive needs an extension that Excel takes for damage."""

    @property
    def safe_characters(self) -> int:
        """A text no longer than this fits, whatever it holds."""
        return self.characters // MOST_UNITS


def encode_text(text: str) -> str:
    """The text as Excel stores it, without the control characters that it cannot store."""
    return _CODED.sub(lambda match: f"_x{ord(match[0]):04X}_", _ILLEGAL.sub("", text))


def decode_text(stored: str) -> str:
    """Undo `encode_text`, save for the control characters that are gone."""
    return _CODE.sub(lambda match: chr(int(match[1], 16)), stored)


def too_long(text: str, limit: int) -> bool:
    """Whether a cell cannot hold the whole text."""
    if len(text) * MOST_UNITS <= limit:
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


class Looks:
    """The styles of a workbook by what they are for, each made once."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[str, bool], Cell] = {}

    def array(self, look: str, *, wrap: bool = False) -> StyleArray:
        """What openpyxl's Cell takes; `look` is header, title, text, quoted or a number format."""
        # The array of style numbers is what a Cell's constructor takes; openpyxl has no public name for reading it.
        return self._cell(look, wrap)._style  # type: ignore[attr-defined, no-any-return]

    def number(self, look: str, *, wrap: bool = False) -> int:
        """The style's number in the workbook, as it stands in a cell's XML."""
        return self._cell(look, wrap).style_id

    def _cell(self, look: str, wrap: bool) -> Cell:
        if (look, wrap) not in self._made:
            self._made[look, wrap] = _styled(self._sheet, look, wrap)
        return self._made[look, wrap]


class CellMaker:
    """Makes single cells of a sheet, for what is not the rows of a table."""

    def __init__(self, sheet: WriteOnlyWorksheet, looks: Looks, limits: ExcelLimits) -> None:
        self._sheet = sheet
        self._looks = looks
        self._limits = limits

    def text(self, text: str, *, wrap: bool = False) -> Cell:
        """A text, never a formula or an error."""
        stored = fit_text(text, self._limits.characters)
        cell = self._cell(stored, self._looks.array("quoted" if _IS_QUOTED.match(stored) else "text", wrap=wrap))
        cell.data_type = "s"
        return cell

    def number(self, number: int) -> Cell:
        """A count."""
        return self._cell(number, self._looks.array("#,##0"))

    def header(self, text: str) -> Cell:
        """A column's heading."""
        return self._cell(text, self._looks.array("header", wrap=True))

    def title(self, text: str) -> Cell:
        """A heading above a block of rows."""
        return self._cell(text, self._looks.array("title"))

    def _cell(self, value: object, style: StyleArray) -> Cell:
        from openpyxl.cell import Cell

        cell = Cell(self._sheet, row=1, column=1, style_array=style)
        cell.value = value  # type: ignore[assignment]
        return cell


def _styled(sheet: WriteOnlyWorksheet, look: str, wrap: bool) -> Cell:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = Cell(sheet, row=1, column=1)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap or None)
    match look:
        case "header":
            cell.font = Font("Calibri", _FONT_SIZE, bold=True, color="FFFFFF", family=2, scheme="minor")
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        case "title":
            cell.font = Font("Calibri", _FONT_SIZE + 3, bold=True, color=_HEADER_FILL, family=2, scheme="minor")
        case "quoted":
            cell.quotePrefix = True
        case "text":
            pass
        case number_format:
            cell.number_format = number_format
            # Apart from the text in the next column, which stands at its left edge.
            cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    return cell
