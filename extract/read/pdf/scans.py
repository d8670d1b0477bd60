"""Renders pages of a PDF as images for OCR."""

from __future__ import annotations

from typing import Any

from extract.read.layout.printed import PrintedPage
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.preparation import limited
from extract.read.ocr.scan import Scan
from extract.read.pdf.page_images import POINTS, covering_dpi, grey

SIDES = (400.0, 1_750.0)
"""Longer sides in points of pages from A6 to A2. Others are usual pages in other units: a point for each pixel, ..."""

USUAL_SIDE = 842.0
"""Longer side in points of A4, for which such a page is taken."""


HAIR = 1e-3
"""Pixels by which what is on a page is drawn smaller than its picture."""


def rendered(page: Any, raw: Any, scale: float) -> Any:  # noqa: ANN401
    """The picture of a page, in which an image at this resolution keeps its own pixels.

    The sizes of pages are rounded in files. Where an image would end a millionth of a pixel beyond the picture, pdfium
    stretches all of it by a whole pixel, which blurs dots, thin rules and marks on half of the page.
    """
    import pypdfium2

    sides = page.get_size()
    width, height = (max(1, round(side * scale)) for side in sides)
    picture = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    picture.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    across, down = ((pixels - HAIR) / side for pixels, side in zip((width, height), sides, strict=True))
    matrix, clip = raw.FS_MATRIX(across, 0, 0, down, 0, 0), raw.FS_RECTF(0, 0, width, height)
    raw.FPDF_RenderPageBitmapWithMatrix(picture, page, matrix, clip, raw.FPDF_ANNOT)
    return picture.to_numpy()


def page_scan(page: Any, raw: Any, printed: PrintedPage, *, is_doubted: bool = False) -> Scan:  # noqa: ANN401 (no types)
    """A page rendered at the resolution of its scanned image, or at a usual one."""
    width, height = page.get_size()
    longer = max(width, height, 1.0)
    unit = 1.0 if SIDES[0] <= longer <= SIDES[1] else USUAL_SIDE / longer
    scale = min((covering_dpi(page, raw) or OCR.render_dpi * unit) / unit, OCR.most_dpi) * unit / POINTS
    scale = min(scale, (OCR.most_pixels / max(width * height, 1.0)) ** 0.5)
    picture = grey(rendered(page, raw, scale))
    # rendered at its own resolution: enlarging a coarse image afterwards keeps it sharper than pdfium does
    return Scan(*limited(picture, POINTS * picture.shape[1] / (width * unit)), printed, is_doubted)
