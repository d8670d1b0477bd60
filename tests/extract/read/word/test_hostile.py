"""Hostile Word files take linear time. Each of them would take minutes if any step were quadratic."""

import time

import pytest

from extract.model.errors import SourceTooLarge
from extract.read.settings import ReadSettings
from tests.extract.read.word.docx_maker import PAGE, cell, level, listed, numbering, para, row, run, table

SECONDS = 10.0
NOTE = '<w:r><w:endnoteReference w:id="1"/></w:r>'
CHAIN = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(10_000)
)
BODIES = {
    "one paragraph of many runs": para(*["<w:r><w:t>ก</w:t></w:r>"] * 50_000),
    "many breaks": para("ก", *["<w:r><w:br/></w:r><w:r><w:t>ข</w:t></w:r>"] * 25_000),
    "many pages": para("ก", *[PAGE] * 50_000, "ข"),
    "many notes on many pages": para("ก", *[NOTE + PAGE] * 15_000),
    "many list items": listed("ก") * 10_000,
    "paragraphs of a style with many bases": para("ก", properties='<w:pStyle w:val="s0"/>') * 10_000,
    "one row of many cells": table(f"<w:tr>{cell('ก') * 20_000}</w:tr>"),
    "many rows": table(row("ก", "ข") * 10_000),
    "cells merged all the way down": table(row(cell("ก", "<w:vMerge/>"), cell("ข", "<w:vMerge/>")) * 10_000),
    "cells merged all the way across": table(
        f"<w:tr>{cell('ก', '<w:hMerge w:val=' + chr(34) + 'continue' + chr(34) + '/>') * 20_000}</w:tr>" + row("ก")
    ),
    "many fields": para("ก", *['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * 20_000, "ข"),
    "paragraphs without end": para("ก", properties='<w:rPr><w:del w:id="1"/></w:rPr>') * 3_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_linear(word, body):
    start = time.process_time()
    word(para("ก") + body, styles=CHAIN, numbering=numbering(level(0, "%1." * 100_000)))
    assert time.process_time() - start < SECONDS


def test_more_lines_than_any_plan_has(word, monkeypatch):
    monkeypatch.setattr("extract.read.pages.DEFAULTS", ReadSettings(max_pieces=1_000))
    with pytest.raises(SourceTooLarge, match="more than 1,000 lines"):
        word(para(run("ก")) * 1_001)
