"""The printed text of a source by page, line and cell, before interpretation.

Readers of laid-out pages register the function that yields their printed pages here. `phaen text` prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from importlib import import_module
from itertools import chain, pairwise
from pathlib import Path
from typing import cast

from extract.model.document import Box, Document, Grid, Line, Page, TextSource
from extract.read.layout.across import lacking_rules
from extract.read.layout.columns import Columns
from extract.read.layout.drawn_instead import is_inside
from extract.read.layout.forms import form_starts
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.open_tables import last_columns, lines_ahead, open_tables
from extract.read.layout.printed import PrintedLine, PrintedPage, PrintedPart, Rule, Segment, least
from extract.read.layout.text_columns import Edges, known_edges, text_flows
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.quality import text_quality
from extract.read.reader_interface import ReadableSource
from extract.read.registry import read_document, reader_target, refuse_unknown
from extract.read.settings import DEFAULTS
from extract.read.source_file import examine, load, source_name
from normalize.numerals import as_printed
from normalize.text import repair

SAME_ROW = 0.5
"""Maximum distance of the middles of two cells of a scan in one row, in heights of the higher one."""

MOST_OPEN = 8
"""Number of rows above that a cell of a scan may belong to."""

PrintedPages = Callable[[ReadableSource, ReadOptions], Iterator[PrintedPage]]

PRINTED: dict[str, str] = {
    "extract.read.pdf.pdf_reader:read_pdf": "extract.read.pdf.pdf_reader:printed_pages",
    "extract.read.image.image_reader:read_image": "extract.read.image.image_reader:printed_pages",
}
"""Maps a reader in `extract.read.registry.READERS` to the "module:function" that yields its printed pages."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """The text in one column of a printed line. No box if the source has no coordinates."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PrintedTextLine:
    """One printed line. It has more than one cell if wide gaps or vertical rules divide it."""

    number: int
    cells: tuple[TextCell, ...]
    confidence: float | None = None

    @property
    def text(self) -> str:
        """The cells, separated by tabs."""
        return "\t".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page: its lines from top to bottom, their repairs, and their quality (0..1)."""

    number: int
    text_source: TextSource
    lines: tuple[PrintedTextLine, ...]
    quality: float
    repairs: Mapping[str, int] = field(default_factory=dict)
    width: float | None = None
    height: float | None = None
    rotation: int = 0


def text_pages(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> Iterator[TextPage]:
    """The pages requested by `options`, one by one. Raises SourceError as `read_document` does, also between pages."""
    name, suffix = source_name(Path(path.name)), path.suffix.casefold()
    examine(path, name, DEFAULTS.max_bytes)
    refuse_unknown(name, suffix)
    source = load(path, name, DEFAULTS.max_bytes)
    target = PRINTED.get(reader_target(source, suffix))
    if target is None:
        yield from (_page_of_blocks(page) for page in _wanted(read_document(path, options=options), options))
        return
    module, _, function = target.partition(":")
    read = cast(PrintedPages, getattr(import_module(module), function))
    before = _Before()
    for page, ahead in pairwise(chain(read(source, options), [None])):
        assert page is not None
        yield _page_text(page, before, ahead)


def page_text(page: PrintedPage) -> TextPage:
    """The lines of a printed page. Boxes are in points on the page as displayed."""
    return _page_text(page, _Before(), None)


@dataclass(slots=True)
class _Before:
    """What the page before says of a page: the columns of its last table, the edges of its text columns, and where the
    texts of its forms begin."""

    columns: Columns | None = None
    edges: Sequence[Edges] = ()
    starts: Sequence[float] = ()


def _page_text(page: PrintedPage, before: _Before, ahead: PrintedPage | None) -> TextPage:
    """The lines of a page; `before` is changed for the next one. Tables are those of a conversion."""
    is_scan = page.text_source in {TextSource.OCR, TextSource.MIXED}
    rows: list[tuple[PrintedPart, Sequence[Segment]]] = []
    tables: list[RuledTable] = []
    for number, part in enumerate(page.parts):
        following = lines_ahead(part, ahead) if not number else ()
        own = list(_rows(part, tables if not number else [], before if not number else _Before(), following))
        rows += [(part, row) for row in (_side_by_side(own) if is_scan else own)]
    lines = tuple(
        _line(number, part, row, repair if is_scan else str) for number, (part, row) in enumerate(rows, start=1)
    )
    quality = text_quality(cell.text for line in lines for cell in line.cells)
    repairs = {code: count for code, count in sorted(page.repairs.items()) if count}
    before.columns = last_columns(tables)
    return TextPage(
        page.number,
        page.text_source,
        lines,
        quality if page.quality is None else page.quality,
        repairs,
        page.width,
        page.height,
        page.rotation,
    )


def _rows(
    part: PrintedPart, found: list[RuledTable], before: _Before, ahead: Sequence[PrintedLine]
) -> Iterator[Sequence[Segment]]:
    """The lines of one writing direction, split at the rules that cross them; text columns one after the other.

    The tables are added to `found`.
    """
    above = before.columns
    lacking = lacking_rules(part.horizontal, part.vertical, part.lines, above)
    vertical = [*part.vertical, *lacking.vertical]
    tables = ruled_tables([*part.horizontal, *lacking.horizontal], vertical)
    flows = text_flows(part, tables, before.edges)
    before.edges = known_edges(flows, before.edges)
    if flows:
        for flow in flows:
            yield from _rows(flow.part, [], _Before(), ())
        return
    outside = [line for line in part.lines if not any(is_inside(line, table) for table in tables)]
    without = open_tables(outside, above, ahead, before.starts)
    before.starts = form_starts(without)
    found += [*tables, *without]
    for table in without:
        vertical += [Rule(x, cell.top, cell.bottom) for cell in table.cells for x in (cell.x0, cell.x1)]
    for line in part.lines:
        middle = line.baseline - line.height / 2
        yield line.segments(sorted({rule.at for rule in vertical if rule.start - 1 <= middle <= rule.end + 1}))


def _side_by_side(rows: Iterable[Sequence[Segment]]) -> Iterator[Sequence[Segment]]:
    """The rows of a scan, whose cells were read one by one: cells are joined that are beside one another."""
    joined: list[list[Segment]] = []
    for row in sorted(filter(None, rows), key=lambda row: _middle(row[0])):
        last = next((other for other in joined[-MOST_OPEN:] if _fits(row, other)), None)
        if last is None:
            joined.append(list(row))
        else:
            last.extend(row)
    yield from (sorted(row, key=lambda segment: segment.x0) for row in joined)


def _fits(row: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """Whether two rows have one height and nothing in one place."""
    apart = all(a.x1 <= b.x0 or b.x1 <= a.x0 for a in row for b in other)
    return apart and all(
        abs(_middle(a) - _middle(b)) < SAME_ROW * max(a.bottom - a.top, b.bottom - b.top)
        for a in row[:1]
        for b in other
    )


def _middle(segment: Segment) -> float:
    return (segment.top + segment.bottom) / 2


def _line(number: int, part: PrintedPart, row: Sequence[Segment], mended: Callable[[str], str]) -> PrintedTextLine:
    cells = (TextCell(mended(s.text), Box(*part.frame.to_page(s.x0, s.top, s.x1, s.bottom))) for s in row)
    return PrintedTextLine(number, tuple(cells), reduce(least, (segment.confidence for segment in row), None))


# -- sources without coordinates ----------------------------------------------------------------------------------


def _wanted(document: Document, options: ReadOptions) -> Iterator[Page]:
    return (page for page in document.pages if options.wants(page.number))


def _page_of_blocks(page: Page) -> TextPage:
    lines = tuple(
        line for block in page.blocks for line in (_table_lines(block) if isinstance(block, Grid) else [_one(block)])
    )
    return TextPage(page.number, page.text_source, lines, page.quality, page.repairs)


def _one(line: Line) -> PrintedTextLine:
    return PrintedTextLine(line.place.line, (TextCell(as_printed(line.text, line.raw)),), line.confidence)


def _table_lines(grid: Grid) -> Iterator[PrintedTextLine]:
    """One line per row. A cell that spans columns is followed by empty cells."""
    for row in grid.rows():
        texts = [""] * grid.column_count
        for cell in row:
            texts[cell.column] = " ".join(as_printed(cell.text, cell.raw).split("\n"))
        if row:
            yield PrintedTextLine(row[0].place.line, tuple(map(TextCell, texts)))
