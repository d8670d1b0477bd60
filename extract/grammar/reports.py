"""The meaning of columns and lines in a progress report: planned, approved, spent, done, not done, and shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from normalize.calendar import month_number, month_pattern
from normalize.lexicon import begins, either
from normalize.numerals import arabic
from normalize.remember import forgettable
from normalize.text import comparable

LONGEST_STATUS = 60
"""Maximum length in characters of a status. A longer text describes results."""

QUARTER = 3
YEAR = 12
"""Months."""


def column_meaning(titles: Sequence[str]) -> str:
    """The meaning of a column by the titles above it, from top to bottom. Empty if they do not belong to a report.

    The names are the columns of `progress`, and also `percent` (of the column to its left), `projects_other` (not done
    or in progress) and `budget_left`.

    >>> column_meaning(["งบประมาณ", "เบิกจ่ายจริง"])
    'budget_spent'
    """
    return _meaning(tuple(titles))


@forgettable
@lru_cache(maxsize=4096)  # each table is asked about by several readers
def _meaning(titles: tuple[str, ...]) -> str:
    words, text, lowest = family().reports, comparable(" ".join(titles)), comparable(titles[-1]) if titles else ""
    if _any(words.shares, text) or "%" in "".join(titles):
        return _share_of(lowest) or _share_of(text) or "percent"
    bare = text
    for phrase in words.plans:
        bare = bare.replace(phrase, "")
    meanings = (
        ("budget_left", words.left, text),
        ("projects_other", words.undone, text),
        ("budget_spent", words.spent, text),
        ("budget_ordinance", words.ordinance, text),
        ("budget_planned", words.money, text),
        ("projects_done", words.done, bare),
        ("projects_planned", (*words.counted, *words.planned), text),
    )
    return next((meaning for meaning, said, where in meanings if _any(said, where)), "")


def names_money(titles: Sequence[str]) -> bool:
    """Whether the titles above a column name money."""
    return _any(family().reports.money, comparable(" ".join(titles)))


def _share_of(text: str) -> str:
    words = family().reports
    if _any((*words.spent, *words.money), text):
        return "percent_budget"
    return "percent_projects" if _any((*words.counted, *words.done), text) else ""


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def is_status(text: str) -> bool:
    """Whether a short text states how far something is done."""
    found = comparable(text)
    return len(text) <= LONGEST_STATUS and found.startswith((*family().reports.done, *family().reports.undone))


def is_not_begun(text: str) -> bool:
    """Whether a status states that nothing was done."""
    return comparable(text).startswith(family().reports.idle)


def is_done(text: str) -> bool:
    """Whether a status states that the project was carried out completely."""
    found = comparable(text)
    return found.startswith(family().reports.done) and not _any(family().reports.undone, found)


def tells_reason(title: str) -> bool:
    """Whether a column or line with this title gives the reason why something was not done."""
    return _any(family().reports.reasons, comparable(title))


def says_nothing(text: str) -> bool:
    """Whether a reason is a dash or states that there is none."""
    bare = text.strip()
    return not any(map(str.isalnum, bare)) or bare in family().counts.none


def ticked(text: str) -> bool:
    """Whether a cell is ticked. An empty box is not."""
    bare = "".join(text.split()).strip("()[]")
    return bool(bare) and bare not in family().reports.boxes and bool(patterns().cells.mark.fullmatch(bare))


def choices(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The label of a line and the choices that it offers to tick, each with its box: the box comes first, or last.

    >>> choices("ประเภท : ( ) งานเดิม (/) งานใหม่")
    ('ประเภท :', [('( )', 'งานเดิม'), ('(/)', 'งานใหม่')])
    """
    parts = [part.strip() for part in _parts(text)]
    if len(parts) == 1:
        return parts[0], []
    signs, words = parts[1::2], parts[2::2]
    if len(signs) < 2 or words[-1] or not parts[0]:
        return parts[0], list(zip(signs, words, strict=True))
    label, colon, first = parts[0].rpartition(":")
    if not colon:
        label, _, first = parts[0].rpartition(" ")
    return label.strip(), list(zip(signs, [first.strip(), *words[:-1]], strict=True))


def has_choices(text: str) -> bool:
    """Whether a line offers choices to tick: several, one of them not ticked, or one that is a status."""
    parts = _parts(text)
    signs, words = parts[1::2], parts[2::2]
    if any(is_status(word.strip(" :-")) for word in words):
        return len(signs) > 1 or not parts[0].strip()
    return len(signs) > 1 and not all(map(ticked, signs))


