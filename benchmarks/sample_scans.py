"""Scans of the sample documents: printed pages, aged by `scan_simulator` in the conditions of `scan_conditions`.

    python -m benchmarks.sample_scans OUT --half tuned [--only coarse,bleed]

Writes `OUT/STEM.CONDITION.pdf`. The truth of each is `samples/truth/STEM.json`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.scan_conditions import HALVES
from benchmarks.scan_simulator import PRINT_DPI, Scanned, scan, write_pdf

if TYPE_CHECKING:
    from benchmarks.scan_simulator import Ageing
    from extract.read.ocr.image_arrays import Array

SAMPLES = Path(__file__).parent.parent / "samples"

PRINTED = ("3_khet_suan_mali.web.pdf", "4_tambon_khlong_dok_kaeo.pdf", "5_changwat_uthai_thani.pdf")
"""Samples with an intact text layer, upright: by a browser, by two writers of PDF."""

CONDITIONS = {"tuned": ("coarse", "bleed", "bilevel"), "reported": ("clean", "coarse", "bleed")}
"""Faults that leave most of a page readable: what is not read has no confidence."""


def stem_of(source: str) -> str:
    """The sample that a document shows, by the name of its file."""
    return Path(source).name.split(".")[0]


def pages(path: Path) -> Iterator[Array]:
    """The pages of a PDF as pictures in colour at PRINT_DPI."""
    import numpy as np
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield np.array(page.render(scale=PRINT_DPI / 72).to_pil().convert("RGB"))


def write_scan(sample: str, ageing: Ageing, path: Path, seed: int) -> None:
    """The pages of a sample as a scanner gives them."""
    scanned: list[Scanned] = []
    for number, page in enumerate(pages(SAMPLES / "documents" / sample)):
        scanned.append(scan(page, ageing, seed * 1000 + number))
    write_pdf(path, scanned)


def main() -> None:
    """Write the scans that are not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", choices=sorted(HALVES), default="tuned")
    parser.add_argument("--only", default="", help="conditions, separated by commas; default: some of each half")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    names = given.only.split(",") if given.only else CONDITIONS[given.half]
    for sample in PRINTED:
        for seed, name in enumerate(names):
            path = given.out / f"{stem_of(sample)}.{name.replace(' ', '_')}.pdf"
            if not path.exists():
                write_scan(sample, HALVES[given.half][name].ageing, path, seed)
                print(path)


if __name__ == "__main__":
    main()
