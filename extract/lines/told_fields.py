"""The fields of recurring headings whose words say nothing, by what is printed below them: money, a time, a department.

**ทุนที่ต้องมี**
ปี 2567 จำนวน 20,000 บาท
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby, pairwise

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

HALF = 1 / 2
"""The same for places, of which any may be known by no word."""

LONGEST = 160
"""Maximum length in characters of such a content."""

LONG_PROSE, SHORTEST_PROSE, SHORTEST_REASON = 60, 35, 20
"""Minimum average number of characters of the reasons for a project, of those that differ from project to project, and
of those below a heading that says so."""


def fields_by_content(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, if its contents show it and no known heading is of that field."""
    return _by_content(labels, _all_below(labels, marks, frozenset()))


def _by_content(labels: Sequence[Label], below: _Below) -> dict[str, Field]:
    contents = _contents(labels, below)
    taken = {label.key or nearest_field(label.words) for label in labels if label.key or names_field(label.words)}
    found: dict[str, Field] = {}
    for words, texts in contents.items():
        sorts = (Field.OBJECTIVES,) if names_field(without_times(words)) else _SHOWN  # ความคาดหวัง with aims below
        shown = next((key for key in sorts if key not in taken and _is_shown(key, texts)), None)
        if shown is not None:
            found[words] = shown
            taken.add(shown)
    return found


def told_fields(labels: Sequence[Label], marks: Sequence[Mark], breaks: Set[int] = frozenset()) -> dict[str, Field]:
    """The field of each heading with unknown words, by its contents or its place.

    `breaks` are the indices of the lines with which blocks begin: what stands below is of no heading above.
    """
    below = _all_below(labels, marks, breaks)
    shown = _by_content(labels, below)
    shown |= _prose_by_place(labels, below, shown, breaks)
    shown = _lists_by_place(labels, below, shown) | shown
    shown = _only_list(labels, below, shown) | shown
    return _measures_at_end(labels, below, shown, breaks) | shown


_Below = Sequence[Sequence[str]]
"""The lines behind and below each heading."""


def _all_below(labels: Sequence[Label], marks: Sequence[Mark], breaks: Set[int]) -> list[list[str]]:
    """The lines behind and below each heading, up to the next one, a level or the name of the next project."""
    ends = [*(label.index for label in labels[1:]), len(marks)]
    return [_below_heading(label, marks, end, breaks) for label, end in zip(labels, ends, strict=True)]


def _below_heading(label: Label, marks: Sequence[Mark], end: int, breaks: Set[int]) -> list[str]:
    found = [content] if (content := label.content.strip()) else []
    for index in range(label.index + 1, end):
        text = marks[index].line.text.strip()
        if marks[index].kind in _ENDS or index in breaks or (found and kind_of(behind_count(text))):
            break
        found += [text] if text else []
    return found


_ENDS = (MarkKind.DIMENSION, MarkKind.ORDINAL, MarkKind.LABEL, MarkKind.PART)


def _measures_at_end(
    labels: Sequence[Label], below: _Below, shown: Mapping[str, Field], breaks: Set[int]
) -> dict[str, Field]:
    """The heading that most blocks end with, if what it has measures what came of a project: the results."""
    keys = {label.key or shown.get(label.words) or nearest_field(label.words) for label in labels}
    if Field.RESULTS in keys or Field.OBJECTIVES not in keys:
        return {}
    ends = [any(index in breaks for index in range(a.index + 1, b.index + 1)) for a, b in pairwise(labels)]
    told: dict[str, list[bool]] = {}
    for label, lines, is_last in zip(labels, below, [*ends, True], strict=True):
        if label.key is None and label.words not in shown and nearest_field(label.words) is Field.OTHER:
            told.setdefault(label.words, []).append(is_last and (_is_grouped(lines) or any(map(_tells_measure, lines))))
    often = [words for words, flags in told.items() if sum(flags) >= FEWEST and sum(flags) >= MOST * len(flags)]
    return {often[0]: Field.RESULTS} if len(often) == 1 else {}


def _tells_measure(text: str) -> bool:
    """Whether an item says how much came of something: มีผู้เข้าร่วม 40 คน, ทุกกองส่งรายงานครบ."""
    number = parse_number(text)
    words = number.rest if number is not None else text
    return words.startswith(family().items.measured) or any(word in words for word in family().items.measures)


def _only_list(labels: Sequence[Label], below: _Below, shown: Mapping[str, Field]) -> dict[str, Field]:
    """The headings of lists that are left, in documents that head the aims, and in reports, which have none: the
    methods, and the results behind them.

    Only if there are as many as of these two have no heading, wherever they stand. Their items are neither money nor
    departments.
    """
    keys = {label.key or shown.get(label.words) or nearest_field(label.words) for label in labels}
    missing = [key for key in (Field.METHODS, Field.RESULTS) if key not in keys]
    is_report = any(label.progress for label in labels)
    if not missing or not (is_report or Field.OBJECTIVES in keys):
        return {}
    lists: dict[str, list[int]] = {}
    """How many lines each heading has below it, 0 if they are no items."""
    for at, label in enumerate(labels):
        if label.key is None and label.words not in shown and not names_field(label.words):
            lists.setdefault(label.words, []).append(_items(label, below[at]))
    found = [
        words
        for words, counts in lists.items()
        if sum(map(bool, counts)) >= MOST * len(counts) and sum(count > 1 for count in counts) >= FEWEST
    ]
    return dict(zip(found, missing, strict=True)) if len(found) == len(missing) else {}


