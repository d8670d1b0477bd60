"""Parses the money in one table cell or one budget field, and rates how reliable the value is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache

import regex

from normalize.amounts import TERMS, AmountPiece, PieceKind, Role, find_pieces, no_budget_words
from normalize.lexicon import either, load
from normalize.note_marks import without_note_marks
from normalize.numerals import arabic
from normalize.remember import remembered
from normalize.script import CONSONANT, DASHES
from normalize.text import comparable, normalize_line

FUZZY_LENGTH = 400
"""Maximum length in characters of a text searched for a misspelled "no budget". Longer texts are not budget fields."""

CELL_LENGTH = 200
"""Maximum length in characters of a cell that contains only money."""

PHRASE_LENGTH = 60
"""Maximum length in characters of a cell that contains only a misspelled "no budget"."""

LEAST_BARE = 100
"""A whole number without a unit below this, other than 0, may as well be an ordinal or a count."""

_ORDINANCE_REACH = 60
_CLOSING = re.compile(r"\s?[)\]]+")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_ZERO = Decimal(0)
_SPACED = re.compile(r"([1-9][0-9,]*(?: +[0-9,]+)+)(?: *บาท)?")
_SPACE_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,2}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_WHOLE = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})*")

MOST_BROKEN_OFF = 2
"""Digits before a space that may be the first of the figure behind it."""


class MoneyStatus(StrEnum):
    """How a budget is printed."""

    AMOUNT = "amount"
    NONE = "none"
    """Printed, and states that no budget is used."""
    EMPTY = "empty"
    SUSPECT = "suspect"
    """Malformed or contradictory. `value`, if any, is the best reading; it must be reported as uncertain."""
    UNREADABLE = "unreadable"
    """Printed, but contains no amount."""


@dataclass(frozen=True, slots=True)
class Money:
    """A budget as printed in `text`. `value` is baht; zero for NONE, None for EMPTY and UNREADABLE.

    `by_year` (Buddhist Era year to baht) is filled where each year has its own amount; `value` is then their sum.
    `per_year` is true if `value` is spent every year ("ปีละ 20,000 บาท"). `yearly` is the amount per year if one is
    printed, alone or next to the total.
    """

    value: Decimal | None
    status: MoneyStatus
    text: str
    by_year: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    per_year: bool = False
    yearly: Decimal | None = None


_UNREAD_DIGIT = re.compile(r"\ufffd[\s,.]*\d|\d[\s,.]*\ufffd")


FEWEST_PARTS = 2
"""Amounts that sum to the last one, at the least: of two that are the same, none is the sum."""

_BARE_ZERO = re.compile(rf"[{re.escape(DASHES)}]\s*0(?:\.00)?\s*[{re.escape(DASHES)}]|0\s*\.")
"""A zero between dashes, or with a stop behind it, as no ordinal is: no money."""


@remembered
def parse_money(text: str) -> Money:
    """Parse the budget printed in one table cell or one budget field. Never raises.

    - An amount in digits and its repetition in words must agree. Years, law numbers and head counts are not amounts.
    - Of several amounts without years, the one labelled รวม or เป็นเงิน is used, or the first or the last if the others
    sum to it.
    - SUSPECT: digits with OCR errors, a minus sign or accountant's brackets, several amounts without a clear total,
    "no budget" next to an amount.
    - An unreadable digit in a scan (U+FFFD) makes the whole amount unreadable, as the other digits are another number.

    >>> parse_money("ปีละ ๒๐,๐๐๐ บาท").value
    Decimal('20000')
    """
    line = without_note_marks(normalize_line(text))
    if not line.strip() or _BARE_ZERO.fullmatch(line.strip()):
        return Money(_ZERO, MoneyStatus.NONE, text) if line.strip() else Money(None, MoneyStatus.EMPTY, text)
    if _UNREAD_DIGIT.search(line):
        return Money(None, MoneyStatus.SUSPECT, text)
    if (spaced := _spaced(line)) is not None:
        return Money(spaced, MoneyStatus.SUSPECT, text)
    pieces = find_pieces(line)
    amounts = _amounts(pieces)
    if not amounts or (_has(pieces, PieceKind.NONE) and all(piece.value == _ZERO for piece in amounts)):
        return _without_amount(text, line, pieces)
    by_year = _by_year(line, pieces, amounts) or _per_year(line, pieces, amounts)
    if by_year:
        return _yearly(text, by_year, amounts)
    settled = _settle(amounts)
    sound = settled is not None and settled.sound and not _is_doubtful(line, pieces, amounts)
    status = MoneyStatus.AMOUNT if sound else MoneyStatus.SUSPECT
    yearly = next((piece.value for piece in amounts if piece.per_year), None) if sound else None
    yearly = settled.yearly if sound and settled and settled.yearly is not None else yearly
    return Money(settled.value if settled else None, status, text, {}, bool(settled and settled.per_year), yearly)


def split_amounts(text: str) -> list[str]:
    """Split a cell that contains the budgets of several projects into tokens, as printed. Only white space is dropped.

    A token is an amount with its unit, a separate dash, or a "no budget". Spaces inside a token are kept. Words before
    or after an amount on the same line belong to its token.

    >>> split_amounts("- 200,000 ไม่ใช้ งบประมาณ")
    ['-', '200,000', 'ไม่ใช้ งบประมาณ']
    """
    return list(_tokens(text))


@remembered
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in _token_spans(text))


@remembered
def looks_like_money(text: str) -> bool:
    """Whether a cell plausibly contains only money: amounts, dashes, "no budget".

    A single year, an ordinal ("1)"), a small number without a unit or a name that includes an amount is not money.
    """
    line = without_note_marks(normalize_line(text))
    if not line.strip() or len(line) > CELL_LENGTH:
        return False
    if _BARE_ZERO.fullmatch(line.strip()):
        return True
    pieces = find_pieces(line)
    if all(piece.kind is PieceKind.YEAR for piece in pieces):
        return len(line) <= PHRASE_LENGTH and _says_no_budget(line)
    kinds = {piece.kind for piece in pieces}
    if kinds == {PieceKind.YEAR, PieceKind.DASH} or _residue(line, pieces):
        return False
    amounts = [piece for piece in pieces if piece.kind is PieceKind.AMOUNT]
    sure = [piece for piece in amounts if piece.strong or piece.value == _ZERO or (piece.value or _ZERO) >= LEAST_BARE]
    return len(sure) == len(amounts)


def _token_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the tokens. Words join the amount that follows on their line, else the one before them."""
    pieces = [piece for piece in find_pieces(without_note_marks(arabic(text))) if piece.kind is not PieceKind.YEAR]
    spans = [(_CLOSING.match(text, piece.end), piece) for piece in pieces]
    held: tuple[int, int] | None = None
    open_end, at = False, 0
    for closing, piece in spans:
        start, end = piece.start, closing.end() if closing else piece.end
        is_amount = piece.kind is PieceKind.AMOUNT
        words = list(_lines(text, at, start))
        if words and is_amount and "\n" not in text[words[-1][1] : start]:
            start = words.pop()[0]
        yield from _with_words(text, held, words, open_end)
        held, open_end, at = (start, end), is_amount, end
    yield from _with_words(text, held, list(_lines(text, at, len(text))), open_end)


