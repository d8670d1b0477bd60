"""Reads image files (PNG, JPEG and TIFF) by OCR. Each image in a file is a page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extract.model.document import Document, TextSource
from extract.model.errors import SourceTooLarge, UnreadableSource
from extract.read.damage import PILLOW
from extract.read.layout.printed import Bounds, PrintedPage
from extract.read.layout.printed_document import build_document
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.preparation import A4_INCHES, SCREEN_DPI
from extract.read.ocr.refuse import refuse_unread
from extract.read.ocr.scan import Scan
from extract.read.options import DEFAULT_OPTIONS, OcrMode, ReadOptions
from extract.read.page_progress import counted
from extract.read.reader_interface import ReadableSource

if TYPE_CHECKING:
    from PIL.Image import Image

    from extract.read.ocr.image_arrays import Array

POINTS = 72

LIKELY_DPI = (50.0, 1250.0)
"""Plausible resolutions. Many programs write 1 or 72 into every image, and 72 is that of a screen."""

UNEVEN = 1.1
"""Minimum ratio of two resolutions of one image that differ. Faxes have 204 by 98."""

FAX_WIDTHS = frozenset({1728, 2048, 2432})
FAX_DPI = (204.0, 98.0)
"""The usual widths of faxes in pixels, and the resolution of those that are wider than high."""


def read_image(source: ReadableSource, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """Read an image file as a document with one page per image.

    Raises UnreadableSource for a file that is damaged or shows no text, SourceTooLarge for too many pixels,
    OcrUnavailable if OCR is not installed.
    """
    document = build_document(source, printed_pages(source, options))
    if not any(page.blocks for page in document.pages):
        refuse_unread(source, document, options)
    return document


def printed_pages(source: ReadableSource, options: ReadOptions) -> Iterator[PrintedPage]:
    """The requested pages in order. Raises as `read_image` does."""
    from extract.read.ocr.work import read_in_order

    with _opened(source) as file:
        wanted = sum(map(options.wants, range(1, _count(source, file) + 1)))
    yield from counted(read_in_order(_scans(source, options), options), wanted)


def image_picture(source: ReadableSource, number: int, dpi: int) -> Image:
    """Image `number` (from 1) of a file in colour, as displayed, at `dpi`. Raises as `read_image` does."""
    with _opened(source) as file:
        count = _count(source, file)
        if not 1 <= number <= count:
            raise UnreadableSource(source.name, f"there is no page {number}: it has {count}")
        _turn_to(source, file, number)
        scale = dpi / max(_resolution(file))
        picture = _upright(source, file)
        return picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def placed_scan(source: ReadableSource, width: float, crop: Bounds) -> Scan:
    """The first image of a file as it stands in a document: `width` points wide.

    `crop`: the shares of its sides that are cut off at the left, top, right and bottom. Raises as `read_image` does.
    """
    import numpy as np

    from extract.read.ocr.preparation import limited, to_grey

    with _opened(source) as file:
        _refuse_large(source, file)
        whole = _upright(source, file)
    left, top, right, bottom = crop
    wide, high = whole.size
    shown = whole.crop((round(wide * left), round(high * top), round(wide * (1 - right)), round(high * (1 - bottom))))
    grey, dpi = limited(to_grey(np.asarray(shown)), shown.width * POINTS / width)
    return Scan(grey, dpi, PrintedPage(1, TextSource.OCR, *(side * POINTS / dpi for side in grey.shape[::-1])))


def _scans(source: ReadableSource, options: ReadOptions) -> Iterator[Scan | PrintedPage]:
    with _opened(source) as file:
        for number in range(1, _count(source, file) + 1):
            if options.wants(number):
                yield _page(source, file, number, options)


def _page(source: ReadableSource, file: Image, number: int, options: ReadOptions) -> Scan | PrintedPage:
    """One image. In a file of several, a damaged image is an unreadable page."""
    try:
        _turn_to(source, file, number)
        grey, dpi = _grey(source, file)
    except UnreadableSource:
        if _count(source, file) == 1:
            raise
        return PrintedPage(number, TextSource.OCR, quality=0.0, repairs=Counter(unreadable=1))
    height, width = (side * POINTS / dpi for side in grey.shape)
    page = PrintedPage(number, TextSource.OCR, width, height)
    if options.ocr is OcrMode.NEVER:
        page.quality, page.repairs = 0.0, Counter(no_text=1)
        return page
    return Scan(grey, dpi, page)


@contextmanager
def _opened(source: ReadableSource) -> Iterator[Image]:
    """The open file."""
    from PIL import Image

    # phaen has its own limit, which is reported like all others
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with _damage_named(source):
            file = Image.open(io.BytesIO(source.data), formats=("PNG", "JPEG", "TIFF"))
        with file:
            yield file
    finally:
        Image.MAX_IMAGE_PIXELS = limit


@contextmanager
def _damage_named(source: ReadableSource) -> Iterator[None]:
    """Translates the errors that Pillow raises for damaged files. For use around calls of Pillow only."""
    try:
        yield
    except PILLOW as error:
        raise UnreadableSource(source.name, f"the picture is damaged: {error}") from error


def _count(source: ReadableSource, file: Image) -> int:
    """The number of images in a file. The additional frames of an animated PNG are not pages."""
    with _damage_named(source):
        return int(getattr(file, "n_frames", 1)) if file.format == "TIFF" else 1


def _turn_to(source: ReadableSource, file: Image, number: int) -> None:
    """Select an image of the file. Raises UnreadableSource, SourceTooLarge."""
    with _damage_named(source):
        file.seek(number - 1)
    _refuse_large(source, file)


def _refuse_large(source: ReadableSource, file: Image) -> None:
    pixels = file.width * file.height
    if pixels > OCR.most_source_pixels:
        limit = f"{OCR.most_source_pixels:,}"
        raise SourceTooLarge(source.name, f"the picture has {pixels:,} pixels, more than the limit of {limit}")


def _grey(source: ReadableSource, file: Image) -> tuple[Array, float]:
    """The image in grey, and its stated or probable resolution."""
    import numpy as np

    from extract.read.ocr.preparation import limited, to_grey

    dpi = max(_resolution(file))
    return limited(to_grey(np.asarray(_upright(source, file))), dpi)


def _resolution(file: Image) -> tuple[float, float]:
    """Dots per inch across and down as stated by the file, or computed for an A4 sheet. A fax has half as many down."""
    said = file.info.get("dpi", (0, 0))
    try:
        across, down = float(said[0]), float(said[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        across = down = 0.0
    if max(across, down) > SCREEN_DPI and all(LIKELY_DPI[0] <= dpi <= LIKELY_DPI[1] for dpi in (across, down)):
        return (across, down) if max(across, down) > UNEVEN * min(across, down) else (across, across)
    if file.width in FAX_WIDTHS and file.height < file.width:
        return FAX_DPI
    guessed = min(max(max(file.size) / A4_INCHES, LIKELY_DPI[0]), LIKELY_DPI[1])
    return guessed, guessed


def _upright(source: ReadableSource, file: Image) -> Image:
    """The image in RGB or grey as displayed: rotated by its Exif orientation, transparent parts white."""
    from PIL import ImageOps

    across, down = _resolution(file)
    with _damage_named(source):
        file.load()
        picture = file if across == down else _even(file, across, down)
        picture = ImageOps.exif_transpose(picture)
        if not (picture.mode.startswith("I;16") or picture.mode in {"I", "F"}):
            return _on_white(picture)
    return _stretched(picture)


def _even(file: Image, across: float, down: float) -> Image:
    """An image with as many dots per inch across as down, the larger number of the two."""
    size = round(file.width * max(1.0, down / across)), round(file.height * max(1.0, across / down))
    picture = file.convert("L") if file.mode == "1" else file
    made = picture.resize(size)
    made.info = file.info
    return made


def _on_white(picture: Image) -> Image:
    """The image as 8-bit RGB or grey, transparent parts white."""
    from PIL import Image

    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    if picture.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    return picture.convert("RGB")


def _stretched(picture: Image) -> Image:
    """An image of more than 256 grey levels, scaled so that its darkest is black and its brightest is white."""
    import numpy as np
    from PIL import Image

    values = np.asarray(picture).astype(np.float32)
    low, high = float(values.min()), float(values.max())
    return Image.fromarray(((values - low) * (255 / max(high - low, 1.0))).astype(np.uint8))
