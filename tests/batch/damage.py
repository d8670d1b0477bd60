"""Damaged files made from sound ones: what disks, networks, old programs and bad luck do to plans."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

Damage = Callable[[bytes, random.Random], bytes]

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
_TAGS = [b"<table>", b"</table>", b"<td rowspan=9999>", b"<!--", b"]]>", b"\x00", b"\x0c", b"\xef\xbb\xbf", b"\xff\xfe"]
_BIG = [b"0", b"-1", b"99999999999", b"2147483647", b"1e400"]


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 30, 300])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(1, len(data))
    return data[:place] if chance.random() < 0.7 else data[place:]


def lose_a_piece(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def repeat_a_piece(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.randrange(1, 4) + data[end:]


def blank_a_piece(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + chance.choice([b"\0", b"\xff", b" "]) * (end - start) + data[end:]


def swap_pieces(data: bytes, chance: random.Random) -> bytes:
    first, second, third = sorted(chance.randrange(len(data)) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def insert_marks(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 5, 50])):
        place = chance.randrange(len(data))
        data = data[:place] + chance.choice(_TAGS) + data[place:]
    return data


def shuffle_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def change_numbers(data: bytes, chance: random.Random) -> bytes:
    """Lengths, counts, offsets and references that lie."""
    share = chance.choice([0.001, 0.01, 0.1])
    return _NUMBER.sub(lambda found: chance.choice(_BIG) if chance.random() < share else found.group(), data)


def swap_objects(data: bytes, chance: random.Random) -> bytes:
    """Objects of a PDF in each other's place, so that references lead astray, or in circles."""
    objects = [found.span() for found in _OBJECT.finditer(data)]
    if len(objects) < 2:
        return flip_bits(data, chance)
    (first, first_end), (second, second_end) = sorted(chance.sample(objects, 2))
    one, other = data[first:first_end], data[second:second_end]
    head = re.compile(rb"^\d+ 0 obj")
    swapped_one = head.sub(head.match(one).group(), other)  # type: ignore[union-attr]
    swapped_other = head.sub(head.match(other).group(), one)  # type: ignore[union-attr]
    return data[:first] + swapped_one + data[first_end:second] + swapped_other + data[second_end:]


def damage_a_member(data: bytes, chance: random.Random) -> bytes:
    """Damage within a ZIP file that is itself sound, so that what is packed meets its reader."""
    try:
        members = _unpacked(data)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError, ValueError):
        return flip_bits(data, chance)
    victims = chance.sample(sorted(members), min(len(members), 1 + chance.randrange(3)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = chance.choice([*BYTES, insert_marks, change_numbers])
            archive.writestr(name, kind(content, chance) if name in victims and len(content) > 4 else content)
    return packed.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


BYTES: Sequence[Damage] = (flip_bits, cut_off, lose_a_piece, repeat_a_piece, blank_a_piece, swap_pieces)
OF_TEXT: Sequence[Damage] = (*BYTES, insert_marks, shuffle_lines, change_numbers)
OF_PDF: Sequence[Damage] = (*BYTES, change_numbers, swap_objects, swap_objects)
OF_WORD: Sequence[Damage] = (*BYTES, damage_a_member, damage_a_member, damage_a_member, damage_a_member)


def damaged(data: bytes, kinds: Sequence[Damage], chance: random.Random) -> bytes:
    """The file after one to three kinds of damage."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        data = chance.choice(kinds)(data, chance) if len(data) > 4 else data
    return data


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice([1, 16, 512, 4096, 65536]))
