"""The words that a document uses for the levels of its headings.

The usual words (มิติ, ภารกิจ) are searched in every document. Other words are accepted if the document uses them as
headings that count up from 1, or recur without numbers, and if these headings are followed by projects. An introduction
that quotes a national strategy (ยุทธศาสตร์ที่ 1 ...) is not followed by projects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from extract.grammar.family import LevelWord, family
from extract.grammar.levels import (
    LONGEST_TITLE,
    LevelScheme,
    behind_count,
    coded_word,
    counted_word,
    level_word,
    usual_scheme,
)
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import level_patterns, patterns
from extract.grammar.terms import heading_field, kind_of, near_field
from extract.model.document import Block, Grid, Line
from normalize.amounts import PieceKind, find_pieces
from normalize.money import parse_money
from normalize.text import comparable

REACH, PARTS = 12, 4
"""Number of lines and cells after a heading that are searched for a project, and lines of a cell in a narrow column."""

FEWEST = 2
"""Minimum number of headings with one word."""

NEAR = 12
"""Characters that may stand before a level's word in its heading."""

LONGEST_MONEY = 120
"""Maximum length in characters of a line with the money of several years."""

FEWEST_ENTRIES, ENTRIES_WITH_MONEY = 4, 0.6
"""Entries of a list, and the share of them that tell money, at the least, for them to be projects."""

FEWEST_LABELLED, LONGEST_LABEL = 3, 40
"""Headings below one label, at the least, and letters of that label."""

LEADING_SHARE = 0.5
"""Minimum share of a word's headings that are followed by projects."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A line, or a line of a cell. `is_cell` is true for a cell.

    `place` counts the lines and cells, and the rows of a table's header as one each: their names may be many.
    """

    text: str
    is_cell: bool
    place: int
    is_entry: bool = False
    """Whether it is an entry of a list that counts through the document, and whose entries tell money."""


def level_scheme(blocks: Iterable[Block]) -> LevelScheme:
    """The scheme of a document's levels."""
    texts = _with_entries(list(_texts(blocks)))
    usual = usual_scheme()
    near = _near(texts)
    seen = {word: _headings(word, texts, near) for word in family().levels}
    outer = _outer(seen, texts) or _own_outer(texts)
    own = _own_words(texts)
    if outer is None:
        return _with_unnumbered(LevelScheme((*usual.words, *own)) if own else usual, texts, seen)
    inner = [
        replace(word, depth=2)
        for word, found in seen.items()
        if word.word != outer.word
        and not outer.word.startswith(word.word)
        and _is_inner(word, outer, found, seen.get(outer, ()), texts)
    ]
    words = (replace(outer, depth=1), *inner, *own)
    if not any(word.depth == 2 for word in words):
        words = (*words, *(word for word in usual.words if word.depth == 2 and word.word != outer.word))
    return _with_unnumbered(LevelScheme(words), texts, seen)


def _texts(blocks: Iterable[Block]) -> Iterator[_Text]:
    places = count()
    for block in blocks:
        if isinstance(block, Line):
            yield _Text(block.text.strip(), False, next(places))
            continue
        header = [next(places) for _ in range(1 + _repeats_titles(block))]
        for cell in block.cells:
            parts = [part.strip() for part in cell.text.split("\n") if part.strip()]
            if parts:
                place = header[cell.row] if cell.row < len(header) else next(places)
                yield from (_Text(part, True, place) for part in parts)


