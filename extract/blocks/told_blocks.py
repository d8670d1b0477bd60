"""Projects that are told in sentences: a line that names one, and below it a paragraph with its money and years.

โครงการเวทีหมู่บ้าน
สำนักปลัดจะจัดเวทีหมู่บ้านละครั้ง ระหว่างปี พ.ศ. 2566 - 2568 ใช้งบประมาณปีละ 30,000 บาท ...
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.blocks.bare_values import bare_blocks
from extract.blocks.block_types import HeadingLines, Outline, RawBlock, RawField
from extract.blocks.parallel_paragraphs import parallel_blocks
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle, parse_number
from extract.grammar.patterns import copulas
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind
from extract.lines.plain_dimensions import as_dimension, plain_dimensions
from extract.model.decisions import Decision, Reason
from extract.model.document import Line
from extract.model.plan import Path
from normalize.lexicon import either
from normalize.money import MoneyStatus, parse_money
from normalize.year_mentions import PLAN_YEARS, YearMention, year_mentions
from normalize.years import fiscal_span

FEWEST = 2
"""Projects told so, at the least, where no table names them."""

SHORTEST_PARAGRAPH = 60
LONGEST_NAME = 200
LONGEST_WRAP = 100
"""Characters of a line that a text wraps."""

REACH = 30
"""Characters between two years of one time."""

MOST_LINES = 8
"""Lines of the paragraph, as a text wraps them."""

MOST_KNOWN_LINES = 20
"""Lines of the paragraphs below a name that a table lists, up to the next name, number or gap."""

FEWEST_FACTS = 2
"""Facts that a paragraph below a name of its own tells. Below a name that a table lists, its money is enough."""

FEWEST_ALIKE, ALIKE = 3, 0.6
"""Paragraphs with that many facts, and their share of those below names of one style, for the rest to be projects."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A project's name and the lines of its paragraph, with what they say of each field."""

    name: Line
    lines: list[Line]
    fields: dict[Field, str]
    path: Path
    is_known: bool
    index: int
    """The index of the name's mark."""


def with_told(found: Outline, marks: Sequence[Mark], is_known: Callable[[str], bool]) -> Outline:
    """The outline, with the projects that are told in sentences; a document with blocks of fields has none.

    `is_known` tells whether a text is the name of a project that a table lists.
    """
    if found.blocks:
        return found
    if parallel := parallel_blocks(marks, _paths(found, marks), is_known):
        made = [
            Decision(block.first, "name of a project", Reason.PARALLEL, block.name_lines[0].text)
            for _, block in parallel
        ]
        return replace(found, blocks=[block for _, block in parallel], decisions=[*found.decisions, *made])
    if bare := bare_blocks(marks, _paths(found, marks)):
        made = [Decision(block.first, "name of a project", Reason.PARALLEL, block.name_lines[0].text) for block in bare]
        return replace(found, blocks=bare, decisions=[*found.decisions, *made])
    told = _of_one_style(list(_told(found, marks, is_known)))
    if len(told) < FEWEST and not any(entry.is_known for entry in told):
        return found
    if all(entry.is_known for entry in told) and len({entry.path for entry in told}) == 1:
        told = [replace(entry, path=()) for entry in told]  # told behind all tables: the last heading is not theirs
    found, told = _with_levels(found, told, marks)
    blocks = [_block(entry) for entry in told]
    made = [Decision(entry.name.place, "name of a project", Reason.BEGINS_BLOCK, entry.name.text) for entry in told]
    return replace(found, blocks=blocks, decisions=[*found.decisions, *made])


def _paths(found: Outline, marks: Sequence[Mark]) -> Callable[[int], Path]:
    """Tells the headings in force at a mark."""
    places = {heading.lines[0].place: heading.path for heading in found.headings}
    paths: list[Path] = []
    for mark in marks:
        above = () if mark.kind is MarkKind.PART else paths[-1] if paths else ()
        paths.append(places.get(mark.line.place, above))
    return paths.__getitem__


