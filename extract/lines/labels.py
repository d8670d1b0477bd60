"""The part of a line that may be a field heading, with any number style: its words, its content, its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from html import unescape

from rapidfuzz.fuzz import ratio

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.reports import report_money
from extract.grammar.terms import compound_field, kind_of, near_field, report_field
from extract.lines.heading_style import heading_number
from extract.lines.marks import Mark, MarkKind
from normalize.lexicon import either
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.remember import remembered
from normalize.text import comparable
from normalize.years import fiscal_span

LONGEST_LABEL = 60
"""Maximum length in characters of a heading."""

LONGEST_RECURRING = 160
"""Characters of a numbered heading that the blocks print again and again."""

LONGEST_COLON_LABEL = 70
"""Maximum number of characters before a colon."""

LONGEST_LINE = 600
"""Maximum number of characters considered of a line with a heading, if no colon follows the heading."""

SHORTEST_FIRST = 8
"""Minimum length in characters of a first word that may be a heading."""

SHORTEST_BARE = 5
LONGEST_FIRST = 24
"""Characters of a first word that may be a heading where no number stands before it."""

_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")

LONGEST_MONEY = 200
"""Characters of a line that tells planned and spent money."""

SAME_OUTLINE = 75
"""Likeness of the words of two such lines, 0 to 100."""

FEWEST_BEGUN = 2
"""Lines of money that begin with the same words, at the least, for another one with these words to be one."""

MOST_OUTLINES = 8
"""Different lines of money that others are compared with."""

Shape = tuple[NumberStyle | None, int]
"""The style and depth of a number; of a bullet, its sign instead of a depth. None and 0 if there is no number."""

SOURCE = "source"
"""The column of where the money comes from, which is no reason for a project: แหล่งที่มาของเงิน."""

LONGEST_BEFORE_STEM = 16
"""Characters before the word that names a field, in a heading of unknown words: แหล่งที่มาของ(งบประมาณ)."""

DASHES = "-‐‑‒–—―−"
_DASH = frozenset(DASHES)
_BEFORE_BULLET = re.compile(r"\A(?:<[^<>]*>|[\s#>_]|\*+(?=\S))+")
"""What a source may have before a bullet: mark-up."""


class How(Enum):
    """The position of a heading on its line."""

    CELL = auto()
    COLON = auto()
    ALONE = auto()
    GLUED = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A line that may be a field heading.

    `index` is the index of its mark. `words` are in comparable form. `key` is the field, if the words are a known
    heading.
    """

    index: int
    words: str
    key: Field | None
    progress: bool
    content: str
    number: Number | None
    shape: Shape
    how: How
    body: str = ""
    """The line without its number."""

    @property
    def first(self) -> str:
        """The words before the first space of the line, if they are long enough for a heading."""
        head = _parts(self.body)[0]
        return without_digits(head) if _may_head(head, self.number) else self.words

    def parted(self) -> Label:
        """The candidate with its first word as heading and the rest as content."""
        head, rest = _parts(self.body)
        key, progress = known_key(head)
        return replace(self, words=without_digits(head), key=key, progress=progress, content=rest, how=How.GLUED)

    @property
    def position(self) -> int:
        """The position of the number in its list. 0 if there is no number."""
        return self.number.position if self.number is not None else 0


def _parts(body: str) -> tuple[str, str]:
    head, _, rest = body.partition(" ")
    return head, rest.strip()


def labels(marks: Sequence[Mark]) -> Iterator[Label]:
    """The lines that may be field headings."""
    short = (mark.line.text for mark in marks if len(mark.line.text) <= LONGEST_MONEY)
    sums = [text for text in short if len(report_money(text)) > 1]
    told = {_outline_of(text) for text in sums} | _begun_alike(sums)
    for index, mark in enumerate(marks):
        if mark.kind in (MarkKind.PART, MarkKind.ORDINAL, MarkKind.LABEL, MarkKind.GROUP) or mark.lost:
            continue
        is_worded = mark.kind is MarkKind.SECTION and mark.line.text.strip()[:1].isalpha()
        if is_worded or (mark.kind is MarkKind.TEXT and mark.sure):
            continue  # แนวทาง 1.2 ...; the money of a table
        if patterns().borders.signature.match(mark.line.text) or (mark.level is not None and not mark.cell):
            continue  # a level word is not a field heading
        if mark.kind is not MarkKind.FIELD and patterns().cells.stated_unit.search(mark.line.text[:LONGEST_LABEL]):
            continue  # (หน่วย : บาท) above a table
        if mark.kind is MarkKind.TEXT and tells_money_of_year(mark.line.text):
            continue  # ปีงบประมาณ พ.ศ. 2566 จำนวน 72,000 บาท
        if mark.kind is MarkKind.TEXT and tells_part(mark.line.text):
            continue  # งวดที่ 1 จำนวน 30,000 บาท
        label = _money_line(index, mark, told) or _label(index, mark)
        if label is not None and (label.key is not None or not _is_beside_label(index, marks)):
            yield replace(label, key=None) if is_counter(index, marks) else label