def _with_entries(texts: list[_Text]) -> list[_Text]:
    """The texts, with the entries of the lists that count through the document and tell money: (1) ... 5,000 บาท.

    They are projects, whatever their names begin with.
    """
    lists: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for index, entry in enumerate(texts):
        number = parse_number(entry.text) if not entry.is_cell else None
        counter = _COUNTER.fullmatch(entry.text) if number is None and not entry.is_cell else None
        if number is not None and number.depth == 1 and number.position and number.rest:
            lists.setdefault((number.style, number.depth), []).append((number.position, index))
        elif counter is not None:
            lists.setdefault((comparable(counter["words"]), 0), []).append((int(counter["number"]), index))
    entries: set[int] = set()
    for found in lists.values():
        indices = [index for _, index in found]
        ends = [*indices[1:], indices[-1] + REACH]
        told = sum(
            any(_tells_money(later.text) for later in texts[index : min(end, index + REACH)])
            for index, end in zip(indices, ends, strict=True)
        )
        if [number for number, _ in found] == list(range(1, len(found) + 1)) and len(found) >= FEWEST_ENTRIES:
            entries |= set(indices) if told >= ENTRIES_WITH_MONEY * len(found) else set()
    return [replace(entry, is_entry=True) if index in entries else entry for index, entry in enumerate(texts)]


_COUNTER = re.compile(r"\W*(?P<words>\D{2,40}?)\s*(?P<number>\d{1,3})\W*")
"""A line that only counts: แผ่นพับแผ่นที่ 2."""


def _tells_money(text: str) -> bool:
    """Whether a text holds an amount with its unit, or says that no money is used."""
    pieces = find_pieces(text)
    has_unit = any(unit in text for unit in family().units)
    return any(p.kind is PieceKind.NONE or (p.kind is PieceKind.AMOUNT and p.strong and has_unit) for p in pieces)


def _repeats_titles(grid: Grid) -> bool:
    """Whether the second row of a table is of the header: it has merged titles again, as some programs export them."""
    titles = {cell.column: cell.text for cell in grid.cells if cell.row == 0 and cell.text.strip()}
    below = ((cell.column, cell.text) for cell in grid.cells if cell.row == 1)
    return sum(titles.get(column) == text for column, text in below) >= FEWEST


@dataclass(frozen=True, slots=True)
class _Found:
    """A heading: its index in the texts, and its number (0 if it prints none, the last part if it is a code)."""

    index: int
    number: int
    title: str
    depth: int
    is_led: bool = False
    """Whether its number is before its word: 1. ด้าน..."""


def _headings(word: LevelWord, texts: Sequence[_Text], near: Mapping[str, Sequence[int]]) -> list[_Found]:
    """The headings of a word. `near` are the indices of the texts that may be some, by the words' spellings."""
    levels = level_patterns((replace(word, depth=1),))
    coded = level_patterns((*usual_scheme().words[:1], replace(word, depth=2)))
    found = []
    fields = 0
    spelt = near[""] if word.slips else sorted({i for name in (word.word, *word.spellings) for i in near.get(name, ())})
    for index in spelt:
        text = texts[index].text
        match = levels.heading.match(text)
        if match and heading_field(match["title"], is_numbered=word.plain):
            fields += 1
            continue  # ข้อ 3 วัตถุประสงค์
        if match and not kind_of(match["title"].lstrip(_LEADS)):
            found.append(_Found(index, int(match["number"]), match["title"], 1))
        elif match is None and coded.section_label.match(text) and (match := coded.section.match(text)):
            parts = match["code"].split(".")
            found.append(_Found(index, int(parts[-1]), match["title"], len(parts)))
        elif (match := levels.unnumbered.match(text)) and not word.plain and _is_plain(match["title"]):
            number = parse_number(text)
            words = comparable(text if number is None else number.rest)
            if near_field(words) is not None or kind_of(behind_count(text)):
                continue  # 4. เป้าหมายของโครงการ; หัวข้อที่ 1 โครงการ...
            found.append(_Found(index, int(match["number"] or 0), match["title"], 1, is_led=bool(match["number"])))
    return [] if word.plain and fields > len(found) else found  # it numbers fields, those of unknown names, too


