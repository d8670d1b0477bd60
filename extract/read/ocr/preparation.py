"""Prepares a scan for reading: grey, white paper, upright and straight. Images are numpy arrays of uint8."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.read.ocr.dark_edges import without_dark_edges
from extract.read.ocr.dark_grounds import without_dark_grounds
from extract.read.ocr.dirt import without_streaks
from extract.read.ocr.ocr_settings import OCR, OcrSettings

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array


PAPER_NOISE = 60
"""Maximum darkness (0..255) of paper in a flattened image."""

POINTS = 72

SCREEN_DPI = 96.0
"""A stated resolution of this or less is that of a screen: such a scan would be unreadable."""

LONGEST_PAGE = 17.5
"""Maximum length of a page in inches: A3, with the lid of the scanner around it."""

A4_INCHES = 11.69
"""Longer side of a page without letters, whose resolution is not known."""

SHEETS, SAME = ((8.27, 11.69), (11.69, 16.54), (8.5, 11.0), (8.5, 14.0), (8.5, 13.0), (5.83, 8.27)), 0.02
"""Sizes of sheets in inches: A4, A3, letter, legal, foolscap, A5; and the tolerance of each side."""

LETTER_POINTS, USUAL_LETTER = (2.4, 10.0), 4.5
"""Limits of the usual letter height of a page in points, from footnotes to covers, and that of most pages. The letters
of a typeface of 11 points, or of TH Sarabun at 16 points, are 4.5 points high."""

ENOUGH = 15.0
"""Letter height in pixels that is read as well as any larger one."""

MOST_POINTS, FEW = 60_000, 4
"""Number of dark points sufficient to determine the skew of a page, and of how many one shows it roughly."""


@dataclass(frozen=True, slots=True)
class Straight:
    """An image rotated so that its lines are horizontal, by `skew` degrees counter-clockwise.

    `grey` has white paper; `ink` is 1 where it is dark.
    """

    grey: Array
    ink: Array
    skew: float


def straighten(grey: Array, dpi: float, settings: OcrSettings = OCR) -> Straight:
    """A grey image with background, dark edges and skew removed."""
    import cv2

    flat = flatten(without_streaks(without_dark_edges(without_dark_grounds(grey), dpi)))
    skew = find_skew(flat, settings)
    if skew:
        flat = rotate(flat, skew)
    return Straight(flat, ink_mask(flat, cv2), skew)


def flatten(grey: Array) -> Array:
    """The image without stains, shadows and yellowed paper: each pixel relative to the paper around it."""
    import cv2
    import numpy as np

    # a quarter of the size is enough for the paper, and letters disappear in a window of four letter widths
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    # paper darker than half is a dark area, such as a photograph, and is kept dark
    flat: Array = np.clip(grey.astype(np.float32) * 255 / np.maximum(paper, 128), 0, 255).astype(np.uint8)
    return flat


def ink_mask(flat: Array, cv2: Any) -> Array:  # noqa: ANN401 (OpenCV is imported by the caller)
    """Mask with 1 for ink of a flattened image, by Otsu's threshold; all 0 if nothing is darker than the paper."""
    limit, mask = cv2.threshold(flat, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if limit >= OCR.palest_ink:
        mask = cv2.threshold(flat, OCR.palest_ink, 1, cv2.THRESH_BINARY_INV)[1]
    result: Array = mask
    return result


def find_skew(flat: Array, settings: OcrSettings = OCR) -> float:
    """The rotation that straightens a flattened image, in degrees counter-clockwise.

    With straight text lines and rules, the row sums of the image vary most from one row to the next.
    """
    import cv2
    import numpy as np

    half = 255 - cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(half > PAPER_NOISE)
    if not len(ys):
        return 0.0
    every = max(1, len(ys) // MOST_POINTS)
    dark = half[ys, xs][::every].astype(np.float64)
    ys, xs = ys[::every].astype(np.float64), xs[::every].astype(np.float64)

    def straightness(angle: float, share: int = 1) -> float:
        down = ys[::share] * np.cos(np.radians(angle)) - xs[::share] * np.sin(np.radians(angle))
        down -= down.min()
        row = down.astype(np.int64)
        some = dark[::share]
        below = some * (down - row)  # each point contributes to the two rows that it lies between
        rows = np.bincount(row, weights=some - below, minlength=int(row.max()) + 2)
        rows += np.bincount(row + 1, weights=below, minlength=len(rows))
        return float((np.diff(rows) ** 2).sum())

    angle = 0.0
    for reach, step, share in ((settings.most_skew, 0.25, FEW), (0.25, 0.05, 1), (0.05, 0.025, 1)):
        count = round(reach / step)
        tried = [angle + n * step for n in range(-count, count + 1)]
        angle = max(tried, key=lambda turn, share=share: straightness(turn, share))  # type: ignore[misc]
    return 0.0 if abs(angle) < settings.least_skew else round(angle, 3)


def rotate(picture: Array, angle: float) -> Array:
    """The image rotated about its middle by degrees counter-clockwise, in a frame of the same size."""
    import cv2

    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    turned: Array = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return turned


def likely_dpi(stated: float, letter: float, size: tuple[int, int]) -> float:
    """The resolution of an image: the stated one, unless the print cannot be that large or small.

    `letter` is the letter height (0 if unknown), `size` the sides of the image, in pixels. Files of scans often state
    72, whatever the scanner's resolution was. One by which the image is exactly a sheet of paper is true, however large
    its letters are: posters and forms for the elderly exist.
    """
    shorter, longer = min(size), max(size)
    if stated > SCREEN_DPI and any(
        abs(shorter / stated - a) <= SAME * a and abs(longer / stated - b) <= SAME * b for a, b in SHEETS
    ):
        return stated
    is_likely = stated > SCREEN_DPI and longer <= LONGEST_PAGE * stated
    if is_likely and not letter:
        return stated
    if is_likely and LETTER_POINTS[0] <= letter / stated * POINTS <= LETTER_POINTS[1]:
        return stated
    return letter * POINTS / USUAL_LETTER if letter else longer / A4_INCHES


def fit(grey: Array, dpi: float, letter: float = 0.0, settings: OcrSettings = OCR) -> tuple[Array, float]:
    """A grey image at a resolution suitable for OCR, and that resolution.

    `letter` is the letter height in pixels, if known: large letters need no high resolution, which takes time.
    """
    most = settings.most_dpi if not letter else min(settings.most_dpi, dpi * ENOUGH / letter)
    return _resized(grey, dpi, max(min(dpi, most), settings.least_dpi), settings)


def limited(grey: Array, dpi: float, settings: OcrSettings = OCR) -> tuple[Array, float]:
    """A grey image with no more pixels than can be read, and its resolution."""
    return _resized(grey, dpi, dpi, settings)


def _resized(grey: Array, dpi: float, wanted: float, settings: OcrSettings) -> tuple[Array, float]:
    import cv2
    import numpy as np

    scale = min(wanted / dpi, (settings.most_pixels / grey.size) ** 0.5)
    if abs(scale - 1) < 0.01:
        return np.ascontiguousarray(grey), dpi
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized: Array = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    return resized, dpi * resized.shape[1] / grey.shape[1]


def to_grey(picture: Array, settings: OcrSettings = OCR) -> Array:
    """Convert a colour image (RGB) to grey, with coloured stamps and signatures made pale.

    A stamp is coloured ink in a patch much larger than any letter. Black ink under it is kept, and coloured text too.
    """
    import cv2
    import numpy as np

    if picture.ndim == 2:
        return picture
    grey: Array = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(picture)
    brightest = cv2.max(cv2.max(red, green), blue)
    darkest = cv2.min(cv2.min(red, green), blue)
    apart = cv2.subtract(brightest, darkest)
    coloured = cv2.threshold(apart, settings.colour, 1, cv2.THRESH_BINARY)[1]
    if not coloured.any():
        return grey
    reach = max(3, picture.shape[1] // 60)
    patches = cv2.dilate(coloured, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(patches)
    large = settings.stamp * picture.shape[1]
    is_stamp = (stats[:, cv2.CC_STAT_WIDTH] > large) & (stats[:, cv2.CC_STAT_HEIGHT] > large)
    # a coloured page or a photograph is not a stamp, nor is coloured text, which contains no black ink
    is_stamp &= stats[:, cv2.CC_STAT_WIDTH] < 0.5 * picture.shape[1]
    is_black = (brightest < settings.black) | ((brightest < settings.dark) & (apart < settings.colour // 2))
    black = np.bincount(labels[is_black], minlength=len(stats))
    is_stamp &= black > settings.stamped * stats[:, cv2.CC_STAT_AREA]
    is_stamp |= _written(coloured, labels, len(stats))
    is_stamp[0] = False
    # parts of a stamp that touch nothing, and its worn parts, are within its outline
    inside = np.zeros_like(coloured)
    for x, y, width, height in stats[is_stamp, :4].tolist():
        inside[y : y + height, x : x + width] = 1
    stamped = cv2.bitwise_and(inside, cv2.threshold(apart, settings.colour // 2, 1, cv2.THRESH_BINARY)[1])
    return _lifted(grey, brightest, stamped, inside, settings)


def _lifted(grey: Array, brightest: Array, stamped: Array, inside: Array, settings: OcrSettings) -> Array:
    """The grey image with coloured ink, `stamped`, made paper. What is darker under it stays as much darker.

    Pictures keep colours coarsely: at the edges of its strokes, `inside` its outline, it is no longer coloured.
    """
    import cv2
    import numpy as np

    edge = cv2.dilate(stamped, np.ones((5, 5), np.uint8)) & inside & (brightest > settings.black)
    stamped = cv2.bitwise_or(stamped, edge.astype(np.uint8))
    around = (AROUND, AROUND)
    total: Array = cv2.boxFilter(brightest.astype(np.float32) * stamped, -1, around)
    ink = total / np.maximum(cv2.boxFilter(stamped.astype(np.float32), -1, around), 1e-6)
    lighter = np.clip(brightest * (DARKEST * 255 / np.maximum(ink, 1)), 0, 255).astype(np.uint8)
    lifted: Array = np.where(stamped > 0, lighter, grey)
    return lifted


DARKEST = 1.3
"""Ratio of the usual ink of a stamp to its darkest, as at the middle of its strokes."""

AROUND = 15
"""Pixels of the surroundings in which coloured ink is as strong as at a place."""

WRITTEN, THIN = 0.035, 0.35
"""Minimum sides of a piece of coloured handwriting as a share of the page width, and the maximum share of its box that
is ink. Letters are smaller, and coloured grounds and pictures are filled."""


def _written(coloured: Array, labels: Array, count: int) -> Array:
    """Which of `count` patches hold a signature: one thin stroke much larger than any letter."""
    import cv2
    import numpy as np

    _, pieces, stats, _ = cv2.connectedComponentsWithStats(coloured, connectivity=8)
    sides = stats[:, 2:4]
    is_written = (sides >= WRITTEN * coloured.shape[1]).all(axis=1) & (stats[:, 4] <= THIN * sides.prod(axis=1))
    is_written &= (sides < 0.5 * coloured.shape[1]).all(axis=1)
    is_written[0] = False
    found = np.zeros(count, np.bool_)
    for piece in np.flatnonzero(is_written).tolist():
        x, y, width, height = stats[piece, :4].tolist()
        part = slice(y, y + height), slice(x, x + width)
        found[np.unique(labels[part][pieces[part] == piece])] = True
    return found
