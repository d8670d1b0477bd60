"""Tables and labels that a web page makes of other elements: CSS grids, rows of boxes, lists of terms.

A grid or a run of rows with equally many short cells is a table. A list of cards is none: each holds a text of its own.
Two columns of short words and their contents are labels, and so are words that elements of one look print again and
again before others: they get a colon, as a form in plain text has it.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median

from extract.read.text.elements import Element, tree
from extract.read.text.html_tables import HtmlCell, HtmlTable, Span
from extract.read.text.markup import TAG

FEWEST_ROWS = 2
"""Rows of a table at the least; one more where the page does not say how its elements are laid out."""

LONGEST_TITLE = 160
LONGEST_LABEL, LONGEST_CELL = 60, 80
"""Characters of a title, of a label, and of the middle one of a table's cells."""

LONGEST_TEXT = 600
"""Characters of any cell."""

SHORTEST_TITLE, SHORTEST_TEXT = 8, 40
"""Characters of the words in bold that a paragraph begins with, for them to be its title, and of the text behind."""

TITLED = 0.6
"""Share of the elements of one look that begin so, at the least."""

FEWEST_LABELS = 3
"""How often a label recurs in elements of its look, at the least."""

LABELS_AGAIN = 2
"""How often the labels of one look recur on average, at the least."""

DEEPEST_WRAPPER = 3

