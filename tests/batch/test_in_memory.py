"""The dataset of a batch: rows in the order of the sources, each content once, the same whatever the jobs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from phaen.batch.failure import Failure, FailureKind
from phaen.batch.in_memory import convert_sources, merge
from phaen.batch.report import Duplicate, Result, make_report, one_per_content
from phaen.batch.sources import BatchSource, find_sources


def result(name: str, sha256: str = "", error: str = "", **counts: int) -> Result:
    failure = Failure(FailureKind.REFUSED, error) if error else None
    return Result(BatchSource(Path(name), name), sha256, failure, counts)


def test_rows_are_merged_in_order_table_by_table() -> None:
    a, b = {"projects": [{"row": 1}, {"row": 2}], "checks": [{"row": 3}]}, {"projects": [{"row": 4}]}
    assert merge([a, b]) == {"projects": [{"row": 1}, {"row": 2}, {"row": 4}], "checks": [{"row": 3}]}


def test_the_first_path_stands_for_its_content() -> None:
    a, b, c = result("a", "1"), result("b", "2"), result("c", "1")
    assert one_per_content([a, b, c]) == ([a, b], [Duplicate(c.source, a.source)])


def test_a_path_that_could_be_read_stands_for_one_that_failed() -> None:
    a, b = result("a", "1", error="its name belies it"), result("b", "1")
    assert one_per_content([a, b]) == ([b], [Duplicate(a.source, b.source)])


def test_unread_files_are_never_duplicates() -> None:
    a, b = result("a", error="gone"), result("b", error="gone")
    assert one_per_content([a, b]) == ([a, b], [])


OUTCOMES = st.lists(st.tuples(st.sampled_from(["", "1", "2", "3"]), st.booleans()), max_size=12).map(
    lambda pairs: [result(str(i), sha, "failed" if bad or not sha else "") for i, (sha, bad) in enumerate(pairs)]
)


@given(OUTCOMES)
def test_every_source_is_kept_or_has_one_kept_that_stands_for_it(outcomes: list[Result]) -> None:
    kept, duplicates = one_per_content(outcomes)
    sources = {outcome.source for outcome in kept}
    assert sources | {duplicate.source for duplicate in duplicates} == {outcome.source for outcome in outcomes}
    assert all(duplicate.same_as in sources for duplicate in duplicates)
    assert len(kept) + len(duplicates) == len(outcomes)
    contents = [outcome.sha256 for outcome in kept if outcome.sha256]
    assert len(contents) == len(set(contents))


def test_the_report_counts_plans_and_not_failures() -> None:
    good, bad = (
        result("a", "1", projects=3, budgets=2, **{"checks: error": 4}),
        result("b", "2", "no plan", documents=1),
    )
    report = make_report([good, bad], [])
    assert (report.plans, report.projects, report.budgets, report.errors) == (1, 3, 2, 4)
    assert report.failures == (bad,)


def test_the_result_does_not_depend_on_the_number_of_jobs(sample_plans: Path) -> None:
    sources = find_sources([sample_plans], suffixes={".txt"})
    done: list[str] = []
    one = convert_sources(sources, jobs=1)
    three = convert_sources(sources, jobs=3, on_outcome=lambda outcome: done.append(outcome.source.name))
    assert one.rows == three.rows
    assert sorted(done) == [source.name for source in sources]
