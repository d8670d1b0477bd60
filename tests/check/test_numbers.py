"""Numbers used twice or skipped, in the order of the blocks and in that of the summary."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model.plan import Plan
from phaen.check.numbers import check_numbers
from schemas.checks import CheckCode
from tests.check.builders import plan, project, said

REPEATED, SKIPPED, MISSING = CheckCode.NUMBER_REPEATED, CheckCode.NUMBER_SKIPPED, CheckCode.NUMBER_MISSING


def in_details(numbers: Sequence[str]) -> Plan:
    made = plan([project(summary=None, line=line) for line, _ in enumerate(numbers, 1)])
    for entry, number in zip(made.projects, numbers, strict=True):
        entry.item = number
    return made


def in_summary(numbers: Sequence[str]) -> Plan:
    made = plan([project(details=False, line=line) for line, _ in enumerate(numbers, 1)])
    for entry, number in zip(made.projects, numbers, strict=True):
        entry.summary_item = number
    return made


@pytest.mark.parametrize("where", [in_details, in_summary])
@pytest.mark.parametrize(
    "numbers",
    [
        "",
        "1",
        "1 2 3 4",
        "1 2 3 1 2 1 2 3",  # restarts
        "3 4 5",  # a part of a longer plan
        "1 1 1",  # one project in every section
        "1 2 1.1(3) 3",  # codes are no running numbers
        "1 2 4.1.1 2 3",  # the code of the first project in its section, the others by their last part
        "ก ข ค",
        "1 2 2566 3",  # nor is a year
    ],
)
def test_numbers_in_order_give_no_finding(where, numbers: str) -> None:
    assert not check_numbers(where(numbers.split()))


@pytest.mark.parametrize("where", [in_details, in_summary])
@pytest.mark.parametrize(
    ("numbers", "findings"),
    [
        ("1 2 4 5", [(MISSING, "P003", "3", "4")]),
        ("1 2 4 1 3", [(SKIPPED, "P003", "3", "4"), (SKIPPED, "P005", "2", "3")]),  # each has the other's number
        ("1 3 4 2 5", [(SKIPPED, "P002", "2", "3"), (SKIPPED, "P004", "5", "2"), (SKIPPED, "P005", "3", "5")]),
        ("1 2 41 5", [(SKIPPED, "P003", "3", "41"), (SKIPPED, "P004", "42", "5")]),  # a misprint
        ("1 2 ๔.๑ 4", [(SKIPPED, "P004", "3", "4")]),  # the third has another number
        ("1 2 2 4", [(REPEATED, "P003", "3", "2")]),
        ("1 2 3 2 5", [(REPEATED, "P004", "4", "2")]),
        ("1 2 3 1 2 2", [(REPEATED, "P006", "3", "2")]),
        ("3 4 4", [(REPEATED, "P003", "5", "4")]),
    ],
)
def test_a_number_skipped_or_used_twice_is_told(where, numbers: str, findings: list[tuple[object, ...]]) -> None:
    assert said(check_numbers(where(numbers.split()))) == findings


@pytest.mark.parametrize(("numbers", "repeated"), [("1 2 2 3 4 5", "2"), ("1 2 3 3 4 1 2", "3")])
def test_a_count_that_goes_on_from_the_repeated_number_repeats_it_alone(numbers: str, repeated: str) -> None:
    """Where 3 follows on 2, 2 it is used once, and so are all the numbers after it."""
    findings = said(check_numbers(in_details(numbers.split())))
    assert [(code, found) for code, _, _, found in findings] == [(REPEATED, repeated)]


def test_blocks_are_counted_in_the_order_they_stand_in() -> None:
    made = in_details(["1", "2", "3"])
    made.projects.reverse()
    assert not check_numbers(made)


def test_the_two_halves_are_counted_apart() -> None:
    made = in_details(["1", "2", "3"])
    for entry, number, place in zip(made.projects, ["5", "6", "8"], in_summary(["", "", ""]).projects, strict=True):
        entry.summary_item, entry.summary_place = number, place.summary_place
    assert said(check_numbers(made)) == [(MISSING, "P003", "7", "8")]


def test_a_number_that_only_the_other_half_has_is_not_missing() -> None:
    made = in_summary(["1", "2", "3", "4"])
    for entry, number in zip(made.projects[::3], ("1", "4"), strict=True):
        entry.item, entry.detail_place = number, entry.summary_place
    assert [code for code, *_ in said(check_numbers(made))] == [SKIPPED]


def test_a_number_that_another_list_has_is_not_missing():
    made = in_summary(["1", "3", "2", "4"])
    for entry, dimension in zip(made.projects, [1, 2, 1, 2], strict=True):
        entry.path = (dimension,)
    assert MISSING not in {finding.code for finding in check_numbers(made)}


def test_numbers_that_count_anew_in_each_level_are_not_repeated_where_a_level_lacks_its_first() -> None:
    made = in_details(["1", "2", "3", "1", "2", "2", "3"])
    for entry, level in zip(made.projects, (1, 1, 1, 2, 2, 3, 3), strict=True):
        entry.path = (level,)
    assert not check_numbers(made)
    for entry in made.projects:
        entry.path = (1,)
    assert [finding.code for finding in check_numbers(made)] == [REPEATED]


def test_a_number_that_none_of_several_lists_has_is_missing() -> None:
    """A list of what was done and one of the rest: each has the other's numbers, but for one."""
    told = said(check_numbers(in_summary(["1", "3", "6", "8", "2", "5", "7"])))
    assert [row for row in told if row[0] is MISSING] == [(MISSING, "P003", "4", "5")]
    assert not [row for row in said(check_numbers(in_summary(["1", "3", "6", "2", "4", "5"]))) if row[0] is MISSING]