def _is_beside_label(index: int, marks: Sequence[Mark]) -> bool:
    """Whether a line is in the cell beside a label, and so its content: เชิงปริมาณ : ..."""
    first = index
    while first and not marks[first].cell and marks[first - 1].line.place == marks[index].line.place:
        first -= 1
    return not marks[index].cell and (marks[first].cell or (first > 0 and marks[first - 1].cell))


def is_counter(index: int, marks: Sequence[Mark]) -> bool:
    """Whether a cell with a label has nothing but a number beside it, so that it counts a project or a level."""
    beside = marks[index + 1] if marks[index].cell and index + 1 < len(marks) else None
    return beside is not None and not beside.cell and _COUNTED.fullmatch(beside.line.text.strip()) is not None


def tells_money_of_year(text: str) -> bool:
    """Whether a line has only a year and its money: it is content, however often such lines recur."""
    text = text.strip(" -–•*")
    is_short = len(text) <= LONGEST_MONEY and any(map(str.isdigit, text)) and text.startswith(family().titles.year)
    return is_short and looks_like_money(text) and (bool(parse_money(text).by_year) or bool(fiscal_span(text)))


def tells_part(text: str) -> bool:
    """Whether a line tells one of several parts of a budget, or their sum: งวดที่ 1 จำนวน 30,000 บาท.

    Such lines are content, however often they recur.
    """
    return len(text) <= LONGEST_MONEY and _part().fullmatch(text.strip(" -–•*")) is not None


@cache
def _part() -> re.Pattern[str]:
    sums, units = either(family().totals.sums), either(family().units)
    ordinals = either({ordinal for level in family().levels for ordinal in level.ordinals if ordinal})
    return re.compile(rf"(?:{sums}|\D{{1,20}}?{ordinals}\s*\d{{1,2}})[^\d:]{{0,40}}\d[\d,.]*\s*{units}\W*")


def _money_line(index: int, mark: Mark, told: Collection[str]) -> Label | None:
    """A line of a report that tells the money planned and spent, or one that is made like those and tells none."""
    text = mark.line.text.strip()
    if mark.kind is MarkKind.FIELD or not told or len(text) > LONGEST_MONEY or parse_number(text) is not None:
        return None
    words = _outline_of(text)
    is_begun = _begun(text) in told and bool(report_money(text))
    if not is_begun and not any(
        ratio(words, other, score_cutoff=SAME_OUTLINE) for other in sorted(told)[:MOST_OUTLINES]
    ):
        return None
    return Label(index, "", Field.BUDGET, True, text, None, shape_of(None), How.GLUED)


def _begun(text: str) -> str:
    """What stands before the first amount of a line."""
    return comparable(_DIGITS.split(text, maxsplit=1)[0])


def _begun_alike(texts: Sequence[str]) -> set[str]:
    """The beginnings of lines of money that several have."""
    counts = Counter(map(_begun, texts))
    return {words for words, count in counts.items() if count >= FEWEST_BEGUN and len(words) >= SHORTEST_BARE}


def _outline_of(text: str) -> str:
    """The words of a line of money without the amounts."""
    plain = without_digits(text).replace("0", "")
    for unit in family().units:
        plain = plain.replace(unit, "")
    return plain


def shape_of(number: Number | None, raw: str = "") -> Shape:
    """The shape of a number. `1.` and `1` have the same shape, bullets of different signs in the `raw` text do not."""
    if number is None:
        return (None, 0)
    if number.style is NumberStyle.BULLET:
        sign = _BEFORE_BULLET.sub("", unescape(raw))[:1]
        return (number.style, ord(sign) if sign and not sign.isalnum() and sign not in DASHES else 0)
    style = NumberStyle.DOT if number.style is NumberStyle.BARE else number.style
    return (style, number.depth)


