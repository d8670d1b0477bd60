"""Anchors: identifiers derived from an object's place in the source, not from its number or its reading.

A project keeps its anchor if projects before it are added or removed, if its name is read better, and if the plan is
renumbered. Corrections refer to anchors. A digest of the raw text is kept with each anchor. It shows whether the text
has changed since, and is not part of the identity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from extract.model.document import Place
from extract.model.plan import Anchor, Anchored, Plan, ProjectProgress

DIGITS = 16
"""Hex digits of an anchor. The chance of a collision within one dataset is less than one in a billion."""

RAW_DIGITS = 8
"""Hex digits of the digest of the raw text."""

GRID = 6.0
"""Grid step in points, about half a line. Places are rounded to it, since box edges vary between readings."""


class Anchors:
    """The anchors of a plan's projects, amounts, headings, totals, reports, status lines, risks and targets."""

    def __init__(self, plan: Plan) -> None:
        seen: Counter[tuple[str, str, str]] = Counter()
        self._anchors: dict[int, Anchor] = {id(thing): anchor for thing, anchor in plan.anchors}
        for thing, table, field, place, raw in _things(plan):
            where = _where(place)
            seen[table, field, where] += 1
            if id(thing) in self._anchors:
                continue
            ordinal = seen[table, field, where]
            identity = "\0".join((plan.document.sha256, table, field, where, str(ordinal)))
            self._anchors[id(thing)] = Anchor(_digest(identity, DIGITS), _digest(raw, RAW_DIGITS))

    def has(self, thing: object) -> bool:
        """Whether an object has an anchor."""
        return id(thing) in self._anchors

    def of(self, thing: Anchored) -> Anchor:
        """The anchor of an object. Raises KeyError if the object is not part of the plan."""
        return self._anchors[id(thing)]


def fix_anchors(plan: Plan) -> None:
    """Keep the anchors that the plan's objects have now, whatever is corrected, removed or added afterwards."""
    anchors = Anchors(plan)
    plan.anchors = [(thing, anchors.of(thing)) for thing, *_ in _things(plan)]


def _things(plan: Plan) -> Iterator[tuple[Anchored, str, str, Place | None, str]]:
    """Every anchored object with its table, its field in that table, its place and its unchanged source text."""
    for heading in plan.headings:
        table = "dimensions" if heading.level == 1 else "sections"
        yield heading, table, str(heading.level), heading.place, heading.name
    for project in plan.projects:
        name = project.name or project.summary_name
        yield project, "projects", "", project.summary_place or project.detail_place, name.raw if name else ""
        for amount in project.amounts:
            yield amount, "budgets", f"{amount.fiscal_year}/{amount.basis}", amount.place, amount.text
    for total in plan.totals:
        raw = total.printed.raw if total.printed else total.unread
        yield total, "totals", f"{total.fiscal_year}", total.place, raw
    for report in plan.project_progress:
        raw = "\0".join(value.raw for value in report.values())
        yield report, "project_progress", "", _report_place(report), raw
    for line in plan.progress:
        raw = "\0".join(f"{name}={value.raw}" for name, value in line.values.items())
        yield line, "progress", "", line.place, raw
    for risk in plan.risks:
        yield risk, "risks", "", risk.place, "\0".join((risk.step, risk.score, risk.risks, risk.measures))
    for target in plan.targets:
        yield target, "indicator_targets", f"{target.fiscal_year}", target.place, target.text


def _report_place(report: ProjectProgress) -> Place:
    """Where a report is read: at its project if in the same line, since which of its cells is the first read may vary.

    Reports of several rounds in one line are told apart by their order.
    """
    own = (report.project.summary_place, report.project.detail_place)
    line = report.place.spot
    return next((place for place in own if place and place.spot == line), report.place)


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    if place.box is None:
        return f"{place.page}:{place.line}"
    return f"{place.page}@{round(place.box.x0 / GRID)},{round(place.box.top / GRID)}"


def _digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
