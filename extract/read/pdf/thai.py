"""Glyphs of a PDF page to lines of Thai text, whatever their order and their codes in the text layer.

What a glyph is follows from where its ink stands, not from the order in which the content draws it: a mark belongs to
the letter that its ink is over; a "space" with ink above the letters is the ring of sara am; a "sara am" no taller than
the letters is a plain sara aa. Every repair has a reason code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from extract.read.layout.printed import Cluster, PrintedLine
from extract.read.pdf.chars import Char

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
AA = (SARA_AA, SARA_AM)
UNKNOWN = "\ufffd"
BELOW = frozenset("\u0e38\u0e39\u0e3a")
ABOVE = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d")
TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
TOPS = frozenset("\u0e4c\u0e4e")
MARKS = BELOW | ABOVE | TONES | TOPS
RANK = {**dict.fromkeys(BELOW, 0), **dict.fromkeys(ABOVE, 1), **dict.fromkeys(TONES, 2), **dict.fromkeys(TOPS, 3)}
CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
FLAT = frozenset("กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ")
"""Consonants without a part above or below the others: their ink gives the height of a letter."""

# The raised tone marks of the UPC fonts: glyph codes that no ToUnicode line covers.
UPC_TONES = dict(zip("ÉÊËÌÍ", "่้๊๋์", strict=True))

# Microsoft's private-use codes for Thai marks moved left, down or without their foot.
PRIVATE_USE = dict(
    zip(
        (chr(code) for code in range(0xF700, 0xF71B)),
        "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ุู\u0e3a",
        strict=True,
    )
)

ARABIC = frozenset("0123456789")
DRAWS_THAI_DIGITS = re.compile(r"IT\s?(?:๙|9)(?![0-9])")
"""Fonts made for government papers (TH SarabunIT๙ and its kin) draw Thai digits at the codes of the Arabic ones."""

SAME_PLACE = 0.12
"""Distance of two origins, in letter heights, within which one glyph is drawn twice."""

OFF_AIM = 0.3
"""What a point between a mark's middle and a letter's right half weighs against a point of common ink."""

RAISED = 0.55
"""A mark's foot stands at least this many letter heights above the baseline."""

ROUND = 0.7
"""Least ratio of a ring's sides."""

TALL = 0.22
"""What sara am's ring adds to the height of sara aa, in letter heights, at the least."""


@dataclass(slots=True)
class PageText:
    """The printed lines of a page in reading order, and what was repaired in them."""

    lines: list[PrintedLine]
    repairs: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Base:
    """A letter on the baseline and the marks that its ink carries."""

    char: Char
    text: str
    marks: list[Char] = field(default_factory=list)
    repeats: list[Char] = field(default_factory=list)
    """Marks that an ActualText gives at the letter's own place; their glyphs come again as marks."""


def page_text(chars: Sequence[Char]) -> PageText:
    """The lines of the characters of one direction of writing."""
    repairs: Counter[str] = Counter()
    seen = _without_doubles([_decoded(char, repairs) for char in chars if _has_place(char)], repairs)
    groups = _baselines(seen)
    _name_rings(groups, repairs)
    lines = [_line(group, repairs) for group in groups]
    return PageText([line for line in lines if line.clusters], repairs)


# -- codes --------------------------------------------------------------------------------------------------------


def _has_place(char: Char) -> bool:
    return char.char not in "\r\n\x00\ufffe\uffff\x02"


def _decoded(char: Char, repairs: Counter[str]) -> Char:
    """A glyph whose code has one fixed meaning."""
    code = char.char
    if code in PRIVATE_USE:
        char.char = PRIVATE_USE[code]
        repairs["private_use"] += 1
    elif code in UPC_TONES and (char.unsure or "UPC" in char.font_name):
        char.char, char.unsure = UPC_TONES[code], False
        repairs["raised_tone"] += 1
    elif "\u0e00" <= code <= "\u0e7f":
        char.unsure = False
    elif code in ARABIC and DRAWS_THAI_DIGITS.search(char.font_name):
        char.char = chr(ord(code) - 0x30 + 0x0E50)
        repairs["thai_digit_font"] += 1
    return char


