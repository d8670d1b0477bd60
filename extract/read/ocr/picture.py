"""A scan made ready to be read: grey, paper white, upright and straight. Pictures are numpy arrays of uint8."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.read.ocr.settings import OCR, OcrSettings

if TYPE_CHECKING:
    from extract.read.ocr.arrays import Array


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture turned so that its lines run across; `skew` degrees counter-clockwise turn it so.

    `grey` has white paper; `ink` is 1 where it is dark.
    """

    grey: Array
    ink: Array
    skew: float


def straighten(grey: Array, settings: OcrSettings = OCR) -> Straight:
    """A grey picture with its background taken away and its skew undone."""
    import cv2

    flat = flatten(grey)
    skew = find_skew(flat, settings)
    if skew:
        flat = rotate(flat, skew)
    return Straight(flat, ink_mask(flat, cv2), skew)


def flatten(grey: Array) -> Array:
    """The picture with stains, shadows and yellowed paper taken away: each pixel relative to the paper around it."""
    import cv2
    import numpy as np

    # a quarter of the size is enough for the paper, and letters vanish in a window four of them wide
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    # paper darker than half is a dark area, such as a photograph, and stays dark
    flat: Array = np.clip(grey.astype(np.float32) * 255 / np.maximum(paper, 128), 0, 255).astype(np.uint8)
    return flat


def ink_mask(flat: Array, cv2: Any) -> Array:  # noqa: ANN401 (OpenCV is imported by the caller)
    """1 where a flattened picture has ink, by Otsu's threshold; nowhere where nothing stands out from the paper."""
    limit, mask = cv2.threshold(flat, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if limit >= OCR.palest_ink:
        mask = cv2.threshold(flat, OCR.palest_ink, 1, cv2.THRESH_BINARY_INV)[1]
    result: Array = mask
    return result


def find_skew(flat: Array, settings: OcrSettings = OCR) -> float:
    """The angle by which a flattened picture is turned straight, in degrees counter-clockwise.

    Straight lines of text and rules make the sums of the picture's rows change most from one row to the next.
    """
    import cv2

    half = 255 - cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    half[half < 60] = 0  # noise of the paper
    quarter = cv2.resize(half, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    if not quarter.any():
        return 0.0
    angle = _best(quarter, 0.0, settings.most_skew, 0.5)
    angle = _best(half, angle, 0.5, 0.1)
    angle = _best(half, angle, 0.1, 0.025)
    return 0.0 if abs(angle) < settings.least_skew else round(angle, 3)


def _best(picture: Array, middle: float, reach: float, step: float) -> float:
    count = round(reach / step)
    return max((middle + n * step for n in range(-count, count + 1)), key=lambda angle: _straightness(picture, angle))


def _straightness(picture: Array, angle: float) -> float:
    import numpy as np

    rows = rotate(picture, angle, paper=0, smooth=False).sum(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())


def rotate(picture: Array, angle: float, paper: int = 255, smooth: bool = True) -> Array:
    """The picture turned about its middle by degrees counter-clockwise, in a frame of the same size."""
    import cv2

    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    how = cv2.INTER_CUBIC if smooth else cv2.INTER_LINEAR
    turned: Array = cv2.warpAffine(picture, turn, (width, height), flags=how, borderValue=paper)
    return turned


def to_grey(picture: Array, settings: OcrSettings = OCR) -> Array:
    """Grey of a picture in colour (RGB), coloured stamps and signatures made pale.

    A stamp is coloured ink in a patch much larger than any letter; black ink under it stays. Coloured text stays too.
    """
    import cv2
    import numpy as np

    if picture.ndim == 2:
        return picture
    grey: Array = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    brightest = picture.max(axis=2)
    coloured = ((brightest.astype(np.int16) - picture.min(axis=2)) > settings.colour).astype(np.uint8)
    if not coloured.any():
        return grey
    reach = max(3, picture.shape[1] // 200)
    patches = cv2.dilate(coloured, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(patches)
    large = settings.stamp * picture.shape[1]
    is_stamp = (stats[:, cv2.CC_STAT_WIDTH] > large) & (stats[:, cv2.CC_STAT_HEIGHT] > large)
    # a coloured page or a photograph is no stamp
    is_stamp &= stats[:, cv2.CC_STAT_WIDTH] < 0.5 * picture.shape[1]
    is_stamp[0] = False
    stamped = is_stamp[labels] & (coloured > 0)
    grey[stamped] = brightest[stamped]
    return grey