def _with_levels(found: Outline, told: list[_Told], marks: Sequence[Mark]) -> tuple[Outline, list[_Told]]:
    """The same with the headings of levels that print no word of one."""
    taken = {at for entry in told for at in range(entry.index + 1, entry.index + 1 + len(entry.lines))}
    names = [] if any(entry.is_known for entry in told) else [entry.index for entry in told]
    numbers = plain_dimensions(marks, names, taken) if names else {}
    if not numbers:
        return found, told
    headings = [
        HeadingLines((number,), [as_dimension(marks[at], number).content()], True) for at, number in numbers.items()
    ]
    placed = [
        replace(entry, path=(max(number for at, number in numbers.items() if at < entry.index),)) for entry in told
    ]
    return replace(found, headings=[*found.headings, *headings]), placed


def _told(found: Outline, marks: Sequence[Mark], is_known: Callable[[str], bool]) -> Iterator[_Told]:
    places = {heading.lines[0].place: heading.path for heading in found.headings}
    path: Path = ()
    index = 0
    while index < len(marks):
        mark, at = marks[index], index
        path = () if mark.kind is MarkKind.PART else places.get(mark.line.place, path)
        index += 1
        is_apart = index < len(marks) and marks[index].line.place.spot[:2] == mark.line.place.spot[:2]
        body = _name(mark, is_known, is_apart)
        if not body:
            continue
        known = is_known(body)
        lines = _paragraph(marks[index : index + (MOST_KNOWN_LINES if known else MOST_LINES)], is_known, known)
        fields = _fields(_joined(lines))
        if lines and (not known or Field.BUDGET in fields or len(fields) >= FEWEST_FACTS):
            index += len(lines)
            yield _Told(mark.line, lines, _of_lines(lines) | fields, path, known, at)


def _of_one_style(told: Sequence[_Told]) -> list[_Told]:
    """The projects of which enough is told, and those whose names have the number or bullet of most of these."""
    styles = [_style(entry.name.text) for entry in told]
    sure = [entry.is_known or len(entry.fields) >= FEWEST_FACTS for entry in told]
    counts = Counter(styles)
    alike = Counter(style for style, is_sure in zip(styles, sure, strict=True) if is_sure)
    usual = {style for style, count in alike.items() if count >= max(FEWEST_ALIKE, ALIKE * counts[style])}
    return [
        entry
        for entry, style, is_sure in zip(told, styles, sure, strict=True)
        if is_sure or (style in usual and style is not None)
    ]


def _style(name: str) -> NumberStyle | None:
    number = parse_number(name)
    return number.style if number is not None else None


def _of_lines(lines: Sequence[Line]) -> dict[Field, str]:
    """What paragraphs of their own say: why, before the first one that says anything else, and what for."""
    texts = [line.text.strip() for line in lines]
    aims = [_aims().search(text) for text in texts]
    first = next((at for at, text in enumerate(texts) if aims[at] or _fields(text).keys() - {Field.DURATION}), 0)
    found = {Field.RATIONALE: "\n".join(texts[:first])} if first else {}
    if aim := next((aim for aim in aims if aim), None):
        found[Field.OBJECTIVES] = aim[0].strip()
    return found


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text.strip() for line in lines)


def _name(mark: Mark, is_known: Callable[[str], bool], is_apart: bool) -> str:
    """The name that a line is, without its number; empty if it is none.

    `is_apart`: it is the first words of a paragraph; a bullet may stand before it then.
    """
    text = mark.line.text.strip()
    number = parse_number(text)
    if mark.kind not in (MarkKind.TEXT, MarkKind.SECTION) or len(text) > LONGEST_NAME:
        return ""
    if number is not None and number.style is NumberStyle.BULLET and not is_apart:
        return ""
    body = (number.rest if number is not None else text).strip(" :")
    is_name = bool(kind_of(body)) and not _fields(body)
    return body if is_name or is_known(body) else ""


