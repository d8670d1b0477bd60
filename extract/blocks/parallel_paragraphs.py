"""Projects told in one paragraph each, all made alike: what these have in common are the labels of what varies.

ข้อ 1 จะจัด "วันคนตรง" เพื่อชมคนดี ใช้เงิน 5,000 บาท มอบให้สำนักปลัดเป็นผู้ดูแล
ข้อ 2 จะจัด "ตลาดใส" เพื่อบอกราคา ใช้เงิน 8,000 บาท มอบให้กองคลังเป็นผู้ดูแล

No word of a project is needed: what stands behind a label shows its field, or its words or its place do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.blocks.block_types import RawBlock, RawField
from extract.blocks.constant_phrases import FEWEST, Found, constant_phrases
from extract.blocks.label_fields import Part, aims_of, fields_of, is_department, money_of
from extract.blocks.paragraphs import Paragraph, long_paragraphs
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.terms import kind_of
from extract.lines.block_titles import Title
from extract.lines.marks import Mark, MarkKind
from extract.model.plan import Path
from normalize.lexicon import either

MOST_PARAGRAPHS = 600
"""Paragraphs of a document that is no plan beyond them."""

FEWEST_LABELS = 3
"""Labels of a paragraph, at the least."""

FEWEST_FIELDS = 2
"""Fields that the labels of a document have, at the least."""

MOST = 2 / 3
"""Share of the paragraphs in which something must be so."""

WHOLE = 0.75
"""Share of the numbers from the first to the last that paragraphs of projects have, at the least."""

LONGEST_NAME = 200

LABELS_BEFORE = 3
"""Texts between labels that are tried as names, from the first on."""

DIFFERENT = 0.8
"""Share of the paragraphs whose names differ, at the least."""

DEPARTMENT, PLACE, TIME, REST = -1, -2, -3, -4
"""The numbers of the labels of departments, places, times and other texts that have none."""

QUOTE_REACH = 160
"""Characters at the beginning of a paragraph within which its name is quoted."""

LONGEST_MONEY = 40
"""Characters behind a label among which its money is, if a number is right behind it."""

PAID = 0.5
"""Share of the paragraphs that tell money, at the least, unless a table names their projects."""

_QUOTED = re.compile(
    r"[\u201c\u201d\u201e\u00ab\"\u2018]\s*([^\u201c\u201d\u201e\u00ab\u00bb\"\u2019]{4,200}?)\s*[\u201d\u201c\u00bb\"\u2019]"
)
_COUNTED = re.compile(r"[^\s\d]{1,16}\s*(?P<number>\d{1,3})(?![\d,./])")
_EDGES = ' \t\n,;:\u2013\u2014\u201c\u201d"\u2018\u2019\u00ab\u00bb'


def parallel_blocks(
    marks: Sequence[Mark], path_at: Callable[[int], Path], is_known: Callable[[str], bool]
) -> list[tuple[int, RawBlock]]:
    """The blocks that parallel paragraphs are, each with the index of its first mark; empty if there are none.

    `path_at` tells the headings in force at a mark, `is_known` whether a text is the name of a project of a table.
    """
    every = long_paragraphs(marks)
    if not FEWEST <= len(every) <= MOST_PARAGRAPHS:
        return []
    found = constant_phrases([paragraph.text for paragraph in every], FEWEST)
    kept = [paragraph for paragraph, mine in zip(every, found, strict=True) if len(mine) >= FEWEST_LABELS]
    if len(kept) < FEWEST:
        return []
    labels = _without_counts(constant_phrases([paragraph.text for paragraph in kept]), kept)
    both = [(p, mine) for p, mine in zip(kept, labels, strict=True) if len(mine) >= FEWEST_LABELS]
    kept, labels = [p for p, _ in both], [mine for _, mine in both]
    if len(kept) < FEWEST or _is_form(kept, labels) or _are_some(kept):
        return []
    names = _names(kept, labels, is_known)
    parts = [list(_parts(p, mine, name)) for p, mine, name in zip(kept, labels, names, strict=True)]
    parts = _with_departments(_joined_behind(parts))
    called, parts = _without_departments([name.text for name in names], parts)
    keys = fields_of(parts)
    parts, keys = _with_rests(parts, keys)
    named = [name for name in called if name]
    if len(set(keys.values()) - {Field.OTHER}) < FEWEST_FIELDS or len(set(named)) < MOST * len(kept):
        return []
    blocks = [
        (paragraph.index, _block(paragraph, name, mine, keys, path_at(paragraph.index)))
        for paragraph, name, mine in zip(kept, called, parts, strict=True)
        if name
    ]
    paid = sum(bool(block.get(Field.BUDGET)) for _, block in blocks)
    known = sum(map(is_known, named))
    return blocks if max(paid, known) >= PAID * len(blocks) else []


def _is_form(paragraphs: Sequence[Paragraph], labels: Sequence[Sequence[Found]]) -> bool:
    """Whether the labels mostly begin lines: these are no paragraphs, but the fields of a form."""
    places = [(paragraph, each) for paragraph, mine in zip(paragraphs, labels, strict=True) for each in mine[1:]]
    return sum(each.start in paragraph.starts for paragraph, each in places) >= MOST * len(places)


def _are_some(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the numbers of paragraphs leave out many: they are some items of a list, which are alike by chance."""
    positions = {position for paragraph in paragraphs if (position := _position(paragraph.text))}
    return bool(positions) and len(positions) < WHOLE * (max(positions) - min(positions) + 1)


