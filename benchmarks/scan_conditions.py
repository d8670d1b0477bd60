"""Named faults of scans, in two halves: reading is tuned on one, and the other is only reported.

Each kind of fault is in both halves, with other parameters, and the families of fonts differ as well.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.digit_faces import Face, find_faces, is_of
from benchmarks.scan_pages import DrawnPage, draw_page
from benchmarks.scan_simulator import Ageing, Scanned, Stamped, scan, side_by_side


@dataclass(frozen=True, slots=True)
class Condition:
    """An ageing, and how the page is printed: size in points of a usual typeface, landscape, two pages on a sheet."""

    ageing: Ageing
    points: float = 11.0
    landscape: bool = False
    two_up: bool = False


TUNED: dict[str, Condition] = {
    "clean": Condition(Ageing(dpi=300)),
    "coarse": Condition(Ageing(dpi=120, quality=70)),
    "claimed 72": Condition(Ageing(dpi=150, claimed=72, quality=75)),
    "dark edge": Condition(Ageing(dpi=200, dark_edge=0.45, dark_sides="l", skew=0.6)),
    "specks": Condition(Ageing(dpi=200, specks=70, speck=(1, 5))),
    "skew": Condition(Ageing(dpi=150, skew=2.2, quality=60, pale=0.3)),
    "bound": Condition(Ageing(dpi=200, curl=0.12, shadow=0.6, skew=0.5)),
    "bleed": Condition(Ageing(dpi=200, bleed=0.3, uneven=0.3, quality=65)),
    "bilevel": Condition(Ageing(dpi=200, bilevel=0.62, specks=15)),
    "copies": Condition(Ageing(dpi=200, copies=3, thin=-0.2, specks=20)),
    "round stamp": Condition(Ageing(dpi=200, stamps=(Stamped("round", "blue", (0.5, 0.5)),), signature=True)),
    "black stamp": Condition(Ageing(dpi=200, copies=1, stamps=(Stamped("round", "blue", (0.6, 0.55)),))),
    "holes": Condition(Ageing(dpi=200, holes=True, staple=True, skew=-1.0)),
    "sideways": Condition(Ageing(dpi=200, turn=1, skew=0.7), landscape=True),
    "upside down": Condition(Ageing(dpi=150, turn=2, quality=60)),
    "two on a sheet": Condition(Ageing(dpi=200, skew=0.4), two_up=True),
    "small print": Condition(Ageing(dpi=200), points=7.5),
    "poor": Condition(
        Ageing(dpi=130, claimed=72, dark_edge=0.35, dark_sides="lt", specks=50, skew=1.1, copies=1, quality=50), 10.0
    ),
}

REPORTED: dict[str, Condition] = {
    "clean": Condition(Ageing(dpi=200, quality=90), 10.0),
    "coarse": Condition(Ageing(dpi=100, quality=85), 13.0),
    "claimed 72": Condition(Ageing(dpi=110, claimed=72, quality=85), 12.0),
    "claimed 96": Condition(Ageing(dpi=200, claimed=96, quality=60)),
    "dark edge": Condition(Ageing(dpi=150, dark_edge=0.3, dark_sides="lrtb", skew=-1.2, quality=75)),
    "specks": Condition(Ageing(dpi=300, specks=140, speck=(2, 6)), 12.0),
    "skew": Condition(Ageing(dpi=200, skew=-3.4)),
    "bound": Condition(Ageing(dpi=150, curl=0.08, shadow=0.75, dark_edge=0.25, dark_sides="l")),
    "bleed": Condition(Ageing(dpi=150, bleed=0.22, uneven=0.45, pale=0.35)),
    "bilevel": Condition(Ageing(dpi=150, bilevel=0.7)),
    "fax": Condition(Ageing(dpi=204, fax=True, specks=10), 13.0),
    "copies": Condition(Ageing(dpi=150, copies=2, thin=0.35, specks=40, dark_edge=0.2, dark_sides="lb")),
    "square stamp": Condition(Ageing(dpi=200, stamps=(Stamped("square", "red", (0.45, 0.52)),), quality=60)),
    "black stamp": Condition(Ageing(dpi=150, bilevel=0.6, stamps=(Stamped("round", "violet", (0.65, 0.5), 1.6),))),
    "sideways": Condition(Ageing(dpi=150, turn=3, skew=-1.0, quality=60), landscape=True),
    "upside down": Condition(Ageing(dpi=200, turn=2, specks=30)),
    "sideways prose": Condition(Ageing(dpi=120, turn=1, claimed=72)),
    "two on a sheet": Condition(Ageing(dpi=300, turn=1), two_up=True),
    "small print": Condition(Ageing(dpi=300, claimed=150, quality=70), points=8.0),
    "poor": Condition(
        Ageing(dpi=150, claimed=72, dark_edge=0.4, dark_sides="lb", specks=80, skew=-0.8, copies=2, quality=40), 12.0
    ),
}

HALVES = {"tuned": TUNED, "reported": REPORTED}

FAMILIES = {
    "tuned": ("TH Sarabun New", "Garuda", "Kinnari", "Loma", "TH Krub", "Laksaman"),
    "reported": ("TH Niramit AS", "TH SarabunPSK", "Sarabun", "Norasi", "Umpush", "Waree", "TH Chakra Petch"),
}
"""Beginnings of the names of the families that each half is printed in."""


def faces_of(half: str, folder: Path) -> list[Face]:
    """The regular faces of a half that are in a folder. Raises ValueError if there are none."""
    found = [f for f in find_faces(folder) if is_of(f, FAMILIES[half]) and f.style == "Regular"]
    if not found:
        raise ValueError(f"{folder}: none of the families {', '.join(FAMILIES[half])}")
    return sorted(found, key=lambda face: face.family)


def aged(condition: Condition, face: Face, seed: int) -> tuple[Scanned, list[str]]:
    """A page printed in a face and scanned in a condition, and its lines of text."""
    rng = random.Random(seed)
    page, back = _page(rng, condition, face), None
    if condition.ageing.bleed:
        back = _page(rng, condition, face).picture
    return scan(page.picture, condition.ageing, seed, back), page.lines


def _page(rng: random.Random, condition: Condition, face: Face) -> DrawnPage:
    page = draw_page(rng, face, condition.points, landscape=condition.landscape)
    if not condition.two_up:
        return page
    other: Any = draw_page(rng, face, condition.points)
    return DrawnPage(side_by_side(page.picture, other.picture), page.lines + other.lines)
