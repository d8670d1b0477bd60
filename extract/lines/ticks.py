"""Choices of a form where one is ticked: the kind of a project, or the level that it belongs to.

ประเภท ( ) โครงการ (/) กิจกรรม ( ) มาตรการ
มิติที่ ☐ 1 ☑ 2 ☐ 3

Only what is ticked is content: the lines and cells are replaced by it, `raw` keeps them. Where none or several are
ticked nothing is replaced. Choices of other things, such as states of a report, stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.reports import choices, ticked
from extract.model.document import Block, Cell, Grid, Line
from normalize.lexicon import either
from normalize.text import comparable

FEWEST = 2
"""Choices at the least, with those that are not ticked."""

LONGEST_LABEL = 60
"""Characters before the first choice."""

_LEADS = " \t:：-–•,;/|"
_NUMBER = re.compile(r"(\d{1,2})(?!\d)[.)]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ticked: the kind word, or the number of a level and its title; `label` is printed before the choices."""

    label: str
    kind: str = ""
    number: int = 0
    title: str = ""

    @property
    def content(self) -> str:
        """The content of a field whose label is printed elsewhere."""
        return self.kind or f"{self.number} {self.title}".strip()


def ticked_out(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with choices of kinds and levels replaced by what is ticked."""
    blocks = list(blocks)
    labels = _labels_above(blocks)
    held: list[Line] = []
    before = ""
    for at, block in enumerate(blocks):
        if at in labels:
            continue
        if isinstance(block, Line) and _begins_with_box(block.text):
            held.append(block)
            continue
        yield from _settled(held, before)
        held = []
        if isinstance(block, Line):
            before = block.text
            above = blocks[at - 1] if at - 1 in labels else None
            yield _line(block, "", above.text if isinstance(above, Line) else "")
        else:
            before = ""
            yield _grid(block)
    yield from _settled(held, before)


def _labels_above(blocks: Sequence[Block]) -> set[int]:
    """The indices of the lines that are nothing but the label of the kinds that the lines below them offer."""
    above = [
        at - 1
        for at, block in enumerate(blocks)
        if at and isinstance(block, Line) and (choice := read_choice(block.text)) and choice.kind and not choice.label
    ]
    texts = {at: line.text.strip() for at in above if isinstance(line := blocks[at], Line)}
    counts = Counter(texts.values())
    return {at for at, text in texts.items() if counts[text] >= FEWEST and _is_label(text)}


def _is_label(text: str) -> bool:
    """Whether a line may be the label of kinds, and not the title of the form: แบบเสนอโครงการ/กิจกรรม/มาตรการ."""
    holds_kind = any(kind in text for kind in family().kinds)
    return 0 < len(text) <= LONGEST_LABEL and (not holds_kind or text.startswith(_kind_label()))


def offers_place_or_kind(text: str) -> bool:
    """Whether a text offers choices of kinds or levels, whichever of them is ticked."""
    label, options = choices(text)
    return len(options) >= FEWEST and (_kinds(options) or _levels(label, options)) is not None


def read_choice(text: str, label: str = "") -> Choice | None:
    """The only ticked one of a text's choices of kinds or levels. `label` is what is printed before the text.

    >>> read_choice("( ) 1 (/) 2", "มิติที่").number
    2
    """
    own, options = choices(text)
    if len(options) < FEWEST or len(own) > LONGEST_LABEL:
        return None
    marked = [index for index, (sign, _) in enumerate(options) if ticked(sign)]
    if len(marked) != 1:
        return None
    found = _kinds(options) or _levels(own or label, options)
    return replace(found[marked[0]], label=own) if found else None


def _kinds(options: Sequence[tuple[str, str]]) -> list[Choice] | None:
    """The choices as kinds of projects. None if they are anything else."""
    words = [words.strip(_LEADS) for _, words in options]
    known = family().kinds
    return [Choice("", kind=word) for word in words] if all(word in known for word in words) else None


def _levels(label: str, options: Sequence[tuple[str, str]]) -> list[Choice] | None:
    """The choices as levels that count up: with a level's word each, or with it in the label. None for others."""
    word = _level_word()
    is_labelled = word.search(comparable(label)) is not None
    found: list[Choice] = []
    for _, text in options:
        bare = text.strip(_LEADS)
        worded = word.match(bare)
        number = _NUMBER.match(bare[worded.end() :].lstrip() if worded else bare)
        if number is None or not (worded or is_labelled):
            return None
        found.append(Choice("", number=int(number[1]), title=" ".join(number[2].split()).strip(" :")))
    counts_up = all(after.number == before.number + 1 for before, after in pairwise(found))
    return found if counts_up and found[0].number == 1 else None


@cache
def _level_word(depth: int = 1) -> re.Pattern[str]:
    """The words of the levels down to a depth, each with what may stand between it and its number."""
    levels = [level for level in family().levels if level.depth <= depth]
    words = sorted({word for level in levels for word in (level.word, *level.spellings)}, key=len, reverse=True)
    ordinals = {ordinal for level in levels for ordinal in level.ordinals}
    return re.compile(rf"{either(words)}\s*(?:{either(ordinals)})?")


def ends_with_level(label: str, depth: int = 1) -> bool:
    """Whether a label ends with the word of a level, down to a depth: ตอบสนองมิติที่."""
    found = list(_level_word(depth).finditer("".join(label.split())))
    return bool(found) and not "".join(label.split())[found[-1].end() :].strip(_LEADS)


# -- lines and cells ---------------------------------------------------------------------------------------------------


def _begins_with_box(text: str) -> bool:
    label, options = choices(text)
    return len(options) == 1 and not label.strip(_LEADS) and bool(options[0][1].strip())


def _settled(held: Sequence[Line], before: str) -> Iterator[Line]:
    """Lines with one choice each as one line with what is ticked; as they are if that is not clear."""
    choice = read_choice(" ".join(line.text for line in held), before) if len(held) >= FEWEST else None
    if choice is None:
        yield from held
        return
    at = next(line for line in held if ticked(choices(line.text)[1][0][0]))
    yield replace(at, text=_printed(choice), raw="\n".join(line.raw for line in held))


def _line(line: Line, before: str, label: str) -> Line:
    choice = read_choice(line.text, before)
    return line if choice is None else replace(line, text=_printed(replace(choice, label=choice.label or label)))


def _printed(choice: Choice) -> str:
    """A line as a form without choices prints it: ประเภท : กิจกรรม, มิติที่ 2 ..."""
    label = choice.label.strip().rstrip(_LEADS)
    if choice.kind:
        return f"{label or _kind_label()} : {choice.kind}"
    worded = _level_word().search(label)
    word = f"{label[: worded.end()]}" if worded else f"{label} {_usual_level()}".strip()
    return f"{word} {choice.content}"


def _usual_level() -> str:
    level = next(level for level in family().levels if level.usual and level.depth == 1)
    return f"{level.word}{level.ordinals[0]}"


def _kind_label() -> str:
    return next(word for entry in family().fields.values() for word in entry.before_colon if entry.field is Field.OTHER)


def _grid(grid: Grid) -> Grid:
    """A table, with what is ticked in its cells: the cell to the left is the label."""
    if not any(len(choices(cell.text)[1]) >= FEWEST for cell in grid.cells):
        return grid
    beside: dict[tuple[int, int], str] = {(cell.row, cell.column + cell.column_span): cell.text for cell in grid.cells}
    return replace(grid, cells=tuple(_cell(cell, beside.get((cell.row, cell.column), "")) for cell in grid.cells))


def _cell(cell: Cell, label: str) -> Cell:
    choice = read_choice(" ".join(cell.text.split("\n")), label)
    if choice is None or (choice.label and not choice.kind and not label):
        return cell
    return replace(cell, text=choice.content)
