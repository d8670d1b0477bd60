"""One way of writing for the amounts of a column: separators that a copier ate or added are those of the others.

Specks beside an amount are read as signs, and commas as points or not at all. What the digits are is another question:
a number that is written anew stays doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.read.ocr.areas import Region
from extract.read.ocr.digit_reader import ReadNumber
from normalize.script import DIGITS

SAME = 6
"""Tolerance in pixels for equal sides of the cells of a column."""

FEWEST = 2
"""Minimum number of well-formed amounts of a column that show how it writes them."""

DOUBTFUL = 0.5
"""Maximum confidence of a number that was written anew."""

CLEARLY = 4
"""Minimum ratio of the amounts written in one way to those in the other: the years above a column may have a comma."""

WHOLE, WITH_SATANG = re.compile(r"\d{1,3}(?:,\d{3})+"), re.compile(r"\d{1,3}(?:,\d{3})*\.\d\d")
ZERO = DIGITS[0]

FEWEST_POINTS, POINTED = 3, 1.5
"""Minimum number of numbers of a column with as many decimals, and the maximum ratio of all its numbers to these."""

_PLAIN = re.compile(r"\d+\.\d+|\d{2,}")

PART, MILLIONS = re.compile(rf"[0{ZERO}]\.\d{{3}}"), re.compile(r"\d{1,3}(?:,\d{3}){2,}")
"""A part of a million (0.850): a column of such has millions with three decimals (1.705), and no larger numbers."""

_FORMS = WHOLE, WITH_SATANG, PART
_THOUSANDTHS = re.compile(r"(\d{1,3}),(\d{3})")
_SIGNS = re.compile(r"[\d,.-]*\d[\d,.-]*")
_SATANG = 2


def settle_columns(cells: Sequence[tuple[Region, list[list[ReadNumber]]]]) -> None:
    """Write the badly formed amounts of cells as the others of their column are, in place."""
    columns: list[list[tuple[Region, list[list[ReadNumber]]]]] = []
    for cell in sorted(cells, key=lambda cell: cell[0].box[0]):
        x0, _, x1, _ = cell[0].box
        last = columns[-1][0][0].box if columns else None
        if last is not None and abs(last[0] - x0) <= SAME and abs(last[2] - x1) <= SAME:
            columns[-1].append(cell)
        else:
            columns.append([cell])
    for column in columns:
        _settle([rows for _, rows in column])


def _settle(cells: Sequence[list[list[ReadNumber]]]) -> None:
    texts = [number.text for rows in cells for row in rows for number in row]
    _doubt_lost_points([row for rows in cells for row in rows if len(row) == 1])
    whole, with_satang, parts = (sum(bool(form.fullmatch(text)) for text in texts) for form in _FORMS)
    alone = [row for rows in cells for row in rows if len(row) == 1]
    if parts >= FEWEST and not any(MILLIONS.fullmatch(text) for text in texts):
        for row in alone:
            row[0] = replace(row[0], text=_THOUSANDTHS.sub(r"\1.\2", row[0].text))
        return
    has_satang = with_satang > whole
    if max(whole, with_satang) >= FEWEST and min(whole, with_satang) * CLEARLY <= max(whole, with_satang):
        for row in alone:
            text = written(row[0].text, has_satang)
            if text != row[0].text:
                row[0] = replace(row[0], text=text, confidence=min(row[0].confidence, DOUBTFUL))


def _doubt_lost_points(rows: Sequence[list[ReadNumber]]) -> None:
    """Numbers without a point in a column whose others nearly all have one, and as many decimals: 30 for 3.0."""
    numbers = [row[0].text for row in rows if _PLAIN.fullmatch(row[0].text)]
    decimals = Counter(len(text.partition(".")[2]) for text in numbers if "." in text)
    usual, count = decimals.most_common(1)[0] if decimals else (0, 0)
    if count < FEWEST_POINTS or count * POINTED < len(numbers):
        return
    for row in rows:
        if row[0].text.isdigit() and len(row[0].text) > usual:
            row[0] = replace(row[0], confidence=min(row[0].confidence, DOUBTFUL))


def written(text: str, has_satang: bool) -> str:
    """A badly formed amount with the separators of a column; unchanged if its digits do not show where they are.

    >>> written("25,00000-", True), written("26,40-0", False), written("3961000", False)
    ('25,000.00', '26,400', '3961000')
    """
    digits = "".join(c for c in text if c.isdigit())
    if (WITH_SATANG if has_satang else WHOLE).fullmatch(text) or PART.fullmatch(text) or not _SIGNS.fullmatch(text):
        return text
    if has_satang:
        is_clear = len(digits) > _SATANG and all(int(c) == 0 for c in digits[-_SATANG:])
        return f"{_grouped(digits[:-_SATANG])}.{digits[-_SATANG:]}" if is_clear else text
    is_clear = len(digits) > 3 and any(c in ",." for c in text.strip(",.-"))
    return _grouped(digits) if is_clear else text


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return ",".join(groups + [digits[at : at + 3] for at in range(first, len(digits), 3)])
