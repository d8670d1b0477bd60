"""The results of a run: counts for the summary, and failures with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from phaen.batch.failure import Failure
from phaen.batch.sources import BatchSource
from schemas.checks import Severity


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one source. `counts` are as in `phaen.batch.job.Reply`; `seconds` is the time it took."""

    source: BatchSource
    sha256: str
    failure: Failure | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A source with the same content as another one, which represents both in the dataset."""

    source: BatchSource
    same_as: BatchSource


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one run."""

    plans: int = 0
    projects: int = 0
    budgets: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    """Number of rows of `checks` by severity."""
    failures: tuple[Result, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    erring: tuple[Result, ...] = ()
    """Plans with a finding of severity `error`."""

    @property
    def errors(self) -> int:
        """Number of findings of severity `error`."""
        return self.findings[Severity.ERROR]


def one_per_content(results: Iterable[Result]) -> tuple[list[Result], list[Duplicate]]:
    """Split the results into one per content and the duplicates, both in order.

    The first source represents its content, unless it failed (for example because its suffix is wrong) and a later one
    of the same content did not. Files that cannot be read have no content to compare: all are kept.
    """
    results = list(results)
    chosen: dict[object, Result] = {}
    for result in results:
        rival = chosen.get(_identity(result))
        if rival is None or (rival.failure and not result.failure):
            chosen[_identity(result)] = result
    stands_for = [(result, chosen[_identity(result)]) for result in results]
    kept = [result for result, first in stands_for if first is result]
    return kept, [Duplicate(result.source, first.source) for result, first in stands_for if first is not result]


def make_report(kept: Sequence[Result], duplicates: Iterable[Duplicate]) -> Report:
    """The figures of the results in the dataset."""
    plans = [result for result in kept if not result.failure]
    return Report(
        plans=len(plans),
        projects=_total(plans, "projects"),
        budgets=_total(plans, "budgets"),
        findings=Counter({severity: _total(plans, f"checks: {severity}") for severity in Severity}),
        failures=tuple(result for result in kept if result.failure),
        duplicates=tuple(duplicates),
        erring=tuple(result for result in plans if result.counts.get(f"checks: {Severity.ERROR}")),
    )


def _total(results: Iterable[Result], what: str) -> int:
    return sum(result.counts.get(what, 0) for result in results)


def _identity(result: Result) -> object:
    return result.sha256 or result.source
