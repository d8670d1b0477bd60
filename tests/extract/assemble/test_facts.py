"""Facts that a document states about itself: kind, title, organization, years, number of projects."""

from decimal import Decimal

import pytest

from extract.assemble.facts import read_facts
from extract.model.document import Place
from extract.model.plan import DocumentKind, Plan, Progress, Project, Scope, Total, Value
from extract.parse import parse_plan
from normalize.revisions import revision
from schemas.checks import CheckCode
from tests.extract.builders import document, lines, read

PLACE = Place(1, 1)
COVER = """
    แผนปฏิบัติการป้องกันการทุจริต
    ของเทศบาลตำบลน้ำใส
    ประจำปีงบประมาณ พ.ศ. 2566 - 2570

    จัดทำโดย
    เทศบาลตำบลน้ำใส
    ตำบลน้ำใส อำเภอริมธาร จังหวัดแพร่
"""


def plan_of(projects=(), totals=(), progress=()):
    return Plan(document(), projects=list(projects), totals=list(totals), progress=list(progress))


def facts(text, plan=None, years=(), progress_blocks=0, captions=()):
    """The facts of a text. The lines with these numbers are captions of tables."""
    source = lines(text)
    places = {found.place for found in source if found.place.line in captions}
    plan = plan or plan_of()
    found, about = read_facts(source, places, plan, years, progress_blocks)
    plan.add(about)
    return found


def block(*fields, years=None):
    """A project with a detail block of these fields."""
    project = Project(detail_place=PLACE, fields={key: Value("ก", "ก", PLACE) for key in fields})
    if years:
        project.fiscal_year_first, project.fiscal_year_last = (Value(year, "", PLACE) for year in years)
    return project


def span(found):
    return found.fiscal_year_first and (found.fiscal_year_first.value, found.fiscal_year_last.value)


def status(dimension=None, planned=None):
    return Progress(dimension, {"projects_planned": Value(Decimal(planned), "", PLACE)} if planned else {}, PLACE)


# -- kind and title ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1, 2, 3, 6, 7])
@pytest.mark.parametrize(
    "note", ["(แก้ไขเพิ่มเติม ครั้งที่ 1)", "ฉบับทบทวน พ.ศ. 2567", "(เปลี่ยนแปลง ครั้งที่ 2/2568)", "(ฉบับที่ 2)", "แก้ไขครั้งที่ 3"]
)
def test_the_note_on_a_revision_is_in_the_title_wherever_the_cover_has_it(note, place):
    cover = COVER.strip("\n").split("\n")
    cover.insert(place, f"    {note}")
    found = facts("\n".join(cover))
    assert note in found.title.value
    assert revision(found.title.value) > revision(facts(COVER).title.value) == 0
    assert span(found) == (2566, 2570)


def test_the_year_of_a_revision_is_that_of_a_plan_without_another():
    assert span(facts("แผนปฏิบัติการป้องกันการทุจริต ฉบับปรับปรุง ประจำปี 2567")) == (2567, 2567)


def test_a_cover():
    found = facts(COVER)
    assert found.kind is DocumentKind.ACTION_PLAN
    assert found.title.value == "แผนปฏิบัติการป้องกันการทุจริต ของเทศบาลตำบลน้ำใส ประจำปีงบประมาณ พ.ศ. 2566 - 2570"
    assert (found.title.raw.count("\n"), found.title.place.line) == (2, 1)
    assert (found.organization.value, found.organization_type) == ("เทศบาลตำบลน้ำใส", "เทศบาลตำบล")
    assert (found.subdistrict.value, found.district.value, found.province.value) == ("น้ำใส", "ริมธาร", "แพร่")
    assert (found.province_code, found.district.place.line) == ("54", 7)
    assert (span(found), found.fiscal_year_first.place.line) == ((2566, 2570), 3)


