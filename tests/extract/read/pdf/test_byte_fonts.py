"""Fonts whose codes are bytes of a Thai encoding, read as a Latin one: whole fonts, and marks only."""

from __future__ import annotations

import io

import pikepdf
import pytest

from extract.read.thai_codes import one_byte_codes
from tests.extract.read.pdf import pdf_maker
from tests.extract.read.pdf.pdf_maker import INK, MARKS, Glyph, _file, _stream, glyphs, pdf
from tests.extract.read.pdf.test_repairs import read

LINES = (
    "แผนพัฒนาท้องถิ่นของเทศบาลเมืองสีคิ้ว",
    "ซ่อมสร้างถนนสายบ้านหนองไผ่ ถึงวัดป่าสัก",
    "ผู้ใหญ่บ้านสำรวจสัตว์เลี้ยง 1,250 ตัว ปี ๒๕๖๘",
)
LOW = {"mac_thai": 0x88, "windows_fonts": 0x8B}
"""The byte of the first tone, drawn low, in each encoding."""


def page(told):
    return pdf(
        [
            [
                Glyph(glyph.seen, told(glyph.seen), glyph.x, glyph.y)
                for row, line in enumerate(LINES)
                for glyph in glyphs(line, 60, 500 - 24 * row)
            ]
        ]
    )


def in_bytes(char, table, latin):
    """What a Latin encoding has at the byte of a Thai letter."""
    letters = one_byte_codes()[table].letters
    if char <= "~" or char not in letters:
        return char
    byte = LOW[table] + "่้๊๋์".index(char) if char in "่้๊๋์" else letters.rindex(char)
    if latin == "mac_roman" and byte == 0xCA:
        return " "
    return bytes([byte]).decode(latin, "ignore") or chr(byte)


@pytest.mark.parametrize("table", LOW)
@pytest.mark.parametrize("latin", ["cp1252", "latin-1", "mac_roman"])
def test_a_font_of_thai_bytes_is_read_whatever_latin_it_pretends_to_be(table, latin):
    lines, repairs = read(page(lambda char: in_bytes(char, table, latin)))
    assert lines == list(LINES)
    assert repairs["old_code"] > 50
    assert "not_thai" not in repairs


@pytest.mark.parametrize("table", LOW)
@pytest.mark.parametrize("latin", ["cp1252", "latin-1"])
def test_only_the_marks_may_be_bytes(table, latin):
    lines, repairs = read(page(lambda char: in_bytes(char, table, latin) if char in "่้๊๋์" else char))
    assert lines == list(LINES)
    assert repairs["old_code"] >= 10


RUN = "ิีึื่้๊๋์่้๊๋์"
"""The order of shifted marks in the fonts of Windows."""

SHIFTED = (
    "แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2569 เปิดเผยข้อมูล",
    "ฝ่ายป้องกันและบรรเทาสาธารณภัย โครงการเฟื่องฟ้า ค่าใช้จ่ายทั้งสิ้น 8,400 บาท",
    "ไม่ใช้งบประมาณ สร้างความสัมพันธ์กับองค์กรชุมชน",
)


@pytest.mark.parametrize("first", [0xC0, 0x157, 0x111])
def test_numbers_of_shifted_marks_are_read_wherever_they_begin(first):
    """Marks over letters with a tall right side are drawn further left: a font has them twice."""

    def told(glyph, before):
        if glyph.seen not in RUN:
            return glyph.told
        place = RUN.index(glyph.seen) if before in "ปฝฟ" else RUN.rindex(glyph.seen)
        is_shifted = glyph.seen in "่้๊๋์" or before in "ปฝฟ"
        return chr(first + place) if is_shifted else glyph.told

    rows = [glyphs(line, 60, 500 - 24 * row) for row, line in enumerate(SHIFTED)]
    made = [
        [Glyph(g.seen, told(g, b.seen), g.x, g.y) for b, g in zip([row[0], *row], row, strict=False)] for row in rows
    ]
    lines, repairs = read(pdf([[glyph for row in made for glyph in row]]))
    assert lines == list(SHIFTED)
    assert repairs.keys() == {"old_code"}


