"""The objects of a plan by their anchors, and what corrections have done to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from extract.model.document import Place
from extract.model.plan import (
    Amount,
    Anchor,
    Anchored,
    CorrectedField,
    Heading,
    IndicatorTarget,
    JointReading,
    Plan,
    Progress,
    Project,
    ProjectProgress,
    Risk,
    RowRef,
    Subject,
    Total,
    Value,
)
from schemas.checks import CheckCode

T = TypeVar("T", bound=Anchored)

TABLES: dict[str, type[Anchored]] = {
    "dimensions": Heading,
    "sections": Heading,
    "projects": Project,
    "budgets": Amount,
    "totals": Total,
    "project_progress": ProjectProgress,
    "progress": Progress,
    "risks": Risk,
    "indicator_targets": IndicatorTarget,
}


class Stale(Exception):
    """A correction cannot be applied to the plan; the message says why."""


@dataclass(slots=True)
class Register:
    """A plan whose objects are found by their anchors. Other modules of this package change the plan through it."""

    plan: Plan
    by_anchor: dict[str, Anchored]

    @classmethod
    def of(cls, plan: Plan) -> Register:
        """The register of a plan with fixed anchors."""
        return cls(plan, {anchor.name: thing for thing, anchor in plan.anchors})

    def find(self, anchor: str, table: str) -> Anchored:
        """The object with an anchor. Raises Stale if there is none in that table."""
        thing = self.by_anchor.get(anchor)
        if thing is None:
            raise Stale("the row does not exist")
        if not isinstance(thing, TABLES[table]):
            raise Stale(f"the row is not in the table {table}")
        if isinstance(thing, Heading) and (thing.level == 1) != (table == "dimensions"):
            raise Stale(f"the row is not in the table {table}")
        return thing

    def project(self, anchor: str) -> Project:
        """The project with an anchor."""
        found = self.find(anchor, "projects")
        assert isinstance(found, Project)
        return found

    def digest_of(self, anchor: str) -> str:
        """The digest of the raw text of the object with an anchor; empty if it was not read as such."""
        thing = self.by_anchor.get(anchor)
        return next((known.raw_digest for found, known in self.plan.anchors if found is thing), "")

    def owner(self, amount: Amount) -> Project:
        """The project that an amount belongs to."""
        return next(project for project in self.plan.projects if any(own is amount for own in project.amounts))

    # -- changes ------------------------------------------------------------------------------------------------------

    def add(self, anchor: str, thing: Anchored) -> None:
        """Give a new object its anchor."""
        self.by_anchor[anchor] = thing
        self.plan.anchors.append((thing, Anchor(anchor, "0" * 8)))

    def take_over(self, anchor: str, kept: Project) -> None:
        """Let an anchor mean the project that has taken over the one that had it."""
        gone = self.by_anchor[anchor]
        for name, thing in self.by_anchor.items():
            if thing is gone:
                self.by_anchor[name] = kept
        for finding in self.plan.findings:
            if finding.about is gone:
                finding.about = kept
        for report in self.plan.project_progress:
            if report.project is gone:
                report.project = kept

    def dismiss(self, thing: Anchored) -> None:
        """Note that a person has removed an object: findings about it are settled."""
        self.plan.dismissed.append(thing)
        self.plan.findings = [finding for finding in self.plan.findings if finding.about is not thing]

    def settle(self, about: Anchored, code: CheckCode) -> None:
        """Drop the findings of that code about an object."""
        kept = [finding for finding in self.plan.findings if finding.about is not about or finding.code is not code]
        self.plan.findings = kept

    def note(self, about: Anchored | None, field: str, read: object, place: Place | None = None, raw: str = "") -> None:
        """Note that a column is given its value; `read` is the value before, or that value with its text and place."""
        if any(known.about is about and known.field == field for known in self.plan.corrected):
            return  # the first correction is the one of what was read
        value = read
        if isinstance(read, Value):
            value, raw, place = read.value, read.raw, read.place or place
        self.plan.corrected.append(CorrectedField(about, field, "" if value is None else f"{value}", raw, place))

    def settle_joint(self, amount: Amount) -> None:
        """Leave an amount that a person has settled out of the readings that it shares, and those that it disproves."""
        self.plan.joint_readings = [
            smaller for joint in self.plan.joint_readings if (smaller := _without(joint, amount)) is not None
        ]


def _without(joint: JointReading, amount: Amount) -> JointReading | None:
    """A joint reading without an amount, whose value now decides between the readings. None if nothing is left."""
    columns = [column for column, own in enumerate(joint.amounts) if own is not amount]
    if len(columns) == len(joint.amounts):
        return joint
    if not columns:
        return None
    (gone,) = set(range(len(joint.amounts))) - set(columns)
    given = amount.money.value if amount.money is not None else None
    agreeing = [reading for reading in joint.readings if given is not None and reading[gone] in (given, None)]
    readings = dict.fromkeys(tuple(reading[at] for at in columns) for reading in agreeing or joint.readings)
    return replace(joint, amounts=tuple(joint.amounts[at] for at in columns), readings=tuple(readings))


def put_amount(project: Project, amount: Amount) -> None:
    """Add an amount to a project: behind those of its basis with earlier years, and before later ones."""
    at = len(project.amounts)
    for place, own in enumerate(project.amounts):
        if own.basis is amount.basis and own.fiscal_year > amount.fiscal_year:
            at = place
            break
        if own.basis is amount.basis:
            at = place + 1
    project.amounts.insert(at, amount)


def subject_of(thing: Anchored | None, plan: Plan) -> Subject:
    """The subject of a finding about an object. Headings, risks and targets have none: their row is named."""
    if isinstance(thing, Heading):
        return RowRef("dimensions" if thing.level == 1 else "sections", thing.code)
    if isinstance(thing, Risk):
        return RowRef("risks", str(thing.order))
    if isinstance(thing, IndicatorTarget):
        order = next((number for number, target in enumerate(plan.targets, 1) if target is thing), 0)
        return RowRef("indicator_targets", str(order)) if order else None
    return thing
