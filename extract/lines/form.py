"""The form of a document's blocks: the recurring headings, their numbering, and where each block begins.

A single line is ambiguous: a heading in one document is a list item in another. This module therefore uses the whole
document. Every possible heading is a candidate with a score: its words are known or recur, and its number has the shape
of the known headings. Every pair of neighbours has a score: the number increases by one, the field order is kept, or a
block begins below a project name. Dynamic programming selects the best sequence of candidates. Selected headings
become sure marks. The outline decides on all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

from extract.grammar.field import Field
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.block_titles import Title, coded_titles, counted_titles, due_titles, listed_names
from extract.lines.groups_in_turn import with_groups_in_turn
from extract.lines.known_names import TAIL, Known
from extract.lines.labels import How, Label, Shape, is_counter, labels, names_field, nearest_field, shape_of
from extract.lines.marks import Mark, MarkKind, has_leaders
from extract.lines.own_words import OWN_WORDS, in_own_words
from extract.lines.parted import parted
from extract.lines.printed_levels import BARE_LEVEL, LEVEL, ends_with_code, labelled_level, level_in
from extract.lines.recurring import asides, below_heads, captions, colon_labels, money_lines
from extract.lines.same_words import without_slips
from extract.lines.sequence import FEWEST_BLOCKS, Form, Step, best_sequence
from extract.lines.standing_apart import standing_apart
from extract.lines.times_below import without_times_below
from extract.lines.told_fields import is_time, names_by_content, told_fields
from extract.model.plan import Path, path_of
from normalize.money import looks_like_money
from normalize.text import comparable

FEWEST_KEYS = 3
"""Minimum number of different fields in one shape for the shape to be the form's. One less in reports
that number them."""

NAME_REACH = 4
"""Number of lines above a block's first heading that are searched for its name."""

FIELDS_REACH = 12
"""The same for the field that names it, above fields in another style."""

LONGEST_NAME = 300
"""Maximum length in characters of a line with a project name."""

LONGEST_UNKNOWN = 45
"""Maximum length in characters of a heading that is neither known nor recurring."""

USUAL = 0.6
"""Share of the blocks in which a position is a known heading's for it to be that heading's."""


def with_form(marks: Sequence[Mark], known: Known) -> list[Mark]:
    """The marks, with fields, names and levels among the fields added according to the document's form."""
    found = parted(with_groups_in_turn(without_slips(list(labels(marks))), marks), marks)
    candidates = names_by_content(without_times_below(found, marks), marks, known.is_name)
    form = _form_of(candidates)
    if form is None:
        candidates, names, own = in_own_words(candidates, marks, known.is_name)
        known = replace(known, names=known.names | names, above=names)
        form = _form_of(candidates, own)
    if form is None:
        return list(marks)
    return _Assembly(marks, known, form, _candidates(candidates, marks, form)).marks()