def _position(text: str) -> int:
    """The number of an item, also behind a word: ข้อ 5. 0 if it has none."""
    number = parse_number(text)
    if number is not None:
        return number.position
    counted = _COUNTED.match(text)
    return int(counted["number"]) if counted is not None else 0


# -- labels and what stands behind them -----------------------------------------------------------------------------


def _without_counts(found: Sequence[Sequence[Found]], paragraphs: Sequence[Paragraph]) -> list[list[Found]]:
    """The phrases without those that a number follows but no money: จำนวน 30 คน belongs to the text before it."""
    counts: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for mine, paragraph in zip(found, paragraphs, strict=True):
        for each in mine:
            behind = paragraph.text[each.end :].lstrip()
            every[each.phrase] += 1
            counts[each.phrase] += behind[:1].isdigit() and not money_of(behind[:LONGEST_MONEY])
    return [[each for each in mine if counts[each.phrase] * 2 <= every[each.phrase]] for mine in found]


def _parts(paragraph: Paragraph, found: Sequence[Found], name: _Name) -> Iterator[Part]:
    """The parts of a paragraph without its name; what only counts the paragraph says nothing."""
    for at, each in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(paragraph.text)
        holds_name = each.start < name.end and name.start < end
        start = max(each.end, min(name.end, end)) if holds_name else each.end
        words, text = paragraph.text[each.start : each.end], paragraph.text[start:end].strip(_EDGES)
        is_before = each.start < name.end
        if not is_before or (text and not _counts(text)):
            yield Part(each.phrase, words, text, start)


def _counts(text: str) -> bool:
    """Whether a text is nothing but a number in words: ประการที่ (หนึ่ง)."""
    return text.split(maxsplit=1)[0] in family().counts.words if text.split() else True


