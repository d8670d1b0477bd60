"""A part for each year, with a table for each level: the year is in the part's title, the totals are below."""

from decimal import Decimal

from extract.model.plan import Basis, Scope
from extract.parse import parse_plan
from phaen.check.total_checks import check_totals
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต\nเทศบาลตำบลหนองกก\nประจำปีงบประมาณ พ.ศ. 2568 - 2569"
HEADER = "โครงการ/กิจกรรม | งบประมาณ (บาท) | หน่วยงาน"


def part(year, first, second):
    return (
        f"ตอนที่ {year - 2567} แผนงานประจำปีงบประมาณ พ.ศ. {year}\nเหตุผลที่จัดทำ\nประเด็นที่ 1 คนดี",
        [HEADER, f"โครงการค่ายคนดี | {first:,} | กองการศึกษา", "มาตรการไม่รับของ | - | สำนักปลัด"],
        f"รวมประเด็นที่ 1 จำนวน 2 โครงการ เป็นเงิน {first:,} บาท\nประเด็นที่ 2 งานโปร่งใส",
        [HEADER, f"กิจกรรมเปิดบัญชีตลาด | {second:,} | กองคลัง"],
        f"รวมประเด็นที่ 2 จำนวน 1 โครงการ เป็นเงิน {second:,} บาท\n"
        f"รวมทั้งสิ้นปี {year} จำนวน 3 โครงการ เป็นเงิน {first + second:,} บาท",
    )


def test_every_table_of_a_part_is_of_its_year():
    plan = parse_plan(document(TITLE, *part(2568, 20_000, 5_000), *part(2569, 30_000, 6_000)))
    found = {p.name.value: [(a.fiscal_year, a.money.value) for a in p.amounts if a.money] for p in plan.projects}
    assert found == {
        "โครงการค่ายคนดี": [(2568, 20_000), (2569, 30_000)],
        "มาตรการไม่รับของ": [(2568, 0), (2569, 0)],
        "กิจกรรมเปิดบัญชีตลาด": [(2568, 5_000), (2569, 6_000)],
    }
    assert {a.basis for p in plan.projects for a in p.amounts} == {Basis.SUMMARY}


def test_the_totals_below_are_of_that_year():
    plan = parse_plan(document(TITLE, *part(2568, 20_000, 5_000), *part(2569, 30_000, 6_000)))
    found = [(t.scope, t.dimension, t.fiscal_year, t.printed.value) for t in plan.totals]
    assert found == [
        (scope, dimension, year, Decimal(money))
        for year, sums in ((2568, (20_000, 5_000, 25_000)), (2569, (30_000, 6_000, 36_000)))
        for (scope, dimension), money in zip(
            ((Scope.DIMENSION, 1), (Scope.DIMENSION, 2), (Scope.GRAND, None)), sums, strict=True
        )
    ]
    assert not check_totals(plan)


FIRST = [
    "ด้าน | ที่ | โครงการ | 2568 | 2569",
    "1 คนดี | 1 | โครงการค่ายคนดี | 20,000 | 30,000",
    "2 งานดี | 2 | มาตรการเปิดบัญชี | 1,000 | 1,000",
    "รวมทั้งสิ้น (ฉบับแรก) | | | 21,000 | 31,000",
]
ADDED = [
    "ด้าน | ที่ | โครงการ | 2568 | 2569",
    "1 คนดี | พ1 | โครงการค่ายเยาวชน | - | 4,000",
    "รวมทั้งสิ้น (แก้ไขครั้งที่ 1) | | | 21,000 | 35,000",
]


def test_the_grand_total_of_a_first_edition_sums_what_is_listed_above_it():
    plan = parse_plan(document(TITLE, "บัญชีโครงการ", FIRST, "บัญชีโครงการที่เพิ่มเติม", ADDED))
    assert not check_totals(plan)
    assert [(t.scope, t.fiscal_year, t.printed.value, t.computed, t.computed_count) for t in plan.totals] == [
        (Scope.GRAND, 2568, 21_000, 21_000, 2),
        (Scope.GRAND, 2569, 31_000, 31_000, 2),
        (Scope.GRAND, 2568, 21_000, 21_000, 3),
        (Scope.GRAND, 2569, 35_000, 35_000, 3),
    ]


def test_a_total_that_sums_neither_is_told():
    wrong = [*FIRST[:-1], "รวมทั้งสิ้น (ฉบับแรก) | | | 21,000 | 31,500"]
    plan = parse_plan(document(TITLE, "บัญชีโครงการ", wrong, "บัญชีโครงการที่เพิ่มเติม", ADDED))
    assert [(f.expected, f.found) for f in check_totals(plan)] == [("31500", "35000")]
