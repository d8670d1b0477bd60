"""Finds the parts of a budget field with their spans: amounts, years, dashes and the words for "no budget"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from operator import attrgetter

from normalize.lexicon import either, load
from normalize.numerals import words_pattern, words_to_number
from normalize.products import products
from normalize.remember import remembered
from normalize.script import DASHES, WORD
from normalize.year_mentions import year_mentions

TERMS = "money_terms.toml"
MAX_DIGITS = 15
"""Maximum number of digits in a budget of a local government. Longer figures are account numbers."""

LABEL_REACH = 40
"""Maximum distance in characters from the start of a label to its figure."""

MOST_DIGITS_OF_YEARS = 2
"""Digits of a number of years: 5 ปี 2566 - 2570."""

MONEY_FROM = 1000
"""A whole number without a unit below this may count anything. It is ignored next to a more certain amount."""

# The digit class includes letters that OCR confuses with zeros and ones; a space may follow or precede a comma. Spaces
# alone set groups apart only where one of the groups cannot be a number of its own: 12 000, but not 12 500.
_FIGURE = re.compile(
    r"(?<![0-9A-Za-z.,])(?<![0-9] )[1-9][0-9]{0,2}(?:(?: [0-9]{3})? 0[0-9]{2}| 0[0-9]{2} [0-9]{3})"
    r"(?:\.[0-9]{2})?(?! ?[0-9.,])"
    r"|(?<![0-9A-Za-z])[0-9OoIl]"
    r"(?:[0-9OoIl.,]|(?<=,) (?=[0-9]{3}(?:, [0-9]{3})*+(?![0-9,]))|(?<=[0-9]) (?=,[0-9]{3}))*+"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]{1,2})?")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_SCALED = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_DOT_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_CODE = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_DECIMALS = re.compile(r"\.[0-9]{1,2}\Z")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", " ": None})
_DASH = re.compile(rf"(?<!\S)[{re.escape(DASHES)}]++(?:\s*+บาท)?(?!\S)")
_FIGURE_NEXT = re.compile(r"[ \t]+[0-9]{1,3}(?:,[0-9]{3}|(?![0-9,]))|[ \t]+[0-9]{5,}")
_WORDS_GAP = re.compile(r"[\s(=:,]*+(?:ตัวอักษร)?[\s(:]*+")


class PieceKind(Enum):
    """The kind of a piece of a budget field."""

    AMOUNT = auto()
    NONE = auto()
    DASH = auto()
    YEAR = auto()


class Role(Enum):
    """The role of an amount, determined by the words around it."""

    PLAIN = auto()
    SUM = auto()
    GRAND = auto()
    RATE = auto()
    PRODUCT = auto()
    """Computed from its printed factors."""


@dataclass(frozen=True, slots=True)
class AmountPiece:
    """One piece, `text[start:end]` with its unit and its repetition in words.

    `value` is baht for an amount, the Buddhist Era year for a year, zero for other kinds; None if unreadable.
    `sound` is true if its print is well formed, `strong` if it is certainly money.
    """

    kind: PieceKind
    start: int
    end: int
    value: Decimal | None = Decimal(0)
    sound: bool = True
    strong: bool = True
    per_year: bool = False
    role: Role = Role.PLAIN
    yearly: Decimal | None = None
    """Of a product that counts years: the amount of one of them."""


@remembered
def find_pieces(text: str) -> tuple[AmountPiece, ...]:
    """All pieces of `text` (repaired, Arabic digits) in order, without overlaps."""
    mentions = list(year_mentions(text))
    years = [AmountPiece(PieceKind.YEAR, mention.start, mention.end, Decimal(mention.year)) for mention in mentions]
    joints = {at for one, next_ in pairwise(mentions) if next_.chained for at in range(one.end, next_.start)}
    ends = {year.end for year in years}
    dashes = (dash for dash in _dashes(text) if dash.start not in joints and not _leads_to_figure(text, dash, ends))
    multiplied = list(_multiplied(text))
    years = [year for year in years if not any(piece.start <= year.start < piece.end for piece in multiplied)]
    figures = _figures(text, [*years, *multiplied])
    found = [*years, *multiplied, *figures, *_words(text), *_phrases(text), *_none_of_years(text, years), *dashes]
    return tuple(_without_repetition(text, sorted(found, key=_start)))


_start = attrgetter("start")


def read_figure(figure: str, scale: int = 1) -> tuple[Decimal | None, bool]:
    """The value of a printed figure times `scale`, and whether it is well formed.

    For a malformed figure ("1OO,000", "100.000", "1,0000,000") the value is that of its digits as printed. The value is
    None if leading digits are missing ("0,000") or the figure is too long.

    >>> read_figure("1.5", 1_000_000)
    (Decimal('1500000'), True)
    >>> read_figure("1OO,000")
    (Decimal('100000'), False)
    """
    if _GROUPED.fullmatch(figure):
        figure = figure.replace(" ", ",")
    clean = figure.translate(_LOOKALIKES)
    if sum(map(str.isdigit, clean)) > MAX_DIGITS:
        return None, False
    well_formed = (_GROUPED, _PLAIN) if scale == 1 else (_SCALED,)
    if any(form.fullmatch(clean) for form in well_formed):
        return _exact(Decimal(clean.replace(",", "")) * scale), clean == figure
    whole, cents = clean, ""
    if not _DOT_GROUPED.fullmatch(clean) and (decimals := _DECIMALS.search(clean)):
        whole, cents = clean[: decimals.start()], decimals[0]
    digits = re.sub(r"[.,]", "", whole)
    if not digits or digits.startswith("0"):
        return None, False
    return _exact(Decimal(digits + cents) * scale), False


def _exact(value: Decimal) -> Decimal:
    """A whole number of baht without exponent or decimals; satang stay as printed."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _multiplied(text: str) -> Iterator[AmountPiece]:
    for found in products(text):
        yield AmountPiece(
            PieceKind.AMOUNT,
            found.start,
            found.end,
            _exact(found.value),
            found.is_sound,
            per_year=found.yearly == found.value,
            role=Role.PRODUCT,
            yearly=found.yearly,
        )


