"""Which pixels of a drawn page belong to a glyph."""

from __future__ import annotations

from pypdfium2 import PdfDocument, raw

from extract.read.pdf.drawing import Changes, drawn_objects
from tests.extract.read.pdf.pdf_maker import pdf


def test_the_ink_of_a_thin_mark_may_be_a_pixel_beside_its_box():
    """pdfium draws at whole pixels what is thinner than one, and gives boxes in points."""
    document = PdfDocument(pdf([[]], before="100.4 700 0.6 2 re f 300 700 40 20 re f"))
    page = document[0]
    changes = Changes(page, raw, 2).without({drawn.address for drawn in drawn_objects(page.raw, raw)})
    thin, aside = (100.9, 700.0, 101.4, 702.0), (101.4, 700.0, 101.9, 702.0)
    assert changes.inside([thin, aside]).all()
    assert not changes.inside([(103.5, 700.0, 104.0, 702.0), (280.0, 700.0, 299.4, 720.0)]).any()
    document.close()