def _label(index: int, mark: Mark) -> Label | None:
    text = mark.line.text.strip()
    if len(text) > LONGEST_LINE and ":" not in text[:LONGEST_COLON_LABEL] and not _ENCLOSED.match(text):
        text = text[:LONGEST_LINE]
    number = heading_number(text)
    body = (number.rest if number is not None else text).strip()
    found = _of_mark(mark, body) or _enclosed(body) or _by_colon(body) or _by_words(body, number)
    if found is None:
        return None
    words, key, progress, content, how = found
    shape = shape_of(number, mark.line.raw)
    return Label(index, without_digits(words), key, progress, content, number, shape, how, body)


_Found = tuple[str, Field | None, bool, str, How]


def _of_mark(mark: Mark, body: str) -> _Found | None:
    """What was recognised from the line alone."""
    if mark.cell:
        words = body.rstrip(" :")
        key, progress = known_key(words)
        return words, key or family().before_colon.exact(words), progress, "", How.CELL
    if mark.kind is not MarkKind.FIELD:
        return None
    if mark.key == Field.BUDGET and not mark.text and body[-1:] in _DASH and body[-2:-1] != ":":
        return body.rstrip(f"{DASHES} "), Field.BUDGET, mark.progress, body[-1], How.GLUED  # no money: งบประมาณ -
    is_glued = mark.glued or bool(mark.text and not mark.words())
    how = How.GLUED if is_glued else How.COLON if ":" in body[:LONGEST_COLON_LABEL] else How.ALONE
    return mark.words(), Field(mark.key), mark.progress, mark.text, how


_ENCLOSED = re.compile(
    r"[\[{<«〔【]\s*(?P<words>[^\W\d][^\[\]{}<>«»〔〕【】]{2,40}?)\s*[\]}>»〕】]\s*[:：]?\s*(?P<content>.*)"
)
"""A heading in brackets of its own, before its content or alone: [วงเงิน] 4,500 บาท."""


def _enclosed(body: str) -> _Found | None:
    found = _ENCLOSED.match(body)
    if found is None or any(map(str.isdigit, found["words"])):
        return None  # [ก-1] is the code of a project
    key, progress = known_key(found["words"])
    return found["words"], key, progress, found["content"].strip(), How.COLON


def _by_colon(body: str) -> _Found | None:
    head, colon, _ = body[: LONGEST_COLON_LABEL + 1].partition(":")
    if not colon or not head.strip():
        return None
    key, progress = known_key(head)
    content = body[len(head) + 1 :]
    is_none = key is Field.BUDGET and content.strip() in _DASH and content.startswith(" ")  # ":-" is one sign
    content = content.strip()
    if not is_none:
        content = content.removeprefix("-").strip()
    if key is None and (kind_of(content) or _tells_money(head, content)):
        key = family().before_colon.exact(head)
    return head, key, progress, content, How.COLON


def _by_words(body: str, number: Number | None) -> _Found | None:
    """A whole line, or, after a number, its beginning."""
    is_short = 0 < len(body) <= LONGEST_LABEL
    key, progress = known_key(body) if is_short else (None, False)
    if key is None and number is not None:
        glued = patterns().announcements.heading.match(body)
        if glued is not None and body[glued.end() :].strip():
            words = comparable(glued[1] or glued[2])
            progress = words in family().progress_prefixes
            return words, family().prefixes[words], progress, body[glued.end() :].strip(), How.GLUED
    first, _, rest = body.partition(" ")
    if key is None and _tells_money(first, rest.strip()):
        return first, Field.BUDGET, False, rest.strip(), How.GLUED
    if key is None and number is not None and rest and _may_head(first, number):
        key, progress = known_key(first)  # misspelt: 2. หลัการและเหตุผล เนื่องจาก...
        if key is not None:
            return first, key, progress, rest.strip(), How.GLUED
    if is_short:
        return body, key, progress, "", How.ALONE
    if number is not None and len(body) <= LONGEST_RECURRING:
        return body, None, False, "", How.ALONE
    return (first, None, False, rest.strip(), How.GLUED) if rest and _may_head(first, number) else None


def _tells_money(first: str, rest: str) -> bool:
    """Whether a short word for money stands before money: งบ  ปีละ 15,000 บาท."""
    is_money = (
        parse_money(rest).status in (MoneyStatus.AMOUNT, MoneyStatus.NONE) if len(rest) <= LONGEST_MONEY else False
    )
    return is_money and family().before_colon.exact(first) is Field.BUDGET