def _figures(text: str, others: Iterable[AmountPiece]) -> Iterator[AmountPiece]:
    taken = {place for piece in others for place in range(piece.start, piece.end)}
    for match in _FIGURE.finditer(text):
        figure = match[0].rstrip(".,")
        if _is_candidate(text, match, figure, taken):
            piece = _figure(text, match.start(), figure)
            if piece is not None:
                yield piece


def _is_candidate(text: str, match: re.Match[str], figure: str, taken: set[int]) -> bool:
    """Whether the figure may be money by its form: not a year, not a word, not a code, not part of a date."""
    if match.start() in taken or not any(map(str.isdigit, figure)):
        return False
    after, before = text[match.end() : match.end() + 1], text[match.start() - 1 : match.start()]
    if after.isascii() and after.isalpha():
        return False
    if _CODE.fullmatch(figure) and not _DOT_GROUPED.fullmatch(figure):
        return False
    return before != "/" and not (after == "/" and text[match.end() + 1 : match.end() + 2].isdigit())


def _figure(text: str, start: int, figure: str) -> AmountPiece | None:
    """The figure as an amount with its unit, or None if it counts something else."""
    end = start + len(figure)
    tail = _tail().match(text, end)
    label = _label().search(text, max(0, start - LABEL_REACH), start)
    if tail is None:
        return None
    marked = bool(tail["scale"] or tail["dash"] or tail["baht"])
    grouped = "," in figure
    if not marked and _counts_other(text, start, end, grouped):
        return None
    value, sound = read_figure(figure, load(TERMS)["scales"].get(tail["scale"], 1))
    kind = label.lastgroup if label else None
    return AmountPiece(
        PieceKind.AMOUNT,
        start,
        tail.end(),
        value,
        sound and not _is_signed(text, start, tail),
        marked or grouped or kind is not None or (value or 0) >= MONEY_FROM,
        tail["per_year"] is not None or kind == "per_year",
        Role.RATE if tail["rate"] else _ROLES.get(kind or "", Role.PLAIN),
    )


