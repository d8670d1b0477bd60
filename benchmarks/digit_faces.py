"""Typefaces for training and measuring the digit reader: all faces in the font files of a folder."""

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
"""Weights from light to bold. Plans are not printed in thinner or heavier ones."""

SUFFIXES = (".ttf", ".otf", ".woff")

NEEDED = "๐๔๙ก"

VARIANT = re.compile(r" (Light|Medium|SemiBold|UI)$")
"""Style words in old family names."""

PLAIN = 0.6
"""Share of lines in the regular style of a family. The others are bold, slanted, light."""


@dataclass(frozen=True)
class Face:
    """One style of a family. Web packages split it into several files with different characters."""

    family: str
    style: str
    files: tuple[Path, ...]

    def has(self, text: str) -> bool:
        """Whether one of the files can draw the whole text."""
        return any(_characters(file).issuperset(text) for file in self.files)

    def font(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        """A font from a file that can draw the text, at a size in pixels per em."""
        file = next((f for f in self.files if _characters(f).issuperset(text)), self.files[0])
        return _font(file, size)

    def letter_height(self) -> float:
        """The height of the letter ก as a share of the em. In Sarabun fonts it is two thirds of that in others."""
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
    """The faces of a folder with Thai letters and digits, in weights used in plans."""
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
    """Whether the family name of a face begins with one of the names."""
    return any(face.family.startswith(name) for name in families)


def pick(rng: random.Random, faces: Sequence[Face]) -> Face:
    """A random face. All families are equally likely, and the regular style is more likely than others."""
    family = rng.choice(sorted({face.family for face in faces}))
    styles = [face for face in faces if face.family == family]
    plain = [face for face in styles if face.style == "Regular"]
    return rng.choice(plain if plain and rng.random() < PLAIN else styles)
