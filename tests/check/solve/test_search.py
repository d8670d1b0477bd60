"""The search beside every solution there is, counted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.check.solve.equations import equations_of, sums_in_doubt
from phaen.check.solve.problem import Choice, Problem, Sum
from phaen.check.solve.proof import prove
from phaen.check.solve.search import MOST_STEPS, Search, TooLargeError

TOP = 4
"""The greatest sum in the problems that are counted."""


def solutions(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every solution in which no cell is above TOP."""
    for values in product(range(TOP + 1), repeat=problem.cells):
        sums = (sum(values[cell] for cell in entry.cells) == entry.total for entry in problem.sums)
        if all(sums) and all(fits(choice, values) for choice in problem.choices):
            yield values


def fits(choice: Choice, values: tuple[int, ...]) -> bool:
    own = [values[cell] for cell in choice.cells]
    return any(all(v in (None, own[at]) for at, v in enumerate(found)) for found in choice.alternatives)


def counted(problem: Problem) -> dict[int, int] | None:
    """The cells with one value in all solutions; None without one. A cell of no sum and no choice may be anything."""
    every = list(solutions(problem))
    if not every:
        return None
    return {cell: every[0][cell] for cell in range(problem.cells) if len({values[cell] for values in every}) == 1}


def by_leaving_out(problem: Problem) -> dict[int, int]:
    """The cells with one value whichever single sum is left out that lets the rest agree."""
    every = [found for n in range(len(problem.sums)) if (found := counted(problem.without(n))) is not None]
    return {c: v for c, v in every[0].items() if all(found.get(c) == v for found in every)} if every else {}


@st.composite
def problems(draw) -> Problem:
    """Few cells, each in a sum with a total up to TOP, so that no solution is above it."""
    cells = draw(st.integers(1, 3))
    some = st.lists(st.integers(0, cells - 1), min_size=1, unique=True).map(tuple)
    value = st.integers(0, TOP // 2)
    sums = [Sum(of, draw(st.integers(0, TOP))) for of in draw(st.lists(some, max_size=4))]
    sums.append(Sum(tuple(range(cells)), draw(st.integers(0, TOP))))
    sums.append(Sum(tuple(range(cells)), sums[-1].total))  # so that every cell is bounded without one of them, too
    choices = []
    for of in draw(st.lists(some, max_size=3)):
        alternative = st.tuples(*[st.none() | value] * len(of))
        choices.append(Choice(of, tuple(draw(st.lists(alternative, min_size=1, max_size=4)))))
    return Problem(cells, tuple(choices), tuple(sums))


@given(problems())
def test_what_is_proved_is_what_all_solutions_have_in_common(problem: Problem) -> None:
    assert Search(problem).proved() == counted(problem)


@given(problems())
def test_what_is_proved_against_one_sum_is_proved_whichever_is_left_out(problem: Problem) -> None:
    expected = counted(problem)
    proof = prove(problem)
    if expected is None:
        assert proof.contradictory == set(range(problem.cells))
    assert proof.values == (by_leaving_out(problem) if expected is None else expected)


@given(problems(), st.integers(0, 40))
def test_a_search_that_is_cut_short_proves_less_but_nothing_else(problem: Problem, steps: int) -> None:
    whole, cut = prove(problem), prove(problem, steps)
    assert cut.values.items() <= whole.values.items()
    assert not cut.too_large & set(cut.values)


def test_parts_that_have_nothing_in_common_are_solved_apart() -> None:
    problem = Problem(4, (Choice((3,), ((1,), (2,))),), (Sum((0, 1), 5), Sum((1,), 2), Sum((2,), 7), Sum((2,), 8)))
    assert [cells for cells, _ in problem.parts()] == [[0, 1], [2], [3]]
    proof = prove(problem)
    assert (proof.values, proof.contradictory) == ({0: 3, 1: 2}, {2})


def test_sums_that_contradict_each_other_by_elimination_take_no_search() -> None:
    """Narrowing alone would take a step for each satang: rows of 10**9 and columns of one more."""
    rows = [Sum((0, 1), 10**9), Sum((2, 3), 10**9)]
    columns = [Sum((0, 2), 10**9), Sum((1, 3), 10**9 + 1)]
    problem = Problem(4, (), (*rows, *columns))
    assert equations_of(problem) is None
    search = Search(problem)
    assert (search.proved(), search.steps) == (None, MOST_STEPS)


def test_only_sums_that_contradict_each_other_are_left_out() -> None:
    years = [Sum((2 * row, 2 * row + 1), 4) for row in range(20)]
    problem = Problem(40, (), (*years, Sum((0, 1), 3), Sum(tuple(range(4)), 8)))
    assert list(sums_in_doubt(problem)) == [0, 20]
    assert by_leaving_out(Problem(4, (), (*years[:2], *problem.sums[20:]))) == prove(problem).values == {}


def test_sums_that_agree_without_their_readings_are_all_in_doubt() -> None:
    problem = Problem(2, (Choice((0,), ((5,),)),), (Sum((0, 1), 4), Sum((1,), 2)))
    assert list(sums_in_doubt(problem)) == [0, 1]


def test_amounts_of_three_projects_and_three_years_with_all_sums_but_no_reading_stay_open() -> None:
    rows = [Sum((n, n + 1, n + 2), 60_000_00) for n in (0, 3, 6)]
    columns = [Sum((n, n + 3, n + 6), 60_000_00) for n in (0, 1, 2)]
    search = Search(Problem(9, (), (*rows, *columns)))
    assert search.proved() == {}
    assert MOST_STEPS - search.steps < 2000


def test_a_part_that_is_too_large_proves_nothing() -> None:
    """Twenty amounts of a hundred readings each, whose sum none of them is likely to give."""
    choices = tuple(Choice((n,), tuple((v * 1009 + n * 7 + 1,) for v in range(100))) for n in range(20))
    problem = Problem(20, choices, (Sum(tuple(range(20)), 999_983),))
    with pytest.raises(TooLargeError):
        Search(problem, 50).proved()
    assert prove(problem, 50).too_large == set(range(20))
