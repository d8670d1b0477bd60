"""Documents that head the fields of their projects in words of their own: ใครทำ, ใช้เงินเท่าไร.

Such words recur between the names of projects, and what is printed below them shows their fields.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.block_titles import Title, coded_titles, counted_titles
from extract.lines.hinted_fields import hinted_field
from extract.lines.known_names import tells_money
from extract.lines.labels import How, Label, Shape, nearest_field
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS
from extract.lines.told_fields import fields_by_content
from normalize.money import looks_like_money
from normalize.text import comparable

OWN_WORDS = 0.5
"""Share of the named blocks in which a heading that no vocabulary knows must recur."""

MOST_OFTEN = 1.2
"""How often the words of such a heading stand in a block, at the most."""

FEWEST_HEADED = 3
"""Lines with the same words, at the least, for what stands above each to name a block."""

NAMED = 0.6
"""Share of the lines above them that begin as the name of a project does."""

APART, MOST_GAPS = 0.8, 0.3
"""Share of them that have space above them, and the share of the other lines of the blocks that have, at the most."""

LONGEST_NAME = 160


def in_own_words(
    found: Sequence[Label], marks: Sequence[Mark], is_known: Callable[[str], bool]
) -> tuple[list[Label], frozenset[str], frozenset[str]]:
    """The candidates with the fields of the document's own headings, the names of projects above them, the headings.

    The names are in comparable form. `is_known` tells whether a text is the name of a project that a table lists. The
    headings are the words that each block has about once.
    """
    titles = {index: Title.of(mark.line.text) for index, mark in enumerate(marks)}
    titles |= counted_titles(marks) | coded_titles(marks)
    above = _named_above(found, marks, titles)
    headed = {label.index + (not label.content) for label in found if label.key is Field.NAME}
    names = above or max(_named_by_themselves(marks, titles, is_known), headed, key=len)
    least = max(FEWEST_BLOCKS, OWN_WORDS * len(names))
    counts = Counter((label.words, label.shape) for label in found)
    own = [label for label in found if counts[label.words, label.shape] >= least and label.index not in names]
    own = _headings([label for label in own if _is_worded(label.body)])
    if len(names) < FEWEST_BLOCKS or not own:
        return list(found), frozenset(), frozenset()
    shown: dict[str, Field] = {
        label.words: key for label in own if (key := nearest_field(label.words)) is not Field.OTHER
    }
    shown |= _first_of_two(shown, own)
    shown |= fields_by_content(own, marks)
    taken = {*shown.values(), *(label.key for label in own)}
    for words in dict.fromkeys(label.words for label in own if label.words not in shown and label.key is None):
        if (hinted := hinted_field(words)) is not None and hinted not in taken:
            shown[words] = hinted
            taken.add(hinted)
    keeps_names = 2 * len(headed & names) > len(names)  # this heading stands above the names
    mine = {
        label.index for label in own if label.key is not Field.NAME or (label.how is not How.COLON and not keeps_names)
    }
    keys = {label.index: shown.get(label.words, _kept(label)) for label in found if label.index in mine}
    told = [replace(label, key=keys[label.index]) if label.index in keys else label for label in found]
    often = {words for (words, _), count in counts.items() if least <= count <= MOST_OFTEN * len(names)}
    once = frozenset(often.intersection(label.words for label in own if not _is_department(label.body)))
    return told, frozenset(comparable(titles[at].body) for at in above), once


def _first_of_two(shown: Mapping[str, Field], own: Sequence[Label]) -> dict[str, Field]:
    """The rationale, if one of two headings of the same field stands above the objectives: ดินเดิมเป็นอย่างไร."""
    order = [words for words in dict.fromkeys(label.words for label in own) if words in shown]
    keys = [shown[words] for words in order]
    if Field.RATIONALE in keys or Field.OBJECTIVES not in keys:
        return {}
    above = order[: keys.index(Field.OBJECTIVES)]
    twice = [words for words in above if keys.count(shown[words]) > 1 and shown[words] is Field.METHODS]
    return dict.fromkeys(twice[:1], Field.RATIONALE)


def _is_worded(body: str) -> bool:
    """Whether a line has words, and more than money: no figure, no dash of a table that was left as lines."""
    return any(map(str.isalpha, body)) and not looks_like_money(body)


def _is_department(body: str) -> bool:
    return patterns().cells.department.match(body) is not None


def _headings(own: Sequence[Label]) -> list[Label]:
    """The candidates without those that mostly stand right above another, and hint at no field: titles of columns."""
    places = {label.index for label in own}
    bare = Counter(label.words for label in own if not label.content and label.index + 1 in places)
    counts = Counter(label.words for label in own)
    return [
        label
        for label in own
        if label.key is not None or hinted_field(label.words) or 2 * bare[label.words] <= counts[label.words]
    ]


def _named_by_themselves(
    marks: Sequence[Mark], titles: Mapping[int, Title], is_known: Callable[[str], bool]
) -> set[int]:
    """The lines that a table lists as names, that a number stands before, or that stand below an announcement."""
    below = {
        at + 1 for at, mark in enumerate(marks[:-1]) if mark.kind is MarkKind.ORDINAL and kind_of(marks[at + 1].text)
    }
    return below | {at for at, t in titles.items() if is_known(t.body) or (t.value > 0 and kind_of(t.body))}


def _kept(label: Label) -> Field | None:
    """The field of a known heading. A name is none where the document heads its fields in words of its own."""
    return None if label.key is Field.NAME else label.key


def _named_above(found: Sequence[Label], marks: Sequence[Mark], titles: Mapping[int, Title]) -> set[int]:
    """The lines that name blocks though no number tells so: those above the first of the headings that recur.

    They differ, and begin as names do, or stand apart from the lines of the blocks.
    """
    places: defaultdict[tuple[str, Shape], list[int]] = defaultdict(list)
    for label in found:
        places[label.words, label.shape].append(label.index)
    recurring = {at for indices in places.values() if len(indices) >= FEWEST_HEADED for at in indices}
    for indices in places.values():
        above = [at - 1 for at in indices if at and at - 1 not in recurring]
        if len(above) < FEWEST_HEADED or len(above) < NAMED * len(indices):
            continue
        texts = {marks[at].line.text for at in above}
        is_name = [0 < len(titles[at].body) <= LONGEST_NAME and not titles[at].bulleted for at in above]
        is_level = sum(marks[at].kind in (MarkKind.DIMENSION, MarkKind.SECTION, MarkKind.LEVEL) for at in above)
        if (
            not all(is_name)
            or 2 * is_level > len(above)
            or len(texts) < NAMED * len(above)
            or any(map(looks_like_money, texts))
            or 2 * sum(map(tells_money, texts)) >= len(texts)
        ):
            continue
        named = sum(bool(kind_of(titles[at].body)) for at in above)
        if named >= NAMED * len(above) or _stand_apart(above, indices, marks):
            return set(above)
    return set()


def _stand_apart(above: Sequence[int], below: Sequence[int], marks: Sequence[Mark]) -> bool:
    """Whether lines have space above them, as most other lines of the blocks have not."""
    within = [mark.line.gap for mark in marks[below[0] : below[-1]]]
    gaps = sum(marks[at].line.gap for at in above)
    return gaps >= APART * len(above) and sum(within) - gaps <= MOST_GAPS * len(within)
