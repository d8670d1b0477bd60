"""Limits and thresholds of OCR, validated in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """Limits and thresholds. All are positive."""

    render_dpi: int = 300
    """Dots per inch at which a page is rendered that is not a single image."""
    least_dpi: int = 225
    """Coarser images are enlarged to this, which separates touching digits and commas."""
    most_dpi: int = 300
    """Finer images are reduced to this: more has no benefit and takes time."""
    most_pixels: int = 40_000_000
    """Larger images are reduced to this number of pixels. An A3 page at 400 dpi has 31 million."""
    most_source_pixels: int = 450_000_000
    """Images with more pixels are rejected: unpacked, this is 1.3 GB in colour. 20,000 by 20,000 are 400 million."""
    most_skew: float = 5.0
    """Maximum skew in degrees. Paper in a feeder or on a scanner glass has less."""
    least_skew: float = 0.05
    """Minimum skew in degrees that is corrected. Less moves no line by half its height."""
    palest_ink: int = 230
    """Minimum grey (0..255) of paper in a flattened image."""
    colour: int = 60
    """Minimum difference of the channels (0..255) of coloured ink."""
    stamp: float = 0.07
    """Share of the page width above which a coloured patch is larger than letters: 15 mm of A4."""
    black: int = 110
    """Maximum value of the brightest channel (0..255) of black ink."""
    dark: int = 160
    """The same of ink without colour: thin print is grey in coarse pictures."""
    stamped: float = 0.01
    """Minimum share of black ink in a coloured patch that is stamped over text."""
    shortest_rule: float = 0.22
    """Minimum length of a rule in inches. Strokes of letters are shorter."""
    widest_gap: float = 0.04
    """Maximum gap in a broken rule in inches: 3 points. Tables are further apart."""
    thickest_rule: float = 0.05
    """Maximum thickness of a rule in inches. Thicker bars are drawings."""
    sure_digit: float = 0.9
    """Minimum probability for a glyph to be read as a digit in running text."""
    upside_down: float = 0.6
    """Minimum mean confidence of a page. Below it, other directions are tried."""
    most_jobs: int = 16
    """Maximum number of processes for the pages of one file."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) <= 0:
                raise ValueError(f"{setting.name} must be positive")


OCR = OcrSettings()
