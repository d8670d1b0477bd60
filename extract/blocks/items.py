"""Items of a field: which lines begin an item, continue it, or belong to a lower level.

A researcher counts the items of the outermost list. Its style is the style of its first number. Other styles, deeper
codes (2.1 below 2), letters and bullets below a numbered item are parts of that item. A list that restarts at 1 and is
later followed by the number due before it is an inner list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.grammar.family import family
from extract.grammar.numbering import LIST_LETTERS, Number, NumberStyle, list_number, parse_number
from extract.model.document import Line
from normalize.lexicon import either
from normalize.text import join_lines

_COUNTED = frozenset({NumberStyle.DOT, NumberStyle.CLOSE})
"""Styles that authors mix within one list, as long as the numbers are consecutive."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `number` is the number at the beginning of the first line."""

    lines: tuple[Line, ...]
    number: Number | None

    @property
    def first(self) -> Line:
        """The first line of the paragraph."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item: its printed number (may be empty), its text without the number, and its first line."""

    number: str
    text: str
    line: Line


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Joins lines to paragraphs. A new paragraph begins at a number, a bullet or a gap, or at each of several aims."""
    groups: list[list[Line]] = []
    numbers: list[Number | None] = []
    are_aims = all(line.text.strip().startswith(family().items.aims) for line in lines)
    for line in lines:
        number = list_number(line.text)
        if groups and (_goes_on(line.text, number) or (number is None and not line.gap and not are_aims)):
            groups[-1].append(line)
            continue
        groups.append([line])
        numbers.append(number)
    return [Paragraph(tuple(group), number) for group, number in zip(groups, numbers, strict=True)]


def _goes_on(text: str, number: Number | None) -> bool:
    """Whether a line continues the sentence above, regardless of numbers and gaps."""
    if number is None:
        return text.strip().startswith(family().items.continuations)
    return number.style is NumberStyle.BULLET and number.rest.startswith(family().items.bulleted_continuations)


def items(lines: Sequence[Line]) -> list[RawItem]:
    """The items of the outermost list in `lines`. In a text without a list, each paragraph is an item."""
    parts = listed(_with_own_numbers(lines))
    outer = _outer(parts)
    if not any(outer):
        return [RawItem("", _text(part), part.first) for part in parts]
    found: list[RawItem] = []
    for part, is_item in zip(parts, outer, strict=True):
        if is_item and part.number is not None:
            found.append(RawItem(part.number.printed, _text(part), part.first))
        elif found:
            found[-1] = RawItem(found[-1].number, f"{found[-1].text}\n{part_text(part)}", found[-1].line)
    return found


def _with_own_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a list whose numbers stand behind the code of their project: 1-02.1 ..., 1-02.2 ...."""
    coded = [_CODED.match(line.text) for line in lines]
    found = [match for match in coded if match is not None]
    counts = [int(match["number"]) for match in found]
    is_list = coded and coded[0] is not None and len({match["code"] for match in found}) == 1
    if not is_list or counts != list(range(1, len(counts) + 1)):
        return lines
    return [
        line if match is None else replace(line, text=f"{match['number']}. {line.text[match.end() :]}")
        for line, match in zip(lines, coded, strict=True)
    ]


_CODED = re.compile(r"\s*(?P<code>[^\s.]*[^\s.\d][^\s.]*\d[.\-/])(?P<number>\d{1,2})[.)]?\s+(?=\S)")
"""A code with more than digits, and the number of an item behind it."""


