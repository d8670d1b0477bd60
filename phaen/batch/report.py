"""What a run amounts to: counts for the summary, and what failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from phaen.batch.one import Outcome
from phaen.batch.sources import Source
from schemas.checks import Severity


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A source with the very content of another one, which stands for both in the dataset."""

    source: Source
    same_as: Source


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one run."""

    plans: int = 0
    projects: int = 0
    budgets: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    """Number of rows of `checks` by severity."""
    failures: tuple[Outcome, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def errors(self) -> int:
        """Number of findings of severity `error`."""
        return self.findings[Severity.ERROR]


def make_report(kept: Sequence[Outcome], duplicates: Iterable[Duplicate]) -> Report:
    """The figures over the outcomes that make up the dataset."""
    plans = [outcome for outcome in kept if not outcome.failed]
    return Report(
        plans=len(plans),
        projects=_row_count(plans, "projects"),
        budgets=_row_count(plans, "budgets"),
        findings=findings_by_severity(plans),
        failures=tuple(outcome for outcome in kept if outcome.failed),
        duplicates=tuple(duplicates),
    )


def findings_by_severity(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Number of rows of `checks` by severity."""
    return Counter(str(row["severity"]) for outcome in outcomes for row in outcome.rows.get("checks", ()))


def _row_count(outcomes: Iterable[Outcome], table: str) -> int:
    return sum(len(outcome.rows.get(table, ())) for outcome in outcomes)
