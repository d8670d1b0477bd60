"""Lines that recur in the blocks of a form and are no headings by its numbers: captions, asides, lines of money."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import list_number, parse_number
from extract.grammar.patterns import patterns
from extract.lines.labels import (
    LONGEST_COLON_LABEL,
    LONGEST_LABEL,
    Shape,
    heads_field,
    known_key,
    names_field,
    nearest_field,
    planned_part,
    shape_of,
    tells_money_of_year,
    without_digits,
)
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS
from normalize.money import MoneyStatus, parse_money

CAPTION_REACH = 3
"""Lines above a block's first heading among which the title of its form stands."""

LONGEST_MONEY_LINE = 300
"""Characters of a line that tells a project's money."""


def captions(marks: Sequence[Mark], made: Mapping[int, Mark], begins: Sequence[int]) -> dict[int, Mark]:
    """Lines that stand above most blocks and nowhere else, as the title of a form does: they announce a block.

    `made` are the headings by their index, `begins` the indices of those with which a block begins.
    """
    above = {
        index: without_digits(mark.line.text)
        for first in begins
        for index in _lines_above(made, first)
        if (mark := marks[index]).kind is MarkKind.TEXT
        and list_number(mark.line.text) is None
        and not (index - 1 in made and made[index - 1].kind is MarkKind.FIELD and not made[index - 1].text)
    }
    counts = Counter(above.values())
    everywhere = Counter(shape for m in marks if (shape := without_digits(m.line.text)) in counts)
    found = {s for s, n in counts.items() if n >= FEWEST_BLOCKS and n * 5 >= len(begins) * 3 and everywhere[s] == n}
    return {index: _caption(marks[index]) for index, shape in above.items() if shape in found}


def _lines_above(made: Mapping[int, Mark], first: int) -> range:
    """The indices of the lines above a block that no heading of the block before is below."""
    end = _name_above(made, first)
    start = max(0, first - CAPTION_REACH)
    return range(max((index + 1 for index in range(start, end) if index in made), default=start), end)


def _name_above(made: Mapping[int, Mark], first: int) -> int:
    """The index of the line above a block's first heading that names it; of that heading if none does."""
    above = range(max(0, first - CAPTION_REACH - 1), first)
    return next((index for index in above if index in made and made[index].key == Field.NAME), first)


def _caption(mark: Mark) -> Mark:
    ordinal = patterns().announcements.ordinal.search(mark.line.text)
    number = int(ordinal["number"] or 0) if ordinal is not None else 0
    return Mark(MarkKind.LABEL, mark.line, "", value=number, sure=True)


def asides(marks: Sequence[Mark], made: Mapping[int, Mark]) -> dict[int, Mark]:
    """Headings without a number among numbered ones: in most blocks they stand between the same two, text around them.

    Their words must hold what names a field. Sentences below a field of one paragraph that begin alike in most blocks,
    with what names a field that is not kept, are no part of it.
    """
    fields = [index for index, mark in sorted(made.items()) if mark.kind is MarkKind.FIELD]
    numbered = [index for index in fields if made[index].number is not None] or fields
    if not numbered:
        return {}
    places: defaultdict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for before, after in pairwise(numbered):
        between = (marks[before].words(), marks[after].words())
        for index, words in _bare(marks, made, before, after):
            places[words][index] = between
    counts = Counter(made[index].key for index in numbered)
    blocks = max(counts.values())
    headed = {key for key, count in counts.items() if count * 5 >= blocks * 3 and key != Field.OTHER}
    found: dict[int, Mark] = {}
    for words, at in places.items():
        if known_key(words)[0] is None and nearest_field(words) in headed:
            continue  # a sentence with a word of a field that has its own heading: แบ่งหน้าที่ความรับผิดชอบ
        most = Counter(at.values()).most_common(1)[0][1]
        if len(at) >= FEWEST_BLOCKS and len(at) * 2 >= blocks and most * 5 >= len(at) * 3:
            found |= {index: _aside(marks[index], words) for index in at}
    return found


def _bare(marks: Sequence[Mark], made: Mapping[int, Mark], before: int, after: int) -> Iterator[tuple[int, str]]:
    """The lines between two headings that may be one without a number, with their words in comparable form."""
    for index in range(before + 1, after):
        text = marks[index].line.text.strip()
        head, colon, content = text[: LONGEST_COLON_LABEL + 1].partition(":")
        is_label = bool(content.strip()) if colon else len(text) <= LONGEST_LABEL and index + 1 < after
        is_content = index - 1 in made and not made[index - 1].text
        if index in made or is_content or parse_number(text) is not None or tells_money_of_year(text):
            continue
        words = without_digits(head)
        is_group = (known_key(head)[0] or nearest_field(words)) is made[before].key  # ผลลัพธ์ within ผลผลิต/ผลลัพธ์
        heads = names_field(words) if colon else heads_field(words)
        is_label = is_label and made[before].number is not None and heads and not is_group
        if not is_label:
            words = _sentence(text) if made[before].key in family().short else ""
        if words:
            yield index, words


