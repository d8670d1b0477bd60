"""Writes a sample as a Word file: merged cells, landscape sections, and automatic numbering."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from samples.make.content import Plan
from samples.make.flow import FlowTable, Para
from samples.make.printing.numbers import AutomaticNumbers
from samples.make.printing.style import Part, PrintStyle, cell_lines, column_shares, is_bold, parts, text_of
from samples.make.render import shown, spans

PAPER = Cm(21.0), Cm(29.7)
MARGIN = Cm(2.0)
_DATE = (2020, 1, 1, 0, 0, 0)


def word_file(plan: Plan, style: PrintStyle) -> bytes:
    """The plan as .docx. The same plan and style yield the same bytes."""
    writer = _Writer(plan, style)
    for number, part in enumerate(parts(plan)):
        writer.add(part, is_first=number == 0)
    return writer.file()


class _Writer:
    def __init__(self, plan: Plan, style: PrintStyle) -> None:
        self._plan, self._style = plan, style
        self._document = Document()
        self._numbers = AutomaticNumbers(self._document) if style.numbers else None
        normal = self._document.styles["Normal"]
        normal.paragraph_format.space_after = Pt(4)
        _set_font(normal.element.get_or_add_rPr(), style.font, style.size)

    def add(self, part: Part, *, is_first: bool) -> None:
        section = self._document.sections[0] if is_first else self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = PAPER[::-1] if part.landscape else PAPER
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        if is_first:
            _number_pages(section.header.paragraphs[0])
        for block in part.blocks:
            match block:
                case Para():
                    self._para(block)
                case FlowTable():
                    self._table(block, section.page_width - 2 * MARGIN)
                case _:
                    self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def file(self) -> bytes:
        """The file without its creation time."""
        buffer = BytesIO()
        self._document.save(buffer)
        with ZipFile(buffer) as written, ZipFile(made := BytesIO(), "w", ZIP_DEFLATED) as package:
            for name in written.namelist():
                package.writestr(ZipInfo(name, _DATE), written.read(name), ZIP_DEFLATED, 9)
        return made.getvalue()

    def _para(self, para: Para) -> None:
        paragraph = self._document.add_paragraph()
        text = text_of(self._plan, para)
        if self._numbers:
            text = self._numbers.applied(paragraph, text)
        paragraph.add_run(text).bold = is_bold(para) or None

    def _table(self, table: FlowTable, width: int) -> None:
        shares = column_shares(table)
        made = self._document.add_table(len(table.rows), len(shares), "Table Grid")
        made.autofit = False
        for column, share in zip(made.columns, shares, strict=True):
            column.width = int(width * share)
        for number, row in enumerate(table.rows):
            for column in shown(table, number):
                self._cell(made, table, number, column, cell_lines(self._plan, row.cells[column]))
        for row in made.rows[: table.header_rows]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._document.add_paragraph()

    def _cell(self, made: Any, table: FlowTable, number: int, column: int, lines: list[str]) -> None:  # noqa: ANN401
        down, across = spans(table, number, column)
        cell = made.cell(number, column)
        if down > 1 or across > 1:
            cell = cell.merge(made.cell(number + down - 1, column + across - 1))
        for index, line in enumerate(lines):
            paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
            _set_font(paragraph.add_run(line)._r.get_or_add_rPr(), self._style.font, self._style.table_size)


def _set_font(properties: Any, font: str, size: int) -> None:  # noqa: ANN401
    """Set font and size. Word stores them separately for Latin and for complex scripts such as Thai."""
    fonts = properties.get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), font)
    for name in ("w:sz", "w:szCs"):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(2 * size))
        properties.append(element)


def _number_pages(paragraph: Any) -> None:  # noqa: ANN401
    """Add `- 7 -` to the header: page furniture that must not be read as text."""
    paragraph.alignment = 1
    paragraph.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(" -")
