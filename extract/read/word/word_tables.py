"""Tables of Word files: cells with their spans (ECMA-376 part 1, 17.4), and the page of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.model.document import Grid
from extract.read.settings import DEFAULTS
from extract.read.word.flow import Chunk, Flow, Item, Turn, WordLine, finished, table_rows
from extract.read.word.runs import Picture
from extract.read.word.xml import Element, find, number, toggle, value


@dataclass(slots=True)
class WordCell:
    """A cell with its spans up to the current row."""

    text: str = ""
    raw: str = ""
    width: int = 1
    height: int = 1


@dataclass(slots=True)
class WordRow:
    """A row: the cells that begin in it, and the numbers of page breaks before and within it.

    `end` is the column after the last of its cells.
    """

    cells: list[WordCell] = field(default_factory=list)
    is_header: bool = False
    end: int = 0
    turns_before: int = 0
    turns_within: int = 0


@dataclass(slots=True)
class _Content:
    """The content of a cell as lines, with the numbers of page breaks before and after its first line."""

    texts: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    turns_before: int = 0
    turns_within: int = 0

    def add(self, text: str, raw: str) -> None:
        if text:
            self.texts.append(text)
            self.raws.append(raw)

    def turn(self) -> None:
        if self.texts:
            self.turns_within += 1
        else:
            self.turns_before += 1


class TableReader:
    """Reads one table, row by row."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        # The cells that may continue in the next row, by their first column.
        self._open: dict[int, WordCell] = {}

    def rows(self, table: Element) -> Iterator[WordRow]:
        """The rows in order. The height of a cell is known only after all rows are read."""
        for row, cells in table_rows(table):
            properties = find(row, "trPr")
            if find(properties, "del") is not None:
                self._flow.inline.unread["deleted"] += 1
            elif toggle(properties, "hidden"):
                self._flow.inline.unread["hidden"] += 1
            else:
                yield self._row(row, cells)

    def _row(self, row: Element, cells: Sequence[Element]) -> WordRow:
        properties = find(row, "trPr")
        before = _width(find(properties, "gridBefore"), least=0)
        made = WordRow([WordCell() for _ in range(before)], bool(toggle(properties, "tblHeader")), before)
        above, self._open = self._open, {}
        column = before
        for cell in cells:
            if find(cell, "tcPr", "cellDel") is not None:
                self._flow.inline.unread["deleted"] += 1
                continue
            column += self._cell(cell, made, above, column)
        return made

    def _cell(self, cell: Element, row: WordRow, above: dict[int, WordCell], column: int) -> int:
        """Add one cell to its row, or merge it into the cell above or before it. Returns its width in columns."""
        width = _width(find(cell, "tcPr", "gridSpan"), least=1)
        content = _content(self._flow, self._flow.items(cell))
        row.turns_before = max(row.turns_before, content.turns_before)
        row.turns_within = max(row.turns_within, content.turns_within)
        upper, merge = above.get(column), _merge(cell, "vMerge")
        if merge == "continue" and upper is not None and upper.width == width:
            upper.height += 1
            self._open[column] = upper
            self._hide(content)
        elif _merge(cell, "hMerge") == "continue" and row.cells and row.end == column:
            row.cells[-1].width += width
            row.end += width
            self._hide(content)
        else:
            made = WordCell("\n".join(content.texts), "\n".join(content.raws), width)
            row.cells.append(made)
            row.end = column + width
            if merge is not None:
                self._open[column] = made
        return width

    def _hide(self, content: _Content) -> None:
        """Count the text of a covered cell, which is not visible."""
        self._flow.inline.unread["hidden"] += bool(content.texts)


def _content(flow: Flow, items: Iterator[Item]) -> _Content:
    content = _Content()
    for item in items:
        match item:
            case WordLine():
                content.add(item.text.strip(), item.raw)
            case Turn():
                content.turn()
            case Chunk() | Picture():
                _add_embedded(flow, content, item)
            case _:
                _add_inner_table(flow, content, item)
    return content


def _add_embedded(flow: Flow, content: _Content, chunk: Chunk | Picture) -> None:
    """Add a document or a picture within a cell to the text of the cell."""
    for block in flow.embedded(chunk):
        if isinstance(block, Grid):
            for cells in block.rows():
                content.add(" ".join(c.text for c in cells if c.text), "\t".join(c.raw for c in cells))
        else:
            content.add(block.text, block.raw)


def _add_inner_table(flow: Flow, content: _Content, table: Element) -> None:
    """Add a table within a cell to the text of the cell, one line per row."""
    for row in TableReader(flow).rows(table):
        for _ in range(row.turns_before + row.turns_within):
            content.turn()
        content.add(finished(" ".join(cell.text for cell in row.cells)), "\t".join(cell.raw for cell in row.cells))


def _width(element: Element | None, least: int) -> int:
    return min(max(number(element, least), least), DEFAULTS.max_column_span)


def _merge(cell: Element, name: str) -> str | None:
    """The value of w:vMerge or w:hMerge: "restart", "continue", or None for an unmerged cell."""
    merge = find(cell, "tcPr", name)
    return None if merge is None else value(merge) or "continue"
