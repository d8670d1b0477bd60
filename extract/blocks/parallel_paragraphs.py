"""Projects told in one paragraph each, all made alike: what the paragraphs have in common are the labels of what varies.

ข้อ 1 จะจัด "วันคนตรง" เพื่อชมคนดี ใช้เงิน 5,000 บาท มอบให้สำนักปลัดเป็นผู้ดูแล
ข้อ 2 จะจัด "ตลาดใส" เพื่อบอกราคา ใช้เงิน 8,000 บาท มอบให้กองคลังเป็นผู้ดูแล

No word of a project is needed: what stands behind a label shows its field, or its words or its place do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extract.blocks.block_types import RawBlock, RawField
from extract.blocks.constant_phrases import FEWEST, Found, constant_phrases
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.block_titles import Title
from extract.lines.hinted_fields import hinted_field
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line
from extract.model.plan import Path
from normalize.calendar import month_pattern
from normalize.lexicon import either
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

SHORTEST = 60
"""Characters of such a paragraph."""

MOST_PARAGRAPHS = 600
"""Paragraphs of a document that is no plan beyond them."""

FEWEST_LABELS = 3
"""Labels of a paragraph, at the least."""

FEWEST_FIELDS = 2
"""Fields that the labels of a document have, at the least."""

MOST = 2 / 3
"""Share of the paragraphs in which something must be so."""

LONGEST_NAME = 200

DEPARTMENT, PLACE, TIME = -1, -2, -3
"""The numbers of the labels of departments, places and times that have none."""

QUOTE_REACH = 160
"""Characters at the beginning of a paragraph within which its name is quoted."""

SHORTEST_REASON = 15
"""Characters on average of the reasons for a project."""

_QUOTED = re.compile(r"[\u201c\u201d\u201e\u00ab\"\u2018]\s*(?P<name>[^\u201c\u201d\u201e\u00ab\u00bb\"\u2019]{4,200}?)\s*[\u201d\u201c\u00bb\"\u2019]")
_EDGES = " \t\n,;:\u2013\u2014\u201c\u201d\"\u2018\u2019\u00ab\u00bb"


@dataclass(slots=True)
class _Paragraph:
    """The marks of a paragraph, its text, and where each of its lines begins in that."""

    marks: list[Mark]
    index: int
    text: str = ""
    starts: list[int] = field(default_factory=list)

    def line_at(self, at: int) -> Line:
        return next(mark.line for mark, start in reversed(list(zip(self.marks, self.starts, strict=True))) if start <= at)


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands behind a label in a paragraph: the number of the label, its words, and the text with its place."""

    phrase: int
    words: str
    text: str
    at: int


def parallel_blocks(
    marks: Sequence[Mark], path_at: Callable[[int], Path], is_known: Callable[[str], bool]
) -> list[tuple[int, RawBlock]]:
    """The blocks that parallel paragraphs are, each with the index of its first mark; empty if there are none.

    `path_at` tells the headings in force at a mark, `is_known` whether a text is the name of a project of a table.
    """
    every = [paragraph for paragraph in _of_one_line(list(_paragraphs(marks))) if len(paragraph.text) >= SHORTEST]
    if not FEWEST <= len(every) <= MOST_PARAGRAPHS:
        return []
    found = constant_phrases([paragraph.text for paragraph in every], FEWEST)
    kept = [paragraph for paragraph, mine in zip(every, found, strict=True) if len(mine) >= FEWEST_LABELS]
    if len(kept) < FEWEST:
        return []
    labels = _without_counts(constant_phrases([paragraph.text for paragraph in kept]), kept)
    both = [(p, mine) for p, mine in zip(kept, labels, strict=True) if len(mine) >= FEWEST_LABELS]
    kept, labels = [p for p, _ in both], [mine for _, mine in both]
    if len(kept) < FEWEST or _is_form(kept, labels):
        return []
    names = _names(kept, labels, is_known)
    parts = [list(_parts(p, mine, name[1])) for p, mine, name in zip(kept, labels, names, strict=True)]
    parts = _with_departments(_joined_behind(parts))
    names, parts = _without_departments(names, parts)
    keys = _keys(parts)
    parts, keys = _with_rests(parts, keys)
    named = [name for name, _ in names if name]
    if len({key for key in keys.values()} - {Field.OTHER}) < FEWEST_FIELDS or len(set(named)) < MOST * len(kept):
        return []
    return [
        (paragraph.index, _block(paragraph, name, mine, keys, path_at(paragraph.index)))
        for paragraph, (name, _), mine in zip(kept, names, parts, strict=True)
        if name
    ]