def listed(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a list, those with several items of the outer list on one line split into these."""
    whole = paragraphs(lines)
    style = next((paragraph.number.style for paragraph in whole if paragraph.number is not None), None)
    return [
        piece for paragraph in whole for piece in (_inline(paragraph) if _is_outer(paragraph, style) else [paragraph])
    ]


def _is_outer(paragraph: Paragraph, style: NumberStyle | None) -> bool:
    """Whether a paragraph may hold several items of the outer list, whose first number has this style."""
    number = paragraph.number
    return number is not None and (number.style is style or number.style in _COUNTED)


def _text(part: Paragraph) -> str:
    """The text of the paragraph without its number."""
    first = part.number.rest if part.number else part.first.text.strip()
    return join([first, *(line.text for line in part.lines[1:])])


def part_text(part: Paragraph) -> str:
    """The text of the paragraph with its number, without hard line breaks."""
    return join([line.text.strip() for line in part.lines])


def join(texts: Sequence[str]) -> str:
    """Joins hard-wrapped lines. Thai needs no space between them."""
    return join_lines(texts)


# -- items of the outermost list -----------------------------------------------------------------------------------


def _outer(parts: Sequence[Paragraph]) -> list[bool]:
    numbered = [part.number for part in parts if part.number is not None]
    if not numbered:
        return [False] * len(parts)
    counted = [number for number in numbered if number.style is not NumberStyle.BULLET]
    if not counted:
        return _bullets(parts)
    return _counted(parts, counted[0])


def _bullets(parts: Sequence[Paragraph]) -> list[bool]:
    """Items of a list with only bullets: all bullets, or only the unindented ones if there are any."""
    flat = [part.number is not None and not part.number.indented for part in parts]
    return flat if any(flat) else [part.number is not None for part in parts]


def _counted(parts: Sequence[Paragraph], first: Number) -> list[bool]:
    counter = _Counter(first, [part.number.last for part in parts if part.number and _same(part.number, first)])
    result = [part.number is not None and counter.is_item(part.number) for part in parts]
    return _with_flush_bullets(parts, result)


def _same(number: Number, first: Number) -> bool:
    """Whether a number may belong to the outer list: the same depth, and the same or a compatible style."""
    if number.depth != first.depth:
        return False
    return number.style is first.style or (number.style in _COUNTED and first.style in _COUNTED)


class _Counter:
    """Follows the count of the outer list and detects inner lists printed in the same style."""

    def __init__(self, first: Number, ahead: list[int]) -> None:
        self.first = first
        self.ahead = ahead
        self.seen = 0
        self.last = 0
        self.inner = 0

    def is_item(self, number: Number) -> bool:
        if not _same(number, self.first):
            return False
        if self.first.depth > 1 and number.codes[:-1] != self.first.codes[:-1]:
            return False
        self.seen += 1
        value = number.last
        if value == self.last + 1:
            self.last, self.inner = value, 0
            return True
        if self.inner and value == self.inner + 1:
            self.inner = value
            return False
        if value == 1 and self.last >= 2 and self._goes_on():
            self.inner = 1
            return False
        self.last = max(value, self.last + 1) if value != 1 else 1
        return True

    def _goes_on(self) -> bool:
        """Whether an inner list ends and the outer count then continues."""
        rest = self.ahead[self.seen :]
        if self.last + 1 not in rest:
            return False
        inner = rest[: rest.index(self.last + 1)]
        return inner == list(range(2, len(inner) + 2))


def _with_flush_bullets(parts: Sequence[Paragraph], result: list[bool]) -> list[bool]:
    """Marks unindented bullets at the end of the list as items without number. Bullets of an item are indented."""
    last = max((index for index, is_item in enumerate(result) if is_item), default=-1)
    tail = [(index, part.number) for index, part in enumerate(parts) if index > last and _is_bullet(part)]
    indented = [number.indented for _, number in tail if number is not None]
    if sum(indented) < 2 or not indented[0] or all(indented) or any(indented[indented.index(False) :]):
        return result
    flush = {index for index, number in tail if number is not None and not number.indented}
    return [is_item or index in flush for index, is_item in enumerate(result)]


def _is_bullet(part: Paragraph) -> bool:
    return part.number is not None and part.number.style is NumberStyle.BULLET


# -- several items on one line -------------------------------------------------------------------------------------

_INLINE = re.compile(
    rf"(?<=\s)(?P<open>\(?)\s*(?:(?P<number>\d{{1,2}})|(?P<letter>[{LIST_LETTERS}]))\s?(?P<close>[.)])\s*(?=[^\d\s])"
)
"""A number or letter within a line."""

_REACH_OF_LAW = 24
"""Characters before `(2)` among which the word and the number of a law's section are: มาตรา 9 (2)."""

_SIGNS = {NumberStyle.DOT: ("", "."), NumberStyle.CLOSE: ("", ")"), NumberStyle.PAREN: ("(", ")")}


@cache
def _of_law() -> re.Pattern[str]:
    return re.compile(rf"{either(family().items.of_laws)}\s*\d+\s$")


def _inline(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph `1) ... 2) ... 3) ...` split into its items. Other paragraphs are not split.

    The numbers may also be `1.`, `(1)`, `ก.` or `ก)`.
    """
    number = paragraph.number
    is_letter = number is not None and number.style is NumberStyle.LETTER
    if number is None or number.position != 1 or not (is_letter or (number.style in _SIGNS and number.depth == 1)):
        return [paragraph]
    text = join([line.text.strip() for line in paragraph.lines])
    signs = ("(" * number.printed.startswith("("), number.printed[-1]) if is_letter else _SIGNS[number.style]
    cuts, due = [0], 2
    for match in _INLINE.finditer(text):
        printed = int(match["number"] or 0) or LIST_LETTERS.find(match["letter"] or " ") + 1
        if match["open"] and _of_law().search(text, max(0, match.start() - _REACH_OF_LAW), match.start()):
            continue
        if (match["open"], match["close"]) == signs and bool(match["letter"]) is is_letter and printed == due:
            cuts.append(match.start())
            due += 1
    if due <= 2:
        return [paragraph]
    pieces = [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    first = paragraph.first
    lines = [Line(piece, first.raw, first.place, first.gap, first.confidence) for piece in pieces]
    return [Paragraph((line,), parse_number(line.text)) for line in lines]
