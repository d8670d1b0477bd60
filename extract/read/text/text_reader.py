"""The reader of text: plain text, Markdown, HTML, and mixtures of them from OCR services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.model.document import Document, TextSource
from extract.read.decode import decode
from extract.read.grids import LooseCell
from extract.read.markup_terms import markup
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.pages import PageBuilder
from extract.read.reader_interface import ReadableSource
from extract.read.text.html_tables import HtmlCell, HtmlTable, Span, page_parts
from extract.read.text.laid.whole_pages import LaidPages, is_laid
from extract.read.text.markup import cell_text, set_paragraphs
from extract.read.text.page_marks import page_mark
from extract.read.text.quotes import is_quoted, unquoted
from extract.read.text.rows_across import LONGEST_LINE, with_rows_across
from extract.read.text.run_together import is_run_together, parted_pages
from extract.read.text.shown import Shown, shown
from extract.read.text.source_lines import SourceLine, find_end, source_lines
from extract.read.text.source_space import is_web_page, without_source_tabs
from extract.read.text.spaced_rows import SpacedColumns, is_spaced, may_go_on, spaced_tables
from extract.read.text.tabbed_rows import HEADING, tabbed_tables
from extract.read.text.text_rows import RowKind, TextRow, piped_tables, row_kind
from extract.read.text.torn_marks import rejoined
from normalize.numerals import arabic


def read_text(source: ReadableSource, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """Read the text in `source`, in any supported encoding and markup. `Place.line` is the line of the whole file.

    Raises: `UnreadableSource` for binary or blank content, `UnknownEncoding`, and `SourceTooLarge` for more lines and
    cells than any real plan has.
    """
    decoded = decode(source)
    pages = PageBuilder(source.name, decoded.original)
    seen, start, number = shown(without_source_tabs(decoded.text), source.name), 0, 1
    text = seen.text
    is_page = "</" in text  # a web page has its own elements, however long its lines are
    is_web = is_web_page(text)
    laid = LaidPages() if not is_web and is_laid(text) else None
    spaced = not is_web and _has_spaced_rows(text)
    habits = Habits(spaced, is_quoted(text), laid, not is_page and is_run_together(text), is_web)
    # A form feed always ends a page, so no table and no bold text can span it.
    while (end := text.find("\f", start)) >= 0:
        number = _read_page(pages, seen, Span(start, end), number, habits)
        start = end + 1
        pages.turn(start, None, always=True)
    _read_page(pages, seen, Span(start, len(text)), number, habits)
    read = pages.finish(TextSource.TEXT, sorted([*decoded.repairs, *seen.repairs]))
    return Document(source.name, source.sha256, TextSource.TEXT, read)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text is written: with a blank line after every row, as a quotation with a sign before every line, with
    everything where it stands on the page, or without line breaks.

    `columns` are those of its last table that is aligned with spaces.
    """

    spaced: bool = False
    quoted: bool = False
    laid: LaidPages | None = None
    run_together: bool = False
    is_web: bool = False
    """Whether it is a web page: a browser shows any number of spaces as one, so they lay out no rows."""
    columns: SpacedColumns = field(default_factory=SpacedColumns)


FEWEST_SPACED = 3
"""Minimum number of table rows followed by a blank line, in a text in which nearly all rows are."""


def _has_spaced_rows(text: str) -> bool:
    """Whether nearly every table row is followed by a blank line, as if each paragraph is written as two lines."""
    spaced = adjacent = 0
    row_above = blank_above = False
    start = 0
    while start < len(text):
        end = find_end(text, start, len(text))
        line, start = text[start:end], end + 1
        if _is_blank(line):
            blank_above = blank_above or "\t" not in line
            continue
        is_row = ("\t" in line or "|" in line) and row_kind(line) in (RowKind.TABS, RowKind.PIPES)
        if is_row and row_above:
            spaced, adjacent = spaced + blank_above, adjacent + (not blank_above)
        row_above, blank_above = is_row, False
    return spaced >= FEWEST_SPACED and spaced > 4 * adjacent


def _read_page(pages: PageBuilder, seen: Shown, span: Span, number: int, habits: Habits) -> int:
    """Read the text between two form feeds. Like all readers of a span, returns the line number at its end."""
    position = span.start
    for part in page_parts(seen.text, span, pages.count_cells, seen.tables):
        number += seen.text.count("\n", position, part.span.start)
        pages.gap = pages.gap or part.is_apart
        if part.table is None:
            number = _read_lines(
                pages, seen, part.span, number, replace(habits, spaced=habits.spaced and not part.is_apart)
            )
        else:
            number = _read_table(pages, seen, part.table, part.span, number)
        position = part.span.end
    return number + seen.text.count("\n", position, span.end)


