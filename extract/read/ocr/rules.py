"""The rules (straight lines) of a scan, and the scan without them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.read.layout.printed import Rule
from extract.read.ocr.settings import OCR, OcrSettings

if TYPE_CHECKING:
    from extract.read.ocr.arrays import Array


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of a picture in pixels, and a mask of their ink (non-zero)."""

    horizontal: list[Rule]
    vertical: list[Rule]
    mask: Array


def find_rules(ink: Array, dpi: float, settings: OcrSettings = OCR) -> Ruled:
    """Long straight ink of a mask (1: ink), gaps of broken rules closed."""
    import cv2
    import numpy as np

    length, thick = round(settings.shortest_rule * dpi), settings.thickest_rule * dpi
    gap = max(3, round(settings.widest_gap * dpi))
    across = _long(ink, (1, length), (1, gap), cv2, np)
    down = _long(ink, (length, 1), (gap, 1), cv2, np)
    horizontal = [Rule(y + h / 2, x, x + w) for x, y, w, h in _boxes(across, cv2) if w >= length and h <= thick]
    vertical = [Rule(x + w / 2, y, y + h) for x, y, w, h in _boxes(down, cv2) if h >= length and w <= thick]
    thin: Any = _thin(across, thick, cv2, 3) | _thin(down, thick, cv2, 2)
    return Ruled(horizontal, vertical, cv2.dilate(thin, np.ones((3, 3), np.uint8)))


def _long(ink: Array, run: tuple[int, int], gap: tuple[int, int], cv2: Any, np: Any) -> Array:  # noqa: ANN401
    """Ink that runs on for the shape `run` (height, width), a pixel aside allowed; then gaps up to `gap` closed."""
    aside = np.ones((3, 1) if run[0] == 1 else (1, 3), np.uint8)
    found: Array = cv2.morphologyEx(cv2.dilate(ink, aside), cv2.MORPH_OPEN, np.ones(run, np.uint8))
    closed: Array = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
    return closed


def _boxes(mask: Array, cv2: Any) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:].tolist()]


def _thin(mask: Array, thick: float, cv2: Any, side: int) -> Array:  # noqa: ANN401
    """The mask without what is too thick for a rule; `side` is the column of the statistics with the thickness."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    keep = stats[:, side] <= thick
    keep[0] = False
    thin: Array = keep[labels].astype(mask.dtype)
    return thin
