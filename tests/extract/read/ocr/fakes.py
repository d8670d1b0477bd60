"""Fake engines, to test the handling of pictures without Tesseract, and pictures."""

from __future__ import annotations

import errno
import io
import os
import signal

import cv2
import numpy as np
from PIL import Image

from extract.read.ocr.ocr_interface import Area, EngineFailed, EngineUnavailable, Piece, RecognizedLine

LETTER = 14


class Fake:
    """Reads every line as one word as long as its ink, and records the pictures it was given."""

    version = "fake 1"

    def __init__(self, confidence: float = 0.95) -> None:
        self.confidence = confidence
        self.shown: list[tuple[tuple[int, ...], Area]] = []

    def read(self, picture, dpi: int, area: Area):
        self.shown.append((picture.shape, area))
        columns = np.flatnonzero((picture < 128).any(axis=0))
        rows = np.flatnonzero((picture < 128).any(axis=1))
        if not len(columns):
            return []
        box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        return [RecognizedLine((Piece("คำ", box, self.confidence),), box)]


class Upright(Fake):
    """Confident for pictures with more ink on the left, which is true of `turned_page` pictures when upright."""

    def read(self, picture, dpi: int, area: Area):
        dark = (picture < 128).sum(axis=0)
        half = len(dark) // 2
        self.confidence = 0.95 if dark[:half].sum() > 1.1 * dark[half:].sum() else 0.2
        return super().read(picture, dpi, area)


class Deadly(Fake):
    """Kills the calling process for a page with a single line."""

    def read(self, picture, dpi: int, area: Area):
        if picture.shape[1] < 120:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(picture, dpi, area)


def make() -> Fake:
    return Fake()


class Failing(Fake):
    """Raises the given error."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def read(self, picture, dpi: int, area: Area):
        raise self.error


def make_out_of_memory() -> Fake:
    return Failing(MemoryError())


def make_full_disk() -> Fake:
    return Failing(OSError(errno.ENOSPC, "no space"))


def make_failing() -> Fake:
    return Failing(EngineFailed("the engine gives this picture up"))


def make_unstartable() -> Fake:
    return Failing(EngineUnavailable("the data is damaged"))


def make_defective() -> Fake:
    return Failing(ZeroDivisionError("a defect"))


def make_bad_file() -> Fake:
    return Failing(OSError(errno.EIO, "no input"))


def make_deadly() -> Fake:
    return Deadly()


def make_missing() -> Fake:
    raise EngineUnavailable("fake.traineddata is missing: put it there")


def paper(height: int = 800, width: int = 600) -> np.ndarray:
    return np.full((height, width), 255, np.uint8)


def write(page: np.ndarray, x: int, y: int, letters: int, letter: int = LETTER) -> None:
    """A line of `letters` solid boxes with gaps, their tops at `y`. No digit has this shape."""
    for number in range(letters):
        left = x + number * round(letter * 1.3)
        cv2.rectangle(page, (left, y), (left + letter - 1, y + letter - 1), 0, 2)
        cv2.line(page, (left, y), (left + letter - 1, y + letter - 1), 0, 2)


def table(page: np.ndarray, xs: list[int], ys: list[int]) -> None:
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), 0, 2)


def png(page: np.ndarray, kind: str = "PNG", **how) -> bytes:
    file = io.BytesIO()
    Image.fromarray(page).save(file, kind, **how)
    return file.getvalue()