def _form_of(candidates: Sequence[Label], own: Collection[str] = ()) -> Form | None:
    """The form derived from known headings: the most frequent shape, in which some of them recur.

    `own` are words that each block has about once: they are headings, even if nothing shows their fields.
    """
    by_shape: defaultdict[Shape, Counter[str]] = defaultdict(Counter)
    for label in candidates:
        if label.key is not None or (label.words in own and label.how is not How.GLUED):
            by_shape[label.shape][label.key or label.words] += 1
    known = {label.shape for label in candidates if label.key is not None}
    by_shape = defaultdict(Counter, {shape: keys for shape, keys in by_shape.items() if shape in known})
    reports = {label.shape for label in candidates if label.progress and (label.position or not label.words)}
    strength = {
        shape: sum(count for count in keys.values() if count >= FEWEST_BLOCKS)
        for shape, keys in by_shape.items()
        if sum(count >= FEWEST_BLOCKS for count in keys.values()) >= (FEWEST_KEYS - (shape in reports))
    }
    if not strength:
        return None
    shape = max(strength, key=lambda shape: strength[shape])
    mine = [label for label in candidates if label.shape == shape]
    recurring = [count for count in by_shape[shape].values() if count >= FEWEST_BLOCKS]
    how = Counter(label.how for label in mine if label.key is not None).most_common(1)[0][0]
    form = Form(shape, how, max(FEWEST_BLOCKS, round(median(recurring))))
    named = [label for label in mine if label.key is not None or names_field(label.words)]
    alone = Counter(label.key or label.words for label in named if label.how is How.ALONE)
    form.is_mixed = any(count >= max(FEWEST_BLOCKS, USUAL * form.blocks) for count in alone.values())
    form.counts = Counter(label.words for label in mine)
    form.names = Counter(label.words for label in candidates if label.key is Field.NAME)
    form.taken = _taken((label for label in candidates if label.shape[1] == shape[1]), form.blocks)
    places = Counter((label.words, label.position in form.taken) for label in mine if label.key is None)
    form.free = frozenset(words for words, is_taken in places if places[words, False] > places[words, True])
    return form


def _taken(labels: Iterable[Label], blocks: int) -> frozenset[int]:
    """The positions that known headings have in most blocks, whatever follows the number. What else has their number
    is an item of a list."""
    known = Counter(label.position for label in labels if label.key is not None and label.position)
    return frozenset(position for position, count in known.items() if count >= USUAL * blocks)


def _candidates(found: Sequence[Label], marks: Sequence[Mark], form: Form) -> list[tuple[Label, float]]:
    """The lines that may be headings of the form, each with its score."""
    apart = standing_apart(found, marks, form)
    scored = ((label, _score(label, form, apart)) for label in found)
    return [(label, score) for label, score in scored if score is not None]


def _score(label: Label, form: Form, apart: frozenset[str]) -> float | None:
    if label.how is How.CELL:
        return 8.0
    is_form = label.shape == form.shape
    is_bulleted = label.shape[0] is form.shape[0] is NumberStyle.BULLET  # a known heading, whatever its sign
    is_form = is_form or (label.key is not None and is_bulleted)
    recurs = form.counts[label.words] >= FEWEST_BLOCKS and is_form
    if label.key is not None:
        if label.progress and not label.words:
            return 1.5  # tells the money planned and spent, whatever the headings are like
        is_name = label.key is Field.NAME and form.names[label.words] >= FEWEST_BLOCKS
        return (3.0 if recurs else 1.5) if is_form else 2.0 if is_name and form.shape[0] is None else -0.5
    return _score_unknown(label, form, apart) if is_form and (_is_due(label, form) or not is_time(label.body)) else None


def _tells_time(label: Label) -> bool:
    """Whether a heading with unknown words has a time on its line: ปีงบประมาณที่ทำ 2566 - 2568."""
    return label.key is None and label.how is How.ALONE and is_time(label.body)


def _is_due(label: Label, form: Form) -> bool:
    """Whether unknown words have a number of their own once in most blocks: 6) ปีงบประมาณที่ทำ 2566 is of no list."""
    is_numbered = label.position > 0 and label.position not in form.taken
    return is_numbered and USUAL * form.blocks <= form.counts[label.words] <= form.blocks + 1


def _score_unknown(label: Label, form: Form, apart: frozenset[str]) -> float | None:
    """The score of unknown words with a number of the form's shape."""
    share = form.counts[label.words] / form.blocks
    recurs = form.counts[label.words] >= FEWEST_BLOCKS
    if form.shape[0] is None:
        due = recurs and (0.3 if label.how is How.COLON else 0.5) <= share <= 1.5
        if form.how is How.GLUED and label.how is How.GLUED:
            return 1.0 if recurs and share <= 1.5 else None
        closed = form.how in (How.COLON, How.CELL)
        fits = label.how is How.COLON or (form.is_mixed and label.words in apart) if closed else label.words in apart
        return 1.5 if due and fits else None
    if form.shape[0] is NumberStyle.BULLET:
        is_apart = label.words in apart or label.how is form.how is How.COLON
        return 1.0 if recurs and share >= 0.5 and is_apart else None
    if recurs and share >= 0.3 and (label.position not in form.taken or label.words in form.free):
        return 2.0
    return -1.5 if len(label.words) <= LONGEST_UNKNOWN and label.how is not How.GLUED else None


