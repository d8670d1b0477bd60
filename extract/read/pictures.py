"""Renders pages as images, for the source types that have laid-out pages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extract.model.errors import UnsupportedSource
from extract.read.reader_interface import ReadableSource
from extract.read.settings import DEFAULTS
from extract.read.source_file import examine, load

if TYPE_CHECKING:
    from PIL.Image import Image

Draw = Callable[[ReadableSource, int, int], "Image"]
"""(source, page number from 1, dots per inch) -> the page as displayed."""

PICTURES: dict[str, str] = {
    ".pdf": "extract.read.pdf.page_picture:pdf_picture",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "extract.read.image.image_reader:image_picture"),
}
"""Maps a suffix to the "module:function" that renders a page."""

DOTS_PER_INCH = 120
"""Enough to read 10-point Thai on a screen."""


def page_picture(path: Path, number: int, dpi: int = DOTS_PER_INCH) -> Image:
    """Render page `number` (from 1) of a file as displayed.

    Raises SourceError: UnsupportedSource for types without laid-out pages (text, Word), UnreadableSource for a page
    that does not exist.
    """
    suffix = path.suffix.casefold()
    if suffix not in PICTURES:
        raise UnsupportedSource(path.name, f"only pages of {', '.join(sorted(PICTURES))} files can be drawn")
    examine(path, path.name, DEFAULTS.max_bytes)
    return picture_function(suffix)(load(path, path.name, DEFAULTS.max_bytes), number, dpi)


def picture_function(suffix: str) -> Draw:
    """The function that renders pages of files with this suffix (lower case, with the dot); KeyError if there is none.

    It raises UnreadableSource for a page that does not exist, and the other errors of opening the file.
    """
    module, _, function = PICTURES[suffix].partition(":")
    return cast(Draw, getattr(import_module(module), function))
