"""Decodes fonts whose codes are bytes of a Thai encoding that were read as a Latin one.

Old Thai fonts have Thai letters at the codes of TIS-620, and shifted marks at the codes below them: in two ways, that
of Windows fonts and that of the Mac (`schemas/thai_codes.toml`). Programs declare such fonts as WinAnsi or Mac Roman,
or name only the letters correctly. Then a text layer has "\\xa1\\xd2\\xc3" for "การ", or a circumflex for a tone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyph_arrays import Flags, Integers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind, kinds_of
from extract.read.pdf.letters import AA, CONSONANTS, MARKS
from extract.read.pdf.rings import ROUND
from extract.read.quality import is_damaged, thai_likeness
from extract.read.thai_codes import UNDEFINED, one_byte_codes
from normalize.script import LETTERS, NIKHAHIT, SARA_AA, SARA_AM, TONE
from normalize.thai_words import in_words, thai_share

CODE = "old_code"

OLD_SHARE = 0.8
"""Minimum share of Thai bytes read as Latin among the letters of a font."""

ON_LINE = 0.5
"""Minimum share of letters on the line among those bytes. A font of marks only has none."""

FEWEST_OLD = 8
"""Minimum number of such letters in the font by which the encoding is chosen."""

BELIEVABLE = 0.5
"""Minimum likeness (0..1) of the decoded letters to Thai."""

REACH = 12
"""Number of letters examined on both sides of a code: the length of the longest common words."""

MOST_VOTES = 40
"""Number of occurrences of a code that are examined."""

GRAIN = 0.02
"""Tolerance for equal widths, as a share of the median height of the font's glyphs."""

HIGHER = 0.6
"""Minimum ratio of height to width of a letter. Hyphens are flat, spaces have no ink."""

LONGER = 11
"""How much more a usual word of five letters counts with one letter more. A ring and sara aa are one letter."""

LIKE = (0.75, 1.5)
"""The room of a letter without ink, in widths of it. A second space takes less."""

LETTER_HIGH = 0.8
"""Minimum height of a letter that is shown as a bullet, in heights of the other letters."""

_WINDOWS, _MAC, _STANDARD = "cp1252", "mac_roman", "standard"
_SPACE, _HYPHEN, _BULLET, _FI = 0x20, 0x2D, 0x2022, 0xFB01

_ALSO = {
    # pdfium's own names: of U+03A9, of the currency sign of the original Mac Roman, and of the byte 0xC1
    _MAC: {0x2126: 0xBD, 0xA4: 0xDB, 0xA3: 0xC1},
    _WINDOWS: {code: code for code in range(0x80, 0xA0)},
    # the accent that PostScript calls grave; ASCII has it at the byte of the quote
    _STANDARD: {0x60: 0xC1},
}

RING_AND_AA = re.compile(f"{NIKHAHIT}([{TONE}]?){SARA_AA}")

_BULLETS = (0x81, 0x8D, 0x8F, 0x9D)

_HIDDEN = {_MAC: (_SPACE, 0xCA), _WINDOWS: (_HYPHEN, 0xAD), _STANDARD: (0, 0)}
"""A byte of a letter that the Latin encoding shares with another character: the space, the hyphen."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to decode a font: the byte of each Latin code, and the Thai meaning of each byte (0 if it has none)."""

    latin: str
    bytes_of: Mapping[int, int]
    meanings: tuple[int, ...]

    def decoded(self, codes: Integers, unsure: Flags) -> Integers:
        """The codes with those of Thai bytes replaced. An `unsure` code is a byte itself."""
        found = codes.copy()
        for code in np.unique(codes).tolist():
            is_code = codes == code
            found[is_code & ~unsure] = self.meanings[self.bytes_of.get(code, 0)] or code
            if 0x80 <= code < len(self.meanings):
                found[is_code & unsure] = self.meanings[code] or code
        return found

    @property
    def rings(self) -> frozenset[int]:
        """The codes of the ring of sara am."""
        return frozenset(code for code, byte in self.bytes_of.items() if self.meanings[byte] == ord(NIKHAHIT))


