"""Pairs of names that may be alike: found all at once in plans of many projects."""

import random

from extract.assemble import alike

WORDS = [
    "อบรม",
    "จิตอาสา",
    "เยาวชน",
    "พัสดุ",
    "ถนน",
    "ประปา",
    "สุขาภิบาล",
    "กีฬา",
    "ห้องสมุด",
    "ขยะ",
    "คลอง",
    "ตลาด",
    "วัดผล",
    "เว็บไซต์",
    "ผู้สูงอายุ",
]


def names(count: int) -> list[str]:
    rng = random.Random(5)
    return ["".join(rng.sample(WORDS, rng.randint(3, 6))) for _ in range(count)]


def misread(name: str, rng: random.Random) -> str:
    letters = list(name)
    for _ in range(rng.randrange(3)):
        letters[rng.randrange(len(letters))] = rng.choice("กดตถภ")
    return "".join(letters) + rng.choice(["", "", "ขององค์การบริหารส่วนตำบลดอกรัก", "ประจำปี"])


def test_comparing_all_at_once_finds_the_pairs_that_are_one_project(monkeypatch):
    rows, rng = names(120), random.Random(6)
    blocks = [misread(name, rng) for name in rows]
    monkeypatch.setattr(alike, "FEW_PAIRS", 0)
    found = set(alike.likely_pairs(rows, blocks))
    assert len(found) < 0.2 * len(rows) * len(blocks)
    alikes = {(i, j) for i, a in enumerate(rows) for j, b in enumerate(blocks) if alike.likeness(a, b) >= 0.7}
    assert len(alikes) >= len(rows) // 2
    assert alikes <= found


def test_a_plan_of_usual_size_is_compared_one_by_one():
    assert list(alike.likely_pairs(["ก", "ข"], ["ค"])) == [(0, 0), (1, 0)]