# -- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphs(marks: Sequence[Mark]) -> Iterator[_Paragraph]:
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


def _of_one_line(found: Sequence[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs, each of its first line alone if most are, as on web pages: what follows is none of theirs."""
    long = [paragraph for paragraph in found if len(paragraph.text) >= SHORTEST]
    if sum(len(_printed(paragraph)) == 1 for paragraph in long) < MOST * len(long):
        return list(found)
    return [made for paragraph in found for made in _printed(paragraph)]


def _printed(paragraph: _Paragraph) -> list[_Paragraph]:
    """The printed lines of a paragraph, each with the marks that it was cut into."""
    made: list[_Paragraph] = []
    for at, mark in enumerate(paragraph.marks):
        if not made or made[-1].marks[-1].line.place != mark.line.place:
            made.append(_Paragraph([], paragraph.index + at))
        made[-1].marks.append(mark)
    return [_whole(each) for each in made]


def _split(run: Sequence[tuple[int, Mark]]) -> Iterator[_Paragraph]:
    """The paragraphs of lines without a gap: each line that begins as most others do not begins the next."""
    heads = Counter(_head(mark.line.text) for _, mark in run)
    first = _head(run[0][1].line.text)
    if heads[first] == 1:
        first = next((head for head, count in heads.items() if head and count >= FEWEST), "")
    current: _Paragraph | None = None
    for index, mark in run:
        if current is None or (first and _head(mark.line.text) == first):
            if current is not None:
                yield _whole(current)
            current = _Paragraph([], index)
        current.marks.append(mark)
    if current is not None:
        yield _whole(current)


HEAD = 6
"""Characters with which lines begin alike."""


def _head(text: str) -> str:
    """The first characters of a line, the same for all numbers of one style."""
    number = parse_number(text)
    if number is not None:
        return f"{number.style} {number.depth}"
    return re.sub(r"\d+", "0", text.strip())[:HEAD]


def _whole(paragraph: _Paragraph) -> _Paragraph:
    for mark in paragraph.marks:
        paragraph.text += " " if paragraph.text else ""
        paragraph.starts.append(len(paragraph.text))
        paragraph.text += mark.line.text.strip()
    return paragraph


def _is_form(paragraphs: Sequence[_Paragraph], labels: Sequence[Sequence[Found]]) -> bool:
    """Whether the labels mostly begin lines: these are no paragraphs, but the fields of a form."""
    places = [(paragraph, each) for paragraph, mine in zip(paragraphs, labels, strict=True) for each in mine[1:]]
    return sum(each.start in paragraph.starts for paragraph, each in places) >= MOST * len(places)


# -- labels and what stands behind them -----------------------------------------------------------------------------


def _without_counts(found: Sequence[Sequence[Found]], paragraphs: Sequence[_Paragraph]) -> list[list[Found]]:
    """The phrases without those that a number follows but no money: จำนวน 30 คน belongs to the text before it."""
    counts: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for mine, paragraph in zip(found, paragraphs, strict=True):
        for each in mine:
            behind = paragraph.text[each.end :].lstrip()
            every[each.phrase] += 1
            counts[each.phrase] += behind[:1].isdigit() and not _money_of(behind[:LONGEST_MONEY])
    return [[each for each in mine if counts[each.phrase] * 2 <= every[each.phrase]] for mine in found]


LONGEST_MONEY = 40


def _parts(paragraph: _Paragraph, found: Sequence[Found], named_to: int) -> Iterator[_Part]:
    """The parts of a paragraph behind its name, which ends at `named_to`."""
    for at, each in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(paragraph.text)
        start = max(each.end, min(named_to, end))
        words = paragraph.text[each.start : each.end]
        if each.start >= named_to or paragraph.text[start:end].strip(_EDGES):
            yield _Part(each.phrase, words, paragraph.text[start:end].strip(_EDGES), start)


def _joined_behind(parts: Sequence[Sequence[_Part]]) -> list[list[_Part]]:
    """The parts, with labels that stand behind their text joined to it: (มอบให้) กองคลัง (เป็นผู้ดูแล)."""
    empty = Counter(part.phrase for mine in parts for part in mine if not part.text)
    every = Counter(part.phrase for mine in parts for part in mine)
    behind = {phrase for phrase, count in empty.items() if count >= MOST * every[phrase]}
    made: list[list[_Part]] = []
    for mine in parts:
        joined: list[_Part] = []
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
        made.append(joined)
    return made


def _ends_open(text: str) -> bool:
    """Whether a text breaks off: it is a department of several words, or ends with a number that a unit follows."""
    return text[-1:].isdigit() or patterns().cells.department.match(text) is not None


def _with_departments(parts: Sequence[Sequence[_Part]]) -> list[list[_Part]]:
    """The parts, with the department in the last clause of one of most paragraphs apart from it."""
    last: defaultdict[int, list[bool]] = defaultdict(list)
    for mine in parts:
        for part in mine:
            head, _, tail = part.text.rpartition(" ")
            last[part.phrase].append(bool(head) and _is_department(tail))
    apart = {phrase for phrase, told in last.items() if len(told) >= FEWEST and sum(told) >= MOST * len(told)}
    return [[made for part in mine for made in (_cut(part) if part.phrase in apart else [part])] for mine in parts]




def _without_departments(
    names: Sequence[tuple[str, int]], parts: Sequence[list[_Part]]
) -> tuple[list[tuple[str, int]], list[list[_Part]]]:
    """The names and the parts, with the departments that stand behind most names among the parts."""
    behind = [bool(name) and _is_department(name.rpartition(" ")[2]) and " " in name for name, _ in names]
    if sum(behind) < MOST * len(names):
        return list(names), list(parts)
    told = [
        (name.rpartition(" ")[0], [_Part(DEPARTMENT, "", name.rpartition(" ")[2], 0), *mine]) if is_behind else (name, mine)
        for (name, _), mine, is_behind in zip(names, parts, behind, strict=True)
    ]
    return [(name, end) for (name, _), (_, end) in zip(told, names, strict=True)], [mine for _, mine in told]


def _with_rests(
    parts: Sequence[list[_Part]], keys: dict[int, Field]
) -> tuple[list[list[_Part]], dict[int, Field]]:
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
    part: _Part, key: Field | None, shown: Collection[Field], usual: Collection[int] = (PLACE, TIME)
) -> Iterator[_Part]:
    text = part.text
    place = _place().search(text) if key in (Field.BUDGET, Field.DURATION) and Field.LOCATION not in shown else None
    place = place if PLACE in usual else None
    head = text[: place.start()].rstrip() if place is not None else text
    money = _money_of(head) if key is Field.BUDGET else head
    rest = head[len(money) :].strip() if money else ""
    if rest and Field.DURATION not in shown and TIME in usual:
        yield replace(part, text=money)
        yield _Part(TIME, "", rest, part.at)
    else:
        yield replace(part, text=head)
    if place is not None:
        yield _Part(PLACE, "", place["place"].strip(), part.at + place.start())


@cache
def _place() -> re.Pattern[str]:
    """A place at the end of a text, behind a space: ณ ลานวัด, ที่ศาลากลาง."""
    return re.compile(rf"(?<=\s){either((*family().items.places, family().levels[0].ordinals[0]))}\s*(?P<place>\S.*)\Z")


def _cut(part: _Part) -> list[_Part]:
    head, _, tail = part.text.rpartition(" ")
    if not _is_department(tail):
        return [part]
    return [replace(part, text=head), _Part(DEPARTMENT, "", tail, part.at + len(head) + 1)]


# -- fields ---------------------------------------------------------------------------------------------------------


def _keys(parts: Sequence[Sequence[_Part]]) -> dict[int, Field]:
    """The field of each label, by what stands behind it, by its words, or by its place."""
    texts: dict[int, list[str]] = {}
    words: dict[int, str] = {}
    for part in (part for mine in parts for part in mine):
        texts.setdefault(part.phrase, []).append(part.text)
        words[part.phrase] = max(words.get(part.phrase, ""), part.words, key=len)
    keys: dict[int, Field] = {}
    for told in (_by_content, _by_words):
        for phrase, mine in texts.items():
            key = told(words[phrase], mine) if phrase not in keys else None
            if key is not None and (key is Field.BUDGET or key not in keys.values()):
                keys[phrase] = key
    return keys | _by_place(parts, keys, texts)


def _by_content(words: str, texts: Sequence[str]) -> Field | None:
    filled = [text for text in texts if text]
    shown: Mapping[Field, Callable[[str], bool]] = {
        Field.BUDGET: lambda text: bool(_money_of(text)),
        Field.RESPONSIBLE: _is_department,
        Field.OBJECTIVES: lambda text: text.startswith(family().items.aims),
        Field.DURATION: _is_time,
    }
    if words.lstrip().startswith(family().items.aims):
        return Field.OBJECTIVES
    return next((key for key, fits in shown.items() if filled and sum(map(fits, filled)) >= MOST * len(filled)), None)


def _by_words(words: str, _texts: Sequence[str]) -> Field | None:
    return hinted_field(words)


def _by_place(
    parts: Sequence[Sequence[_Part]], keys: Mapping[int, Field], texts: Mapping[int, Sequence[str]]
) -> dict[int, Field]:
    """The fields of labels that show none: the last has the results, the one before the objectives the reasons."""
    found: dict[int, Field] = {}
    last = Counter(mine[-1].phrase for mine in parts if mine)
    before = Counter(
        first.phrase
        for mine in parts
        for first, second in zip(mine, mine[1:], strict=False)
        if keys.get(second.phrase) is Field.OBJECTIVES
    )
    for counts, key, shortest in ((last, Field.RESULTS, 0), (before, Field.RATIONALE, SHORTEST_REASON)):
        phrase, count = counts.most_common(1)[0] if counts else (DEPARTMENT, 0)
        is_open = phrase not in keys and phrase not in found and key not in keys.values()
        is_long = sum(map(len, texts.get(phrase, ()))) >= shortest * len(texts.get(phrase, ()))
        if is_open and is_long and count >= MOST * len(parts):
            found[phrase] = key
    return found


def _is_department(text: str) -> bool:
    return patterns().cells.department.match(text) is not None


def _is_time(text: str) -> bool:
    head = text[:LONGEST_TIME]
    return bool(_month().search(head) or fiscal_span(head) or any(word in head for word in family().items.times))


LONGEST_TIME = 60


@cache
def _aims() -> re.Pattern[str]:
    """The words of an aim, with which a label begins or which end it."""
    aims = either(family().items.aims)
    return re.compile(rf"\A{aims}.*|{aims}\Z")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(month_pattern())


def _money_of(text: str) -> str:
    """The money with which a text begins, in its first clauses; empty if there is none."""
    clauses = list(re.finditer(r"\S+", text))
    best = ""
    for clause in clauses[:MONEY_CLAUSES]:
        said = text[: clause.end()]
        money = parse_money(said)
        has_unit = any(unit in said for unit in family().units)
        if money.status is MoneyStatus.NONE or (money.status is MoneyStatus.AMOUNT and has_unit):
            best = said
        elif best:
            break
    return best


MONEY_CLAUSES = 24


# -- blocks ---------------------------------------------------------------------------------------------------------


def _names(
    paragraphs: Sequence[_Paragraph], labels: Sequence[Sequence[Found]], is_known: Callable[[str], bool]
) -> list[tuple[str, int]]:
    """The name of each paragraph's project and where it ends: quoted, or else what its first label leads to."""
    quoted = [_QUOTED.search(paragraph.text, 0, QUOTE_REACH) for paragraph in paragraphs]
    if sum(found is not None for found in quoted) >= MOST * len(paragraphs):
        return [(found["name"], found.end()) if found is not None else ("", 0) for found in quoted]
    ends = [_first_end(paragraph, mine) for paragraph, mine in zip(paragraphs, labels, strict=True)]
    found = []
    for paragraph, mine, (start, end) in zip(paragraphs, labels, ends, strict=True):
        name = _named(paragraph.text[start:end].strip(_EDGES), is_known)
        found.append((name if len(name) <= LONGEST_NAME else "", end if name else 0))
    return found


def _first_end(paragraph: _Paragraph, labels: Sequence[Found]) -> tuple[int, int]:
    """The bounds of what stands before the first label, or behind it if nothing but a number is before it."""
    number = parse_number(paragraph.text)
    lead = paragraph.text.find(number.rest) if number is not None and number.rest else 0
    title = Title.of(paragraph.text)
    if title.value and title.body and number is None:
        lead = max(lead, paragraph.text.find(title.body))
    first, *rest = [label for label in labels if label.end > lead]
    if paragraph.text[lead : first.start].strip(_EDGES):
        return lead, first.start
    return first.end, rest[0].start if rest else len(paragraph.text)


def _named(text: str, is_known: Callable[[str], bool]) -> str:
    """A name without the words before a copula (เรื่องแรก คือ ค่ายคนดี), and without a department behind it."""
    copula = re.search(rf"\s{either(family().items.means)}\s+(?=\S)", text)
    if copula is not None and not kind_of(text) and not is_known(text):
        text = text[copula.end() :]
    return text


def _block(
    paragraph: _Paragraph, name: str, parts: Sequence[_Part], keys: Mapping[int, Field], path: Path
) -> RawBlock:
    line = paragraph.marks[0].line
    block = RawBlock(path, line.place, announced=True, name_lines=[replace(line, text=name)])
    title, number = Title.of(paragraph.text), parse_number(paragraph.text)
    block.printed_number = number.printed if number is not None and number.depth else ""
    block.ordinal = number.last if block.printed_number and number is not None else title.value or None
    for part in parts:
        _add(block, paragraph, part, keys.get(part.phrase, Field.RESPONSIBLE if part.phrase == DEPARTMENT else Field.OTHER))
    if not block.get(Field.BUDGET):
        _find_money(block, paragraph)
    last = block.fields[-1]
    last.content[-1:] = [replace(line, last=paragraph.marks[-1].line.place) for line in last.content[-1:]]
    return block


def _add(block: RawBlock, paragraph: _Paragraph, part: _Part, key: Field) -> None:
    aims = _aims().search(part.words.strip())
    text = f"{aims[0]}{part.text}" if aims is not None and key is Field.OBJECTIVES else part.text
    line = paragraph.line_at(part.at)
    heading = Mark(MarkKind.FIELD, replace(line, text=part.words.strip(_EDGES)), "", key=key, sure=True)
    block.fields.append(RawField(key, heading, [replace(line, text=text.strip())] if text.strip() else []))


def _find_money(block: RawBlock, paragraph: _Paragraph) -> None:
    """The money of a paragraph that no label is before: the clause at the end of another field's text that tells it."""
    for entry in block.fields:
        for index, line in enumerate(entry.content):
            starts = [clause.start() for clause in _CLAUSE.finditer(line.text)]
            told = [start for start in starts if _money_of(line.text[start:])]
            if told:
                start = max(told)
                heading = Mark(MarkKind.FIELD, replace(line, text=""), "", key=Field.BUDGET, sure=True)
                entry.content[index] = replace(line, text=line.text[:start].rstrip())
                block.fields.append(RawField(Field.BUDGET, heading, [replace(line, text=line.text[start:])]))
                return


_CLAUSE = re.compile(r"(?:(?<=\s)|^)(?=[^\s\d:])")
"""Where a clause begins with a word."""
