"""Marks lines that begin a paragraph because others of the same words do, where the layout alone does not show it.

A line may go on with the one above if that one is nearly full. If the same words begin paragraphs elsewhere in the
document (a heading of a form, a label before a colon, the sum of a level), they do so here, as does a number in the
same style that counts on from the last one. A bullet always does. Words begin a paragraph if there is a gap above them,
or if the line above ends where the first of them would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model.document import Block, Line, Page
from extract.read.markup_terms import markup
from normalize.thai_words import first_word

FEWEST = 2
"""Minimum number of paragraphs elsewhere that begin with the same words."""

FEWEST_SURE, IN_ORDER = 4, 0.8
"""The same for labels without a colon below any text, and the share of their lines in which the label before them is
the same one: the labels of forms are in one order."""

FEWEST_LABELS = 3
"""The same for a label without a colon, below another one."""

SHORTEST = 4
"""Minimum number of letters of such words."""

LONGEST_LABEL = 40
"""Maximum number of characters of a label before a colon."""

FEWEST_COUNTED = 3
"""The same for numbers of one style, with the words before them."""

_COUNTED = re.compile(
    r"(?P<head>(?:[^\s\d]+ ){0,2}[^\s\d]*(?P<number>\d{1,2}(?:[.\-]\d{1,2})*)(?P<sign>[.)]| ?\(\d+\))?)(?= )"
)
"""The number of an entry: `1.2`, `1.1 (2)`, `2)`, `รหัส 1-02`. The last digits count."""

_NUMBERS = re.compile(r"\d[\d,.]*")
_YEARS_BEGUN = re.compile(r"\d{4}\s*[-–—]\s*$")
_YEAR = re.compile(r"\s*\d{2,4}(?!\d)")
_REST = re.compile(r"[-–—]\s*(?:[^\s()]+\s)?\d+\s*\)")
_LABEL = re.compile(rf"([^:]{{{SHORTEST},{LONGEST_LABEL}}}?)\s*:(?!\d)")


def with_recurring_starts(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with `gap` set for the lines whose words begin paragraphs elsewhere, and seldom go on with one."""
    edges = _edges(pages)
    starts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for page in pages:
        before: Line | None = None
        for block in page.blocks:
            if isinstance(block, Line):
                begins = block.gap or (before is not None and _had_room(before, block, edges.get(page.width, 0)))
                (starts if begins else others).update(_keys(block))
            before = block if isinstance(block, Line) else None
    known = {key for key, count in starts.items() if count >= FEWEST and count > others[key]}
    labels = _first_words(pages)
    sure = _sure_labels(pages)
    due = _due(pages)
    return tuple(_marked(page, known, labels, sure, due) for page in pages)


def _due(pages: Sequence[Page]) -> set[int]:
    """The ids of the lines that begin with a number of a style that mostly begins paragraphs, and count on from the
    last such number, or anew."""
    found = [(block, key, number) for page in pages for block in page.blocks for key, number in _counted(block)]
    starts, others = Counter(k for b, k, _ in found if b.gap), Counter(k for b, k, _ in found if not b.gap)
    last: dict[str, int] = {}
    due: set[int] = set()
    for line, key, number in found:
        if number in {1, last.get(key, 0) + 1}:
            last[key] = number
            if starts[key] >= max(FEWEST_COUNTED, others[key] + 1):
                due.add(id(line))
    return due


def _counted(line: Block) -> Iterator[tuple[str, int]]:
    """The style of the number that a line begins with, and the number that counts. A number needs a sign or a word."""
    match = _COUNTED.match(" ".join(line.text.split())) if isinstance(line, Line) else None
    if match is None:
        return
    number = _NUMBERS.findall(match["head"])[-1].rpartition(".")[2]
    is_code = match["sign"] or not match["number"].isdigit() or sum(map(str.isalpha, match["head"])) >= SHORTEST
    if is_code and number.isdigit():
        yield _NUMBERS.sub("0", match["head"]), int(number)


