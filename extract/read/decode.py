"""Decodes bytes to text: detects the encoding and records the repairs.

Thai government texts are in UTF-8, in UTF-16 (saved by Windows as "Unicode") or in TIS-620 with an extension: that of
Windows (code page 874: quotes, dashes and the ellipsis at 0x80-0x9F), of the Mac, or of old Thai Windows fonts (shifted
marks there). A text may also have been decoded wrongly before it was saved (`extract.read.misread`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.model.errors import UnknownEncoding, UnreadableSource
from extract.read.misread import restored
from extract.read.reader_interface import ReadableSource
from extract.read.settings import DEFAULTS
from extract.read.thai_codes import one_byte_codes
from normalize.joined import JoinedText
from normalize.script import (
    ABBREVIATION,
    ASSIGNED,
    BAHT_SIGN,
    CONSONANT,
    DIGIT,
    FOLLOWING_VOWEL,
    LAKKHANGYAO,
    LEADING_VOWEL,
    MARK,
    REPETITION,
)

UNDECODABLE = "undecodable"
MISREAD = "misread"
TRUNCATED = "truncated"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


Original = Callable[[str, int], str]


def as_it_is(piece: str, line: int) -> str:
    """The piece itself, for text that was not changed."""
    return piece


class Repair(NamedTuple):
    """A repair in the decoded text: U+FFFD for undecodable bytes, or a restored line. `code` is the reason."""

    offset: int
    code: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, with line feeds as the only line ends, and its repairs in order.

    `original` maps a piece of the text and the number of its first line to the text as it was in the file.
    """

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    original: Original = as_it_is


_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_UTF16_HIGH_BYTES = b"\x00\x0e"  # ASCII and Thai; neither byte occurs in 8-bit text
_UTF16_HIGH_SHARE, _UTF16_LOW_SHARE = 0.6, 0.1
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# Lone surrogates: "surrogateescape" yields them for undecodable bytes, "surrogatepass" for half a UTF-16 pair.
_LONE = re.compile("[\ud800-\udfff]+")
_THAI_SYLLABLE = re.compile(
    f"[{LEADING_VOWEL}]?[{CONSONANT}][{MARK}]{{0,3}}[{FOLLOWING_VOWEL}{LAKKHANGYAO}]?"
    f"|[{DIGIT}{ABBREVIATION}{REPETITION}{BAHT_SIGN}“”‘’–—…•\xa0]"
)
_THAI = re.compile(f"[{ASSIGNED}]")
_FOREIGN = re.compile("[^\x00-\x7f\ud800-\udfff]|[\ud800-\udfff]+")
_BYTES_OF_ONE_LETTER = 3
_SOUND_PER_BROKEN = 20