@pytest.mark.parametrize("text", ["จัดทำบัญชี", "ดำเนินงานทำนา", "หน้าที่ของเจ้าหน้าที่"])
def test_the_number_of_the_ring_is_read_as_sara_am(text):
    """One code alone may be any mark: words decide, and else the round ink before a sara aa."""
    split = text.replace("ำ", "ํา")
    row = glyphs(split, 60, 500)
    for at, glyph in enumerate(row):
        if glyph.seen in "ํ้":
            row[at] = Glyph(glyph.seen, "Ė", glyph.x, glyph.y)
    ink = {**INK, "ํ": (-0.3, 0.85, -0.15, 1.0)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_maker, "INK", ink)
        assert read(pdf([row]))[0] == [text]


def two_fonts(row):
    """A page whose marks are in a font of their own."""
    with pikepdf.open(io.BytesIO(pdf([row]))) as file:
        page = file.pages[0]
        page.Resources.Font.Marks = file.make_indirect(pikepdf.Dictionary(page.Resources.Font.F))
        shown = page.Contents.read_bytes().decode().splitlines()
        drawn = [line for line in shown if line.startswith("BT")]
        marked = [
            line.replace("/F ", "/Marks ") if g.seen in MARKS else line for g, line in zip(row, drawn, strict=True)
        ]
        page.Contents = file.make_stream("\n".join(marked).encode())
        changed = io.BytesIO()
        file.save(changed)
    return changed.getvalue()


def test_a_font_that_has_only_marks_is_not_one_of_thai_bytes():
    """Programs divide the glyphs of a font by 256. Its second part may have tones only."""
    marks = {"่": "É", "้": "Å", "์": "Í"}
    text = "ป้องกัน เป้าหมาย ฝ่าย ป้องกัน เป้า ป่า ป้าย ผู้ป่วย ฟ้า สงเคราะห์"
    lines, _ = read(two_fonts([Glyph(g.seen, marks.get(g.seen, g.told), g.x, g.y) for g in glyphs(text, 60, 500)]))
    assert lines == [text]


def test_quotes_beside_thai_words_stay_where_marks_have_their_codes():
    text = "“ส่งเสริม” ป้องกัน ‘ร่วม’ – เพิ่ม"
    marks = {"่": "ˆ", "้": "„"}
    lines, _ = read(pdf([[Glyph(g.seen, marks.get(g.seen, g.told), g.x, g.y) for g in glyphs(text, 60, 500)]]))
    assert lines == [text]


def test_accents_of_latin_words_in_thai_text_stay():
    text = "ร้านกาแฟ Café Déjà Ñandú “Ümlaut” ของเทศบาล"
    assert read(pdf([glyphs(text, 60, 500)])) == ([text], {})


def absent(encoding):
    """The lines in a Thai font of eight bits that is not in the PDF."""
    widths = "250 " + " ".join("0" if bytes([b]).decode("cp874", "ignore") in MARKS else "480" for b in range(33, 256))
    shown = " ".join(f"<{line.encode('cp874').hex()}> Tj T*" for line in LINES)
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> "
            "/Contents 6 0 R >>",
            f"<< /Type /Font /Subtype /TrueType /BaseFont /CordiaNew {encoding} /FirstChar 32 /LastChar 255 "
            f"/Widths [{widths}] /FontDescriptor 5 0 R >>",
            "<< /Type /FontDescriptor /FontName /CordiaNew /Flags 32 /FontBBox [-500 -300 1000 1000] /ItalicAngle 0 "
            "/Ascent 900 /Descent -300 /CapHeight 500 /StemV 80 >>",
            _stream(f"BT /F 14 Tf 24 TL 60 700 Td {shown} ET"),
        ]
    )


@pytest.mark.parametrize("encoding", ["/Encoding /WinAnsiEncoding", "/Encoding /MacRomanEncoding"])
def test_thai_in_a_font_that_is_not_in_the_file_is_read_by_its_places(encoding):
    lines, repairs = read(absent(encoding))
    assert lines == list(LINES)
    assert repairs.keys() <= {"old_code", "false_space"}
