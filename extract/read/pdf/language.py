"""Identifies marks without a code in text layer and font: chooses the mark that yields Thai words everywhere.

An unnamed glyph whose ink is completely above the letters, or completely below the line, can only be one of a few
marks. Each of these is tried for all occurrences of the glyph in the document. The text around each occurrence votes
for the mark with which most of its letters are in words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.read.layout.printed import PrintedLine
from extract.read.pdf.absent_fonts import with_usual_ink
from extract.read.pdf.byte_fonts import RING_AND_AA, decode_bytes
from extract.read.pdf.calls import Calls
from extract.read.pdf.chars import read_chars
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.letters import ABOVE, BELOW, RANK, STAND_INS, TONES, TOPS, UNKNOWN
from extract.read.pdf.naming import FontBook, glyph_box, name_glyphs, needs_names, with_own_names
from extract.read.pdf.thai import page_text
from normalize.script import LETTER, MARK, SARA_AM, SARA_U, SARA_UU
from normalize.thai_words import in_words

FEWEST = 5
"""Minimum number of occurrences with a vote."""

MAJORITY = 0.8
"""Minimum share of votes of the chosen mark. With one mark removed from the sample plans, it gets at least 0.96."""

MOST_PAGES = 40
"""Number of evenly spread pages examined per document. A Thai page has dozens of each common mark."""

MOST_VOTES = 60
"""Number of occurrences examined per glyph."""

REACH = 12
"""Number of letters examined on both sides of an occurrence: the length of the longest common words."""

GRAIN = 20
"""Tolerance for equal ink boxes, in thousandths of the font size, if the font program gives no glyph number."""

ROUNDS = 3
"""Number of further rounds, with the marks found so far inserted."""

_UPPER = "".join(sorted(TONES | TOPS | ABOVE))
_LOWER = SARA_U + SARA_UU
_RUN = re.compile(f"[{LETTER}{STAND_INS[0]}-{STAND_INS[-1]}]+")
_MARKS = re.compile(f"[{MARK}{STAND_INS[0]}-{STAND_INS[-1]}]{{2,}}")

Glyph = tuple[str, str, tuple[int, ...], bool]
"""An unnamed glyph: its font, its code, its number in the font program or else its ink; whether it is below."""


class Speller:
    """Names the marks of one open pypdfium2 document. The document is examined when a page first needs it."""

    def __init__(self, document: Any, book: FontBook) -> None:  # noqa: ANN401 (pypdfium2 has no types)
        self.document = document
        self.book = book
        self._answers: dict[Glyph, str] | None = None

    def named(self, glyphs: Glyphs, calls: Calls, repairs: Counter[str]) -> Glyphs:
        """The glyphs of an open page, with glyphs of meaningless or wrong codes named."""
        glyphs = self._decoded(glyphs, calls, repairs)
        if not needs_names(glyphs, self.book):
            return glyphs
        chars = glyphs.chars()
        name_glyphs(chars, calls, self.book, repairs)
        self._name_marks(chars, calls, repairs)
        return glyphs.renamed(chars)

    def _decoded(self, glyphs: Glyphs, calls: Calls, repairs: Counter[str]) -> Glyphs:
        own = with_own_names(glyphs, calls, self.book, repairs)
        return with_usual_ink(decode_bytes(own, repairs), calls)

    def _name_marks(self, chars: Sequence[Char], calls: Calls, repairs: Counter[str]) -> None:
        """Name the glyphs that `name_glyphs` could not name, in place. Undecided ones remain U+FFFD."""
        found = list(_nameless(chars, calls, self.book))
        if not found:
            return
        if self._answers is None:
            self._answers = self._ask()
        for char, glyph in found:
            if answer := self._answers.get(glyph, ""):
                repairs["font_language"] += 1
                repairs["unmapped"] -= char.unsure
                char.char, char.unsure = answer, False

    def _ask(self) -> dict[Glyph, str]:
        """The meanings of the document's unnamed marks, as far as its text determines them."""
        codes: dict[Glyph, str] = {}
        texts: list[str] = []
        count = len(self.document)
        looks = min(count, MOST_PAGES)
        for index in (at * count // looks for at in range(looks)):
            texts += self._texts(index, codes)
        lower = {code for glyph, code in codes.items() if glyph[3]}
        answers = spell(texts, {code: _LOWER if code in lower else _UPPER for code in codes.values()})
        return {glyph: answers[code] for glyph, code in codes.items() if code in answers}

    def _texts(self, index: int, codes: dict[Glyph, str]) -> Iterator[str]:
        """The lines of a page with unnamed marks, using a different placeholder for each glyph."""
        from pypdfium2 import PdfiumError

        try:
            page = self.document[index]
        except PdfiumError:
            return
        try:
            text_page = page.get_textpage()
            try:
                calls = Calls(self.book.raw, text_page.raw)
                parts, _ = read_chars(page, calls)
                for part in parts:
                    glyphs = self._decoded(part.glyphs, calls, Counter())
                    chars = glyphs.chars()
                    name_glyphs(chars, calls, self.book, Counter())
                    yield from _marked(glyphs, chars, calls, self.book, codes)
            finally:
                text_page.close()
        except PdfiumError:
            return
        finally:
            page.close()


def _marked(
    glyphs: Glyphs, chars: Sequence[Char], calls: Calls, book: FontBook, codes: dict[Glyph, str]
) -> Iterator[str]:
    """The lines with unnamed marks. `chars` are the glyphs with the names known from their fonts."""
    found = list(_nameless(chars, calls, book))
    if not found:
        return
    for char, glyph in found:
        free = [code for code in STAND_INS if (code in BELOW) == glyph[3] and code not in codes.values()]
        if glyph in codes or free:
            char.char, char.unsure = codes.setdefault(glyph, free[0] if free else ""), False
    for line in page_text(glyphs.renamed(chars)).lines:
        if any(set(cluster.text) & set(STAND_INS) for cluster in line.clusters):
            yield _text(line)


def _text(line: PrintedLine) -> str:
    return " ".join(segment.text for segment in line.segments())


def _nameless(chars: Sequence[Char], calls: Calls, book: FontBook) -> Iterator[tuple[Char, Glyph]]:
    """The unnamed characters that can only be marks."""
    for char in chars:
        if char.char != UNKNOWN or char.height <= 0:
            continue
        is_above, is_below = char.bottom < char.y - char.height, char.top > char.y
        box = glyph_box(char, calls) if is_above or is_below else None
        if box is None:
            continue
        program = book.program(char.font)
        numbers = program.matching(box) if program else []
        ink = tuple(numbers) if len(numbers) == 1 else tuple(round(side / GRAIN) for side in box)
        yield char, (char.font_name, calls.code(char.index), ink, is_below)


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
