"""Typefaces for training and measuring the reader of digits: every face that a folder's font files make."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

WEIGHTS = range(300, 701)
"""Light to bold: plans are not printed in hairlines or in poster type."""

SUFFIXES = (".ttf", ".otf", ".woff")

NEEDED = "๐๔๙ก"

VARIANT = re.compile(r" (Light|Medium|SemiBold|UI)$")
"""What old names of families say of a style."""

PLAIN = 0.6
"""Share of lines in the plain style of a family; the others are bold, slanted, light."""


@dataclass(frozen=True)
class Face:
    """One style of a family; packages for the web split it into several files, each with other characters."""

    family: str
    style: str
    files: tuple[Path, ...]

    def has(self, text: str) -> bool:
        """Whether one of the files can draw the whole text."""
        return any(_characters(file).issuperset(text) for file in self.files)

    def font(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        """The file that can draw a text, at a size in pixels per em."""
        file = next((f for f in self.files if _characters(f).issuperset(text)), self.files[0])
        return _font(file, size)

    def letter_height(self) -> float:
        """The height of the letter ก as a share of the em: a Sarabun's is two thirds of other faces'."""
        return _letter_height(self)


@cache
def _letter_height(face: Face) -> float:
    _, top, _, bottom = face.font("ก", 200).getbbox("ก")
    return float(bottom - top) / 200


@cache
def _characters(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size)


def find_faces(folder: Path) -> list[Face]:
    """The faces of a folder, in weights that plans use, that have Thai letters and digits."""
    found: dict[tuple[str, str], list[Path]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES):
        with TTFont(file, lazy=True) as font:
            names = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            style = names.getDebugName(17) or names.getDebugName(2)
            if font["OS/2"].usWeightClass in WEIGHTS:
                variant = VARIANT.search(family)
                name = (VARIANT.sub("", family), variant[1] if variant else style)
                found.setdefault(name, []).append(file)
    faces = [Face(family, style, tuple(files)) for (family, style), files in found.items()]
    return [face for face in faces if face.has(NEEDED)]


def is_of(face: Face, families: Sequence[str]) -> bool:
    """Whether a face's family begins with one of the names."""
    return any(face.family.startswith(name) for name in families)


def pick(rng: random.Random, faces: Sequence[Face]) -> Face:
    """A face at random: each family is as likely as another, its plain style likelier than the rest."""
    family = rng.choice(sorted({face.family for face in faces}))
    styles = [face for face in faces if face.family == family]
    plain = [face for face in styles if face.style == "Regular"]
    return rng.choice(plain if plain and rng.random() < PLAIN else styles)
