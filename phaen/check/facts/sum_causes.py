"""Sums and counts that do not agree, and what else was found that explains it: both are one fact.

A printed total differs from its rows because an amount of theirs cannot be read, is contradicted by its block, or
because a row is lost. The total of the whole plan differs because that of a dimension does. What nothing explains is a
finding of its own, one for each printed row of totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.model.messages import said
from extract.model.plan import Amount, Basis, Finding, Plan, Project, Scope, Total
from phaen.check.facts.sentences import baht, scope_words, years_text
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode, Severity
from schemas.phrases import joined, phrase

UNKNOWN = frozenset({
    CheckCode.BUDGET_UNREADABLE, CheckCode.BUDGET_SUSPECT, CheckCode.BUDGET_ABSENT, CheckCode.BUDGET_BLANK,
    CheckCode.OCR_DOUBT, CheckCode.OCR_SMALL_AMOUNT, CheckCode.BUDGET_REPEATED,
})  # fmt: skip
"""Findings about amounts that may be anything: they explain a sum that differs by whatever it differs."""

LOST = frozenset({
    CheckCode.NUMBER_MISSING, CheckCode.PROJECT_UNPLACED, CheckCode.BLOCK_UNPLACED, CheckCode.TABLE_UNREAD,
})  # fmt: skip
"""Findings about projects that may be lost."""

Key = tuple[int | None, int | None]
"""Dimension and year; None for all."""


@dataclass(slots=True)
class _Cause:
    """A finding that may explain others: the amounts that it leaves open, and those that it says are wrong."""

    finding: Finding
    open: set[Key] = field(default_factory=set)
    missing: dict[Key, Decimal] = field(default_factory=dict)
    effects: list[Finding] = field(default_factory=list)


def with_causes(findings: Sequence[Finding], plan: Plan) -> list[Finding]:
    """The findings, those about sums and counts as parts of the one that explains them, where one does."""
    effects = [finding for finding in findings if _is_effect(finding)]
    rest = [finding for finding in findings if not _is_effect(finding)]
    owners = {id(amount): project for project in plan.projects for amount in project.amounts}
    years = {total.fiscal_year for total in plan.totals if total.fiscal_year is not None}
    causes = [_cause(finding, owners, years) for finding in rest]
    left = _Explained(causes, plan, owners).explain(effects)
    return [*(_with_effects(cause) for cause in causes), *left]


def _is_effect(finding: Finding) -> bool:
    if finding.code is CheckCode.TOTAL_MISMATCH:
        return isinstance(finding.about, Total)
    return finding.code in (
        CheckCode.TOTAL_COUNT_MISMATCH,
        CheckCode.STATED_COUNT_MISMATCH,
        CheckCode.BUDGET_MISMATCH,
    )


def _cause(finding: Finding, owners: Mapping[int, Project], total_years: Set[int]) -> _Cause:
    """A finding as a cause. `owners` are the projects by the identity of their amounts, `total_years` those of sums."""
    cause = _Cause(finding)
    for row in finding.rows():
        about = row.about
        project = owners.get(id(about)) if isinstance(about, Amount) else about
        if not isinstance(project, Project):
            continue
        years = [about.fiscal_year] if isinstance(about, Amount) else _open_years(project, total_years)
        keys = [(project.summary_dimension, year) for year in years]
        if row.code in UNKNOWN:
            cause.open.update(keys)
        elif row.code is CheckCode.BUDGET_CONTRADICTED and isinstance(about, Amount) and about.money is not None:
            missing = Decimal(row.expected) - about.money.value
            cause.missing[keys[0]] = cause.missing.get(keys[0], Decimal(0)) + missing
    return cause


def _open_years(project: Project, years: Set[int]) -> list[int]:
    """Those of the years for which a project has no amount in the table."""
    return sorted(years - {a.fiscal_year for a in project.amounts if a.basis is Basis.SUMMARY and a.money is not None})


class _Explained:
    """Finds the cause of each sum and count that differs."""

    def __init__(self, causes: Sequence[_Cause], plan: Plan, owners: Mapping[int, Project]) -> None:
        self._causes = causes
        self._plan = plan
        self._owners = owners
        self._of_dimension: dict[Key, _Cause] = {}
        """What explains the total of a dimension in a year."""

    def explain(self, effects: Sequence[Finding]) -> list[Finding]:
        """Adds the findings to their causes. Returns those without one, those of one printed row together."""
        totals = [e for e in effects if isinstance(e.about, Total) and e.code is CheckCode.TOTAL_MISMATCH]
        counts = [e for e in effects if isinstance(e.about, Total) and e.code is CheckCode.TOTAL_COUNT_MISMATCH]
        rest = [e for e in effects if not isinstance(e.about, Total)]
        own = self._own_counts(counts)
        of_dimensions = [e for e in totals if _total(e).scope is Scope.DIMENSION]
        of_plan = [e for e in totals if _total(e).scope is Scope.GRAND]
        own_totals = self._rows([e for e in of_dimensions if not self._is_explained(e, own)])
        own_totals += self._rows(
            [e for e in of_plan if not self._is_sum(e, of_dimensions) and not self._is_explained(e, own)]
        )
        left = [e for e in rest if not self._is_of_project(e) and not self._is_count(e, own)]
        return [_with_effects(cause) for cause in (*own, *own_totals)] + left

    # -- totals -------------------------------------------------------------------------------------------------------

    def _is_explained(self, effect: Finding, own: Sequence[_Cause]) -> bool:
        """Whether a cause explains a total: exactly, or by an amount that is open, or by a lost row."""
        total = _total(effect)
        for explains in (self._exactly, self._openly, self._by_loss):
            cause = next((cause for cause in (*self._causes, *own) if explains(cause, total)), None)
            if cause is not None:
                self._take(cause, effect)
                return True
        return False

    def _take(self, cause: _Cause, effect: Finding) -> None:
        cause.effects.append(effect)
        total = _total(effect)
        self._of_dimension[total.dimension, total.fiscal_year] = cause

    @staticmethod
    def _exactly(cause: _Cause, total: Total) -> bool:
        missing = [value for key, value in cause.missing.items() if _is_within(key, total)]
        return bool(missing) and sum(missing) == _difference(total)

    @staticmethod
    def _openly(cause: _Cause, total: Total) -> bool:
        is_doubt = cause.finding.code in (CheckCode.OCR_DOUBT, CheckCode.OCR_SMALL_AMOUNT)
        is_possible = _difference(total) > 0 or is_doubt
        return is_possible and any(_is_within(key, total) for key in cause.open)

    def _by_loss(self, cause: _Cause, total: Total) -> bool:
        """Whether a row is lost in the dimension: a number or a count says so, or its amount is in no value."""
        about, code = cause.finding.about, cause.finding.code
        if _difference(total) <= 0:
            return False
        if code is CheckCode.NUMBER_MISSING and isinstance(about, Project):
            return total.scope is Scope.GRAND or about.summary_dimension == total.dimension
        if code is CheckCode.TOTAL_COUNT_MISMATCH and isinstance(about, Total):
            return about.dimension == total.dimension and int(cause.finding.expected) > int(cause.finding.found)
        if code is CheckCode.AMOUNT_UNPLACED:
            return any(_amount(row.found) == _difference(total) for row in cause.finding.rows())
        return False

    def _is_sum(self, effect: Finding, of_dimensions: Sequence[Finding]) -> bool:
        """Whether the total of the plan differs by as much as those of its dimensions together."""
        total = _total(effect)
        parts = [e for e in of_dimensions if _total(e).fiscal_year == total.fiscal_year]
        if not parts or sum(_difference(_total(e)) for e in parts) != _difference(total):
            return False
        largest = max(parts, key=lambda e: abs(_difference(_total(e))))
        cause = self._of_dimension.get((_total(largest).dimension, total.fiscal_year))
        if cause is not None:
            cause.effects.append(effect)
        return cause is not None

    def _rows(self, effects: Iterable[Finding]) -> list[_Cause]:
        """The totals without a cause as findings, one for each printed row of totals."""
        rows: dict[tuple[Scope, int | None, int, int], list[Finding]] = defaultdict(list)
        for effect in effects:
            total = _total(effect)
            rows[total.scope, total.dimension, total.place.page, total.place.line].append(effect)
        return [self._own_row(row) for row in rows.values()]

    def _own_row(self, row: Sequence[Finding]) -> _Cause:
        first, *parts = row
        stake = sum((abs(_difference(_total(effect))) for effect in row), Decimal(0))
        cause = _Cause(replace(first, parts=tuple(parts), stake=stake, sentence=self._sentence(row)))
        for effect in row:
            total = _total(effect)
            if total.scope is Scope.DIMENSION:
                self._of_dimension[total.dimension, total.fiscal_year] = cause
        return cause

    def _sentence(self, row: Sequence[Finding]) -> Bilingual:
        """What the totals print and what their rows give, and which other sums agree with either."""
        by_figures: dict[tuple[str, str], list[Total]] = defaultdict(list)
        for effect in row:
            by_figures[effect.expected, effect.found].append(_total(effect))
        said_of_years = [_mismatch(totals) for totals in by_figures.values()]
        return joined([*said_of_years, *self._other_sums(_total(row[0]))])

    def _other_sums(self, total: Total) -> Iterator[Bilingual]:
        grand = [t for t in self._plan.totals if t.scope is Scope.GRAND and t.fiscal_year == total.fiscal_year]
        if total.scope is Scope.DIMENSION and grand and grand[0].printed is not None and grand[0].computed is not None:
            if _difference(grand[0]) == 0:
                yield phrase("grand_agrees")
            elif _difference(grand[0]) == _difference(total):
                yield phrase("grand_agrees_with_total")
        rows = [p for p in self._plan.projects if p.in_summary and p.in_details]
        rows = [p for p in rows if total.scope is Scope.GRAND or p.summary_dimension == total.dimension]
        agreeing = sum(_agrees(project, total.fiscal_year) for project in rows)
        if agreeing:
            yield phrase("details_agree", count=agreeing)

    # -- counts and blocks --------------------------------------------------------------------------------------------

    def _own_counts(self, counts: Sequence[Finding]) -> list[_Cause]:
        """The counts of totals: with the number that is missing in the dimension, else findings of their own."""
        own: list[_Cause] = []
        for effect in counts:
            total, lacking = _total(effect), int(effect.expected) - int(effect.found)
            cause = next((c for c in self._causes if lacking > 0 and _is_lost_in(c.finding, total.dimension)), None)
            if total.scope is Scope.GRAND:
                same = [c for c in own if int(c.finding.expected) - int(c.finding.found) == lacking]
                cause = cause or next(iter(same), None)
            if cause is not None:
                cause.effects.append(effect)
            else:
                own.append(_Cause(effect))
        return own

    def _is_count(self, effect: Finding, own: Sequence[_Cause]) -> bool:
        """Whether as many projects are lost elsewhere as the document states more than were found."""
        if effect.code is not CheckCode.STATED_COUNT_MISMATCH:
            return False
        lacking = int(effect.expected) - int(effect.found)
        lost = [c for c in self._causes if c.finding.code in LOST]
        counted = [c for c in own if c.finding.code is CheckCode.TOTAL_COUNT_MISMATCH]
        if lacking > 0 and lost and sum(_lost_by(c.finding) for c in lost) in (lacking, 0):
            lost[0].effects.append(effect)
            return True
        if counted and sum(int(c.finding.expected) - int(c.finding.found) for c in counted) == lacking:
            counted[0].effects.append(effect)
            return True
        return False

    def _is_of_project(self, effect: Finding) -> bool:
        """Whether the amounts of the table that a block differs from are contradicted already."""
        if effect.code is not CheckCode.BUDGET_MISMATCH:
            return False
        for cause in self._causes:
            if cause.finding.code is not CheckCode.BUDGET_CONTRADICTED:
                continue
            if any(self._owners.get(id(row.about)) is effect.about for row in cause.finding.rows()):
                cause.effects.append(effect)
                return True
        return False


def _part(row: Finding, effect: Finding) -> Finding:
    """A row of what a finding explains. A sentence about several rows is not that of one of them."""
    return replace(row, parts=(), sentence=None if effect.parts else row.sentence)


def _with_effects(cause: _Cause) -> Finding:
    """The finding with what it explains as its parts, and a word about it."""
    finding = cause.finding
    if not cause.effects:
        return finding
    parts = [_part(row, effect) for effect in cause.effects for row in effect.rows()]
    totals = [row.about for row in parts if isinstance(row.about, Total)]
    own = [row.about for row in finding.rows() if isinstance(row.about, Total)]
    what = {scope_words(total): total for total in totals if not any(_is_same_row(total, other) for other in own)}
    sentence = said(finding)
    if what:
        words = phrase("changes_totals", what=joined((phrase("total_of", what=w) for w in what), ", "))
        sentence = joined([sentence, words], ", ")
    stakes = [abs(_difference(total)) for total in totals if total.scope is Scope.DIMENSION]
    stakes = stakes or [abs(_difference(total)) for total in totals]
    stake = sum(stakes, Decimal(0)) if finding.stake is None and stakes else finding.stake
    is_info = finding.severity is Severity.INFO
    severity = Severity.WARNING if is_info else finding.own_severity
    return replace(finding, parts=(*finding.parts, *parts), sentence=sentence, stake=stake, own_severity=severity)


# -- helpers ----------------------------------------------------------------------------------------------------------


def _total(finding: Finding) -> Total:
    assert isinstance(finding.about, Total)
    return finding.about


def _difference(total: Total) -> Decimal:
    """What a total prints more than its rows give."""
    if total.printed is None or total.computed is None:
        return Decimal(0)
    return total.printed.value - total.computed


def _is_within(key: Key, total: Total) -> bool:
    dimension, year = key
    is_part = total.scope is Scope.GRAND or dimension == total.dimension
    return is_part and total.fiscal_year in (year, None)


def _is_same_row(a: Total, b: Total) -> bool:
    return (a.scope, a.dimension) == (b.scope, b.dimension)


def _is_lost_in(finding: Finding, dimension: int | None) -> bool:
    about = finding.about
    if finding.code is not CheckCode.NUMBER_MISSING or not isinstance(about, Project):
        return False
    return dimension is None or about.summary_dimension == dimension


def _lost_by(finding: Finding) -> int:
    """How many projects a finding says are lost; 0 if it does not say."""
    if finding.code is CheckCode.NUMBER_MISSING:
        return int(finding.found) - int(finding.expected)
    return 1 if finding.code in (CheckCode.PROJECT_UNPLACED, CheckCode.BLOCK_UNPLACED) else 0


def _amount(text: str) -> Decimal | None:
    digits = text.replace(",", "")
    return Decimal(digits) if digits.replace(".", "", 1).isdecimal() else None


def _mismatch(totals: Sequence[Total]) -> Bilingual:
    first, years = totals[0], [total.fiscal_year for total in totals if total.fiscal_year is not None]
    difference = _difference(first)
    printed, computed = (value or Decimal(0) for value in (first.printed and first.printed.value, first.computed))
    return phrase(
        "mismatch" if years else "mismatch_undated",
        what=phrase("total_of", what=scope_words(first)),
        printed=baht(printed),
        years=years_text(years),
        count=str(first.computed_count),
        sum=baht(computed),
        difference=baht(abs(difference)),
        direction=phrase("too_much" if difference > 0 else "too_little"),
    )


def _agrees(project: Project, year: int | None) -> bool:
    """Whether the block of a project gives the amount of the table for a year."""
    listed = [a.money.value for a in project.amounts
              if a.basis is Basis.SUMMARY and a.money is not None and year in (a.fiscal_year, None)]  # fmt: skip
    detailed = {a.money.value for a in project.amounts if a.basis is Basis.DETAIL and a.money is not None}
    if project.budget_total is not None:
        detailed.add(project.budget_total.value)
    return bool(listed) and sum(listed, Decimal(0)) in detailed
