"""Lines of made-up digits, letters and signs, drawn, degraded like scans, and split into glyphs by the reader's code.

A glyph of one character has its class. A glyph of several characters, or a letter, is "other".
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.digit_faces import Face, pick
from extract.read.ocr.digit_reader import CLASSES, OTHER
from extract.read.ocr.glyph_pictures import Glyph, describe, glyph_rows
from extract.read.ocr.ink import find_ink
from extract.read.ocr.ocr_settings import OCR

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
CONSONANTS = [chr(c) for c in range(0x0E01, 0x0E2F)]
VOWELS = ["ะ", "า", "เ", "แ", "โ", "ใ", "ไ", "ๆ", "ฯ", "ำ"]
MARKS = ["", "", "", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "่", "้", "์", "็", "ี่", "ั้", "ึ่", "ู้"]
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

CLUSTER = re.compile(r"[ก-ฮ][ัิ-ฺ็-๎]*|.")
"""Matches a letter with its marks. Vowels next to it are matched separately."""

LETTER = (9.0, 34.0)
"""Letter heights in pixels at the resolution used by the reader: 8 to 26 points of a usual typeface."""

DRAWN = 52
"""Letter height in pixels as drawn, before it is reduced."""

SIZES = (48, 160)
"""Minimum and maximum drawn size in pixels per em."""


FAX = (204, 98 / 204)
"""Dots per inch of a fax along its lines, and their share down the page."""

COPIER = 300
"""Dots per inch of a copier."""

DISSOLVED = 0.4
"""Minimum share of the ink that a copy must keep. Of less nothing can be read."""

FEWEST_PIXELS = 5.0
"""Minimum letter height in pixels of the scan. Nobody reads lower ones."""


@dataclass(frozen=True)
class Damage:
    """The parameters of a simulated scan: dots per inch, and the ranges of its degradations.

    `copied`, `bilevel` and `faxed` are shares of the lines: on copies (of copies), in black and white, by fax.
    `weight` is that of print in copies: below 0 thin and broken, above 0 heavy.
    """

    dpi: tuple[int, ...] = (100, 150, 150, 200, 200, 225, 300)
    skew: float = 2.0
    blur: tuple[float, float] = (0.25, 1.0)
    noise: float = 12.0
    pale: float = 0.5
    quality: tuple[int, int] = (40, 95)
    copied: float = 0.35
    weight: tuple[float, float] = (-1.0, 1.0)
    bilevel: float = 0.25
    faxed: float = 0.06


ANY_SCAN = Damage()


def amount(rng: random.Random, digits: str) -> list[str]:
    value = rng.randrange(10 ** rng.randrange(1, 9))
    text = f"{value:,}" if rng.random() < 0.8 else str(value)
    if rng.random() < 0.1:
        text += f".{rng.randrange(100):02}"
    return [digits[int(c)] if c.isdigit() else c for c in text]


@cache
def thai_words() -> list[str]:
    from pythainlp.corpus import thai_words as words

    return sorted(word for word in words() if re.fullmatch("[ก-๎]+", word))


def letters(rng: random.Random) -> list[str]:
    """A word: a Thai word, random letters, an abbreviation, or Latin."""
    kind = rng.random()
    if kind < 0.15:
        return list("".join(rng.choice(LATIN) for _ in range(rng.randrange(1, 6))))
    if kind < 0.3:
        stop = rng.choice(["", "."])
        short = [part for _ in range(rng.randrange(1, 4)) for part in (rng.choice(CONSONANTS), stop) if part]
        return short if stop or rng.random() < 0.5 else [*short, "."]
    if kind < 0.65:
        return CLUSTER.findall(rng.choice(thai_words()))
    return [
        rng.choice(VOWELS) if rng.random() < 0.35 else rng.choice(CONSONANTS) + rng.choice(MARKS)
        for _ in range(rng.randrange(1, 8))
    ]


def clusters(rng: random.Random) -> list[str]:
    """A line of one to five words: amounts, codes, single dashes, Thai and Latin letters."""
    digits = rng.choice([THAI, THAI, ARABIC])
    line: list[str] = []
    for _ in range(rng.randrange(1, 6)):
        kind = rng.random()
        if kind < 0.45:
            line += amount(rng, digits)
        elif kind < 0.6:
            line += [rng.choice(digits), rng.choice(".)/-"), rng.choice(digits), rng.choice([")", ".", "-", "("])]
        elif kind < 0.66:
            line += ["-"]
        else:
            line += letters(rng)
        line += [" "] * rng.randrange(3)
    return line


def draw(rng: random.Random, face: Face, line: Sequence[str]) -> tuple[Any, list[Any], float]:
    """The line as a grey image, the text of each cluster with its horizontal interval, and the letter height."""
    size = round(min(max(DRAWN / face.letter_height(), SIZES[0]), SIZES[1]))
    # bold text often touches
    space = rng.choice([rng.uniform(0, 0.06), rng.uniform(-0.07, 0)]) * size
    line = [text for text in line if text == " " or face.has(text)]
    lengths = [face.font(text, size).getlength(text) + (space if text != " " else 0) for text in line]
    x, places = size * 1.0, []
    picture = Image.new("L", (int(sum(lengths) + size * 2), size * 3), 255)
    pen = ImageDraw.Draw(picture)
    for text, length in zip(line, lengths, strict=True):
        if text != " ":
            font = face.font(text, size)
            # each file of a face has a different baseline
            pen.text((x, size * 1.9), text, fill=rng.randrange(0, 90), font=font, anchor="ls")
            box = pen.textbbox((x, size * 1.9), text, font=font, anchor="ls")
            places.append((text, box[0], box[2]))
        x += length
    return np.asarray(picture), places, size * face.letter_height()


def spoil(rng: random.Random, nrng: np.random.Generator, grey: Any, letter: float, damage: Damage) -> tuple[Any, float]:
    """The image after copying, scanning and straightening by the reader, and its scale factor.

    It is rotated, copied, reduced to the scanner's resolution, blurred, made pale and noisy, compressed or made black
    and white; then enlarged and rotated back.
    """
    is_fax = rng.random() < damage.faxed
    dpi, down = FAX if is_fax else (rng.choice(damage.dpi), 1.0)
    seen = max(dpi, OCR.least_dpi)
    least = max(LETTER[0], FEWEST_PIXELS * seen / dpi / down)
    scale = min(1.0, np.exp(rng.uniform(*np.log((least, LETTER[1])))) / letter)
    skew = rng.uniform(-damage.skew, damage.skew)
    height, width = grey.shape
    margin = int(width * abs(np.sin(np.radians(skew))) / 2) + 2
    grey = cv2.copyMakeBorder(grey, margin, margin, 0, 0, cv2.BORDER_CONSTANT, value=255)
    grey = turned(grey, skew)
    if rng.random() < damage.copied:
        share = min(1.0, scale * COPIER / seen)
        grey = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        weight = rng.uniform(*damage.weight)
        for _ in range(rng.choice([1, 1, 2])):
            copy = copied(rng, nrng, grey, weight)
            if dark(copy) < DISSOLVED * dark(grey):
                break
            grey = copy
    across = max(1, round(width * scale * dpi / seen))
    tall = max(1, round((height + 2 * margin) * scale * dpi / seen * down))
    grey = cv2.resize(grey, (across, tall), interpolation=cv2.INTER_AREA)
    grey = scanned(rng, nrng, grey, damage, is_bilevel=is_fax or rng.random() < damage.bilevel)
    size = (round(width * scale), round((height + 2 * margin) * scale))
    if grey.shape != size[::-1]:
        grey = cv2.resize(grey, size, interpolation=rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC]))
    grey = turned(grey, -skew + rng.uniform(-0.1, 0.1))
    # the reader makes paper white before it examines glyphs
    low, high = np.percentile(grey, 1), np.percentile(grey, 80)
    return np.clip((grey.astype(np.float32) - low) * 255 / max(high - low, 1), 0, 255).astype(np.uint8), scale


def dark(grey: Any) -> float:
    """The share of an image that is ink."""
    return float((grey < 128).mean())


def copied(rng: random.Random, nrng: np.random.Generator, grey: Any, weight: float) -> Any:
    """A copy: blurred, of steep contrast, with uneven toner that breaks thin strokes and joins heavy ones."""
    work = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.7, 1.6)).astype(np.float32)
    grain = nrng.normal(0, rng.uniform(5, 40), (grey.shape[0] // 2 + 1, grey.shape[1] // 2 + 1)).astype(np.float32)
    work += cv2.resize(grain, grey.shape[::-1])
    limit = 150 + 70 * weight
    return np.clip((work - limit) * rng.uniform(1.5, 4) + limit, 0, 255).astype(np.uint8)


def scanned(rng: random.Random, nrng: np.random.Generator, grey: Any, damage: Damage, is_bilevel: bool) -> Any:
    """The picture of a scanner at its own resolution."""
    work = cv2.GaussianBlur(grey, (0, 0), rng.uniform(*damage.blur)).astype(np.float32)
    pale = rng.uniform(0, damage.pale)
    work = work * (1 - pale) + 255 * pale + nrng.normal(0, rng.uniform(0, damage.noise), work.shape)
    if is_bilevel:
        limit = 255 * (pale + rng.uniform(0.35, 0.85) * (1 - pale))
        return np.where(work < limit, 0, 255).astype(np.uint8)
    work = np.clip(work, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", work, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(*damage.quality)])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def turned(grey: Any, angle: float) -> Any:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def label(places: list[Any], scale: float, x0: int, x1: int) -> int | None:
    """The class of the ink between x0 and x1; None if it is only a part of a character."""
    inside = [
        text for text, a, b in places if min(b * scale, x1) - max(a * scale, x0) > 0.35 * min((b - a) * scale, x1 - x0)
    ]
    if not inside:
        return None
    if len(inside) > 1:
        return OTHER
    text, a, b = next(p for p in places if p[0] == inside[0] and p[1] * scale < x1 and p[2] * scale > x0)
    if (x1 - x0) < 0.6 * (b - a) * scale - 1:
        return OTHER if text not in CLASSES else None
    return CLASSES.index(text) if text in CLASSES else OTHER


def cut(rng: random.Random, places: list[Any], scale: float, glyph: Glyph, grey: Any, limit: float) -> list[Any]:
    """Parts of touching characters, each split where the next one begins, and one split at a wrong place."""
    inside = [p for p in places if p[1] * scale < glyph.x1 - 1 and p[2] * scale > glyph.x0 + 1]
    found = []
    if len(inside) > 1:
        edges = [(a[2] + b[1]) / 2 * scale for a, b in pairwise(inside)]
        bounds = [glyph.x0, *(round(e) + rng.choice([-1, 0, 0, 1]) for e in edges), glyph.x1]
        for (text, _, _), x0, x1 in zip(inside, bounds, bounds[1:], strict=False):
            found.append((x0, x1, CLASSES.index(text) if text in CLASSES else OTHER))
    elif glyph.width > 8 and rng.random() < 0.25:
        x = rng.randrange(glyph.x0 + glyph.width // 4, glyph.x1 - glyph.width // 4)
        found += [(glyph.x0, x, OTHER), (x, glyph.x1, OTHER)]
    return [(g, y) for x0, x1, y in found if (g := trimmed(grey, glyph, x0, x1, limit)) is not None]


def trimmed(grey: Any, whole: Glyph, x0: int, x1: int, limit: float) -> Glyph | None:
    rows = np.flatnonzero(grey[whole.top : whole.bottom, x0:x1].min(axis=1, initial=255) < limit)
    return Glyph(x0, whole.top + int(rows[0]), x1, whole.top + int(rows[-1]) + 1) if len(rows) and x1 - x0 > 1 else None


def samples(
    faces: Sequence[Face], lines: int, seed: int, damage: Damage = ANY_SCAN, parts: bool = True
) -> tuple[Any, Any]:
    """The features of glyphs and their classes. Without `parts`, only connected ink is used."""
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    xs, ys = [], []
    for _ in range(lines):
        picture, places, letter = draw(rng, pick(rng, faces), clusters(rng))
        if not places:
            continue
        grey, scale = spoil(rng, nrng, picture, letter, damage)
        limit = rng.uniform(0.85, 1.1) * cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[0]
        ink = (grey < limit).astype(np.uint8)
        for row in glyph_rows(find_ink(ink)[1]):
            found = [(g, label(places, scale, g.x0, g.x1)) for g in row.glyphs]
            kept = [(g, y) for g, y in found if y is not None]
            for glyph in row.glyphs if parts else []:
                kept += cut(rng, places, scale, glyph, grey, limit)
            if kept:
                xs.append(describe(grey, row, [g for g, _ in kept]))
                ys += [y for _, y in kept]
    return np.concatenate(xs).astype(np.float16), np.array(ys)