def test_nothing_said():
    found = facts("ชาวบ้านอยากรู้ว่าเงินไปไหน")
    assert (found.kind, found.title, found.organization, span(found)) == (DocumentKind.UNKNOWN, None, None, None)
    assert found.stated_project_count is None
    assert facts("").kind is DocumentKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต", DocumentKind.ACTION_PLAN),
        ("แผน ปฏิบัติการ ป้องกันการทุจริต", DocumentKind.ACTION_PLAN),
        ("1. แผนปฏิบัติการป้องกันการทุจริต", DocumentKind.ACTION_PLAN),
        ("รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต", DocumentKind.PROGRESS_REPORT),
        ("เรื่อง ใช้แผนปฏิบัติการป้องกันการทุจริต", DocumentKind.UNKNOWN),
        ("เรื่อง แผนปฏิบัติการป้องกันการทุจริต", DocumentKind.ACTION_PLAN),
        ("ตามแผนปฏิบัติการป้องกันการทุจริต", DocumentKind.UNKNOWN),
        ("แผนปฏิบัติการป้องกันการทุจริต" + "ก" * 220, DocumentKind.UNKNOWN),
    ],
)
def test_the_title_says_the_kind(text, kind):
    assert facts(text).kind is kind


@pytest.mark.parametrize(
    ("title", "plan", "progress_blocks", "kind"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต", plan_of([block("methods", "results")]), 1, DocumentKind.PROGRESS_REPORT),
        ("รายงานผลการดำเนินการตามแผน", plan_of([block("rationale")]), 0, DocumentKind.ACTION_PLAN),
        ("รายงานผลการดำเนินการตามแผน", plan_of([block("methods")] * 2), 1, DocumentKind.PROGRESS_REPORT),
        ("คำนำ", plan_of(progress=[status(1)]), 0, DocumentKind.PROGRESS_REPORT),
        ("แผนปฏิบัติการป้องกันการทุจริต", plan_of(progress=[status(1)]), 0, DocumentKind.ACTION_PLAN),
        ("คำนำ", plan_of([Project(summary_place=PLACE)]), 0, DocumentKind.ACTION_PLAN),
    ],
)
def test_the_blocks_decide_before_the_title(title, plan, progress_blocks, kind):
    assert facts(title, plan, (), progress_blocks).kind is kind


def test_the_title_is_one_of_the_documents_kind():
    text = "แผนปฏิบัติการป้องกันการทุจริต\nคำนำ\nรายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต"
    found = facts(text, plan_of([block("methods")]), (), 1)
    assert found.title.value.startswith("รายงานผล")


@pytest.mark.parametrize("second", ["คำนำ", "และ" + "ก" * 120])
def test_a_title_ends_at_another_or_a_long_line(second):
    assert facts(f"แผนปฏิบัติการป้องกันการทุจริต\n{second}").title.value == "แผนปฏิบัติการป้องกันการทุจริต"


PLAN_TITLE = "แผนปฏิบัติการป้องกันการทุจริต"


@pytest.mark.parametrize(
    ("text", "captions", "at"),
    [
        (f"เรื่อง {PLAN_TITLE} หนึ่ง\n{PLAN_TITLE} สอง", (), 2),
        (f"{PLAN_TITLE} หนึ่ง\n{PLAN_TITLE} สอง", (1,), 2),
        (f"{PLAN_TITLE} หนึ่ง\nเรื่อง {PLAN_TITLE} สอง", (1,), 2),
        (f"{PLAN_TITLE} หนึ่ง", (1,), 1),
        (f"เรื่อง {PLAN_TITLE} หนึ่ง", (), 1),
    ],
    ids=["a title before a memo", "a title before a caption", "a memo before a caption", "a caption", "a memo"],
)
def test_the_subject_of_a_memo_or_a_caption_is_the_title_where_there_is_no_other(text, captions, at):
    title = facts(text, captions=captions).title
    assert (title.place.line, title.value.startswith(PLAN_TITLE)) == (at, True)


# -- organization --------------------------------------------------------------------------------------------------


def test_other_spellings_and_other_bodies_are_told():
    plan = plan_of()
    text = COVER + "    เทศบาลตำบลน้ำใส\n    เทศบาลตำบลน้ำไส\n    ร่วมกับเทศบาลเมืองฟ้าสาง อำเภออื่น จังหวัดน่าน"
    facts(text, plan)
    told = {(finding.code, finding.expected, finding.found) for finding in plan.findings}
    assert (CheckCode.ORGANIZATION_VARIANT, "เทศบาลตำบลน้ำใส", "เทศบาลตำบลน้ำไส") in told
    assert (CheckCode.ORGANIZATION_FOREIGN, "เทศบาลตำบลน้ำใส", "เทศบาลเมืองฟ้าสาง") in told
    assert all(finding.about is None and finding.place for finding in plan.findings)


