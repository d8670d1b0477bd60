"""Texts that were copied into a document: the signs that they kept."""

from dataclasses import replace

from extract.model.document import TextSource
from extract.read.copied_text import with_read_tones, without_pasted_signs
from tests.extract.builders import document


def texts(found):
    return [block.text for page in found.pages for block in page.blocks if hasattr(block, "text")]


def test_signs_of_markdown_pasted_into_a_document_are_no_text():
    pasted = document("## โครงการริมธาร\n**วัตถุประสงค์** เพื่อให้น้ำใส\n**งบประมาณ** 5,000 บาท", ["ชื่อ | **กองช่าง**"])
    assert texts(without_pasted_signs(pasted)) == ["โครงการริมธาร", "วัตถุประสงค์ เพื่อให้น้ำใส", "งบประมาณ 5,000 บาท"]
    assert without_pasted_signs(pasted).pages[0].blocks[-1].cells[1].text == "กองช่าง"
    raw = [line.raw for line in without_pasted_signs(pasted).pages[0].blocks[:-1]]
    assert raw == texts(pasted)


def test_a_document_without_pairs_keeps_its_asterisks():
    plain = document("โครงการริมธาร **\n# 5 ของตำบล\n** ใช้เงินนอกงบประมาณ")
    assert without_pasted_signs(plain) == replace(plain)


def test_only_what_ocr_read_gets_lost_tones_back():
    read = document("โครงการดูแลพืนที", ["ลดขันตอน | 5,000"])
    assert with_read_tones(read) == read
    scan = replace(read, pages=tuple(replace(page, text_source=TextSource.OCR) for page in read.pages))
    page = with_read_tones(scan).pages[0]
    assert (page.blocks[0].text, page.blocks[0].raw) == ("โครงการดูแลพื้นที่", "โครงการดูแลพืนที")
    assert page.blocks[1].cells[0].text == "ลดขั้นตอน"
    assert page.repairs == {"tones_lost": 2}
