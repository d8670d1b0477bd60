"""Which fiscal years a text covers. Plan years are 2540 to 2600; fiscal year N begins in October N-1."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.years import (
    PLAN_YEARS,
    FiscalSpan,
    YearKind,
    ce,
    column_year,
    fiscal_span,
    fiscal_year_of,
    months,
    year_mentions,
)

YEARS = st.integers(PLAN_YEARS[0] + 1, PLAN_YEARS[-1] - 1)
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ปีงบประมาณ พ.ศ. 2566 - 2570", 2566, 2570),
        ("2566-70", 2566, 2570),
        ("2566–2570", 2566, 2570),
        ("2570 - 2566", 2566, 2570),
        ("ปี 66-70", 2566, 2570),
        ("ปี 2566 ถึง 2570", 2566, 2570),
        ("ปีงบประมาณ พ.ศ.๒๕๖๖ ถึง พ.ศ. ๒๕๗๐", 2566, 2570),
        ("ปีงบประมาณ 2566, 2567 และ 2568", 2566, 2568),
        ("5 ปี (2566-2570)", 2566, 2570),
        ("ประจำปีงบประมาณ พ.ศ. 2566", 2566, 2566),
        ("ไตรมาส 1 ปีงบประมาณ 2566", 2566, 2566),
        ("ปี พศ. 2566", 2566, 2566),
        ("FY2023", 2566, 2566),
        ("FY23", 2566, 2566),
        ("FY 66", 2566, 2566),
        ("ค.ศ. 2023", 2566, 2566),
        ("2022-2026", 2565, 2569),
        ("2023-24", 2566, 2567),
    ],
)
def test_years_and_ranges(text, first, last):
    assert fiscal_span(text) == FiscalSpan(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ตุลาคม 2565 – กันยายน 2566", 2566, 2566),
        ("1 ตุลาคม 2565 ถึงวันที่ 30 กันยายน 2570", 2566, 2570),
        ("เดือน ตุลาคม พ.ศ. 2565 ถึง เดือน กันยายน พ.ศ. 2566", 2566, 2566),
        ("ต.ค. 65 - ก.ย. 66", 2566, 2566),
        ("1 ต.ค.65-30 ก.ย.66", 2566, 2566),
        ("ตุลาคม - กันยายน 2566", 2566, 2566),
        ("มกราคม - ธันวาคม 2566", 2566, 2567),
        ("ไตรมาส 4 (กค. - กย. 66)", 2566, 2566),
        ("1 มกราคม 2566", 2566, 2566),
        ("ปีงบประมาณ 2566 (ตุลาคม 2565 – กันยายน 2566)", 2566, 2566),
    ],
)
def test_months_belong_to_fiscal_years(text, first, last):
    assert fiscal_span(text) == FiscalSpan(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ตลอดปี",
        "ไตรมาส 1-4",
        "ตุลาคม - กันยายน",
        "3 ปี 10 เดือน",
        "ปี 50 คน",
        "จำนวน 2566 คน",
        "2,566 บาท",
        "2000 เล่ม",
        "เลขที่ 2566.1",
        "พ.ศ. 2430",
        "25660",
    ],
)
def test_texts_without_a_plan_year(text):
    assert fiscal_span(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "พ.ร.บ. ว่าด้วยการป้องกัน พ.ศ. 2542",
        "ประกาศคณะกรรมการกลาง พ.ศ. 2560",
        "รัฐธรรมนูญ พุทธศักราช 2560",
        "พระราชบัญญัติ พ.ศ. 2542 และที่แก้ไขเพิ่มเติม (ฉบับที่ 2) พ.ศ. 2558",
    ],
)
def test_years_of_laws_do_not_count(text):
    assert fiscal_span(text) is None
    assert fiscal_span(f"{text} ปีงบประมาณ 2566 - 2570") == FiscalSpan(2566, 2570)


def test_an_announced_plan_keeps_its_years():
    assert fiscal_span("ประกาศ เรื่อง แผนปฏิบัติการ พ.ศ. 2566 - 2570") == FiscalSpan(2566, 2570)
    assert fiscal_span("ประกาศ เรื่อง แผนปฏิบัติการ พ.ศ. 2566") == FiscalSpan(2566, 2566)


@given(first=YEARS, length=st.integers(0, 9), dash=st.sampled_from(["-", " – ", " ถึง ", " - "]), thai=st.booleans())
def test_every_printed_range_reads_back(first, length, dash, thai):
    last = min(first + length, PLAN_YEARS[-1])
    text = f"ปีงบประมาณ พ.ศ. {first}{dash}{last}"
    assert fiscal_span(text.translate(TO_THAI) if thai else text) == FiscalSpan(first, last)


@given(year=YEARS, month=st.sampled_from(sorted(months())))
def test_every_month_of_every_year_is_in_its_fiscal_year(year, month):
    expected = year + (months()[month] >= 10)
    assert fiscal_span(f"{month} {year}") == FiscalSpan(expected, expected)


@given(st.text(alphabet="ปีพ.ศ256670-–ถึง ตุลาคม(1)/,กันยายนFY\n", max_size=40) | st.text(max_size=40))
def test_a_span_is_always_plausible(text):
    span = fiscal_span(text)
    assert span is None or PLAN_YEARS[0] <= span.first <= span.last <= PLAN_YEARS[-1]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ปี 2566", 2566),
        ("พ.ศ. 2566", 2566),
        ("2566", 2566),
        ("ปี 66", 2566),
        ("งบประมาณ ปี 2566 (บาท)", 2566),
        ("ปี\n๒๕๖๖\nงบประมาณ (บาท)", 2566),
        ("ปีงบประมาณ 2566", 2566),
        ("ปีที่ 1 (2566)", 2566),
        ("2566*", 2566),
        ("66", None),
        ("2,566", None),
        ("ปี 2566-2570", None),
        ("ปี 2430", None),
        ("โครงการอบรม ปี 2566", None),
        ("กันยายน 2566", None),
        ("งบประมาณ (บาท)", None),
        ("", None),
        ("2566" + " " * 100, None),
    ],
)
def test_column_year(text, year):
    assert column_year(text) == year


def test_mentions_say_where_and_how_the_year_is_printed():
    text = "ตามแผน ปีงบประมาณ 2566 - 70"
    head, tail = year_mentions(text)
    assert text[head.start : head.end] == "ปีงบประมาณ 2566"
    assert (head.kind, head.chained) == (YearKind.FISCAL, False)
    assert (tail.year, tail.kind, tail.chained) == (2570, YearKind.FISCAL, True)


def test_fiscal_years_begin_in_october():
    assert fiscal_year_of(9, 2566) == 2566
    assert fiscal_year_of(10, 2566) == 2567
    with pytest.raises(ValueError, match="impossible month"):
        fiscal_year_of(13, 2566)


def test_common_era():
    assert ce(2566) == 2023


def test_a_span_knows_its_years_and_refuses_to_run_backwards():
    assert list(FiscalSpan(2566, 2568).years) == [2566, 2567, 2568]
    with pytest.raises(ValueError, match="impossible span"):
        FiscalSpan(2567, 2566)


@pytest.mark.parametrize("text", ["2566 ", "2566-", "ปี 66 ", "พ.ร.บ. 2566 ", "1 ม.ค. ", "ปี" + " " * 50])
def test_hostile_texts_take_linear_time(text):
    started = time.process_time()
    fiscal_span(text * (100_000 // len(text)))
    assert time.process_time() - started < 5  # quadratic time would take minutes
