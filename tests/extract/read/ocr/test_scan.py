"""A page as OCR found it: how far its text can be trusted."""

import pytest

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart
from extract.read.ocr.scan import joined

GOOD = "โครงการอบรมคุณธรรมและจริยธรรมสำหรับเด็กและเยาวชนในตำบล"
JUNK = "ฏุพฌืฎโงฐุธีขฬพกืผฌเฆฑุถณีฮฟึฉฆฤฌฏูฌฑ"


def found(*texts):
    lines = [
        PrintedLine([Cluster(text, 10, 300, 20 * n, 20 * n + 12, 0.97)], [], 12, 20 * n + 12)
        for n, text in enumerate(texts)
    ]
    part = PrintedPart(Frame(0, 600, 800, 0.0), lines, [], [])
    return PrintedPage(0, TextSource.OCR, 600, 800, parts=[part], ocr_confidence=0.97)


def quality(*texts):
    return joined(PrintedPage(1, TextSource.OCR, 600, 800), found(*texts)).quality


def test_a_page_of_words_is_trusted_as_far_as_the_engine_is():
    assert quality(*[GOOD] * 6) == pytest.approx(0.97)
    assert quality("รวม", JUNK) == pytest.approx(0.97)  # too short to judge


def test_syllables_that_are_no_words_are_not_trusted():
    assert quality(*[GOOD, JUNK] * 4) < 0.7