@cache
def readings() -> tuple[Reading, ...]:
    """All ways, the most frequent first."""
    tables = one_byte_codes()
    thai = frozenset(LETTERS)
    found = []
    for latin in (_WINDOWS, _MAC, _STANDARD):
        pairs = {ord(char): byte for byte in range(0x80, 0x100) if (char := _char(byte, latin))}
        for name in ("windows_fonts", "mac_thai"):
            letters = tables[name].letters
            meanings = (0, *(_meaning(letters[byte], thai) if byte >= 0x80 else 0 for byte in range(1, 0x100)))
            found.append(Reading(latin, _ALSO[latin] | pairs | _ALSO[latin], meanings))
    return tuple(found)


def numberings(codes: Integers) -> Iterator[Reading]:
    """The ways to read codes as glyph numbers of shifted marks, whatever the number of the first one."""
    found = set(codes.tolist())
    for run in font_data().mark_runs:
        meanings = (0, *map(ord, run))
        for first in range(max(min(found) - len(run), 0) + 1, max(found) + 1):
            numbers = {first + at: at + 1 for at in range(len(run))}
            if found & numbers.keys():
                yield Reading("", numbers, meanings)


def _char(byte: int, latin: str) -> str:
    """The character of a byte in a Latin encoding; "" if it has none."""
    if latin != _STANDARD:
        return bytes([byte]).decode(latin, "ignore")
    from fontTools.agl import toUnicode
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return str(toUnicode(StandardEncoding[byte]))


def _meaning(letter: str, thai: frozenset[str]) -> int:
    is_sign = letter != UNDEFINED and (letter in thai or letter.isprintable())
    return ord(letter) if is_sign else 0


