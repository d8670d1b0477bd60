"""The interface of an OCR engine: it converts an image to text lines.

To add an engine, write a class with these members and register a function without arguments that creates it in the
entry point group `phaen.ocr`:

    [project.entry-points."phaen.ocr"]
    my_engine = "my_package.engine:make"

The function raises `EngineUnavailable` if a requirement of the engine is missing, and says what it is and how to
install it. `read` may raise it too, and raises `EngineFailed` for an image that the engine cannot read. Any other
exception is a defect and ends the whole source, as the page may be readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the image; x1 and bottom are exclusive."""


class EngineUnavailable(Exception):
    """The engine cannot be used. The text says what is missing and how to install it."""


class EngineFailed(Exception):
    """The engine cannot read this image, but may read others."""


class Area(StrEnum):
    """The known content of an image."""

    PAGE = "page"
    """Text in any layout."""
    BLOCK = "block"
    """Lines of one column."""
    LINE = "line"
    DIGITS = "digits"
    """One line of digits, Thai or Arabic, with commas, points and dashes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters without a space between them."""

    text: str
    box: PixelBox
    confidence: float
    """0..1."""
    others: tuple[tuple[str, float], ...] = ()
    """What else a number may be, with probabilities, the likeliest first."""


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """One text line. Its pieces are ordered from left to right, with a space between each two."""

    pieces: tuple[Piece, ...]
    box: PixelBox


class OcrEngine(Protocol):
    """Reads images. An instance is used by one thread and keeps its loaded data."""

    @property
    def version(self) -> str:
        """Name, version and data of the engine. The same version yields the same results for the same image."""
        ...

    def read(self, picture: Array, dpi: int, area: Area) -> Sequence[RecognizedLine]:
        """The lines of an image from top to bottom; empty if it has no text. Boxes are in its pixels.

        The image is grey, shape (height, width), uint8, 255 for paper.
        """
        ...
