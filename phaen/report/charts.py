"""Charts as SVG: bars, columns, parts of a whole, pairs, and the provinces as tiles.

A chart is a text of SVG without scripts, styles or links, so that it may stand in any page; in a notebook, it is shown
as a picture. Labels are texts, or have a text in each language.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from phaen.report.markup import Markup, both, element, inside, shown
from schemas.bilingual import Bilingual

Label = str | Bilingual

INK, SOFT, RULE = "#1b2733", "#4d5b69", "#d4dbe2"
MAIN, PALE, DOUBT, GOOD, BAD = "#0b5394", "#8fb8de", "#c27a00", "#1c6b3a", "#a61b1b"

_WIDTH = 680
_FONTS = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Tahoma, 'Segoe UI', sans-serif"
_LABEL_CHARS = 84
"""Letters of a label that fit above a bar; Thai marks above and below take no place."""
_LEAST_BESIDE, _LETTER = 150, 8.4
"""The least room beside bars, and the width of a letter in the widest of the fonts."""


class Chart(Markup):
    """SVG, which notebooks show as a picture."""

    __slots__ = ()

    def only(self, lang: str) -> Chart:
        """The chart in one language, en or th: outside of the page of the report, nothing hides the other."""
        other = {"en": "th", "th": "en"}[lang]
        return Chart(re.sub(rf'<(text|title) lang="{other}"[^>]*>[^<]*</\1>', "", self))

    def _repr_svg_(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a length, with what is written beside it."""

    label: Label
    value: float
    written: Label


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, in its colour."""

    label: Label
    value: float
    colour: str


def bars(rows: Sequence[Bar], *, whole: float | None = None, colour: str = MAIN) -> Chart:
    """Horizontal bars, each below its label. They are as long as their share of `whole`, by default of the longest."""
    longest = whole or max((row.value for row in rows), default=0) or 1
    step, room = 44, _WIDTH - _room_beside([row.written for row in rows])
    drawn = []
    for number, row in enumerate(rows):
        top = number * step
        length = max(room * row.value / longest, 1 if row.value else 0)
        drawn += [
            _text(0, top + 14, row.label),
            _rect(0, top + 20, room, 14, "#eef1f4"),
            _rect(0, top + 20, length, 14, colour),
            _text(room + 8, top + 32, row.written, fill=SOFT),
        ]
    return _svg(len(rows) * step, *drawn)


def pairs(rows: Sequence[tuple[Label, Bar, Bar]]) -> Chart:
    """Two bars below each label, to compare: what was planned, and what became of it."""
    longest = max((bar.value for _, *two in rows for bar in two), default=0) or 1
    step, room = 62, _WIDTH - _room_beside([bar.written for _, *two in rows for bar in two])
    drawn = []
    for number, (label, *two) in enumerate(rows):
        top = number * step
        drawn.append(_text(0, top + 14, label))
        for place, (bar, colour) in enumerate(zip(two, (PALE, MAIN), strict=True)):
            height = top + 20 + place * 17
            drawn += [
                _rect(0, height, max(room * bar.value / longest, 1 if bar.value else 0), 14, colour),
                _text(room + 8, height + 12, bar.written, fill=SOFT),
            ]
    return _svg(len(rows) * step, *drawn)


def columns(names: Sequence[Label], layers: Sequence[Sequence[float]], written: Sequence[Label]) -> Chart:
    """Columns, one per name, of layers on each other: the first in the main colour, the second in that of doubt."""
    heights = [sum(parts) for parts in zip(*layers, strict=True)]
    highest, room = max(heights, default=0) or 1, 200
    step = _WIDTH / max(len(names), 1)
    wide = min(step * 0.7, 90)
    drawn = [_rect(0, room + 24, _WIDTH, 1, RULE)]
    for number, name in enumerate(names):
        middle, base = step * (number + 0.5), room + 24.0
        for layer, colour in zip(layers, (MAIN, DOUBT), strict=False):
            height = room * layer[number] / highest
            base -= height
            drawn.append(_rect(middle - wide / 2, base, wide, height, colour))
        drawn += [
            _text(middle, base - 6, written[number], fill=SOFT, anchor="middle", size=12),
            _text(middle, room + 42, name, anchor="middle"),
        ]
    return _svg(room + 50, *drawn)


def parts(rows: Sequence[tuple[Label, Sequence[Part]]]) -> Chart:
    """One bar per row, divided into its parts, with their labels below."""
    step = 66
    drawn = []
    for number, (label, own) in enumerate(rows):
        top, left = number * step, 0.0
        whole = sum(part.value for part in own) or 1
        drawn.append(_text(0, top + 14, label))
        for place, part in enumerate(own):
            length = _WIDTH * part.value / whole
            drawn.append(_rect(left, top + 20, length, 16, part.colour))
            drawn.append(_rect(place * 220, top + 43, 10, 10, part.colour))
            drawn.append(_text(place * 220 + 16, top + 53, part.label, fill=SOFT, size=12))
            left += length
    return _svg(len(rows) * step, *drawn)


def tile_map(values: Mapping[str, float], written: Callable[[float], Label]) -> Chart:
    """Thailand with a tile for each province, the darker the greater its value; pale without one.

    `values` are by ISO 3166-2:TH code (or its digits), `written` writes a value for the title of a tile.
    """
    digits = {code.rpartition("-")[2]: value for code, value in values.items()}
    most = max(digits.values(), default=0) or 1
    side, gap = 44, 3
    drawn, rightmost, lowest = [], 0, 0
    for tile in _tiles():
        left, top = tile.column * (side + gap), tile.row * (side + gap)
        value = digits.get(tile.code)
        share = None if value is None else value / most
        rightmost, lowest = max(rightmost, left + side), max(lowest, top + side)
        title = both("title", _joined(tile.name, "" if value is None else written(value)))
        ink = "#ffffff" if share is not None and share > 0.35 else INK
        square = _rect(left, top, side, side, _shade(share))
        drawn.append(
            element("g", title, square, _text(left + side / 2, top + 28, tile.short, anchor="middle", fill=ink))
        )
    return _svg(lowest, *drawn, width=rightmost, class_="map")


@dataclass(frozen=True, slots=True)
class _Tile:
    code: str
    column: int
    row: int
    short: Bilingual
    name: Bilingual


@cache
def _tiles() -> tuple[_Tile, ...]:
    names = {row["code"]: Bilingual(row["name_en"], row["name_th"]) for row in _table("provinces.csv")}
    return tuple(
        _Tile(row["code"], int(row["column"]), int(row["row"]), Bilingual(row["short_en"], row["short_th"]),
              names[row["code"]])
        for row in _table("province_tiles.csv")
    )  # fmt: skip


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("schemas") / name).read_text(encoding="utf-8").splitlines()))


def _shade(share: float | None) -> str:
    """White mixed with the main colour; a value of nothing is still darker than no value."""
    if share is None:
        return "#eef1f4"
    mixed = 0.18 + 0.82 * share
    return "#" + "".join(f"{round(255 - (255 - int(MAIN[place : place + 2], 16)) * mixed):02x}" for place in (1, 3, 5))


def _joined(name: Bilingual, written: Label) -> Bilingual:
    own = written if isinstance(written, Bilingual) else Bilingual(written, written)
    return Bilingual(f"{name.en}: {own.en}" if own.en else name.en, f"{name.th}: {own.th}" if own.th else name.th)


def _svg(height: float, *drawn: str, width: float = _WIDTH, class_: str | None = None) -> Chart:
    return Chart(
        element("svg", *drawn, class_=class_, xmlns="http://www.w3.org/2000/svg", width=_figure(width),
                viewBox=f"0 0 {_figure(width)} {_figure(height + 6)}", font_family=_FONTS, font_size=14)
    )  # fmt: skip


def _rect(left: float, top: float, width: float, height: float, fill: str) -> Markup:
    return element("rect", x=_figure(left), y=_figure(top), width=_figure(width), height=_figure(height), fill=fill)


def _text(  # noqa: PLR0913 (place, words and look)
    left: float, top: float, label: Label, *, fill: str = INK, anchor: str | None = None, size: int | None = None
) -> Markup:
    words = label if isinstance(label, Bilingual) else Bilingual(label, label)
    short = Bilingual(_cut(words.en), _cut(words.th))
    return inside(both("text", short, x=_figure(left), y=_figure(top), fill=fill, text_anchor=anchor, font_size=size))


def _room_beside(written: Sequence[Label]) -> float:
    """The width of the longest text beside the bars, which is never cut: it is a figure."""
    from rich.cells import cell_len

    texts = (text for label in written for text in ((label.en, label.th) if isinstance(label, Bilingual) else (label,)))
    return max(_LEAST_BESIDE, 16 + _LETTER * max(map(cell_len, texts), default=0))


def _cut(text: str) -> str:
    """The text as far as there is room for it."""
    from rich.cells import cell_len

    text = shown(" ".join(text.split()))
    if cell_len(text) <= _LABEL_CHARS:
        return text
    while cell_len(text) >= _LABEL_CHARS:
        text = text[:-1]
    return text + "…"


def _figure(number: float) -> str:
    """A length with one decimal at most: the same text on every machine."""
    return f"{number:.1f}".removesuffix(".0")
