"""Trains the reader of Thai and Arabic digits from fonts, and measures it on excluded families.

    python -m benchmarks.digits --fonts DIR             accuracy on families excluded from the training
    python -m benchmarks.digits --fonts DIR --write     trains on all families and writes the model

docs/benchmarks.md lists the fonts.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.digit_faces import Face, find_faces, is_of
from benchmarks.digit_lines import ANY_SCAN, Damage, samples
from benchmarks.digit_training import train
from benchmarks.measure import print_table
from extract.read.ocr.digit_reader import CLASSES, DIGITS, MODEL, OTHER
from extract.read.ocr.network import probabilities

LEFT_OUT = "Sarabun,TH Sarabun,Laksaman,Loma,Noto Serif Thai"
"""The measured families: the one used in most plans with related ones, one without serifs, one with serifs."""

CHUNK = 1500
"""Number of lines drawn by a process at a time. The result does not depend on the number of processes."""

LIMITS = (0.8, 0.9, 0.98)


def drawn(
    faces: Sequence[Face], lines: int, seed: int, jobs: int, damage: Damage = ANY_SCAN, parts: bool = True
) -> tuple[Any, Any]:
    """The features of the glyphs of some lines, and their classes."""
    seeds = [seed * 1000 + chunk for chunk in range(max(1, lines // CHUNK))]
    with ProcessPoolExecutor(jobs) as pool:
        found = [pool.submit(samples, faces, min(lines, CHUNK), chunk_seed, damage, parts) for chunk_seed in seeds]
        parts_found = [future.result() for future in found]
    return np.concatenate([x for x, _ in parts_found]), np.concatenate([y for _, y in parts_found])


GREY = Damage((), 2.0, (0.5, 1.0), 10.0, 0.4, (60, 61), copied=0, bilevel=0, faxed=0)
"""A bad scan: skewed by up to two degrees, blurred, with specks, pale, and strongly compressed."""

CONDITIONS = {
    "150 dpi": replace(GREY, dpi=(150,)),
    "200 dpi": replace(GREY, dpi=(200,)),
    "heavy copy": replace(GREY, dpi=(200,), copied=1, weight=(0.4, 1.0)),
    "thin copy": replace(GREY, dpi=(200,), copied=1, weight=(-1.0, -0.4)),
    "bilevel": replace(GREY, dpi=(150, 200), bilevel=1),
    "fax": replace(GREY, dpi=(200,), faxed=1),
}


def measured(found: Any, y: Any) -> list[str]:
    """For each limit, the share of digits that reach it and the share of errors among these; letters read as digits."""
    best, sure = found.argmax(1), found.max(1)
    digits = y < DIGITS
    cells = [f"{digits.sum():,}", f"{np.mean(best[digits] == y[digits]):.4f}"]
    for limit in LIMITS:
        told = digits & (sure >= limit)
        cells.append(f"{told.sum() / digits.sum():.3f} / {np.mean(best[told] != y[told]):.4f}")
    falsely = (y >= DIGITS) & (best < DIGITS) & (sure >= 0.9)
    return [*cells, f"{falsely.sum() / (~digits).sum():.4f}"]


def confused(found: Any, y: Any) -> list[tuple[str, int]]:
    """The most frequent errors of high confidence that involve a digit."""
    best, sure = found.argmax(1), found.max(1)
    wrong = (best != y) & (sure >= 0.9) & ((y < DIGITS) | (best < DIGITS))
    names = [name or "letter" for name in CLASSES]
    pairs = zip(y[wrong].tolist(), best[wrong].tolist(), strict=True)
    return Counter(f"{names[a]} as {names[b]}" for a, b in pairs).most_common(12)


def report(layers: dict[str, Any], faces: Sequence[Face], jobs: int) -> None:
    """Print a row for each family and condition, for upright styles and whole glyphs."""
    rows, all_found, all_y = [], [], []
    for family in sorted({face.family for face in faces}):
        upright = [f for f in faces if f.family == family and "talic" not in f.style and "blique" not in f.style]
        for name, damage in CONDITIONS.items():
            x, y = drawn(upright, CHUNK // 4, 7, jobs, damage, parts=False)
            found = probabilities(layers, x.astype(np.float32))
            rows.append([family, name, *measured(found, y)])
            all_found.append(found)
            all_y.append(y)
    found, y = np.concatenate(all_found), np.concatenate(all_y)
    rows.append(["all", "", *measured(found, y)])
    limits = [f"sure {limit}: share / wrong" for limit in LIMITS]
    print_table(
        "Digits", ["family", "condition", "digits", "right", *limits, f"not digits, read as one with {0.9}"], rows
    )
    print(confused(found, y), f"{np.mean(y == OTHER):.2f} of the glyphs are letters")


def write(layers: dict[str, Any]) -> None:
    halves: dict[str, Any] = {name: layer.astype(np.float16) for name, layer in layers.items()}
    np.savez_compressed(MODEL, **halves)
    print(MODEL, MODEL.stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", type=Path, required=True, help="folder with font files, .ttf, .otf and .woff")
    parser.add_argument("--lines", type=int, default=46000)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--maps", type=int, nargs=2, default=(16, 48), help="maps of the two layers of convolutions")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--without", default=LEFT_OUT, help="beginnings of the families' names that are left out")
    parser.add_argument("--write", action="store_true", help="train on all families and write the model")
    args = parser.parse_args()
    faces = find_faces(args.fonts)
    left_out = [face for face in faces if is_of(face, args.without.split(","))]
    kept = faces if args.write else [face for face in faces if face not in left_out]
    x, y = drawn(kept, args.lines, 1, args.jobs)
    print(f"{len(x):,} glyphs of {len({face.family for face in kept})} families")
    layers = train(x, y, 1, tuple(args.maps), args.hidden, args.epochs)
    if args.write:
        write(layers)
    report(layers, left_out, args.jobs)


if __name__ == "__main__":
    main()
