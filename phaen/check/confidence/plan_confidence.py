"""The confidence of the values of a plan, and of the groups of values of its projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from math import prod
from typing import Any

from extract.model.document import Place, TextSource
from extract.model.plan import Amount, Method, Plan, Project, Value
from normalize.text import comparable
from phaen.check.confidence.doubts import Doubts
from phaen.check.confidence.shares import Group, share
from phaen.check.confidence.spelling import has_rival, is_in_words
from phaen.check.confidence.sums_that_hold import proved_amounts
from phaen.check.solve.detail_sums import is_doubtful, summary_amounts

SURE = 0.95
"""The reader's confidence from which on it is sure of an amount."""

PLACE_FIELDS = ("dimension", "section", "subsection")


class Confidence:
    """How likely the values of one plan are right, 0 to 1."""

    def __init__(self, plan: Plan) -> None:
        self._scanned = frozenset(page.number for page in plan.document.pages if page.text_source is TextSource.OCR)
        self._doubts = Doubts(plan)
        self._proved = proved_amounts(plan)
        counts = Counter(len(_years(project)) for project in plan.projects if _years(project))
        self._years = counts.most_common(1)[0][0] if counts else 0
        self._corrected = {(id(known.about), known.field) for known in plan.corrected}

    # -- groups of a project ------------------------------------------------------------------------------------------

    def of_groups(self, project: Project) -> Mapping[Group, float]:
        """The confidence of each group of values: that all of them are right."""
        return {
            Group.AMOUNTS: self._amounts(project),
            Group.NAME: self.of_name(project),
            Group.PLACE: self._place(project),
            Group.FIELDS: self._fields(project),
        }

    def _amounts(self, project: Project) -> float:
        prints: dict[object, float] = {}  # one print may give the amounts of several years: it is misread once
        for amount in project.amounts:
            where = (amount.money.place, amount.money.raw) if amount.money is not None else id(amount)
            prints[where] = min(prints.get(where, 1.0), self.of_amount(amount))
        total = project.budget_total
        if project.in_details and total is not None:
            where = (total.place, total.raw)
            prints[where] = min(prints.get(where, 1.0), self._of_money(total, project))
        values = list(prints.values())
        if not values:  # a row that prints none, or none that was read
            is_doubted = self._doubts.has(project, Group.AMOUNTS)
            values.append(share("amount", _class(is_doubted, self._is_scanned(project.summary_place))))
        if self._is_scanned(project.summary_place) and self._lacks_year(project):
            values.append(share("amount", "year lost"))
        return prod(values)

    def _lacks_year(self, project: Project) -> bool:
        """Whether the row of a project has fewer years than most rows of its table."""
        return 0 < len(_years(project)) < self._years

    def _place(self, project: Project) -> float:
        if any(self._is_corrected(project, field) for field in PLACE_FIELDS):
            return share("place", "corrected")
        is_scanned = self._is_scanned(project.detail_place or project.summary_place)
        in_scan = is_scanned and self._doubts.has(project, Group.PLACE_IN_SCANS)
        is_doubted = in_scan or self._doubts.has(project, Group.PLACE)
        return share("place", _class(is_doubted, is_scanned))

    def _fields(self, project: Project) -> float:
        read = [self.of_text(value, project, field) for field, value in project.fields.items()]
        if self._doubts.lacks_fields(project):
            is_scanned = self._is_scanned(project.detail_place or project.summary_place)
            read.append(share("text", "ocr lacking" if is_scanned else "text lacking"))
        return prod(read)

    # -- values -------------------------------------------------------------------------------------------------------

    def of_name(self, project: Project) -> float:
        """The confidence of a project's name."""
        name = project.name or project.summary_name
        if name is None:
            return 0.0
        if self._is_corrected(project, "name"):
            return share("name", "corrected")
        is_doubted = self._doubts.has(project, Group.NAME)
        if is_doubted or not self._is_scanned(name.place):
            return share("name", _class(is_doubted, self._is_scanned(name.place)))
        if not is_in_words(name.value):
            return share("name", "ocr unknown")
        if has_rival(name.value):
            return share("name", "ocr rival")
        return share("name", "ocr agreed" if _halves_agree(project) else "ocr words")

    def of_amount(self, amount: Amount) -> float:
        """The confidence of an amount of a project in a year; 0 if it could not be read."""
        return self._of_money(amount.money, amount) if amount.money is not None else 0.0

    def of_money(self, value: Value[Decimal], about: object) -> float:
        """The confidence of an amount, a total or a count."""
        return self._of_money(value, about)

    def of_text(self, value: Value[Any], about: object = None, field: str = "") -> float:
        """The confidence of a text, a year or a code."""
        if value.method is Method.CORRECTED or self._is_corrected(about, field):
            return share("text", "corrected")
        is_doubted = field in self._doubts.fields(about)
        if is_doubted or not self._is_scanned(value.place):
            return share("text", _class(is_doubted, self._is_scanned(value.place)))
        return share("text", "ocr words" if is_in_words(value.raw) else "ocr unknown")

    # -- classes ------------------------------------------------------------------------------------------------------

    def _of_money(self, value: Value[Decimal], about: object) -> float:
        if value.method is Method.CORRECTED or self._is_corrected(about, "amount"):
            return share("amount", "corrected")
        is_doubted = self._doubts.has(about, Group.AMOUNTS)
        if value.method in (Method.RECONCILED, Method.ALIGNED):
            return share("amount", "derived doubted" if is_doubted else "derived")
        if value.confidence is None and not self._is_scanned(value.place):
            return share("amount", _class(is_doubted, False))
        if id(about) in self._proved:
            return share("amount", "ocr proved")
        if is_doubted or is_doubtful(value):
            return share("amount", "ocr doubted")
        is_sure = value.confidence is not None and value.confidence >= SURE
        return share("amount", "ocr sure" if is_sure else "ocr likely")

    def _is_scanned(self, place: Place | None) -> bool:
        return place is not None and place.page in self._scanned

    def _is_corrected(self, about: object, field: str) -> bool:
        return (id(about), field) in self._corrected


def confidence_of(plan: Plan) -> Confidence:
    """The confidence of the values of a checked plan."""
    return Confidence(plan)


def _class(is_doubted: bool, is_scanned: bool) -> str:
    """The class of a value by its medium and by whether a finding speaks against it."""
    return ("ocr" if is_scanned else "text") + (" doubted" if is_doubted else "")


def _years(project: Project) -> set[int]:
    """The years of a project's row in the table."""
    return {amount.fiscal_year for amount in summary_amounts(project)}


def _halves_agree(project: Project) -> bool:
    """Whether the table and the details print one name."""
    if project.summary_name is None or project.detail_name is None:
        return False
    return comparable(project.summary_name.value) == comparable(project.detail_name.value)
