"""Text decoded wrongly before it was saved. The content is made up."""

import pytest

from extract.model.document import Grid, Line
from extract.read.decode import MISREAD, decode
from extract.read.misread import ONE_BYTE, UTF8, restored
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text
from tests.growth import grows_linearly

PLAIN = """แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลทรายงาม
มิติที่ 2 การบริหารราชการเพื่อป้องกันการทุจริต
โครงการจัดทำข้อตกลง “ปีใหม่ไร้สินบน” – งบประมาณ 15,500 บาท ๓ ปี
"""


def misread(text, wrong, right="utf-8"):
    """As written by a program that decodes the bytes as `wrong` and keeps undefined bytes as control characters."""
    return "".join(_letter(byte, wrong) for byte in text.encode(right))


def _letter(byte, codec):
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


WRONG = {
    "UTF-8 as Windows-1252": misread(PLAIN, "cp1252"),
    "UTF-8 as Latin-1": misread(PLAIN, "latin-1"),
    "UTF-8 as Windows-874": misread(PLAIN, "cp874"),
    "UTF-8 as Mac Roman": misread(PLAIN, "mac_roman"),
    "TIS-620 as Windows-1252": misread(PLAIN, "cp1252", "cp874"),
    "TIS-620 as Latin-1": misread(PLAIN, "latin-1", "cp874"),
    "TIS-620 as Mac Roman": misread(PLAIN, "mac_roman", "cp874"),
    "twice": misread(misread(PLAIN, "cp1252"), "cp1252"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_the_text_is_given_back_and_its_raw_text_is_kept(text):
    assert restored(text).text == PLAIN
    document = read_text(ReadableSource("a.txt", text.encode()))
    lines = [block for block in document.pages[0].blocks if isinstance(block, Line)]
    assert "\n".join(line.text for line in lines).startswith("แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลทรายงาม\nมิติที่ 2")
    if "twice" not in WRONG or text != WRONG["twice"]:
        assert [line.raw for line in lines] == text.rstrip("\n").split("\n")
    assert document.pages[0].repairs == {MISREAD: 3}
    assert document.pages[0].quality > 0.95


def test_only_the_line_that_is_misread_is_changed():
    first, second, third, _ = PLAIN.split("\n")
    text = "\n".join([first, misread(second, "cp1252"), third])
    found = restored(text)
    assert found.text == f"{first}\n{second}\n{third}"
    assert set(found.lines) == {1}
    assert found.original(second, 1) == text.split("\n")[1]
    assert found.original(first, 0) == first


def test_a_no_break_space_copied_as_a_space_is_a_byte_of_a_letter():
    assert "ภารกิจ" in restored(misread("ภารกิจตามมิติ การสร้างจิตสำนึก", "cp1252").replace("\xa0", " ")).text


def test_the_cells_of_a_table_keep_their_raw_text():
    rows = "ลำดับ\tโครงการ\tงบประมาณ\n1\tโครงการอบรมพนักงาน\t5,000\n"
    document = read_text(ReadableSource("a.txt", misread(rows, "cp1252").encode()))
    grid = next(block for block in document.pages[0].blocks if isinstance(block, Grid))
    cell = next(cell for cell in grid.cells if cell.text == "โครงการอบรมพนักงาน")
    assert cell.raw == misread(cell.text, "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "été déjà vu à l'école, où Ñandú et Ångström – “naïve café”",
        "เธอเน้นเนื้อหา เนปาล อเนก เนติบัณฑิต",
        "5 °C ± 0.5 √2 ∑ ≤ ≥ µm £ ¥ © ®",
        "à¸",
        "",
    ],
)
def test_sound_text_stays(text):
    assert restored(text).text == text
    assert restored(text).lines == {}


def test_what_is_damaged_beyond_keeps_the_rest():
    text = misread(PLAIN, "cp1252").replace("\x81", "").replace("\x8f", "")
    found = restored(text).text
    assert "ทุจริต" in found
    assert "à¸" in found


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("การบริหาร “ดี” ที่ดี".encode("cp874"), "cp874"),
        ("การบริหาร".encode("cp874") + b" \x8d" + "ดี".encode("cp874") + b"\x8e \xb7\x95\x98", "mac_thai"),
        ("การบริหาร".encode("cp874") + b" \xb7\x82\x8a\xb5\x97\xc7", "windows_fonts"),
    ],
)
def test_the_codes_of_one_byte_are_told_apart(data, encoding):
    assert decode(ReadableSource("a.txt", data * 5)).encoding == encoding


def test_the_mac_s_moved_marks_are_marks():
    data = "การบริหาร ดี ".encode("cp874") * 5 + b"\x8d\xb7\x95\x98\x8e"
    assert decode(ReadableSource("a.txt", data)).text.endswith("“ที่”")


@pytest.mark.parametrize("unit", ["à¸", "à¸\x81", "เธ\x81", "¡ÒÃ ", "é", "éé a\n", "Ñ¡", "เน", PLAIN])
def test_a_large_text_stays_linear(unit):
    assert grows_linearly(lambda size: restored((unit * (size // len(unit) + 1))[:size]), 100_000)


def test_every_misreading_is_undone_exactly():
    for reading in (*UTF8, *ONE_BYTE):
        assert reading.right_text(reading.misread(PLAIN)) == PLAIN
