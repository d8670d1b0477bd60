"""Labels that a scan misread, as all other blocks print them: ทำไมต้องทหำ ... for ทำไมต้องทำ ...

Labels in words of the document's own are known by their recurrence alone. One that is misread in a few blocks would be
the label of none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extract.grammar.terms import kind_of
from extract.model.document import Block, Document, Grid, Line, TextSource

FEWEST, MOST = 4, 2
"""Lines that begin with a label, at the least, before different texts or alone; and with a misread one, at the most."""

LENGTH = range(6, 31)
"""Letters of a label."""

_BEGINNING = re.compile(r"[\s\d.()•-]*(?P<words>[^\s\d]+)(?P<rest>.*)", re.DOTALL)


@dataclass(slots=True)
class _Label:
    """How many lines begin with it, and what is behind it."""

    count: int = 0
    rests: set[str] = field(default_factory=set)

    def recurs(self) -> bool:
        """Whether it labels different texts, or none: the words of a name go on in one way."""
        return self.count >= FEWEST and (len(self.rests) >= FEWEST or self.rests == {""})


def with_labels(document: Document) -> Document:
    """The document with the misread labels of scanned lines as the others are."""
    scanned = {page.number for page in document.pages if page.text_source is TextSource.OCR}
    labels: defaultdict[str, _Label] = defaultdict(_Label)
    for block in document.blocks() if scanned else ():
        for part in block.cells if isinstance(block, Grid) else (block,):
            if part.place.page in scanned and (found := _BEGINNING.match(part.text)):
                labels[found["words"]].count += 1
                labels[found["words"]].rests.add(found["rest"].strip())
    misread = _misread(labels)
    if not misread:
        return document
    pages = [
        replace(page, blocks=tuple(_corrected(block, misread) for block in page.blocks)) for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


def _misread(labels: Mapping[str, _Label]) -> dict[str, str]:
    """The label that is meant by words that few lines begin with, of which one letter is another, too many or lost."""
    from rapidfuzz.distance import Levenshtein

    known = [words for words, label in labels.items() if len(words) in LENGTH and label.recurs() and not kind_of(words)]
    misread: dict[str, str] = {}
    for words, label in labels.items():
        if label.count > MOST or len(words) + 1 < LENGTH.start:
            continue
        near = [right for right in known if Levenshtein.distance(words, right, score_cutoff=1) == 1]
        if len(near) == 1:
            misread[words] = near[0]
    return misread


def _corrected(block: Block, misread: Mapping[str, str]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_right(block.text, misread))
    cells = [replace(cell, text=_right(cell.text, misread, is_cell=True)) for cell in block.cells]
    return replace(block, cells=tuple(cells))


def _right(text: str, misread: Mapping[str, str], *, is_cell: bool = False) -> str:
    """The text with its label as the others are. What is alone in a cell is a value."""
    found = _BEGINNING.match(text)
    if found is None or found["words"] not in misread or (is_cell and not found["rest"].strip()):
        return text
    return f"{text[: found.start('words')]}{misread[found['words']]}{found['rest']}"
