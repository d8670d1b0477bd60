"""Applies the corrections of a document to its plan, and reports each of them.

The result does not depend on the order of the corrections. They refer to the anchors of the reading, which no
correction changes.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.assemble.build import number_projects
from extract.model.anchors import fix_anchors
from extract.model.plan import Anchored, Finding, Plan
from phaen.correct.correction import CHECKS, DETAILS, Action, Correction, Corrections
from phaen.correct.moves import move
from phaen.correct.register import Register, Stale, subject_of
from phaen.correct.structure import delete, join, merge, split
from phaen.correct.values import read_value, set_value, target
from schemas.checks import CheckCode

_STRUCTURE: dict[Action, Callable[[Register, Correction], None]] = {
    Action.SPLIT: split,
    Action.JOIN: join,
    Action.MERGE: merge,
    Action.DELETE: delete,
}


def correct_plan(plan: Plan, corrections: Corrections) -> None:
    """Apply corrections to a plan that was read, before it is checked. Raises no exceptions.

    Adds a finding for each correction, applied or not; those of findings are applied by `settle_findings`.
    """
    if not corrections:
        return
    if not plan.anchors:
        fix_anchors(plan)
    _Correcting(Register.of(plan)).run([row for row in corrections if row.table != CHECKS])
    number_projects(plan.projects)


class _Correcting:
    """The application of the corrections of one plan."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._findings: list[tuple[Correction, Finding]] = []

    def run(self, corrections: list[Correction]) -> None:
        for action in (Action.SPLIT, Action.JOIN, Action.MERGE, Action.DELETE):
            rows = [row for row in corrections if row.action is action]
            for row in sorted(rows, key=self._order):
                self._apply(row, _STRUCTURE[action])
        move(self._register, [row for row in corrections if row.action is Action.MOVE], self._done, self._refused)
        sets = [row for row in corrections if row.action is Action.SET]
        clashing = self._clashing(sets)
        for row in sets:
            if row.meaning in clashing:
                self._refused(row, Stale("another correction gives the same amount another value"))
            else:
                self._apply(row, set_value)
        self._register.plan.add(finding for _, finding in sorted(self._findings, key=lambda found: found[0]))

    def _order(self, row: Correction) -> int:
        """Projects are merged in the order of the document."""
        thing = self._register.by_anchor.get(row.new)
        return next((at for at, other in enumerate(self._register.plan.projects) if other is thing), -1)

    def _clashing(self, rows: list[Correction]) -> set[tuple[str, ...]]:
        """The meanings of corrections that set one place to several values: an amount by its anchor and by its year."""
        places: dict[tuple[int, str], dict[str, list[Correction]]] = {}
        for row in rows:
            try:
                thing, field = target(self._register, row)
            except Stale:
                continue
            places.setdefault((id(thing), field), {}).setdefault(row.new, []).append(row)
        return {row.meaning for by_value in places.values() if len(by_value) > 1 for same in by_value.values()
                for row in same}  # fmt: skip

    def _apply(self, row: Correction, how: Callable[[Register, Correction], None]) -> None:
        changed = row.raw_digest not in {"", self._register.digest_of(row.anchor)}
        about = self._register.by_anchor.get(row.anchor)
        before = self._before(row)
        try:
            how(self._register, row)
        except Stale as why:
            self._refused(row, why)
        else:
            kept = None if row.action is Action.DELETE else self._register.by_anchor.get(row.anchor, about)
            self._report(row, kept, before, changed=changed)

    def _before(self, row: Correction) -> str:
        if row.action is not Action.SET:
            return ""
        try:
            value = read_value(*target(self._register, row))
        except Stale:
            return ""
        return "" if value is None else f"{value}"

    def _done(self, row: Correction) -> None:
        changed = row.raw_digest not in {"", self._register.digest_of(row.anchor)}
        self._report(row, self._register.by_anchor[row.anchor], "", changed=changed)

    def _refused(self, row: Correction, why: Stale) -> None:
        self._findings.append((row, stale(row, str(why))))

    def _report(self, row: Correction, thing: Anchored | None, before: str, *, changed: bool) -> None:
        code = CheckCode.CORRECTION_TEXT_CHANGED if changed else CheckCode.CORRECTION_APPLIED
        place = getattr(thing, "place", None) or getattr(thing, "summary_place", None)
        place = place or getattr(thing, "detail_place", None)
        values = {"what": what(row), "said": row.said()}
        self._findings.append(
            (row, Finding(code, subject_of(thing, self._register.plan), row.new, before, place, values, row.field))
        )


def stale(row: Correction, why: str) -> Finding:
    """The finding for a correction that was not applied."""
    values = {"what": what(row), "why": why, "said": row.said()}
    return Finding(CheckCode.CORRECTION_STALE, None, row.new, row.old, None, values, row.field)


def what(row: Correction) -> str:
    """A correction in words: the action, the column and the row."""
    column = f" {row.field}" if row.field and row.field != DETAILS else ""
    of = f" of {row.table} {row.anchor}".rstrip()
    return f"{row.action}{column}{of}"
