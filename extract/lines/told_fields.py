"""The fields of recurring headings whose words say nothing, by what is printed below them: money, a time, a department.

**ทุนที่ต้องมี**
ปี 2567 จำนวน 20,000 บาท
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import behind_count
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.labels import Label, Shape, names_field, nearest_field, without_times
from extract.lines.marks import Mark, MarkKind
from normalize.lexicon import either
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

FEWEST = 2
"""Contents of a heading, at the least."""

MOST = 2 / 3
"""Minimum share of a heading's contents that are of one sort."""

LONGEST = 160
"""Maximum length in characters of such a content."""

SHORTEST_PROSE, SHORTEST_REASON = 35, 20
"""Minimum average number of characters of the reasons for a project, and of those below a heading that says so."""


def fields_by_content(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, if its contents show it and no known heading is of that field."""
    contents = _contents(labels, marks)
    taken = {label.key or nearest_field(label.words) for label in labels if label.key or names_field(label.words)}
    found: dict[str, Field] = {}
    for words, texts in contents.items():
        sorts = (Field.OBJECTIVES,) if names_field(without_times(words)) else _SHOWN  # ความคาดหวัง with aims below
        shown = next((key for key in sorts if key not in taken and _is_shown(key, texts)), None)
        if shown is not None:
            found[words] = shown
            taken.add(shown)
    return found


def told_fields(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, by its contents or its place."""
    shown = fields_by_content(labels, marks)
    shown |= _prose_by_place(labels, marks, shown)
    shown = _lists_by_place(labels, marks, shown) | shown
    return _only_list(labels, marks, shown) | shown


def _below_heading(at: int, labels: Sequence[Label], marks: Sequence[Mark]) -> list[str]:
    """The lines behind and below a heading, up to the next one, a level or the name of the next project."""
    end = labels[at + 1].index if at + 1 < len(labels) else len(marks)
    found = [content] if (content := labels[at].content.strip()) else []
    for mark in marks[labels[at].index + 1 : end]:
        text = mark.line.text.strip()
        if mark.kind in _ENDS or (found and kind_of(behind_count(text))):
            break
        found += [text] if text else []
    return found


_ENDS = (MarkKind.DIMENSION, MarkKind.ORDINAL, MarkKind.LABEL, MarkKind.PART)


def _only_list(labels: Sequence[Label], marks: Sequence[Mark], shown: Mapping[str, Field]) -> dict[str, Field]:
    """The headings of lists that are left, in documents that head the aims: the methods, and the results behind them.

    Only if there are as many as of these two have no heading, wherever they stand. Their items are neither money nor
    departments.
    """
    keys = {label.key or shown.get(label.words) or nearest_field(label.words) for label in labels}
    missing = [key for key in (Field.METHODS, Field.RESULTS) if key not in keys]
    if not missing or Field.OBJECTIVES not in keys:
        return {}
    lists: dict[str, list[int]] = {}
    """How many lines each heading has below it, 0 if they are no items."""
    for at, label in enumerate(labels):
        if label.key is None and label.words not in shown and not names_field(label.words):
            lists.setdefault(label.words, []).append(_items(at, labels, marks))
    found = [
        words
        for words, counts in lists.items()
        if sum(map(bool, counts)) >= MOST * len(counts) and sum(count > 1 for count in counts) >= FEWEST
    ]
    return dict(zip(found, missing, strict=True)) if len(found) == len(missing) else {}


def _items(at: int, labels: Sequence[Label], marks: Sequence[Mark]) -> int:
    """The number of items below a heading: one alone may lack its number. 0 if they are none, or money."""
    lines = _below_heading(at, labels, marks)
    is_alone = len(lines) == 1 and not labels[at].content
    if not lines or not (is_alone or _is_list(at, labels, marks)):
        return 0
    return 0 if _is_of_items(at, labels, marks) else len(lines)


def _is_of_items(at: int, labels: Sequence[Label], marks: Sequence[Mark]) -> bool:
    """Whether the items below a heading are money or departments."""
    lines = _below_heading(at, labels, marks)
    items = [number.rest if (number := parse_number(line)) is not None else line for line in lines]
    return 2 * sum(_is_money([item]) or _is_department([item]) for item in items if item) > len(items)


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
    lines = _below_heading(at, labels, marks)
    return bool(lines) and all(parse_number(line) is not None for line in lines)


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
    told: dict[str, list[str]] = {}
    reasons = {label.words for label, key in zip(labels, keys, strict=True) if key is Field.REMARKS}
    counts = Counter(label.words for label in labels if _is_open(label))
    for label, key, after, end in zip(labels, keys, [*keys[1:], None], ends, strict=True):
        is_open = key is Field.REMARKS or not names_field(label.words)
        if _is_open(label) and label.words and is_open and after is below:
            texts = [label.content, *(mark.line.text for mark in marks[label.index + 1 : end])]
            told.setdefault(label.words, []).append("".join(texts))
    for words, found in told.items():
        least = SHORTEST_REASON if words in reasons else SHORTEST_PROSE
        is_own = len(set(found)) >= MOST * len(found)  # each project has reasons of its own
        is_prose = is_own and sum(map(len, found)) >= least * len(found)
        if len(found) >= FEWEST and len(found) >= MOST * counts[words] and is_prose:
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
        texts = [_below(label, marks) for label in mine] if len(mine) >= FEWEST and not names_field(words) else []
        named = [text for text in texts if kind_of(text) or is_name(text)]
        if named and len(named) >= MOST * len(texts) and len(set(named)) >= MOST * len(named):
            indices = {label.index for label in mine}
            return [replace(label, key=Field.NAME) if label.index in indices else label for label in labels]
    return list(labels)


def _below(label: Label, marks: Sequence[Mark]) -> str:
    """What a heading prints behind it, or the line below it."""
    if label.content or label.index + 1 >= len(marks):
        return label.content
    below = marks[label.index + 1]
    return "" if below.kind is MarkKind.ORDINAL else below.line.text.strip()  # โครงการที่ 3 announces a block


def _is_open(label: Label) -> bool:
    """Whether the words of a heading leave open which field it is: unknown ones, and those for a reason, which in
    reports is why something was not done."""
    return label.key is None or label.key is Field.REMARKS


def _contents(labels: Sequence[Label], marks: Sequence[Mark]) -> Mapping[str, list[list[str]]]:
    """The lines below each heading of unknown words, by its words."""
    found: dict[str, list[list[str]]] = {}
    for at, label in enumerate(labels):
        is_open = not names_field(without_times(label.words)) or nearest_field(label.words) is Field.RESULTS
        if label.key is None and label.words and is_open:
            found.setdefault(label.words, []).append(_below_heading(at, labels, marks))
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


def _is_place(lines: Sequence[str]) -> bool:
    """Whether a content is a place: ห้องประชุม, 9 หมู่บ้าน."""
    return len(lines) == 1 and len(lines[0]) <= LONGEST_PLACE and _PLACE.match(lines[0]) is not None


def _is_group(lines: Sequence[str]) -> bool:
    """Whether a content is a group of people with their number: ผู้นำชุมชน 40 คน."""
    return len(lines) == 1 and len(lines[0]) <= LONGEST_PLACE and _PEOPLE.search(lines[0]) is not None


LONGEST_PLACE = 60
_PEOPLE = re.compile(
    rf"^[^\W\d].*(?:\d\s*{either(family().items.people)}|{re.escape(family().items.every)}{either(family().items.people)})$"
)
_PLACE = re.compile(rf"(?:\d{{1,3}}\s*)?{either(family().items.place_words)}")

_SHOWN = {
    Field.BUDGET: _is_money,
    Field.RESPONSIBLE: _is_department,
    Field.DURATION: _is_time,
    Field.OBJECTIVES: _is_aim,
    Field.TARGET_GROUP: _is_group,
    Field.LOCATION: _is_place,
}
"""What the contents of a heading show, in the order in which it is looked for."""
