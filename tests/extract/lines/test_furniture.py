"""Page numbers and running titles among the lines of a text."""

from __future__ import annotations

import pytest

from extract.lines.furniture import furniture
from tests.extract.builders import lines

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
