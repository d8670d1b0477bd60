"""The paragraphs of a document: lines of text without a gap, and each of them alone where most are of one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.grammar.numbering import parse_number
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line

SHORTEST = 60
"""Characters of a paragraph that tells something."""

FEWEST_OPENERS = 3
"""Lines without a gap that begin alike, for each to begin a paragraph though the first of them does not."""

MOST = 2 / 3
"""Share of the paragraphs that are of one line, for all to be."""

HEAD = 6
"""Characters with which lines begin alike."""


@dataclass(slots=True)
class Paragraph:
    """The marks of a paragraph, its text, and where each of its lines begins in that."""

    marks: list[Mark]
    index: int
    text: str = ""
    starts: list[int] = field(default_factory=list)

    def line_at(self, at: int) -> Line:
        """The line that holds a place of the text."""
        lines = zip(reversed(self.marks), reversed(self.starts), strict=True)
        return next(mark.line for mark, start in lines if start <= at)


def long_paragraphs(marks: Sequence[Mark]) -> list[Paragraph]:
    """The paragraphs that are long enough to tell something."""
    return [paragraph for paragraph in _of_one_line(list(_paragraphs(marks))) if len(paragraph.text) >= SHORTEST]


def _paragraphs(marks: Sequence[Mark]) -> Iterator[Paragraph]:
    """The paragraphs: lines of text without a gap, up to the next that begins as the first of them does."""
    run: list[tuple[int, Mark]] = []
    for index, mark in enumerate(marks):
        is_text = mark.kind is MarkKind.TEXT or (mark.kind is MarkKind.FIELD and not mark.sure)
        if run and (not is_text or mark.line.gap):
            yield from _split(run)
            run = []
        if is_text and not mark.cell:
            run.append((index, mark))
    if run:
        yield from _split(run)


def _of_one_line(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each of its first line alone if most are, as on web pages: what follows is none of theirs."""
    long = [paragraph for paragraph in found if len(paragraph.text) >= SHORTEST]
    if sum(len(_printed(paragraph)) == 1 for paragraph in long) < MOST * len(long):
        return list(found)
    return [made for paragraph in found for made in _printed(paragraph)]


def _printed(paragraph: Paragraph) -> list[Paragraph]:
    """The printed lines of a paragraph, each with the marks that it was cut into."""
    made: list[Paragraph] = []
    for at, mark in enumerate(paragraph.marks):
        if not made or made[-1].marks[-1].line.place != mark.line.place:
            made.append(Paragraph([], paragraph.index + at))
        made[-1].marks.append(mark)
    return [_whole(each) for each in made]


def _split(run: Sequence[tuple[int, Mark]]) -> Iterator[Paragraph]:
    """The paragraphs of lines without a gap: each line that begins as most others do not begins the next."""
    heads = Counter(_head(mark.line.text) for _, mark in run)
    first = _head(run[0][1].line.text)
    if heads[first] == 1:
        first = next((head for head, count in heads.items() if head and count >= FEWEST_OPENERS), "")
    current: Paragraph | None = None
    for index, mark in run:
        if current is None or (first and _head(mark.line.text) == first):
            if current is not None:
                yield _whole(current)
            current = Paragraph([], index)
        current.marks.append(mark)
    if current is not None:
        yield _whole(current)


def _head(text: str) -> str:
    """The first characters of a line, the same for all numbers of one style."""
    number = parse_number(text)
    if number is not None:
        return f"{number.style} {number.depth}"
    return re.sub(r"\d+", "0", text.strip())[:HEAD]


def _whole(paragraph: Paragraph) -> Paragraph:
    for mark in paragraph.marks:
        paragraph.text += " " if paragraph.text else ""
        paragraph.starts.append(len(paragraph.text))
        paragraph.text += mark.line.text.strip()
    return paragraph
