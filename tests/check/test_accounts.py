"""The accounts: what is printed is placed, or a finding names it."""

from __future__ import annotations

from decimal import Decimal

from extract.model.document import Cell, Document, Grid, Line, Page, Place, TextSource
from extract.model.plan import Amount, Basis, DocumentKind, Facts, Heading, Plan, Project, Value
from phaen.check.accounts import account
from phaen.check.lacks import (
    blocks_unplaced,
    facts_missing,
    fields_doubtful,
    headings_unplaced,
    names_doubtful,
    years_conflict,
)
from phaen.check.unplaced_names import names_unplaced
from schemas.checks import CheckCode

NAME = "โครงการตู้เย็นแบ่งปันริมคลอง"


def line(text: str, number: int) -> Line:
    return Line(text, text, Place(1, number))


def grid(first: int, *rows: str) -> Grid:
    texts = [row.split("|") for row in rows]
    cells = [Cell(text, text, r, c, Place(1, first + r)) for r, row in enumerate(texts) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), len(texts[0]), Place(1, first))


def plan(*blocks: Line | Grid, projects: tuple[Project, ...] = (), facts: Facts | None = None) -> Plan:
    page = Page(1, blocks, TextSource.TEXT)
    return Plan(Document("a.txt", "0" * 64, TextSource.TEXT, (page,)), facts or Facts(), projects=list(projects))


def listed(amount: int, at: int, name: str = NAME) -> Project:
    text = f"{amount:,}"
    made = Project(name=Value(name, name, Place(1, at)), summary_place=Place(1, at))
    made.amounts = [Amount(2566, Basis.SUMMARY, Value(Decimal(amount), text, Place(1, at)), text, Place(1, at))]
    return made


def detailed(name: str, first: int, last: int, **fields: str) -> Project:
    made = Project(name=Value(name, name, Place(1, first)), detail_place=Place(1, first), detail_last=Place(1, last))
    made.fields = {key: Value(text, text, Place(1, first)) for key, text in fields.items()}
    return made


def found(findings, code: CheckCode) -> list[tuple[str, int | None]]:
    return [(f.found, f.place.line if f.place else None) for f in findings if f.code is code]


def test_an_amount_of_a_table_that_no_value_holds_is_named() -> None:
    table = grid(5, "โครงการ|2566|อื่น", f"{NAME}|12,000|7,500")
    made = plan(table, projects=(listed(12_000, 6),))
    assert found(account(made), CheckCode.AMOUNT_UNPLACED) == [("7,500", 6)]
    page = made.accounts[0]
    assert (page.tables, page.tables_unread, page.amounts, page.amounts_placed, page.amounts_unplaced) == (
        1,
        0,
        2,
        1,
        1,
    )


def test_the_sum_of_a_row_is_no_amount_of_its_own() -> None:
    table = grid(5, "โครงการ|2566|2567|รวม", f"{NAME}|12,000|8,000|20,000")
    project = listed(12_000, 6)
    second = Value(Decimal(8000), "8,000", Place(1, 6))
    project.amounts.append(Amount(2567, Basis.SUMMARY, second, "8,000", Place(1, 6)))
    assert not account(plan(table, projects=(project,)))


def test_the_sum_of_a_column_without_a_place_is_no_amount_of_its_own_where_rows_are_numbered() -> None:
    rows = (f"1)|{NAME}|12,000|7,500", "2)|โครงการศาลาอ่านหนังสือ|6,000|2,500", "|รวมยุทธศาสตร์ที่ 1|18,000|10,000")
    made = plan(grid(5, "ลำดับ|โครงการ|2566|เบิกจ่าย", *rows), projects=(listed(12_000, 6), listed(6_000, 7)))
    assert found(account(made), CheckCode.AMOUNT_UNPLACED) == [("7,500", 6), ("2,500", 7)]


def test_a_table_of_projects_that_was_not_read_is_named_and_its_amounts_are_not() -> None:
    made = plan(grid(5, "โครงการ|เงิน", f"{NAME}|12,000", "โครงการเปิดประตูบ้าน|9,000"))
    findings = account(made)
    assert [f.code for f in findings] == [CheckCode.TABLE_UNREAD]
    assert NAME in findings[0].found
    assert (made.accounts[0].tables_unread, made.accounts[0].amounts_unplaced) == (1, 2)


def test_a_table_of_something_else_is_not_unread() -> None:
    assert not account(plan(grid(5, "ที่|ชื่อ|โทร", "1|สายลม|02", "2|แสงดาว|03")))


