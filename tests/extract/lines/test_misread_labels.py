"""Labels that a scan misread, by the lines that begin with them elsewhere."""

from __future__ import annotations

from dataclasses import replace

from extract.lines.misread_labels import with_labels
from extract.model.document import TextSource
from tests.extract.builders import document

BLOCKS = ["น้ำท่วม", "ไฟดับ", "ถนนขาด", "ขยะล้น"]


def texts(*lines, source=TextSource.OCR):
    return parts(document("\n".join(lines)), source)


def parts(read, source=TextSource.OCR):
    pages = tuple(replace(page, text_source=source) for page in read.pages)
    found = with_labels(replace(read, pages=pages)).parts()
    return [part.text for on_page in found.values() for part in on_page]


def test_a_label_with_a_letter_too_many_is_the_one_of_the_other_blocks():
    lines = [f"{at}. เหตุใดจึงทำ {why}" for at, why in enumerate(BLOCKS, 1)]
    assert texts(*lines, "5. เหตุใดจึงทหำ น้ำเค็ม") == [*lines, "5. เหตุใดจึงทำ น้ำเค็ม"]


def test_a_label_alone_on_its_line_is_it_too():
    lines = ["ใช้คนเท่าใด"] * 4
    assert texts(*lines, "ใช้คนเท่าไต")[-1] == "ใช้คนเท่าไต"  # two letters
    assert texts(*lines, "ใช้คนเท่าได")[-1] == "ใช้คนเท่าใด"


def test_typed_texts_names_and_numbers_stay():
    lines = [f"เหตุใดจึงทำ {why}" for why in BLOCKS]
    assert texts(*lines, "เหตุใดจึงทหำ น้ำเค็ม", source=TextSource.TEXT)[-1] == "เหตุใดจึงทหำ น้ำเค็ม"
    names = ["โครงการคลองใส ปีแรก", "โครงการคลองใส ปีที่สอง", "โครงการคลองใส ปีที่สาม", "โครงการคลองใส ปีสุดท้าย"]
    assert texts(*names, "โครงการคลองใน ปีแรก")[-1] == "โครงการคลองใน ปีแรก"
    assert texts(*["คลองใสสะอาด ทุกปี"] * 4, "คลองใสสะอาต ทุกปี")[-1] == "คลองใสสะอาต ทุกปี"  # part of a name


def test_headings_in_cells_are_labels_and_values_are_none():
    rows = [f"กลยุทธ์ที่ {at} {why}|กองช่าง" for at, why in enumerate(BLOCKS, 1)]
    assert parts(document([*rows, "กอยุทธ์ที่ 5 น้ำเค็ม|กองข่าง"]))[-2:] == ["กลยุทธ์ที่ 5 น้ำเค็ม", "กองข่าง"]
