"""Totals in lines whose words no list has, proved by the projects that they sum."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2568)\nเทศบาลตำบลริมโขง"
HEADER = "ที่ | โครงการ | ปี 2566 | ปี 2567 | ปี 2568"
FIRST = ["1 | โครงการลานวัด | 1,000 | 2,000 | 3,000", "2 | โครงการตลาดนัด | 500 | 500 | -"]
SECOND = ["3 | โครงการเสียงตามสาย | 100 | 100 | 100"]
OF_YEARS = "{0} ปี 2566 จำนวน {1} บาท, ปี 2567 จำนวน {2} บาท, ปี 2568 จำนวน {3} บาท"


def totals(*lines, words="เสา"):
    plan = parse_plan(
        document(TITLE, f"{words}ที่ 1 คนซื่อ", [HEADER, *FIRST], f"{words}ที่ 2 เมืองใส", [HEADER, *SECOND], *lines)
    )
    return [(t.dimension, t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.printed]


def test_a_sum_of_a_level_with_a_word_of_the_documents_own():
    found = totals(OF_YEARS.format("รวมเสาที่ 1", "1,500", "2,500", "3,000"))
    assert found == [(1, 2566, 1_500), (1, 2567, 2_500), (1, 2568, 3_000)]


@pytest.mark.parametrize("words", ["{0}ที่ {1} ใช้เงิน", "เงินทั้งหมดของ{0}ที่ {1}"])
def test_sums_of_levels_in_any_words_if_most_are_right(words):
    lines = [
        OF_YEARS.format(words.format("มิติ", at), *sums)
        for at, sums in enumerate((("1,500", "2,500", "3,000"), ("100", "100", "100")), 1)
    ]
    assert len(totals(*lines, words="มิติ")) == 6
    wrong = [OF_YEARS.format(words.format("มิติ", at), "7", "8", "9") for at in (1, 2)]
    assert totals(*wrong, words="มิติ") == []


def test_the_sum_of_the_plan_in_any_words_of_which_one_year_may_be_wrong():
    assert len(totals(OF_YEARS.format("เงินทั้งแผน", "1,600", "2,600", "3,100"))) == 3
    assert len(totals(OF_YEARS.format("เงินทั้งแผน", "1,600", "2,600", "9,999"))) == 3
    assert totals(OF_YEARS.format("เงินทั้งแผน", "1,600", "8,888", "9,999")) == []


def test_the_only_amount_of_a_line_in_a_plan_of_one_year():
    rows = [f"{at} | โครงการลานวัด {at} | {at},000" for at in (1, 2, 3)]
    plan = parse_plan(
        document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566", ["ที่ | โครงการ | งบประมาณ", *rows], "ทุกแกนใช้เงิน 6,000 บาท")
    )
    assert [int(t.printed.value) for t in plan.totals if t.printed] == [6_000]