_ROLES = {"grand": Role.GRAND, "sum": Role.SUM, "rate": Role.RATE}


def _counts_other(text: str, start: int, end: int, grouped: bool) -> bool:
    """Whether a figure without a unit of money counts people, days or items, or is the number of a list item."""
    counted = _other_after().match(text, end)
    is_large = grouped or end - start > MOST_DIGITS_OF_YEARS or (counted is not None and "\n" in counted[0])
    if counted and not (is_large and _next_year().match(text, end)):
        return True
    if grouped:
        return False
    before = text[max(0, start - LABEL_REACH) : start]
    return bool(_other_before().search(before)) or _is_ordinal(before, text[end : end + 1], end - start)


def _is_ordinal(before: str, after: str, length: int) -> bool:
    """ "1)" anywhere, "1." at the beginning of a line. `before` must include the whole indent."""
    if length > 2 or after not in (")", "."):
        return False
    opening = before.rstrip(" \t")
    return after == ")" or not opening or opening.endswith("\n")


def _is_signed(text: str, start: int, tail: re.Match[str]) -> bool:
    """Whether a minus sign or a lone bracket touches the figure, or brackets (the accountant's minus) enclose it."""
    before = text[max(0, start - 2) : start]
    if text[tail.end() : tail.end() + 1] == ")" and "(" not in text[:start]:
        return not tail["baht"]
    if before[-1:] and before[-1] in DASHES:
        return not before[:-1].strip(" \t\n(:")
    return before[-1:] == "(" and text[tail.end() : tail.end() + 1] == ")" and not tail["baht"]


def _words(text: str) -> Iterator[AmountPiece]:
    if "บาท" not in text:
        return
    for match in words_pattern().finditer(text):
        value = words_to_number(match[0])
        if value is not None:
            label = _label().search(text, max(0, match.start() - LABEL_REACH), match.start())
            role = _ROLES.get((label.lastgroup if label else None) or "", Role.PLAIN)
            yield AmountPiece(PieceKind.AMOUNT, match.start(), match.end(), _exact(value), role=role)


def _phrases(text: str) -> Iterator[AmountPiece]:
    if "ไม" in text:
        for match in _no_budget().finditer(text):
            yield AmountPiece(PieceKind.NONE, match.start(), match.end())


def _none_of_years(text: str, years: Iterable[AmountPiece]) -> Iterator[AmountPiece]:
    """The words for nothing that a year has alone on its line: 2567 : ไม่มี."""
    for year in years if "ไม" in text else ():
        match = _none_behind().match(text, year.end)
        if match is not None:
            yield AmountPiece(PieceKind.NONE, match.start("none"), match.end())


def _dashes(text: str) -> Iterator[AmountPiece]:
    for match in _DASH.finditer(text):
        yield AmountPiece(PieceKind.DASH, match.start(), match.end())


def _leads_to_figure(text: str, dash: AmountPiece, years: Collection[int]) -> bool:
    """Whether a dash only stands between a year and its amount on one line: ปี 2566 - 42,000."""
    before = len(text[: dash.start].rstrip(" \t"))
    return before in years and _FIGURE_NEXT.match(text, dash.end) is not None


