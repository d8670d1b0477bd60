"""What every reader yields: a Document of Pages of Lines and Grids.

Readers know nothing of plans, the plan parser knows nothing of file formats; these types are all they share.
Coordinates are points from the top left corner of the page as it is displayed; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class TextSource(StrEnum):
    """Where a page's (or a document's) text came from."""

    TEXT = "text"
    PDF_TEXT = "pdf_text"
    OCR = "ocr"
    DOCX = "docx"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as displayed, in points; impossible boxes are refused."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"impossible box: {self}")

    def __str__(self) -> str:
        return f"{self.x0:g} {self.top:g} {self.x1:g} {self.bottom:g}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: page and line, both 1-based.

    `line` is the line of the whole file for a text source, the line on its page for a PDF.
    """

    page: int
    line: int
    box: Box | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line outside any table.

    `text` is normalized (Thai order, Arabic digits, no mark-up), `raw` the untouched source text.
    `gap` tells that a blank line (or the like) stands before it. A paragraph whose printed lines were joined says in
    `last` where its last one stands.
    """

    text: str
    raw: str
    place: Place
    gap: bool = False
    confidence: float | None = None
    last: Place | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a Grid; `row` and `column` are 0-based. Paragraphs inside a cell are joined by line feeds.

    `confidence` (0..1, of OCR only) is that of its least certain part; so is a Line's.
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


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in row-major order. Covered cells of a span are absent; empty cells are present."""

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    place: Place
    gap: bool = False

    def rows(self) -> list[list[Cell]]:
        """The cells row by row, each row in column order."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source, its blocks in reading order. `quality` (0..1) says how far its text can be trusted."""

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
    """A source that was read. `document_id` follows from `sha256`, never from the path."""

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
