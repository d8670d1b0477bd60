"""What a glyph is where the text layer does not say: asked of the font itself.

The witnesses, the best first:
- the font's own names: its character map, its glyph names, what its substitutions put it in place of;
- its outline: the same as that of a glyph whose meaning is known, in this font or another one of the page;
- its neighbours: fonts lay out the tones, and the digits, one after the other;
- what is known of the family (`schemas/thai_fonts.toml`).
A glyph is found in the font's program by its code, if the text layer gives that, and by the size and place of its ink.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from extract.read.pdf.calls import Calls
from extract.read.pdf.digit_shapes import digit_of, draws_thai_digits
from extract.read.pdf.font_data import font_data
from extract.read.pdf.font_files import open_program
from extract.read.pdf.font_program import FontProgram, GlyphBox, Outline
from extract.read.pdf.glyph_arrays import Flags
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.kinds import ARABIC, GROUNDED, RAISED_MARKS, Kind, is_meaningless
from extract.read.pdf.letters import BELOW, UNKNOWN
from normalize.script import DIGITS, LETTERS, THANTHAKHAT, TONES

RUNS = (TONES + THANTHAKHAT, "0123456789", DIGITS)
"""What fonts lay out one after the other, wherever they do."""

PLACED = RAISED_MARKS | BELOW | GROUNDED
"""What stands on one side of the letters, or on the line."""

ON_THE_LINE = 0.25
"""Share of its height by which a mark below the letters may reach above the baseline."""

PLAIN = frozenset(LETTERS + string.ascii_letters + string.digits + string.punctuation)
"""Codes that mean what they say, unless the font has no Unicode value for them."""

FLAT = 2.0
"""Thousandths of the font's size up to which a box is no ink: pdfium gives a glyph without ink one of a thousandth."""

LEAST_INK = 0.5
"""Points; what is higher is no space."""

REACH = 8
"""How far off, in glyphs, a neighbour tells."""

KEPT_PROGRAMS = 64
"""Font programs that are kept open from page to page of a document."""


class FontBook:
    """The embedded font programs of one document; each is read when a page needs it, and once."""

    def __init__(self, raw: Any, data: bytes = b"") -> None:  # noqa: ANN401 (pypdfium2 has no types)
        """`data` is the whole PDF."""
        self.raw = raw
        self.data = data
        self.programs: dict[str, FontProgram | None] = {}

    def program(self, address: int) -> FontProgram | None:
        """The program of a font of the open page; None where it is not embedded or of another kind."""
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
        """Whether a font of the open page draws Thai digits at these codes of Arabic ones."""
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
    """What is known of the glyphs of a page's fonts: by number in each font, by outline in all of them."""

    programs: dict[int, FontProgram | None]
    names: dict[int, dict[int, str]]
    outlines: dict[Outline, str]


def name_glyphs(chars: Sequence[Char], calls: Calls, book: FontBook, repairs: Counter[str]) -> None:
    """Name the glyphs of a page whose codes mean nothing or lie, in place; what stays unnamed is U+FFFD."""
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


def needs_names(glyphs: Glyphs, book: FontBook) -> bool:
    """Whether `name_glyphs` would find anything to ask a font about; most pages have nothing."""
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
    """For all glyphs what `is_misplaced` tells of one."""
    heights = glyphs.bottom - glyphs.top
    grounded, below, raised = ((glyphs.kinds & kind) != 0 for kind in (Kind.GROUNDED, Kind.BELOW, Kind.RAISED))
    is_above = (grounded | below) & (glyphs.bottom < glyphs.y - heights)
    is_below = grounded & (heights > 0) & (heights < glyphs.bottom - glyphs.y)
    misplaced: Flags = is_above | is_below | (raised & (glyphs.top > glyphs.y - ON_THE_LINE * heights))
    return misplaced


def _name_digits(chars: Sequence[Char], book: FontBook, repairs: Counter[str]) -> None:
    """Thai digits in fonts that draw them at the codes of the Arabic ones."""
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
    """Whether a glyph's ink stands where what its code names never stands, seen from its own baseline.

    Programs that name a glyph after the cluster in which they saw it first call a sara uu a tone, say; where one has
    no name, its number in the font may be taken for a Latin character. A superscript has a baseline of its own.
    """
    if char.char in BELOW or char.char in GROUNDED:
        is_above = char.bottom < char.y - char.height
        return is_above or (char.char in GROUNDED and 0 < char.height < char.bottom - char.y)
    return char.char in RAISED_MARKS and char.top > char.y - ON_THE_LINE * char.height


def _doubt_misplaced(chars: Sequence[Char]) -> None:
    """Doubt the codes of marks that are misplaced, if only somewhere, alone."""
    misplaced = [char for char in chars if char.char in PLACED and is_misplaced(char)]
    lying = _lying(misplaced)
    for char in misplaced:
        char.unsure = char.unsure or (char.font, char.char) in lying


