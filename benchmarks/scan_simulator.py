"""Ages pictures of pages as paper, copiers, scanners and faxes do. Seeded: the same seed yields the same picture.

    scan(picture, Ageing(dpi=150, dark_edge=0.4), seed)   # a Scanned picture of a printed page
    write_pdf(path, [scanned, ...])                        # as a scanner writes it, with the resolution that it claims

`scan_conditions` names sets of faults; `scan_pages` draws pages with known text.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

PRINT_DPI = 300
"""Resolution of the pictures of printed pages, in dots per inch."""

COLOURS = {"blue": (40, 60, 170), "red": (190, 40, 50), "black": (30, 30, 30), "violet": (110, 50, 150)}


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp: round or square, its colour, and its middle as shares of the page's width and height."""

    shape: str
    colour: str
    at: tuple[float, float] = (0.7, 0.8)
    inches: float = 1.3


@dataclass(frozen=True, slots=True)
class Ageing:
    """What happens to a page. All is off but for the resolution.

    Lengths are in inches. `dark_edge` is the width of the scanner's lid around the sheet, at `dark_sides` (letters of
    "lrtb"). `copies` are generations of copies before the scan.
    """

    dpi: int = 200
    claimed: int = 0
    """The resolution that the file states, in dots per inch; 0: the true one."""
    skew: float = 0.0
    """Degrees."""
    curl: float = 0.0
    """Maximum shift of lines at the gutter."""
    shadow: float = 0.0
    """Share of light that the gutter loses."""
    dark_edge: float = 0.0
    dark_sides: str = "l"
    bleed: float = 0.0
    """Darkness of the print on the back of the sheet, 0..1."""
    uneven: float = 0.0
    """Share of light that the darkest corner loses."""
    pale: float = 0.0
    blur: float = 0.4
    """Pixels of the scan."""
    noise: float = 3.0
    quality: int = 85
    """Of JPEG; 0: no loss."""
    bilevel: float = 0.0
    """Share of white below which a pixel is black; 0: grey."""
    fax: bool = False
    copies: int = 0
    thin: float = 0.0
    """Weight of the print in copies: below 0 heavier, above 0 thinner and broken."""
    specks: float = 0.0
    """A square inch."""
    speck: tuple[int, int] = (1, 4)
    """Sizes of specks in pixels at PRINT_DPI."""
    stamps: tuple[Stamped, ...] = ()
    signature: bool = False
    holes: bool = False
    staple: bool = False
    turn: int = 0
    """Quarter turns counter-clockwise of the page in the picture."""


@dataclass(slots=True)
class Scanned:
    """A picture, RGB or grey, or black and white (0, 255), and the resolution that it claims."""

    picture: Array
    dpi: int
    is_bilevel: bool = False


def scan(picture: Array, ageing: Ageing, seed: int = 0, back: Array | None = None) -> Scanned:
    """The scan of a printed page in colour at PRINT_DPI. `back` is what is printed on the other side."""
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    sheet = picture.copy()
    for stamp in ageing.stamps:
        _stamp(sheet, stamp, rng)
    if ageing.signature:
        _sign(sheet, rng)
    if ageing.bleed:
        sheet = _bled(sheet, sheet if back is None else back, ageing.bleed)
    for _ in range(ageing.copies):
        sheet = _copied(sheet, ageing.thin, rng, nrng)
    _specks(sheet, ageing, nrng)
    _punched(sheet, ageing, rng)
    sheet = _curled(sheet, ageing)
    sheet = _laid(sheet, ageing)
    return _seen(_lit(sheet, ageing), ageing, nrng)


def side_by_side(left: Array, right: Array) -> Array:
    """Two pages on one sheet, each at 70 % of its size, as on landscape paper."""
    height, width = left.shape[:2]
    small = (round(width * 0.707), round(height * 0.707))
    pages = [cv2.resize(page, small, interpolation=cv2.INTER_AREA) for page in (left, right)]
    return np.ascontiguousarray(np.hstack(pages))


# -- paper --------------------------------------------------------------------------------------------------------


