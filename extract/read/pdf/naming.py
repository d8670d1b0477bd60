"""Identifies glyphs by their font if the text layer does not give their characters.

Sources of evidence, the best first:
- names in the font: its character map, its glyph names, its substitutions;
- its outline, if equal to that of a known glyph in this font or another one of the page;
- its neighbours: fonts contain the tones, and the digits, in sequence;
- known data of the font family (`schemas/thai_fonts.toml`).
A glyph is found in the font program by its code, if the text layer gives it, and by size and position of its ink.
"""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np

from extract.read.pdf.calls import Calls
from extract.read.pdf.digit_shapes import digit_of, draws_thai_digits
from extract.read.pdf.font_data import font_data
from extract.read.pdf.font_files import open_program
from extract.read.pdf.font_program import FontProgram, GlyphBox
from extract.read.pdf.glyph_arrays import Flags
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.kinds import ACCENTED, ARABIC, GROUNDED, RAISED_MARKS, Kind, is_meaningless, kinds_of
from extract.read.pdf.letters import BELOW, UNKNOWN
from normalize.script import DIGITS, LETTERS, THANTHAKHAT, TONES

RUNS = (TONES + THANTHAKHAT, "0123456789", DIGITS)
"""Characters that fonts contain in sequence."""

PLACED = RAISED_MARKS | BELOW | GROUNDED
"""Characters above the letters, below them, or on the line."""

ON_THE_LINE = 0.25
"""Maximum part of a lower mark above the baseline, as a share of its height."""

PLAIN = frozenset(LETTERS + string.ascii_letters + string.digits + string.punctuation)
"""Codes that are reliable, unless the font has no Unicode value for them."""

SIDE_BY_SIDE = 2
"""Maximum distance of two marks of one letter in the content."""

FLAT = 2.0
"""Maximum box size of a glyph without ink, in thousandths of the font size. pdfium returns one thousandth for these."""

LEAST_INK = 0.5
"""Points. A higher glyph is not a space."""

REACH = 8
"""Maximum distance of a neighbour used as evidence, in glyphs."""

ORDERED = 0.75
"""Minimum share of letters that follow one with a lower code, in a font in code order. Shuffled ones have 0.5."""

FIRST_FOREIGN = 0x80
"""The first code that may be a byte of an old encoding."""

KEPT_PROGRAMS = 64
"""Number of font programs kept open between pages of a document."""


class FontBook:
    """The embedded font programs of one document. Each is read once, when a page first needs it."""

    def __init__(self, raw: Any, data: bytes = b"") -> None:  # noqa: ANN401 (pypdfium2 has no types)
        """`data` is the whole PDF."""
        self.raw = raw
        self.data = data
        self.programs: dict[str, FontProgram | None] = {}

    def program(self, address: int) -> FontProgram | None:
        """The program of a font of the open page; None if it is not embedded or of another type."""
        data = self._data(address)
        if data is None:
            return None
        key = sha256(data).hexdigest()
        if key not in self.programs:
            if len(self.programs) >= KEPT_PROGRAMS:
                self.programs.clear()
            self.programs[key] = open_program(data)
        return self.programs[key]

    def draws_thai_digits(self, address: int, font_name: str, codes: set[str]) -> bool:
        """Whether a font of the open page draws Thai digits at these codes of Arabic digits."""
        import ctypes

        return bool(address) and draws_thai_digits(self.raw, ctypes.cast(address, self.raw.FPDF_FONT), font_name, codes)

    def _data(self, address: int) -> bytes | None:
        import ctypes

        font = ctypes.cast(address, self.raw.FPDF_FONT)
        if not address or self.raw.FPDFFont_GetIsEmbedded(font) != 1:
            return None
        size = ctypes.c_size_t()
        self.raw.FPDFFont_GetFontData(font, None, 0, size)
        buffer = (ctypes.c_uint8 * size.value)()
        if not size.value or not self.raw.FPDFFont_GetFontData(font, buffer, size.value, size):
            return None
        return bytes(buffer)


@dataclass(slots=True)
class _Known:
    """The known glyphs of a page's fonts: by number in each font, by the size of their ink across all fonts."""

    programs: dict[int, FontProgram | None]
    names: dict[int, dict[int, str]]
    sizes: dict[tuple[int, int], list[tuple[FontProgram, int, str]]]

    def alike(self, program: FontProgram, glyph: int) -> str:
        """The meaning of the first known glyph with the same outline. Only those of its size are drawn."""
        size = program.size(glyph)
        alike = self.sizes.get(size, ()) if size else ()
        outline = program.outline(glyph) if alike else None
        found = (meaning for other, at, meaning in alike if other.outline(at) == outline)
        return next(found, "") if outline else ""


