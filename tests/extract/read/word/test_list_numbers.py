"""Automatic numbers: they are not part of the file's text, and a plan cannot be read without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.word.number_formats import formatted
from tests.extract.read.word.docx_maker import level, listed, numbering, para

TWO_LISTS = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("kind", "numbers", "written"),
    [
        ("decimal", (1, 10), "1 10"),
        ("thaiNumbers", (1, 25), "๑ ๒๕"),
        ("thaiLetters", (1, 3, 41, 42), "ก ค ฮ กก"),
        ("thaiCounting", (1, 21), "หนึ่ง ยี่สิบเอ็ด"),
        ("lowerLetter", (1, 26, 27, 53), "a z aa aaa"),
        ("upperLetter", (2,), "B"),
        ("lowerRoman", (4, 9, 14), "iv ix xiv"),
        ("upperRoman", (2024,), "MMXXIV"),
        ("decimalZero", (7, 12), "07 12"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalEnclosedCircle", (3, 21), "③ 21"),
        ("numberInDash", (3,), "- 3 -"),
        ("ordinal", (1, 2, 3, 11, 22), "1st 2nd 3rd 11th 22nd"),
        ("none", (5,), ""),
        ("chineseCounting", (5,), "5"),
    ],
)
def test_formats(kind, numbers, written):
    assert " ".join(formatted(number, kind) for number in numbers) == written


@given(st.integers(-10, 10**6), st.sampled_from(["thaiLetters", "lowerRoman", "upperLetter", "decimalEnclosedCircle"]))
def test_any_number_has_a_short_form(number, kind):
    assert 0 < len(formatted(number, kind)) <= 60


def test_a_list_counts(word):
    read = word(listed("ก") + para("แทรก") + listed("ข"), numbering=numbering(level(0, "%1.")))
    assert read.texts == ["1. ก", "แทรก", "2. ข"]
    assert read.lines[0].raw == "๑. ก"


def test_inner_levels_show_the_outer_ones_and_begin_anew(word):
    levels = numbering(level(0, "%1."), level(1, "%1.%2"), level(2, "%3)"))
    body = listed("ก") + listed("ข", level=1) + listed("ค", level=1) + listed("ง", level=2)
    read = word(body + listed("จ") + listed("ฉ", level=1), numbering=levels)
    assert read.texts == ["1. ก", " 1.1 ข", " 1.2 ค", " 1) ง", "2. จ", " 2.1 ฉ"]


def test_a_level_that_never_begins_anew(word):
    levels = numbering(level(0, "%1."), level(1, "(%2)", extra='<w:lvlRestart w:val="0"/>'))
    read = word(listed("ก") + listed("ข", level=1) + listed("ค") + listed("ง", level=1), numbering=levels)
    assert [text.strip() for text in read.texts] == ["1. ก", "(1) ข", "2. ค", "(2) ง"]


def test_a_level_that_begins_anew_only_after_the_outermost(word):
    levels = numbering(level(0, "%1."), level(1, "%2)"), level(2, "(%3)", extra='<w:lvlRestart w:val="1"/>'))
    body = listed("ก") + "".join(listed("ข", level=1) + listed("ค", level=2) for _ in range(2))
    read = word(body + listed("ง") + listed("จ", level=2), numbering=levels)
    assert [text.strip() for text in read.texts] == ["1. ก", "1) ข", "(1) ค", "2) ข", "(2) ค", "2. ง", "(1) จ"]


def test_an_outer_level_that_did_not_begin_shows_its_start(word):
    levels = numbering(level(0, "%1.", start=3), level(1, "%1.%2"))
    assert word(listed("ก", level=1), numbering=levels).texts == [" 3.1 ก"]


def test_legal_numbering_has_arabic_digits_only(word):
    levels = numbering(level(0, "%1.", kind="upperRoman"), level(1, "%1.%2", extra="<w:isLgl/>"))
    assert word(listed("ก") + listed("ข", level=1), numbering=levels).lines[1].raw == "1.1 ข"


@pytest.mark.parametrize(("space", "expected"), [("nothing", "โครงการที่ 1อบรม"), ("space", "โครงการที่ 1 อบรม")])
def test_what_follows_the_number(word, space, expected):
    levels = numbering(level(0, "โครงการที่ %1", extra=f'<w:suff w:val="{space}"/>'))
    assert word(listed("อบรม"), numbering=levels).texts == [expected]


def test_bullets_are_dashes_whatever_their_font(word):
    levels = numbering(level(0, "\uf0b7", kind="bullet"), level(1, "o", kind="bullet"))
    assert word(listed("ก") + listed("ข", level=1) + listed(""), numbering=levels).texts == ["- ก", " - ข"]


def test_two_lists_of_one_kind_count_on(word):
    levels = numbering(level(0, "%1."), lists=TWO_LISTS.format(""))
    assert word(listed("ก") + listed("ข", 2) + listed("ค"), numbering=levels).texts == ["1. ก", "2. ข", "3. ค"]


def test_a_list_that_begins_anew(word):
    levels = numbering(level(0, "%1."), lists=TWO_LISTS.format(RESTART.format(1)))
    read = word(listed("ก") + listed("ข") + listed("ค", 2) + listed("ง", 2), numbering=levels)
    assert read.texts == ["1. ก", "2. ข", "1. ค", "2. ง"]


def test_a_list_that_begins_elsewhere(word):
    levels = numbering(level(0, "%1."), lists=TWO_LISTS.format(RESTART.format(7)))
    assert word(listed("ก", 2) + listed("ข", 2), numbering=levels).texts == ["7. ก", "8. ข"]


def test_a_list_with_a_level_of_its_own(word):
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", kind="thaiLetters")}</w:lvlOverride>'
    levels = numbering(level(0, "%1."), lists=TWO_LISTS.format(override))
    assert word(listed("อบรม", 2), numbering=levels).texts == ["(ก) อบรม"]


def style(name: str, properties: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}<w:pPr>{properties}</w:pPr></w:style>'


def test_numbers_from_styles(word):
    styles = style("h1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style("h2", "", "h1")
    own_level = level(1, "%1.%2", extra='<w:pStyle w:val="h2"/>')
    read = word(
        para("ก", properties='<w:pStyle w:val="h1"/>')
        + para("ข", properties='<w:pStyle w:val="h2"/>')
        + para("ค", properties='<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("ง", properties='<w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'),
        styles=styles,
        numbering=numbering(level(0, "%1."), own_level),
    )
    assert read.texts == ["1. ก", " 1.1 ข", "ค", " 1.2 ง"]


def test_numbers_from_a_list_style(word):
    linked = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="plan"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="plan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    read = word(listed("ก", 9), styles=styles, numbering=numbering(level(0, "%1)")) + linked)
    assert read.texts == ["1) ก"]


def test_list_styles_in_a_circle_have_no_numbers(word):
    circle = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="plan"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="plan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert word(listed("ก"), styles=styles, numbering=circle).texts == ["ก"]


def test_formats_that_newer_word_wraps(word):
    wrapped = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="thaiNumbers"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert word(listed("ก"), numbering=numbering(wrapped)).lines[0].raw == "๑. ก"


def test_a_list_that_is_not_there_and_numbers_without_sense(word):
    body = listed("ก", 77) + listed("ข", level=99) + listed("ค", level=-3)
    assert [text.strip() for text in word(body, numbering=numbering(level(0, "%1."))).texts] == ["ก", "ข", "1. ค"]


def test_an_empty_item_counts_and_is_shown(word):
    assert word(listed("") + listed("ข"), numbering=numbering(level(0, "%1."))).texts == ["1.", "2. ข"]
