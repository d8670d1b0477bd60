"""Makes a PDF look printed and scanned: pages as JPEG images, slightly skewed, with noise."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from samples.make.printing.engines import saved

DPI = 200
QUALITY = 30
"""JPEG quality (0..100)."""
SKEWS = (0.6, -0.4, 0.3)
"""Skew of the pages in degrees, used in turn."""
NOISE = 5.0
"""Standard deviation of the noise, in grey values (0..255)."""
INK, PAPER = 40, 245
"""Grey of the print and of the paper."""


def scanned(data: bytes) -> bytes:
    """The pages of a PDF as a scan without a text layer."""
    import pikepdf
    import pypdfium2

    drawn = pypdfium2.PdfDocument(data)
    with pikepdf.new() as pdf:
        for index in range(len(drawn)):
            _add_page(pdf, drawn[index].render(scale=DPI / 72, grayscale=True).to_pil(), index)
        return saved(pdf)


def _add_page(pdf: Any, drawn: Any, index: int) -> None:  # noqa: ANN401 (pikepdf, pypdfium2 and Pillow)
    import pikepdf

    picture = _worn(drawn, index)
    width, height = picture.size
    written = BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=True)
    page = pdf.add_blank_page(page_size=(width * 72 / DPI, height * 72 / DPI))
    image = pikepdf.Stream(
        pdf, written.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    page.Contents = pikepdf.Stream(pdf, f"{width * 72 / DPI:g} 0 0 {height * 72 / DPI:g} 0 0 cm /Scan Do".encode())


def _worn(drawn: Any, index: int) -> Any:  # noqa: ANN401
    """The skewed page with paler ink, darker paper and reproducible noise."""
    import numpy
    from PIL import Image, ImageFilter

    skewed = drawn.convert("L").rotate(SKEWS[index % len(SKEWS)], Image.Resampling.BICUBIC, fillcolor=255)
    grey = numpy.asarray(skewed.filter(ImageFilter.GaussianBlur(0.5)), dtype=numpy.float32)
    noise = numpy.random.Generator(numpy.random.PCG64(index)).normal(0, NOISE, grey.shape)
    worn = INK + grey / 255 * (PAPER - INK) + noise
    return Image.fromarray(numpy.clip(worn, 0, 255).astype(numpy.uint8))
