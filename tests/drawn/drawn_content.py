"""The content of a random page: texts at places, how each is drawn, and what can be seen of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.extract.read.pdf.pdf_maker import MARKS

WORDS = [
    "โครงการ", "กิจกรรม", "มาตรการ", "ส่งเสริม", "ป้องกัน", "การมีส่วนร่วม", "ของประชาชน", "ผู้บริหาร", "ท้องถิ่น",
    "เทศบาลตำบล", "หนองบัวใหญ่", "งบประมาณ", "จำนวน", "น้ำดื่ม", "สะอาด", "ปลูกต้นไม้", "ริมถนน", "ซ่อมแซม",
    "สะพานไม้", "ผู้สูงอายุ", "เด็กนักเรียน", "ฝึกอบรม", "คุณธรรม", "จริยธรรม", "รายงานผล", "ทุกไตรมาส",
    "สำนักปลัด", "กองคลัง", "กองช่าง", "ตู้รับฟัง", "ความคิดเห็น", "เรื่องร้องเรียน", "หมู่ที่", "อยู่ดีมีสุข",
    "ถ้ำเสือ", "ที่ดิน", "เพื่อ", "ให้ความรู้", "เกี่ยวกับ", "กฎหมาย",
]  # fmt: skip
SIGNS = ("1.", "(2)", "2566", "๒๕๖๗", "1,250", "45,000.50", "-", "ปี 2568", "A4", "ร้อยละ 80", "พ.ศ. ๒๕๖๙")

HEIGHTS = (595.0, 612.0, 842.0, 1008.0)


class Fate(Enum):
    """Whether a text can be seen, or why not."""

    SHOWN = auto()
    LAYER_OFF = auto()
    COVERED = auto()
    CLIPPED = auto()
    INVISIBLE = auto()
    WHITE = auto()
    OFF_PAGE = auto()


class How(Enum):
    """How the text is drawn. None of these changes what is seen."""

    PLAIN = auto()
    FORM = auto()
    TWICE = auto()
    LAYER_ON = auto()
    SINGLE_GLYPHS = auto()
    KERNED = auto()


@dataclass(frozen=True)
class Drawn:
    """A text, its baseline's start on the page as displayed (y up), its size in points, its way of drawing."""

    text: str
    x: float
    y: float
    size: float
    how: How = How.PLAIN
    fate: Fate = Fate.SHOWN
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0


@dataclass(frozen=True)
class DrawnPage:
    """A page of `width` by `height` points as displayed. `origin` is the lower left corner of its box."""

    width: float
    height: float
    origin: tuple[float, float]
    rotation: int
    is_cropped: bool
    unit: float
    face: str
    texts: tuple[Drawn, ...] = field(default=())

    def seen(self) -> list[str]:
        """The lines that can be seen from top to bottom; cells are separated by tabs."""
        rows: dict[float, list[Drawn]] = {}
        for drawn in self.texts:
            if drawn.fate is Fate.SHOWN:
                rows.setdefault(drawn.y, []).append(drawn)
        return ["\t".join(d.text for d in sorted(rows[y], key=lambda d: d.x)) for y in sorted(rows, reverse=True)]

    def traits(self) -> set[str]:
        """What is special on the page, to count differences by."""
        found = {f"how {d.how.name}" for d in self.texts} | {f"fate {d.fate.name}" for d in self.texts}
        found |= {name for name, is_set in self._boxes() if is_set} | {f"face {self.face}"}
        spaced = (("letters apart", "letter_space"), ("words apart", "word_space"))
        return found | {name for name, key in spaced if any(getattr(d, key) for d in self.texts)}

    def _boxes(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("origin", self.origin != (0.0, 0.0)),
            ("rotated", self.rotation != 0),
            ("cropped", self.is_cropped),
            ("unit", self.unit != 1.0),
        )


def make_page(seed: int, faces: tuple[str, ...], fates: tuple[Fate, ...] = tuple(Fate)) -> DrawnPage:
    """The page of a seed, in one of the faces."""
    r = random.Random(seed)
    width, height = r.choice(HEIGHTS), r.choice(HEIGHTS)
    origin = r.choice([(0.0, 0.0), (0.0, 0.0), (r.randint(-300, 300) * 1.0, r.randint(-300, 300) * 1.0)])
    size = r.choice([9.0, 11.0, 13.0, 16.0])
    texts: list[Drawn] = []
    y = height - 60
    while y > 60:
        texts += _row(r, y, size, width, fates)
        y -= size * r.choice([1.7, 2.0, 3.0])
    return DrawnPage(
        width, height, origin, r.choice([0, 0, 90, 180, 270]), r.random() < 0.3, r.choice([1.0, 1.0, 1.0, 2.0]),
        r.choice(faces), tuple(texts),
    )  # fmt: skip


def _row(r: random.Random, y: float, size: float, width: float, fates: tuple[Fate, ...]) -> list[Drawn]:
    """One text or two cells far apart. All of a row share their fate."""
    how = r.choice(list(How)) if r.random() < 0.4 else How.PLAIN
    fate = r.choice(fates) if r.random() < 0.15 else Fate.SHOWN
    how = How.PLAIN if fate is not Fate.SHOWN else how
    cells = 1 if r.random() < 0.7 or how is How.FORM else 2
    letter_space = r.choice([0.0, 0.0, 0.0, size * 0.03, size * 0.08])
    word_space = r.choice([0.0, 0.0, size * 0.2])
    step = (width - 80) / 2
    most = int((step - 40 if cells == 2 else 2 * step) / size / 1.1)
    return [
        Drawn(
            _text(r, most), 40 + at * (step + 20), y, size, how, fate,
            letter_space, word_space,
        )
        for at in range(cells)
    ]  # fmt: skip


def _text(r: random.Random, most: int) -> str:
    """Words that follow one another, with a space here and there, of at most this many letters (without marks)."""
    text = r.choice(WORDS)
    for _ in range(r.randint(0, 5)):
        before, word = text, r.choice(SIGNS) if r.random() < 0.25 else r.choice(WORDS)
        text += (" " if r.random() < 0.5 or word in SIGNS or text[-1] < "ก" else "") + word
        if sum(char not in MARKS for char in text) > most:
            return before
    return text