def test_a_table_that_sets_amounts_below_the_years_of_the_plan_is_unread_whatever_it_names() -> None:
    span = Facts(fiscal_year_first=Value(2567, "", None), fiscal_year_last=Value(2568, "", None))
    money = grid(5, "เรื่อง|ปี 2567|ปี 2568", "ที่หนึ่ง|10,000|12,000", "ที่สอง|7,000|8,000")
    assert [f.code for f in account(plan(money, facts=span))] == [CheckCode.TABLE_UNREAD]
    before = grid(5, "เรื่อง|ปี 2564|ปี 2565", "ที่หนึ่ง|10,000|12,000", "ที่สอง|7,000|8,000")
    assert not account(plan(before, facts=span))


def test_an_amount_of_a_line_is_named_beside_a_project_only() -> None:
    lost = plan(line(f"{NAME} 31,500 บาท", 3), line("บ้านเรา", 8), line("ตำบลของเรามีพื้นที่ 20,500 ไร่", 9))
    assert found(account(lost), CheckCode.AMOUNT_UNPLACED) == [("31,500", 3)]
    assert not account(plan(line(f"{NAME} 31,500 บาท", 3), projects=(listed(31_500, 8),)))


def test_every_line_is_counted_once() -> None:
    blocks = (line("- 4 -", 1), line("ความเป็นมาของบ้านเรา", 2), line(NAME, 3), line(f"{NAME} 500 บาท", 9))
    made = plan(*blocks, projects=(detailed(NAME, 3, 4),))
    account(made)
    page = made.accounts[0]
    assert page.lines == 4
    assert (page.lines_furniture, page.lines_prose, page.lines_placed, page.lines_unplaced) == (1, 1, 1, 1)


def test_a_heading_that_leads_to_a_project_and_is_none_is_named() -> None:
    made = plan(line("มิติที่ 3 บ้านเมืองสุจริต", 4), line(f"1. {NAME}", 5), line("มิติที่ 4 กล่าวถึงในคำนำ", 20))
    assert found(headings_unplaced(made), CheckCode.HEADING_UNPLACED) == [("มิติที่ 3 บ้านเมืองสุจริต", 4)]
    made.headings = [Heading((3,), "บ้านเมืองสุจริต", Place(1, 4))]
    assert not headings_unplaced(made)


def test_missing_facts_are_named_one_by_one() -> None:
    facts = Facts(organization=Value("เทศบาลตำบลน้ำใส", "", None), province=Value("ตรัง", "", None))
    assert found(facts_missing(plan(facts=facts)), CheckCode.FACT_MISSING) == [("fiscal_year", None)]
    facts.fiscal_year_first = Value(2566, "2566", None)
    assert not facts_missing(plan(facts=facts))


def test_a_year_of_the_table_outside_the_plan_conflicts_though_a_block_prints_the_right_one() -> None:
    facts = Facts(fiscal_year_first=Value(2566, "ป", None), fiscal_year_last=Value(2567, "ป", None))
    project = listed(500, 6)
    amounts = [(2571, Basis.SUMMARY), (2567, Basis.DETAIL)]
    money = Value(Decimal(700), "700", Place(1, 6))
    project.amounts += [Amount(year, basis, money, "700", Place(1, 6)) for year, basis in amounts]
    (told,) = years_conflict(plan(projects=(project,), facts=facts))
    assert [row.about for row in told.rows()] == [None, project.amounts[1]]  # each amount of that year is a part


def test_years_conflict_where_neither_holds_the_other() -> None:
    def conflicts(first: int, last: int, kind: DocumentKind = DocumentKind.ACTION_PLAN) -> bool:
        facts = Facts(kind, fiscal_year_first=Value(first, "ป", None), fiscal_year_last=Value(last, "ป", None))
        return bool(years_conflict(plan(projects=(listed(500, 6),), facts=facts)))

    assert conflicts(2561, 2565)
    assert not conflicts(2566, 2570)
    assert not conflicts(2566, 2566)
    assert not conflicts(2561, 2565, DocumentKind.PROGRESS_REPORT)


def test_lines_that_name_projects_where_no_details_were_read() -> None:
    lines = (line(f"ข้อ 1 {NAME}", 30), line("หลักการ", 31))
    assert found(blocks_unplaced(plan(*lines, projects=(listed(500, 6),))), CheckCode.BLOCK_UNPLACED) == [(NAME, 30)]
    assert not blocks_unplaced(plan(*lines, projects=(listed(500, 6), detailed("อื่น", 40, 41))))


def test_a_heading_that_recurs_behind_a_kind_word_names_no_project() -> None:
    told = [line(f"• กิจกรรมที่ได้ทำแล้ว: {what}", at) for at, what in enumerate(("ประชุมชาวบ้าน", "เดินสำรวจตลาด"), 30)]
    assert not names_unplaced(plan(*told, projects=(listed(500, 6),)))
    (only,) = names_unplaced(plan(line("• กิจกรรมเปิดบ้านเปิดใจ: ระยะที่ 2", 30), projects=(listed(500, 6),)))
    assert only.found == "กิจกรรมเปิดบ้านเปิดใจ: ระยะที่ 2"