def _first_words(pages: Sequence[Page]) -> set[str]:
    """The first words of many paragraphs that seldom begin other lines: the labels of a form without colons."""
    starts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line) and (label := _first_word(block)):
                (starts if block.gap else others)[label] += 1
    return {label for label, count in starts.items() if count >= FEWEST_LABELS and others[label] <= 1}


def _sure_labels(pages: Sequence[Page]) -> set[str]:
    """The first words of many paragraphs that come in one order: those of forms. A line may begin with one of them
    though the line above is full."""
    words = [(_first_word(block), block.gap) for page in pages for block in page.blocks if isinstance(block, Line)]
    starts, others = Counter(w for w, gap in words if gap), Counter(w for w, gap in words if not gap)
    found = {w for w, count in starts.items() if w and count >= max(FEWEST_SURE, others[w] + 1)}
    order = [word for word, _ in words if word in found]
    before: dict[str, Counter[str]] = {word: Counter() for word in found}
    for above, word in pairwise(order):
        before[word][above] += 1
    return {
        word
        for word, above in before.items()
        if above and above.most_common(1)[0][0] != word and max(above.values()) >= IN_ORDER * above.total()
    }


def _first_word(line: Block) -> str:
    """The text up to the first space, if it is long enough and another text follows."""
    word, _, rest = line.text.strip().partition(" ") if isinstance(line, Line) else ("", "", "")
    return word if rest and sum(map(str.isalpha, word)) >= SHORTEST else ""


def _edges(pages: Sequence[Page]) -> dict[float | None, float]:
    """How far right the lines reach, by the width of the page, in points."""
    edges: dict[float | None, float] = {}
    for page in pages:
        ends = (block.place.box.x1 for block in page.blocks if isinstance(block, Line) and block.place.box is not None)
        edges[page.width] = max([edges.get(page.width, 0), *ends])
    return edges


def _had_room(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would have fitted at the end of the line above, with a space."""
    upper, lower = before.place.box, line.place.box
    text = " ".join(line.text.split())
    if upper is None or lower is None or not text:
        return False
    letter = (lower.x1 - lower.x0) / len(text)
    return upper.x1 + letter * (len(first_word(text)) + 1) < edge


def _marked(page: Page, known: set[str], labels: set[str], sure: set[str], due: set[int]) -> Page:
    changed = {
        id(block)
        for block in page.blocks
        if isinstance(block, Line)
        and not block.gap
        and (id(block) in due or _is_item(block) or _first_word(block) in sure or not known.isdisjoint(_keys(block)))
    }
    for above, block in pairwise(page.blocks):
        is_below = isinstance(above, Line) and isinstance(block, Line) and above.gap and not block.gap
        if is_below and {_first_word(above), _first_word(block)} <= labels:
            changed.add(id(block))
    closing = {id(b) for a, b in pairwise(page.blocks) if isinstance(b, Line) and b.gap and _is_closed_by(a, b)}
    if not changed and not closing:
        return page
    blocks = tuple(
        replace(block, gap=id(block) in changed)
        if isinstance(block, Line) and id(block) in changed | closing
        else block
        for block in page.blocks
    )
    return replace(page, blocks=blocks)


def _is_closed_by(above: Block, line: Line) -> bool:
    """Whether a line begins with the rest of the text in brackets that ends the line above, such as that of years, or
    with the year up to which the line above counts."""
    if not isinstance(above, Line):
        return False
    if _YEARS_BEGUN.search(above.text) and _YEAR.match(line.text):
        return True
    if above.text.count("(") <= above.text.count(")"):
        return False
    return bool(_REST.match(line.text.strip()))


def _is_item(line: Line) -> bool:
    """Whether a line begins with a sign that is always a bullet."""
    found = markup().bullet.match(line.raw.lstrip())
    return found is not None and not found[0][0].isascii()


def _keys(line: Line) -> Iterator[str]:
    """The words of a line, with any number in place of its numbers, and its label before a colon."""
    text = " ".join(line.text.split())
    if sum(c.isalpha() for c in text) >= SHORTEST:
        yield _NUMBERS.sub("0", text)
    if found := _LABEL.match(text):
        yield f"{found[1]}:"