def _stamp(sheet: Array, stamp: Stamped, rng: random.Random) -> None:
    """Print a worn stamp over the page: ink lets darker ink below show."""
    side = round(stamp.inches * PRINT_DPI)
    layer = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(layer)
    if stamp.shape == "round":
        pen.ellipse((4, 4, side - 5, side - 5), outline=255, width=9)
        pen.ellipse((side * 0.2, side * 0.2, side * 0.8, side * 0.8), outline=255, width=5)
        for step in range(24):
            angle = np.radians(step * 15)
            x, y = side / 2 + 0.4 * side * np.cos(angle), side / 2 + 0.4 * side * np.sin(angle)
            pen.arc((x - 14, y - 14, x + 14, y + 14), rng.randrange(360), rng.randrange(200, 700), fill=255, width=6)
        pen.polygon([(side * a, side * b) for a, b in ((0.5, 0.3), (0.62, 0.6), (0.38, 0.6))], fill=230)
    else:
        pen.rectangle((4, side * 0.25, side - 5, side * 0.75), outline=255, width=8)
        for row in (0.34, 0.5, 0.64):
            for step in range(7):
                x, y = side * (0.1 + step * 0.12), side * row
                pen.arc((x, y, x + 30, y + 34), rng.randrange(360), rng.randrange(200, 700), fill=255, width=7)
    layer = layer.rotate(rng.uniform(-20, 20), resample=Image.Resampling.BILINEAR)
    toner: Array = np.random.default_rng(rng.randrange(1 << 30)).random((9, 9)).astype(np.float32)
    worn = cv2.GaussianBlur(np.asarray(layer).astype(np.float32) / 255, (0, 0), 1.2)
    worn = worn * (0.65 + 0.35 * cv2.resize(toner, (side, side)))
    height, width = sheet.shape[:2]
    y, x = round(stamp.at[1] * height - side / 2), round(stamp.at[0] * width - side / 2)
    y, x = min(max(y, 0), height - side), min(max(x, 0), width - side)
    part = sheet[y : y + side, x : x + side].astype(np.float32)
    ink = np.array(COLOURS[stamp.colour], np.float32) / 255
    sheet[y : y + side, x : x + side] = part * (1 - worn[..., None] * (1 - ink))


def _sign(sheet: Array, rng: random.Random) -> None:
    height, width = sheet.shape[:2]
    x, y = width * rng.uniform(0.5, 0.7), height * rng.uniform(0.8, 0.9)
    steps = np.linspace(0, 1, 60)
    xs = x + steps * 420 + 60 * np.sin(steps * rng.uniform(15, 25))
    ys = y + 70 * np.sin(steps * rng.uniform(18, 30)) * (1 - steps)
    points = np.stack([xs, ys], 1).astype(np.int32)
    cv2.polylines(sheet, [points], False, COLOURS["blue"], 6, cv2.LINE_AA)


def _bled(sheet: Array, back: Array, darkness: float) -> Array:
    through = cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1]), (0, 0), 3).astype(np.float32)
    return np.clip(sheet * (1 - darkness * (1 - through / 255)), 0, 255).astype(np.uint8)