def _joined_behind(parts: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The parts, with labels that stand behind their text joined to it: (มอบให้) กองคลัง (เป็นผู้ดูแล)."""
    empty = Counter(part.phrase for mine in parts for part in mine if not part.text)
    every = Counter(part.phrase for mine in parts for part in mine)
    behind = {phrase for phrase, count in empty.items() if count >= MOST * every[phrase]}
    made: list[list[Part]] = []
    for mine in parts:
        joined: list[Part] = []
        for part in mine:
            if part.phrase not in behind or not joined:
                joined.append(part)
                continue
            before = joined[-1]
            clauses = before.text.rsplit(None, 1)
            if len(clauses) > 1 and not _ends_open(clauses[0]):  # its own clause, behind the text of another label
                joined[-1] = replace(before, text=clauses[0])
                joined.append(replace(part, text=clauses[1], at=before.at))
            else:
                joined[-1] = replace(before, words=f"{before.words}{part.words}")
            if part.text:
                joined.append(Part(REST, "", part.text, part.at))
        made.append(joined)
    return made


def _ends_open(text: str) -> bool:
    """Whether a text breaks off: it is a department of several words, or ends with a number that a unit follows."""
    return text[-1:].isdigit() or is_department(text)


def _with_departments(parts: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The parts, with the department in the last clause of one of most paragraphs apart from it."""
    last: defaultdict[int, list[bool]] = defaultdict(list)
    for mine in parts:
        for part in mine:
            head, _, tail = part.text.rpartition(" ")
            last[part.phrase].append(bool(head) and is_department(tail))
    apart = {phrase for phrase, told in last.items() if len(told) >= FEWEST and sum(told) >= MOST * len(told)}
    return [[made for part in mine for made in (_cut(part) if part.phrase in apart else [part])] for mine in parts]


def _without_departments(names: Sequence[str], parts: Sequence[list[Part]]) -> tuple[list[str], list[list[Part]]]:
    """The names and the parts, with the departments that stand behind most names among the parts."""
    behind = [" " in name and is_department(name.rpartition(" ")[2]) for name in names]
    if sum(behind) < MOST * len(names):
        return list(names), list(parts)
    apart: list[str] = []
    told: list[list[Part]] = []
    for name, mine, is_behind in zip(names, parts, behind, strict=True):
        head, _, department = name.rpartition(" ")
        apart.append(head if is_behind else name)
        told.append([Part(DEPARTMENT, "", department, 0), *mine] if is_behind else mine)
    return apart, told


def _with_rests(parts: Sequence[list[Part]], keys: dict[int, Field]) -> tuple[list[list[Part]], dict[int, Field]]:
    """The parts, with what stands behind the money of one and behind the time of one apart: a time, a place."""
    shown = set(keys.values())
    made = [[piece for part in mine for piece in _rests(part, keys.get(part.phrase), shown)] for mine in parts]
    counts = Counter(part.phrase for mine in made for part in mine)
    usual = {phrase for phrase in (PLACE, TIME) if counts[phrase] >= MOST * len(parts)}
    if not usual:
        return list(parts), keys
    kept = [[piece for part in mine for piece in _rests(part, keys.get(part.phrase), shown, usual)] for mine in parts]
    return kept, keys | {PLACE: Field.LOCATION, TIME: Field.DURATION}


def _rests(
    part: Part, key: Field | None, shown: Collection[Field], usual: Collection[int] = (PLACE, TIME)
) -> Iterator[Part]:
    text = part.text
    place = _place().search(text) if key in (Field.BUDGET, Field.DURATION) and Field.LOCATION not in shown else None
    place = place if PLACE in usual else None
    head = text[: place.start()].rstrip() if place is not None else text
    money = money_of(head) if key is Field.BUDGET else head
    rest = head[len(money) :].strip() if money else ""
    if rest and Field.DURATION not in shown and TIME in usual:
        yield replace(part, text=money)
        yield Part(TIME, "", rest, part.at)
    else:
        yield replace(part, text=head)
    if place is not None:
        yield Part(PLACE, "", place["place"].strip(), part.at + place.start())


@cache
def _place() -> re.Pattern[str]:
    """A place at the end of a text, behind a space: ณ ลานวัด, ที่ศาลากลาง."""
    return re.compile(rf"(?<=\s){either((*family().items.places, family().levels[0].ordinals[0]))}\s*(?P<place>\S.*)\Z")


def _cut(part: Part) -> list[Part]:
    head, _, tail = part.text.rpartition(" ")
    if not is_department(tail):
        return [part]
    return [replace(part, text=head), Part(DEPARTMENT, "", tail, part.at + len(head) + 1)]


# -- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a paragraph's project, and its bounds."""

    text: str
    start: int
    end: int


_NO_NAME = _Name("", 0, 0)


def _names(
    paragraphs: Sequence[Paragraph], labels: Sequence[Sequence[Found]], is_known: Callable[[str], bool]
) -> list[_Name]:
    """The name of each paragraph's project: quoted, or else the first text before or behind a label that differs."""
    quoted = [_QUOTED.search(paragraph.text, 0, QUOTE_REACH) for paragraph in paragraphs]
    if sum(found is not None for found in quoted) >= MOST * len(paragraphs):
        return [_Name(found[1], found.start(), found.end()) if found is not None else _NO_NAME for found in quoted]
    for at in range(LABELS_BEFORE):
        names = [_name_at(paragraph, mine, at, is_known) for paragraph, mine in zip(paragraphs, labels, strict=True)]
        texts = [name.text for name in names if name.text and not _counts(name.text)]
        if len(set(texts)) >= DIFFERENT * len(paragraphs):
            return names
    return [_NO_NAME for _ in paragraphs]


def _name_at(paragraph: Paragraph, labels: Sequence[Found], skipped: int, is_known: Callable[[str], bool]) -> _Name:
    """What stands before the first label, or behind it if nothing but a number is before it, or behind a later one."""
    number = parse_number(paragraph.text)
    lead = paragraph.text.find(number.rest) if number is not None and number.rest else 0
    title = Title.of(paragraph.text)
    if title.value and title.body and number is None:
        lead = max(lead, paragraph.text.find(title.body))
    behind = [label for label in labels if label.end > lead]
    bounds = [(lead, behind[0].start if behind else lead)]
    bounds += [(label.end, other.start) for label, other in pairwise(behind)]
    filled = [(start, end) for start, end in bounds if paragraph.text[start:end].strip(_EDGES)]
    if skipped >= len(filled):
        return _NO_NAME
    start, end = filled[skipped]
    name = _named(paragraph.text[start:end].strip(_EDGES), is_known)
    return _Name(name, start, end) if 0 < len(name) <= LONGEST_NAME else _NO_NAME


def _named(text: str, is_known: Callable[[str], bool]) -> str:
    """A name without the words before a copula (เรื่องแรก คือ ค่ายคนดี), and without a department behind it."""
    copula = re.search(rf"\s{either(family().items.means)}\s+(?=\S)", text)
    if copula is not None and not kind_of(text) and not is_known(text):
        text = text[copula.end() :]
    return text


def _block(paragraph: Paragraph, name: str, parts: Sequence[Part], keys: Mapping[int, Field], path: Path) -> RawBlock:
    line = paragraph.marks[0].line
    block = RawBlock(path, line.place, announced=True, name_lines=[replace(line, text=name)])
    title, number = Title.of(paragraph.text), parse_number(paragraph.text)
    block.printed_number = number.printed if number is not None and number.depth else ""
    block.ordinal = number.last if block.printed_number and number is not None else title.value or None
    for part in parts:
        _add(block, paragraph, part, keys.get(part.phrase, Field.OTHER))
    if not block.get(Field.BUDGET):
        _find_money(block, paragraph)
    last = block.fields[-1]
    last.content[-1:] = [replace(line, last=paragraph.marks[-1].line.place) for line in last.content[-1:]]
    return block


def _add(block: RawBlock, paragraph: Paragraph, part: Part, key: Field) -> None:
    aims = aims_of().search(part.words.strip())
    text = f"{aims[0]}{part.text}" if aims is not None and key is Field.OBJECTIVES else part.text
    line = paragraph.line_at(part.at)
    heading = Mark(MarkKind.FIELD, replace(line, text=part.words.strip(_EDGES)), "", key=key, sure=True)
    block.fields.append(RawField(key, heading, [replace(line, text=text.strip())] if text.strip() else []))


def _find_money(block: RawBlock, paragraph: Paragraph) -> None:
    """The money of a paragraph that no label is before: the clause at the end of another field's text that tells it."""
    for entry in block.fields:
        for index, line in enumerate(entry.content):
            starts = [clause.start() for clause in _CLAUSE.finditer(line.text)]
            told = [start for start in starts if money_of(line.text[start:])]
            if told:
                start = _first_of_money(line.text, starts, max(told))
                heading = Mark(MarkKind.FIELD, replace(line, text=""), "", key=Field.BUDGET, sure=True)
                entry.content[index] = replace(line, text=line.text[:start].rstrip())
                block.fields.append(RawField(Field.BUDGET, heading, [replace(line, text=line.text[start:])]))
                return


def _first_of_money(text: str, starts: Sequence[int], last: int) -> int:
    """Where money begins that several clauses tell, a year or an amount each: ใช้ปี 2566 5,000 บาท ปี 2567 8,000 บาท."""
    first = last
    for start, end in reversed(list(pairwise([at for at in starts if at <= last]))):
        clause = text[start:end].strip()
        if not any(map(str.isdigit, clause)) and clause not in family().units:
            break
        first = start if clause not in family().units else first
    return first


_CLAUSE = re.compile(r"(?:(?<=\s)|^)(?=[^\s\d:])")
"""Where a clause begins with a word."""