def _paragraph(marks: Sequence[Mark], is_known: Callable[[str], bool], below_known: bool) -> list[Line]:
    """The lines below a name up to the next name, heading or list; none if they are no paragraph.

    `below_known`: the name is one that a table lists, and all lines up to the next name belong to it.
    """
    lines: list[Line] = []
    for mark in marks:
        text = mark.line.text.strip()
        is_text = mark.kind is MarkKind.TEXT or (mark.kind is MarkKind.FIELD and mark.glued and mark.number is None)
        is_apart = bool(lines) and mark.line.gap and not (below_known and _goes_on(lines, text))
        if not is_text or parse_number(text) is not None or is_apart or (lines and is_known(text)):
            break
        if (kind_of(text) and len(text) < SHORTEST_PARAGRAPH and not _fields(text)) or (
            not below_known and _is_whole(lines)
        ):
            break
        lines.append(mark.line)
    return lines if sum(len(line.text) for line in lines) >= SHORTEST_PARAGRAPH else []


def _goes_on(lines: Sequence[Line], text: str) -> bool:
    """Whether the money of a project that a table lists is still to come, or what is hoped for does."""
    return Field.BUDGET not in _fields(_joined(lines)) or bool(_told_by()[Field.RESULTS].search(text))


def _is_whole(lines: Sequence[Line]) -> bool:
    """Whether a paragraph has ended: it is one line, longer than a wrapped one, or its last line is a short one."""
    lengths = [len(line.text) for line in lines]
    return bool(lengths) and (max(lengths) > LONGEST_WRAP or lengths[-1] * 4 < max(lengths) * 3)


def _block(told: _Told) -> RawBlock:
    block = RawBlock(told.path, told.name.place, name_lines=[told.name])
    block.note_number(0)
    for key, text in told.fields.items():
        heading = Mark(MarkKind.FIELD, told.lines[0], "", key=key)
        block.fields.append(RawField(key, heading, [replace(told.lines[0], text=text, last=told.lines[-1].place)]))
    return block


# -- what a paragraph says ------------------------------------------------------------------------------------------


def _fields(text: str) -> dict[Field, str]:
    """What a paragraph says of a project's fields, in the order of a block."""
    found: dict[Field, str] = {}
    if aim := _aim().search(text):
        found[Field.OBJECTIVES] = aim["aim"]
    for key, pattern in _told_by().items():
        if told := pattern.search(text):
            found[key] = told["said"].strip()
    money = _money().search(text)
    before = text[: money.start()] if money is not None else text
    if years := _years(before) or _years(text):
        found[Field.DURATION] = years
    if money is not None:
        said = f"{years} {money[0]}" if years and parse_money(f"{years} {money[0]}").by_year else money[0]
        if parse_money(said).status in (MoneyStatus.AMOUNT, MoneyStatus.NONE):
            found[Field.BUDGET] = said
    if Field.BUDGET not in found and (said := _only_money(text)):
        found[Field.BUDGET] = said
    if responsible := _responsible().search(text) or _responsible_behind().search(text):
        found[Field.RESPONSIBLE] = responsible["who"].strip()
    return found


def _only_money(text: str) -> str:
    """The words of the only money that a paragraph can mean, or of the sum of its parts, but not of the past."""
    present = _past().sub(" ", text)
    money = parse_money(present)
    if money.status is MoneyStatus.NONE:
        return next((part for part in present.split() if parse_money(part).status is MoneyStatus.NONE), "")
    if money.status is not MoneyStatus.AMOUNT or money.by_year or money.per_year:
        return ""
    parts = _amounts().finditer(present)
    return next((part[0].strip() for part in parts if parse_money(part["amount"]).value == money.value), "")


def _years(text: str) -> str:
    """The part of a text that names the years of a plan."""
    mentions = [mention for mention in year_mentions(text) if mention.year in PLAN_YEARS]
    if not mentions or fiscal_span(text) is None:
        return ""
    first = next(at for at in range(len(mentions)) if _is_one_time(mentions[at:]))  # a law before has a year of its own
    return text[mentions[first].start : mentions[-1].end].strip()


