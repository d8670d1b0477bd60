"""Makes a PDF whose landscape pages are stored as portrait pages with a rotation for display."""

from __future__ import annotations

from io import BytesIO

from samples.make.printing.engines import saved


def turned(data: bytes) -> bytes:
    """The PDF with its landscape pages rotated a quarter turn to the left and marked with /Rotate 90."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(edge) for edge in page.MediaBox)
            if width > height:
                page.contents_add(pikepdf.Stream(pdf, f"q 0 1 -1 0 {height:g} 0 cm\n".encode()), prepend=True)
                page.contents_add(pikepdf.Stream(pdf, b"\nQ"))
                page.MediaBox = [0, 0, height, width]
                page.Rotate = 90
        return saved(pdf)
