"""Gaps within a text object: pdfium gives them the text's own object, but no space is drawn there."""

from __future__ import annotations

import re

from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import glyphs, pdf


def test_a_gap_within_a_text_object_is_a_space():
    """Office programs leave out the space before a letter of another font, and only move on."""
    whole = glyphs("กขคง", 100, 700)
    data = pdf([whole])
    codes = re.findall(rb"<(\w\w)> Tj", data)
    first = data.index(b"BT"), data.rindex(b"ET") + 2
    array = b"[<%s%s> -900 <%s%s>]" % tuple(codes)
    content = b"BT /F 16 Tf 1 0 0 1 100 700 Tm " + array + b" TJ ET"
    data = data[: first[0]] + content.ljust(first[1] - first[0]) + data[first[1] :]
    page = read_pdf(ReadableSource("plan.pdf", data)).pages[0]
    [line] = page.blocks
    assert (line.text, page.repairs) == ("กข คง", {})