def test_names_that_are_not_whole_or_not_names() -> None:
    body = Facts(organization=Value("เทศบาลตำบลน้ำใส", "", None))
    for name in (f"ก) {NAME}", f"ข้อ 2 {NAME}", "เทศบาลตำบลน้ำใส", f"{NAME} 2. มิติที่ 1 บ้านเมือง"):
        assert len(names_doubtful(plan(projects=(detailed(name, 1, 2),), facts=body))) == 1
    for name in (NAME, "5 ส. เพื่อบ้านเรา", f"{NAME} ตามมิติที่ 1"):
        assert not names_doubtful(plan(projects=(detailed(name, 1, 2),), facts=body))


def test_a_short_field_that_goes_on_with_another() -> None:
    usual = [detailed(f"{NAME} {n}", n, n, responsible="กองช่าง") for n in range(1, 5)]
    swollen = detailed(NAME, 9, 9, responsible="กองช่าง " + "ผู้เข้าร่วมเข้าใจเรื่องของส่วนรวม " * 5)
    bordered = detailed(NAME, 10, 10, responsible="| กองช่าง")
    made = plan(projects=(*usual, swollen, bordered))
    assert [f.about for f in fields_doubtful(made)] == [swollen, bordered]


def test_a_table_that_counts_projects_by_level_lists_none() -> None:
    """Another plan's strategies with their number of projects and money, and the contents, are no lost tables."""
    heading = Heading((1,), "การปลุกพลังสุจริตในชุมชน", Place(1, 2))
    counts = grid(
        20,
        "ยุทธศาสตร์|จำนวนโครงการ|งบประมาณ (บาท)",
        "1. การพัฒนาถนนและไฟฟ้า|24|61,400,000",
        "2. การศึกษา|8 โครงการ|5,200,000",
        "รวม|32|66,600,000",
    )
    contents = grid(40, f"สารบัญ|{NAME}|หน้า", f"บทที่ 2|{NAME}ระยะที่ 2|3", f"บทที่ 3|{NAME}ระยะที่ 3|7", "บทที่ 4|ท้ายเล่ม|11")
    made = plan(counts, contents, projects=(listed(12_000, 6),))
    made.headings = [heading]
    assert not account(made)


def test_a_table_that_counts_projects_and_gives_sums_the_plan_lacks_is_lost() -> None:
    counts = grid(20, "มิติ|จำนวนโครงการ|งบประมาณ", "1. การปลุกพลังสุจริตในชุมชน|4|61,400", "รวม|4|61,400")
    made = plan(counts, projects=(listed(12_000, 6),))
    made.headings = [Heading((1,), "การปลุกพลังสุจริตในชุมชน", Place(1, 2))]
    assert len(found(account(made), CheckCode.TABLE_UNREAD)) == 1
    made.headings = []
    assert len(found(account(made), CheckCode.TABLE_UNREAD)) == 1


def test_an_amount_that_is_a_limit_costs_nothing() -> None:
    made = plan(
        line("รายละเอียดโครงการ (เฉพาะโครงการที่ใช้งบประมาณเกิน 20,000 บาท)", 3),
        line("โครงการดีเด่น งบประมาณไม่เกิน 45,000 บาท", 4),
    )
    assert found(account(made), CheckCode.AMOUNT_UNPLACED) == [("45,000", 4)]


def test_the_money_of_listed_projects_of_years_before_is_not_lost() -> None:
    last = (line("ผลการดำเนินโครงการในปี 2565", 3), line("1. โครงการเดินสายเล่าเรื่อง ใช้ไป 6,500 บาท", 4))
    made = plan(*last, facts=Facts(fiscal_year_first=YEAR_2566, fiscal_year_last=YEAR_2566))
    assert not found(account(made), CheckCode.AMOUNT_UNPLACED)
    made = plan(
        line("โครงการในปี 2566", 3), last[1], facts=Facts(fiscal_year_first=YEAR_2566, fiscal_year_last=YEAR_2566)
    )
    assert found(account(made), CheckCode.AMOUNT_UNPLACED) == [("6,500", 4)]


YEAR_2566 = Value(2566, "2566", Place(1, 1))


def test_a_number_of_people_or_times_is_no_amount() -> None:
    for counted in ("49,870 คน", "2,140 ครั้ง", "1,250 ครัวเรือน ใน"):
        assert not account(plan(line(f"{NAME} มาแล้ว {counted}", 3)))
    lost = plan(line(f"{NAME} 20,000 นายกเทศมนตรี", 3))
    assert found(account(lost), CheckCode.AMOUNT_UNPLACED) == [("20,000", 3)]
