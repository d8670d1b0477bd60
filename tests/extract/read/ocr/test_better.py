"""The better of a damaged text layer and of what OCR reads on the same page."""

from __future__ import annotations

import pytest

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart
from extract.read.ocr import work
from extract.read.ocr.better import is_better
from extract.read.ocr.scan import Scan
from extract.read.options import ReadOptions

RIGHT = ["โครงการส่งเสริมการมีส่วนร่วมของประชาชน", "เทศบาลตำบลหนองบัวแดง อำเภอเมือง"]
FOREIGN = [text.replace("ร", "δ").replace("น", "ß") for text in RIGHT]
SWAPPED = [text.translate(str.maketrans("กรนสมต", "ญฬฆฐฌฎ")) for text in RIGHT]
MISREAD = ["โครงการสงเสริมการมีสวนรวมของประชาชน", "เทศบาลตําบลหนองบวแดง อำเภอเมอง"]
NOISE = ["๐๐ฯ | ลนพ", "ฬฬ . ญฐ"]


def page(texts, source=TextSource.PDF_TEXT):
    lines = [
        PrintedLine([Cluster(text, 10, 200, 20 * row, 20 * row + 10)], [], 8.0, 20.0 * row + 10)
        for row, text in enumerate(texts)
    ]
    return PrintedPage(1, source, 300, 300, parts=[PrintedPart(Frame(0, 300, 300), lines)], ocr_confidence=0.9)


@pytest.mark.parametrize(
    ("layer", "found", "better"),
    [
        (FOREIGN, RIGHT, True),
        (FOREIGN, MISREAD, True),
        (SWAPPED, RIGHT, True),
        (RIGHT, RIGHT, False),
        (RIGHT, MISREAD, False),
        (RIGHT, NOISE, False),
        (FOREIGN, NOISE, False),
        (FOREIGN, [], False),
    ],
)
def test_the_reading_with_more_words_is_taken(monkeypatch, layer, found, better):
    read = page(found, TextSource.OCR)
    assert is_better(read, page(layer)) is better
    monkeypatch.setattr(work, "read_picture", lambda *_: read)
    chosen = work.read_scan(Scan(None, 300, page(layer), is_doubted=True), ReadOptions())
    assert chosen.text_source is (TextSource.OCR if better else TextSource.PDF_TEXT)


def test_a_scan_is_read_however_little_is_found(monkeypatch):
    monkeypatch.setattr(work, "read_picture", lambda *_: page(NOISE, TextSource.OCR))
    assert work.read_scan(Scan(None, 300, page(RIGHT)), ReadOptions()).text_source is TextSource.OCR