_PAGE = re.compile(r"<(?:div|dl|section|article|ul|li|span|p)[\s>]", re.IGNORECASE)
_TRACKS = re.compile(
    r"repeat\(\s*(?P<count>\d{1,3})\s*,(?P<each>(?:[^()]|\([^()]*\))*)\)|\[[^\[\]]*\]|(?P<track>(?:[^\s()\[\]]|\([^()]*\))+)"
)
_SPAN = re.compile(
    r"span\s+(?P<span>\d{1,2})|(?P<first>-?\d{1,2})\s*/\s*(?:span\s+(?P<more>\d{1,2})|(?P<last>-?\d{1,2}))"
)
_ENDED = re.compile(r"[:\uff1a=?|>\u2010-\u2015-]\s*$")
_BEGUN = re.compile(r"\s*[:\uff1a=|>\u2010-\u2015-]")
_EMPHASIS = frozenset({"b", "strong", "em", "i", "u", "mark", "a", "span"})
_WORD = re.compile(r"[^\W\d_]")
_AMOUNT = re.compile(r"\d[\d,.]*")
_ROW_ROLES, _CELL_ROLES, _TABLE_ROLES = (
    frozenset({"row"}),
    frozenset({"cell", "gridcell", "columnheader", "rowheader"}),
    frozenset({"table", "grid", "treegrid"}),
)
_OF_CARDS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "details", "section", "article"})
"""Elements that a card holds, and no cell."""
_HOLDERS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "table"])


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page lays out: its tables by their ranges, and what is inserted where."""

    tables: Sequence[tuple[Span, HtmlTable]] = ()
    insertions: Sequence[tuple[int, str]] = ()


def layout_of(text: str, sheets: str) -> Layout:
    """The layout of a page. `text` is what it shows, `sheets` the same page with its style sheets."""
    if not _PAGE.search(text):
        return Layout()
    root = tree(text, sheets)
    if root is None:
        return Layout()
    reader = _Reader(text)
    reader.read(root)
    return Layout(sorted(reader.tables, key=lambda entry: entry[0]), reader.insertions)


_Row = list[tuple[Element, int]]
"""The cells of a row with their column spans."""


@dataclass(slots=True)
class _Reader:
    """Looks for what a page lays out, from the outside in."""

    text: str
    tables: list[tuple[Span, HtmlTable]] = field(default_factory=list)
    _inserted: dict[int, str] = field(default_factory=dict)
    _labels: list[tuple[Element, Element | None]] = field(default_factory=list)
    """Elements that may be labels, with what follows them."""

    def read(self, root: Element) -> None:
        """Process the whole page."""
        self._enter(root)
        self._label()
        self._title(root)

    @property
    def insertions(self) -> list[tuple[int, str]]:
        """What is inserted, by its place."""
        return sorted(self._inserted.items())

    def _enter(self, element: Element) -> None:
        waiting = [element]
        while waiting:
            at = waiting.pop()
            if at.name == "table":
                continue
            rows, span = _rows(at)
            if rows and self._take(rows, span, is_told=True):
                continue
            taken = self._runs(at)
            self._pairs(at)
            waiting += [child for child in reversed(at.children) if id(child) not in taken]

    def _runs(self, parent: Element) -> set[int]:
        """Take the runs of children that are rows of one table. Returns those that were taken."""
        taken: set[int] = set()
        for run in _equal_rows(parent.children):
            rows = [[(cell, 1) for cell in _cells(row)] for row in run]
            is_told = all(_is_row(row) for row in run)
            if self._take(rows, Span(run[0].start, run[-1].end), is_told=is_told):
                taken |= {id(row) for row in run}
        return taken

    def _take(self, rows: Sequence[_Row], span: Span, *, is_told: bool) -> bool:
        """Keep rows as a table, or their pairs as labels. Returns whether they are a table."""
        width = max(sum(spans for _, spans in row) for row in rows)
        texts = [[self._plain(cell) for cell, _ in row] for row in rows]
        if width < 2 or len(rows) < FEWEST_ROWS or any(len(text) > LONGEST_TEXT for row in texts for text in row):
            return False
        cells = [cell for row in rows for cell, _ in row]
        if self._holds_text(span, cells):
            return False
        if any(_is_card(cell) for cell in cells) or median(len(t) for row in texts for t in row) > LONGEST_CELL:
            return False
        is_headed = _is_headed(texts)
        if width == 2 and is_told and not is_headed:
            self._labels += [(row[0][0], row[1][0]) for row in rows if len(row) == 2]
            return False
        if not is_told and not (width > 2 and len(rows) > FEWEST_ROWS and is_headed):
            return False
        self.tables.append(
            (span, HtmlTable([_html_row(row, rows[-1], is_first=is_headed and not at) for at, row in enumerate(rows)]))
        )
        return True

    def _holds_text(self, span: Span, cells: Sequence[Element]) -> bool:
        """Whether there is text within a range that is in none of its cells."""
        edges = [span.start, *(edge for cell in cells for edge in (cell.start, cell.end)), span.end]
        return any(
            TAG.sub("", self.text[start:end]).strip() for start, end in zip(edges[::2], edges[1::2], strict=True)
        )

    def _pairs(self, parent: Element) -> None:
        """Note the children that may be labels of what follows them."""
        children = parent.children
        flows = parent.display in ("flex", "inline-flex", "grid", "inline-grid")
        for at, child in enumerate(children):
            after = children[at + 1] if at + 1 < len(children) else None
            is_first_words = at == 0 and not child.is_block and bool(self._between(child, parent.inner_end).strip())
            is_beside = not child.is_block and bool(child.names) and after is not None and after.kind != child.kind
            if child.name == "dt" or is_beside or is_first_words:
                self._labels.append((child, after))
            if flows and after is not None and not child.is_block and not after.is_block:
                self._inserted[child.end] = "<br>" if "grid" in parent.display else " "

    def _label(self) -> None:
        """Put a colon behind the labels: words that recur in elements of one look, most of which do."""
        found: defaultdict[object, list[tuple[str, Element, Element | None]]] = defaultdict(list)
        for label, after in {id(label): (label, after) for label, after in self._labels}.values():
            words = self._plain(label)
            parent = label.parent
            if label.name in _HOLDERS or any(inner.is_block for inner in label.within()) or parent is None:
                continue
            found[label.kind, parent.kind if not label.names else None].append((words, label, after))
        for entries in found.values():
            counts = Counter(words for words, _, _ in entries if _may_label(words))
            again = {words for words, count in counts.items() if count >= FEWEST_LABELS}
            if sum(counts[words] for words in again) < max(LABELS_AGAIN * len(counts), len(entries) / 2):
                continue
            for words, label, after in entries:
                if words in again:
                    self._mark(label, after)

    def _title(self, root: Element) -> None:
        """Put the words in bold that the elements of one look begin with on a line of their own, if they differ."""
        alike: defaultdict[object, list[tuple[Element, str]]] = defaultdict(list)
        for element in root.within():
            if element.is_block and element.name not in ("table", "tr", "td", "th") and not _is_card(element):
                alike[element.kind].append((element, self._title_of(element)))
        for entries in alike.values():
            titles = [title for _, title in entries if title]
            if len(titles) < max(FEWEST_LABELS, TITLED * len(entries)) or len(set(titles)) < len(titles):
                continue
            for element, title in entries:
                if title and element.children[0].end not in self._inserted:
                    self._inserted[element.children[0].end] = "<br>"

    def _title_of(self, element: Element) -> str:
        """The words in bold that an element begins with, before a longer text without a sign between; else empty."""
        first = element.children[0] if element.children else None
        if first is None or first.name not in _EMPHASIS or self.text[element.inner : first.start].strip():
            return ""
        title, rest = self._plain(first), self._between(first, element.inner_end)
        is_title = SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and _WORD.search(title) is not None
        return title if is_title and len(rest.strip()) >= SHORTEST_TEXT and not _BEGUN.match(rest) else ""

    def _mark(self, label: Element, after: Element | None) -> None:
        """Insert what parts a label from its content."""
        before = self.text[label.inner : label.inner_end]
        rest = self._between(label, after.end if after is not None else (label.parent or label).inner_end)
        if _ENDED.search(TAG.sub("", before)):
            return
        if not _BEGUN.match(rest) and rest.strip():
            self._inserted[label.inner_end if label.is_block else label.end] = " :" if rest[:1].isspace() else " : "

    def _between(self, element: Element, end: int) -> str:
        """The text behind an element."""
        return TAG.sub("", self.text[element.end : min(end, element.end + LONGEST_TEXT)])

    def _plain(self, element: Element) -> str:
        """The text of an element; of a long one more than `LONGEST_TEXT` characters of its source."""
        source = self.text[element.inner : min(element.inner_end, element.inner + 8 * LONGEST_TEXT)]
        return " ".join(html.unescape(TAG.sub(" ", source)).split())


def _rows(element: Element) -> tuple[list[_Row], Span]:
    """The rows of an element that is laid out as a table, by role, `display: table` or `display: grid`."""
    span = Span(element.start, element.end)
    rows = list(_declared_rows(element, DEEPEST_WRAPPER))
    if rows and (element.role in _TABLE_ROLES or element.display in ("table", "inline-table")):
        return [[(cell, 1) for cell in _cells(row)] for row in rows], span
    tracks = _track_count(element)
    return (_grid_rows(element, tracks), span) if tracks > 1 else ([], span)


def _declared_rows(element: Element, depth: int) -> Iterator[Element]:
    for child in element.children:
        if child.role in _ROW_ROLES or child.display == "table-row":
            yield child
        elif depth and (child.role == "rowgroup" or child.display.endswith("-group")):
            yield from _declared_rows(child, depth - 1)


def _track_count(element: Element) -> int:
    """The number of columns that a grid declares; 0 for any other element, or if the page's width decides."""
    if element.display not in ("grid", "inline-grid"):
        return 0
    template = element.layout.get("grid-template-columns") or element.layout.get("grid-template", "").partition("/")[2]
    if "auto-f" in template:
        return 0
    found = _TRACKS.finditer(template)
    return sum(
        int(f["count"]) * max(1, len(_TRACKS.findall(f["each"]))) if f["count"] else bool(f["track"]) for f in found
    )


