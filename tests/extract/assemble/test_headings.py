"""Dimensions and sections: which spelling is used, and which standard name is assigned."""

import pytest

from extract.assemble.headings import read_headings
from extract.blocks.block_types import HeadingLines, Outline
from extract.lines.document_lines import DocumentLines
from extract.lines.heading_style import heading_style
from extract.model.document import Place
from extract.model.plan import Plan, path_of
from extract.parse import parse_plan
from extract.tables.summary_types import Summary, TableHeading
from tests.extract.builders import document, line, lines

CULTURE = "การสร้างวัฒนธรรมสุจริต"
OPENNESS = "การบริหารราชการด้วยความโปร่งใส"


def headed(dimensions=(), sections=(), cell_dimensions=(), cell_sections=(), heal=str):
    """A plan from (number, text) or (code, text) headings; a third item False puts it outside the details."""
    found = Outline(
        [
            *(HeadingLines((n,), lines(text) or [line("")], *(inside or [True])) for n, text, *inside in dimensions),
            *(HeadingLines(path_of(code), lines(text), True) for code, text in sections),
        ]
    )
    summary = Summary(
        headings=[
            *(TableHeading((number,), name, Place(9, 9)) for number, name in cell_dimensions),
            *(TableHeading(path_of(code), name, Place(9, 9)) for code, name in cell_sections),
        ]
    )
    return Plan(document(), headings=read_headings(found, summary, DocumentLines((), heading_style(()), ()), heal))


def named(plan):
    return [(d.path[0], d.name) for d in plan.dimensions], [(s.code, s.name) for s in plan.sections]


def test_in_the_order_of_their_numbers():
    plan = headed([(2, "สอง"), (1, "หนึ่ง")], [("2.1", "ก"), ("1.10", "ข"), ("1.2", "ค"), ("1.2.1", "ง")])
    assert [d.path[0] for d in plan.dimensions] == [1, 2]
    assert [s.code for s in plan.sections] == ["1.2", "1.2.1", "1.10", "2.1"]
    assert plan.sections[1].path[:2] == (1, 2)


def test_a_wrapped_heading_is_one_name():
    assert named(headed([(1, "การสร้าง\nวัฒนธรรมสุจริต")], [("1.1", ": การเสริมสร้าง\nจิตสำนึก")])) == (
        [(1, CULTURE)], [("1.1", "การเสริมสร้างจิตสำนึก")],
    )  # fmt: skip


def test_the_spelling_that_the_details_print_most_often_wins():
    plan = headed([(1, "การสร้างวัฒนธรม"), (1, CULTURE), (1, "การ สร้างวัฒนธรรม สุจริต")], cell_dimensions=[(1, "ตาราง")])
    assert named(plan)[0] == [(1, CULTURE)]
    assert plan.dimensions[0].place.page == 1


def test_the_table_names_what_the_details_do_not():
    plan = headed([(1, ""), (2, "สารบัญ", False), (3, "สารบัญ", False)], cell_dimensions=[(1, "หนึ่ง"), (2, "สอง")])
    assert named(plan)[0] == [(1, "หนึ่ง"), (2, "สอง"), (3, "สารบัญ")]


def test_words_torn_by_a_narrow_column_are_healed():
    plan = headed(
        cell_dimensions=[(1, "ห นึ่ง")], cell_sections=[("1.1", "ก\nข")], heal=lambda text: text.replace(" ", "")
    )
    assert named(plan) == ([(1, "หนึ่ง")], [("1.1", "กข")])


