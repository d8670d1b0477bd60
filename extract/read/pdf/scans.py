"""Renders pages of a PDF as images for OCR."""

from __future__ import annotations

from typing import Any

from extract.read.layout.printed import PrintedPage
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.preparation import fit
from extract.read.ocr.scan import Scan

POINTS = 72

COVERS = 0.8
"""Minimum share of a page's width and height covered by an image that is the whole page."""


def page_scan(page: Any, raw: Any, printed: PrintedPage, *, is_doubted: bool = False) -> Scan:  # noqa: ANN401 (no types)
    """A page rendered at the resolution of its scanned image, or at a usual one."""
    width, height = page.get_size()
    scale = min(covering_dpi(page, raw) or OCR.render_dpi, OCR.most_dpi) / POINTS
    scale = min(scale, (OCR.most_pixels / max(width * height, 1.0)) ** 0.5)
    grey = _grey(page.render(scale=scale).to_numpy())
    # a coarse image is rendered at its own resolution: enlarging it afterwards keeps it sharper than pdfium does
    return Scan(*fit(grey, POINTS * grey.shape[1] / width), printed, is_doubted)


def covering_dpi(page: Any, raw: Any) -> float:  # noqa: ANN401
    """The resolution in dots per inch of the image that covers a page; 0 if there is none."""
    width, height = page.get_size()
    best = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) < COVERS * COVERS * width * height:
            continue
        pixels = item.get_px_size()
        points = (right - left, top - bottom)
        best = max(best, POINTS * max(pixels) / max(*points, 1.0))
    return best


def _grey(picture: Any) -> Any:  # noqa: ANN401
    """Convert pypdfium2's blue, green, red (and padding) to grey."""
    import numpy as np

    from extract.read.ocr.preparation import to_grey

    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.ascontiguousarray(picture.reshape(picture.shape[:2]))
    return to_grey(np.ascontiguousarray(picture[:, :, 2::-1]))
