"""Compares the text layer of PDF pages with OCR of the drawn page: `python -m tests.drawn.ocr_oracle PATH...`.

Both should have the same lines at the same places. A line of the text layer that OCR reads otherwise may be covered,
hidden or damaged; a line that only OCR reads may be a picture or text that was left out wrongly. OCR itself misreads
letters, so lines are compared loosely. Pages with a finding (low quality) are not reported. Takes some seconds a page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import partial_ratio

from extract.model.document import Box
from extract.read.options import OcrMode, ReadOptions
from extract.read.printed_text import TextPage, text_pages
from tests.drawn.drawn_compare import TOLD, TRUSTED

ALIKE = 60.0
"""Minimum likeness (0..100) of two readings of one place."""

FEWEST = 6
"""Minimum number of letters of a line that is compared. OCR misreads short ones."""

SIDE = 0.5
"""Minimum overlap of two lines, as a share of the height of the lower one."""


@dataclass(frozen=True)
class Doubt:
    """A line that only one of the two readings has, or that they read otherwise."""

    page: int
    reader: str
    text: str
    other: str


def doubts(layer: TextPage, drawn: TextPage) -> Iterator[Doubt]:
    """The lines of a page that differ; none if the page is told to be doubtful."""
    if layer.quality < TRUSTED or TOLD & set(layer.repairs):
        return
    for reader, own, other in (("layer", layer, drawn), ("ocr", drawn, layer)):
        for line in own.lines:
            text = _letters(line.text)
            boxes = [cell.box for cell in line.cells if cell.box]
            beside = _letters("".join(_beside(boxes, other)))
            if len(text) >= FEWEST and partial_ratio(text, beside) < ALIKE:
                yield Doubt(layer.number, reader, line.text, beside)


def _beside(boxes: Sequence[Box], other: TextPage) -> Iterator[str]:
    """The texts of another reading at the height of some boxes."""
    for line in other.lines:
        for cell in line.cells:
            if cell.box and any(_overlaps(cell.box, box) for box in boxes):
                yield cell.text


def _overlaps(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > SIDE * min(a.bottom - a.top, b.bottom - b.top)


def _letters(text: str) -> str:
    return "".join(text.split())


def oracle(path: Path, pages: tuple[tuple[int, int], ...]) -> Iterator[Doubt]:
    """The doubtful lines of a PDF."""
    layers = text_pages(path, ReadOptions(OcrMode.NEVER, pages=pages))
    drawn = text_pages(path, ReadOptions(OcrMode.ALWAYS, pages=pages))
    for layer, found in zip(layers, drawn, strict=True):
        yield from doubts(layer, found)


def main() -> int:
    """Prints the doubtful lines; 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every nth page of each file")
    parser.add_argument("--most", type=int, default=10_000, help="no page behind this one")
    arguments = parser.parse_args()
    pages = tuple((at, at) for at in range(1, arguments.most + 1, arguments.every))
    files = [p for path in arguments.paths for p in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    count = 0
    for file in files:
        for doubt in oracle(file, pages):
            count += 1
            print(
                f"{file.name} page {doubt.page}: only {doubt.reader}: {doubt.text!r}; the other: {doubt.other[:60]!r}"
            )
    print(f"doubtful lines: {count} in {len(files)} files")
    return count > 0


if __name__ == "__main__":
    sys.exit(main())
