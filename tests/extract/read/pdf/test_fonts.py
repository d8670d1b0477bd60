"""Glyphs with meaningless or wrong codes are identified by their font."""

from __future__ import annotations

import pytest

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.digit_shapes import digit_of
from extract.read.pdf.font_files import open_program
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.font_maker import LETTER, Kind, Shape, Typeface, font_pdf

LOW = (-200, 550, -100, 650)
RAISED = (-200, 750, -100, 850)


def read(data):
    (page,) = printed_pages(ReadableSource("plan.pdf", data), ReadOptions(ocr=OcrMode.NEVER))
    return ["".join(s.text for s in line.segments()) for line in page.parts[0].lines], page.repairs


def face(named=True, family="ABCDEF+Made", kind=Kind.TRUETYPE, **extra):
    shapes = {
        1: Shape((50, 0, 450, 500), name="uni0E17", code="ท"),
        2: Shape((50, 0, 460, 500), name="uni0E19", code="น"),
        3: Shape((-300, 550, -40, 700), name="uni0E35", code="ี"),
        4: Shape(LOW, name="uni0E48", code="่", notch=30),
        5: Shape(RAISED, name="uni0E48.high", notch=30),
        6: Shape((-250, 560, -120, 690), name="uni0E49", code="้"),
    }
    return Typeface({**shapes, **extra.get("shapes", {})}, family, named, kind)


TOLD = {1: "ท", 2: "น", 3: "ี", 4: "่"}
LINE = [(1, 0), (3, 0.6), (5, 0.6), (2, 0.6), (4, 1.2), (1, 1.2)]
"""ที่น่ท, with the first tone raised."""


@pytest.mark.parametrize("kind", Kind)
def test_a_glyph_without_a_code_is_named_by_the_font(kind):
    lines, repairs = read(font_pdf(face(kind=kind), LINE, TOLD))
    assert lines == ["ที่น่ท"]
    assert repairs["font_name"] == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_font_without_names_names_a_glyph_by_its_outline(kind):
    lines, repairs = read(font_pdf(face(named=False, kind=kind), LINE, TOLD))
    assert lines == ["ที่น่ท"]
    assert repairs["font_outline"] == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_page_whose_glyphs_have_no_codes_is_read_by_the_fonts_names(kind):
    lines, _ = read(font_pdf(face(kind=kind, shapes={9: Shape(None, width=300)}), [*LINE, (9, 1.8), (1, 2.1)], {}))
    assert lines == ["ที่น่ท ท"]


@pytest.mark.parametrize("number", [0xC8, 0x11C])
def test_a_name_in_the_font_comes_before_the_words_that_a_glyph_number_would_give(number):
    """ "ที่นี่" is a word, "ที้นี้" is none; but the glyphs are named as other tones."""
    shapes = {number: Shape(RAISED, name="uni0E49.high", notch=30)}
    line = [(1, 0), (3, 0.6), (number, 0.6), (2, 0.6), (3, 1.2), (number, 1.2)]
    lines, repairs = read(font_pdf(face(shapes=shapes), line, TOLD))
    assert lines == ["ที้นี้"]
    assert (repairs["font_name"], repairs["old_code"]) == (2, 0)


def test_a_font_lays_out_its_tones_in_order():
    line = [(1, 0), (6, 0.6), (2, 0.6), (4, 1.2)]
    shapes = {5: Shape((-250, 560, -120, 690)), 6: Shape(None, width=0)}
    lines, repairs = read(font_pdf(face(named=False, shapes=shapes), [(g - (g == 6), x) for g, x in line], TOLD))
    assert lines == ["ท้น่"]
    assert repairs["font_order"] == 1


def test_a_font_of_a_known_family_is_the_last_resort():
    shapes = {4: Shape(None, width=0), 6: Shape(None, width=0), 0xCA: Shape((-250, 560, -120, 690))}
    line = [(1, 0), (0xCA, 0.6), (2, 0.6)]
    told = {1: "ท", 2: "น"}
    assert read(font_pdf(face(False, "ABCDEF+MadeUPC", shapes=shapes), line, told))[0] == ["ท้น"]
    lines, repairs = read(font_pdf(face(False, shapes=shapes), line, told))
    assert lines == ["ท\ufffdน"]
    assert repairs["unmapped"] == 1


HOLES = (1, 0, 0, 0, 1, 0, 1, 0, 2, 1)


def digits(first, holes=HOLES):
    inner = ((100, 100, 200, 200), (100, 300, 200, 400))
    return {first + at: Shape((50, 0, 400 + at, 600), inner[:count], width=550) for at, count in enumerate(holes)}


@pytest.mark.parametrize("kind", Kind)
def test_a_set_of_digits_is_known_by_the_spaces_they_enclose(kind):
    line = [(1, 0), (43, 0.6), (48, 1.2), (41, 1.8), (42, 2.4)]
    lines, repairs = read(font_pdf(face(False, kind=kind, shapes=digits(40)), line, TOLD))
    assert lines == ["ท3812"]
    assert repairs["font_digits"] == 4


