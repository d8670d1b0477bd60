"""The content of a paragraph: text, line and page breaks, text boxes, notes. Invisible content is counted, not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from extract.read.raised import NOTE_MARK, REACH, raised_text
from extract.read.word.styles import Styles, WordStyle
from extract.read.word.symbols import symbol
from extract.read.word.xml import DELETED, MATH, RUN, SPACE, VML, Element, W, children, find, number, toggle, value


class Break(Enum):
    """The end of a line or page. RENDERED is a page end of Word's last layout of the file."""

    LINE = auto()
    PAGE = auto()
    RENDERED = auto()


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box anchored in the paragraph. Its content is a separate sequence of blocks."""

    content: Element


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to a note. `kind` is "footnote" or "endnote"."""

    kind: str
    note_id: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as large as a table, by the identifier of its relationship.

    `width` is in points. `crop`: the shares of its sides that are cut off at the left, top, right and bottom.
    """

    relationship: str
    width: float
    crop: tuple[float, float, float, float]


Piece = str | Break | TextBox | NoteMark | Picture

_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_PICTURES = frozenset({"pic", "imagedata", "chart", "relIds"})
"""Local names of pictures, charts and diagrams, whose content is not read."""

PICTURE, PICTURE_READ, PICTURE_UNREAD = "picture", "picture_read", "picture_unread"
"""What counts pictures without text, such as logos, those that were read, and those that may hold a table or text."""

COMMENT = "note"
"""What counts comments, which are no part of the page."""

LARGE, EMU = (140.0, 40.0), 12_700
"""Minimum width and height in points of a picture of a table or text; units of the format per point."""

_SIDE = re.compile(r"(?<![-\w])(width|height):(\d{1,6}(?:\.\d{1,6})?)pt")

TICK = "✓"

_UNSEEN = frozenset(f"{W}{name}" for name in ("rt", "instrText", "delText", "delInstrText"))


class Inline:
    """Reads paragraphs in order, as a field may extend over several. `unread` counts omitted content."""

    def __init__(self, styles: Styles) -> None:
        self.unread: Counter[str] = Counter()
        self._styles = styles
        self._paragraph: tuple[WordStyle, ...] = ()
        # For each open field, whether its instruction is still being read.
        self._fields: list[bool] = []
        # The end of the text of the paragraph so far.
        self._before = ""

    def pieces(self, paragraph: Element, styles: tuple[WordStyle, ...]) -> Iterator[Piece]:
        """The pieces of one paragraph. `styles` is the chain of its style."""
        self._paragraph = styles
        # A field instruction never continues in the next paragraph. If it seems to, its end was deleted.
        self._fields = [False] * len(self._fields)
        self._before = ""
        for piece in self._inside(paragraph):
            if isinstance(piece, str):
                self._before = f"{self._before}{piece}"[-REACH:]
            yield piece

    def _inside(self, element: Element) -> Iterator[Piece]:
        for child in children(element):
            tag = child.tag
            if tag in DELETED:
                self.unread["deleted"] += 1
            elif tag == RUN:
                yield from self._run(child)
            elif reader := _READERS.get(tag):
                yield from reader(self, child)
            elif tag not in _UNSEEN:
                if tag.rpartition("}")[2] in _PICTURES:
                    yield from self._picture(child)
                yield from self._inside(child)

    def _picture(self, element: Element) -> Iterator[Piece]:
        """A picture as large as a table, to be read. Small ones, and those that are in another file, are counted."""
        width, height = _size(element)
        if width < LARGE[0] or height < LARGE[1]:
            self.unread[PICTURE] += 1
        elif found := next(filter(None, map(_target, element.iter())), ""):
            yield Picture(found, width, _crop(element))
        else:
            self.unread[PICTURE_UNREAD] += 1

    def _run(self, run: Element) -> Iterator[Piece]:
        properties = find(run, "rPr")
        if not self._styles.is_hidden(properties, self._paragraph):
            is_raised = self._before.strip() and self._styles.is_raised(properties)
            yield from self._raised(run) if is_raised else self._inside(run)
            return
        # Fields and page breaks are processed even here, as they are not text.
        pieces = list(self._inside(run))
        is_text = (isinstance(piece, str) and not piece.isspace() for piece in pieces)
        self.unread["hidden"] += any(is_text) or any(isinstance(piece, Picture) for piece in pieces)
        yield from (piece for piece in pieces if piece is Break.RENDERED)

    def _raised(self, run: Element) -> Iterator[Piece]:
        """A raised run behind text: a typed mark of a note is left out and counted."""
        before, pieces = self._before, list(self._inside(run))
        read = raised_text("".join(piece for piece in pieces if isinstance(piece, str)), before)
        if read is None:
            yield from pieces
            return
        self.unread[NOTE_MARK] += not read
        yield from [read] if read else []
        yield from (piece for piece in pieces if not isinstance(piece, str))

    def _text(self, element: Element) -> Iterator[Piece]:
        text = str(element.text or "")
        if element.get(SPACE) != "preserve" and element.tag == f"{W}t":
            text = text.strip(" \t\r\n")
        if text and not any(self._fields):
            yield text

    def _sign(self, element: Element) -> Iterator[Piece]:
        if not any(self._fields):
            yield _SIGNS[element.tag.rpartition("}")[2]]

    def _symbol(self, element: Element) -> Iterator[Piece]:
        if not any(self._fields):
            yield symbol(value(element, "char") or "", value(element, "font") or "")

    def _break(self, element: Element) -> Iterator[Piece]:
        kind = value(element, "type") or "textWrapping"
        yield Break.PAGE if kind == "page" else Break.LINE

    def _rendered(self, _: Element) -> Iterator[Piece]:
        yield Break.RENDERED

    def _field(self, element: Element) -> Iterator[Piece]:
        match value(element, "fldCharType"):
            case "begin":
                if (chosen := _chosen(element)) and not any(self._fields):
                    yield f" {chosen}"  # the spaces around a form field are often lost
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()
        yield from ()

    def _box(self, element: Element) -> Iterator[Piece]:
        yield TextBox(element)

    def _art(self, element: Element) -> Iterator[Piece]:
        """Letters drawn as a shape (WordArt of older versions of Word)."""
        if not any(self._fields):
            yield element.get("string", "")

    def _comment(self, _: Element) -> Iterator[Piece]:
        self.unread[COMMENT] += 1
        yield from ()

    def _note(self, element: Element) -> Iterator[Piece]:
        kind = element.tag.rpartition("}")[2].removesuffix("Reference")
        yield NoteMark(kind, value(element, "id") or "")


_READERS: dict[str, Callable[[Inline, Element], Iterator[Piece]]] = {
    f"{W}t": Inline._text,
    f"{MATH}t": Inline._text,
    **{f"{W}{name}": Inline._sign for name in _SIGNS},
    f"{W}sym": Inline._symbol,
    f"{W}br": Inline._break,
    f"{W}cr": Inline._break,
    f"{W}lastRenderedPageBreak": Inline._rendered,
    f"{W}fldChar": Inline._field,
    f"{W}txbxContent": Inline._box,
    f"{VML}textpath": Inline._art,
    f"{W}commentReference": Inline._comment,
    f"{W}footnoteReference": Inline._note,
    f"{W}endnoteReference": Inline._note,
}


def _size(picture: Element) -> tuple[float, float]:
    """The width and height of a picture, chart or diagram in points; 0 if unknown."""
    for element in picture.iterancestors():
        if element.tag == RUN:
            break
        extent = next((e for e in element.iterchildren() if str(e.tag).endswith("}extent")), None)
        if extent is not None:
            sides = [extent.get(side, "") for side in ("cx", "cy")]
            wide, high = (int(side[:12]) / EMU if side.isdecimal() else 0.0 for side in sides)
            return wide, high
        if style := element.get("style"):
            found = dict(_SIDE.findall(style))
            return float(found.get("width", 0.0)), float(found.get("height", 0.0))
    return 0.0, 0.0


def _target(element: Element) -> str:
    """The identifier of the part that holds the picture; empty if the element does not name it."""
    names = ("/relationships}embed", "/relationships}id")
    return next((str(found) for name, found in element.items() if name.endswith(names)), "")


def _crop(picture: Element) -> tuple[float, float, float, float]:
    """The shares of a picture cut off at the left, top, right and bottom. Word pads with negative ones."""
    cut = next((element for element in picture.iter() if str(element.tag).endswith("}srcRect")), None)
    sides = [cut.get(side, "") if cut is not None else "" for side in "ltrb"]
    left, top, right, bottom = (int(side[:6]) / 100_000 if side.isdecimal() else 0.0 for side in sides)
    return (left, top, right, bottom) if left + right < 1 > top + bottom else (0.0, 0.0, 0.0, 0.0)


def _chosen(field: Element) -> str:
    """The entry of a form's list that is chosen, or the first; a tick for a ticked box; else nothing."""
    choices, box = find(field, "ffData", "ddList"), find(field, "ffData", "checkBox")
    if box is not None:
        ticked = toggle(box, "checked")
        return TICK if ticked or (ticked is None and toggle(box, "default")) else ""
    if choices is None:
        return ""
    entries = [value(entry) or "" for entry in choices.iter(f"{W}listEntry")]
    mark = find(choices, "result") if find(choices, "result") is not None else find(choices, "default")
    index = number(mark, 0) if mark is not None else 0
    return entries[index] if 0 <= index < len(entries) else ""


def drop_loose_fields(root: Element) -> None:
    """Remove the marks of fields without end or begin, as they would hide all text after them."""
    opened: list[Element] = []
    loose: list[Element] = []
    for mark in root.iter(f"{W}fldChar"):
        match value(mark, "fldCharType"):
            case "begin":
                opened.append(mark)
            case "end" if opened:
                opened.pop()
            case "end":
                loose.append(mark)
    for mark in [*opened, *loose]:
        mark.getparent().remove(mark)