def _read_lines(pages: PageBuilder, seen: Shown, span: Span, number: int, habits: Habits) -> int:
    """Read a range without HTML tables."""
    layout = _Layout(pages, habits)
    for lines, table in _parts(rejoined(source_lines(seen, span, number)), habits):
        for line in lines:
            layout.feed(line)
        if table is not None:
            layout.add_table(table)
    layout.flush()
    return number + seen.text.count("\n", span.start, span.end)


_Part = tuple[Iterable[SourceLine], Sequence[TextRow] | None]
"""Lines, and the rows of the table below them, if there is one."""


def _parts(lines: Iterable[SourceLine], habits: Habits) -> Iterable[_Part]:
    """The lines, parted at the tables that are found in whole pages."""
    if habits.run_together:
        return parted_pages(lines)
    return habits.laid.parts(lines) if habits.laid is not None else [(lines, None)]


class _Layout:
    """Classifies lines as text, tables and page breaks. In a spaced text, a single blank line does not end a table."""

    def __init__(self, pages: PageBuilder, habits: Habits) -> None:
        self._pages = pages
        self._habits = habits
        self._held = False
        self._kind = RowKind.TEXT
        self._rows: list[SourceLine] = []
        self._blanks: list[int] = []
        """Indices of the rows that follow a blank line."""
        self._page_numbers: list[SourceLine] = []
        """Page numbers among the rows of a table that continues on the next page. They are moved below it."""

    def feed(self, line: SourceLine) -> None:
        """Process the next line."""
        if self._habits.quoted:
            line = replace(line, raw=unquoted(line.raw), clean=unquoted(line.clean))
        if mark := page_mark(line.raw):
            self.flush()
            self._pages.turn(line.offset, mark.page)
        elif _is_blank(line.raw) and not ("\t" in line.raw and self._kind is RowKind.TABS):
            if (self._habits.spaced or self._kind is RowKind.SPACES) and self._rows and not self._held:
                self._held = True
                self._blanks += [len(self._rows)] if len(self._rows) not in self._blanks[-1:] else []
                return
            self.flush()
            self._pages.gap = self._pages.gap or line.is_whole
        else:
            self._sort(line)

    def add_table(self, table: Sequence[TextRow]) -> None:
        """Add a table that is already found."""
        self.flush()
        self._pages.count_cells(sum(len(row.cells) for row in table))
        self._pages.add_grid(_loose_rows(self._pages, table))

    def flush(self) -> None:
        """End the current table, if any."""
        rows, kind, held, blanks = self._rows, self._kind, self._held, self._blanks
        self._rows, self._kind, self._held, self._blanks = [], RowKind.TEXT, False, []
        page_numbers, self._page_numbers = self._page_numbers, []
        if not rows:
            return
        trailing = _count_blank_tail(rows)
        rows = rows[: len(rows) - trailing]
        lines = [(row.number, row.raw) for row in rows]
        if kind is RowKind.SPACES:
            self._add_tables(rows, spaced_tables(lines, blanks, self._habits.columns), blanks)
        elif kind is RowKind.TABS:
            self._add_tables(rows, with_rows_across(lines, tabbed_tables(lines)))
        else:
            self._add_tables(rows, with_rows_across(lines, piped_tables(lines, kind)))
        self._pages.gap = self._pages.gap or trailing > 0 or held
        for line in page_numbers:
            self._add_text(line)

    def _add_tables(
        self, rows: list[SourceLine], tables: Iterable[tuple[int, list[TextRow] | None]], blanks: Sequence[int] = ()
    ) -> None:
        """Add lines with the tables among them. Some lines, by their indices, follow a blank line."""
        at = 0
        for count, table in tables:
            self._pages.gap = self._pages.gap or at in blanks
            self._add_rows(rows[at : at + count], table)
            at += count

    def _add_rows(self, rows: list[SourceLine], table: list[TextRow] | None) -> None:
        """Add a table, or text lines if they are not a table."""
        if table is not None:
            self._pages.add_grid(_loose_rows(self._pages, table))
            return
        for row in rows:
            self._add_text(row)

    def _is_page_number(self, text: str) -> bool:
        """Whether a line among rows is a page number. A bare number directly below a row may be a wrapped cell."""
        if self._kind not in (RowKind.SPACES, RowKind.LOOSE_PIPES) or not markup().page_number.fullmatch(text):
            return False
        return self._kind is RowKind.LOOSE_PIPES or self._held or not text.isdecimal()

    def _row_kind(self, raw: str) -> RowKind:
        kind = row_kind(raw)
        is_below = self._kind is RowKind.SPACES and (not self._held or HEADING.match(arabic(raw.strip())) is not None)
        if kind is RowKind.TEXT and not self._habits.is_web and (is_spaced(raw) or (is_below and may_go_on(raw))):
            return RowKind.SPACES
        if kind is RowKind.TEXT and not self._held and self._kind in _ACROSS and len(raw) <= LONGEST_LINE:
            return self._kind  # may be the rest of a cell, or a row across the table
        return kind

    def _sort(self, line: SourceLine) -> None:
        if self._rows and self._is_page_number(line.raw.strip()):
            self._page_numbers.append(line)
            self._held = False
            return
        kind = self._row_kind(line.raw)
        if kind is RowKind.PIPES and self._kind is RowKind.LOOSE_PIPES:
            kind = RowKind.LOOSE_PIPES  # its first and last cells are empty
        if kind is not self._kind:
            self.flush()
        if kind is RowKind.TEXT:
            self._add_text(line)
        else:
            # Counted at once, so that an endless table cannot fill the memory.
            self._pages.count_cells(1 + line.raw.count("\t" if kind is RowKind.TABS else "|"))
            self._kind, self._held = kind, False
            self._rows.append(line)

    def _add_text(self, line: SourceLine) -> None:
        stripped = line.clean.strip()
        texts = [] if markup().ornament.fullmatch(stripped) else set_paragraphs(line.clean)
        is_empty = True
        for text, is_apart in texts:
            self._pages.gap = self._pages.gap or is_apart
            self._pages.add_line(_indented(text, line.raw), line.raw, line.number)
            is_empty = False
        self._pages.gap = self._pages.gap or is_empty


