"""The output type of all readers: a Document consists of Pages, a Page of Lines and Grids.

Readers do not depend on plans, and the plan parser does not depend on file formats. They share only these types.
Coordinates are in points, measured from the top left corner of the page as displayed; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class TextSource(StrEnum):
    """How the text of a page or a document was obtained."""

    TEXT = "text"
    PDF_TEXT = "pdf_text"
    OCR = "ocr"
    DOCX = "docx"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as displayed, in points. Invalid coordinates raise an error."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"impossible box: {self}")

    def __str__(self) -> str:
        return f"{self.x0:g} {self.top:g} {self.x1:g} {self.bottom:g}"


Spot = tuple[int, int, int]
"""The page, line and part of a Place."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in the source: page and line, both 1-based.

    For a text source, `line` counts from the start of the file; for a PDF, from the start of the page. `part` tells
    apart what one line of a web page holds: its paragraphs and the rows of its tables, from 0 on.
    """

    page: int
    line: int
    box: Box | None = field(default=None, compare=False)
    part: int = 0

    @property
    def spot(self) -> Spot:
        """The key of what is read here."""
        return self.page, self.line, self.part


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one paragraph, outside all tables.

    `text` is normalized (Thai order, Arabic digits, no mark-up); `raw` is the unchanged source text.
    `gap` is true if a blank line or similar space precedes it. `last` is set for a paragraph joined from several
    printed lines: it is the place of the last of them.
    """

    text: str
    raw: str
    place: Place
    gap: bool = False
    confidence: float | None = None
    last: Place | None = None


@dataclass(frozen=True, slots=True)
class OtherText:
    """What else OCR may have seen in place of a text, and its probability (0..1)."""

    raw: str
    probability: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a Grid. `row` and `column` are 0-based. Paragraphs inside a cell are joined by line feeds.

    `confidence` (0..1, OCR only) is that of the least certain part of the cell. The same holds for a Line.
    """

    text: str
    raw: str
    row: int
    column: int
    place: Place
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    confidence: float | None = None
    others: tuple[OtherText, ...] = ()
    """What else a cell with a single number may print, the likeliest first. OCR only."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in row-major order. Cells covered by a span are absent; empty cells are present.

    `is_cut_above` and `is_cut_below` are true if its rules leave its first row open at the top, or its last row at the
    bottom, as a page break does that goes through a row. `is_doubtful` is true if it has no rules, and its content
    contradicts the columns or the extent that it was given.
    """

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    place: Place
    gap: bool = False
    is_cut_above: bool = False
    is_cut_below: bool = False
    is_doubtful: bool = False

    def rows(self) -> list[list[Cell]]:
        """The cells row by row, each row in column order."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source with its blocks in reading order. `quality` (0..1) estimates how reliable its text is."""

    number: int
    blocks: tuple[Block, ...]
    text_source: TextSource
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    quality: float = 1.0
    repairs: Mapping[str, int] = field(default_factory=dict)
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source that was read. `document_id` is derived from `sha256`, never from the path."""

    source_file: str
    sha256: str
    text_source: TextSource
    pages: tuple[Page, ...]

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the content's SHA-256."""
        return self.sha256[:16]

    def blocks(self) -> Iterator[Block]:
        """All blocks of all pages in reading order."""
        for page in self.pages:
            yield from page.blocks

    def parts(self) -> dict[int, list[Line | Cell]]:
        """The lines and cells on each page, by its number. A table may be on several pages."""
        found: dict[int, list[Line | Cell]] = {page.number: [] for page in self.pages}
        for block in self.blocks():
            for part in block.cells if isinstance(block, Grid) else (block,):
                found.setdefault(part.place.page, []).append(part)
        return found
