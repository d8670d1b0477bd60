"""The reader of Thai and Arabic digits: trains it from fonts on this machine, and measures it on families left out.

    python -m benchmarks.digits --fonts /usr/share/fonts/truetype/tlwg            accuracy on families left out
    python -m benchmarks.digits --fonts /usr/share/fonts/truetype/tlwg --write    trains on all and writes the model

Lines of made-up digits, letters and signs are drawn, blurred, speckled and packed as scans are, and cut into glyphs by
the reader's own code; a glyph that is one character has its class, one that is several or a letter is "other".
"""

from __future__ import annotations

import argparse
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.read.ocr.digits import CLASSES, MODEL, OTHER
from extract.read.ocr.glyphs import Glyph, describe, find_ink, glyph_rows

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
CONSONANTS = [chr(c) for c in range(0x0E01, 0x0E2F)]
VOWELS = ["ะ", "า", "เ", "แ", "โ", "ใ", "ไ", "ๆ", "ฯ", "ำ"]
MARKS = ["", "", "", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "่", "้", "์", "็", "ี่", "ั้", "ึ่", "ู้"]
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PUNCT = ",.-()/"


def amount(rng: random.Random, digits: str) -> list[str]:
    value = rng.randrange(10 ** rng.randrange(1, 9))
    text = f"{value:,}" if rng.random() < 0.8 else str(value)
    return [digits[int(c)] if c.isdigit() else c for c in text]


def letters(rng: random.Random) -> list[str]:
    kind = rng.random()
    if kind < 0.2:
        return list("".join(rng.choice(LATIN) for _ in range(rng.randrange(1, 6))))
    return [
        rng.choice(VOWELS) if rng.random() < 0.35 else rng.choice(CONSONANTS) + rng.choice(MARKS)
        for _ in range(rng.randrange(1, 8))
    ]


def clusters(rng: random.Random) -> list[str]:
    """A line of one to five words: amounts, codes, lone dashes, Thai and Latin letters."""
    digits = rng.choice([THAI, THAI, ARABIC])
    line: list[str] = []
    for _ in range(rng.randrange(1, 6)):
        kind = rng.random()
        if kind < 0.45:
            line += amount(rng, digits)
        elif kind < 0.6:
            line += [rng.choice(digits), rng.choice(".)/-"), rng.choice(digits), rng.choice([")", ".", "-", "("])]
        elif kind < 0.66:
            line += ["-"]
        else:
            line += letters(rng)
        line += [" "] * rng.randrange(3)
    return line


def draw(rng: random.Random, font: ImageFont.FreeTypeFont, size: int, line: list[str]) -> tuple[Any, list[Any]]:
    """The line as a grey picture, and each cluster's text with its stretch across."""
    space = rng.choice([rng.uniform(0, 0.06), rng.uniform(-0.07, 0)]) * size  # bold text often touches
    x, places = size * 1.0, []
    width = int(sum(font.getlength(c) + space for c in line) + size * 2)
    picture = Image.new("L", (width, size * 3), 255)
    pen = ImageDraw.Draw(picture)
    for text in line:
        if text != " ":
            pen.text((x, size * 0.8), text, fill=rng.randrange(0, 90), font=font)
            box = pen.textbbox((x, size * 0.8), text, font=font)
            places.append((text, box[0], box[2]))
        x += font.getlength(text) + (space if text != " " else 0)
    return np.asarray(picture), places


