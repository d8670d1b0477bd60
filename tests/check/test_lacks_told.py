"""What was not read, or read into the wrong place, is told: sums of columns, names, headings, forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.model.document import Box, Grid, Line, Place
from extract.model.plan import Amount, Basis, Facts, Heading, Progress, Project, Value, path_of
from phaen.check.accounts import account
from phaen.check.contents import contents_unplaced
from phaen.check.doubtful_fields import fields_doubtful
from phaen.check.doubtful_names import names_doubtful
from phaen.check.lacks import facts_missing
from phaen.check.level_gaps import headings_missing
from phaen.check.solve.empty_amounts import empty_amounts
from phaen.check.unplaced_headings import headings_unplaced
from phaen.check.unplaced_names import names_unplaced
from phaen.check.unread_blocks import blocks_unplaced
from schemas.checks import CheckCode
from tests.check.test_accounts import detailed, found, grid, line, listed, plan

KITE = "โครงการว่าวลายไทยใจสุจริต"
BOAT = "กิจกรรมเรือพายสายธารโปร่งใส"
MARKET = "โครงการตลาดนัดของดีบ้านเราริมทางรถไฟสายเก่าหน้าสถานีทุกเดือน"
WIDE = "เพื่อให้ชาวบ้านทุกคนได้เห็นการทำงานทุกขั้นตอนของเจ้าหน้าที่ทุก"
ROWS = (f"{KITE}|30,000|12,000", f"{BOAT}|5,000|4,000")


def projects(first: int) -> tuple[Project, ...]:
    return listed(30_000, first, KITE), listed(5_000, first + 1, BOAT)


def unplaced(*blocks: Line | Grid, **more) -> list[str]:
    return [amount for amount, _ in found(account(plan(*blocks, **more)), CheckCode.AMOUNT_UNPLACED)]


def test_a_sum_of_a_column_is_no_amount_of_its_own() -> None:
    table = grid(5, "โครงการ|ตั้งไว้|ใช้ไป", *ROWS, "ยอดยกไป|35,000|16,000")
    told = unplaced(table, projects=projects(6))
    assert told == ["12,000", "4,000"]  # they are in no value, the sums of both columns are proved


def test_a_sum_that_its_column_does_not_give_is_named() -> None:
    table = grid(5, "โครงการ|ตั้งไว้", f"{KITE}|30,000", f"{BOAT}|5,000", "ยอดยกไป|39,000")
    assert unplaced(table, projects=projects(6)) == ["39,000"]


def test_a_sum_carried_to_the_next_page_counts_from_the_beginning_of_the_table() -> None:
    first = grid(5, "โครงการ|ตั้งไว้", f"{KITE}|30,000", "รวมด้าน|30,000", f"{BOAT}|5,000", "ยอดยกไป|35,000")
    second = grid(15, "โครงการ|ตั้งไว้", "ยอดยกมา|35,000")
    made = (listed(30_000, 6, KITE), listed(5_000, 8, BOAT), listed(1, 17, "โครงการอื่น"))
    table = grid(16, "โครงการ|ตั้งไว้", "โครงการอื่น|1")
    assert unplaced(first, projects=made) == []
    assert unplaced(first, second, table, projects=made) == []


def test_a_table_of_projects_that_was_read_as_a_status_table_is_unread() -> None:
    names = (KITE, BOAT, "มาตรการกล่องไม้ไผ่รับเรื่องราว")
    table = grid(5, "ด้าน|ชื่อ|เงิน", *(f"ด้านที่ {n}|{name}|{n},000" for n, name in enumerate(names, 1)))
    made = plan(table)
    made.progress = [Progress(1, {}, Place(1, 6))]
    assert [f.code for f in account(made)] == [CheckCode.TABLE_UNREAD]


def test_a_table_of_contents_and_the_plan_before_are_no_tables_of_this_plan() -> None:
    contents = grid(5, "สารบัญโครงการ|หน้า", "บทนำ|1", "สรุปโครงการ|3", "รายละเอียดโครงการ|9", "ภาคผนวก|12")
    assert not account(plan(contents))
    facts = Facts(fiscal_year_first=Value(2570, "2570", None), fiscal_year_last=Value(2572, "2572", None))
    before = grid(5, "โครงการ|เงิน", f"{KITE}|30,000", f"{BOAT}|5,000")
    assert not account(plan(line("ผลของแผนเดิม พ.ศ. 2566 - 2569", 4), before, facts=facts))
    assert account(plan(line("แผนนี้ พ.ศ. 2570 - 2572", 4), before, facts=facts))


@pytest.mark.parametrize(
    "name",
    [
        f"ชื่อโครงการ : {KITE}",
        f"ค) ชื่อโครงการ : {KITE}",
        f"3. {KITE}",
        f"{KITE} ........ 17",
        f"{KITE} 4. {BOAT}",
        f"{KITE}ยุทธศาสตร์ที่ 2 การบริหารที่โปร่งใส",
        "ยุทธศาสตร์ที่ 2 การบริหารที่โปร่งใส",
        "",
    ],
)
def test_a_name_with_a_label_a_number_a_page_or_another_name_is_doubtful(name: str) -> None:
    made = plan(projects=(detailed(name, 5, 9),))
    assert [f.code for f in names_doubtful(made)] == [CheckCode.NAME_DOUBTFUL]
    assert not names_doubtful(plan(projects=(detailed(KITE, 5, 9),)))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ด้านที่ 2. การมีส่วนร่วม",
        "การมีส่วนร่วม (จำนวน 4 โครงการ)",
        "การมีส่วนร่วมหน่วย : บาท",
        "ปฏิบัติที่ 1.1 การมีส่วนร่วม",
        "การมีส่วนร่วม 1.3 การรับฟังเสียงของชาวบ้าน",
        f"การมีส่วนร่วม 14. {KITE} ไม่ใช้งบประมาณ",
    ],
)
def test_a_heading_s_name_that_holds_more_is_doubtful(name: str) -> None:
    made = plan()
    made.headings = [Heading((1,), "การปลูกฝังคนรุ่นใหม่", Place(1, 3)), Heading((1, 2), name, Place(1, 4))]
    assert [(f.code, f.about.row_id) for f in names_doubtful(made)] == [(CheckCode.NAME_DOUBTFUL, "1.2")]


def test_the_title_of_a_form_behind_several_headings_is_no_part_of_them() -> None:
    names = ("การปลูกฝังคนรุ่นใหม่", "การเปิดเผยข้อมูลของส่วนราชการ", "การรับฟังเสียงของชาวบ้าน")
    made = plan()
    made.headings = [Heading((1, n), f"{name}แบบเสนอโครงการ/กิจกรรม", Place(1, n)) for n, name in enumerate(names, 1)]
    assert len(names_doubtful(made)) == 3
    made.headings = [Heading((1, n), f"{name}ขององค์กรปกครองส่วนท้องถิ่น", Place(1, n)) for n, name in enumerate(names, 1)]
    assert not names_doubtful(made)


@pytest.mark.parametrize(
    ("ends", "is_told"),
    [
        (("(แฟ้มเลขที่ 12)", "(แฟ้มเลขที่ 7)", "(แฟ้มเลขที่ 110)"), True),
        (("ประจำปี 2568", "ประจำปี 2568", "ประจำปี 2568"), False),
        (("ริมทะเล", "ริมคลอง", "ริมนา"), False),
    ],
)
def test_what_one_half_of_most_projects_has_behind_the_name_is_no_part_of_it(
    ends: tuple[str, ...], is_told: bool
) -> None:
    projects = []
    for at, (name, end) in enumerate(zip((KITE, BOAT, "มาตรการสมุดบันทึกรถ"), ends, strict=True)):
        project = detailed(f"{name} {end}", 10 * at, 10 * at + 5)
        project.detail_name, project.summary_name = project.name, listed(5_000, at, name).name
        projects.append(project)
    assert len(names_doubtful(plan(projects=tuple(projects)))) == (3 if is_told else 0)


def test_a_name_that_begins_with_the_body_is_another_thing_s() -> None:
    facts = Facts(organization=Value("เทศบาลตำบลหนองสมมุติ", "", Place(1, 1)))
    made = plan(projects=(detailed("เทศบาลตำบลหนองสมมุติ อำเภอเมืองสมมุติ", 5, 9),), facts=facts)
    assert [f.code for f in names_doubtful(made)] == [CheckCode.NAME_DOUBTFUL]


def test_a_heading_by_code_that_leads_to_a_project_and_is_not_in_the_plan_is_named() -> None:
    blocks = (line("1.2 การเปิดเผยข้อมูลสู่ชาวบ้าน", 5), line("(หน่วย : บาท)", 6), grid(7, "โครงการ|เงิน", f"{KITE}|9,000"))
    made = plan(*blocks, projects=(listed(9_000, 8, KITE),))
    made.headings = [Heading((1,), "การปลูกฝังคนรุ่นใหม่", Place(1, 3))]
    assert found(headings_unplaced(made), CheckCode.HEADING_UNPLACED) == [("1.2 การเปิดเผยข้อมูลสู่ชาวบ้าน", 5)]
    made.headings.append(Heading((1, 2), "การเปิดเผยข้อมูลสู่ชาวบ้าน", Place(1, 5)))
    assert not headings_unplaced(made)


def test_a_code_above_the_next_part_leads_to_no_project() -> None:
    texts = ("1.2 ลูกหลานได้เห็นแบบอย่าง", "ส่วนที่ 2 รายละเอียดโครงการ", f"ชื่อโครงการ {KITE}")
    made = plan(*(line(text, at) for at, text in enumerate(texts, 5)), projects=(detailed(KITE, 6, 9),))
    made.headings = [Heading((1,), "การปลูกฝังคนรุ่นใหม่", Place(1, 3))]
    assert not headings_unplaced(made)


def test_a_heading_whose_level_word_has_a_misread_letter_is_named() -> None:
    made = plan(
        line("กอยุทธ์ที่ 2 เปิดบ้านให้เห็น", 5), grid(7, "โครงการ|เงิน", f"{KITE}|9,000"), projects=(listed(9_000, 8, KITE),)
    )
    made.headings = [Heading((1,), "การปลูกฝังคนรุ่นใหม่", Place(1, 3))]
    assert found(headings_unplaced(made), CheckCode.HEADING_UNPLACED) == [("กอยุทธ์ที่ 2 เปิดบ้านให้เห็น", 5)]
    other = plan(
        line("ห้องสมุดที่ 2 เปิดบ้านให้เห็น", 5), grid(7, "โครงการ|เงิน", f"{KITE}|9,000"), projects=(listed(9_000, 8, KITE),)
    )
    other.headings = made.headings
    assert not headings_unplaced(other)


def test_codes_of_an_introduction_are_no_headings_of_levels() -> None:
    blocks = (line("1.1 เพื่อให้คนรุ่นใหม่สุจริต", 5), line("1.2 เพื่อให้ชาวบ้านรู้เท่าทัน", 6), line("ส่วนที่ 2 โครงการ", 7))
    made = plan(*blocks, grid(8, "โครงการ|เงิน", f"{KITE}|9,000"), projects=(listed(9_000, 9, KITE),))
    made.headings = [Heading((1,), "การปลูกฝังคนรุ่นใหม่", Place(1, 3))]
    assert not headings_unplaced(made)


def test_a_level_in_the_cells_of_a_form_that_is_not_in_the_plan_is_named() -> None:
    form = grid(5, "ชื่อโครงการ|" + KITE, "มิติที่|2 การเปิดเผยข้อมูลสู่ชาวบ้าน", "หลักการและเหตุผล|เพราะเหตุ")
    made = plan(form)
    assert [f.found for f in headings_unplaced(made)] == ["มิติที่ 2 การเปิดเผยข้อมูลสู่ชาวบ้าน"]


def test_a_project_of_a_form_or_a_row_that_was_not_read_is_named() -> None:
    form = grid(5, f"ชื่อโครงการ|{KITE}", "หลักการและเหตุผล|เพราะเหตุ", "วัตถุประสงค์|เพื่อผล")
    assert found(blocks_unplaced(plan(form)), CheckCode.BLOCK_UNPLACED) == [(KITE, 5)]
    assert not blocks_unplaced(plan(form, projects=(detailed(KITE, 5, 7, rationale="เพราะเหตุ"),)))
    table = grid(5, "โครงการ/กิจกรรม|เงิน", f"{KITE}|9,000", f"{BOAT}|-")
    made = plan(table, projects=(listed(9_000, 6, KITE),))
    assert found(names_unplaced(made), CheckCode.PROJECT_UNPLACED) == [(BOAT, 7)]


def test_another_spelling_of_a_name_and_the_title_of_a_list_are_no_lost_projects() -> None:
    made = plan(line(f"1. {KITE} ครั้งที่", 5), line("- โครงการหรือกิจกรรม", 6), projects=(listed(9_000, 9, KITE),))
    assert not names_unplaced(made)
    made = plan(line(f"1. โครงการ{BOAT[:-9]}", 5), projects=(listed(9_000, 9, f"{BOAT}ในหน้าน้ำหลากของทุกปี"),))
    assert not names_unplaced(made)  # a kind word before the name, and the line ends within it
    made = plan(line("1. โครงการตลาดนัดของดีบ้านเราทุกเดือน", 5), projects=(listed(9_000, 9, MARKET),))
    assert not names_unplaced(made)  # abridged
    assert made.projects[0].amounts[0].money.value == Decimal(9000)


@pytest.mark.parametrize(
    "more",
    [
        "ส่วนที่ 3 สรุปโครงการ",
        "ยุทธศาสตร์ที่ 2 การบริหารที่โปร่งใส",
        f"12. {BOAT}",
        "บัญชีสรุปโครงการ/กิจกรรม/มาตรการ",
        "ตารางที่ 2 งบประมาณ",
    ],
)
def test_a_field_that_goes_on_with_a_heading_a_title_or_a_project_is_doubtful(more: str) -> None:
    boat = detailed(BOAT, 20, 30, results="1. ชาวบ้านยิ้ม")
    swallowed = detailed(KITE, 5, 15, results=f"1. ชาวบ้านพอใจ\n2. ลดเรื่องร้องเรียน\n{more}")
    assert [(f.code, f.found, f.field) for f in fields_doubtful(plan(projects=(swallowed, boat)))] == [
        (CheckCode.FIELD_DOUBTFUL, more, "results")
    ]
    assert not fields_doubtful(plan(projects=(detailed(KITE, 5, 15, results="1. ชาวบ้านพอใจ"), boat)))


def test_the_heading_of_another_field_behind_several_departments_is_told() -> None:
    names = ("กองช่าง", "สำนักปลัด", "กองคลังใหญ่")
    made = [
        detailed(f"{KITE} {n}", 10 * n, 10 * n + 5, responsible=f"{name}ผลลัพธ์ที่เกิดขึ้น") for n, name in enumerate(names)
    ]
    assert [f.field for f in fields_doubtful(plan(projects=tuple(made)))] == ["responsible"] * 3
    plain = [
        detailed(f"{KITE} {n}", 10 * n, 10 * n + 5, responsible=f"{name}เทศบาลตำบลน้ำใส") for n, name in enumerate(names)
    ]
    assert not fields_doubtful(plan(projects=tuple(plain)))


def test_an_amount_that_stays_unknown_is_told_and_a_row_without_money_only_informs() -> None:
    blank = Amount(2567, Basis.SUMMARY, None, "", Place(1, 6))
    first, second = projects(6)
    first.amounts.append(blank)
    second.amounts = [Amount(2566, Basis.SUMMARY, None, "", Place(1, 7))]
    made = plan(projects=(first, second))
    assert [(f.code, f.about) for f in empty_amounts(made, ())] == [
        (CheckCode.BUDGET_UNREADABLE, blank),
        (CheckCode.BUDGET_BLANK, second),
    ]
    assert not second.amounts
    second.amounts = [Amount(2566, Basis.SUMMARY, None, "1x,000 -", Place(1, 7))]
    assert [f.code for f in empty_amounts(made, ())] == [CheckCode.BUDGET_UNREADABLE] * 2


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("ตามที่เทศบาลมีแผน จำนวน ๓ โครงการ/กิจกรรม", True),
        ("ปีก่อนดำเนินการจำนวน 4 โครงการ", False),
        ("ดำเนินการแล้ว 3 โครงการ", False),
    ],
)
def test_a_line_that_gives_the_number_of_the_projects_is_told_if_no_number_was_read(text: str, is_told: bool) -> None:
    three = tuple(listed(1_000, at, f"{KITE} รุ่น {at}") for at in (6, 7, 8))
    made = plan(line(text, 2), projects=three)
    told = [f.place for f in facts_missing(made) if f.found == "stated_project_count"]
    assert told == [Place(1, 2)] * is_told
    made.facts.stated_project_count = Value(3, "3", Place(1, 1))
    assert "stated_project_count" not in [f.found for f in facts_missing(made)]


# --- headings and rows that must have been there


def headed(
    *named: int, projects: tuple[int, ...] = (), sections: tuple[str, ...] = (), numbered: bool = False
) -> list[str]:
    made = plan(projects=tuple(placed_under(number, at) for at, number in enumerate(projects, 10)))
    for count, project in enumerate(made.projects, 1):
        project.summary_item = str(count) if numbered else ""
    made.headings = [Heading((number,), f"การปลุกพลังสุจริตด้านที่ {number}", Place(1, number)) for number in named]
    made.headings += [Heading(path_of(code), "งานย่อย", Place(1, 5)) for code in sections]
    return [finding.expected for finding in headings_missing(made)]


def placed_under(number: int, at: int) -> Project:
    made = listed(1_000, at, f"{KITE} รุ่นที่ {at}")
    made.path = (number,)
    return made


def test_a_dimension_that_is_used_without_a_heading_is_named() -> None:
    assert headed(1, 2, 3, projects=(1, 2, 3)) == []
    assert headed(1, 3, projects=(1, 2, 3)) == ["2"]
    assert headed(2, 3, projects=(2, 3), sections=("1.1",)) == ["1"]
    assert headed(1, 2, 4) == ["3"]  # skipped
    assert headed(2, 3, projects=(2, 3)) == ["1"]
    assert headed(2, 3, projects=(2, 3), numbered=True) == []  # its projects are numbered from 1 on: it has none
    assert headed(projects=(1, 2)) == []  # the plan prints no headings
    assert headed(1, 9, projects=(1, 9)) == []  # another way of numbering


def test_the_contents_page_names_what_the_plan_lacks() -> None:
    contents = [
        line("มิติที่ 1 การปลุกพลังสุจริตในชุมชน ........ 4", 3),
        line("มิติที่ 2 การเปิดประตูบ้านให้เห็นทุกวัน ........ 9", 4),
        line(f"1. {KITE} ........ 5", 5),
        line(f"2. {BOAT} ........ 10", 6),
    ]
    made = plan(*contents, projects=(listed(1_000, 20, KITE),))
    made.headings = [Heading((1,), "การปลุกพลังสุจริตในชุมชน", Place(1, 10))]
    told = list(contents_unplaced(made))
    assert found(told, CheckCode.HEADING_UNPLACED) == [("มิติที่ 2 การเปิดประตูบ้านให้เห็นทุกวัน", 4)]
    assert found(told, CheckCode.PROJECT_UNPLACED) == [(BOAT, 6)]
    made.headings.append(Heading((2,), "การเปิดประตูบ้านให้เห็นทุกวัน", Place(1, 11)))
    made.projects.append(listed(2_000, 21, BOAT))
    assert list(contents_unplaced(made)) == []


def test_the_one_row_without_an_amount_is_named() -> None:
    rows = [listed(1_000, at, f"{KITE} รุ่นที่ {at}") for at in range(10, 16)]
    rows[3].amounts = []
    assert [f.about for f in empty_amounts(plan(projects=tuple(rows)), ()) if f.code is CheckCode.BUDGET_ABSENT] == [
        rows[3]
    ]
    rows[3].amounts = [replace(amount, money=None, text="") for amount in rows[2].amounts]
    (told,) = empty_amounts(plan(projects=tuple(rows)), ())
    assert [(row.code, row.about) for row in told.rows()] == [
        (CheckCode.BUDGET_UNREADABLE, amount) for amount in rows[3].amounts
    ]
    for row in rows[:4]:
        row.amounts = []
    assert not empty_amounts(plan(projects=tuple(rows)), ())  # many rows print none


def test_lines_and_last_words_that_most_names_have_alike_are_of_the_form() -> None:
    def told(*names: tuple[str, str]) -> int:
        made = [detailed(value, at, at) for at, (value, _) in enumerate(names, 5)]
        for project, (value, raw) in zip(made, names, strict=True):
            project.name = Value(value, raw, Place(1, 5))
        return len(names_doubtful(plan(projects=tuple(made))))

    ends = [(f"{name} ใบงาน {at}", f"{name} ใบงาน {at}") for at, name in enumerate((KITE, BOAT, MARKET))]
    assert told(*ends) == 3
    within = [
        (f"{name}แก่นเรื่อง{tail}", f"{name}\nแก่นเรื่อง\n{tail}") for name, tail in ((KITE, "ก"), (BOAT, "ข"), (MARKET, "ค"))
    ]
    assert told(*within) == 3
    assert told(*[(f"{name} ปี 2566", name) for name in (KITE, BOAT, MARKET)]) == 0
    assert told(ends[0], (BOAT, BOAT), (MARKET, MARKET)) == 0


def test_what_several_names_have_beside_their_colons_alike_is_no_part_of_them() -> None:
    tails = ("ทุกวันศุกร์ทั้งปี 2569", "ทุกวันศุกร์ทั้งปี 2570", "ทุกวันศุกร์ทั้งปี 2571")
    many = plan(projects=tuple(detailed(f"{KITE} {at}: {tail}", at, at) for at, tail in enumerate(tails, 5)))
    assert [f.code for f in names_doubtful(many)] == [CheckCode.NAME_DOUBTFUL] * 3
    two = plan(projects=(*many.projects[:2], detailed(f"{BOAT}: ล่องชมสองฝั่ง", 9, 9)))
    assert not names_doubtful(two)


def test_a_dimension_that_does_not_print_its_number_though_the_others_do_is_another_thing() -> None:
    names = ("ปลูกใจให้ตรง", "เปิดประตูให้เห็น", "ฟังเสียงชาวบ้าน", "งานที่ยังค้างอยู่")
    texts = (*(f"ด้านที่ {at} {name}" for at, name in enumerate(names[:3], 1)), names[3])
    made = plan(*(line(text, at) for at, text in enumerate(texts, 1)))
    made.headings = [Heading((at,), name, Place(1, at)) for at, name in enumerate(names, 1)]
    assert [f.about.row_id for f in names_doubtful(made)] == ["4"]
    bare = plan(*(line(name, at) for at, name in enumerate(names, 1)))
    bare.headings = made.headings
    assert not names_doubtful(bare)


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        ("เพื่อให้ชาวบ้านได้เห็นการทำงานทุกขั้นตอนของเจ้าหน้าที่ใน", True, False),  # a full line goes on
        ("เพื่อให้ชาวบ้านเห็น", True, True),
        ("เพื่อให้ชาวบ้านเห็น", False, False),  # another field is below
    ],
)
def test_a_body_at_the_end_of_a_text_on_a_page_may_be_the_rest_of_its_sentence(first, last, is_told) -> None:
    box = Box(50, 100, 500, 120)
    body = "เทศบาลตำบลหนองสมมุติ"
    projects = []
    for at in range(3):
        made = detailed(f"{KITE} {at}", 10 * at + 1, 10 * at + 9)
        texts = {"objectives": f"{first}\n{body}" if at == 0 else f"{WIDE}\n{WIDE}\nจบ", "results": "ดีขึ้น"}
        for number, (key, text) in enumerate(texts.items(), 2):
            line_at = 10 * at + (8 if last and key == "objectives" else number)
            made.fields[key] = Value(text, text, Place(1, line_at, box))
        projects.append(made)
    assert (projects[0] in [f.about for f in fields_doubtful(plan(projects=tuple(projects)))]) is is_told
