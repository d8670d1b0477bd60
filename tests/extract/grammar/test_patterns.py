"""The expressions of the family in use: each has the same meaning everywhere."""

import pytest

from extract.grammar.family import family
from extract.grammar.levels import level_word
from extract.grammar.patterns import level_patterns, patterns


@pytest.mark.parametrize("word", ["มิติที่", "มิติ", "มติที่", "มิตติ", "มิตี", "มิตินี้", "มิตินที่", "มิติท"])
def test_one_word_of_a_dimension_in_lines_and_cells(word):
    levels = patterns().levels
    for pattern in (levels.heading, levels.cell):
        found = pattern.match(f"{word} 3 สวนริมธาร")
        assert found and (found["number"], found["title"]) == ("3", "สวนริมธาร")
    found = levels.mention.search(f"รวม{word} 3 จำนวน 4 โครงการ")
    assert found and found["number"] == "3"


@pytest.mark.parametrize("text", ["มติคณะรัฐมนตรี", "มติที่ 1/2566", "มิติที่ 2566"])
def test_what_is_no_mention_of_a_dimension(text):
    assert patterns().levels.heading.match(text) is None
    assert patterns().levels.mention.search(text) is None


def test_the_cell_of_a_dimension_may_lack_the_word():
    found = patterns().levels.cell.match("2) สวน\nริมธาร")
    assert found and (found["number"], found["title"]) == ("2", "สวน\nริมธาร")


def test_a_single_dimension_has_its_ordinal():
    single, several = patterns().levels.single, patterns().levels.several
    assert single.search("รวมมิติที่ 2") and single.search("รวมมิติท 2")
    assert single.search("รวมทุกมิติ 40 โครงการ") is None
    assert several.search("รวมทั้ง4มิติ") and several.search("รวมมิติที่4") is None


@pytest.mark.parametrize(
    "label", ["ภารกิจ", "ภารกิจที่", "ภารกิจตามมิติที่", "ภารกิจตามมิติ :", "ภารกิจหลัก ข้อที่", "ภารกิจข้อ", "ภารกิจ : ที่ :"]
)
def test_one_label_of_a_section_in_lines_and_cells(label):
    found = patterns().levels.section.match(f"{label} 1.2 สวนริมธาร")
    assert found and (found["code"], found["title"]) == ("1.2", "สวนริมธาร")
    assert patterns().levels.section_label.sub("", f"{label} 1.2 สวนริมธาร", count=1).strip() == "1.2 สวนริมธาร"


@pytest.mark.parametrize(
    ("text", "count", "announced"),
    [
        ("จำนวน 5 โครงการ", 5, True),
        ("จำนวน 12 กิจกรรม", 12, True),
        ("จำนวน 3 โครงการ / กิจกรรม/มาตรการ", 3, True),
        ("จำนวน 3 รายการ", 3, True),
        ("7 มาตรการ", 7, False),
    ],
)
def test_one_form_of_counts(text, count, announced):
    found = patterns().counts.count.fullmatch(text)
    assert found and (int(found["count"]), found["announced"] is not None) == (count, announced)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("รวมทั้งสิ้น จำนวน 40 โครงการ", "40"),
        ("มีโครงการทั้งหมด 7 กิจกรรม", "7"),
        ("รวมมิติที่หนึ่ง จำนวน 5 โครงการ", None),
        ("รวมมติที่หนึ่ง จำนวน 5 โครงการ", None),
        ("รวม 25660 โครงการ", None),
        ("จำนวน 5 โครงการ", None),
    ],
)
def test_the_count_that_a_plan_states(text, count):
    found = patterns().counts.stated.search(text)
    assert (found and found["count"]) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("จำนวน 5 โครงการ ดังนี้", "5"), ("จำนวน 5 โครงการ/กิจกรรม/มาตรการ", "5"), ("จำนวน 5 โครงการที่ผ่านมา", None)],
)
def test_the_count_of_what_is_listed(text, count):
    found = patterns().counts.listed.search(text)
    assert (found and found["count"]) == count


def test_a_count_at_the_end_of_a_heading_is_no_part_of_it():
    tail = patterns().counts.tail
    assert tail.sub("", "สวนริมธาร รวมจำนวน 5 โครงการ (ต่อ)") == "สวนริมธาร"
    assert tail.sub("", "สวนริมธาร จำนวน 5 กิจกรรม") == "สวนริมธาร"
    assert tail.sub("", "สวนริมธาร จำนวน 5 แห่ง") == "สวนริมธาร จำนวน 5 แห่ง"


@pytest.mark.parametrize(
    "text",
    [
        "ลงชื่อ ....................",
        "(นายสวน ริมธาร)",
        "ตำบลสวนริมธาร อำเภอดอกแก้ว",
        "โทรศัพท์ 0 0000 0000",
        "เลขที่ 9/9 หมู่ 9",
        "www.example.test",
        "เทศบาลตำบลสวนริมธาร",
        "ตุลาคม พ.ศ. 2566",
        "ตุลาคม 2566",
    ],
)
def test_what_closes_a_plan(text):
    assert patterns().borders.closing.match(text)


@pytest.mark.parametrize("text", ["สวนริมธาร", "ในเดือนตุลาคม 2566", "เทศบาลตำบลสวนริมธารจัดอบรม แก่ประชาชน"])
def test_what_does_not(text):
    assert patterns().borders.closing.match(text) is None


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("ประจำปีงบประมาณ", True), ("(พ.ศ. 2566)", True), ("(2566 - 2570)", True), ("5 ปี", True), ("สวนริมธาร", False)],
)
def test_a_title_goes_on(text, goes_on):
    assert (patterns().borders.title_goes_on.match(text) is not None) is goes_on


@pytest.mark.parametrize(("word", "printed"), [("ยุทธศาสตร์", "ยุทธศาสตร์ที"), ("ด้าน", "ดานที"), ("เสาหลัก", "เสาหลักที่")])
def test_words_of_levels_may_lack_their_tone_marks(word, printed):
    levels = level_patterns((level_word(word, 1),))
    found = levels.heading.match(f"{printed} 3 สวนริมธาร")
    assert found and (found["number"], found["title"]) == ("3", "สวนริมธาร")


def test_an_ordinary_word_keeps_its_tone_mark():
    levels = level_patterns((level_word("มิติ", 1), *(level for level in family().levels if level.plain)))
    assert levels.relative.match("ข้อ 3 สวนริมธาร")
    assert not levels.relative.match("ขอ 3 สวนริมธาร")
