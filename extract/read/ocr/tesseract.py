"""The Tesseract engine, through tesserocr.

Only the boxes of lines and symbols are used, as Tesseract's Thai words are often single letters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.read.ocr.languages import settled
from extract.read.ocr.ocr_interface import (
    Area,
    EngineFailed,
    EngineUnavailable,
    OcrEngine,
    Piece,
    PixelBox,
    RecognizedLine,
)
from extract.read.ocr.tessdata import LANGUAGES, data_digest, find_tessdata
from normalize import script
from normalize.text import repair

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

THAI = "tha"

GOOD = 0.85
"""Minimum confidence of a piece that is not read again with English."""

LATIN = re.compile(
    rf"[0-9!|<>«»\[\]#%=+*@]|[{script.DIGITS}][{script.CONSONANT}]|[{script.CONSONANT}][{script.DIGITS}]"
)
"""Digits and signs, which Latin letters are misread as with Thai data alone; also Thai digits within words."""

NUMBER, SURE = re.compile(r"[(]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|2[45][0-9]{2})[)]?"), 0.95
"""An amount with its commas, or a year, and the minimum confidence of one: such signs are no Latin word."""

DIGITS = f"{script.DIGITS}0123456789,.-"


def make() -> OcrEngine:
    """Tesseract with Thai and English. Raises EngineUnavailable if it or its language data is missing."""
    folder = find_tessdata()
    # Tesseract's own threads gain little and compete with other processes for the cores.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        import tesserocr
    except ImportError as error:
        raise EngineUnavailable(f"the package tesserocr cannot be loaded: {error}") from error
    return Tesseract(folder, tesserocr)


@dataclass(frozen=True, slots=True)
class _Symbol:
    text: str
    box: PixelBox
    confidence: float
    spaced: bool
    """Whether a space precedes it."""


class Tesseract:
    """Tesseract instances by language, created on first use and kept.

    A line is read as Thai, and read again as Thai with English if the confidence is low. The Thai data has no Latin
    letters. Adding English takes 50 % more time and turns some Thai words into English ones.
    """

    def __init__(self, folder: Path, library: Any) -> None:  # noqa: ANN401 (tesserocr has no types)
        self._lib = library
        self._folder = folder
        self._kept: dict[str, Any] = {}
        release = str(library.tesseract_version()).split()[1]
        self._version = f"tesseract {release} {'+'.join(LANGUAGES)} {data_digest(folder)}"

    @property
    def version(self) -> str:
        """Release of Tesseract and digest of the language data."""
        return self._version

    def read(self, picture: Array, dpi: int, area: Area) -> Sequence[RecognizedLine]:
        """The lines of an image. Raises EngineUnavailable if the language data is damaged, EngineFailed."""
        if area is Area.DIGITS:
            return self._read(self._api("digits"), picture, dpi, area)
        found = self._read(self._api(THAI), picture, dpi, area)
        if not any(_may_be_latin(piece) for line in found for piece in line.pieces):
            return found
        other = self._read(self._api("+".join(LANGUAGES)), picture, dpi, area)
        return settled(found, other)

    def _api(self, name: str) -> Any:  # noqa: ANN401 (tesserocr has no types)
        if name not in self._kept:
            digits = name == "digits"
            with _errors_as(EngineUnavailable):
                api = self._lib.PyTessBaseAPI(path=str(self._folder), lang=THAI if digits else name)
            # a row that is read badly would be read again as white on black, which it never is
            api.SetVariable("invert_threshold", "0")
            if digits:
                api.SetVariable("tessedit_char_whitelist", DIGITS)
            self._kept[name] = api
        return self._kept[name]

    def _read(self, api: Any, picture: Array, dpi: int, area: Area) -> list[RecognizedLine]:  # noqa: ANN401
        psm = self._lib.PSM
        modes = {Area.PAGE: psm.AUTO, Area.BLOCK: psm.SINGLE_BLOCK}
        height, width = picture.shape
        with _errors_as(EngineFailed):
            api.SetPageSegMode(modes.get(area, psm.SINGLE_LINE))
            api.SetImageBytes(picture.tobytes(), width, height, 1, width)
            api.SetSourceResolution(dpi)
            text = api.GetUTF8Text()
        return list(self._lines(api, text)) if text.strip() else []

    def _lines(self, api: Any, text: str) -> Iterator[RecognizedLine]:  # noqa: ANN401
        level = self._lib.RIL
        held: list[_Symbol] = []
        at = 0
        for item in self._lib.iterate_level(api.GetIterator(), level.SYMBOL):
            if held and item.IsAtBeginningOf(level.TEXTLINE):
                yield _line(held)
                held = []
            box, letter = item.BoundingBox(level.SYMBOL), _letter(item, level.SYMBOL)
            if box is None or not letter:
                continue
            found = text.find(letter, at)
            spaced = found > at and text[at:found].isspace()
            at = found + len(letter) if found >= 0 else at
            held.append(_Symbol(letter, box, item.Confidence(level.SYMBOL) / 100, spaced))
        if held:
            yield _line(held)


@contextmanager
def _errors_as(kind: type[EngineFailed | EngineUnavailable]) -> Iterator[None]:
    """Translates errors in calls of tesserocr, which raises RuntimeError for everything that Tesseract rejects."""
    try:
        yield
    except RuntimeError as error:
        raise kind(f"Tesseract cannot do it: {error}") from error


def _may_be_latin(piece: Piece) -> bool:
    if piece.confidence >= SURE and NUMBER.fullmatch(piece.text):
        return False
    return piece.confidence < GOOD or LATIN.search(piece.text) is not None


def _letter(item: Any, level: Any) -> str:  # noqa: ANN401
    try:
        return str(item.GetUTF8Text(level)).strip()
    except RuntimeError:  # raised by tesserocr for "no text here"
        return ""


def _line(symbols: Sequence[_Symbol]) -> RecognizedLine:
    """Join the symbols to pieces, split at spaces."""
    groups: list[list[_Symbol]] = []
    for symbol in symbols:
        if groups and not symbol.spaced:
            groups[-1].append(symbol)
        else:
            groups.append([symbol])
    return RecognizedLine(tuple(_piece(group) for group in groups), _around([symbol.box for symbol in symbols]))


def _piece(symbols: Sequence[_Symbol]) -> Piece:
    """Join symbols to one piece. Its confidence is the mean of its letters, as single doubtful marks are common."""
    # its Thai data has the ring and the stroke of sara am as two letters
    text = repair("".join(symbol.text for symbol in symbols))
    confidence = sum(symbol.confidence for symbol in symbols) / len(symbols)
    return Piece(text, _around([symbol.box for symbol in symbols]), max(0.0, min(1.0, confidence)))


def _around(boxes: Sequence[PixelBox]) -> PixelBox:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