@pytest.mark.parametrize("holes", [(0,) * 10, (1,) * 10, HOLES[1:] + HOLES[:1]])
def test_ten_glyphs_of_one_width_that_enclose_something_else_are_no_digits(holes):
    program = open_program(face(False, shapes=digits(40, holes)).data())
    assert digit_of(program, 43) == ""


@pytest.mark.parametrize(("holes", "text"), [((1,) * 10, "๑๒๗ท"), (HOLES, "127ท")])
def test_digits_with_loops_at_the_codes_of_arabic_ones_are_thai(holes, text):
    told = {**TOLD, **{40 + at: str(at) for at in range(10)}}
    lines, _ = read(font_pdf(face(False, shapes=digits(40, holes)), [(41, 0), (42, 0.6), (47, 1.2), (1, 1.8)], told))
    assert lines == [text]


def test_a_space_with_ink_is_the_ring_that_the_font_says_it_is():
    shapes = {7: Shape((-300, 560, -180, 680), name="uni0E4D"), 8: Shape((50, 0, 300, 500), name="uni0E32", code="า")}
    line = [(2, 0), (7, 0.6), (8, 0.6), (1, 0.95)]
    lines, repairs = read(font_pdf(face(shapes=shapes), line, {**TOLD, 7: " ", 8: "า"}))
    assert lines == ["นำท"]
    assert repairs["sara_am_joined"] == 1


def test_glyphs_in_the_order_of_their_first_use_have_no_neighbours():
    """Word processors number the glyphs of a font like this. Beside its thanthakhat is then no tone, but any glyph."""
    order = "ทรมนกา็ ...์"
    shapes = {
        number: Shape((-200, 550, -100, 600 + 7 * number) if char in "็์" else (50, 0, 500 - 7 * number, 500))
        for number, char in enumerate(order, start=1)
        if char != " "
    } | {8: Shape((-300, 560, -180, 680))}
    line = [(1, 0.0), (2, 0.6), (3, 1.2), (12, 1.8), (5, 1.8), (7, 2.4), (4, 2.4), (8, 3.0), (6, 3.0)]
    lines, repairs = read(font_pdf(Typeface(shapes, named=False), line, dict(enumerate(order, start=1))))
    assert lines == ["ทรม์ก็นำ"]
    assert repairs["sara_am_ring"] == 1


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0\1\0\0",
        face().data()[:200],
        b"OTTO" + bytes(500),
        face(kind=Kind.OPENTYPE).data()[:300],
        b"\1\0\4\1" + bytes(99),
        face(kind=Kind.CFF).data()[:80],
        b"%!PS-AdobeFont-1.0",
    ],
)
def test_a_damaged_font_program_tells_nothing(damage):
    assert open_program(damage) is None


@pytest.mark.parametrize("kind", Kind)
def test_the_outline_of_a_letter_is_that_of_its_place(kind):
    program = open_program(Typeface({1: LETTER, 2: Shape((150, 100, 550, 600))}, kind=kind).data())
    assert program.outline(1) == program.outline(2)
    assert program.outline(99) is None


BELOW_LINE = Shape((-300, -220, -100, -60), name="uni0E39", code="ู")


def test_a_mark_below_the_letters_that_is_called_a_tone_is_named_by_the_font():
    lines, repairs = read(font_pdf(face(shapes={7: BELOW_LINE}), [(1, 0), (7, 0.6), (2, 0.6)], {**TOLD, 7: "้"}))
    assert lines == ["ทูน"]
    assert repairs["font_name"] == 1


def test_a_mark_above_the_letters_that_is_called_a_sara_u_is_named_by_the_font():
    lines, repairs = read(font_pdf(face(), LINE[:2] + LINE[3:4], {**TOLD, 3: "ุ"}))
    assert lines == ["ทีน"]
    assert repairs["font_name"] == 1


def test_a_mark_on_the_wrong_side_that_nothing_names_is_not_believed():
    typeface = face(named=False, shapes={20: BELOW_LINE})
    lines, repairs = read(font_pdf(typeface, [(1, 0), (20, 0.6), (2, 0.6)], {**TOLD, 20: "้"}))
    assert lines == ["ท\ufffdน"]
    assert repairs["unmapped"] == 1


def test_marks_that_changed_places_are_right_together():
    """An ActualText gives the characters of a cluster in standard order, regardless of the order of its glyphs."""
    typeface = face(shapes={7: BELOW_LINE})
    lines, repairs = read(font_pdf(typeface, [(1, 0), (6, 0.6), (7, 0.6), (2, 0.6)], {**TOLD, 6: "ู", 7: "้"}))
    assert lines == ["ทู้น"]
    assert not repairs["font_name"]


def test_marks_that_are_misplaced_alone_elsewhere_have_not_changed_places():
    typeface = face(shapes={7: BELOW_LINE})
    line = [(1, 0), (6, 0.6), (7, 0.6), (2, 0.6), (7, 1.2), (1, 1.2), (6, 1.8)]
    assert read(font_pdf(typeface, line, {**TOLD, 6: "ุ", 7: "้"}))[0] == ["ทู้นูท้"]