# -- years ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plan", "years", "expected"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต\n(พ.ศ. 2566 - 2570)\nปีงบประมาณ 2561", None, [2568], (2566, 2570)),
        ("คำนำ\nแผนปฏิบัติการปี 2567 ของเรา\nปีงบประมาณ 2567\nปีงบประมาณ 2561", None, [2568], (2567, 2567)),
        ("คำนำ", None, [2566, 2567, 2568], (2566, 2568)),
        (
            "คำนำ",
            plan_of([block(years=(2566, 2570)), block(years=(2566, 2570)), block(years=(2567, 2567))]),
            [],
            (2566, 2570),
        ),
        ("คำนำ", plan_of([block()]), [], None),
        ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 -\n2570) ของเมืองน้ำใส", None, [], (2566, 2570)),
        ("คำนำ\nแผนปฏิบัติการปี พ.ศ. 2566 ถึง พ.ศ.\n2568 ของเรา", None, [], (2566, 2568)),
        ("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566\n2570 คนทั่วเมืองน้ำใสร่วมทำ", None, [], (2566, 2566)),
    ],
    ids=["title", "cover", "table", "projects", "none", "title wrapped", "cover wrapped", "number below"],
)
def test_years(text, plan, years, expected):
    assert span(facts(text, plan, years)) == expected


# -- stated count --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("มีโครงการ/กิจกรรม/มาตรการ รวมทั้งสิ้น 34 โครงการ", 34),
        ("แผนนี้มีโครงการทั้งหมดจำนวน 12 โครงการ", 12),
        ("มีโครงการ จำนวน 7 โครงการ ดังนี้", 7),
        ("มีโครงการ จำนวน 7 โครงการ", 7),
        ("รวมมิติที่ 1 จำนวน 5 โครงการ", None),
        ("มิติที่ 1 มีทั้งสิ้น 5 โครงการ", None),
        ("มีโครงการ จำนวน 7 โครงการ ในปีก่อน", None),
        ("งบประมาณทั้งสิ้น 500,000 บาท", None),
        ("รวม 9 โครงการ\nรวม 34 โครงการ\nทั้งสิ้น 34 โครงการ", 34),
        ("รวม 9 โครงการ\nรวม 34 โครงการ", 34),
        ("ทั้ง 4 มิติ รวม 12 รายการ ใช้งบประมาณ 3 ล้านบาท", 12),
        ("แผนนี้รวบรวมโครงการ กิจกรรม และมาตรการ จำนวน 7 รายการ", 7),
        ("คณะทำงานรวบรวมข้อเสนอ 31 เรื่อง แล้วคัดเหลือจำนวน 9 โครงการ/กิจกรรม ในแผน", 9),
        ("รวบรวมข้อร้องเรียนสามปี จำนวน 31 เรื่อง\nคัดเลือกได้ทั้งสิ้น 9 โครงการ", 9),
        ("ยอดรวมทั้ง 4 แผนงาน 9 โครงการ เป็นเงิน 30,000 บาท", 9),
        ("รวมทุกมิติ 11 เรื่อง เป็นเงินทั้งสิ้น 108,400 บาท", 11),
        ("ทรัพย์สินของทุกประเภทรวม 4,812 รายการ", None),
        ("รวมยุทธศาสตร์ที่ 2 จำนวน 5 โครงการ", None),
        ("กิจกรรมลานบ้านลานใจทั้งหมด ........ 4\nโครงการปลูกใจซื่อ ........ 4", None),
    ],
)
def test_the_count_that_prose_states(text, count):
    stated = facts(text).stated_project_count
    assert (stated and stated.value) == count


def grand(count):
    return Total(Scope.GRAND, None, 2566, None, Value(count, "รวม", PLACE), PLACE)


def test_what_a_projects_own_block_counts_is_not_the_plans():
    text = "โครงการปลูกใจซื่อ\nกลุ่มเป้าหมาย ต้นไม้รวม 48 รายการ"
    project = Project(detail_place=Place(1, 1), detail_last=Place(1, 2))
    assert facts(text, plan_of(projects=[project])).stated_project_count is None
    assert facts(text).stated_project_count.value == 48


