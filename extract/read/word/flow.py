"""The content of a Word file as one sequence of lines, page breaks and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.model.document import Block
from extract.read.markup_terms import markup
from extract.read.word.list_numbers import Label, Numbering
from extract.read.word.runs import Break, Inline, NoteMark, Picture, Piece, TextBox
from extract.read.word.styles import Styles, list_place
from extract.read.word.xml import CELL, PARAGRAPH, ROW, TABLE, Element, W, find, parts, relationship, toggle, value
from normalize.text import normalize_line

_EMBEDDED = frozenset({f"{W}altChunk", f"{W}subDoc"})
"""Elements that embed documents of other types or from other files."""
_BLOCKS = frozenset({PARAGRAPH, TABLE}) | _EMBEDDED
_ROWS, _CELLS = frozenset({ROW}), frozenset({CELL})
_NO_TURN = frozenset({"continuous", "nextColumn"})


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line. `raw` includes its list number. `is_first`: first line of a paragraph, not one after a line break."""

    raw: str
    is_first: bool
    level: int = 0

    @property
    def text(self) -> str:
        """The final text: normalized, with bullets as "- " and one space before items of inner levels."""
        text = finished(self.raw)
        is_item = text.startswith("- ") or text[:1].isdecimal()
        return f" {text}" if is_item and (self.level or self.raw[:1].isspace()) else text


@dataclass(frozen=True, slots=True)
class Turn:
    """The end of a page. A `hard` one is set by the author: without text before the next one, the page is blank."""

    hard: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """A document of another type that stands in this one, by the identifier of its relationship."""

    relationship: str


Item = WordLine | Turn | Chunk | Picture | Element
"""An Element here is a w:tbl with more than one cell."""


def finished(raw: str) -> str:
    """The text for the parser, with all white space reduced to single spaces."""
    text = " ".join(raw.split())
    found = markup().bullet.match(text)
    return normalize_line(f"- {text[found.end() :]}" if found else text).strip()


class Flow:
    """Reads blocks in order. It keeps state: list numbers, open fields, and notes to print at the end of the page."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        section_kinds: Iterable[str],
        embedded: Callable[[Chunk | Picture], Sequence[Block]],
    ) -> None:
        """`embedded` reads a document or a picture that stands in this one."""
        self.embedded = embedded
        self.inline = Inline(styles)
        self.notes: dict[str, list[NoteMark]] = {}
        self._styles = styles
        self._numbering = numbering
        self._sections = iter(section_kinds)
        # Pieces of paragraphs whose end mark was deleted or hidden. They continue in the next paragraph.
        self._held: list[Piece] = []

    def items(self, container: Element) -> Iterator[Item]:
        """The content of the body, a cell, a text box or a note."""
        for block in parts(container, _BLOCKS):
            if block.tag == PARAGRAPH:
                yield from self._paragraph(block)
                continue
            yield from self._release()
            if block.tag in _EMBEDDED:
                yield Chunk(relationship(block))
                continue
            framed = only_cell(block)
            if framed is None:
                yield block
            else:
                yield from self.items(framed)
        yield from self._release()

    def _release(self) -> Iterator[Item]:
        """The pieces kept for a next paragraph, if there is none."""
        held, self._held = self._held, []
        yield from self._lines(None, held)

    def _paragraph(self, paragraph: Element) -> Iterator[Item]:
        properties = find(paragraph, "pPr")
        styles = self._styles.of_paragraph(properties)
        held, self._held = self._held, []
        pieces = [*held, *self.inline.pieces(paragraph, styles)]
        if _has_no_end(properties):
            self._held = pieces
            return
        if _breaks_page(properties, [style.breaks_page for style in styles]):
            yield Turn(hard=False)
        yield from self._lines(self._numbering.label(list_place(properties), styles), pieces)
        if find(properties, "sectPr") is not None and next(self._sections, "") not in _NO_TURN:
            yield Turn(hard=True)

    def _lines(self, label: Label | None, pieces: list[Piece]) -> Iterator[Item]:
        """The lines of a paragraph, then its pictures and boxes. A page break that Word last rendered within it is
        moved to its end, so that the paragraph stays whole."""
        writer = _Writer(label)
        boxes: list[TextBox | Picture] = []
        for piece in pieces:
            match piece:
                case TextBox() | Picture():
                    boxes.append(piece)
                case NoteMark():
                    self.notes.setdefault(piece.kind, []).append(piece)
                case _:
                    yield from writer.feed(piece)
        yield from writer.finish()
        for box in boxes:
            yield from [box] if isinstance(box, Picture) else self.items(box.content)


class _Writer:
    """Joins the pieces of one paragraph."""

    def __init__(self, label: Label | None) -> None:
        self._label = label
        self._level = label.level if label else 0
        # A list, as appending to a string repeatedly takes quadratic time.
        self._text: list[str] = []
        self._lines = 0
        self._late_turn = False

    def feed(self, piece: Piece) -> Iterator[Item]:
        if isinstance(piece, str):
            self._text.append(piece)
        elif piece is Break.LINE:
            yield from self._line()
        elif piece is Break.PAGE:
            yield from self.finish()
            yield Turn(hard=True)
        elif self._lines or not all(map(_is_blank, self._text)):
            self._late_turn = True
        else:
            yield Turn(hard=False)

    def finish(self) -> Iterator[Item]:
        yield from self._line()
        if self._late_turn:
            self._late_turn = False
            yield Turn(hard=False)

    def _line(self) -> Iterator[WordLine]:
        text, self._text = "".join(self._text), []
        blank = _is_blank(text)
        label = self._label
        if label is not None and not (blank and label.is_bullet):
            text, self._label = label.text + text.lstrip(), None
        elif blank:
            return
        self._lines += 1
        yield WordLine(text, self._lines == 1, self._level if self._lines == 1 else 0)


def table_rows(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """The rows of a w:tbl with their cells."""
    for row in parts(table, _ROWS):
        yield row, list(parts(row, _CELLS))


def only_cell(table: Element) -> Element | None:
    """The cell of a table with one cell, which is only a frame around text."""
    rows = list(table_rows(table))
    return rows[0][1][0] if len(rows) == 1 and len(rows[0][1]) == 1 else None


def section_kinds(body: Element) -> list[str]:
    """The start type of each section except the first: "nextPage", "continuous", ..."""
    return [value(find(section, "type")) or "nextPage" for section in body.iter(f"{W}sectPr")][1:]


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _has_no_end(properties: Element | None) -> bool:
    """Whether the end mark of a paragraph was deleted, moved or hidden, so that the next one continues its line."""
    mark = find(properties, "rPr")
    if mark is None:
        return False
    return bool(toggle(mark, "vanish")) or any(find(mark, name) is not None for name in ("del", "moveFrom"))


def _breaks_page(properties: Element | None, from_styles: list[bool | None]) -> bool:
    said = (said for said in (toggle(properties, "pageBreakBefore"), *from_styles) if said is not None)
    return next(said, False)