def name_glyphs(chars: Sequence[Char], calls: Calls, book: FontBook, repairs: Counter[str]) -> None:
    """Name the glyphs of a page with meaningless or wrong codes, in place. Unidentified glyphs become U+FFFD."""
    _name_digits(chars, book, repairs)
    _doubt_misplaced(chars)
    doubtful = [char for char in chars if (char.unsure or char.char not in PLAIN) and is_doubtful(char)]
    if not doubtful:
        return
    known = _Known({}, {}, {})
    for font in dict.fromkeys(char.font for char in chars):
        program = known.programs[font] = book.program(font)
        known.names[font] = dict(program.names) if program else {}
    answers: dict[tuple[int, str, bool, GlyphBox | None], tuple[str, str]] = {}
    has_learnt = False
    for char in doubtful:
        if known.programs.get(char.font) is None:
            _settle(char, *_from_family(char), repairs)
            continue
        if not has_learnt:
            _learn(chars, calls, known)
            has_learnt = True
        box = glyph_box(char, calls)
        key = (char.font, char.char, char.unsure, box and (round(box[0]), round(box[1]), round(box[2]), round(box[3])))
        if key not in answers:
            answers[key] = _answer(char, box, known)
        _settle(char, *answers[key], repairs)


def with_own_names(glyphs: Glyphs, calls: Calls, book: FontBook, repairs: Counter[str]) -> Glyphs:
    """The glyphs, with those named that have no code in the text layer, but a Thai name in their font.

    pdfium returns the number of such a glyph as its character, which may look like a byte of an old encoding. What the
    font says is certain; words decide only where it says nothing.
    """
    asked = np.flatnonzero(glyphs.unsure & (glyphs.codes >= FIRST_FOREIGN))
    if not len(asked):
        return glyphs
    codes, unsure = glyphs.codes.copy(), glyphs.unsure.copy()
    pairs = np.stack((glyphs.fonts[asked], glyphs.codes[asked]), axis=1)
    _, first, numbers = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    for number, char in enumerate(glyphs.chars(asked[first])):
        program = book.program(char.font)
        found = _glyphs(char, glyph_box(char, calls), program) if program else []
        name = _agreed(program.names.get(glyph, "") for glyph in found) if program else ""
        if name and name in LETTERS:
            same = asked[numbers == number]
            codes[same], unsure[same] = ord(name), False
            repairs["font_name"] += len(same)
    return replace(glyphs, codes=codes, kinds=kinds_of(codes), unsure=unsure)


def needs_names(glyphs: Glyphs, book: FontBook) -> bool:
    """Whether `name_glyphs` has anything to do. Most pages need nothing."""
    kinds = glyphs.kinds
    has_ink = ((kinds & Kind.BLANK) != 0) & (glyphs.bottom - glyphs.top > LEAST_INK)
    if (has_ink | glyphs.unsure | ((kinds & Kind.MEANINGLESS) != 0)).any():
        return True
    misplaced = np.flatnonzero(_misplaced(glyphs))
    if len(misplaced) and _lying(glyphs.chars(misplaced)):
        return True
    digits = np.flatnonzero(kinds & Kind.DIGIT)
    seen = set(zip(glyphs.fonts[digits].tolist(), glyphs.codes[digits].tolist(), strict=True))
    fonts = {font: {chr(code) for of, code in seen if of == font} for font, _ in seen}
    return any(book.draws_thai_digits(font, glyphs.font_names.get(font, ""), codes) for font, codes in fonts.items())


def _misplaced(glyphs: Glyphs) -> Flags:
    """`is_misplaced` for all glyphs."""
    heights = glyphs.bottom - glyphs.top
    grounded, below, raised = ((glyphs.kinds & kind) != 0 for kind in (Kind.GROUNDED, Kind.BELOW, Kind.RAISED))
    is_above = (grounded | below) & (glyphs.bottom < glyphs.y - heights)
    is_below = grounded & (heights > 0) & (heights < glyphs.bottom - glyphs.y)
    misplaced: Flags = is_above | is_below | (raised & (glyphs.top > glyphs.y - ON_THE_LINE * heights))
    return misplaced