def test_without_prose_the_grand_total_states_the_count_then_the_status_table():
    totals, progress = [grand(21)], [status(1, 4), status(None, 22)]
    assert facts("คำนำ", plan_of(totals=totals, progress=progress)).stated_project_count.value == 21
    assert facts("คำนำ", plan_of(progress=progress)).stated_project_count.value == 22
    assert facts("ทั้งสิ้น 20 โครงการ", plan_of(totals=totals)).stated_project_count.value == 20
    assert facts("คำนำ", plan_of(progress=[status(1, 4)])).stated_project_count is None


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("แผนฉบับนี้กำหนดให้มีโครงการสำคัญ 4\nโครงการ/กิจกรรม/มาตรการ ใน 2 ด้าน", 4),
        ("ตามที่เทศบาลมีแผน จำนวน 4 โครงการ/กิจกรรม/มาตรการ แล้วเสร็จ 3 โครงการ", 4),
        ("เมื่อปีก่อนเทศบาลจัด 7 โครงการ", None),
    ],
)
def test_a_count_that_no_sum_announces_is_stated_if_the_document_has_as_many_projects(sentence, count):
    rows = "\n".join(f"| {n} | โครงการที่ดีแบบที่{n} | {n},000 |" for n in range(1, 5))
    text = f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n{sentence}\n\n| ที่ | โครงการ | งบประมาณ (บาท) |\n{rows}\n"
    found = parse_plan(read(text)).facts.stated_project_count
    assert (found.value if found else None) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("ปีนี้เทศบาลจะลงมือ 5 โครงการ/กิจกรรม", 5),  # one was lost
        ("ปีนี้เทศบาลจะลงมือ 3 โครงการ/กิจกรรม", 3),  # one was read twice
        ("เทศบาลใกล้เคียงลงมือ 40 โครงการ", None),  # another list
        ("ในปี 2560 เทศบาลลงมือ 5 โครงการ", None),
        ("ตามข้อที่ 5 โครงการขุดลอกคลอง", None),
        ("อ้างถึง 2.5 โครงการขุดลอกคลอง", None),
        ("ปีนี้ลงมือ 5 โครงการ\n\nกองช่างลงมือ 3 โครงการ", None),  # which of them?
    ],
)
def test_the_only_count_of_projects_near_theirs_is_stated_even_if_it_is_another(sentence, count):
    rows = "\n".join(f"| {n} | โครงการที่ดีแบบที่{n} | {n},000 |" for n in range(1, 5))
    text = f"แผนปฏิบัติการป้องกันการทุจริต ประจำปี พ.ศ. 2568 ฉบับใหม่\n\n{sentence}\n\n| ที่ | โครงการ | งบประมาณ (บาท) |\n{rows}\n"
    found = parse_plan(read(text)).facts.stated_project_count
    assert (found.value if found else None) == count


def test_a_letterhead_in_two_columns_tells_the_body_and_the_years():
    letter = [
        "ส่วนราชการ|สำนักปลัด องค์การบริหารส่วนตำบลบางสมมุติ อำเภอวิเศษชัยชาญ จังหวัดอ่างทอง",
        "เรื่อง|รายงานติดตามผลตามแผนปฏิบัติการป้องกันการทุจริต รอบ 6 เดือน ประจำปีงบประมาณ พ.ศ. 2568",
        "เรียน|นายกองค์การบริหารส่วนตำบลบางสมมุติ",
    ]
    table = [
        "มิติ|ที่|โครงการ|งบประมาณ (บาท)|ใช้ไป (บาท)|สถานะ",
        "มิติที่ 1 คนซื่อ|1|โครงการสะพานไม้|5,000|4,000|จบแล้ว",
        "|2|โครงการคันเบ็ด|0|0|กำลังทำ",
    ]
    plan = parse_plan(document("บันทึกข้อความ", letter, "ขอรายงานผลตามบัญชีแนบท้าย", table))
    assert plan.facts.organization is not None
    assert plan.facts.organization.value == "องค์การบริหารส่วนตำบลบางสมมุติ"
    assert plan.facts.fiscal_year_first is not None
    assert plan.facts.fiscal_year_first.value == 2568
