"""Renders a flow as the lines of a text file, and records the lines of each mark."""

from __future__ import annotations

from dataclasses import dataclass, field

from samples.make.flow import Block, Flow, FlowTable, Marks, PageEnd, Para, Row
from samples.make.thai import thai_digits, wrap

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The style of a text file. `digits`, `table_digits`: "thai" or "arabic"; `table`: "tabs", "pipes" or "html".

    `columns` is the width for wrapping paragraphs, 0 for none; `heading` is the prefix of headings ("## ").
    `numbered_pages` prints page numbers as lines of text, form feeds and page markers where pages end.
    """

    digits: str = "thai"
    table_digits: str = "thai"
    table: str = "tabs"
    columns: int = 0
    heading: str = ""
    numbered_pages: bool = False


@dataclass(slots=True)
class Sheet:
    """The lines written so far. `spans` maps each mark to its first and last line, 1-based and inclusive."""

    style: TextStyle
    lines: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    page: int = 1

    def add(self, line: str, marks: Marks = ()) -> None:
        """Append one line and extend its marks to include it."""
        self.lines.append(line)
        number = len(self.lines)
        for mark in marks:
            first, _ = self.spans.get(mark, (number, number))
            self.spans[mark] = (first, number)

    def gap(self) -> None:
        """Append a blank line, unless the last line is blank."""
        if self.lines and self.lines[-1] != "":
            self.lines.append("")

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"


def render(flow: Flow, style: TextStyle) -> Sheet:
    """Write every block of the flow in order."""
    sheet = Sheet(style)
    for block in flow:
        _write(sheet, block)
    return sheet


def _write(sheet: Sheet, block: Block) -> None:
    match block:
        case Para():
            _write_para(sheet, block)
        case FlowTable():
            sheet.gap()
            _TABLES[sheet.style.table](sheet, block)
        case PageEnd():
            _end_page(sheet)


def _write_para(sheet: Sheet, para: Para) -> None:
    if not para.tight:
        sheet.gap()
    style = sheet.style
    text = thai_digits(para.text) if style.digits == "thai" else para.text
    head = para.lead + (style.heading if para.heading else "")
    for line in wrap(head + text, style.columns):
        sheet.add(line, para.marks)


def _end_page(sheet: Sheet) -> None:
    sheet.gap()
    if not sheet.style.numbered_pages:
        return
    number = f"- {sheet.page} -"
    sheet.add(thai_digits(number) if sheet.style.digits == "thai" else number)
    sheet.page += 1
    sheet.add(f"\f--- Page {sheet.page} ---")
    sheet.add("")


def _cells(sheet: Sheet, row: Row) -> list[str]:
    return [thai_digits(cell) if sheet.style.table_digits == "thai" else cell for cell in row.cells]


def _write_tabs(sheet: Sheet, table: FlowTable) -> None:
    for row in table.rows:
        sheet.add("\t".join(_cells(sheet, row)), row.marks)


def _write_pipes(sheet: Sheet, table: FlowTable) -> None:
    for number, row in enumerate(table.rows, 1):
        sheet.add(f"| {' | '.join(_cells(sheet, row))} |", row.marks)
        if number == 1:
            sheet.add("|" + "---|" * len(row.cells))


def _write_html(sheet: Sheet, table: FlowTable) -> None:
    sheet.add("<table>")
    for number, row in enumerate(table.rows):
        cells = "".join(_html_cell(sheet, table, number, column) for column in shown(table, number))
        sheet.add(f"<tr>{cells}</tr>", row.marks)
    sheet.add("</table>")


def shown(table: FlowTable, number: int) -> list[int]:
    """The columns of a row with cells that are not covered by a cell above or to the left."""
    row = table.rows[number]
    columns = [column for column in range(len(row.cells)) if not 0 < column < row.span]
    return [column for column in columns if not covered(table, number, column)]


def covered(table: FlowTable, number: int, column: int) -> bool:
    """Whether a cell is merged with the one above it. Rows that begin with a spanning cell are never merged."""
    inner = number > table.header_rows and column < table.merged
    row, above = table.rows[number], table.rows[number - 1]
    return inner and not row.cells[column] and row.span == above.span == 1


def spans(table: FlowTable, number: int, column: int) -> tuple[int, int]:
    """The row span and column span of a shown cell."""
    down = 1
    while number >= table.header_rows and number + down < len(table.rows) and covered(table, number + down, column):
        down += 1
    return down, table.rows[number].span if column == 0 else 1


def _html_cell(sheet: Sheet, table: FlowTable, number: int, column: int) -> str:
    names = zip(("rowspan", "colspan"), spans(table, number, column), strict=True)
    attributes = "".join(f' {name}="{size}"' for name, size in names if size > 1)
    return f"<td{attributes}>{_cells(sheet, table.rows[number])[column]}</td>"


_TABLES = {"tabs": _write_tabs, "pipes": _write_pipes, "html": _write_html}
