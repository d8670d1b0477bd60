"""Lines of nothing but a time below a heading that the document has of its own: กาลที่กระทำ, ปีงบประมาณ 2566 ถึง 2568.

They begin like a heading of the duration (ปีงบประมาณ : 2566), and would hide the one above them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.grammar.field import Field
from extract.lines.labels import Label, known_key
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS
from extract.lines.told_fields import is_time
from normalize.text import comparable

LONGEST_HEAD = 40
"""Maximum length in characters of such a heading."""

USUAL = 0.6
"""Share of such lines that have the same heading, at the least."""


def without_times_below(found: Sequence[Label], marks: Sequence[Mark]) -> list[Label]:
    """The candidates without such lines, if most have the same words right above."""
    open_ = [label for label in found if label.key in (None, Field.DURATION)]
    times = [label for label in open_ if is_time(marks[label.index].line.text.strip())]
    heads = Counter(head for label in times if (head := _head(label.index - 1, marks)))
    head, count = heads.most_common(1)[0] if heads else ("", 0)
    if count < max(FEWEST_BLOCKS, USUAL * len(times)):
        return list(found)
    below = {label.index for label in times if _head(label.index - 1, marks) == head}
    return [label for label in found if label.index not in below]


def _head(index: int, marks: Sequence[Mark]) -> str:
    """The words of a line that may be a heading and is not known as one; empty if it is none."""
    if index < 0 or marks[index].kind is not MarkKind.TEXT:
        return ""
    text = marks[index].line.text.strip().rstrip(" :")
    is_short = 0 < len(text) <= LONGEST_HEAD and not any(map(str.isdigit, text))
    return comparable(text) if is_short and known_key(text)[0] is None else ""
