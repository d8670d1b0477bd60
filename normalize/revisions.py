"""Revisions of documents, as titles and notes on covers name them."""

from __future__ import annotations

import re
from functools import cache

from normalize.lexicon import either, load
from normalize.text import comparable

_LONGEST = 60
"""Letters of a note on a revision. Longer lines are sentences."""

_YEAR = r"25\d\d"
_PRINTED_YEAR = "(?:25|๒๕)[0-9๐-๙]{2}"
_RANGE = "[-–—/]|ถึง"


def revision(title: str) -> int:
    """The number of the revision that a title names: 0 for an original, 1 for a revision without a number.

    One that is counted within a year (1/2567) comes behind those without a year.

    >>> revision("แผนปฏิบัติการป้องกันการทุจริต แก้ไขเพิ่มเติม ครั้งที่ 2")
    2
    """
    key = comparable(title)
    found = re.search(f"{_words()}|{_edition()}(?=[2-9](?!\\d)|[1-9]\\d(?!\\d))", key)
    if found is None:
        return 0
    numbers = re.findall(rf"{_counts()}(\d{{1,2}})(?!\d)(?:/({_YEAR}))?", key[found.start() :])
    year, number = max(((int(year or 0), int(number)) for number, year in numbers), default=(0, 1))
    return max(1, number) + (100 * (year - 2500) if year else 0)


def is_revision_note(line: str) -> bool:
    """Whether a line is nothing but a note on a revision.

    >>> is_revision_note("(แก้ไขเพิ่มเติม ครั้งที่ ๑/๒๕๖๗)"), is_revision_note("แก้ไขปัญหาการทุจริต")
    (True, False)
    """
    return len(line) <= _LONGEST and _note().fullmatch(comparable(line)) is not None and revision(line) > 0


def without_revised_year(text: str) -> str:
    """A text without the year in which it says that it was revised. The years of a plan are a range, or elsewhere.

    >>> without_revised_year("แผนปฏิบัติการ ฉบับทบทวน พ.ศ. 2567 ประจำปี 2566-2570")
    'แผนปฏิบัติการ ฉบับทบทวน ประจำปี 2566-2570'
    >>> without_revised_year("แผนปฏิบัติการ (พ.ศ. 2566 - 2570) ฉบับทบทวน ประจำปี พ.ศ. 2568")
    'แผนปฏิบัติการ (พ.ศ. 2566 - 2570) ฉบับทบทวน'
    """
    return _revised_year(_years().search(text) is not None).sub(lambda found: found["note"].rstrip(), text)


@cache
def _words() -> str:
    return either(load("project_names.toml")["revisions"]["words"])


@cache
def _counts() -> str:
    return either(map(comparable, load("project_names.toml")["revisions"]["numbers"]))


@cache
def _edition() -> str:
    return comparable(load("project_names.toml")["revisions"]["edition"])


@cache
def _fillers() -> str:
    data = load("project_names.toml")
    return either(map(comparable, (*data["revisions"]["fillers"], *data["years"])))


@cache
def _note() -> re.Pattern[str]:
    number = rf"{_counts()}\d{{1,2}}(?!\d)(?:/{_YEAR})?"
    return re.compile(rf"(?:{_words()}|{number}|{_fillers()}|{_YEAR}|[()])+")


@cache
def _years() -> re.Pattern[str]:
    """A range of years."""
    eras = either(load("project_names.toml")["years"])
    return re.compile(rf"{_PRINTED_YEAR}\s*(?:{_RANGE})\s*(?:{eras}\s*)*{_PRINTED_YEAR}")


@cache
def _revised_year(has_range: bool) -> re.Pattern[str]:
    counts = either(load("project_names.toml")["revisions"]["numbers"])
    eras = either(load("project_names.toml")["years"])
    fillers = either(load("project_names.toml")["revisions"]["fillers"])
    counted = rf"(?:\s*{counts}\s*[0-9๐-๙]{{1,2}}(?![0-9๐-๙]))?"
    before = rf"(?:\s*{eras})*" if has_range else ""  # else the year may be that of the plan
    return re.compile(
        rf"(?P<note>{_words()}(?:\s|{fillers}|{_words()}){{0,4}}{counted})"
        rf"{before}(?:\s*/\s*|\s*{eras}+\s*|\s+){_PRINTED_YEAR}"
        rf"(?![0-9๐-๙])(?!\s*(?:{_RANGE})\s*{_PRINTED_YEAR})"
    )