def _grid_rows(element: Element, width: int) -> list[_Row]:
    """The children of a grid in its rows; no rows if they do not fill them."""
    wrapped = [child for child in element.children if child.display == "contents"]
    if wrapped:
        return [[(cell, _column_span(cell, width)) for cell in child.children] for child in wrapped]
    rows: list[_Row] = [[]]
    for child in element.children:
        used, span = sum(spans for _, spans in rows[-1]), _column_span(child, width)
        if used + span > width:
            if used < width:
                return []
            rows.append([])
        rows[-1].append((child, span))
    return rows if sum(spans for _, spans in rows[-1]) == width else []


def _column_span(element: Element, width: int) -> int:
    found = _SPAN.search(element.layout.get("grid-column", ""))
    if found is None:
        return 1
    if found["first"]:
        last = int(found["last"] or 0)
        count = int(found["more"] or 0) or (width + 2 + last if last < 0 else last) - int(found["first"])
    else:
        count = int(found["span"])
    return max(1, min(count, width))


def _cells(row: Element) -> list[Element]:
    """The cells of a row, without wrappers that hold all of them."""
    cells = row.children
    for _ in range(DEEPEST_WRAPPER):
        if len(cells) != 1 or len(cells[0].children) < 2:
            break
        cells = cells[0].children
    return cells


