"""The user's options of a review."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """What a review contains.

    `pictures`: whether the pages of PDF files and images are drawn. `redact`: whether names of persons are blackened,
    in pictures and texts. `only_doubtful`: only plans with a warning or an error, and only the pages of their findings.
    `sample`: the number of projects drawn for an estimate of quality, None for no sample; `seed` selects the draw.
    `dpi` is the resolution of the pictures, and `ocr_cache` the folder of OCR results, which `redact` needs for scans.
    `against` is the folder of an earlier dataset, for the page of changes.
    """

    pictures: bool = True
    redact: bool = False
    only_doubtful: bool = False
    sample: int | None = None
    seed: int = 0
    dpi: int = 100
    ocr_cache: Path | None = None
    against: Path | None = None


DEFAULT_REVIEW = ReviewOptions()