def decode_bytes(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs with the codes of such fonts replaced by their characters. Most pages have none."""
    old = ((glyphs.kinds & Kind.OLD) != 0) | (glyphs.unsure & (glyphs.codes >= 0x80) & (glyphs.codes <= 0xFF))
    if not old.any():
        return glyphs
    codes, unsure = glyphs.codes.copy(), glyphs.unsure.copy()
    chosen: Reading | None = None
    is_whole = np.zeros(len(codes), dtype=np.bool_)
    fonts, counts = np.unique(glyphs.fonts[old], return_counts=True)
    merged: list[int] = []
    for font in fonts[np.argsort(-counts)].tolist():
        places = np.flatnonzero(glyphs.fonts == font)
        reading = _whole(glyphs, places, old, chosen)
        if reading is not None:
            chosen = reading
            is_whole[places] = True
            codes[places] = _decoded(glyphs.at(places), reading)
            unsure[places[(codes[places] < 0x80) | (codes[places] != glyphs.codes[places])]] = False
            merged += _merged(glyphs, codes, places, reading)
    codes = _marks_decoded(replace(glyphs, codes=codes, kinds=kinds_of(codes)), ~is_whole)
    changed = codes != glyphs.codes
    if not changed.any():
        return glyphs
    repairs[CODE] += int(np.count_nonzero(changed))
    unsure[changed] = False
    decoded = replace(glyphs, codes=codes, kinds=kinds_of(codes), unsure=unsure)
    return _with_letters(decoded, merged, chosen) if merged and chosen else decoded


# -- fonts without a correct letter -------------------------------------------------------------------------------


def _whole(glyphs: Glyphs, places: Integers, old: Flags, chosen: Reading | None) -> Reading | None:
    """The reading of a font nearly all of whose letters are Thai bytes; `chosen` for one with few letters."""
    codes, unsure = glyphs.codes[places], glyphs.unsure[places]
    count = int(np.count_nonzero(old[places]))
    letters = count + sum(chr(code).isalpha() for code in codes[~old[places]].tolist())
    on_line = int(np.count_nonzero(old[places] & ~_is_off(glyphs)[places]))
    if count < OLD_SHARE * letters or on_line < ON_LINE * count:
        return None
    if count < FEWEST_OLD:
        is_sound = chosen is not None and not is_damaged(_text(chosen.decoded(codes, unsure)))
        return chosen if is_sound else None
    scores = [_score(_text(reading.decoded(codes, unsure))) for reading in readings()]
    best = max(scores)
    return readings()[scores.index(best)] if best > 0 else None


def _score(text: str) -> float:
    """The share of the letters in words; 0 if they are not like Thai."""
    return (thai_share([text], 1) or 0.0) + 1e-6 if thai_likeness(text) >= BELIEVABLE else 0.0


def _decoded(glyphs: Glyphs, reading: Reading) -> Integers:
    codes = reading.decoded(_ligatures(glyphs, reading), glyphs.unsure)
    twin, byte = _HIDDEN[reading.latin]
    letter = reading.meanings[byte]
    suspects = np.flatnonzero(glyphs.codes == twin)
    heights = glyphs.bottom - glyphs.top
    high = heights[suspects] > HIGHER * (glyphs.x1 - glyphs.x0)[suspects]
    codes[suspects[high]] = letter
    if twin and not high.any():  # not every program draws the letter
        for of_width in _widths(glyphs, suspects):
            codes[_letters(codes, of_width, letter)] = letter
    if reading.latin == _WINDOWS:
        _name_bullets(glyphs, codes)
    return codes


def _ligatures(glyphs: Glyphs, reading: Reading) -> Integers:
    """The codes with "fi" and "fl" for one glyph as one code, where the encoding has these ligatures."""
    codes = glyphs.codes
    at = np.flatnonzero((codes[:-1] == ord("f")) & ((codes[1:] == ord("i")) | (codes[1:] == ord("l"))))
    at = at[(glyphs.x0[at] == glyphs.x0[at + 1]) & (glyphs.x1[at] == glyphs.x1[at + 1])]
    if not len(at) or _FI not in reading.bytes_of:
        return codes
    codes = codes.copy()
    codes[at] = np.where(codes[at + 1] == ord("i"), _FI, _FI + 1)
    codes[at + 1] = 0
    return codes


def _widths(glyphs: Glyphs, spaces: Integers) -> Iterable[Integers]:
    """The spaces by their width relative to the letters of their line: a space and a letter without ink differ."""
    heights = glyphs.bottom - glyphs.top
    tall = np.flatnonzero(heights > 1)
    if not len(tall):
        return [spaces]
    near = tall[np.clip(np.searchsorted(tall, spaces), 0, len(tall) - 1)]
    # the height of one letter varies; the median of those around does not
    around = np.array([np.median(heights[tall[max(at - 20, 0) : at + 20]]) for at in np.searchsorted(tall, near)])
    relative = (glyphs.x1 - glyphs.x0)[spaces] / around
    numbers = np.rint(relative / (GRAIN * 5)).astype(np.int64)
    return [spaces[numbers == number] for number in np.unique(numbers)]


def _letters(codes: Integers, places: Integers, letter: int) -> Integers:
    """Which blanks of one width are a letter: all if most of them complete words, else those before a mark."""
    text = _text(codes)
    before_mark = [at for at in places.tolist() if at + 1 < len(text) and _is_within(text, at, chr(letter))]
    asked = places[:MOST_VOTES].tolist()
    votes = sum(
        at in before_mark or in_words(_around(text, at, chr(letter))) > in_words(_around(text, at, " ")) for at in asked
    )
    return places if 2 * votes > len(asked) else np.array(before_mark, dtype=np.int64)


def _is_within(text: str, at: int, letter: str) -> bool:
    """Whether a blank is certainly a letter: before a mark, or a hyphen between letters that makes them a word."""
    if text[at + 1] in MARKS:
        return True
    is_between = text[at] == "-" and {text[at - 1 : at], text[at + 1]} <= CONSONANTS | MARKS | AA
    return is_between and in_words(_around(text, at, letter)) > in_words(_around(text, at, "-"))


def _merged(glyphs: Glyphs, codes: Integers, places: Integers, reading: Reading) -> list[int]:
    """The spaces of a font after which a letter is missing: pdfium returns one of two blanks."""
    twin, byte = _HIDDEN[reading.latin]
    letters = places[(glyphs.codes[places] == twin) & (codes[places] == reading.meanings[byte])]
    if twin != _SPACE or not len(letters):
        return []
    widths = glyphs.x1 - glyphs.x0
    usual = float(np.median(widths[letters]))
    spaces = places[codes[places] == _SPACE]
    rest = glyphs.lead[spaces] - widths[spaces]
    found: list[int] = spaces[(rest > LIKE[0] * usual) & (rest < LIKE[1] * usual)].tolist()
    return found


def _with_letters(glyphs: Glyphs, spaces: list[int], reading: Reading) -> Glyphs:
    """The glyphs with the missing letter inserted after some spaces, in the room that it has there."""
    order = np.sort(np.concatenate([np.arange(len(glyphs)), np.array(spaces, dtype=np.int64)]))
    made = glyphs.at(order)
    at = np.flatnonzero(order[1:] == order[:-1]) + 1  # the copies of the spaces
    made.codes[at] = reading.meanings[_HIDDEN[reading.latin][1]]
    made.kinds = kinds_of(made.codes)
    made.x0[at] = made.x[at] = made.x1[at]
    made.x1[at] = made.x0[at] + made.lead[at] - (made.x1 - made.x0)[at - 1]
    made.lead[at - 1] = made.x0[at] - made.x[at - 1]
    flat = (made.kinds & Kind.FLAT) != 0
    if flat.any():
        made.top[at] = made.y[at] - float(np.median((made.bottom - made.top)[flat]))
    made.bottom[at] = made.y[at]
    return made


def _name_bullets(glyphs: Glyphs, codes: Integers) -> None:
    """Name the letter and the marks at bytes without a character in WinAnsi, which are shown as bullets.

    The letter is as high as one. The mark is the one with which the text around all of them consists of words.
    """
    bullets = np.flatnonzero(codes == _BULLET)
    if not len(bullets):
        return
    heights = glyphs.bottom - glyphs.top
    letters = (kinds_of(codes) & Kind.FLAT) != 0
    usual = float(np.median(heights[letters])) if letters.any() else 0.0
    codes[bullets[heights[bullets] > usual * LETTER_HIGH]] = readings()[0].meanings[0x90]
    bullets = bullets[(codes[bullets] == _BULLET) & (bullets > 0)]
    raised = bullets[glyphs.bottom[bullets] < ((glyphs.top + glyphs.bottom) / 2)[bullets - 1]]
    marks = {reading.meanings[byte] for reading in readings() for byte in _BULLETS} & set(map(ord, MARKS))
    text = _text(codes)
    scores = {
        mark: sum(in_words(_around(text, at, chr(mark))) for at in raised[:MOST_VOTES].tolist())
        for mark in sorted(marks)
    }
    best = max(scores.values(), default=0)
    if best > 0 and list(scores.values()).count(best) == 1:
        codes[raised] = max(scores, key=lambda mark: scores[mark])


# -- fonts with correct letters and wrong marks -------------------------------------------------------------------


def _is_off(glyphs: Glyphs) -> Flags:
    """Whether the ink is not on the line, where every letter has some."""
    height = glyphs.bottom - glyphs.top
    is_off: Flags = (glyphs.bottom < glyphs.y - height / 2) | (glyphs.top > glyphs.y - height / 2)
    return is_off


def _marks_decoded(glyphs: Glyphs, is_asked: Flags) -> Integers:
    """The codes with Latin ones after Thai letters replaced by marks, in the way with which most words are found."""
    codes = glyphs.codes
    follows = np.zeros(len(codes), dtype=np.bool_)
    follows[1:] = _takes_marks(codes[:-1])
    foreign = ((glyphs.kinds & (Kind.LATIN | Kind.OLD)) != 0) & (codes >= 0x80)
    # two marks of one letter may both be foreign
    follows[2:] |= foreign[1:-1] & ((kinds_of(codes[:-2]) & Kind.CONSONANT) != 0)
    suspects = np.flatnonzero(foreign & follows & _is_off(glyphs) & is_asked)
    if not len(suspects):
        return codes
    best, most = codes, _in_words_at(_text(codes), suspects)
    for marks in _ways(glyphs, suspects):  # the first one of equal ones is taken
        tried = _with_marks(glyphs, suspects, marks)
        score = _in_words_at(_text(tried), suspects)
        if score > most:
            best, most = tried, score
    return best


def _ways(glyphs: Glyphs, suspects: Integers) -> Iterable[tuple[int, ...]]:
    """The different ways to read some codes as marks: by code in ascending order, 0 for one that is no mark."""
    asked, at = np.unique(glyphs.codes[suspects], return_inverse=True)
    is_ring = np.zeros(len(asked), dtype=np.bool_)
    is_ring[at[_look_like_rings(glyphs, suspects)]] = True
    rings, others = set(asked[is_ring].tolist()), set(asked[~is_ring].tolist())
    numbered = sorted(numberings(asked), key=lambda each: (-len(rings & each.rings), len(others & each.rings)))
    codes = asked.tolist()
    found = dict.fromkeys(
        tuple(_mark(reading.meanings[reading.bytes_of.get(code, 0)]) for code in codes)
        for reading in (*readings(), *numbered)
    )
    return [marks for marks in found if any(marks)]


def _mark(code: int) -> int:
    return code if code and chr(code) in MARKS else 0


def _takes_marks(codes: Integers) -> Flags:
    found: Flags = (kinds_of(codes) & (Kind.CONSONANT | Kind.MARK)) != 0
    return found


def _look_like_rings(glyphs: Glyphs, suspects: Integers) -> Flags:
    """Which suspects are round and before a sara aa. A tone may be so, too, where that gives more words."""
    width, height = (glyphs.x1 - glyphs.x0)[suspects], (glyphs.bottom - glyphs.top)[suspects]
    follows = (glyphs.kinds[np.minimum(suspects + 1, len(glyphs) - 1)] & Kind.AA) != 0
    found: Flags = follows & (width >= ROUND * height) & (height >= ROUND * width)
    return found


def _with_marks(glyphs: Glyphs, suspects: Integers, marks: tuple[int, ...]) -> Integers:
    """The codes with the suspects read as `marks` (see `_ways`). Quotes and dashes stay where that gives more words."""
    codes = glyphs.codes.copy()
    _, numbers = np.unique(codes[suspects], return_inverse=True)
    meant = np.array(marks)[numbers]
    follows = _takes_marks(codes[suspects - 1])
    behind = np.flatnonzero(np.diff(suspects, prepend=-1) == 1)  # those behind another suspect, in order
    for at in behind.tolist():
        follows[at] |= bool(follows[at - 1] and meant[at - 1])
    is_mark = follows & (meant != 0)
    codes[suspects[is_mark]] = meant[is_mark]
    for at in suspects[is_mark & ((glyphs.kinds[suspects] & Kind.OLD) == 0)].tolist():
        text = _text(codes[max(at - REACH, 0) : at + REACH])
        here, sign = min(at, REACH), chr(int(glyphs.codes[at]))
        if text[here + 1 : here + 2] not in MARKS and _score_of(_around(text, here, sign)) >= _score_of(text):
            codes[at] = glyphs.codes[at]
    return codes


def _in_words_at(text: str, places: Integers) -> int:
    return sum(_in_words_of(text[max(at - REACH, 0) : at + REACH]) for at in places[:MOST_VOTES].tolist())


_score_of = lru_cache(maxsize=1 << 14)(in_words)


@lru_cache(maxsize=1 << 14)
def _in_words_of(piece: str) -> int:
    """The letters in words of a piece of text. Pages have the same ones, and most readings leave a piece as it is."""
    joined, count = RING_AND_AA.subn(rf"\1{SARA_AM}", piece)
    return in_words(joined) + LONGER * count


def _around(text: str, at: int, char: str) -> str:
    return text[max(at - REACH, 0) : at] + char + text[at + 1 : at + REACH]


def _text(codes: Integers) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le")