def spoil(rng: random.Random, nrng: np.random.Generator, grey: Any) -> tuple[Any, float]:
    """The picture as a scanner gives it: turned a little, smaller, blurred, noisy, packed; and how much smaller."""
    scale = rng.uniform(0.36, 1.0)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-0.25, 0.25), 1)
    grey = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    work = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 0.9)).astype(np.float32)
    pale = rng.uniform(0, 0.45)
    work = work * (1 - pale) + 255 * pale + nrng.normal(0, rng.uniform(0, 12), work.shape)
    work = np.clip(work, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", work, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(40, 95)])
    grey = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    # the reader makes paper white and ink dark before it looks at glyphs
    low, high = np.percentile(grey, 1), np.percentile(grey, 80)
    return np.clip((grey.astype(np.float32) - low) * 255 / max(high - low, 1), 0, 255).astype(np.uint8), scale


def label(places: list[Any], scale: float, x0: int, x1: int) -> int | None:
    """The class of the ink between x0 and x1; None where it is only a part of a character."""
    inside = [
        text for text, a, b in places if min(b * scale, x1) - max(a * scale, x0) > 0.35 * min((b - a) * scale, x1 - x0)
    ]
    if not inside:
        return None
    if len(inside) > 1:
        return OTHER
    text, a, b = next(p for p in places if p[0] == inside[0] and p[1] * scale < x1 and p[2] * scale > x0)
    if (x1 - x0) < 0.6 * (b - a) * scale - 1:
        return OTHER if text not in CLASSES else None
    return CLASSES.index(text) if text in CLASSES else OTHER


def cut(rng: random.Random, places: list[Any], scale: float, glyph: Glyph, grey: Any, limit: float) -> list[Any]:
    """Parts of touching characters, each cut off where the next one begins; and one cut at the wrong place."""
    inside = [p for p in places if p[1] * scale < glyph.x1 - 1 and p[2] * scale > glyph.x0 + 1]
    found = []
    if len(inside) > 1:
        edges = [(a[2] + b[1]) / 2 * scale for a, b in pairwise(inside)]
        bounds = [glyph.x0, *(round(e) + rng.choice([-1, 0, 0, 1]) for e in edges), glyph.x1]
        for (text, _, _), x0, x1 in zip(inside, bounds, bounds[1:], strict=False):
            found.append((x0, x1, CLASSES.index(text) if text in CLASSES else OTHER))
    elif glyph.width > 8 and rng.random() < 0.25:
        x = rng.randrange(glyph.x0 + glyph.width // 4, glyph.x1 - glyph.width // 4)
        found += [(glyph.x0, x, OTHER), (x, glyph.x1, OTHER)]
    return [(g, y) for x0, x1, y in found if (g := trimmed(grey, glyph, x0, x1, limit)) is not None]


def trimmed(grey: Any, whole: Glyph, x0: int, x1: int, limit: float) -> Glyph | None:
    rows = np.flatnonzero(grey[whole.top : whole.bottom, x0:x1].min(axis=1, initial=255) < limit)
    return Glyph(x0, whole.top + int(rows[0]), x1, whole.top + int(rows[-1]) + 1) if len(rows) and x1 - x0 > 1 else None


def samples(fonts: list[Path], lines: int, seed: int) -> tuple[Any, Any]:
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    xs, ys = [], []
    for _ in range(lines):
        size = rng.randrange(40, 64)
        font = ImageFont.truetype(str(rng.choice(fonts)), size)
        picture, places = draw(rng, font, size, clusters(rng))
        grey, scale = spoil(rng, nrng, picture)
        limit = rng.uniform(0.85, 1.1) * cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[0]
        ink = (grey < limit).astype(np.uint8)
        for row in glyph_rows(find_ink(ink)[1]):
            found = [(g, label(places, scale, g.x0, g.x1)) for g in row.glyphs]
            kept = [(g, y) for g, y in found if y is not None]
            for glyph in row.glyphs:
                kept += cut(rng, places, scale, glyph, grey, limit)
            if kept:
                xs.append(describe(grey, row, [g for g, _ in kept]))
                ys += [y for _, y in kept]
    return np.concatenate(xs).astype(np.float16), np.array(ys)


def train(x: Any, y: Any, seed: int, hidden: int, epochs: int) -> dict[str, Any]:
    """A network of two hidden layers, trained by Adam with cross entropy."""
    rng = np.random.default_rng(seed)
    sizes = [x.shape[1], hidden, hidden // 2, len(CLASSES)]
    p = {}
    for i, (a, b) in enumerate(pairwise(sizes)):
        p[f"w{i}"] = (rng.normal(0, (2 / a) ** 0.5, (a, b))).astype(np.float32)
        p[f"b{i}"] = np.zeros(b, np.float32)
    m = {k: np.zeros_like(v) for k, v in p.items()}
    v = {k: np.zeros_like(w) for k, w in p.items()}
    step, batch = 0, 256
    total = epochs * (len(x) // batch)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x) - batch + 1, batch):
            index = order[start : start + batch]
            xb, yb = x[index].astype(np.float32), y[index]
            keep1 = (rng.random((batch, sizes[1])) > 0.2) / np.float32(0.8)
            a1 = np.maximum(xb @ p["w0"] + p["b0"], 0) * keep1
            a2 = np.maximum(a1 @ p["w1"] + p["b1"], 0)
            z = a2 @ p["w2"] + p["b2"]
            e = np.exp(z - z.max(1, keepdims=True))
            g = e / e.sum(1, keepdims=True)
            g[np.arange(batch), yb] -= 1
            g /= batch
            grads = {"w2": a2.T @ g, "b2": g.sum(0)}
            g = (g @ p["w2"].T) * (a2 > 0)
            grads |= {"w1": a1.T @ g, "b1": g.sum(0)}
            g = (g @ p["w1"].T) * keep1 * (a1 > 0)
            grads |= {"w0": xb.T @ g, "b0": g.sum(0)}
            step += 1
            rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / total))
            for k in p:
                m[k] = 0.9 * m[k] + 0.1 * grads[k]
                v[k] = 0.999 * v[k] + 0.001 * grads[k] ** 2
                p[k] -= (rate * (m[k] / (1 - 0.9**step)) / (np.sqrt(v[k] / (1 - 0.999**step)) + 1e-8)).astype(
                    np.float32
                )
    return p


def predict(p: dict[str, Any], x: Any) -> Any:
    from extract.read.ocr.digits import probabilities

    return probabilities(p, x.astype(np.float32))


def report(p: dict[str, Any], x: Any, y: Any) -> None:
    found = predict(p, x)
    best, sure = found.argmax(1), found.max(1)
    digits = y < 20
    print(f"  all {np.mean(best == y):.4f}  digits {np.mean(best[digits] == y[digits]):.4f}  {len(y)} glyphs")
    wrong = digits & (best != y)
    for limit in (0.8, 0.9, 0.95, 0.99):
        told = digits & (sure >= limit)
        print(f"  sure {limit}: share {told.sum() / digits.sum():.4f}, wrong {np.mean(best[told] != y[told]):.5f}")
    falsely = (y == OTHER) & (best < 20) & (sure > 0.95)
    print(f"  letters taken for digits with 0.95: {falsely.sum() / (y == OTHER).sum():.5f}")
    pairs: dict[str, int] = {}
    for a, b in zip(y[wrong], best[wrong], strict=True):
        pairs[f"{CLASSES[a]}>{CLASSES[b]}"] = pairs.get(f"{CLASSES[a]}>{CLASSES[b]}", 0) + 1
    print("  ", sorted(pairs.items(), key=lambda kv: -kv[1])[:12])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=30000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hidden", type=int, default=160)
    parser.add_argument("--without", default="Kinnari,Loma", help="families that are left out and measured")
    parser.add_argument("--write", action="store_true", help="train on all families and write the model")
    args = parser.parse_args()
    fonts = sorted(args.fonts.glob("*.ttf"))
    left_out = [f for f in fonts if f.stem.split("-")[0] in args.without.split(",")]
    kept = fonts if args.write else [f for f in fonts if f not in left_out]
    x, y = samples(kept, args.lines, 1)
    print(len(x), "glyphs")
    p = train(x, y, 1, args.hidden, args.epochs)
    xt, yt = samples(left_out, 2000, 2)
    report(p, xt, yt)
    if args.write:
        layers: dict[str, Any] = {k: v.astype(np.float16) for k, v in p.items()}
        np.savez_compressed(MODEL, **layers)
        print(MODEL, MODEL.stat().st_size)


if __name__ == "__main__":
    main()