def _near(texts: Sequence[_Text]) -> dict[str, list[int]]:
    """The texts that may be headings, by the spellings of the level words near their beginnings; "" stands for all."""
    spellings = {name for word in family().levels for name in (word.word, *word.spellings)}
    longest = max(map(len, spellings))
    near: dict[str, list[int]] = {"": []}
    for index, entry in enumerate(texts):
        text = entry.text
        if len(text) > LONGEST_TITLE or _is_contents(text):
            continue
        near[""].append(index)
        head = text[: longest + NEAR]
        for name in spellings:
            if name in head and head.find(name) <= NEAR:
                near.setdefault(name, []).append(index)
    return near


def _is_contents(text: str) -> bool:
    """Whether the text has a dotted leader, as in a table of contents."""
    return "...." in text or "…" in text


def _is_plain(title: str) -> bool:
    """Whether the text after an unnumbered word may be a title, not a sentence."""
    return (
        4 <= len(title) <= 160
        and not _tells_status(title)
        and not title.rstrip().endswith((".", ":"))
        and not kind_of(title.lstrip(_LEADS))
    )


def _tells_status(title: str) -> bool:
    """Whether a title says how far the projects below it are: กลุ่มงานที่เสร็จแล้ว, กลุ่มงานที่ยังไม่เริ่ม."""
    bare = patterns().counts.tail.sub("", f" {title}").strip()
    for ordinal in family().levels[0].ordinals:
        bare = bare.removeprefix(ordinal)
    words = (*family().reports.undone, *family().reports.idle, *family().reports.done)
    return len(bare) <= LONGEST_STATUS and bare.startswith(words)


LONGEST_STATUS = 30
"""Characters of a status."""


def _leads(found: _Found, texts: Sequence[_Text]) -> bool:
    """Whether a project is named shortly after a heading."""
    own = texts[found.index]
    near = texts[found.index + 1 : found.index + 1 + REACH * PARTS]
    behind = takewhile(lambda entry: entry.place - own.place <= REACH, near)
    return any(entry.is_entry or _names_project(entry.text) or _tells_years(entry.text) for entry in behind)


def _tells_years(text: str) -> bool:
    """Whether a text tells the money of several years, as a project in a list of lines does."""
    is_short = len(text) <= LONGEST_MONEY and text.count(family().titles.year) >= FEWEST
    return is_short and len(parse_money(text).by_year) >= FEWEST


def _names_project(text: str) -> bool:
    text = behind_count(text)  # เรื่องที่ 3 โครงการ...
    number = parse_number(text)  # ก. โครงการ...
    bare = (number.rest if number is not None else text).lstrip(_LEADS)
    named = bare.startswith(family().name_word) and any(kind in bare[:24] for kind in family().kinds)
    return named or (bool(kind_of(bare)) and len(bare) > 12)  # a label may stand above the name


_LEADS = "0123456789.()-–•*: \t"
"""Characters that may precede a project's name."""


def _leading(found: Sequence[_Found], texts: Sequence[_Text]) -> list[_Found]:
    return [entry for entry in found if _leads(entry, texts)]


def _is_used(found: Sequence[_Found], texts: Sequence[_Text]) -> bool:
    """Whether the document uses a word for headings: there are enough of them, and projects follow. A cell with no
    more than the word and a number is the column or row of a table."""
    found = _without_fields(found, texts)
    if _is_below_label(found, texts):
        return True
    leading = _leading(found, texts)
    distinct = {_printed(entry) for entry in leading}
    headings = sum(bool(entry.title.strip()) or not texts[entry.index].is_cell for entry in found)
    return len(distinct) >= FEWEST and len(leading) >= LEADING_SHARE * headings / 2


