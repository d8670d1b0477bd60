"""The numbers that bound and tune OCR, in one checked place."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """Limits and thresholds; all are positive."""

    render_dpi: int = 300
    """Dots per inch at which a page is drawn that is no single picture."""
    least_dpi: int = 225
    """Coarser pictures are enlarged to this: digits and commas that touch come apart between their pixels."""
    most_dpi: int = 300
    """Finer pictures are reduced to this: more gains nothing and costs time."""
    most_pixels: int = 40_000_000
    """Larger pictures are reduced to this: an A3 page at 400 dpi has 31 million."""
    most_source_pixels: int = 450_000_000
    """Pictures of more are refused: unpacked, this is 1.3 GB of colours. 20,000 pixels a side are 400 million."""
    most_skew: float = 5.0
    """Degrees; paper lies straighter than this in a feeder or on a glass."""
    least_skew: float = 0.05
    """Degrees; less than this moves no line by half its height."""
    palest_ink: int = 230
    """Grey (0..255) of a flattened picture from which on all is paper."""
    colour: int = 60
    """Difference of the channels (0..255) from which on ink is coloured."""
    stamp: float = 0.07
    """Share of a page's width beyond which a coloured patch is larger than letters: 15 mm of A4."""
    black: int = 110
    """Brightest channel (0..255) up to which ink is black."""
    stamped: float = 0.01
    """Share of black ink in a coloured patch from which on it is stamped over text."""
    shortest_rule: float = 0.22
    """Inches; letters' strokes are shorter."""
    widest_gap: float = 0.04
    """Inches of a rule that may be broken: 3 points. Two tables stand further apart."""
    thickest_rule: float = 0.05
    """Inches; thicker bars are drawings."""
    sure_digit: float = 0.9
    """Probability from which on a glyph is taken for a digit in running text."""
    upside_down: float = 0.6
    """Mean confidence of a page below which other directions are tried."""
    most_jobs: int = 16
    """Processes for the pages of one file."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) <= 0:
                raise ValueError(f"{setting.name} must be positive")


OCR = OcrSettings()
