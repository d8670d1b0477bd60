"""Anchors: names of things that follow from where they are read, not from their number or from how they were read.

A project keeps its anchor when projects before it are found or lost, when its name is read better, when the numbers
of the plan are counted anew. Corrections refer to anchors. The digest of the raw text is kept beside an anchor: it
tells whether the thing still reads as it did, and is no part of its identity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from extract.model.document import Place
from extract.model.plan import Amount, Heading, Plan, Project, Total

DIGITS = 16
"""Hex digits of an anchor: two things of one dataset share one with a chance of less than one in a billion."""

RAW_DIGITS = 8
"""Hex digits of the raw text's digest."""

GRID = 6.0
"""Points: places on a page are taken as the same within about half a line, since boxes grow and shrink with reading."""

Anchored = Project | Amount | Heading | Total


@dataclass(frozen=True, slots=True)
class Anchor:
    """`name` identifies a thing; `raw_digest` verifies that it reads as it did."""

    name: str
    raw_digest: str


class Anchors:
    """The anchors of a plan's projects, amounts, headings and totals."""

    def __init__(self, plan: Plan) -> None:
        seen: Counter[tuple[str, str, str]] = Counter()
        self._anchors: dict[int, Anchor] = {}
        for thing, table, field, place, raw in _things(plan):
            where = _where(place)
            seen[table, field, where] += 1
            ordinal = seen[table, field, where]
            identity = "\0".join((plan.document.sha256, table, field, where, str(ordinal)))
            self._anchors[id(thing)] = Anchor(_digest(identity, DIGITS), _digest(raw, RAW_DIGITS))

    def of(self, thing: Anchored) -> Anchor:
        """The anchor of a thing. Raises KeyError for one that is no part of the plan."""
        return self._anchors[id(thing)]


def _things(plan: Plan) -> Iterator[tuple[Anchored, str, str, Place | None, str]]:
    """Every anchored thing with its table, the field it fills there, its place and its untouched text."""
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


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    if place.box is None:
        return f"{place.page}:{place.line}"
    return f"{place.page}@{round(place.box.x0 / GRID)},{round(place.box.top / GRID)}"


def _digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
