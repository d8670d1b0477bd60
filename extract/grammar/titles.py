"""The kind of document that a title line names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.model.plan import DocumentKind
from normalize.text import comparable

LETTERS_PER_EDIT = 9
"""A misspelled title may have one edit for so many letters of the words that it should begin with."""


def title_kind(text: str) -> DocumentKind | None:
    """The kind of document that a title line names. None if the line is not a title."""
    start = _start(text)
    if start.startswith(family().titles.progress_report):
        return DocumentKind.PROGRESS_REPORT
    if start.startswith(family().titles.action_plan):
        return DocumentKind.ACTION_PLAN
    if start.startswith(family().titles.reporting) and any(word in start for word in family().titles.action_plan):
        return DocumentKind.PROGRESS_REPORT
    return None


def misspelled_title_kind(text: str) -> DocumentKind | None:
    """The kind of document that a misspelled title line names. None if it is not similar enough to a title.

    >>> misspelled_title_kind("แผ่นปฎิบัติการป้องกันการทุจริต")
    <DocumentKind.ACTION_PLAN: 'action_plan'>
    """
    start = _start(text)
    reports, plans = _similar()
    if reports.match(start):
        return DocumentKind.PROGRESS_REPORT
    return DocumentKind.ACTION_PLAN if plans.match(start) else None


def own_title_kind(text: str) -> DocumentKind | None:
    """The kind that the title of a report in words of its own names: รายงานเทียบแผนกับผล การป้องกันการทุจริต.

    Only where no line is a title otherwise: it begins as one and speaks of what plans are about.
    """
    start, titles = _start(text), family().titles
    is_report = start.startswith(titles.reporting) and any(word in start for word in titles.subjects)
    return DocumentKind.PROGRESS_REPORT if is_report else None


def first_kind(lines: Iterable[str]) -> DocumentKind | None:
    """The kind that the first title among a document's lines names. None if none is a title."""
    kinds = (title_kind(line) for line in lines)
    return next((kind for kind in kinds if kind is not None), None)


def _start(text: str) -> str:
    return comparable(patterns().borders.before_title.sub("", text))


@cache
def _similar() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Expressions for the beginnings of titles of reports and of plans with a few edits."""
    titles = family().titles
    reports, plans = (
        regex.compile("|".join(f"(?:{regex.escape(word)}){{e<={len(word) // LETTERS_PER_EDIT}}}" for word in words))
        for words in (titles.progress_report, titles.action_plan)
    )
    return reports, plans
