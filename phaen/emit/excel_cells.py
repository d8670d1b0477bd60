"""Cells of the workbook: encoding of text for Excel, and cell styles.

Excel stores a carriage return as _x000D_, and therefore an underscore that begins such a code as _x005F_. A cell has at
most 32,767 UTF-16 units and no control characters. Excel interprets a typed = + - @ as the start of a formula (see
`cell_text`): such cells are stored as text and marked (quotePrefix), so that they stay text when they are edited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phaen.emit.cell_text import FORMULA
from schemas.checks import Severity
from schemas.workbook import workbook

if TYPE_CHECKING:
    from decimal import Decimal

    from openpyxl.cell import Cell
    from openpyxl.styles import Font
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

_FONT, _FONT_SIZE = "Tahoma", 10
_HEADER_FILL = "1F4E78"
_NOTE = "595959"
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


SEPARATOR = "; "
"""Between the labels of several codes in one cell."""


def labelled(codes: str | None, labels: Mapping[str, str], several: bool) -> str | None:
    """A code, or several separated by spaces, as labels. A text that is no code stays."""
    if codes is None:
        return None
    return SEPARATOR.join(labels.get(code, code) for code in codes.split()) if several else labels.get(codes, codes)


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
        self._made: dict[tuple[str, bool, Severity | None], Cell] = {}

    def array(self, look: str, *, wrap: bool = False, mark: Severity | None = None) -> StyleArray:
        """The style for openpyxl's Cell; `look` is one of those below, or a number format. `mark` colours the cell."""
        # The constructor of Cell takes the array of style numbers; openpyxl has no public attribute to read it.
        return self._cell(look, wrap, mark)._style  # type: ignore[attr-defined, no-any-return]

    def number(self, look: str, *, wrap: bool = False, mark: Severity | None = None) -> int:
        """The number of the style in the workbook, as used in the XML of a cell."""
        return self._cell(look, wrap, mark).style_id

    def _cell(self, look: str, wrap: bool, mark: Severity | None) -> Cell:
        if (look, wrap, mark) not in self._made:
            self._made[look, wrap, mark] = _styled(self._sheet, look, wrap, mark)
        return self._made[look, wrap, mark]


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

    def number(self, number: int | Decimal | float, look: str = "#,##0") -> Cell:
        """A cell with a number."""
        return self._cell(number, self._looks.array(look))

    def mark(self, severity: Severity) -> Cell:
        """A cell with the symbol and the colour of a severity."""
        return self._cell(workbook().marks[severity].symbol, self._looks.array("mark", mark=severity))

    def link(self, text: str, target: str) -> Cell:
        """A text that is a link to a cell of the workbook, such as `'plans'!A1`."""
        words = text.replace('"', '""')
        return self._cell(f'=HYPERLINK("#{target}","{words}")', self._looks.array("text link"))

    def header(self, text: str, *, of_numbers: bool = False) -> Cell:
        """The heading of a column, above numbers at the right."""
        return self._cell(text, self._looks.array("number header" if of_numbers else "header", wrap=True))

    def title(self, text: str) -> Cell:
        """The title of a sheet."""
        return self._cell(text, self._looks.array("title"))

    def subtitle(self, text: str) -> Cell:
        """A heading above a block of rows."""
        return self._cell(text, self._looks.array("subtitle"))

    def note(self, text: str) -> Cell:
        """A text that explains."""
        return self._cell(text, self._looks.array("note", wrap=True))

    def _cell(self, value: object, style: StyleArray) -> Cell:
        from openpyxl.cell import Cell

        cell = Cell(self._sheet, row=1, column=1, style_array=style)
        cell.value = value  # type: ignore[assignment]
        return cell


def default_font(*, bold: bool = False, larger: int = 0, color: str | None = None, underline: bool = False) -> Font:
    """The font of the workbook.

    Tahoma has Thai letters and is on every Windows and Mac; other systems put another Thai font in its place.
    """
    from openpyxl.styles import Font

    font = Font(_FONT, _FONT_SIZE + larger, bold=bold or None, color=color, family=2)
    font.underline = "single" if underline else None
    return font


def _styled(sheet: WriteOnlyWorksheet, look: str, wrap: bool, mark: Severity | None) -> Cell:
    """A cell with a style: one of the cases below, or a number format."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, PatternFill

    cell = Cell(sheet, row=1, column=1)
    cell.font = default_font()
    cell.alignment = Alignment(vertical="top", wrap_text=wrap or None)
    match look:
        case "header" | "number header":
            cell.font = default_font(bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
            side = "right" if look == "number header" else None
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        case "title":
            cell.font = default_font(bold=True, larger=8, color=_HEADER_FILL)
        case "subtitle":
            cell.font = default_font(bold=True, larger=2, color=_HEADER_FILL)
        case "note":
            cell.font = default_font(color=_NOTE)
        case "mark":
            cell.alignment = Alignment(horizontal="center", vertical="top")
        case "quoted":
            cell.quotePrefix = True
        case "text":
            pass
        case "text link" | "link":
            cell.font = default_font(color=_LINK, underline=True)
            if look == "link":
                cell.number_format = "0"
                cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
        case number_format:
            cell.number_format = number_format
            # Indented, to separate the number from the left-aligned text in the next column.
            cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    if mark is not None:
        shape = workbook().marks[mark]
        cell.fill = PatternFill("solid", fgColor=shape.fill)
        if look == "mark":  # a value stays black, to be read on the colour behind it
            cell.font = default_font(color=shape.colour)
    return cell
