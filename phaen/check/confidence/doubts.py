"""What the findings of a plan say against its values."""

from __future__ import annotations

from collections import defaultdict

from extract.model.plan import Plan, Project
from phaen.check.confidence.shares import Group, doubts
from schemas.checks import CheckCode


class Doubts:
    """The groups and fields that findings speak against, by object. Which findings do is listed, not their severity."""

    def __init__(self, plan: Plan) -> None:
        self._groups: dict[int, set[Group]] = defaultdict(set)
        self._fields: dict[int, set[str]] = defaultdict(set)
        self._lacking: set[int] = set()
        against = doubts()
        for finding in plan.findings:
            for row in finding.rows():
                groups = against.get(row.code, frozenset())
                self._groups[id(row.about)].update(groups)
                if Group.AMOUNTS in groups and isinstance(row.about, Project):
                    for amount in row.about.amounts:
                        self._groups[id(amount)].add(Group.AMOUNTS)
                if row.code is CheckCode.FIELD_MISSING:
                    self._lacking.add(id(row.about))
                if Group.FIELDS in groups and isinstance(row.about, Project):
                    self._fields[id(row.about)].update(_fields_of(row.field or row.found, row.about))

    def has(self, about: object, group: Group) -> bool:
        """Whether a finding speaks against a group of values of an object, or against an amount."""
        return group in self._groups.get(id(about), ())

    def lacks_fields(self, project: Project) -> bool:
        """Whether the block of a project lacks a field that others have."""
        return id(project) in self._lacking

    def fields(self, about: object) -> set[str]:
        """The fields of a project that findings speak against, read or not."""
        return self._fields.get(id(about), set())


def _fields_of(named: str, project: Project) -> set[str]:
    """The field that a finding names; all that were read if it names none."""
    return {named} if named.isascii() and named.isidentifier() else set(project.fields)
