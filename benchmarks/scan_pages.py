"""Made-up pages with known text, as printed at 300 dots per inch: prose and a ruled table, in a family of fonts."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.digit_faces import Face
from extract.read.decode import decode
from extract.read.reader_interface import ReadableSource

PLANS = Path(__file__).parent.parent / "samples" / "plans"

PRINT_DPI = 300
A4 = (2480, 3508)
"""Width and height of the sheet in pixels at PRINT_DPI."""

TO_THAI, TO_ARABIC = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"), str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

THAI_NUMBERS = 0.6
"""Share of pages with Thai digits."""

PROSE = re.compile(r"[ก-๎]{12}.{40,}")
NAME = re.compile(r"โครงการ[ก-๎ ]{12,60}")

TITLE = "รายละเอียดโครงการและงบประมาณ"
HEADINGS = ("ลำดับ", "โครงการ/กิจกรรม", "ปี 2566", "ปี 2567", "ปี 2568", "หมายเหตุ")
WIDTHS = (0.08, 0.38, 0.14, 0.14, 0.14, 0.12)
"""Columns of the table as shares of its width."""

LEFT = {1, 5}
"""Columns aligned at the left."""

REMARKS = ("-", "งบ อบต.", "สป.", "ไม่ใช้งบ", "กองคลัง")


@dataclass(slots=True)
class DrawnPage:
    """A page in colour, shape (height, width, 3), and its lines of text; each line of a table cell is one."""

    picture: Any
    lines: list[str] = field(default_factory=list)


@cache
def _prose() -> tuple[list[str], list[str]]:
    """The paragraphs and the names of projects in the sample plans."""
    text = "\n".join(decode(ReadableSource(path.name, path.read_bytes())).text for path in sorted(PLANS.glob("*.txt")))
    text = re.sub(r"<[^>]*>|\t", "\n", text)
    lines = sorted({line.strip() for line in text.splitlines()})
    return [line for line in lines if PROSE.search(line)], sorted({m[0].strip() for m in map(NAME.search, lines) if m})


@cache
def _words(text: str) -> tuple[str, ...]:
    from pythainlp import word_tokenize

    return tuple(word_tokenize(text))


def wrapped(text: str, face: Face, size: int, width: float) -> list[str]:
    """The text as lines that fit a width in pixels."""
    lines = [""]
    for word in _words(text):
        if lines[-1].strip() and face.font(lines[-1] + word, size).getlength(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.strip() for line in lines if line.strip()]


class _Pen:
    """Writes lines on a page. `left` and `right` are its margins in pixels; `is_thai`: numbers have Thai digits."""

    def __init__(self, face: Face, points: float, size: tuple[int, int], is_thai: bool) -> None:
        # families differ in the height of letters: TH Sarabun at 16 points is as high as others at 11
        self.face, self.size = face, round(points * PRINT_DPI / 72 * 0.40 / face.letter_height())
        self.leading = round(self.size * face.letter_height() * 3.4)
        self.picture = Image.new("RGB", size, "white")
        self.draw = ImageDraw.Draw(self.picture)
        self.left, self.right, self.is_thai = 300, size[0] - 240, is_thai
        self.lines: list[str] = []

    def write(self, text: str, x: float, y: float) -> None:
        """One line, its baseline at y."""
        self.draw.text((x, y), text, fill=(20, 20, 20), font=self.face.font(text, self.size), anchor="ls")
        self.lines.append(text)

    def length(self, text: str) -> float:
        """Width in pixels."""
        return float(self.face.font(text, self.size).getlength(text))

    def numbers(self, text: str) -> str:
        """The text with the digits of the page."""
        return text.translate(TO_THAI if self.is_thai else TO_ARABIC)


def draw_page(rng: random.Random, face: Face, points: float = 11.0, *, landscape: bool = False) -> DrawnPage:
    """A page with a title, prose, a table of amounts, and prose again. `points` is the size in a usual typeface."""
    pen = _Pen(face, points, A4[::-1] if landscape else A4, rng.random() < THAI_NUMBERS)
    bottom, y = pen.picture.height - 320, 330.0
    pen.write(pen.numbers(f"{TITLE} ปี 25{rng.randrange(66, 71)}"), pen.left + 300, y)
    y = _write_prose(pen, rng, y + 1.3 * pen.leading, y + (4 if landscape else 9) * pen.leading)
    y = _table(pen, rng, y + 0.3 * pen.leading, bottom - (2 if landscape else 8) * pen.leading)
    _write_prose(pen, rng, y + 1.4 * pen.leading, bottom)
    return DrawnPage(np.asarray(pen.picture).copy(), pen.lines)


def _write_prose(pen: _Pen, rng: random.Random, y: float, bottom: float) -> float:
    while y < bottom:
        text = pen.numbers(rng.choice(_prose()[0]))
        for number, line in enumerate(wrapped(text, pen.face, pen.size, pen.right - pen.left - 160)):
            if y >= bottom:
                break
            pen.write(line, pen.left + (0 if number else 150), y)
            y += pen.leading
    return y


def _table(pen: _Pen, rng: random.Random, top: float, bottom: float) -> float:
    """A ruled table down to `bottom` at most. Returns where it ends."""
    edges = [pen.left + share * (pen.right - pen.left) for share in np.cumsum([0.0, *WIDTHS]).tolist()]
    y, number, ends = top, 0, [top]
    sums = [0, 0, 0]
    while y < bottom - 3 * pen.leading:
        amounts = [rng.choice([0, 0, rng.randrange(1, 400) * 500, rng.randrange(1, 90) * 10_000]) for _ in range(3)]
        row = [str(number), rng.choice(_prose()[1]), *(f"{a:,}" if a else "-" for a in amounts), rng.choice(REMARKS)]
        y = _row(pen, HEADINGS if number == 0 else row, edges, y)
        sums = [s + a * (number > 0) for s, a in zip(sums, amounts, strict=True)]
        number += 1
        ends.append(y)
    y = _row(pen, ["", f"รวม {number - 1} โครงการ", *(f"{s:,}" for s in sums), ""], edges, y)
    for at in [*ends, y]:
        pen.draw.line((edges[0], at, edges[-1], at), fill=(30, 30, 30), width=4)
    for x in edges:
        pen.draw.line((x, top, x, y), fill=(30, 30, 30), width=4)
    return y


def _row(pen: _Pen, cells: Sequence[str], edges: Sequence[float], y: float) -> float:
    most = 1
    for at, text in enumerate(map(pen.numbers, cells)):
        room = edges[at + 1] - edges[at] - 40
        lines = wrapped(text, pen.face, pen.size, room) if at == 1 else [text]
        most = max(most, len(lines))
        for number, line in enumerate(line for line in lines if line):
            x = edges[at] + 20 if at in LEFT else edges[at + 1] - 20 - pen.length(line)
            pen.write(line, x, y + (number + 0.85) * pen.leading)
    return y + (most + 0.25) * pen.leading