def _with_words(
    text: str, held: tuple[int, int] | None, words: list[tuple[int, int]], open_end: bool
) -> Iterator[tuple[int, int]]:
    """The pending token and the words after it. Words on its line join it if it is an amount (`open_end`)."""
    if held is not None:
        joins = bool(words) and open_end and "\n" not in text[held[1] : words[0][0]]
        yield (held[0], words.pop(0)[1]) if joins else held
    yield from words


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines of text[start:end], stripped of white space; blank lines are omitted."""
    for match in _LINE.finditer(text, start, end):
        yield match.span()


def _spaced(line: str) -> Decimal | None:
    """The amount of a text that prints one figure with a space within a group, or between all: "3 6,500", "12 500"."""
    match = _SPACED.fullmatch(line.strip())
    if match is not None and _SPACE_GROUPED.fullmatch(match[1]) and " 0" not in match[1]:
        return Decimal(match[1].replace(" ", ""))
    if match is None or _GROUPED.fullmatch(match[1].replace(", ", ",")):
        return None
    parts = match[1].split()
    whole = "".join(parts)
    is_apart = all(_WHOLE.fullmatch(part) for part in parts) and len(parts[0]) > MOST_BROKEN_OFF
    return None if is_apart or not _GROUPED.fullmatch(whole) else Decimal(whole.replace(",", ""))


def _amounts(pieces: Iterable[AmountPiece]) -> list[AmountPiece]:
    """The amounts that may be the project's budget, without unit prices and small numbers next to clear amounts."""
    amounts = [piece for piece in pieces if piece.kind is PieceKind.AMOUNT]
    strong = [piece for piece in amounts if piece.strong]
    priced = [piece for piece in strong or amounts if piece.role is not Role.RATE]
    whole = [piece for piece in priced if piece.role is not Role.PRODUCT]
    if len(whole) == 1 and sum((p.value or _ZERO for p in priced if p is not whole[0]), _ZERO) == whole[0].value:
        return whole  # the products are its parts
    return priced or amounts