def decode(source: ReadableSource) -> Decoded:
    """Decode the text of `source`.

    Raises: `UnknownEncoding` if most of it is in no known encoding, `UnreadableSource` if it is not text or contains
    only white space.
    """
    encoding, start = _encoding(source.data)
    _refuse_binary(source, encoding)
    text, truncated = _decode_leniently(source.data[start:], encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableSource(source.name, "the file holds nothing but white space")
    decoded, lost = _repair(text, encoding, truncated)
    read = _visible(decoded.text) - len(decoded.repairs)
    if lost > DEFAULTS.max_damage_share * (read + lost) and (lost > _BYTES_OF_ONE_LETTER or not read):
        raise UnknownEncoding(source.name, f"the text is in no known encoding: {lost:,} bytes of it cannot be read")
    return _given_back(decoded)


def _given_back(decoded: Decoded) -> Decoded:
    """The text with earlier wrong decoding undone."""
    found = restored(decoded.text)
    if not found.lines:
        return decoded
    old, new = JoinedText(decoded.text.split("\n")), JoinedText(found.text.split("\n"))
    kept = (Repair(new.start_of(old.line_of(repair.offset)), repair.code) for repair in decoded.repairs)
    given = (Repair(new.start_of(line), MISREAD) for line in found.lines)
    return replace(
        decoded,
        text=found.text,
        repairs=tuple(sorted([*kept, *given])),
        original=lambda piece, line: found.original(piece, line - 1),
    )


def _encoding(data: bytes) -> tuple[str, int]:
    """The encoding, and the length of the byte order mark in bytes."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return _utf16_without_mark(data) or _eight_bit(data), 0


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[: DEFAULTS.sample_bytes]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[first::2], sample[1 - first :: 2]
        if _share(high, _UTF16_HIGH_BYTES) >= _UTF16_HIGH_SHARE and _share(low, _UTF16_HIGH_BYTES) <= _UTF16_LOW_SHARE:
            return encoding
    return None


def _share(data: bytes, wanted: bytes) -> float:
    return 1 - len(data.translate(None, wanted)) / len(data) if data else 0.0


def _eight_bit(data: bytes) -> str:
    """UTF-8 or code page 874: the one that decodes without errors, else the one with more plausible non-ASCII text."""
    if _is_valid(data, "utf-8"):
        return "utf-8"
    found = _NON_ASCII.search(data)
    sample = data[found.start() if found else 0 :][: DEFAULTS.sample_bytes]
    if _looks_like_utf8(sample.decode("utf-8", "surrogateescape")):
        return "utf-8"
    shares = {name: _thai_share(table.decode(sample)) for name, table in one_byte_codes().items()}
    best = max(shares, key=shares.__getitem__)  # the first of equals, the Windows code page
    return best if shares[best] >= DEFAULTS.min_thai_share else "utf-8"


def _looks_like_utf8(text: str) -> bool:
    """Whether damaged UTF-8 is more likely than another encoding. TIS-620 bytes yield no Thai letters in UTF-8."""
    broken = _count(_LONE, text)
    sound = _count(_FOREIGN, text) - broken
    return _count(_THAI, text) >= broken or sound >= _SOUND_PER_BROKEN * broken


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _thai_share(text: str) -> float:
    """The share of the non-ASCII characters in plausible Thai syllables."""
    foreign = _count(_FOREIGN, text)
    return sum(len(found[0]) for found in _THAI_SYLLABLE.finditer(text)) / foreign if foreign else 0.0


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _refuse_binary(source: ReadableSource, encoding: str) -> None:
    if not encoding.startswith("utf-16") and _share(source.data, _CONTROLS) > DEFAULTS.max_control_share:
        raise UnreadableSource(source.name, "this looks like binary data, not text")


def _decode_leniently(data: bytes, encoding: str) -> tuple[str, bool]:
    """The text with lone surrogates for undecodable bytes, and whether it is truncated within a character."""
    if table := one_byte_codes().get(encoding):
        return table.decode(data), False
    if not encoding.startswith("utf-16"):
        return data.decode(encoding, "surrogateescape"), encoding == "utf-8" and _breaks_off(data)
    odd = len(data) % 2
    text = data[: len(data) - odd].decode(encoding, "surrogatepass")
    return text + "\udcff" * odd, bool(odd)


def _breaks_off(data: bytes) -> bool:
    """Whether UTF-8 `data` ends in the first bytes of a character."""
    tail = data[-3:]
    return codecs.utf_8_decode(tail, "ignore", False)[1] < len(tail)


def _repair(text: str, encoding: str, truncated: bool) -> tuple[Decoded, int]:
    """Replace each run of lone surrogates by U+FFFD; also returns the total number of surrogates.

    If the text is `truncated`, the last run is the incomplete character.
    """
    repairs, removed = [], 0
    for found in _LONE.finditer(text):
        code = TRUNCATED if truncated and found.end() == len(text) else UNDECODABLE
        repairs.append(Repair(found.start() - removed, code))
        removed += found.end() - found.start() - 1
    decoded = Decoded(_LONE.sub(REPLACEMENT, text) if repairs else text, encoding, tuple(repairs))
    return decoded, removed + len(repairs)


def _visible(text: str) -> int:
    return len(text) - text.count(" ") - text.count("\n")
