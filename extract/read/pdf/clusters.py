"""Builds clusters in storage order from letters and marks. Joins the parts of sara am, and two sara e to sara ae."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.read.layout.printed import Cluster
from extract.read.pdf.letters import AA, UNKNOWN
from extract.read.pdf.thai_marks import Base, marks_of
from normalize.script import NIKHAHIT, SARA_AE, SARA_AM, SARA_E

ROOM_FOR_AA = 0.55
"""Maximum gap between a ring and the sara aa that belongs to it, in letter heights."""

TOUCHING = 0.35
"""Maximum distance of two sara e that look like sara ae, in letter heights."""


def clusters(bases: Sequence[Base], height: float, repairs: Counter[str]) -> list[Cluster]:
    """The clusters of a row, left to right."""
    made: list[Cluster] = []
    skip = False
    for at, base in enumerate(bases):
        char = base.char
        if not (skip or base.marks or base.repeats) and base.text != SARA_E:  # nearly all
            made.append(Cluster(base.text, char.x0, char.x1, char.top, char.bottom, run=char.run))
            continue
        following = bases[at + 1] if at + 1 < len(bases) else None
        if skip:
            skip = False
            made[-1].x1 = max(made[-1].x1, char.x1)
            made[-1].top = min(made[-1].top, char.top)
            continue
        text, top, bottom = base.text, char.top, char.bottom
        if base.marks or base.repeats:
            marks = marks_of(base, UNKNOWN, repairs)
            if NIKHAHIT in marks:
                marks, skip = _joined_am(marks, base, following, repairs)
            text += "".join(marks)
            for mark in base.marks:
                top = mark.top if mark.top < top else top
                bottom = mark.bottom if mark.bottom > bottom else bottom
        elif text == SARA_E and following is not None and _is_second_e(base, following, height):
            text, skip = SARA_AE, True
            repairs["double_sara_e"] += 1
        made.append(Cluster(text, char.x0, char.x1, top, bottom, run=char.run))
    return made


def _joined_am(marks: list[str], base: Base, following: Base | None, repairs: Counter[str]) -> tuple[list[str], bool]:
    """The marks, with the ring and the following aa joined to sara am, and whether the aa was used."""
    rest = [mark for mark in marks if mark != NIKHAHIT]
    if following is not None and (following.text in AA or following.text == UNKNOWN):
        repairs["sara_am_joined"] += 1
        return [*rest, SARA_AM], True
    height = base.char.bottom - base.char.top
    if following is not None and following.char.x0 - base.char.x1 >= ROOM_FOR_AA * height:
        repairs["sara_aa_lost"] += 1
        return [*rest, SARA_AM], False
    return marks, False


def _is_second_e(base: Base, following: Base, height: float) -> bool:
    return following.text == SARA_E and following.char.x0 - base.char.x1 <= TOUCHING * height