def _has(pieces: Iterable[AmountPiece], kind: PieceKind) -> bool:
    return any(piece.kind is kind for piece in pieces)


def _without_amount(text: str, line: str, pieces: Sequence[AmountPiece]) -> Money:
    only_dash = bool(_only_dash().fullmatch(line)) or _is_dash_each_year(line, pieces)
    if only_dash or _has(pieces, PieceKind.NONE) or _says_no_budget(line):
        return Money(_ZERO, MoneyStatus.NONE, text)
    return Money(None, MoneyStatus.UNREADABLE, text)


def _is_dash_each_year(line: str, pieces: Sequence[AmountPiece]) -> bool:
    """Whether each year, and nothing else, has a dash: ปี 2566 : - ปี 2567 : -."""
    dashes = [piece for piece in pieces if piece.kind is PieceKind.DASH]
    marked = [piece for piece in dashes if line[: piece.start].rstrip().endswith((":", "="))]
    return bool(dashes) and len(marked) == len(dashes) and not _residue(line, pieces)


def _says_no_budget(line: str) -> bool:
    """Whether `line` states that no budget is used. Small misspellings are accepted, except in the negation."""
    if len(line) > FUZZY_LENGTH:
        return False
    bare = comparable(line)
    if bare in load(TERMS)["no_budget_alone"] or _no_budget_words().fullmatch(bare):
        return True
    return any(_no_budget_tail().match(bare, match.end()) for match in _negation().finditer(bare))


def _by_year(line: str, pieces: Sequence[AmountPiece], amounts: Sequence[AmountPiece]) -> dict[int, Decimal]:
    """The amount of each year, if years and amounts strictly alternate and no year is repeated; else empty."""
    figures = [piece for piece in pieces if piece.kind is PieceKind.AMOUNT]
    is_plain = len(figures) > len(amounts) and all(piece.role in (Role.PLAIN, Role.GRAND) for piece in figures)
    if is_plain and not _residue(line, pieces):
        amounts = figures  # of years alone, small ones are money: 2566 900 2567 1,000
    counted = {piece.start for piece in amounts}
    kept = [
        piece
        for piece in pieces
        if piece.kind in (PieceKind.YEAR, PieceKind.NONE)
        or piece.start in counted
        or (piece.kind is PieceKind.DASH and _is_of_year(line, pieces, piece))
    ]
    if kept and kept[-1].role is Role.GRAND:
        kept.pop()
    pairs = list(zip(kept[::2], kept[1::2], strict=False))
    if len(kept) % 2 or not pairs:
        return {}
    if pairs[0][0].kind is not PieceKind.YEAR:
        if len(pairs) == 1 and not _is_in_brackets(line, pairs[0][1]):
            return {}  # "30,000 บาท ... ปี 2566": the year is that of the source of funds
        pairs = [(year, amount) for amount, year in pairs]
    turns = all(year.kind is PieceKind.YEAR and amount.kind is not PieceKind.YEAR for year, amount in pairs)
    if not turns or (len(pairs) == 1 and _is_ordinance(line, pairs[0][0])):
        return {}
    found = {int(year.value or 0): amount.value for year, amount in pairs if amount.value is not None}
    return found if len(found) == len(pairs) else {}