def _sentence(text: str) -> str:
    """The first word of a line that tells what no field keeps, below a field of one paragraph; else empty."""
    words = without_digits(text.partition(" ")[0])
    return words if names_field(words) and nearest_field(words) is Field.OTHER else ""


def _aside(mark: Mark, words: str) -> Mark:
    head, colon, content = mark.line.text.partition(":")
    is_whole = without_digits(head) == words
    key = known_key(head)[0] or nearest_field(words) if is_whole else Field.OTHER
    text = content if colon else "" if is_whole else mark.line.text
    return Mark(MarkKind.FIELD, mark.line, text.strip(), key=key, sure=True)


def colon_labels(marks: Sequence[Mark], made: Mapping[int, Mark]) -> dict[int, Mark]:
    """Unknown words before a colon right below such a heading without number, in most blocks: those of the head of a
    form, where the others are numbered. ลักษณะ : โครงการใหม่ below ชื่อ : โครงการค่ายคนดี.
    """
    found: dict[int, str] = {}
    heads: Counter[str] = Counter()
    above = ""
    for index, mark in enumerate(marks):
        put = made.get(index, mark)
        words = _before_colon(mark.line.text)
        if put.kind is MarkKind.FIELD:
            above = words
            heads[words] += bool(words)
        elif words and above and put.kind in (MarkKind.TEXT, MarkKind.DIMENSION, MarkKind.SECTION):
            found[index] = words
        else:
            above = ""
    counts = Counter(found.values())
    blocks = max(heads.values(), default=0)
    often = {words for words, count in counts.items() if count >= FEWEST_BLOCKS and count * 5 >= blocks * 3}
    return {index: _aside(marks[index], words) for index, words in found.items() if words in often}


def below_heads(marks: Sequence[Mark], made: Mapping[int, Mark]) -> dict[int, Mark]:
    """Headings that begin no block: right above them are other fields, the first of which is the project's name."""
    found: dict[int, Mark] = {}
    head = False
    for index, mark in enumerate(marks):
        put = made.get(index, mark)
        if put.begins and head and index in made:
            found[index] = replace(put, begins=False)
        head = put.kind is MarkKind.FIELD and (head or put.key is Field.NAME) and put.number is None
    return found


def _before_colon(text: str) -> str:
    """The words of a line before a colon, in comparable form, if text follows; empty for a line with a number."""
    head, colon, content = text.strip()[: LONGEST_COLON_LABEL + 1].partition(":")
    is_label = colon and content.strip() and not any(map(str.isdigit, head)) and parse_number(text) is None
    return without_digits(head) if is_label else ""


def money_lines(marks: Sequence[Mark], made: Mapping[int, Mark], shape: Shape) -> dict[int, Mark]:
    """Lines that tell the money of blocks that have no heading for it: งบประมาณ 5,000 บาท, ไม่ใช้งบประมาณ."""
    block, has_budget = 0, False
    by_block: dict[int, int] = {}
    for index, mark in enumerate(marks):
        put = made.get(index, mark)
        if put.sure and (put.key == Field.NAME or put.begins):
            block, has_budget = block + 1, False
        has_budget = has_budget or (put.key == Field.BUDGET and put.kind is MarkKind.FIELD)
        is_form = shape_of(parse_number(mark.line.text), mark.line.raw) == shape
        if block and is_form and index not in made and not has_budget and _tells_money(mark):
            by_block.setdefault(block, index)
        elif has_budget:
            by_block.pop(block, None)
    return {index: _money_field(marks[index]) for index in by_block.values()}


def _money_field(mark: Mark) -> Mark:
    number = parse_number(mark.line.text)
    content = number.rest if number is not None else mark.line.text.strip()
    return Mark(MarkKind.FIELD, mark.line, content, key=Field.BUDGET, sure=True)


def _tells_money(mark: Mark) -> bool:
    """Whether a line begins with a word of budgets and holds an amount, or says that there is none."""
    text = mark.line.text.strip().removeprefix("- ")
    if mark.kind is not MarkKind.TEXT or len(text) > LONGEST_MONEY_LINE:
        return False
    status = parse_money(planned_part(text)).status
    if status is MoneyStatus.NONE:
        return True
    stems = [word for word, key in family().stems.items() if key is Field.BUDGET]
    return status is MoneyStatus.AMOUNT and text.startswith(tuple(stems))