def _recurring(candidates: Sequence[tuple[Label, float]], form: Form) -> frozenset[int]:
    """The places of lines that recur in the blocks, and so name none of them, though kind words may begin them."""
    alone = [label for label, _ in candidates if label.key is not Field.NAME and label.how is How.ALONE]
    counts = Counter(label.words for label in alone)
    least = max(FEWEST_BLOCKS, OWN_WORDS * form.blocks)
    return frozenset(label.index for label in alone if counts[label.words] >= least)


# -- the marks ------------------------------------------------------------------------------------------------------


class _Assembly:
    """Converts the selected headings to sure marks, and adds the names and levels between them."""

    def __init__(
        self, marks: Sequence[Mark], known: Known, form: Form, candidates: Sequence[tuple[Label, float]]
    ) -> None:
        self._marks = marks
        self._known = known
        self._form = form
        self._listed = listed_names([label for label, _ in candidates], marks)
        self._counted = counted_titles(marks)
        coded = coded_titles(marks)
        self._coded = {at: t for at, t in coded.items() if kind_of(t.body) or comparable(t.body) in known.above}
        self._all_counted = len(self._counted) >= USUAL * form.blocks  # then only such a line, or one below, is a name
        names = sum(label.key == Field.NAME for label, _ in candidates)
        self._has_names = names >= FEWEST_BLOCKS and names * 2 >= form.blocks
        """Whether a field names the blocks. No other line then does."""
        self._open = {label.index for label, score in candidates if score > 0 and not label.content}
        """Headings without content. The line below such a heading is its content, not a project name."""
        self._headings = _recurring(candidates, form)
        self._due: frozenset[int] = frozenset()
        kinded = [index for index in range(len(marks)) if self._is_name(index)]
        self._due = due_titles(kinded, [label for label, _ in candidates], marks)
        named = self._named()
        form.learn([label for label, _ in candidates if label.key is not None and label.shape == form.shape], named)
        self._steps = best_sequence(candidates, form, named, self._parted())
        self._at = {step.label.index: step for step in self._steps}
        begins = [step for step in self._steps if step.begins]
        breaks = {step.label.index for step in begins} | {index for step in begins for index, _ in self._name(step)}
        self._shown = told_fields([step.label for step in self._steps], marks, breaks)

    def _named(self) -> list[int]:
        found, total = [], 0
        for index in range(len(self._marks)):
            found.append(total)
            total += self._is_name(index)
        return found

    def _parted(self) -> list[int]:
        """For each mark, how many parts of the document begin above it. A title that recurs is in the blocks."""
        titles = Counter(mark.text for mark in self._marks if mark.kind is MarkKind.PART)
        return list(accumulate(mark.kind is MarkKind.PART and titles[mark.text] == 1 for mark in self._marks))

    def _is_name(self, index: int) -> bool:
        mark = self._marks[index]
        text = mark.line.text
        is_line = mark.kind in (MarkKind.TEXT, MarkKind.SECTION) and len(text) <= LONGEST_NAME and not has_leaders(text)
        if self._has_names or not is_line:
            return False
        if index in self._headings or index in self._counted or self._all_counted:
            is_below = self._all_counted and index - 1 in self._counted
            if index in self._headings or not is_below:
                return index in self._counted and index not in self._headings
        title = self._coded.get(index) or Title.of(mark.line.text)
        is_above = comparable(title.body) in self._known.above
        if not is_above and (not title.body or (title.bulleted and index not in self._listed)):
            return False
        if is_above or kind_of(title.body) or index in self._due:
            return True
        if title.value > 1 and index and Title.of(self._marks[index - 1].line.text).value + 1 == title.value:
            return False  # a further item of a list
        is_level = mark.kind is MarkKind.SECTION or LEVEL.fullmatch(title.body)
        return not is_level and index - 1 not in self._open and self._known.is_name(title.body)

    def marks(self) -> list[Mark]:
        """The marks, with those of the form replacing the marks found from single lines."""
        made: dict[int, Mark] = {}
        for step in self._steps:
            if self._is_sure(step.label):
                made[step.label.index] = self._field(step)
        for step in self._steps:
            if step.begins:
                names = dict(self._name(step)) or self._named_by_field(step)
                made.update(names)
                is_named = any(mark.kind is MarkKind.FIELD for mark in names.values())
                first = made.get(step.label.index)
                if first is not None:
                    made[step.label.index] = replace(first, begins=first.sure and not is_named)
        made.update(captions(self._marks, made, [step.label.index for step in self._steps if step.begins]))
        made.update(self._levels(made))
        made.update(asides(self._marks, made))
        made.update(colon_labels(self._marks, made))
        made.update(below_heads(self._marks, made))
        made.update(money_lines(self._marks, made, self._form.shape))
        behind = self._without_tails(made)
        found: list[Mark] = []
        for index, mark in enumerate(self._marks):
            found.append(made.get(index, mark))
            found += [behind[index]] if index in behind else []
        return found

    def _without_tails(self, made: dict[int, Mark]) -> dict[int, Mark]:
        """Cuts the responsible department in brackets behind names, if most names have something there."""
        names = {
            index: tail
            for index, mark in made.items()
            if mark.key == Field.NAME and (tail := TAIL.search(mark.text)) is not None
        }
        count = sum(mark.key == Field.NAME for mark in made.values())
        if len(names) < FEWEST_BLOCKS or len(names) * 5 < count * 3:
            return {}
        has_responsible = any(mark.key == Field.RESPONSIBLE for mark in made.values())
        behind: dict[int, Mark] = {}
        for index, tail in names.items():
            mark, inside = made[index], tail["inside"].strip()
            if not has_responsible and patterns().cells.department.match(inside):
                made[index] = replace(mark, text=mark.text[: tail.start()])
                behind[index] = Mark(MarkKind.FIELD, mark.line, inside, key=Field.RESPONSIBLE, sure=True)
        return behind

    def _is_sure(self, label: Label) -> bool:
        """Whether a heading's words are known or recur. The outline judges other headings by their number."""
        return label.key is not None or label.how is How.CELL or self._form.counts[label.words] >= FEWEST_BLOCKS

    def _field(self, step: Step) -> Mark:
        label, mark = step.label, self._marks[step.label.index]
        told = self._shown.get(label.words)
        known = told if label.key is Field.REMARKS and told is not None else label.key
        key = known or told or (Field.DURATION if _tells_time(label) else nearest_field(label.words))
        key = Field.OTHER if is_counter(label.index, self._marks) else key
        number = _plain_number(label.number)
        if mark.kind is MarkKind.FIELD and label.key is not None and label.key is known and label.how is not How.CELL:
            return replace(mark, text=mark.text or label.content, number=number, sure=label.shape == self._form.shape)
        content = "" if label.how is How.CELL else label.content or self._content_of_bare(label)
        return Mark(
            MarkKind.FIELD,
            mark.line,
            content,
            key=key,
            number=number,
            progress=label.progress and key is not Field.RATIONALE,
            sure=True,
            cell=mark.cell,
        )

    def _content_of_bare(self, label: Label) -> str:
        """What a line right above the next heading prints behind a first word that names a field."""
        head, _, rest = label.body.partition(" ")
        if _tells_time(label):
            return rest.strip() or label.body
        is_last = label.index + 1 == len(self._marks) or label.index + 1 in self._at
        is_bare = label.key is None and label.how is How.ALONE and is_last and names_field(comparable(head))
        return rest.strip() if is_bare else ""

    def _name(self, step: Step) -> Iterator[tuple[int, Mark]]:
        """The line above a block's first heading that names it, or that announces the name field below."""
        start = step.label.index
        is_field = step.label.key == Field.NAME
        for index in range(start - 1, max(-1, start - 1 - (1 if is_field else NAME_REACH)), -1):
            mark = self._marks[index]
            if index in self._at:
                return
            if not (mark.kind is MarkKind.TEXT if is_field else self._is_name(index)):
                continue
            title = self._counted.get(index) or self._coded.get(index) or Title.of(mark.line.text)
            if not is_field:
                yield (
                    index,
                    Mark(
                        MarkKind.FIELD,
                        mark.line,
                        title.body,
                        key=Field.NAME,
                        value=title.value,
                        code=title.code,
                        sure=True,
                    ),
                )
            elif self._same(title.body, step.label):
                yield index, Mark(MarkKind.ORDINAL, mark.line, "", value=title.value, code=title.code, sure=True)
            return

    def _named_by_field(self, step: Step) -> dict[int, Mark]:
        """The field that names the block some unnumbered lines above its first heading, if the blocks have one."""
        start = step.label.index
        for index in range(start - 1, max(-1, start - 1 - FIELDS_REACH), -1) if self._has_names else ():
            mark = self._marks[index]
            if index in self._at:
                break
            if mark.kind is MarkKind.FIELD and mark.key == Field.NAME and mark.text:
                return {index: replace(mark, sure=True)}
        return {}

    def _same(self, body: str, label: Label) -> bool:
        content = label.content
        if not content and label.index + 1 < len(self._marks):
            content = self._marks[label.index + 1].line.text
        return comparable(body)[:30] == comparable(content)[:30]

    def _levels(self, made: Mapping[int, Mark]) -> dict[int, Mark]:
        """Levels among a block's fields: after its name, or with the next number in sequence."""
        found: dict[int, Mark] = {}
        at = _Position()
        for index, mark in enumerate(self._marks):
            level = self._level_at(index, mark, made.get(index), at)
            if level is not None:
                found[index] = level
        return found if len(found) >= FEWEST_BLOCKS else {}

    def _level_at(self, index: int, mark: Mark, put: Mark | None, at: _Position) -> Mark | None:
        """The level on a line, if any. `put` is the mark by which the form replaces the line's own."""
        if put is not None and put.kind is MarkKind.FIELD:
            printed = self._printed_level(index, put) if put.key == Field.OTHER else None
            if printed:
                path, title = path_of(printed[0]), printed[1].strip()
                return replace(put, kind=MarkKind.LEVEL, path=path, text=title, ahead=self._is_ahead(index))
            step = self._at.get(index)
            if step is None or step.label.key is not None or put.cell:
                at.after(put, begins=step is not None and step.begins)
                return None
            at.due = step.label.position or at.due
        elif put is None and mark.kind is MarkKind.FIELD and mark.key == Field.NAME:
            at.after(replace(mark, number=None), begins=True)  # its number is the project's, of another style
            return None
        elif put is not None or not at.inside:
            at.is_open = at.is_open and put is None
            return None
        level = self._level_below(index, mark) or self._level(mark, at)
        if level is not None:
            at.path = level.path
            at.due += level.number is not None
        elif put is not None:
            at.after(put, begins=False)
        return level

    def _level_below(self, index: int, mark: Mark) -> Mark | None:
        """The level right below the one that its own code is within: แนวทาง 1.1 below เสาหลักที่ 1, below their label."""
        if mark.kind is not MarkKind.SECTION or mark.code is None or index < 2:
            return None
        above, step = self._marks[index - 1], self._at.get(index - 2)
        path = path_of(mark.code.section)
        is_within = above.kind is MarkKind.DIMENSION and path[:1] == (above.value,)
        if not is_within or step is None or step.label.content:
            return None
        return replace(mark, kind=MarkKind.LEVEL, path=path, sure=True, ahead=self._is_ahead(index))

    def _printed_level(self, index: int, put: Mark) -> tuple[str, str] | None:
        """The code and the title of the level that a heading gives: in the cell beside it, behind it, or below it."""
        if put.cell:
            return self._cell_level(index)
        below = self._marks[index + 1] if index + 1 < len(self._marks) else None
        if not put.text and below is not None and below.kind is MarkKind.DIMENSION:
            return str(below.value), below.text  # อยู่ในมิติใด, and มิติที่ 1 below it
        return labelled_level(put)

    def _is_ahead(self, index: int) -> bool:
        """Whether the next heading that is neither a level nor a counter begins a block."""
        following = (
            self._at[later] for later in range(index + 1, min(index + 9, len(self._marks))) if later in self._at
        )
        steps = (step for step in following if not self._cell_level(step.label.index))
        return next((step.begins for step in steps if not is_counter(step.label.index, self._marks)), False)

    def _cell_level(self, index: int) -> tuple[str, str] | None:
        """The `code` and `title` that a row of a table of fields prints: มิติที่ | 2 การบริหาร..."""
        following = self._marks[index + 1] if index + 1 < len(self._marks) else None
        if following is None or following.cell:
            return None
        text = following.line.text.strip()
        bare = BARE_LEVEL.fullmatch(text)
        words = (self._marks[index].line.text, bare["word"]) if bare is not None else ()
        if bare is not None and not any(ends_with_code(text, bare["code"]) for text in words):
            bare = None
        found = LEVEL.fullmatch(text) or bare
        return (found["code"], found["title"]) if found and not looks_like_money(text) else None

    def _level(self, mark: Mark, at: _Position) -> Mark | None:
        text = mark.line.text.strip()
        number = parse_number(text) if self._form.shape[0] is not None else None
        if self._form.shape[0] is None:
            if not at.is_open:
                return None
        elif number is None or shape_of(number, mark.line.raw) != self._form.shape or not at.is_due(number):
            return None
        else:
            text = number.rest.strip()
        match = level_in(text) if len(text) <= LONGEST_NAME else None
        if match is None or kind_of(match["title"].strip()):
            return None
        path = path_of(match["code"])
        if len(path) == 1 and len(at.path) == 1 and number is not None:
            path = (*at.path, *path)
        return Mark(
            MarkKind.LEVEL, mark.line, match["title"].strip(), number=_plain_number(number), sure=True, path=path
        )


@dataclass(slots=True)
class _Position:
    """The position of a line in a block. `due` is the next number. `is_open` is true if only the name is above."""

    inside: bool = False
    due: int = 0
    is_open: bool = False
    path: Path = ()

    def is_due(self, number: Number) -> bool:
        """Whether a number is the next. The number of a name may be the project's, so that its level has the first.

        A bullet is next below a name.
        """
        if number.style is NumberStyle.BULLET:
            return self.is_open
        return number.position == self.due or (self.is_open and number.position == 1)

    def after(self, put: Mark, *, begins: bool) -> None:
        """Moves past a field."""
        if put.key == Field.NAME or (begins and not self.inside):
            self.inside, self.path = True, ()
        self.is_open = put.key == Field.NAME
        if put.number is not None:
            self.due = put.number.last + 1
        elif self.is_open:
            self.due = 1


def _plain_number(number: Number | None) -> Number | None:
    """A heading's number as if printed `1.`. None for a bullet."""
    if number is None or not number.position:
        return None
    return replace(number, codes=(number.position,), style=NumberStyle.DOT)
