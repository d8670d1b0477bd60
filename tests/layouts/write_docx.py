"""Writes a document as a Word file. Requires python-docx."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from .blocks import Block, Break, Para, Row, Table, joined
from .styles import Style

EPOCH = (2020, 1, 1, 0, 0, 0)


class DocxWriter:
    """Fills a python-docx document."""

    def __init__(self, style: Style) -> None:
        import docx

        self.style = style
        self.document: Any = docx.Document()

    def furniture(self, title: str, organization: str) -> None:
        """A running header, and the page number in the footer."""
        text = {"title": title, "organization": organization}.get(self.style.running)
        if text:
            self.document.sections[0].header.paragraphs[0].text = text

    def para(self, para: Para) -> None:
        """A paragraph or heading."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        bold = para.role.startswith("heading") or para.role in ("title", "label", "center", "total")
        level = {"heading1": 1, "heading2": 2, "heading3": 3}.get(para.role)
        if level and self.style.docx_headings:
            self.document.add_heading(para.line, level)
            return
        bullet = self.style.docx_bullets and para.number in ("-", "•")
        paragraph = self.document.add_paragraph(style="List Bullet" if bullet else None)
        if para.label:
            paragraph.add_run(joined(para.number, para.label)).bold = True
            paragraph.add_run(para.plain)
        else:
            paragraph.add_run(para.plain if bullet else para.line).bold = bold
        if para.role in ("title", "center"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif para.role == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def table(self, table: Table) -> None:
        """A table with merged cells."""
        made = self.document.add_table(rows=len(table.rows), cols=table.width, style="Table Grid")
        grid = table.grid()
        cells = [list(row.cells) for row in made.rows]
        for y, places in enumerate(grid):
            for x, (cell, begins) in enumerate(places):
                if not begins:
                    continue
                target = cells[y][x]
                if cell.rows > 1 or cell.columns > 1:
                    target = target.merge(cells[y + cell.rows - 1][x + cell.columns - 1])
                self.fill(target, cell.text, cell.bold)
        for row, printed in zip(table.rows, made.rows, strict=True):
            self.repeat(row, printed)
        self.document.add_paragraph()

    @staticmethod
    def fill(target: Any, text: str, bold: bool) -> None:
        """Writes a text to a cell, one line per paragraph."""
        first, *rest = text.split("\n")
        target.paragraphs[0].add_run(first).bold = bold
        for line in rest:
            target.add_paragraph().add_run(line).bold = bold

    def repeat(self, row: Row, printed: Any) -> None:
        """Repeats a header row on each page."""
        if row.header and self.style.header_repeats:
            from docx.oxml import OxmlElement

            printed._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def write(self, blocks: Sequence[Block]) -> bytes:
        """The bytes of the file, identical for the same document."""
        for block in blocks:
            if isinstance(block, Para):
                self.para(block)
            elif isinstance(block, Table):
                self.table(block)
            elif isinstance(block, Break) and self.style.docx_breaks:
                self.document.add_page_break()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return timeless(buffer.getvalue())


def timeless(data: bytes) -> bytes:
    """The same archive with a fixed time for each member."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def write_docx(blocks: Sequence[Block], style: Style, title: str, organization: str) -> bytes:
    """The bytes of the document."""
    writer = DocxWriter(style)
    writer.furniture(title, organization)
    return writer.write(blocks)
