"""Values of form fields and notes are text of the page at their place."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

RULES = [(90, y, 390, y) for y in (450, 480, 520)] + [(x, 450, x, 520) for x in (90, 240, 390)]
LABELS = [*glyphs("กขค", 100, 500), *glyphs("ชซฌ", 100, 460)]


def filled(*annotations, rules=RULES):
    """A page with two labels and annotations, each a box and its entries."""
    with pikepdf.open(BytesIO(pdf([LABELS], rules))) as document:
        made = [
            document.make_indirect(
                Dictionary({"/Type": Name.Annot, "/Subtype": Name.Widget, "/Rect": Array(box), "/F": 4, **entries})
            )
            for box, entries in annotations
        ]
        document.pages[0].Annots = Array(made)
        for number, one in enumerate(made):
            one.T = String(f"field{number}")
        fields = [field.get("/Parent", field) for field in made if field.Subtype == Name.Widget]
        document.Root.AcroForm = Dictionary(Fields=Array(fields), DA=String("/Helv 0 Tf 0 g"))
        document.save(file := BytesIO())
    return read_pdf(ReadableSource("plan.pdf", file.getvalue())).pages[0]


def field(kind, value, **more):
    return {"/FT": kind, "/V": value, "/DA": String("/Helv 10 Tf 0 g"), **more}


def test_values_stand_in_the_cells_of_their_fields():
    money = ([250, 490, 380, 510], field(Name.Tx, String("20,000")))
    choices = Array([Array([String("a"), String("ปี 2567")]), Array([String("b"), String("ปี 2568")])])
    year = ([250, 455, 380, 475], field(Name.Ch, String("b"), **{"/Ff": 1 << 17, "/Opt": choices}))
    page = filled(money, year)
    (grid,) = page.blocks
    assert [[cell.text for cell in row] for row in grid.rows()] == [["กขค", "20,000"], ["ชซฌ", "ปี 2568"]]
    assert page.repairs["form_field"] == 2


def test_a_value_of_several_lines_a_note_and_a_tick_are_read_in_their_places():
    lines = ([200, 470, 380, 512], field(Name.Tx, String("หนึ่ง\rสอง"), **{"/Ff": 1 << 12}))
    note = ([200, 400, 380, 420], {"/Subtype": Name.FreeText, "/Contents": String("สาม")})
    tick = ([200, 455, 212, 467], field(Name.Btn, Name.Yes, **{"/AS": Name.Yes}))
    empty = ([300, 455, 312, 467], field(Name.Btn, Name.Off, **{"/AS": Name.Off}))
    page = filled(lines, note, tick, empty, rules=[])
    assert [block.text.split() for block in page.blocks] == [["กขค", "หนึ่ง"], ["สอง"], ["ชซฌ", "✓"], ["สาม"]]


def test_what_is_not_shown_is_not_read_and_comments_are_counted():
    hidden = ([250, 490, 380, 510], field(Name.Tx, String("20,000"), **{"/F": 2}))
    secret = ([250, 490, 380, 510], field(Name.Tx, String("20,000"), **{"/Ff": 1 << 13}))
    comment = ([250, 490, 380, 510], {"/Subtype": Name.Text, "/Contents": String("ตรวจแล้ว")})
    page = filled(hidden, secret, comment, rules=[])
    assert [block.text for block in page.blocks] == ["กขค", "ชซฌ"]
    assert page.repairs == {"note": 1}