def _is_one_time(mentions: Sequence[YearMention]) -> bool:
    return all(later.start - earlier.end <= REACH for earlier, later in pairwise(mentions))


def _free() -> list[str]:
    """The words for no money; ไม่มี alone may lack anything."""
    stems = [word for word, key in family().stems.items() if key is Field.BUDGET]
    nothing = family().reports.nothing[2:]
    own = [word for word in nothing if any(stem in word for stem in stems)]
    return own + [word + stem for word in nothing for stem in stems]


@cache
def _money() -> re.Pattern[str]:
    """From the word for a budget to the last amount of its sentence, or a budget that is not used."""
    stems = either(word for word, key in family().stems.items() if key is Field.BUDGET)
    unit = either(family().units)
    return re.compile(rf"{either(_free())}|{stems}[^\d]{{0,30}}\d[\d,.]*\s*{unit}(?:.{{0,40}}?\d[\d,.]*\s*{unit})*")


@cache
def _past() -> re.Pattern[str]:
    """Money of the years before, as far as a space or the money itself: ปีก่อนใช้ไป 12,000 บาท."""
    return re.compile(rf"{either(family().cells.past)}[^\d]{{0,30}}\d[\d,.]*\s*{either(family().units)}")


@cache
def _amounts() -> re.Pattern[str]:
    """An amount with the words before it up to a space."""
    return re.compile(rf"(?P<before>[^\s\d]*)\s*(?P<amount>\d[\d,.]*\s*{either(family().units)})")


@cache
def _told_by() -> dict[Field, re.Pattern[str]]:
    """What comes before the text of a field in a sentence, and the text, up to where the sentence goes on."""
    items, stems = family().items, family().stems
    end = rf"(?=\s+{either(items.turns)}|\s*$|\.\s)"
    whom = either(word for word, key in stems.items() if key is Field.TARGET_GROUP)
    return {
        Field.TARGET_GROUP: re.compile(rf"{whom}\s*:?\s*{either(items.means)}\s*(?P<said>\S.{{3,200}}?){end}"),
        Field.LOCATION: re.compile(rf"(?<=\s){either(items.places)}\s*(?P<said>\S.{{3,120}}?){end}"),
        Field.RESULTS: re.compile(rf"{either(items.expects)}\s*(?P<said>\S.{{3,300}}?)\s*$"),
    }


@cache
def _aims() -> re.Pattern[str]:
    """The aims at the end of a paragraph."""
    return re.compile(rf"(?<=\s){either(family().items.aims)}\S(?:(?!{_money().pattern}).)*$")


@cache
def _aim() -> re.Pattern[str]:
    stems = either(word for word, key in family().stems.items() if key is Field.OBJECTIVES)
    return re.compile(rf"{stems}\s*:?\s*(?P<aim>{either(family().items.aims)}\S+)")


@cache
def _responsible() -> re.Pattern[str]:
    """A department before the words that make it responsible: กองคลังเป็นผู้รับผิดชอบ."""
    departments = either(word for word in family().cells.departments if len(word) > 2)
    stems = either(word for word, key in family().stems.items() if key is Field.RESPONSIBLE)
    return re.compile(rf"(?P<who>{departments}(?:(?!{departments})\S){{0,60}}?)\s*{copulas()}{stems}")


@cache
def _responsible_behind() -> re.Pattern[str]:
    """A department behind the words that make it responsible, at the end of its phrase: ผู้รับผิดชอบคือกองช่าง."""
    departments = either(word for word in family().cells.departments if len(word) > 2)
    stems = either(word for word, key in family().stems.items() if key is Field.RESPONSIBLE)
    return re.compile(
        rf"{stems}\S{{0,8}}?\s*(?:{either(family().items.means)}|:)\s*(?P<who>{departments}\S{{0,60}})(?=\s|$)"
    )
