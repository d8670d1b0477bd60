"""Writes a document as text like the output of OCR, and returns the lines of each tag."""

from collections.abc import Sequence

from .blocks import Block, Break, Cell, Para, Row, Table, joined
from .gold import Positions
from .printed import shown, wrap
from .styles import Style
from .words import SEAM

PAGES = "\x00"
"""Placeholder for the number of pages."""
UNSAFE = (
    "บาท",
    "โครงการ",
    "กิจกรรม",
    "มาตรการ",
    "มิติ",
    "ยุทธศาสตร์",
    "ด้าน",
    "แผน",
    "ประเด็น",
    "หมวด",
    "เป้า",
    "งบประมาณ",
    "ปี",
    "พ.ศ.",
    "วัตถุประสงค์",
    "ผล",
    "ตัวชี้วัด",
    "สถานที่",
    "หน่วยงาน",
    "ระยะเวลา",
    "รวม",
    "ส่วน",
    "บทที่",
    "ตอน",
    "ภารกิจ",
    "กลุ่ม",
    "แนวทาง",
    "กลยุทธ์",
    "งาน",
    "ผู้",
    "สำนัก",
    "วิธี",
    "การดำเนิน",
    "ปัญหา",
    "ข้อ",
    "กฎหมาย",
    "ระเบียบ",
    "ความ",
    "หลักการ",
    "เหตุผล",
    "พื้นที่",
    "กำหนด",
    "ขั้นตอน",
    "ที่มา",
    "เอกสาร",
    "จุด",
    "ลำดับ",
    "แหล่ง",
    "ประโยชน์",
    "ชื่อ",
    "รายงาน",
    "กอง",
    "ฝ่าย",
    "องค์การ",
    "เทศบาล",
    "จังหวัด",
    "อำเภอ",
    "ตำบล",
    "คำนำ",
    "สารบัญ",
)
"""Beginnings that a continued line must not have, since they would be ambiguous."""


def wrapped(text: str, width: int) -> list[str]:
    """A text with seams, wrapped to about this width at seams and spaces."""
    pieces: list[str] = [""]
    for letter in text:
        if letter == SEAM:
            pieces.append("")
        elif letter == " ":
            pieces[-1] += " "
            pieces.append("")
        else:
            pieces[-1] += letter
    lines = [""]
    for i, piece in enumerate(pieces):
        rest = "".join(pieces[i:])
        safe = (
            bool(rest)
            and not rest.startswith(UNSAFE)
            and not rest[0].isdigit()
            and rest[0] not in "(-–•“” :."
            and lines[-1].strip() != ""
        )
        if safe and len(lines[-1]) + len(piece) > width and len(lines[-1]) > width // 2:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