def _is_below_label(found: Sequence[_Found], texts: Sequence[_Text]) -> bool:
    """Whether the forms of a document say the level of each project below one label: อยู่ใต้, and เสาหลักที่ 1 below it.

    Each number has one title, and nothing else in the document has that label.
    """
    if len(found) < FEWEST_LABELLED:
        return False
    above = Counter(comparable(texts[entry.index - 1].text) for entry in found if entry.index and entry.title.strip())
    label, count = above.most_common(1)[0] if above else ("", 0)
    mine = [entry for entry in found if entry.index and comparable(texts[entry.index - 1].text) == label]
    is_label = bool(label) and len(label) <= LONGEST_LABEL and count >= FEWEST_LABELLED and _is_one_to_one(mine)
    is_label = is_label and len({entry.number for entry in mine}) >= FEWEST
    every = sum(comparable(entry.text) == label for entry in texts) if is_label else 0
    return is_label and every == count


def _without_fields(found: Sequence[_Found], texts: Sequence[_Text]) -> list[_Found]:
    """The headings without those that a number precedes and that are also printed without it: a field of the blocks
    says the level of each project (1. ด้านที่ 2 ...), below its name."""
    bare = {_printed(entry) for entry in found if not texts[entry.index].text[:1].isdigit()}
    return [entry for entry in found if not texts[entry.index].text[:1].isdigit() or _printed(entry) not in bare]


def _printed(found: _Found) -> tuple[int, str]:
    """What two prints of one heading have in common."""
    return found.number, found.title[:12]


def _own_words(texts: Sequence[_Text]) -> list[LevelWord]:
    """Words that no list has, before the codes of at least two headings that projects follow, in most cases."""
    found: dict[str, dict[str, bool]] = {}
    for index, entry in enumerate(texts):
        coded = coded_word(entry.text)
        if coded is not None and not _is_contents(entry.text):
            word, code = coded
            codes = found.setdefault(word, {})
            codes[code] = codes.get(code, False) or _leads(_Found(index, 0, "", 2), texts)
    return [
        level_word(word, 2)
        for word, codes in found.items()
        if sum(codes.values()) >= FEWEST and sum(codes.values()) * 2 >= len(codes)
    ]


def _own_outer(texts: Sequence[_Text]) -> LevelWord | None:
    """A word that no list has, before numbers that count up from 1, above projects: แกนที่ 1, แกนที่ 2.

    Without ที่ (แกน 1) each number has one title wherever it is printed.
    """
    found: dict[str, list[_Found]] = {}
    bare: set[str] = set()
    for index, entry in enumerate(texts):
        counted = counted_word(entry.text, bare=True)
        if counted is not None and not _is_contents(entry.text):
            word, number, title = counted
            found.setdefault(word, []).append(_Found(index, number, title, 1))
            bare |= {word} if counted_word(entry.text) is None else set()
    used = [
        word
        for word, headings in found.items()
        if _is_used(headings, texts)
        and _count_up([heading.number for heading in headings])
        and (word not in bare or _is_one_to_one(headings))
    ]
    return level_word(used[0], 1) if used else None


