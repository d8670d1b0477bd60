"""The number of dimensions that a document states against the headings that were found."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Heading
from phaen.check.stated_levels import levels_stated
from tests.check.test_accounts import line, plan


def missing(said: str, *numbers: int, told: tuple[str, ...] = ()) -> list[str]:
    lines = [line(said, 3), *(line(f"มิติที่ {number} ริมคลองงาม {number}", 10 + number) for number in numbers)]
    tree = plan(*lines)
    tree.headings.extend(Heading((number,), f"ริมคลองงาม {number}", Place(1, 10 + number)) for number in numbers)
    return [finding.expected for finding in levels_stated(tree, told)]


@pytest.mark.parametrize("said", ["แผนนี้แบ่งเป็น 4 มิติ", "แผนเล่มนี้วางไว้สี่มิติ ดังนี้"])
def test_a_dimension_that_a_document_counts_and_lacks_is_told(said: str) -> None:
    assert missing(said, 1, 2, 3) == ["4"]
    assert missing(said, 1, 2, 4) == ["3"]
    assert missing(said, 1, 2, 3, 4) == []


def test_what_is_told_is_not_told_again() -> None:
    assert missing("แผนนี้แบ่งเป็น 4 มิติ", 1, 2, 4, told=("3",)) == []


@pytest.mark.parametrize("said", ["สอดคล้องกับ 6 ยุทธศาสตร์ชาติ", "ตามมิติที่ 6 มิติอื่น", "มิติที่ 4 มิติแห่งใจ", "คะแนน 8.5 มิติ"])
def test_other_levels_and_numbers_of_headings_count_none(said: str) -> None:
    assert missing(said, 1, 2, 3) == []