def _name_digits(chars: Sequence[Char], book: FontBook, repairs: Counter[str]) -> None:
    """Name Thai digits in fonts that draw them at the codes of Arabic digits."""
    codes: dict[int, set[str]] = {}
    for char in chars:
        if char.char in ARABIC and not char.unsure:
            codes.setdefault(char.font, set()).add(char.char)
    names = {char.font: char.font_name for char in chars if char.font in codes}
    thai = {font for font, seen in codes.items() if book.draws_thai_digits(font, names[font], seen)}
    for char in chars if thai else ():
        if char.font in thai and char.char in ARABIC and not char.unsure:
            char.char = chr(ord(char.char) - 0x30 + 0x0E50)
            repairs["thai_digit_font"] += 1


def is_misplaced(char: Char) -> bool:
    """Whether a glyph's ink is at an impossible position for its code, relative to its own baseline.

    Programs that name a glyph after the cluster of its first use may name a sara uu as a tone. The glyph number of an
    unnamed glyph may be read as a Latin character. A superscript has its own baseline.
    """
    if char.char in BELOW or char.char in GROUNDED:
        is_above = char.bottom < char.y - char.height
        return is_above or (char.char in GROUNDED and 0 < char.height < char.bottom - char.y)
    return char.char in RAISED_MARKS and char.top > char.y - ON_THE_LINE * char.height


def _doubt_misplaced(chars: Sequence[Char]) -> None:
    """Mark the codes of marks as doubtful that are misplaced and alone at least once."""
    misplaced = [char for char in chars if char.char in PLACED and is_misplaced(char)]
    lying = _lying(misplaced)
    for char in misplaced:
        char.unsure = char.unsure or (char.font, char.char) in lying


def _lying(misplaced: Sequence[Char]) -> set[tuple[int, str]]:
    """The fonts and codes of misplaced glyphs without a counterpart.

    A mark above and a mark below a letter may only be swapped, as in an ActualText, which gives the characters of a
    cluster in standard order whatever the order of its glyphs. Together they are correct.
    """
    paired = {char.index for char in misplaced if any(_changed_places(char, other) for other in misplaced)}
    return {(char.font, char.char) for char in misplaced if char.index not in paired}


def _changed_places(char: Char, other: Char) -> bool:
    """Whether two marks over and under the same letter are swapped. In slanted type they are side by side."""
    is_pair = (char.char in BELOW) != (other.char in BELOW) and abs(char.y - other.y) < ON_THE_LINE * char.height
    room = max(char.width, other.width) if abs(char.index - other.index) <= SIDE_BY_SIDE else 0.0
    return is_pair and max(char.x0, other.x0) < min(char.x1, other.x1) + room


def is_doubtful(char: Char) -> bool:
    """Whether a code is meaningless: not in the font, U+FFFD, control or private-use codes, a space with ink."""
    has_ink = char.char in " \xa0" and char.bottom - char.top > LEAST_INK
    return char.unsure or has_ink or is_meaningless(char.char)


def _settle(char: Char, text: str, reason: str, repairs: Counter[str]) -> None:
    if text:
        char.char, char.unsure = text, False
        repairs[reason] += 1
    elif char.unsure or char.char == UNKNOWN:
        char.char, char.unsure = UNKNOWN, True
        repairs["unmapped"] += 1


# -- the glyph in its font ----------------------------------------------------------------------------------------


def glyph_box(char: Char, calls: Calls) -> GlyphBox | None:
    """The ink box of a glyph in thousandths of its font size; None if it is rotated, slanted or without ink."""
    size = calls.font_size(char.index)
    a, b, c, d = calls.matrix(char.index)
    if not size or not a or not d or abs(b) > 1e-3 * abs(a) or abs(c) > 1e-3 * abs(d):
        return None
    x, y = calls.origin(char.index)
    left, right, bottom, top = calls.box(char.index)
    if top <= bottom:
        return None
    wide, high = 1000 / (size * a), 1000 / (size * d)
    return (left - x) * wide, (bottom - y) * high, (right - x) * wide, (top - y) * high


def _glyphs(char: Char, box: GlyphBox | None, program: FontProgram) -> list[int]:
    """The possible glyph numbers in the font: the code if its ink agrees, else all glyphs with this ink."""
    code = ord(char.char)
    glyphs = program.matching(box) if box is not None else []
    if not char.unsure or code >= len(program.boxes):
        return glyphs
    has_ink = box is not None and box[3] - box[1] > FLAT
    if code in glyphs or box is None or (not has_ink and program.boxes[code] is None):
        return [code]
    return glyphs


