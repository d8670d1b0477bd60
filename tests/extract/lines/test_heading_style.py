"""How a document numbers headings: `(1)`, `1.1` and bullets are headings if the document uses them so, else items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.numbering import NumberStyle, parse_number
from extract.lines.heading_style import PLAIN, heading_style
from extract.lines.marks import MarkKind, classify
from extract.parse import parse_plan
from tests.extract.builders import lines, plan_like_text, read

WORDS = ("หลักการและเหตุผล", "วัตถุประสงค์", "เป้าหมาย", "วิธีดำเนินการ", "งบประมาณ", "ผู้รับผิดชอบ")
SHAPES = {
    "({n})": (NumberStyle.PAREN, 1),
    "2.{n}": (NumberStyle.BARE, 2),
    "2.{n}.": (NumberStyle.DOT, 2),
    "-": (NumberStyle.BULLET, 0),
}


def style_of(shape, tail="", more=""):
    numbered = [f"{shape.format(n=n)} {word}{tail}" for n, word in enumerate(WORDS, 1)]
    return heading_style(lines("\n".join(numbered) + "\n" + more))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tail", ["", " : ชาวบ้าน", " :"])
def test_the_shape_of_the_headings_is_the_documents(shape, tail):
    assert style_of(shape, tail).shapes == {SHAPES[shape]}


def test_headings_that_share_their_line_with_text_tell_the_shape_too():
    assert style_of("3.{n}", " ชาวบ้านอยากรู้ว่าเงินไปไหน").shapes == {(NumberStyle.BARE, 2)}


@pytest.mark.parametrize("shape", ["{n}.", "{n})", "{n}", ""])
def test_the_usual_shapes_need_no_mention(shape):
    assert style_of(shape) == PLAIN


def test_the_headings_of_one_introduction_are_no_rule():
    blocks = "\n".join(f"{n}. {word}" for _ in range(5) for n, word in enumerate(WORDS, 1))
    assert style_of("1.{n}", more=blocks) == PLAIN


def test_bullets_among_usual_headings_are_items():
    usual = "\n".join(f"{n}. {word}" for n, word in enumerate(WORDS, 1))
    assert style_of("-", more=usual) == PLAIN


def test_few_words_are_no_rule():
    assert heading_style(lines("(1) วัตถุประสงค์\n(2) เป้าหมาย\n(3) งบประมาณ")) == PLAIN


def test_a_heading_is_read_as_if_it_were_numbered_plainly():
    style = style_of("2.{n}")
    number = style.plain(parse_number("2.4 วิธีดำเนินการ"))
    assert (number.codes, number.style) == ((4,), NumberStyle.DOT)
    assert style.plain(parse_number("(4) วิธีดำเนินการ")).style is NumberStyle.PAREN
    assert style_of("-").plain(parse_number("- วิธีดำเนินการ")) is None


@pytest.mark.parametrize("text", ["(3) เป้าหมาย", "2.3 เป้าหมาย : ทุกบ้าน", "2.3 เป้าหมาย ทุกบ้านในตำบล"])
def test_such_a_line_is_a_heading_in_such_a_document_only(text):
    (made,) = lines(text)
    style = style_of("({n})" if text.startswith("(") else "2.{n}")
    assert classify(made, style).kind is MarkKind.FIELD
    assert classify(made).kind is not MarkKind.FIELD


@given(st.lists(plan_like_text(), max_size=12))
def test_any_lines_have_a_style(texts):
    style = heading_style(lines("\n".join(texts)))
    numbers = [style.plain(parse_number(text)) for text in texts]
    assert not any((number.style, number.depth) in style.shapes for number in numbers if number is not None)


def plan(number, item="{n}) "):
    """Two projects with fields numbered by `number` (of the project and the field)."""
    parts = ["แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", "มิติที่ 1 การสร้างวัฒนธรรมสุจริต"]
    for project, name in enumerate(("โครงการปลูกใจซื่อริมธาร", "กิจกรรมประตูเปิดทุกวัน"), 1):
        parts.append(f"{project}. {name}")
        for field, (word, text) in enumerate(zip(WORDS, TEXTS, strict=True), 1):
            parts.append(f"{number.format(p=project, n=field)} {word}")
            parts += [(item.format(n=n) if "|" in text else "") + part for n, part in enumerate(text.split("|"), 1)]
    return parse_plan(read("\n\n".join(parts)))


TEXTS = ("เงินของทุกคน", "เพื่อให้รู้|เพื่อให้ตรวจ", "ทุกบ้าน", "ประชุม|เดินดู|สรุป", "5,000 บาท", "สำนักปลัด")


@pytest.mark.parametrize(
    ("number", "item"),
    [("({n})", "{n}) "), ("{p}.{n}", "{n}) "), ("1.{n}", "{n}. "), ("-", "{n}) "), ("({n})", "{n}. ")],
)
def test_a_plan_is_read_whatever_numbers_its_headings_have(number, item):
    projects = plan(number, item).projects
    assert [project.name.value for project in projects] == ["โครงการปลูกใจซื่อริมธาร", "กิจกรรมประตูเปิดทุกวัน"]
    for project in projects:
        assert project.budget_total.value == 5000
        assert project.fields["responsible"].value == "สำนักปลัด"
        assert [i.text for i in project.items if i.field == "methods"] == ["ประชุม", "เดินดู", "สรุป"]