def _is_in_brackets(line: str, year: AmountPiece) -> bool:
    """Whether a year alone is in brackets that end the line: 30,000 (ปี 2566)."""
    return line[: year.start].rstrip().endswith("(") and line[year.end :].strip() == ")"


def _is_of_year(line: str, pieces: Sequence[AmountPiece], dash: AmountPiece) -> bool:
    """Whether a dash is the amount of the year before it on its line: 2566 : -, or 2566 - above 2567 30,000."""
    if line[max(0, dash.start - 4) : dash.start].rstrip().endswith((":", "=")):
        return True
    is_last = line[dash.end :].lstrip(" ")[:1] in ("", "\n")
    return is_last and any(p.kind is PieceKind.YEAR and not line[p.end : dash.start].strip(" ") for p in pieces)


def _per_year(line: str, pieces: Sequence[AmountPiece], amounts: Sequence[AmountPiece]) -> dict[int, Decimal]:
    """The amount of each year where several groups of years have one each, or one has years that do not follow.

    ปี 2566 - 2567 ปีละ 15,000 บาท ปี 2568 ปีละ 20,000 บาท; ปี 2566 และปี 2568 ปีละ 5,000 บาท
    """
    groups: list[list[AmountPiece]] = [[]]
    found: dict[int, Decimal] = {}
    counted = {piece.start for piece in amounts}
    for piece in pieces:
        if piece.kind is PieceKind.YEAR:
            groups[-1].append(piece)
        elif piece.start in counted and piece.role is not Role.GRAND:
            years = _years(line, groups[-1])
            is_each = piece.per_year or len(years) == 1
            if not is_each or piece.value is None or not years or found.keys() & set(years):
                return {}
            found |= dict.fromkeys(years, piece.value)
            groups.append([])
    is_one = len(groups) == 2 and len(found) == max(found) - min(found) + 1
    return {} if is_one or groups[-1] else found


def _years(line: str, pieces: Sequence[AmountPiece]) -> list[int]:
    """The years that a row of years names, those of a span among them; none where other words stand between."""
    years = [int(piece.value or 0) for piece in pieces]
    found = set(years)
    for before, piece, first, last in zip(pieces, pieces[1:], years, years[1:], strict=False):
        between = line[before.end : piece.start]
        if first >= last or not _between_years().fullmatch(between):
            return []
        if _span().search(between):
            found |= set(range(first, last))
    return sorted(found)


@cache
def _between_years() -> re.Pattern[str]:
    terms = load(TERMS)
    return re.compile(rf"(?:[\s,\-–—]|{either([*terms['year_words'], *terms['year_joints'], *terms['year_spans']])})*")


@cache
def _span() -> re.Pattern[str]:
    return re.compile(rf"[\-–—]|{either(load(TERMS)['year_spans'])}")


def _is_ordinance(line: str, year: AmountPiece) -> bool:
    """Whether the year belongs to the budget law that provides the money."""
    return bool(_ordinance().search(line, max(0, year.start - _ORDINANCE_REACH), year.end))