def _items(label: Label, lines: Sequence[str]) -> int:
    """The number of items below a heading: one alone may lack its number. 0 if they are none, or money."""
    is_alone = len(lines) == 1 and not label.content
    if not lines or not (is_alone or _is_list(lines)):
        return 0
    return 0 if _is_of_items(lines) else len(lines)


def _is_of_items(lines: Sequence[str]) -> bool:
    """Whether the items below a heading are money or departments."""
    items = [number.rest if (number := parse_number(line)) is not None else line for line in lines]
    return 2 * sum(_is_money([item]) or _is_department([item]) for item in items if item) > len(items)


def _lists_by_place(labels: Sequence[Label], below: _Below, shown: Mapping[str, Field]) -> dict[str, Field]:
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
        is_list = {at: _is_list(below[at]) for at in range(first, end)}
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


def _is_list(lines: Sequence[str]) -> bool:
    """Whether what a heading has are items only."""
    return bool(lines) and all(parse_number(line) is not None for line in lines)


def _prose_by_place(
    labels: Sequence[Label], below: _Below, shown: Mapping[str, Field], breaks: Set[int]
) -> dict[str, Field]:
    """The heading of prose right above a known one in most blocks, if no heading is of the field in its place.

    Above the objectives that is the rationale (เหตุที่ต้องทำ); above the results of a report, whose blocks have neither,
    what was done (ที่ทำไปแล้ว). Words that name a field may do so, if that is one which stands at the end of a block.
    """
    keys = [label.key or shown.get(label.words) or nearest_field(label.words) for label in labels]
    if Field.RATIONALE in keys:
        return {}
    under, field = Field.OBJECTIVES, Field.RATIONALE
    if Field.OBJECTIVES not in keys:
        under, field = Field.RESULTS, Field.METHODS
        if Field.RESULTS not in keys or {Field.METHODS, Field.TARGET_GROUP}.intersection(keys):
            return {}
    heads = {
        label.index
        for label, after, key in zip(labels, labels[1:], keys[1:], strict=False)
        if key is under and after.index not in breaks
    }
    words = _prose_among(labels, keys, below, heads)
    return {words: field} if words else {}


def _prose_among(labels: Sequence[Label], keys: Sequence[Field], below: _Below, heads: Set[int]) -> str:
    """The words, unknown or of a reason, that head prose in most blocks, at `heads`. Empty if there are none."""
    told: dict[str, list[str]] = {}
    reasons = {label.words for label, key in zip(labels, keys, strict=True) if key is Field.REMARKS}
    counts = Counter(label.words for label in labels if _is_open(label))
    for at, (label, key) in enumerate(zip(labels, keys, strict=True)):
        is_open = key is Field.REMARKS or not names_field(label.words)
        if _is_open(label) and label.words and is_open and label.index in heads:
            told.setdefault(label.words, []).append("".join(below[at]))
    for words, found in told.items():
        is_own = len(set(found)) >= MOST * len(found)  # each project has reasons of its own
        least = SHORTEST_REASON if words in reasons else SHORTEST_PROSE if is_own else LONG_PROSE
        is_prose = sum(map(len, found)) >= least * len(found)
        if len(found) >= FEWEST and len(found) >= MOST * counts[words] and is_prose:
            return words
    return ""


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
        is_first = begun_by >= max(FEWEST_COUNTED, MOST * len(mine)) or words.startswith(family().name_word)
        is_first = is_first and sum(map(_may_name, texts)) >= max(1, MOST * len(texts))
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


def _is_open(label: Label) -> bool:
    """Whether the words of a heading leave open which field it is: unknown ones, and those for a reason, which in
    reports is why something was not done."""
    return label.key is None or label.key is Field.REMARKS


def _contents(labels: Sequence[Label], below: _Below) -> Mapping[str, list[list[str]]]:
    """The lines below each heading of unknown words, by its words."""
    found: dict[str, list[list[str]]] = {}
    for at, label in enumerate(labels):
        is_open = not names_field(without_times(label.words)) or nearest_field(label.words) is Field.RESULTS
        if label.key is None and label.words and is_open:
            found.setdefault(label.words, []).append(list(below[at]))
    return found


def _is_shown(key: Field, texts: Iterable[Sequence[str]]) -> bool:
    filled = [lines for lines in texts if lines]
    fitting = sum(_SHOWN[key](lines) for lines in filled)
    least = HALF if key is Field.LOCATION else MOST  # no words are those of places alone
    return len(filled) >= FEWEST and fitting >= least * len(filled)


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


def _is_grouped(lines: Sequence[str]) -> bool:
    """Whether an item begins with the name of a group of results: เชิงปริมาณ ดำเนินการแล้วเสร็จ 4 ครั้ง."""
    items = (number.rest if (number := parse_number(line)) is not None else line for line in lines)
    words = (item.strip().partition(" ")[0].rstrip(":") for item in items)
    return any(family().group_headings.exact(word) is not None for word in words)


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