def _without_repetition(text: str, found: list[AmountPiece]) -> Iterator[AmountPiece]:
    """The pieces, with each amount in words merged into the figure that it repeats. It is sound only if both agree."""
    held: AmountPiece | None = None
    for piece in found:
        if held is None:
            held = piece
        elif piece.start < held.end:  # "ไม่ใช้งบประมาณ ปี 2567": the year's label reaches into the phrase
            if piece.end > held.end:
                yield held
                held = replace(piece, start=held.end)
        elif _repeats(text, held, piece):
            held = replace(held, end=piece.end, sound=held.sound and held.value == piece.value, strong=True)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def _repeats(text: str, figures: AmountPiece, words: AmountPiece) -> bool:
    """Whether `words` repeats the amount of `figures` in words directly after it."""
    both = figures.kind is words.kind is PieceKind.AMOUNT and not text[words.start].isascii()
    return both and text[figures.start].isascii() and bool(_WORDS_GAP.fullmatch(text, figures.end, words.start))


@cache
def _tail() -> re.Pattern[str]:
    """Matches the suffix of a figure: ล้าน, .-, บาทถ้วน, /ปี or /คน. Also matches the empty string."""
    terms = load(TERMS)
    return re.compile(
        rf"(?:\s*+(?P<scale>{either(terms['scales'])})(?=\s?บาท|[^{WORD}]|\Z))?"
        r"(?P<dash>\s?\.[-–—]+|[-–—]+(?!\s?[0-9]))?"
        r"(?:\s*+(?P<baht>บาท)(?:\s?ถ้วน)?)?"
        rf"(?:\s*+(?P<per_year>{either(terms['per_year_after'], spaced=True)}))?"
        rf"(?:\s*+(?P<rate>(?:/|ต่อ)\s?{either(terms['rate_after'])}))?"
    )


@cache
def _label() -> re.Pattern[str]:
    """Matches the label directly before a figure. The name of the group gives its role."""
    terms = load(TERMS)
    return re.compile(
        rf"(?:(?P<grand>{either(terms['grand_labels'])}(?:\s*\d{{1,2}}\s*{terms['year']}\s*[:=])?)|(?P<sum>{either(terms['sum_labels'])})"
        rf"|(?P<per_year>{either(terms['per_year_before'])})|(?P<rate>{either(terms['rate_before'])})"
        rf"|(?P<plain>{either(terms['amount_labels'])}))(?:[\s:=]|{either(terms['fillers'])})*+\Z"
    )


@cache
def _other_before() -> re.Pattern[str]:
    return re.compile(rf"{either(load(TERMS)['other_before'])}\s*+\Z")


@cache
def _other_after() -> re.Pattern[str]:
    return re.compile(rf"\s*+{either(load(TERMS)['other_after'])}")


@cache
def _next_year() -> re.Pattern[str]:
    """Matches a year behind an amount, whose first word is no unit of that amount: 42,000 ปี 2567 46,200."""
    word = either(load(TERMS)["year_words"])
    return re.compile(rf"\s*+{word}\s*+(?:{word}\s*+)*(?:ที่\s*+)?[0-9]")


@cache
def _none_behind() -> re.Pattern[str]:
    """Matches what is printed behind a year if it says that there is nothing, and no other word follows."""
    terms = load(TERMS)
    words = rf"{either(terms['no_budget_alone'])}|{no_budget_words()}"
    ends = rf"\s*(?:\Z|[^{WORD}]|{either((*terms['year_words'], *terms['year_joints']))})"
    return re.compile(rf"[ \t]*[:=]?[ \t]*(?P<none>{words})(?={ends})")


def no_budget_words() -> str:
    """An expression for a negation, verbs, and what is not used: ไม่ขอตั้งงบประมาณ."""
    terms = load(TERMS)
    negations, verbs, nouns = (either(terms[f"no_budget_{part}"]) for part in ("negations", "verbs", "nouns"))
    return rf"{negations}{verbs}{{1,4}}{nouns}"


@cache
def _no_budget() -> re.Pattern[str]:
    terms = load(TERMS)
    phrase, tail = either(terms["no_budget"], spaced=True), either(terms["no_budget_tails"], spaced=True)
    return re.compile(rf"{phrase}(?:\s*+{tail})?")
