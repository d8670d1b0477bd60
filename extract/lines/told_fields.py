"""The fields of recurring headings whose words say nothing, by what is printed below them: money, a time, a department.

**ทุนที่ต้องมี**
ปี 2567 จำนวน 20,000 บาท
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.labels import Label, Shape, names_field, nearest_field
from extract.lines.marks import Mark, MarkKind
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

FEWEST = 2
"""Contents of a heading, at the least."""

MOST = 2 / 3
"""Minimum share of a heading's contents that are of one sort."""

LONGEST = 160
"""Maximum length in characters of such a content."""

SHORTEST_PROSE = 60
"""Minimum average number of characters of the reasons for a project."""


def fields_by_content(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, if its contents show it and no known heading is of that field."""
    contents = _contents(labels, marks)
    taken = {label.key or nearest_field(label.words) for label in labels if label.key or names_field(label.words)}
    found: dict[str, Field] = {}
    for words, texts in contents.items():
        sorts = (Field.OBJECTIVES,) if names_field(words) else _SHOWN  # ความคาดหวัง with aims below
        shown = next((key for key in sorts if key not in taken and _is_shown(key, texts)), None)
        if shown is not None:
            found[words] = shown
            taken.add(shown)
    return found


def told_fields(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, by its contents or its place."""
    shown = fields_by_content(labels, marks)
    shown |= _prose_by_place(labels, marks, shown)
    return _lists_by_place(labels, marks, shown) | shown


def _lists_by_place(labels: Sequence[Label], marks: Sequence[Mark], shown: Mapping[str, Field]) -> dict[str, Field]:
    """Headings of the objectives and the methods in most blocks: the lists in their place, if no other heads them.

    ความต้องการของโครงการ between the reasons and the participants, ลำดับการทำงาน behind these. One that is no list,
    between the two, has the participants.
    """
    keys = [label.key or shown.get(label.words) or nearest_field(label.words) for label in labels]
    missing = [key for key in (Field.OBJECTIVES, Field.TARGET_GROUP, Field.METHODS) if key not in keys]
    unknown = [key is Field.OTHER and label.key is None for label, key in zip(labels, keys, strict=True)]
    counts = Counter(label.words for label, is_free in zip(labels, unknown, strict=True) if is_free)
    fits: Counter[tuple[str, Field]] = Counter()
    for first, end in _runs(unknown) if missing else ():
        before, after = keys[first - 1], keys[end] if end < len(keys) else keys[first - 1]
        due = [key for key in missing if family().rank[before] < family().rank[key] < family().rank[after]]
        is_list = {at: _is_list(at, labels, marks) for at in range(first, end)}
        if [key is not Field.TARGET_GROUP for key in due] == list(is_list.values()):
            fits.update((labels[at].words, key) for at, key in zip(is_list, due, strict=True))
            continue
        due = [key for key in due if key is not Field.TARGET_GROUP]
        lists = [labels[at].words for at, fits_list in is_list.items() if fits_list]
        if len(lists) == len(due):
            fits.update(zip(lists, due, strict=True))
    often = {pair: n for pair, n in fits.items() if n >= FEWEST and n >= MOST * counts[pair[0]]}
    return {words: key for (words, key), _ in sorted(often.items(), key=lambda entry: (entry[1], entry[0]))}


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The bounds of the runs of true flags that something is before."""
    for value, group in groupby(range(len(flags)), key=flags.__getitem__):
        indices = list(group)
        if value and indices[0]:
            yield indices[0], indices[-1] + 1


def _is_list(at: int, labels: Sequence[Label], marks: Sequence[Mark]) -> bool:
    """Whether what stands below a heading are items only."""
    end = labels[at + 1].index if at + 1 < len(labels) else len(marks)
    lines = [mark.line.text for mark in marks[labels[at].index + 1 : end] if mark.line.text.strip()]
    return not labels[at].content and bool(lines) and all(parse_number(line) is not None for line in lines)


def _prose_by_place(labels: Sequence[Label], marks: Sequence[Mark], shown: Mapping[str, Field]) -> dict[str, Field]:
    """The heading of prose right above a known one in most blocks, if no heading is of the field in its place.

    Above the objectives that is the rationale (เหตุที่ต้องทำ); above the results of a report, whose blocks have neither,
    what was done (ที่ทำไปแล้ว). Words that name a field may do so, if that is one which stands at the end of a block.
    """
    keys = [label.key or shown.get(label.words) or nearest_field(label.words) for label in labels]
    if Field.RATIONALE in keys:
        return {}
    if Field.OBJECTIVES in keys:
        return _prose_above(Field.OBJECTIVES, Field.RATIONALE, labels, keys, marks)
    is_report = Field.RESULTS in keys and not {Field.METHODS, Field.TARGET_GROUP}.intersection(keys)
    return _prose_above(Field.RESULTS, Field.METHODS, labels, keys, marks) if is_report else {}


def _prose_above(
    below: Field, field: Field, labels: Sequence[Label], keys: Sequence[Field], marks: Sequence[Mark]
) -> dict[str, Field]:
    ends = [*(label.index for label in labels[1:]), len(marks)]
    lengths: dict[str, list[int]] = {}
    counts = Counter(label.words for label in labels if label.key is None)
    for label, key, after, end in zip(labels, keys, [*keys[1:], None], ends, strict=True):
        is_open = key is Field.REMARKS or not names_field(label.words)
        if label.key is None and label.words and is_open and after is below:
            texts = [label.content, *(mark.line.text for mark in marks[label.index + 1 : end])]
            lengths.setdefault(label.words, []).append(sum(map(len, texts)))
    for words, found in lengths.items():
        if len(found) >= FEWEST and len(found) >= MOST * counts[words] and sum(found) >= SHORTEST_PROSE * len(found):
            return {words: field}
    return {}


def names_by_content(labels: Sequence[Label], marks: Sequence[Mark], is_name: Callable[[str], bool]) -> list[Label]:
    """The candidates, with the one heading that most blocks begin with a name below as heading of the name: ชื่อเรื่อง.

    Only where no other heads the names. Its words are unknown, no field of its shape is above its first one (unless its
    number is 1), it is not what a known heading has below it, and the names below it differ.
    """
    if sum(label.key is Field.NAME for label in labels) >= FEWEST:
        return list(labels)
    by_heading: dict[tuple[str, Shape], list[Label]] = {}
    begun: set[Shape] = set()
    for label in labels:
        if label.key is not None:
            begun.add(label.shape)
        elif (label.words, label.shape) in by_heading or label.shape not in begun or label.position == 1:
            by_heading.setdefault((label.words, label.shape), []).append(label)
    open_ = {label.index for label in labels if label.key is not None and not label.content}
    known = Counter(label.words for label in labels if label.key is not None)
    blocks = max(known.values(), default=0)
    for (words, _), mine in by_heading.items():
        if len(mine) * 2 < blocks or 2 * sum(label.index - 1 in open_ for label in mine) > len(mine):
            continue
        texts = [_below(label, marks) for label in mine] if len(mine) >= FEWEST else []
        begun_by = sum(label.index > 0 and marks[label.index - 1].kind is MarkKind.ORDINAL for label in mine)
        is_first = begun_by >= max(FEWEST_COUNTED, MOST * len(mine)) and all(map(_may_name, texts))
        texts = texts if is_first or not names_field(words) else []
        named = [text for text in texts if is_first or kind_of(text) or is_name(text)]
        if named and len(named) >= MOST * len(texts) and len(set(named)) >= MOST * len(named):
            indices = {label.index for label in mine}
            return [replace(label, key=Field.NAME) if label.index in indices else label for label in labels]
    return list(labels)


FEWEST_COUNTED = 3
"""Headings right below a line that counts the blocks, at the least, for what they head to be names."""

LONGEST_NAME = 160


def _may_name(text: str) -> bool:
    """Whether a text may name a project: it is no money, time, aim, level or department."""
    is_other = any(fits([text]) for fits in _SHOWN.values()) or patterns().any_level.heading.match(text)
    return 0 < len(text) <= LONGEST_NAME and not is_other and parse_number(text) is None


def _below(label: Label, marks: Sequence[Mark]) -> str:
    """What a heading prints behind it, or the line below it."""
    if label.content or label.index + 1 >= len(marks):
        return label.content
    below = marks[label.index + 1]
    return "" if below.kind is MarkKind.ORDINAL else below.line.text.strip()  # โครงการที่ 3 announces a block


def _contents(labels: Sequence[Label], marks: Sequence[Mark]) -> Mapping[str, list[list[str]]]:
    """The lines below each heading of unknown words, by its words."""
    found: dict[str, list[list[str]]] = {}
    ends = [*(label.index for label in labels[1:]), len(marks)]
    for label, end in zip(labels, ends, strict=True):
        is_open = not names_field(label.words) or nearest_field(label.words) is Field.RESULTS
        if label.key is None and label.words and is_open:
            lines = [label.content, *(mark.line.text for mark in marks[label.index + 1 : end])]
            found.setdefault(label.words, []).append([line.strip() for line in lines if line.strip()])
    return found


def _is_shown(key: Field, texts: Iterable[Sequence[str]]) -> bool:
    filled = [lines for lines in texts if lines]
    fitting = sum(_SHOWN[key](lines) for lines in filled)
    return len(filled) >= FEWEST and fitting >= MOST * len(filled)


def _is_money(lines: Sequence[str]) -> bool:
    text = lines[0]
    has_unit = any(unit in text for unit in family().units)
    status = parse_money(text).status if len(text) <= LONGEST and not kind_of(text) else None
    return status is MoneyStatus.NONE or (status is MoneyStatus.AMOUNT and has_unit)


def _is_department(lines: Sequence[str]) -> bool:
    return len(lines[0]) <= LONGEST and patterns().cells.department.match(lines[0]) is not None


def _is_time(lines: Sequence[str]) -> bool:
    return len(lines[0]) <= LONGEST / 2 and fiscal_span(lines[0]) is not None and not _is_money(lines)


def is_time(text: str) -> bool:
    """Whether a line is nothing but a time with its year: it may recur in every block, and is no heading."""
    words = (family().titles.year, *family().items.times)
    return len(text) <= LONGEST / 2 and text.startswith(words) and ":" not in text and fiscal_span(text) is not None


def _is_aim(lines: Sequence[str]) -> bool:
    number = parse_number(lines[0])
    return (number.rest if number is not None else lines[0]).startswith(family().items.aims)


_SHOWN = {
    Field.BUDGET: _is_money,
    Field.RESPONSIBLE: _is_department,
    Field.DURATION: _is_time,
    Field.OBJECTIVES: _is_aim,
}
"""What the contents of a heading show, in the order in which it is looked for."""