def ticked_choice(text: str, *, any_words: bool = False) -> str:
    """The one choice of a line that is ticked (☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ); empty for none or several.

    It must be a status, or else `any_words`.
    """
    parts = _parts(text)
    choices = [
        words.strip(" :-") for sign, words in zip(parts[1::2], parts[2::2], strict=True) if ticked(sign) and words
    ]
    return choices[0] if len(choices) == 1 and (any_words or is_status(choices[0])) else ""


def _parts(text: str) -> list[str]:
    """The text around the boxes of a line, and the boxes between."""
    box_sign, box = _boxes()
    return box.split(text) if box_sign.search(text) else [text]


@cache
def _boxes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The first sign of a box, and a whole one."""
    empty = "".join(map(re.escape, (b for b in family().reports.boxes if len(b) == 1)))
    full = "".join(map(re.escape, family().reports.ticks))
    whole = rf"([{empty}{full}]|[(\[]\s{{0,6}}[{full}/xX]?\s{{0,6}}[)\]])"
    return re.compile(rf"[{empty}{full}(\[]"), re.compile(whole)


def report_money(text: str) -> dict[str, tuple[Decimal, str]]:
    """The amounts of a line by role (budget_plan, budget_ordinance, budget_spent): value in baht, and printed text.

    A dash and the like are no money, 0 baht.

    >>> report_money("งบประมาณตามแผน 12,000 บาท เบิกจ่ายจริง 9,000 บาท")["budget_spent"][0]
    Decimal('9000')
    """
    found: dict[str, tuple[Decimal, str]] = {}
    end = 0
    for match in _amount().finditer(arabic(text)):
        before = text[end : match.start()]
        meaning = column_meaning([before])
        if meaning.startswith("percent"):
            meaning = column_meaning([re.split(r"\d", before)[-1]])  # a share stands before it: ร้อยละ 100 งบประมาณรวม
        if meaning == "projects_planned" and _any(family().reports.planned, comparable(before)):
            meaning = "budget_planned"
        end = match.end()
        role = {"budget_planned": "budget_plan"}.get(meaning, meaning)
        if role in ("budget_plan", "budget_ordinance", "budget_spent") and role not in found:
            amount = Decimal(match["number"].replace(",", "")) * family().units[match["unit"]] if match["unit"] else 0
            found[role] = (Decimal(amount), text[match.start() : end])
    return found


@cache
def _amount() -> re.Pattern[str]:
    unit, start = either(family().units), begins(family().reports.nothing, others=r"\d")
    return re.compile(
        rf"{start}"
        rf"(?:(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{unit})"
        rf"|(?<=\s){either(family().reports.nothing)}\s*(?:{unit})?(?=[\s|]*$|\s*\||\s+\D))"
    )


def sums_up(text: str) -> bool:
    """Whether a line sums up several projects: the closing words of a report stand below its last block."""
    words = family().totals
    if not _any(words.sums, text):
        return False
    return _any(words.grand, text) or bool(patterns().counts.count.search(text))


def report_round(texts: Iterable[str]) -> int | None:
    """The months of the fiscal year covered by a report: 6 for half a year or up to the second quarter, 12 for all.

    The first text that states the period is used. None if no text does.
    """
    for text in texts:
        plain = arabic(text)
        if match := _round().search(plain):
            return _months(match)
        if match := _span().search(plain):
            covered = (month_number(match["last"]) - month_number(match["first"])) % YEAR + 1
            if covered in (YEAR // 2, YEAR):
                return covered
    return None


def round_of(title: str, text: str) -> int | None:
    """The months that a report covers, stated below a title that speaks of rounds: 6 เดือน. None if it states none."""
    word = next((word for word in family().reports.rounds if word in title), None)
    if word is None or len(text) > LONGEST_STATUS:
        return None
    return report_round([text, f"{word} {text.strip()}"])


def _months(match: re.Match[str]) -> int:
    words = family().reports
    if match["half"]:
        return YEAR // 2 if comparable(match["half"]) in words.first_half else YEAR
    if match["quarter"]:
        return QUARTER * int(match["quarter"])
    number = match["months"]
    return YEAR if number in words.twelve else YEAR // 2 if number in words.six else int(number)


@cache
def _round() -> re.Pattern[str]:
    words = family().reports
    quarters = either(family().cells.quarters)
    numbers = either((*words.six, *words.twelve))
    return re.compile(
        rf"(?P<half>{either((*words.first_half, *words.second_half))})"
        rf"|{either(words.rounds)}\s*(?P<months>\d{{1,2}}|{numbers})\s*{either(words.months)}"
        rf"|{quarters}\s*(?:[1-3]\s*\D{{1,5}})?(?P<quarter>[1-4])(?!\d)"
    )


@cache
def _span() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?P<first>{month})[\s.\d]*(?:[-–]|ถึง)\s*(?:{either(family().reports.months)})?\s*(?P<last>{month})"
    )