def _is_one_to_one(found: Sequence[_Found]) -> bool:
    """Whether each number has a title of its own, and always the same. What is counted (1 แห่ง, 2 แห่ง) is one title."""
    titles = {(entry.number, comparable(entry.title)) for entry in found}
    numbers, names = {number for number, _ in titles}, {title for _, title in titles}
    return "" not in names and len(titles) == len(numbers) == len(names)


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether each number first occurs after the one below it."""
    return list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))


def _outer(seen: dict[LevelWord, list[_Found]], texts: Sequence[_Text]) -> LevelWord | None:
    """The word of the outermost level: the usual word if projects follow, else the word whose headings they follow."""
    used = {
        word: [entry for entry in found if entry.depth == 1]
        for word, found in seen.items()
        if _is_used([entry for entry in found if entry.depth == 1], texts)
    }
    for word, found in seen.items():
        numbers = {entry.number for entry in found if entry.number}
        if word.usual and word.depth == 1 and (word in used or len(numbers) >= FEWEST):
            return word
    ranked = sorted(
        (word for word in used if not word.plain),
        key=lambda word: (word.depth, -_weight(used[word], texts), used[word][0].index),
    )
    return ranked[0] if ranked else _only(seen, texts)


def _only(seen: Mapping[LevelWord, Sequence[_Found]], texts: Sequence[_Text]) -> LevelWord | None:
    """The word whose only heading is number 1, in a table, above a heading with a code (1.1) and a project."""
    coded = {entry.index for found in seen.values() for entry in found if entry.depth > 1}
    for word, found in seen.items():
        if word.depth == 1 and not word.plain and [(entry.number, entry.depth) for entry in found] == [(1, 1)]:
            (entry,) = found
            if texts[entry.index].is_cell and entry.index + 1 in coded and _leads(entry, texts):
                return word
    return None


def _weight(found: Sequence[_Found], texts: Sequence[_Text]) -> int:
    """The weight of a word: the number of headings followed by projects. Headings with numbers count twice."""
    return sum(1 + bool(entry.number) for entry in _leading(found, texts))


def _are_within(coded: Sequence[_Found], outer: Sequence[_Found]) -> bool:
    """Whether at least two headings are right below one of the level above."""
    return len({entry.index for entry in coded} & {entry.index + 1 for entry in outer}) >= FEWEST


def _is_inner(
    word: LevelWord,
    outer: LevelWord,
    found: Sequence[_Found],
    outer_found: Sequence[_Found],
    texts: Sequence[_Text],
) -> bool:
    """Whether a word names the level below: it has codes or is a known inner word, and projects follow its headings."""
    if word.word in outer.word:
        return False
    coded = [entry for entry in found if entry.depth > 1]
    if _leading(coded, texts) or (_are_within(coded, outer_found) and _is_below_label(outer_found, texts)):
        return True  # a code contains the numbers of the levels above
    return word.depth > 1 and _is_used(found, texts)


def _with_unnumbered(
    scheme: LevelScheme, texts: Sequence[_Text], seen: Mapping[LevelWord, Sequence[_Found]]
) -> LevelScheme:
    """The scheme, with the depths whose headings mostly print no number after their word."""
    depths = set()
    by_name = {word.word: found for word, found in seen.items()}
    for depth in (1, 2):
        found = [entry for word in scheme.words if word.depth == depth for entry in by_name.get(word.word, ())]
        found = [entry for entry in found if not _is_label(entry, texts)]
        counts = {entry.number for entry in found if entry.is_led}
        is_counted = counts == set(range(1, len(counts) + 1))
        bare = [e for e in found if e.depth == 1 and (not e.number or (e.is_led and is_counted))]
        if len({entry.title for entry in bare}) >= FEWEST and len(bare) * 2 > len(found) and _is_used(bare, texts):
            depths.add(depth)
    runs_on = _runs_on(*([e for w in scheme.words if w.depth == d for e in by_name.get(w.word, ())] for d in (1, 2)))
    return replace(scheme, unnumbered=frozenset(depths), runs_on=runs_on)


def _runs_on(outer: Sequence[_Found], inner: Sequence[_Found]) -> bool:
    """Whether the numbers of the inner headings count on from one outer heading to the next, without codes."""
    counted = [(entry.index, entry.number) for entry in inner if entry.depth == 1 and entry.number]
    starts = sorted((entry.index, entry.number) for entry in outer if entry.number)
    if any(entry.depth > 1 for entry in inner):
        return False
    within: dict[int, set[int]] = {}
    for index, number in counted:
        above = next((n for at, n in reversed(starts) if at < index), 0)
        within.setdefault(above, set()).add(number)
    runs = [within[number] for number in sorted(within)]
    every = [number for run in runs for number in sorted(run)]
    return len(runs) > 1 and 0 not in within and every == list(range(1, len(every) + 1))


def _is_label(found: _Found, texts: Sequence[_Text]) -> bool:
    """Whether a heading only labels figures: a cell with a number and no title, or a line that counts its projects."""
    title = found.title.strip()
    if not title:
        return bool(found.number) and texts[found.index].is_cell
    return not patterns().counts.tail.sub("", f" {title}").strip()