def _may_head(first: str, number: Number | None) -> bool:
    """Whether a line's first word may head a field; without a number before it, it must hold what names one."""
    if number is not None:
        is_known = family().before_colon.exact(first) is not None and not kind_of(first)  # ชื่องาน
        return is_known or SHORTEST_FIRST <= len(first) <= LONGEST_LABEL
    return SHORTEST_BARE <= len(first) <= LONGEST_FIRST and may_name(without_digits(first))


@remembered
def without_digits(words: str) -> str:
    """Words in comparable form, every number as 0."""
    return _DIGITS.sub("0", comparable(words))


@remembered
def known_key(words: str) -> tuple[Field | None, bool]:
    """The field with these words as a known heading, and whether it is a heading of a report."""
    known = family()
    words = words.strip().strip("*_ :").strip()
    if (inside := _inside(words)) is not None:
        return inside, False
    for text in dict.fromkeys((words, _BRACKETED.sub("", words))) if words.endswith(")") else (words,):
        key = known.headings.exact(text)
        if key is None and (progress := known.progress_headings.exact(text)) is not None:
            return progress, True
        if key is None and len(text) <= LONGEST_LABEL and (report := report_field(text)) is not None:
            return report, True
        key = key or near_field(text)
        if key is None and (progress := near_field(text, progress=True)) is not None:
            return progress, True
        key = key or compound_field(text)
        if key is not None:
            return key, False
    return None, False


def _inside(words: str) -> Field | None:
    """The field that a heading names in brackets, if its words before them name none: ผู้เรียน (กลุ่มเป้าหมาย)."""
    found = _BRACKETED.search(words)
    if found is None or family().headings.exact(words[: found.start()]) not in (None, Field.OTHER):
        return None
    return family().headings.exact(found[0].strip(" ()"))


@remembered
def is_misspelt(words: str) -> bool:
    """Whether words are taken for a known heading because they nearly are one."""
    known = family()
    is_known = known.headings.exact(words) is not None or known.progress_headings.exact(words) is not None
    if is_known or report_field(words) is not None:
        return False
    return near_field(words) is not None or near_field(words, progress=True) is not None


@cache
def _stems() -> tuple[tuple[str, Field], ...]:
    """The parts of words that name fields, in comparable form."""
    return tuple((comparable(stem), key) for stem, key in family().stems.items())


@cache
def _times() -> tuple[str, ...]:
    """The words of times that hold the name of a field, in comparable form: ปีงบประมาณ."""
    times = map(comparable, family().items.times)
    return tuple(time for time in times if any(stem in time for stem, key in _stems() if key is not Field.DURATION))


def names_field(words: str) -> bool:
    """Whether words hold what names a field, be it one that is not kept."""
    return _stem().search(words) is not None


def may_name(words: str) -> bool:
    """Whether words, in comparable form, hold what names a field or are a known heading: หน่วยงาน."""
    return names_field(words) or family().headings.exact(words) is not None


def heads_field(words: str) -> bool:
    """Whether words begin with what names a field, perhaps behind a short word: not the last of a sentence's words."""
    found = _stem().search(words)
    return found is not None and found.start() <= LONGEST_BEFORE_STEM


@cache
def _stem() -> re.Pattern[str]:
    return re.compile(either(stem for stem, _ in _stems()))


def begins_as_field(words: str) -> bool:
    """Whether words, in comparable form, begin with what names a field, as an unlisted heading of a form does."""
    return _stem().match(words) is not None


def nearest_field(words: str) -> Field:
    """The field of an unlisted heading, by the first known stem in its words. `other` if it contains none."""
    if not names_field(words) or family().columns.exact(words) == SOURCE:
        return Field.OTHER
    words = without_times(words)
    found = [(at, -len(stem), key) for stem, key in _stems() if (at := words.find(stem)) >= 0]
    return min(found)[2] if found else Field.OTHER


def without_times(words: str) -> str:
    """Words, in comparable form, without those of times that hold the name of a field: a fiscal year is no budget."""
    for time in _times():
        words = words.replace(time, "")
    return words


def planned_part(text: str) -> str:
    """The planned part of a report's budget: the text before the money spent."""
    spent = patterns().cells.spent.search(text)
    before = text[: spent.start()] if spent is not None else ""
    return before if any(character.isdigit() for character in before) else text