def _copied(sheet: Array, thin: float, rng: random.Random, nrng: np.random.Generator) -> Array:
    """A copy on a copier: without colour, steep contrast, uneven toner, slightly turned."""
    grey = cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY)
    work: Array = cv2.GaussianBlur(grey, (0, 0), rng.uniform(1.2, 1.7)).astype(np.float32)
    small = nrng.normal(0, 14, (grey.shape[0] // 3, grey.shape[1] // 3)).astype(np.float32)
    work += cv2.resize(small, grey.shape[::-1])
    limit = 186 - 40 * thin
    grey = np.clip((work - limit) * 2.2 + limit, 0, 255).astype(np.uint8)
    return cv2.cvtColor(_turned(grey, rng.uniform(-0.3, 0.3), 255), cv2.COLOR_GRAY2RGB)


def _specks(sheet: Array, ageing: Ageing, nrng: np.random.Generator) -> None:
    height, width = sheet.shape[:2]
    count = round(ageing.specks * height * width / PRINT_DPI**2)
    xs, ys = nrng.integers(0, width, count), nrng.integers(0, height, count)
    for x, y, size in zip(
        xs.tolist(), ys.tolist(), nrng.integers(*ageing.speck, count, endpoint=True).tolist(), strict=True
    ):
        tone = int(nrng.integers(10, 120))
        cv2.circle(sheet, (x, y), max(1, size // 2), (tone, tone, tone), -1)


def _punched(sheet: Array, ageing: Ageing, rng: random.Random) -> None:
    """Punch holes, which show the dark lid of the scanner, and a staple at a corner."""
    height = len(sheet)
    if ageing.holes:
        for y in (height / 2 - 472, height / 2 + 472):
            cv2.circle(sheet, (130 + rng.randrange(-20, 20), round(y)), 36, (40, 40, 40), -1, cv2.LINE_AA)
    if ageing.staple:
        x, y = rng.randrange(110, 200), rng.randrange(110, 200)
        cv2.line(sheet, (x, y), (x + 110, y + 70), (70, 70, 75), 8, cv2.LINE_AA)


# -- scanner ------------------------------------------------------------------------------------------------------


def _turned(picture: Array, angle: float, paper: int) -> Array:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,) * 3)


def _curled(sheet: Array, ageing: Ageing) -> Array:
    """The page of a bound book: near the gutter at the left, lines bend down and letters get narrow."""
    if not ageing.curl:
        return sheet
    height, width = sheet.shape[:2]
    x = np.arange(width, dtype=np.float32)
    near = np.exp(-x / (0.12 * width))
    down = ageing.curl * PRINT_DPI * near
    across = x - 0.05 * width * near * (1 - near) * 4 * 0.5
    ys = np.arange(height, dtype=np.float32)[:, None] - down[None, :]
    return cv2.remap(
        sheet, np.broadcast_to(across, ys.shape).astype(np.float32), ys, cv2.INTER_LINEAR, borderValue=(255,) * 3
    )


def _laid(sheet: Array, ageing: Ageing) -> Array:
    """The sheet on the glass: turned, and where it does not cover it, the dark lid is seen."""
    paper = 255 if not ageing.dark_edge else 25
    edge = round(ageing.dark_edge * PRINT_DPI)
    left, right, top, bottom = (edge * (side in ageing.dark_sides) for side in "lrtb")
    if edge:
        sheet = cv2.copyMakeBorder(sheet, top, bottom, left, right, cv2.BORDER_CONSTANT, value=(25, 25, 25))
    if not ageing.skew:
        return sheet
    if ageing.dark_edge and set("lrtb") - set(ageing.dark_sides):
        paper = 245  # a white lid, except where it was open
    return _turned(sheet, ageing.skew, paper)


def _lit(sheet: Array, ageing: Ageing) -> Array:
    height, width = sheet.shape[:2]
    light = np.ones((height, width), np.float32)
    if ageing.shadow:
        light *= 1 - ageing.shadow * np.exp(-np.arange(width, dtype=np.float32) / (0.06 * width))[None, :]
    if ageing.uneven:
        down, across = np.linspace(0, 1, height, dtype=np.float32), np.linspace(0, 1, width, dtype=np.float32)
        light *= 1 - ageing.uneven * (down[:, None] * 0.6 + across[None, :] * 0.4) ** 2
    if ageing.shadow or ageing.uneven:
        sheet = np.clip(sheet * light[..., None], 0, 255).astype(np.uint8)
    return sheet


def _seen(sheet: Array, ageing: Ageing, nrng: np.random.Generator) -> Scanned:
    share = ageing.dpi / PRINT_DPI
    across, down = (share, share * 98 / 204) if ageing.fax else (share, share)
    picture = cv2.resize(sheet, None, fx=across, fy=down, interpolation=cv2.INTER_AREA)
    work: Array = cv2.GaussianBlur(picture, (0, 0), max(ageing.blur, 0.1)).astype(np.float32)
    work = work * (1 - ageing.pale) + 245 * ageing.pale
    if ageing.noise:
        work += nrng.normal(0, ageing.noise, work.shape[:2]).astype(np.float32)[..., None]
    seen: Array = np.clip(work, 0, 255).astype(np.uint8)
    is_bilevel = bool(ageing.bilevel or ageing.fax)
    if is_bilevel:
        grey = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)
        seen = np.where(grey < 255 * (ageing.bilevel or 0.6), 0, 255).astype(np.uint8)
        if ageing.fax:
            seen = cv2.resize(seen, None, fx=1, fy=204 / 98, interpolation=cv2.INTER_NEAREST)
    elif ageing.quality:
        _, packed = cv2.imencode(".jpg", seen[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, ageing.quality])
        unpacked: Array = cv2.imdecode(packed, cv2.IMREAD_COLOR)  # type: ignore[assignment]
        seen = unpacked[..., ::-1]
    return Scanned(np.ascontiguousarray(np.rot90(seen, ageing.turn)), ageing.claimed or ageing.dpi, is_bilevel)


# -- files --------------------------------------------------------------------------------------------------------


def write_pdf(path: Path, pages: Sequence[Scanned]) -> None:
    """A PDF of pictures alone, each as large as its claimed resolution makes it."""
    import pypdfium2

    merged = pypdfium2.PdfDocument.new()
    for page in pages:
        data = io.BytesIO()
        picture = Image.fromarray(page.picture)
        if page.is_bilevel:
            picture.convert("1").save(data, "PDF", resolution=page.dpi)
        else:
            picture.save(data, "PDF", resolution=page.dpi, quality=95)
        merged.import_pages(pypdfium2.PdfDocument(data.getvalue()))
    merged.save(str(path))


def write_image(path: Path, page: Scanned) -> None:
    """A picture file in the format of the suffix, with the resolution that it claims."""
    picture = Image.fromarray(page.picture)
    (picture.convert("1") if page.is_bilevel else picture).save(path, dpi=(page.dpi, page.dpi))