def _lying(misplaced: Sequence[Char]) -> set[tuple[int, str]]:
    """The fonts and codes of misplaced glyphs that stand alone.

    One above and one below a letter may only have changed places, as in an ActualText, which gives the characters of
    a cluster in standard order whatever the order of its glyphs; together they are right.
    """
    paired = {char.index for char in misplaced if any(_changed_places(char, other) for other in misplaced)}
    return {(char.font, char.char) for char in misplaced if char.index not in paired}


def _changed_places(char: Char, other: Char) -> bool:
    """Whether a mark stands where the other one belongs, over or under the same letter."""
    is_pair = (char.char in BELOW) != (other.char in BELOW) and abs(char.y - other.y) < ON_THE_LINE * char.height
    return is_pair and max(char.x0, other.x0) < min(char.x1, other.x1)


def is_doubtful(char: Char) -> bool:
    """Whether a code means nothing: none in the font, U+FFFD, control or private-use codes, a space that has ink."""
    has_ink = char.char in " \xa0" and char.bottom - char.top > LEAST_INK
    return char.unsure or has_ink or is_meaningless(char.char)


def _settle(char: Char, text: str, reason: str, repairs: Counter[str]) -> None:
    if text:
        char.char, char.unsure = text, False
        repairs[reason] += 1
    elif char.unsure:
        char.char = UNKNOWN
        repairs["unmapped"] += 1


# -- the glyph in its font ----------------------------------------------------------------------------------------


def glyph_box(char: Char, calls: Calls) -> GlyphBox | None:
    """The ink of a glyph in thousandths of its font's size; None where it is turned, slanted or has no ink."""
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
    """The numbers that a glyph may have in its font: its code where the ink agrees, else those with this ink."""
    code = ord(char.char)
    glyphs = program.matching(box) if box is not None else []
    if not char.unsure or code >= len(program.boxes):
        return glyphs
    has_ink = box is not None and box[3] - box[1] > FLAT
    if code in glyphs or box is None or (not has_ink and program.boxes[code] is None):
        return [code]
    return glyphs


def _learn(chars: Iterable[Char], calls: Calls, known: _Known) -> None:
    """Add what the reliable characters of the page tell of their glyphs, and the outlines of all that is known."""
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
            outline = program.outline(glyph) if program else None
            if outline is not None:
                known.outlines.setdefault(outline, meaning)


# -- answers ------------------------------------------------------------------------------------------------------


def _answer(char: Char, box: GlyphBox | None, known: _Known) -> tuple[str, str]:
    """What a glyph is and how that is known; "" where nothing tells."""
    program = known.programs[char.font]
    assert program is not None
    glyphs = _glyphs(char, box, program)
    return next(
        ((meaning, reason) for meaning, reason in _witnesses(char, glyphs, program, known) if meaning), ("", "")
    )


def _witnesses(char: Char, glyphs: list[int], program: FontProgram, known: _Known) -> Iterator[tuple[str, str]]:
    """What each witness says a glyph is, "" where it says nothing, the best witness first."""
    names = known.names[char.font]
    yield _agreed(names.get(glyph, "") for glyph in glyphs), "font_name"
    yield _agreed(known.outlines.get(program.outline(glyph) or (), "") for glyph in glyphs), "font_outline"
    if len(glyphs) == 1:
        yield " " if program.boxes[glyphs[0]] is None else "", "font_blank"
        yield _from_neighbours(glyphs[0], names), "font_order"
    yield _agreed(digit_of(program, glyph) for glyph in glyphs), "font_digits"
    for glyph in glyphs:
        yield font_data().family(char.font_name).get(glyph, ""), "font_family"
    yield _from_family(char)


def _agreed(meanings: Iterable[str]) -> str:
    """The one meaning that all glyphs have; "" where they differ or one has none."""
    found = set(meanings)
    return found.pop() if len(found) == 1 else ""


def _from_neighbours(glyph: int, names: dict[int, str]) -> str:
    """What a font that lays its glyphs out in the order of their codes must have at a place.

    The nearest known glyphs on both sides agree on it, or three on one side do; a tone or a digit follows from the
    nearest one of its kind.
    """
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


def _expected(glyph: int, known: int, names: dict[int, str]) -> str:
    """What stands at `glyph` if codes rise from `known` on as glyph numbers do; "" outside the kinds laid out so."""
    code = ord(names[known]) + glyph - known
    for run in (*RUNS, LETTERS):
        if names[known] in run:
            return chr(code) if chr(code) in run else ""
    return ""


def _from_family(char: Char) -> tuple[str, str]:
    """What the table of symbol fonts, or of families, says of a code."""
    code = ord(char.char)
    symbols = font_data().symbol(char.font_name)
    if symbols is not None and 0xF020 <= code <= 0xF0FF:
        low = code & 0xFF
        return symbols.get(low, chr(low) if low == 0x20 else ""), "symbol"
    if char.unsure and (meaning := font_data().family(char.font_name).get(code, "")):
        return meaning, "font_family"
    return "", ""