def _without_doubles(chars: Sequence[Char], repairs: Counter[str]) -> list[Char]:
    """Glyphs drawn twice at one place (bold by double printing, doubled marks) only once."""
    kept: list[Char] = []
    places: dict[tuple[str, int, int], list[Char]] = {}
    for char in chars:
        near = max(char.height * SAME_PLACE, 0.35)
        cell = (char.char, int(char.x0 // 4), int(char.y // 4))
        others = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((cell[0], cell[1] + dx, cell[2] + dy), ())
        )
        if char.char != " " and any(_is_double(char, other, near) for other in others):
            repairs["doubled"] += 1
            continue
        places.setdefault(cell, []).append(char)
        kept.append(char)
    return kept


def _is_double(char: Char, other: Char, near: float) -> bool:
    return (
        abs(char.x0 - other.x0) <= near
        and abs(char.x1 - other.x1) <= near
        and abs(char.bottom - other.bottom) <= near
        and abs(char.top - other.top) <= near
    )


# -- lines --------------------------------------------------------------------------------------------------------


def letter_height(chars: Iterable[Char]) -> float:
    """The usual height of a flat consonant's ink, of a digit's or a Latin letter's where there is none."""
    heights = [char.height for char in chars if char.char in FLAT and char.height > 0]
    if not heights:
        heights = [char.height for char in chars if char.char.isalnum() and char.height > 0]
    return median(heights) if heights else 6.0


def _baselines(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters by baseline, top down."""
    height = letter_height(chars)
    groups: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.y):
        if groups and char.y - groups[-1][-1].y <= height * 0.2 and char.y - groups[-1][0].y <= height * 0.6:
            groups[-1].append(char)
        else:
            groups.append([char])
    return groups


def _name_rings(lines: Sequence[Sequence[Char]], repairs: Counter[str]) -> None:
    """Call sara am's ring a ring where the font gives it the code of something else, such as a zero, or none.

    Nothing but a mark stands raised before sara aa. A tone without a code would too, but stands before other letters
    as well, so a code is the ring's only if it stands raised before sara aa alone.
    """
    raised: dict[tuple[int, str], list[tuple[Char, bool]]] = {}
    for chars in lines:
        height, baseline = letter_height(chars), median(char.y for char in chars)
        following = ""
        for char in sorted(chars, key=_middle, reverse=True):
            if char.char in MARKS or char.char.isspace():
                continue
            if _is_raised(char, baseline, height):
                raised.setdefault((char.font, char.char), []).append((char, following in AA))
            else:
                following = char.char
    for found in raised.values():
        if all(before_aa and _is_round(char) for char, before_aa in found):
            repairs["sara_am_ring"] += len(found)
            for char, _ in found:
                char.char, char.unsure = NIKHAHIT, False


def _is_raised(char: Char, baseline: float, height: float) -> bool:
    """Whether a glyph's ink is small and stands above the letters."""
    is_above = (baseline - char.bottom) / height >= RAISED
    return is_above and 0 < char.height < height and char.width < height


def _is_round(char: Char) -> bool:
    return ROUND <= char.width / char.height <= 1 / ROUND


def _line(chars: Sequence[Char], repairs: Counter[str]) -> PrintedLine:
    height = letter_height(chars)
    baseline = median(char.y for char in chars)
    spaces: list[float] = []
    bases: list[_Base] = []
    marks: list[Char] = []
    for char in chars:
        if _is_mark(char, baseline, height, repairs):
            marks.append(char)
        elif char.char.isspace() or char.char == "\xa0":
            spaces.append((char.x0 + char.x1) / 2)
        else:
            bases.append(_Base(char, _base_text(char, baseline, height, repairs)))
    bases.sort(key=lambda base: (base.char.x0 + base.char.x1) / 2)
    _attach(marks, bases, height)
    clusters = _clusters(bases, repairs)
    return PrintedLine(clusters, sorted(spaces), height, baseline)


def _is_mark(char: Char, baseline: float, height: float, repairs: Counter[str]) -> bool:
    """Whether a glyph's ink stands above or below the letters; what it is follows from that where its code lies."""
    if char.char in MARKS:
        return True
    if not _is_raised(char, baseline, height):
        return False
    if char.char.isspace() or char.char in (UNKNOWN, SARA_AM):
        repairs["sara_am_ring"] += 1
        char.char = NIKHAHIT
        return True
    if char.unsure:
        repairs["unmapped_mark"] += 1
        char.char = UNKNOWN
        return True
    return False


def _base_text(char: Char, baseline: float, height: float, repairs: Counter[str]) -> str:
    """The text of a letter; sara am and sara aa are told apart by whether the ring is there."""
    rise = (baseline - char.top) / height - 1
    if char.char == SARA_AM and rise < TALL:
        repairs["aa_as_am"] += 1
        return SARA_AA
    if char.char == SARA_AA and rise > TALL * 1.5:
        repairs["am_as_aa"] += 1
        return SARA_AM
    return char.char


def _attach(marks: Sequence[Char], bases: Sequence[_Base], height: float) -> None:
    """Give each mark to the letter that its ink is over; a tone above a vowel goes where the vowel went."""
    letters = [base for base in bases if base.text in CONSONANTS] or list(bases)
    if not letters:
        return
    vowels: list[tuple[Char, _Base]] = []
    for mark in sorted(_without_repeats(marks, letters, height), key=lambda m: RANK.get(m.char, 4)):
        stacked = [(vowel, base) for vowel, base in vowels if _stands_on(mark, vowel, height)]
        if stacked:
            owner = min(stacked, key=lambda pair: abs(_middle(mark) - _middle(pair[0])))[1]
        else:
            owner = max(letters, key=lambda base: _closeness(mark, base.char))
        owner.marks.append(mark)
        if mark.char in ABOVE:
            vowels.append((mark, owner))


def _without_repeats(marks: Sequence[Char], letters: Sequence[_Base], height: float) -> list[Char]:
    """The marks but for those that an ActualText gives at their letter's own place.

    pdfium shares the ink of the letter's glyph out among the characters of the ActualText: it is put together again.
    """
    rest: list[Char] = []
    for mark in marks:
        owner = next((base for base in letters if _repeats(mark, base.char, height)), None)
        if owner is None:
            rest.append(mark)
            continue
        owner.repeats.append(mark)
        owner.char.x1 = max(owner.char.x1, mark.x1)
    return rest


def _stands_on(mark: Char, vowel: Char, height: float) -> bool:
    """Whether a mark is stacked on an upper vowel: higher than its middle, and over its ink or just beside it."""
    above = mark.bottom <= (vowel.top + vowel.bottom) / 2
    return above and vowel.x0 - height * 0.2 <= _middle(mark) <= vowel.x1 + height * 0.2


def _middle(char: Char) -> float:
    return (char.x0 + char.x1) / 2


def _repeats(mark: Char, base: Char, height: float) -> bool:
    """Whether a mark has the ink of its letter: an ActualText gives it there, and its own glyph comes again."""
    at_letter = mark.height > height * 0.7 and mark.bottom > base.bottom - height * 0.3
    return at_letter and abs(mark.x - base.x) < 0.2


def _closeness(mark: Char, base: Char) -> float:
    """How well a mark's ink suits a letter's: it covers the letter, and stands over its right half.

    Fonts draw marks right-aligned, some reaching over the next letter or starting just left of a narrow one, so
    neither where the ink begins nor where it ends decides alone.
    """
    overlap = min(mark.x1, base.x1) - max(mark.x0, base.x0)
    aim = (base.x0 + 3 * base.x1) / 4
    return min(overlap, mark.width / 2) - OFF_AIM * abs(_middle(mark) - aim)


# -- clusters -----------------------------------------------------------------------------------------------------


def _clusters(bases: Sequence[_Base], repairs: Counter[str]) -> list[Cluster]:
    """Letters with their marks in storage order; a ring and the aa behind it are sara am."""
    clusters: list[Cluster] = []
    skip_aa = False
    for index, base in enumerate(bases):
        following = bases[index + 1] if index + 1 < len(bases) else None
        if skip_aa:
            skip_aa = False
            clusters[-1].x1 = max(clusters[-1].x1, base.char.x1)
            continue
        marks = _marks(base, repairs)
        if NIKHAHIT in marks and following is not None and following.text in (SARA_AA, SARA_AM, UNKNOWN):
            marks = [mark for mark in marks if mark != NIKHAHIT]
            text, skip_aa = base.text + "".join(marks) + SARA_AM, True
            repairs["sara_am_joined"] += 1
        elif NIKHAHIT in marks and _lacks_aa(base, following):
            text = base.text + "".join(mark for mark in marks if mark != NIKHAHIT) + SARA_AM
            repairs["sara_aa_lost"] += 1
        else:
            text = base.text + "".join(marks)
        top = min([base.char.top, *(mark.top for mark in base.marks)])
        bottom = max([base.char.bottom, *(mark.bottom for mark in base.marks)])
        clusters.append(Cluster(text, base.char.x0, base.char.x1, top, bottom))
    return clusters


def _lacks_aa(base: _Base, following: _Base | None) -> bool:
    """Whether behind a ring there is room for the aa that belongs to it, and nothing in it."""
    height = base.char.height
    return following is not None and following.char.x0 - base.char.x1 >= 0.55 * height


def _marks(base: _Base, repairs: Counter[str]) -> list[str]:
    """The marks of a letter in standard order, each once; those of an ActualText stand for their glyphs."""
    told = [mark.char for mark in base.repeats]
    classes = {RANK.get(mark) for mark in told}
    if told:
        repairs["actual_text"] += 1
    seen = [m.char for m in base.marks if m.char != UNKNOWN and not (told and RANK.get(m.char) in classes)]
    if told:
        seen = [mark for mark in seen if RANK.get(mark) not in classes]
    marks = sorted(dict.fromkeys([*told, *seen]), key=lambda mark: RANK.get(mark, 4))
    if any(m.char == UNKNOWN for m in base.marks) and not told:
        marks.append(UNKNOWN)
    return marks
