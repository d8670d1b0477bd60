"""Page numbers and running titles among the lines of a text."""

from __future__ import annotations

import pytest

from extract.lines.furniture import furniture
from extract.model.document import Line
from tests.extract.builders import line, lines, read

PAGE = "\nข้อความแรกของหน้า {at}\nข้อความหลังของหน้า {at}\n\n{number}\n{title}\n"


def left(number, title):
    text = "".join(
        PAGE.replace("{number}", number).replace("{title}", title).replace("{at}", str(at)) for at in range(1, 6)
    )
    found = lines(text)
    passing = furniture(found)
    return [line.text for line in found if line.place not in passing]


@pytest.mark.parametrize("number", ["หน้า {at}", "- {at} -", "({at})", "หน้าที่ {at} จาก 5", "{at}/5"])
def test_page_numbers_and_what_comes_again_beside_them_go(number):
    assert all(text.startswith("ข้อความ") for text in left(number, "งานตามแผนของเมือง"))


def test_a_heading_beside_every_page_number_stays():
    assert left("หน้า {at}", "งบประมาณ").count("งบประมาณ") == 5
    assert left("หน้า {at}", "2. ของใหม่").count("2. ของใหม่") == 5


def test_the_name_of_a_body_between_blank_lines_goes():
    text = "เนื้อความ\n\nเทศบาลตำบลคลองใส\n\n" * 4 + "จบ"
    found = lines(text)
    assert len(furniture(found)) == 4


def test_it_stays_as_the_content_of_a_heading():
    text = "ผู้รับผิดชอบ\n\nเทศบาลตำบลคลองใส\n\n" * 4 + "จบ"
    assert furniture(lines(text)) == set()


def test_it_goes_where_pages_end_below_headings_of_many_kinds():
    ends = ["วิธีดำเนินการ", "วัตถุประสงค์", "งบประมาณ", "เนื้อความหนึ่ง", "เนื้อความสอง", "เนื้อความสาม"]
    found = lines("".join(f"{end}\n\nเทศบาลตำบลคลองใส\n\nเนื้อความที่ต่อจากหน้าก่อน {end}\n" for end in ends))
    assert len(furniture(found)) == len(ends)


def at_edges(top, bottom=""):
    pages = "\f".join(f"{top}\nมิติที่ {at}\nข้อความของหน้า {at}\n{bottom}\n" for at in range(1, 7))
    found = [block for block in read(pages).blocks() if isinstance(block, Line)]
    passing = furniture(found)
    return [line.text for line in found if line.place not in passing]


@pytest.mark.parametrize("title", ["สมุดแผนของเรา", "สมุดแผนของเรา ชุดที่ 3", "องค์กรของเรา"])
def test_what_recurs_at_the_edges_of_pages_goes(title):
    assert title not in at_edges(title)
    assert title not in at_edges("", title)


@pytest.mark.parametrize("line", ["รายละเอียดโครงการ", "ลำดับที่ 1", "ผู้รับผิดชอบ กองคลัง", "งบประมาณ : ไม่ใช้งบประมาณ"])
def test_what_begins_a_block_or_a_field_on_every_page_stays(line):
    assert at_edges(line).count(line) == 6
    assert at_edges("", line).count(line) == 6


def test_the_content_of_a_heading_at_the_foot_of_every_page_stays():
    assert at_edges("", "ผู้รับผิดชอบ\nกองคลัง").count("กองคลัง") == 6


@pytest.mark.parametrize(
    "printed", ["พิมพ์เมื่อ 1/2/2567 10:1{n} น.", "www.ban-fa-sai.go.th", "สแกนด้วย CamScanner", "{n} | P a g e"]
)
def test_what_a_program_prints_on_each_page_is_furniture(printed):
    text = "\n".join(f"เรื่องที่ {n} ของตำบล\n{printed.format(n=n)}\nและเรื่องอื่นอีก {n} เรื่อง" for n in range(1, 5))
    found = lines(text)
    assert {line.text for line in found if line.place in furniture(found)} == {printed.format(n=n) for n in range(1, 5)}


def test_footnotes_go_where_their_number_stands_behind_a_word_above():
    found = lines("ตามที่เมืองข้างเคียงทำมา¹ จึงทำบ้าง\n¹ รายงานของเมืองนั้น หน้า 4\n² ไม่มีใครอ้าง\nวัดได้ 10 ม²")
    assert [line.text for line in found if line.place in furniture(found)] == ["¹ รายงานของเมืองนั้น หน้า 4"]


def test_levels_that_each_begin_a_page_stay():
    pages = "".join(f"แผนของเมือง\n\nด้านที่ {at}\nเรื่องที่ทำหน้า {at}\n\n- {at} -\n\f" for at in range(1, 6))
    found = list(read(pages).blocks())
    passing = furniture(found)
    assert [line.text for line in found if line.place not in passing and line.text.startswith("ด้าน")] == [
        f"ด้านที่ {at}" for at in range(1, 6)
    ]


def test_running_titles_with_the_number_of_the_page_between_bars():
    texts = ["เทศบาลธารทอง | แผนของเรา 2568 | - {n} -", "{n} | แผนของเรา", "ธารทอง · หน้า {n}"]
    for text in texts:
        printed = [line(text.format(n=n), at, gap=True) for at, n in ((1, 2), (5, 3), (9, 4))]
        assert furniture([*printed, line("ข้อความ", 12)]) == {one.place for one in printed}
    repeated = [line("ก | ข | 3", at) for at in (1, 5, 9)]
    assert not furniture(repeated)


def test_the_name_of_a_body_above_an_item_of_a_list_that_goes_on_goes():
    found = lines("ก\n\nเทศบาลตำบลบ้านสมมุติ\n\nข\n" * 4 + "ค\n\nเทศบาลตำบลบ้านสมมุติ\n๒) ต่อจากหน้าก่อน\n")
    passing = furniture(found)
    assert not [line for line in found if line.place not in passing and line.text.startswith("เทศบาล")]
