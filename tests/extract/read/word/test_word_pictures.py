"""Pictures in Word files. The engine is a fake that reads every line as one word."""

import pytest

from extract.model.document import TextSource
from extract.model.errors import UnreadableSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.reader_interface import ReadableSource
from extract.read.word.word_reader import read_word
from tests.extract.read.ocr.fakes import paper, png, write
from tests.extract.read.word.docx_maker import OFFICE, cell, para, part, relationships, row, table, zipped

FAKE = ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make")
LINES = 5


def scan() -> bytes:
    made = paper(800, 600)
    for line in range(LINES):
        write(made, 60, 100 + 80 * line, 12)
    return png(made, dpi=(150, 150))


def picture(crop: str = "", width: int = 288) -> str:
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="wp" xmlns:r="{OFFICE}"><wp:extent cx="{width * 12700}" cy="4876800"/>'
        f'<a:graphic><pic:pic><pic:blipFill><a:blip r:embed="r0"/>{crop}</pic:blipFill></pic:pic></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


OLD = (
    f'<w:r><w:pict xmlns:r="{OFFICE}"><v:shape style="width:288pt;height:384pt"><v:imagedata r:id="r0"/></v:shape>'
    "</w:pict></w:r>"
)


def read(body: str, data: bytes, options: ReadOptions = FAKE):
    files = {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(("image", "media/image1.png")),
        "word/media/image1.png": data,
    }
    return read_word(ReadableSource("plan.docx", zipped(files)), options)


@pytest.mark.parametrize("drawn", [picture(), OLD])
def test_a_scan_is_read_where_it_stands(drawn):
    (page,) = read(para("ก่อน", drawn) + para("หลัง"), scan()).pages
    assert [block.text for block in page.blocks] == ["ก่อน", *["คำ"] * LINES, "หลัง"]
    assert page.blocks[1].confidence == pytest.approx(0.95)
    assert page.repairs == {"picture_read": 1}
    assert page.text_source is TextSource.MIXED


def test_a_document_of_scans_only_is_read():
    assert len(read(para(picture()), scan()).pages[0].blocks) == LINES


def test_what_is_cut_off_is_not_read():
    shown = read(para("ก", picture('<a:srcRect b="50000" l="-5"/>')), scan()).pages[0]
    assert [block.text for block in shown.blocks] == ["ก", *["คำ"] * (LINES - 1)]
    blank = read(para("ก", picture('<a:srcRect t="70000"/>')), scan()).pages[0]
    assert blank.repairs == {"picture": 1}


def test_a_scan_in_a_cell_is_text_of_the_cell():
    body = table(row("ก", cell(para("ข", picture()))))
    (grid,) = read(body, scan()).pages[0].blocks
    assert grid.cells[1].text.split() == ["ข", *["คำ"] * LINES]


def test_pictures_that_cannot_be_read_are_counted():
    for data, options in ((b"\x01\x00EMF", FAKE), (scan(), ReadOptions(ocr=OcrMode.NEVER))):
        assert read(para("ก", picture()), data, options).pages[0].repairs == {"picture_unread": 1}
    with pytest.raises(UnreadableSource, match="pictures without any text"):
        read(para(picture()), b"\x01\x00EMF")
