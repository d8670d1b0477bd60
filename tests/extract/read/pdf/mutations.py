"""Random damage to a PDF, reproducible by seed."""

from __future__ import annotations

import re
from random import Random

_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+")
_WORDS = (
    b"/Type",
    b"/Length",
    b"obj",
    b"stream",
    b"endstream",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"null",
    b"0 R",
    b"/",
)
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"0.0000001",
)


def mutated(data: bytes, seed: int) -> bytes:
    """`data` after one to six changes chosen by `seed`."""
    random = Random(seed)
    for _ in range(random.randint(1, 6)):
        data = random.choice((_flip, _cut, _splice, _repeat, _swap_objects, _change_number, _insert_word))(data, random)
    return data


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)] if random.random() < 0.2 else _without(data, *_stretch(data, random))


def _splice(data: bytes, random: Random) -> bytes:
    (a, b), (c, d) = _stretch(data, random), _stretch(data, random)
    return data[:a] + data[c:d] + data[b:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:end] + data[start:end] * random.randint(1, 20) + data[end:]


def _swap_objects(data: bytes, random: Random) -> bytes:
    """Swaps the bodies of two objects, so that references point at the wrong object."""
    spans = [found.span() for found in _OBJECT.finditer(data)]
    if len(spans) < 2:
        return data
    (a, b), (c, d) = sorted(random.sample(spans, 2))
    one, other = data[a:b].partition(b"obj"), data[c:d].partition(b"obj")
    return data[:a] + one[0] + b"obj" + other[2] + data[b:c] + other[0] + b"obj" + one[2] + data[d:]


def _change_number(data: bytes, random: Random) -> bytes:
    spans = [found.span() for found in _NUMBER.finditer(data)]
    if not spans:
        return data
    start, end = random.choice(spans)
    return data[:start] + random.choice(_NUMBERS) + data[end:]


def _insert_word(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + b" " + random.choice(_WORDS) + b" " + data[place:]


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(start + random.choice((1, 4, 30, 200, 3_000)), len(data))


def _without(data: bytes, start: int, end: int) -> bytes:
    return data[:start] + data[end:]