_ACROSS = (RowKind.TABS, RowKind.LOOSE_PIPES)
"""Kinds of rows among which lines without a separator may be rows, too."""


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _count_blank_tail(rows: list[SourceLine]) -> int:
    return next((count for count, row in enumerate(reversed(rows)) if not _is_blank(row.raw)), len(rows))


def _indented(text: str, raw: str) -> str:
    """Keep one space of the indentation of a sub-item: a bullet or a number."""
    is_item = text.startswith("- ") or text[:1].isdecimal()
    return f" {text}" if is_item and raw[:1].isspace() else text


def _loose_rows(pages: PageBuilder, rows: Sequence[TextRow]) -> list[list[LooseCell]]:
    width = max((len(row.cells) for row in rows), default=1)
    return [
        [
            LooseCell(_cell_of_row(raw), raw, place, column_span=width if row.is_across else 1, is_header=row.is_header)
            for raw in row.cells
        ]
        for row in rows
        for place in (pages.place(row.line),)
    ]


def _cell_of_row(raw: str) -> str:
    return cell_text(raw.replace("\\|", "|") if "\\|" in raw else raw)


def _read_table(pages: PageBuilder, seen: Shown, table: HtmlTable, span: Span, number: int) -> int:
    """Read an HTML table. Text outside of its cells, such as a caption, is added before it as lines."""
    text = seen.text
    position, line = span.start, number
    for stray in table.strays:
        line += text.count("\n", position, stray.start)
        line = _read_lines(pages, seen, stray, line, Habits())
        position = stray.end
    pages.add_grid(list(_html_rows(pages, seen, table.rows, Span(span.start, number))))
    return number + text.count("\n", span.start, span.end)


def _html_rows(pages: PageBuilder, seen: Shown, rows: list[list[HtmlCell]], start: Span) -> Iterator[list[LooseCell]]:
    """The rows of cells. `start` is an offset and its line number, from which lines are counted, cell by cell."""
    offset, number = start
    for row in rows:
        cells = []
        place = None
        for cell in row:
            number += seen.text.count("\n", offset, cell.content.start)
            offset = cell.content.start
            raw, text = seen.raw[slice(*cell.content)], cell_text(seen.piece(*cell.content))
            place = place if place is not None and place.line == number else pages.place(number)
            cells.append(LooseCell(text, raw, place, cell.row_span, cell.column_span, cell.is_header))
        yield cells