def _is_row(element: Element) -> bool:
    """Whether the page lays out an element's children side by side."""
    is_flex = element.display in ("flex", "inline-flex") and "column" not in (
        element.layout.get("flex-direction", "") + element.layout.get("flex-flow", "")
    )
    tracks = _track_count(element)
    return (
        is_flex or element.role in _ROW_ROLES or element.display == "table-row" or tracks == len(element.children) > 1
    )


def _equal_rows(children: Sequence[Element]) -> Iterator[list[Element]]:
    """Runs of neighbours with equally many cells, of the same tag and, but for the first, the same classes."""
    for (name, count), group in groupby(children, key=lambda e: (e.name, len(_cells(e)))):
        run = list(group)
        if count < 2 or name not in ("div", "section", "li", "ul", "ol", "p", "article", "a"):
            continue
        while len(run) >= FEWEST_ROWS:
            alike = sum(row.kind == run[1].kind for row in run[1:])
            if alike == len(run) - 1:
                yield run
            break


def _is_card(cell: Element) -> bool:
    """Whether an element is more than a cell: it holds headings, paragraphs, or several boxes."""
    blocks = [inner for inner in cell.within() if inner.is_block and inner.name not in ("br", "ul", "ol", "li", "hr")]
    return any(inner.name in _OF_CARDS for inner in blocks) or len(blocks) > FEWEST_ROWS


def _is_headed(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds titles: short words without amounts, above cells of which a column has amounts."""
    first, *others = texts
    named = [text for text in first if text]
    are_titles = len(named) * 2 > len(first) and len(set(named)) == len(named) and all(_may_label(t) for t in named)
    columns = ([row[at] for row in others if at < len(row)] for at in range(1 if len(first) == 2 else 0, len(first)))
    figures = any(
        sum(_AMOUNT.fullmatch(text) is not None or text in ("-", "\u2013") for text in column) * 2 > len(column)
        for column in columns
    )
    return are_titles and figures


def _may_label(words: str) -> bool:
    return 1 < len(words) <= LONGEST_LABEL and _WORD.search(words) is not None


def _html_row(row: _Row, last: _Row, *, is_first: bool) -> list[HtmlCell]:
    """A row of a table. It is a header if it is the first and holds titles, or looks otherwise than the last row."""
    is_header = (
        is_first
        or all(cell.role == "columnheader" for cell, _ in row)
        or (
            len(row) == len(last)
            and row is not last
            and all(cell.kind != other.kind and cell.names for (cell, _), (other, _) in zip(row, last, strict=True))
        )
    )
    return [HtmlCell(Span(cell.inner, cell.inner_end), 1, spans, is_header) for cell, spans in row]
