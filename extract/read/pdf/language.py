"""Identifies marks without a code in text layer and font: chooses the mark that yields Thai words everywhere.

An unnamed glyph whose ink is completely above the letters, or completely below the line, can only be one of a few
marks. Each of these is tried for all occurrences of the glyph in the document. The text around each occurrence votes
for the mark with which most of its letters are in words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np

from extract.read.layout.printed import PrintedLine
from extract.read.pdf.byte_fonts import RING_AND_AA
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import kinds_of
from extract.read.pdf.letters import ABOVE, BELOW, RANK, STAND_INS, TONES, TOPS
from extract.read.pdf.naming import FontBook
from extract.read.pdf.page_glyphs import Glyph, PageGlyphs, read_glyphs
from extract.read.pdf.thai import page_text
from normalize.script import LETTER, MARK, SARA_AM, SARA_U, SARA_UU
from normalize.thai_words import in_words

FEWEST = 5
"""Minimum number of occurrences with a vote."""

MAJORITY = 0.8
"""Minimum share of votes of the chosen mark. With one mark removed from the sample plans, it gets at least 0.96."""

MOST_PAGES = 40
"""Number of evenly spread pages examined per document. A Thai page has dozens of each common mark."""

MOST_VOTES = 30
"""Number of occurrences examined per glyph."""

REACH = 12
"""Number of letters examined on both sides of an occurrence: the length of the longest common words."""

ENOUGH = 4 * MOST_VOTES
"""Number of occurrences of each glyph from which no more are looked for."""

ROUNDS = 3
"""Number of further rounds, with the marks found so far inserted."""

_UPPER = "".join(sorted(TONES | TOPS | ABOVE))
_LOWER = SARA_U + SARA_UU
_RUN = re.compile(f"[{LETTER}{STAND_INS[0]}-{STAND_INS[-1]}]+")
_MARKS = re.compile(f"[{MARK}{STAND_INS[0]}-{STAND_INS[-1]}]{{2,}}")


class Speller:
    """Reads the glyphs of one open pypdfium2 document and names its marks.

    The document is examined when a page first has one that no font names. Each page is read once.
    """

    def __init__(self, document: Any, book: FontBook, layers: bool = False) -> None:  # noqa: ANN401 (no types)
        """`layers`: whether the document has layers."""
        self.document = document
        self.book = book
        self.layers = layers
        self._answers: dict[Glyph, str] | None = None
        self._named: set[int] = set()
        """The pages that are read and have no unnamed mark."""
        self._ahead: dict[int, PageGlyphs] = {}
        """Pages that were examined and are to be read."""

    def read(self, page: Any, index: int) -> PageGlyphs:  # noqa: ANN401
        """The visible glyphs of an open page of the document, with those of meaningless or wrong codes named."""
        found = self._ahead.pop(index, None) or read_glyphs(page, self.book, self.layers)
        if not any(found.nameless):
            self._named.add(index)
            return found
        if self._answers is None:
            self._ahead[index] = found
            self._answers = self._ask()
            found = self._ahead.pop(index)
        for part, nameless in zip(found.parts, found.nameless, strict=True):
            answers = {at: self._answers[glyph] for at, glyph in nameless if glyph in self._answers}
            found.repairs["font_language"] += len(answers)
            found.repairs["unmapped"] -= int(np.count_nonzero(part.glyphs.unsure[list(answers)]))
            part.glyphs = _named(part.glyphs, answers)
        return found

    def _ask(self) -> dict[Glyph, str]:
        """The meanings of the document's unnamed marks, as far as its text determines them."""
        codes: dict[Glyph, str] = {}
        texts: list[str] = []
        seen: Counter[Glyph] = Counter()
        count = len(self.document)
        looks = min(count, MOST_PAGES)
        for index in (at * count // looks for at in range(looks)):
            found = self._look(index)
            for part, nameless in zip(found.parts, found.nameless, strict=True) if found else ():
                if any(seen[glyph] < ENOUGH for _, glyph in nameless):
                    seen.update(glyph for _, glyph in nameless)
                    texts += _marked(part.glyphs, nameless, codes)
        lower = {code for glyph, code in codes.items() if glyph[3]}
        answers = spell(texts, {code: _LOWER if code in lower else _UPPER for code in codes.values()})
        return {glyph: answers[code] for glyph, code in codes.items() if code in answers}

    def _look(self, index: int) -> PageGlyphs | None:
        """The glyphs of a page that may have unnamed marks; None if it was read and has none, or is damaged."""
        from pypdfium2 import PdfiumError

        if index in self._named:
            return None
        if index not in self._ahead:
            try:
                with closing(self.document[index]) as page:
                    self._ahead[index] = read_glyphs(page, self.book, self.layers)
            except PdfiumError:
                return None
        return self._ahead[index]


def _named(glyphs: Glyphs, names: Mapping[int, str]) -> Glyphs:
    """The glyphs with new codes at some places."""
    places, codes, unsure = list(names), glyphs.codes.copy(), glyphs.unsure.copy()
    codes[places], unsure[places] = list(map(ord, names.values())), False
    return replace(glyphs, codes=codes, kinds=kinds_of(codes), unsure=unsure)


def _marked(glyphs: Glyphs, nameless: Sequence[tuple[int, Glyph]], codes: dict[Glyph, str]) -> Iterator[str]:
    """The lines with unnamed marks, using a different placeholder for each glyph."""
    for _, glyph in nameless:
        free = [code for code in STAND_INS if (code in BELOW) == glyph[3] and code not in codes.values()]
        if free:
            codes.setdefault(glyph, free[0])
    for line in page_text(_named(glyphs, {at: codes[glyph] for at, glyph in nameless if glyph in codes})).lines:
        if any(set(cluster.text) & set(STAND_INS) for cluster in line.clusters):
            yield _text(line)


def _text(line: PrintedLine) -> str:
    return " ".join(segment.text for segment in line.segments())


# -- the language -------------------------------------------------------------------------------------------------


def spell(texts: Sequence[str], candidates: Mapping[str, str]) -> dict[str, str]:
    """The meaning of each placeholder in `texts` that has a clear majority of votes.

    `candidates` maps placeholders to possible marks. Frequent ones are decided first, as they help with the others.
    """
    known: dict[str, str] = {}
    seen = Counter(char for text in texts for char in text if char in candidates)
    for _ in range(ROUNDS):
        before = len(known)
        for code, _ in seen.most_common():
            if code not in known and (answer := _elected(_votes(texts, code, candidates[code], known))):
                known[code] = answer
        if len(known) == before:
            break
    return known


def _elected(votes: Counter[str]) -> str:
    """The mark with a clear majority of enough votes; "" for none."""
    if votes.total() < FEWEST:
        return ""
    mark, count = votes.most_common(1)[0]
    return mark if count >= MAJORITY * votes.total() else ""


def _votes(texts: Iterable[str], code: str, marks: str, known: Mapping[str, str]) -> Counter[str]:
    """The votes of a placeholder's occurrences for `marks`. Inconclusive occurrences and ties do not vote."""
    votes: Counter[str] = Counter()
    for around in _occurrences(texts, code):
        filled = "".join(known.get(char, char) for char in around)
        scores = {mark: in_words(put_in(filled, code, mark)) for mark in marks}
        best = max(scores.values())
        winners = [mark for mark, score in scores.items() if score == best]
        if best > 0 and len(winners) == 1:
            votes[winners[0]] += 1
        if votes.total() >= MOST_VOTES:
            break
    return votes


def _occurrences(texts: Iterable[str], code: str) -> Iterator[str]:
    """The letters around each occurrence of a placeholder, each text once: a heading on every page counts once."""
    seen: set[str] = set()
    for text in texts:
        for run in _RUN.findall(text):
            for at in (at for at, char in enumerate(run) if char == code):
                around = run[max(at - REACH, 0) : at + REACH + 1]
                if around not in seen:
                    seen.add(around)
                    yield around


def put_in(text: str, code: str, mark: str) -> str:
    """Replace a placeholder by a mark. Marks of one letter are in storage order, ring and sara aa become sara am."""
    text = _MARKS.sub(lambda found: "".join(sorted(found[0], key=_rank)), text.replace(code, mark))
    return RING_AND_AA.sub(rf"\1{SARA_AM}", text)


def _rank(mark: str) -> int:
    return RANK.get(mark, 4)
