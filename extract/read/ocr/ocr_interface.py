"""The contract between phaen and an OCR engine: a picture goes in, its lines come out.

To add an engine, write a class with these members and register a function without arguments that makes one under the
entry point group `phaen.ocr`:

    [project.entry-points."phaen.ocr"]
    my_engine = "my_package.engine:make"

The function raises `EngineUnavailable` where the engine lacks something, and says what and how to get it. So may
`read`; it raises `EngineFailed` for a picture that the engine cannot read. Anything else that it raises counts as a
defect and ends the whole source: the page may well be readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the picture; x1 and bottom are the first ones outside."""


class EngineUnavailable(Exception):
    """The engine cannot be used here; the text says what is missing and how to get it."""


class EngineFailed(Exception):
    """The engine cannot read this picture; others it may read."""


class Area(StrEnum):
    """What a picture is known to hold."""

    PAGE = "page"
    """Text of any arrangement."""
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


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """One line of text, its pieces from left to right, a space between each two."""

    pieces: tuple[Piece, ...]
    box: PixelBox


class OcrEngine(Protocol):
    """Reads pictures. An object is used by one thread and keeps what it has loaded."""

    @property
    def version(self) -> str:
        """Name, version and data of the engine: results of one version are the same for the same picture."""
        ...

    def read(self, picture: Array, dpi: int, area: Area) -> Sequence[RecognizedLine]:
        """The lines of a picture, top down; none where it holds no text. Boxes are in its pixels.

        The picture is grey, shape (height, width), uint8, 255 for paper.
        """
        ...