def _yearly(text: str, by_year: dict[int, Decimal], amounts: Sequence[AmountPiece]) -> Money:
    total = sum(by_year.values(), _ZERO)
    printed = [piece.value for piece in amounts if piece.role is Role.GRAND]
    sound = all(piece.sound for piece in amounts) and all(value == total for value in printed)
    return Money(total, MoneyStatus.AMOUNT if sound else MoneyStatus.SUSPECT, text, by_year)


def _settle(amounts: Sequence[AmountPiece]) -> AmountPiece | None:
    """The one amount that represents all of them, or None."""
    if len(amounts) == 1:
        return amounts[0] if amounts[0].role is not Role.RATE else None
    for role in (Role.GRAND, Role.SUM):
        called = [piece for piece in amounts if piece.role is role]
        if called:
            return called[-1] if len({piece.value for piece in called}) == 1 else None
    whole = _whole_of_yearly(amounts)
    if whole is not None:
        return whole
    values = [piece.value for piece in amounts]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if known[0] == sum(known[1:], _ZERO):
        return amounts[0]
    return amounts[-1] if len(known) > FEWEST_PARTS and known[-1] == sum(known[:-1], _ZERO) else None


def _whole_of_yearly(amounts: Sequence[AmountPiece]) -> AmountPiece | None:
    """The total next to an amount per year of which it is two to five times: "250,000 บาท (ปีละ 50,000 บาท)"."""
    yearly = [piece for piece in amounts if piece.per_year]
    whole = [piece for piece in amounts if not piece.per_year]
    if len(yearly) != 1 or len(whole) != 1 or not yearly[0].value or whole[0].value is None:
        return None
    return whole[0] if whole[0].value / yearly[0].value in range(2, 6) else None


def _is_doubtful(line: str, pieces: Sequence[AmountPiece], amounts: Sequence[AmountPiece]) -> bool:
    """Whether the text around the amounts makes them doubtful."""
    if _has(pieces, PieceKind.NONE):
        return True
    words = _residue(line, pieces)
    if not any(piece.strong for piece in amounts) and words:
        return True
    return _has(pieces, PieceKind.DASH) and not re.search(f"[{CONSONANT}]", line)


def _residue(line: str, pieces: Iterable[AmountPiece]) -> str:
    """The letters and digits of `line` that belong neither to a piece nor to the usual words around money."""
    rest = "".join(_between(line, pieces))
    return re.sub(r"[\W_ๆฯ]+", "", _cell_words().sub(" ", rest))


def _between(line: str, pieces: Iterable[AmountPiece]) -> Iterator[str]:
    at = 0
    for piece in pieces:
        yield line[at : piece.start] + " "
        at = piece.end
    yield line[at:]


@cache
def _only_dash() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s:=(]|{either(load(TERMS)['cell_words'])})*+[{re.escape(DASHES)}_][{re.escape(DASHES)}_\s.)]*+(?:บาท)?[\s.]*+"
    )


@cache
def _cell_words() -> re.Pattern[str]:
    terms = load(TERMS)
    order = rf"{terms['year']}\s*ที่\s*[0-9]{{1,2}}(?![0-9])"  # ปีที่ 1 (2566) 5,000
    return re.compile(rf"{order}|{either([*terms['cell_words'], *terms['per_year_before']])}")


@cache
def _ordinance() -> re.Pattern[str]:
    return re.compile(either(load(TERMS)["ordinances"]))


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("[ไใ]ม[่้]?|ม[่้]")


@cache
def _no_budget_words() -> re.Pattern[str]:
    tails = either(map(comparable, load(TERMS)["no_budget_tails"]))
    return re.compile(rf"{no_budget_words()}(?:{tails})?")


@cache
def _no_budget_tail() -> regex.Pattern[str]:
    """Matches the words after the negation, with one error per eight letters and two errors at most."""
    tails = {phrase.removeprefix("ไม่") for phrase in load(TERMS)["no_budget"]}
    return regex.compile("|".join(f"(?:{regex.escape(tail)}){{e<={min(2, len(tail) // 8)}}}" for tail in sorted(tails)))
