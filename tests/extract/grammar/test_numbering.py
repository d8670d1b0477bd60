"""Numbers before a line's text: every printed form, text that only looks like a number, and no lost letters."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.grammar.numbering import NumberStyle, parse_code, parse_number
from tests.extract.builders import letters, plan_like_text, promptly


@pytest.mark.parametrize(
    ("text", "codes", "style", "printed", "rest"),
    [
        ("(ก) ปลูกต้นไม้", (), NumberStyle.LETTER, "(ก)", "ปลูกต้นไม้"),
        ("ข. ปลูกต้นไม้", (), NumberStyle.LETTER, "ข.", "ปลูกต้นไม้"),
        ("1. ปลูกต้นไม้", (1,), NumberStyle.DOT, "1.", "ปลูกต้นไม้"),
        ("1.ปลูกต้นไม้", (1,), NumberStyle.DOT, "1.", "ปลูกต้นไม้"),
        ("12) ปลูกต้นไม้", (12,), NumberStyle.CLOSE, "12)", "ปลูกต้นไม้"),
        ("1 ) ปลูกต้นไม้", (1,), NumberStyle.CLOSE, "1 )", "ปลูกต้นไม้"),
        ("1.) ปลูกต้นไม้", (1,), NumberStyle.CLOSE, "1.)", "ปลูกต้นไม้"),
        ("(3) ปลูกต้นไม้", (3,), NumberStyle.PAREN, "(3)", "ปลูกต้นไม้"),
        ("( 3 ) ปลูกต้นไม้", (3,), NumberStyle.PAREN, "( 3 )", "ปลูกต้นไม้"),
        ("2.1) ปลูกต้นไม้", (2, 1), NumberStyle.CLOSE, "2.1)", "ปลูกต้นไม้"),
        ("1.2.3 ปลูกต้นไม้", (1, 2, 3), NumberStyle.BARE, "1.2.3", "ปลูกต้นไม้"),
        ("1.2.3. ปลูกต้นไม้", (1, 2, 3), NumberStyle.DOT, "1.2.3.", "ปลูกต้นไม้"),
        ("3 ปลูกต้นไม้", (3,), NumberStyle.BARE, "3", "ปลูกต้นไม้"),
        ("3ปลูกต้นไม้", (3,), NumberStyle.BARE, "3", "ปลูกต้นไม้"),
        ("ก) ปลูกต้นไม้", (), NumberStyle.LETTER, "ก)", "ปลูกต้นไม้"),
        ("- ปลูกต้นไม้", (), NumberStyle.BULLET, "", "ปลูกต้นไม้"),
        ("7.", (7,), NumberStyle.DOT, "7.", ""),
        ("1) บรรทัดแรก\nบรรทัดสอง", (1,), NumberStyle.CLOSE, "1)", "บรรทัดแรก\nบรรทัดสอง"),
    ],
)
def test_printed_shapes(text, codes, style, printed, rest):
    number = parse_number(text)
    assert (number.codes, number.style, number.printed, number.rest) == (codes, style, printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ปลูกต้นไม้",
        "2566",
        "2566 - 2570",
        "100,000 บาท",
        "5% ของทั้งหมด",
        "1/2566",
        "12:30 น.",
        "-",
        "-ปลูก",
        "กข) ปลูก",
        "  1. ลึก",
        "1234) ยาว",
        "()",
        "ก.ย. 2566",
        "จ.บึงกว้าง",
    ],
)
def test_what_only_looks_like_a_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "position"), [("ก. ก", 1), ("(จ) ก", 5), ("ซ) ก", 8), ("3. ก", 3), ("2.4 ก", 4), ("- ก", 0)]
)
def test_letters_count_as_the_letters_of_lists_do(text, position):
    number = parse_number(text)
    assert number is not None
    assert number.position == position


def test_a_bullet_before_a_number():
    number = parse_number("- 2.1) ประชุมคณะทำงาน")
    assert (number.codes, number.style, number.bulleted, number.printed) == ((2, 1), NumberStyle.CLOSE, True, "2.1)")


@pytest.mark.parametrize("text", ["1) ก", "- ก", "(1) ก"])
def test_one_space_before_is_an_indentation(text):
    assert not parse_number(text).indented
    assert parse_number(f" {text}").indented


@pytest.mark.parametrize(("text", "depth", "last"), [("1.2.3 ก", 3, 3), ("4) ก", 1, 4), ("ข) ก", 0, 0), ("- ก", 0, 0)])
def test_depth_and_last(text, depth, last):
    number = parse_number(text)
    assert (number.depth, number.last) == (depth, last)


@given(plan_like_text())
@example("-1)")
@example("- - 1) ก")
@example(" ( 1 ) ")
@example("1.) )")
def test_no_text_is_lost(text):
    number = parse_number(text)
    if number is None:
        return
    bullet = "-" if number.bulleted else ""
    assert letters(bullet + number.printed + number.rest) == letters(text)
    assert bool(number.codes) == (number.style not in (NumberStyle.LETTER, NumberStyle.BULLET))


CODES = st.lists(st.integers(0, 999), min_size=1, max_size=4)


@given(CODES, st.sampled_from([". ", ") ", ".) ", " "]), st.sampled_from(["", "- ", "-", " "]))
def test_what_was_printed_is_read(codes, close, before):
    number = parse_number(f"{before}{'.'.join(map(str, codes))}{close}ปลูกต้นไม้")
    assert (list(number.codes), number.rest, number.bulleted) == (codes, "ปลูกต้นไม้", "-" in before)


@pytest.mark.parametrize(
    ("text", "section", "item"),
    [
        ("2.2.1 (3)", "2.2.1", "3"),
        ("(2.2.1 (3))", "2.2.1", "3"),
        ("2.2.1(3) ปลูกต้นไม้", "2.2.1", "3"),
        ("(มิติ 1.1.2)", "1.1.2", ""),
        ("มิติที่ 1.1.2 ( 12 )", "1.1.2", "12"),
        ("1.1 การเสริมสร้างจิตสำนึก", "1.1", ""),
        ("1.1. การเสริมสร้างจิตสำนึก", "1.1", ""),
        ("1.2.3.4", "1.2.3.4", ""),
    ],
)
def test_template_codes(text, section, item):
    code = parse_code(text)
    assert (code.section, code.item) == (section, item)


@pytest.mark.parametrize("text", ["", "3. ปลูก", "3) ปลูก", "12.5", "2566", "ปลูกต้นไม้", "ก ข 1.1", "(3)"])
def test_no_template_code(text):
    assert parse_code(text) is None


def test_a_code_ends_before_its_name():
    text = "2.2.1 (3) ปลูกต้นไม้"
    code = parse_code(text)
    assert text[code.end :].strip() == "ปลูกต้นไม้"


@pytest.mark.parametrize("printed", ["2.2.1 (3)", "2.2.1(3)", "2.2.1", "2.2"])
@pytest.mark.parametrize("around", ["{}", "({})", "มิติ {}", "(มิติที่ {})", "{} ปลูกต้นไม้"])
def test_a_code_as_it_stands(printed, around):
    assert parse_code(around.format(printed)).printed == printed


def test_a_code_with_spaces_in_its_bracket_keeps_both():
    assert parse_code("2.2.1 ( 3 ) ปลูกต้นไม้").printed == "2.2.1 ( 3 )"


@pytest.mark.parametrize("unit", ["1.", "- ", "(1", "1.1", " ", "9", "( "])
@pytest.mark.parametrize("before", ["(", "- "])
def test_long_runs_take_linear_time(before, unit):
    text = before + unit * 15_000
    promptly(parse_number, text)
    promptly(parse_code, text)
