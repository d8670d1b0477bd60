import random

import pytest

from normalize.thai_words import thai_share

TEXT = "โครงการนี้จัดทำขึ้นเพื่อให้ประชาชนในพื้นที่มีส่วนร่วมในการตรวจสอบการใช้งบประมาณของท้องถิ่น และรายงานผลทุกปี"


def test_thai_is_made_of_words():
    assert thai_share([TEXT]) > 0.95


def test_letters_with_other_codes_are_not():
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]
    mixed = letters.copy()
    random.Random(1).shuffle(mixed)
    assert thai_share([TEXT.translate(dict(zip(map(ord, letters), mixed, strict=True)))]) < 0.6


def test_text_in_an_old_8_bit_code_is_not():
    assert thai_share(["â¤Ã§¡ÒÃ¹Õé¨Ñ´·Ó¢Öé¹à¾×èÍãËé»ÃÐªÒª¹ã¹¾×é¹·ÕèÁÕÊèÇ¹" * 3]) == 0


@pytest.mark.parametrize(
    "text", ["", "หน้า ๓", "Annual report of the municipality for the fiscal year 2024, volume two"]
)
def test_little_thai_tells_nothing(text):
    assert thai_share([text]) is None