class TextWriter:
    """Collects lines, with pages if the style has pages."""

    def __init__(self, style: Style, title: str, organization: str) -> None:
        self.style, self.title, self.organization = style, title, organization
        self.lines: list[str] = []
        self.positions: Positions = {}
        self.page, self.begins = 1, 0

    # lines and pages

    def put(self, text: str, tags: Sequence[str] = ()) -> None:
        """Adds a line with the given tags."""
        self.lines.append(text)
        for tag in tags:
            first, _ = self.positions.get(tag, (len(self.lines), 0))
            self.positions[tag] = (first, len(self.lines))

    def blank(self) -> None:
        """Adds an empty line, except after another one or at the beginning."""
        if self.lines and self.lines[-1]:
            self.put("")

    def full(self) -> bool:
        """Whether the page is full."""
        return bool(self.style.page_lines) and len(self.lines) - self.begins >= self.style.page_lines

    def number(self) -> str:
        """The printed page number."""
        return self.style.text(self.style.page_number.format(n=self.page, all=PAGES))

    def new_page(self) -> None:
        """The foot of a page and the head of the next one."""
        top = self.style.page_number.startswith("หน้า")
        if not top:
            self.blank()
            self.put(self.number())
        self.blank()
        self.page += 1
        self.begins = len(self.lines)
        head = {"title": self.title, "organization": self.organization}.get(self.style.running, "")
        for line in (head, self.number() if top else ""):
            if line:
                self.put(line)
        self.blank()

    def write(self, blocks: Sequence[Block]) -> str:
        """The text of some blocks."""
        for block in blocks:
            match block:
                case Para():
                    if self.full():
                        self.new_page()
                    self.para(block)
                case Table():
                    self.table(block)
                case Break():
                    if self.style.page_lines and len(self.lines) > self.begins + 3:
                        self.new_page()
                    else:
                        self.blank()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return ("\n".join(self.lines) + "\n").replace(PAGES, self.style.text(str(self.page)))

    # paragraphs

    def para(self, para: Para) -> None:
        """A paragraph on one or several lines."""
        heading = para.role.startswith("heading") or para.role == "title"
        if self.style.txt_blank and (heading or para.role == "center") and not self.follows(para):
            self.blank()
        for i, line in enumerate(self.marked(para)):
            indent = (
                self.style.indent if (para.role == "body" and not para.label and not i) or para.role == "item" else ""
            )
            self.put(indent + line, para.tags)
        if self.style.txt_blank and para.role in ("body", "total") and not para.tags:
            self.blank()

    def follows(self, para: Para) -> bool:
        """Whether a paragraph continues the heading before it."""
        return (
            bool(para.tags) and any(self.positions.get(tag, (0, 0))[1] == len(self.lines) for tag in para.tags)
        ) or para.role == "title"

    def marked(self, para: Para) -> list[str]:
        """The lines of a paragraph with the style's markup."""
        markup = self.style.txt_markup
        if para.role == "title" or para.role.startswith("heading"):
            depth = {"title": 1, "heading1": 1, "heading2": 2}.get(para.role, 3)
            return [{"none": para.line, "bold": f"**{para.line}**", "hash": f"{'#' * depth} {para.line}"}[markup]]
        if para.role in ("label", "center", "total"):
            return [f"**{para.line}**" if markup != "none" else para.line]
        if para.label:
            head = joined(para.number, para.label)
            if markup != "none":
                head = f"**{head.strip()}** "
            body = wrapped(para.text, self.style.wrap) if self.style.wrap else [para.plain]
            return [head + body[0], *body[1:]]
        if self.style.wrap and para.role in ("body", "item"):
            return wrapped(joined(para.number, para.text), self.style.wrap)
        return [para.line]

    # tables

    def table(self, table: Table) -> None:
        """A table in the form of the style."""
        if self.style.txt_blank or self.style.txt_table.startswith("pipe"):
            self.blank()
        if self.full():
            self.new_page()
        if (
            self.style.txt_table == "spaces"
            and not table.form
            and not any(cell.rows > 1 for row in table.rows for cell in row.cells if not row.header)
        ):
            self.space_table(table)
        elif self.style.txt_table == "spaces" or self.style.txt_table.startswith("pipe"):
            self.pipe_table(table)
        else:
            self.html_table(table)
        self.blank()

    def breaks(self, table: Table) -> str:
        """The separator of paragraphs in a cell."""
        return "<br>" if table.form and self.style.txt_break == " " else self.style.txt_break

    def tags(self, row: Row) -> list[str]:
        """The tags of a row and its cells."""
        return [*row.tags, *(tag for cell in row.cells for tag in cell.tags)]

    def pipe_line(self, cells: Sequence[str]) -> str:
        """A row between bars."""
        text = " | ".join(cells)
        return text.rstrip() if self.style.txt_table == "pipe_bare" else f"| {text} |"

    def pipe_cells(
        self, places: list[tuple[Cell, bool]], above: list[tuple[Cell, bool]] | None, table: Table
    ) -> list[str]:
        """The texts of a row. Of merged cells, only the first one or the first of each row."""
        texts = []
        for x, (cell, begins) in enumerate(places):
            leftmost = x == 0 or places[x - 1][0] is not cell
            down = self.style.txt_merged == "repeat" and above is not None and cell.rows > 1 and leftmost
            text = cell.text.replace("\n", self.breaks(table))
            texts.append(text if begins or down else "")
        return texts

    def pipe_table(self, table: Table) -> None:
        """A table with bars. Its header is repeated on each page."""
        grid = table.grid()
        rows = [
            (self.pipe_line(self.pipe_cells(places, grid[y - 1] if y else None, table)), table.rows[y])
            for y, places in enumerate(grid)
        ]
        header = [text for text, row in rows if row.header]
        bar = "|" + "---|" * table.width
        started = False
        for y, (text, row) in enumerate(rows):
            if self.full() and not row.header and y > len(header):
                self.new_page()
                started = False
                if self.style.header_repeats:
                    for head in header:
                        self.pipe_row(head, (), bar, not started)
                        started = True
            self.pipe_row(text, self.tags(row), bar, not started)
            started = True

    # tables laid out with spaces

    def space_table(self, table: Table) -> None:
        """A table with cells below each other, wrapped to the width of their column. Its header recurs on each page."""
        grid = table.grid()
        widths = self.widths(table, grid)
        started = False
        header = [row for row in table.rows if row.header]
        for y, (row, places) in enumerate(zip(table.rows, grid, strict=True)):
            if self.full() and not row.header and y > len(header):
                self.new_page()
                for head, above in zip(header, grid, strict=False):
                    for line in self.spaced(head, above, widths) if self.style.header_repeats else ():
                        self.put(line)
            for line in self.spaced(row, places, widths):
                self.put(line, self.tags(row))
            started = started or not row.header

    def widths(self, table: Table, grid: list[list[tuple[Cell, bool]]]) -> list[int]:
        """The width of each column: that of its longest cell, within bounds."""
        found = [6] * table.width
        for places in grid:
            for x, (cell, begins) in enumerate(places):
                if begins and cell.columns == 1:
                    longest = max(shown(line) for line in cell.text.split("\n"))
                    found[x] = max(found[x], min(longest, 34))
        return found

    def spaced(self, row: Row, places: list[tuple[Cell, bool]], widths: list[int]) -> list[str]:
        """The lines of a row."""
        if len(row.cells) == 1 and row.cells[0].columns > 1:
            return [row.cells[0].text.replace("\n", " ")]
        columns: list[list[str]] = []
        x = 0
        while x < len(places):
            cell, begins = places[x]
            span = cell.columns
            width = sum(widths[x : x + span]) + 3 * (span - 1)
            text = cell.text if begins else ""
            lines = [line for part in text.split("\n") for line in wrap(part, width)]
            columns.append([line + " " * (width - shown(line)) for line in lines])
            x += span
        depth = max(map(len, columns))
        at = {"first": 0, "last": depth - 1, "middle": depth // 2}[self.style.figure_line]
        columns = [
            [" " * shown(lines[0])] * at + lines if len(lines) == 1 and not row.header and depth > 1 else lines
            for lines in columns
        ]
        blank = [" " * shown(lines[0]) for lines in columns]
        return [
            "   ".join(lines[n] if n < len(lines) else blank[i] for i, lines in enumerate(columns)).rstrip()
            for n in range(depth)
        ]

    def pipe_row(self, text: str, tags: Sequence[str], bar: str, first: bool) -> None:
        """A row, and the bar below it if it is the first."""
        self.put(text, tags)
        if first and self.style.txt_table == "pipe":
            self.put(bar)

    def html_cell(self, cell: Cell, header: bool, rows: int, table: Table) -> str:
        """A cell in HTML."""
        name = "th" if header else "td"
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
        return f"<{name}{spans}>{cell.text.replace(chr(10), self.breaks(table))}</{name}>"

    def html_table(self, table: Table) -> None:
        """A table in HTML: one line per row or cell, or all on one line."""
        if self.style.txt_table == "html_one":
            text = "".join(
                "<tr>" + "".join(self.html_cell(c, r.header, c.rows, table) for c in r.cells) + "</tr>"
                for r in table.rows
            )
            self.put(f"<table>{text}</table>", [tag for row in table.rows for tag in self.tags(row)])
            return
        header = [row for row in table.rows if row.header]
        grid = table.grid()
        self.put("<table>")
        for y, row in enumerate(table.rows):
            cells = [(cell, min(cell.rows, len(table.rows) - y)) for cell in row.cells]
            if self.full() and not row.header and y > len(header):
                self.put("</table>")
                self.new_page()
                self.put("<table>")
                if self.style.header_repeats:
                    for head in header:
                        self.html_row([(cell, cell.rows) for cell in head.cells], True, (), table)
                cells = self.continued(table, grid, y)
            self.html_row(cells, row.header, row.tags, table)
        self.put("</table>")

    def continued(self, table: Table, grid: list[list[tuple[Cell, bool]]], y: int) -> list[tuple[Cell, int]]:
        """The cells of a page's first row. Cells that began on an earlier page continue empty."""
        cells: list[tuple[Cell, int]] = []
        for x, (cell, begins) in enumerate(grid[y]):
            if x and grid[y][x - 1][0] is cell:
                continue
            if begins or cell in table.rows[y].cells:
                cells.append((cell, cell.rows))
                continue
            rest = sum(line[x][0] is cell for line in grid[y:])
            cells.append((Cell("", columns=cell.columns), rest))
        return cells

    def html_row(self, cells: list[tuple[Cell, int]], header: bool, tags: Sequence[str], table: Table) -> None:
        """A row in HTML."""
        texts = [(self.html_cell(cell, header, rows, table), cell.tags) for cell, rows in cells]
        if self.style.txt_table == "html_row":
            self.put(
                "<tr>" + "".join(text for text, _ in texts) + "</tr>",
                [*tags, *(tag for _, more in texts for tag in more)],
            )
            return
        self.put("<tr>", tags)
        for text, more in texts:
            self.put(text, [*tags, *more])
        self.put("</tr>", tags)


def write_txt(blocks: Sequence[Block], style: Style, title: str, organization: str) -> tuple[str, Positions]:
    """The text, and the lines of each tag."""
    writer = TextWriter(style, title, organization)
    return writer.write(blocks), writer.positions
