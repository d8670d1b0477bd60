"""Text, numbers and time of simulated scans: phaen against bare Tesseract on the same pages.

    python -m benchmarks.scan_quality --fonts DIR [--half tuned|reported] [--only WORDS] [--seed N] [--bare tha]

Each condition of a half is a page of its own, written as a PDF of one picture. Bare Tesseract gets the picture itself
and the resolution that the file claims, one thread, whole page; phaen reads the PDF. Both are compared with the text
that was printed:

- errors: the edit distance of each printed line to the part of the text that is most like it, spaces left out, plus
  the letters that belong to no line, as a share of all letters
- numbers: the share of printed numbers that the text holds, as often as they were printed
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.digit_faces import Face
from benchmarks.measure import print_table
from benchmarks.scan_conditions import HALVES, Condition, aged, faces_of
from benchmarks.scan_simulator import Scanned, write_pdf

NUMBER = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*")


@dataclass(frozen=True, slots=True)
class Score:
    """Wrong and printed letters, right and printed numbers, processor seconds."""

    wrong: int
    letters: int
    right: int
    numbers: int
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        pairs = zip(_values(self), _values(other), strict=True)
        wrong, letters, right, numbers, seconds = (a + b for a, b in pairs)
        return Score(int(wrong), int(letters), int(right), int(numbers), seconds)


def _values(score: Score) -> tuple[float, ...]:
    return score.wrong, score.letters, score.right, score.numbers, score.seconds


def compare(text: str, lines: Sequence[str], seconds: float = 0.0) -> Score:
    """How much of the printed lines a text holds, in any order of the lines."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    found = re.sub(r"\s", "", text)
    wrong = used = letters = 0
    for line in lines:
        printed = re.sub(r"\s", "", line)
        letters += len(printed)
        if not found:
            wrong += len(printed)
            continue
        best = fuzz.partial_ratio_alignment(printed, found) if len(printed) <= len(found) else None
        part = found[best.dest_start : best.dest_end] if best else found
        wrong += min(Levenshtein.distance(printed, part), len(printed))
        used += len(part)
    there, here = Counter(NUMBER.findall(text)), Counter(n for line in lines for n in NUMBER.findall(line))
    return Score(wrong + max(0, len(found) - used), letters, (there & here).total(), here.total(), seconds)


def timed(read: Callable[[], str]) -> tuple[str, float]:
    """What a function returns, and its processor seconds."""
    start = time.process_time()
    text = read()
    return text, time.process_time() - start


def bare_reader(language: str) -> Callable[[Scanned], str]:
    """Tesseract alone on the picture of a page."""
    import tesserocr
    from PIL import Image

    from extract.read.ocr.tessdata import find_tessdata

    api: Any = tesserocr.PyTessBaseAPI(path=str(find_tessdata()), lang=language, psm=tesserocr.PSM.AUTO)

    def read(page: Scanned) -> str:
        api.SetImage(Image.fromarray(page.picture))
        api.SetSourceResolution(page.dpi)
        return str(api.GetUTF8Text())

    return read


def phaen_text(path: Path) -> str:
    """The text of a file as `phaen text` prints it, without the gaps."""
    from extract.read.options import ReadOptions
    from extract.read.printed_text import text_pages

    return "\n".join(line.text for page in text_pages(path, ReadOptions()) for line in page.lines)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page of a condition, drawn once and kept in files beside `path` with what was read."""

    condition: Condition
    face: Face
    seed: int
    path: Path

    def lines(self) -> list[str]:
        """The printed lines, written with the page."""
        if not self.path.exists():
            page, lines = aged(self.condition, self.face, self.seed)
            write_pdf(self.path, [page])
            self.path.with_suffix(".truth.txt").write_text("\n".join(lines))
        return self.path.with_suffix(".truth.txt").read_text().splitlines()


def bare_score(drawn: Drawn, read: Callable[[Scanned], str]) -> Score:
    """What bare Tesseract reads, once for a kept page."""
    kept = drawn.path.with_suffix(".bare.txt")
    if not kept.exists():
        page, _ = aged(drawn.condition, drawn.face, drawn.seed)
        text, seconds = timed(lambda: read(page))
        kept.write_text(f"{seconds}\n{text}")
    spent, _, text = kept.read_text().partition("\n")
    return compare(text, drawn.lines(), float(spent))


def phaen_score(drawn: Drawn) -> Score:
    """What phaen reads."""
    lines = drawn.lines()
    text, seconds = timed(lambda: phaen_text(drawn.path))
    drawn.path.with_suffix(".phaen.txt").write_text(text)
    return compare(text, lines, seconds)


def main() -> None:
    for threads in ("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):  # as phaen's workers have it
        os.environ.setdefault(threads, "1")
    import cv2

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", type=Path, required=True, help="folder with the fonts of benchmarks.digits")
    parser.add_argument("--half", choices=sorted(HALVES), default="tuned")
    parser.add_argument("--only", default="", help="conditions that contain one of these words, separated by commas")
    parser.add_argument("--seed", type=int, default=1, help="of the pages")
    parser.add_argument("--bare", default="tha", help="languages of bare Tesseract; empty: only phaen")
    parser.add_argument("--keep", type=Path, help="folder for the pages and what was read")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    faces = faces_of(args.half, args.fonts)
    rows, sums = [], [Score(0, 0, 0, 0), Score(0, 0, 0, 0)]
    wanted = args.only.split(",")
    bare = bare_reader(args.bare) if args.bare else None
    with tempfile.TemporaryDirectory() as folder:
        keep = args.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for number, (name, condition) in enumerate(HALVES[args.half].items()):
            if not any(word in name for word in wanted):
                continue
            path = keep / f"{name.replace(' ', '_')}.pdf"
            drawn = Drawn(condition, faces[number % len(faces)], args.seed * 1000 + number, path)
            scores = [bare_score(drawn, bare)] if bare else []
            scores.append(phaen_score(drawn))
            sums = [a + b for a, b in zip(sums, scores, strict=False)]
            rows.append(_row(name, scores))
            print("\t".join(rows[-1]), flush=True)
    rows.append(_row("all", sums[: len(scores)]))
    readers = ["bare", "phaen"] if bare else ["phaen"]
    heads = [f"{reader}: {what}" for reader in readers for what in ("errors", "numbers", "s")]
    print_table(f"scans, {args.half} half", ["condition", *heads], rows)


def _row(name: str, scores: Sequence[Score]) -> list[str]:
    row = [name]
    for score in scores:
        errors = f"{100 * score.wrong / max(score.letters, 1):.1f} %"
        row += [errors, f"{score.right}/{score.numbers}", f"{score.seconds:.2f}"]
    return row


if __name__ == "__main__":
    main()
