"""The glyphs of a page: as columns for all glyphs, and as objects for single ones.

A page has thousands of glyphs, and most of them have correct codes and positions. Operations on all glyphs work on
columns. Only rows and pages that need repair are converted to objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.kinds import kinds_of


@dataclass(slots=True)
class Char:
    """One glyph. `x0`, `top`, `x1`, `bottom` is its ink box, `y` its baseline, all in points of the turned frame.

    `x` is the origin of a space and of a glyph that may be given twice (see `chars`), else the left side of the ink.
    `unsure`: the font has no Unicode value for it, and `char` is its code in the font. `lead` is the distance from the
    origin of a space to that of the next glyph; None if nothing follows. `index` counts the characters of the page in
    content order. `spaced`: pdfium sees a gap before it (spaces that are separate objects have no position there).
    `run` numbers the text object that draws it.
    """

    char: str
    x: float
    y: float
    x0: float
    top: float
    x1: float
    bottom: float
    font: int
    unsure: bool = False
    font_name: str = ""
    index: int = -1
    lead: float | None = None
    spaced: bool = False
    run: int = -1

    @property
    def width(self) -> float:
        """The width of the ink."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height of the ink."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The horizontal middle of the ink."""
        return (self.x0 + self.x1) / 2

    @property
    def middle_height(self) -> float:
        """The vertical middle of the ink."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Glyphs:
    """The glyphs of one writing direction in content order, with a column for each attribute of `Char`.

    `codes` are their code points, `kinds` the flags of these (see `kinds`). `lead` is NaN if nothing follows.
    `runs` are the numbers of their text objects, `font_names` the names of `fonts`.
    """

    codes: Integers
    kinds: Integers
    x: Numbers
    y: Numbers
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    fonts: Integers
    unsure: Flags
    indices: Integers
    lead: Numbers
    spaced: Flags
    runs: Integers
    font_names: dict[int, str]

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, places: Integers | Flags) -> Glyphs:
        """Some of the glyphs."""
        return Glyphs(
            self.codes[places],
            self.kinds[places],
            self.x[places],
            self.y[places],
            self.x0[places],
            self.top[places],
            self.x1[places],
            self.bottom[places],
            self.fonts[places],
            self.unsure[places],
            self.indices[places],
            self.lead[places],
            self.spaced[places],
            self.runs[places],
            self.font_names,
        )

    def chars(self, places: Integers | slice = slice(None)) -> list[Char]:
        """Some of the glyphs, or all of them, as objects."""
        fonts = self.fonts[places].tolist()
        return list(
            map(
                Char,
                map(chr, self.codes[places].tolist()),
                self.x[places].tolist(),
                self.y[places].tolist(),
                self.x0[places].tolist(),
                self.top[places].tolist(),
                self.x1[places].tolist(),
                self.bottom[places].tolist(),
                fonts,
                self.unsure[places].tolist(),
                map(self.font_names.get, fonts, repeat("")),
                self.indices[places].tolist(),
                _or_none(self.lead[places]),
                self.spaced[places].tolist(),
                self.runs[places].tolist(),
            )
        )

    def renamed(self, chars: Sequence[Char]) -> Glyphs:
        """The glyphs with the codes of `chars`, the same glyphs as objects, after these were named."""
        codes = np.array([ord(char.char) for char in chars], dtype=np.int64)
        unsure = np.array([char.unsure for char in chars], dtype=np.bool_)
        return replace(self, codes=codes, kinds=kinds_of(codes), unsure=unsure)


def _or_none(numbers: Numbers) -> list[float | None]:
    """Numbers with None for NaN."""
    found: list[float | None] = numbers.tolist()
    for at in np.flatnonzero(np.isnan(numbers)).tolist():
        found[at] = None
    return found


def glyphs_of(chars: Sequence[Char]) -> Glyphs:
    """Convert objects to columns."""

    def column(name: str, kind: type[Any]) -> npt.NDArray[Any]:
        return np.array([getattr(char, name) for char in chars], dtype=kind)

    codes = np.array([ord(char.char) for char in chars], dtype=np.int64)
    return Glyphs(
        codes,
        kinds_of(codes),
        x=column("x", np.float64),
        y=column("y", np.float64),
        x0=column("x0", np.float64),
        top=column("top", np.float64),
        x1=column("x1", np.float64),
        bottom=column("bottom", np.float64),
        fonts=column("font", np.int64),
        unsure=column("unsure", np.bool_),
        indices=column("index", np.int64),
        lead=column("lead", np.float64),
        spaced=column("spaced", np.bool_),
        runs=column("run", np.int64),
        font_names={char.font: char.font_name for char in chars},
    )
