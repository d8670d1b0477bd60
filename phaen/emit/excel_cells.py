"""Cells of the workbook: encoding of text for Excel, and cell styles.

Excel stores a carriage return as _x000D_, and therefore an underscore that begins such a code as _x005F_. A cell has at
most 32,767 UTF-16 units and no control characters. Excel interprets a typed = + - @ as the start of a formula (see
`cell_text`): such cells are stored as text and marked (quotePrefix), so that they stay text when they are edited.
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
"""Stored texts that are marked with quotePrefix."""

_IS_QUOTED = re.compile(QUOTED)

MOST_UNITS = 7
"""Maximum number of UTF-16 units per character: `_x000D_`."""

_FONT_SIZE = 11
_HEADER_FILL = "1F4E78"
_LINK = "0563C1"


@dataclass(frozen=True)
class ExcelLimits:
    """Limits of a worksheet: rows including the header, and characters (UTF-16 units) in a cell."""

    rows: int = 1_048_576
    characters: int = 32_767
    xml_bytes: int = 2_000_000_000
    """A file above 2 GiB in a ZIP archive requires an extension that Excel reports as damage."""

    @property
    def safe_characters(self) -> int:
        """A text of at most this length always fits, whatever its characters."""
        return self.characters // MOST_UNITS


def encode_text(text: str) -> str:
    """The text as stored by Excel, without the control characters that it cannot store."""
    return _CODED.sub(lambda match: f"_x{ord(match[0]):04X}_", _ILLEGAL.sub("", text))


def decode_text(stored: str) -> str:
    """Undo `encode_text`, except for the removed control characters."""
    return _CODE.sub(lambda match: chr(int(match[1], 16)), stored)


def too_long(text: str, limit: int) -> bool:
    """Whether the text is too long for a cell."""
    if len(text) * MOST_UNITS <= limit:
        return False
    legal = _ILLEGAL.sub("", text)
    return len(legal) > limit or _units(encode_text(legal)) > limit


def fit_text(text: str, limit: int) -> str:
    """The text as stored by Excel, truncated to the limit of a cell."""
    if not too_long(text, limit):
        return encode_text(text)
    start = text[:limit]
    length = bisect_right(range(len(start) + 1), limit, key=lambda cut: _units(encode_text(start[:cut]))) - 1
    return encode_text(start[:length])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Looks:
    """The styles of a workbook by their use. Each is created once."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[str, bool], Cell] = {}

    def array(self, look: str, *, wrap: bool = False) -> StyleArray:
        """The style for openpyxl's Cell; `look` is header, title, text, quoted, link, text link or a number format."""
        # The constructor of Cell takes the array of style numbers; openpyxl has no public attribute to read it.
        return self._cell(look, wrap)._style  # type: ignore[attr-defined, no-any-return]

    def number(self, look: str, *, wrap: bool = False) -> int:
        """The number of the style in the workbook, as used in the XML of a cell."""
        return self._cell(look, wrap).style_id

    def _cell(self, look: str, wrap: bool) -> Cell:
        if (look, wrap) not in self._made:
            self._made[look, wrap] = _styled(self._sheet, look, wrap)
        return self._made[look, wrap]


class CellMaker:
    """Makes single cells of a sheet, except those of a table's rows."""

    def __init__(self, sheet: WriteOnlyWorksheet, looks: Looks, limits: ExcelLimits) -> None:
        self._sheet = sheet
        self._looks = looks
        self._limits = limits

    def text(self, text: str, *, wrap: bool = False) -> Cell:
        """A text cell, never a formula or an error."""
        stored = fit_text(text, self._limits.characters)
        cell = self._cell(stored, self._looks.array("quoted" if _IS_QUOTED.match(stored) else "text", wrap=wrap))
        cell.data_type = "s"
        return cell

    def number(self, number: int) -> Cell:
        """A cell with a count."""
        return self._cell(number, self._looks.array("#,##0"))

    def header(self, text: str) -> Cell:
        """The heading of a column."""
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
        case "text link" | "link":
            cell.font = Font("Calibri", _FONT_SIZE, color=_LINK, underline="single", family=2, scheme="minor")
            if look == "link":
                cell.number_format = "0"
                cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
        case number_format:
            cell.number_format = number_format
            # Indented, to separate the number from the left-aligned text in the next column.
            cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    return cell
