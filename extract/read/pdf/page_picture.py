"""Renders a PDF page as an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.model.errors import UnreadableSource
from extract.read.pdf.pdf_reader import open_pdf
from extract.read.reader_interface import ReadableSource

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72

MOST_PIXELS = 40_000_000
"""Maximum image size in pixels; larger pages are scaled down. Some pages are metres wide."""


def pdf_picture(source: ReadableSource, number: int, dpi: int) -> Image:
    """Render page `number` (from 1) as displayed, in colour.

    Raises UnreadableSource if the page does not exist or cannot be rendered, and the errors of opening the file.
    """
    document = open_pdf(source)
    try:
        if not 1 <= number <= len(document):
            raise UnreadableSource(source.name, f"there is no page {number}: it has {len(document)}")
        page = document[number - 1]
        width, height = page.get_size()
        scale = dpi / POINTS_PER_INCH
        scale = min(scale, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        picture: Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return picture
    finally:
        document.close()