@pytest.mark.parametrize(
    ("headings", "cell", "name"),
    [
        (["การเสริมสร้างจิตสำนึก"], "เรื่องอื่นในตาราง", "การเสริมสร้างจิตสำนึก"),
        (["การเสริมสร้าง"], "การเสริมสร้างจิตสำนึก", "การเสริมสร้างจิตสำนึก"),
        (["การเสริมสร้างจิตสำนึก"], "การเสริมสร้างจิตสำนึด", "การเสริมสร้างจิตสำนึก"),
        (["การเสริมสร้างจิตสำนก"] * 2, "การเสริมสร้างจิตสำนึก", "การเสริมสร้างจิตสำนึก"),
        (["การเสริมสร้างจิตสำนึก"] * 2, "เรื่องอื่นในตาราง", "การเสริมสร้างจิตสำนึก"),
        ([], "การเสริมสร้างจิตสำนึก", "การเสริมสร้างจิตสำนึก"),
    ],
    ids=["the details", "cut short", "once", "a label", "a label of another", "the table alone"],
)
def test_who_names_a_section(headings, cell, name):
    plan = headed(sections=[("1.1", text) for text in headings], cell_sections=[("1.1", cell)])
    assert named(plan)[1] == [("1.1", name)]


def test_standard_names():
    plan = headed(
        [(1, "การสร้างวัฒนธรมสุจรีต"), (2, OPENNESS), (3, "การปลูกต้นไม้ริมธาร")],
        [("2.1", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"), ("2.1.1", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"), ("3.1", "ปลูก")],
    )
    assert [d.standard and d.standard.name for d in plan.dimensions] == [CULTURE, OPENNESS, None]
    assert [s.standard and s.standard.code for s in plan.sections] == ["2.2", None, None]


def test_no_headings():
    assert named(headed()) == ([], [])


def test_the_title_of_the_forms_that_follow_is_no_part_of_a_sections_name():
    form = "แบบฟอร์มเสนองานของกอง"
    plan = headed(sections=[("1.1", f"คนซื่อ\n{form}"), ("1.2", f"บ้านใส\nทุกหลัง\n{form}"), ("2.1", f"งานโปร่ง\n{form}")])
    assert named(plan)[1] == [("1.1", "คนซื่อ"), ("1.2", "บ้านใสทุกหลัง"), ("2.1", "งานโปร่ง")]
    twice = headed(sections=[("1.1", "ความซื่อตรง\nของชาวเมือง"), ("2.1", "ความรู้\nของชาวเมือง"), ("2.2", "การบอกกล่าว")])
    assert named(twice)[1][0] == ("1.1", "ความซื่อตรงของชาวเมือง")


def test_a_dimension_cut_off_in_the_details_has_its_name_from_the_table():
    plan = headed([(1, "การสร้างวัฒนธรรม"), (2, "การทำงานให้คนเห็น")], cell_dimensions=[(1, CULTURE), (2, "เรื่องอื่น")])
    assert named(plan)[0] == [(1, CULTURE), (2, "การทำงานให้คนเห็น")]


@pytest.mark.parametrize(("table", "name"), [(9, "การพูดคุยกับชุมชน"), (2, "การพูดคุย")])
def test_a_heading_goes_on_with_no_line_that_stands_apart_above_a_table(table, name):
    """Nor below the table."""
    below = [line("การพูดคุย", 1), line("กับชุมชน", 2), line("ตารางแสดงงาน", 4, gap=True), line("หน่วย : บาท", 5)]
    found = Outline(headings=[HeadingLines((1, 1), below, True)])
    none = DocumentLines((), heading_style(()), ())
    (heading,) = read_headings(found, Summary(), none, heal=str, tables=[Place(1, table)])
    assert heading.name == name


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_the_name_of_a_bare_number_may_stand_apart_from_it(apart):
    table = ["ลำดับ|โครงการ|งบประมาณ 2568", "1|โครงการสะพานไม้|5,000", "2|โครงการคันเบ็ด|4,000"]
    text = f"แผนงานที่ {{}}{apart}{{}}\n\nหน่วย : บาท"
    plan = parse_plan(document(text.format(1, "คนในซื่อตรง"), table, text.format(2, "งานให้คนเห็น"), table))
    assert [(h.path, h.name) for h in plan.headings if len(h.path) == 1] == [((1,), "คนในซื่อตรง"), ((2,), "งานให้คนเห็น")]