def _learn(chars: Iterable[Char], calls: Calls, known: _Known) -> None:
    """Add the glyphs of the reliable characters of the page, and the sizes of all known glyphs."""
    first: dict[tuple[int, str], Char] = {}
    for char in chars:
        if not is_doubtful(char) and not char.char.isspace():
            first.setdefault((char.font, char.char), char)
    for (font, code), char in first.items():
        program = known.programs.get(font)
        box = glyph_box(char, calls) if program else None
        if program is None or box is None:
            continue
        glyphs = program.matching(box)
        meaning = font_data().private_use.get(code, code)
        if len(glyphs) == 1:
            known.names[font].setdefault(glyphs[0], meaning)
    for font, names in known.names.items():
        program = known.programs[font]
        for glyph, meaning in names.items() if program else ():
            if program and (size := program.size(glyph)):
                known.sizes.setdefault(size, []).append((program, glyph, meaning))


# -- evidence -----------------------------------------------------------------------------------------------------


def _answer(char: Char, box: GlyphBox | None, known: _Known) -> tuple[str, str]:
    """The character of a glyph and its source of evidence; "" if there is none."""
    program = known.programs[char.font]
    assert program is not None
    glyphs = _glyphs(char, box, program)
    return next(
        ((meaning, reason) for meaning, reason in _witnesses(char, glyphs, program, known) if meaning), ("", "")
    )


def _witnesses(char: Char, glyphs: list[int], program: FontProgram, known: _Known) -> Iterator[tuple[str, str]]:
    """The character by each source of evidence, the best first; "" if it has none."""
    names = known.names[char.font]
    yield _agreed(names.get(glyph, "") for glyph in glyphs), "font_name"
    yield _agreed(known.alike(program, glyph) for glyph in glyphs), "font_outline"
    if len(glyphs) == 1:
        yield " " if program.boxes[glyphs[0]] is None else "", "font_blank"
        yield _from_neighbours(glyphs[0], names), "font_order"
    yield _agreed(digit_of(program, glyph) for glyph in glyphs), "font_digits"
    for glyph in glyphs:
        yield font_data().family(char.font_name).get(glyph, ""), "font_family"
    yield _from_family(char)


def _agreed(meanings: Iterable[str]) -> str:
    """The common meaning of all glyphs; "" if they differ or one has none."""
    found = set(meanings)
    return found.pop() if len(found) == 1 else ""


def _from_neighbours(glyph: int, names: dict[int, str]) -> str:
    """The character at a position in a font whose glyphs are in code order.

    The nearest known glyphs on both sides, or three on one side, must agree on it. For a tone or a digit, the nearest
    one of its kind is enough.
    """
    if not _is_in_order(names):
        return ""
    left = [_expected(glyph, at, names) for at in range(glyph - 1, glyph - REACH, -1) if at in names][:3]
    right = [_expected(glyph, at, names) for at in range(glyph + 1, glyph + REACH) if at in names][:3]
    if left and right and left[0] == right[0]:
        return left[0]
    for side in (left, right):
        if len(side) == 3 and side[0] and len(set(side)) == 1:
            return side[0]
    for meaning in (*left[:1], *right[:1]):
        if any(meaning in run for run in RUNS if meaning) and not (left and right and left[0] and right[0]):
            return meaning
    return ""


def _is_in_order(names: dict[int, str]) -> bool:
    """Whether a font's glyphs are in code order. Some programs number them by their first use in the document."""
    letters = [(glyph, ord(name)) for glyph, name in sorted(names.items()) if name in LETTERS]
    rises = sum(code > before for (_, before), (_, code) in pairwise(letters))
    return rises >= ORDERED * (len(letters) - 1)


def _expected(glyph: int, known: int, names: dict[int, str]) -> str:
    """The character at `glyph` if codes increase from `known` like glyph numbers; "" outside such sequences."""
    code = ord(names[known]) + glyph - known
    for run in (*RUNS, LETTERS):
        if names[known] in run:
            return chr(code) if chr(code) in run and unicodedata.category(chr(code)) != "Cn" else ""
    return ""


def _from_family(char: Char) -> tuple[str, str]:
    """The character of a code in the table of symbol fonts or of font families."""
    code = ord(char.char)
    symbols = font_data().symbol(char.font_name)
    if symbols is not None and 0xF020 <= code <= 0xF0FF:
        low = code & 0xFF
        return symbols.get(low, chr(low) if low == 0x20 else ""), "symbol"
    if char.unsure and (meaning := font_data().family(char.font_name).get(code, "")):
        return meaning, "font_family"
    is_raised_letter = char.char in ACCENTED and is_misplaced(char)
    return (font_data().family("UPC").get(code, ""), "raised_tone") if is_raised_letter else ("", "")
