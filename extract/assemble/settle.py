"""Assigns the amounts and remarks of cells that several projects share.

Amounts in a shared cell are in the order of its projects. If there is one per project, they are assigned one to one. If
some are missing, the possible assignments are joint readings, and phaen.check.solve decides. Remarks are separated
using the remarks of single projects in the same table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from extract.assemble.amounts import MOST_SHARING, Shared, about_row, habits_of, settle_amounts, with_orphans
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.plan import Basis, Finding, JointReading, Method, Project, Value
from extract.tables.summary_types import SummaryRow
from normalize.money import MoneyStatus, parse_money, split_amounts
from normalize.script import CONSONANT
from normalize.text import comparable
from schemas.checks import CheckCode

MOST_WORDS = 120
"""Maximum number of words in a shared cell of remarks that is split. A longer cell stays whole."""


def settle(
    rows: Sequence[tuple[SummaryRow, list[Project]]], plan_year: int | None, plan_years: Sequence[int] = ()
) -> tuple[list[Finding], list[JointReading]]:
    """Assigns amounts and remarks to every project of the summary. Each row comes with its projects.

    `plan_year` is the fiscal year of a budget column without a year. None if the plan covers several: `plan_years`.
    """
    shared, findings = with_orphans([Shared(row, list(projects)) for row, projects in rows])
    habits = habits_of(shared)
    joint: list[JointReading] = []
    for entry in shared:
        told, left_open = settle_amounts(entry, plan_year, habits, plan_years)
        findings += told
        joint += left_open
        if entry.row.shift:
            findings += [about_row(CheckCode.ROW_SHIFTED, p, entry.row, str(entry.row.shift)) for p in entry.projects]
    return findings + _settle_remarks(shared), joint


# -- remarks --------------------------------------------------------------------------------------------------------

_ABBREVIATION = re.compile(rf"[{CONSONANT}]{{1,4}}\.$")
_CLOSED = re.compile(rf"(?:[{CONSONANT}]{{1,4}}\.|\))$")


def _settle_remarks(rows: Sequence[Shared]) -> list[Finding]:
    known = frozenset(comparable(r.row.remarks) for r in rows if len(r.projects) == 1 and r.row.remarks)
    findings = _rejoin_cut(rows, known)
    findings += _unslip(rows, known)
    for entry in rows:
        remarks = entry.row.remarks
        if not remarks:
            continue
        parts = split_remarks(remarks, len(entry.projects), known) or _unbudgeted(entry)
        if parts is None:
            parts = [remarks] * len(entry.projects)
        if len(entry.projects) > 1:
            findings += [about_row(CheckCode.REMARKS_ALIGNED, p, entry.row) for p in entry.projects]
        for project, part in zip(entry.projects, parts, strict=True):
            if not part:
                continue
            method = Method.ALIGNED if len(entry.projects) > 1 else Method.PRINTED
            project.fields[Field.REMARKS] = Value(
                part, entry.row.remarks_raw, entry.row.remarks_place or entry.row.place, method
            )
    return findings


def _unbudgeted(entry: Shared) -> list[str] | None:
    """Assigns "no budget" remarks, if there is one for each project of the cell without budget, to these projects."""
    tokens = split_amounts(entry.row.remarks)
    amounts = [[a.money.value for a in p.amounts if a.basis is Basis.SUMMARY and a.money] for p in entry.projects]
    without = [bool(values) and not any(values) for values in amounts]
    if len(tokens) != sum(without) or any(parse_money(token).status is not MoneyStatus.NONE for token in tokens):
        return None
    remaining = iter(tokens)
    return [next(remaining) if free else "" for free in without]


def split_remarks(text: str, count: int, known: frozenset[str]) -> list[str] | None:
    """A cell's text, split into the remarks of `count` projects. None if no split is plausible.

    A remark probably ends at an abbreviation or a bracket, begins with a kind word or a unit, and is used alone in the
    same table (`known`, in comparable form).
    """
    if count == 1:
        return [text]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) == count:
        return lines
    words = tuple(text.split())
    share, rest = divmod(len(words), count)
    if not rest and words == words[:share] * count:
        return [" ".join(words[:share])] * count
    if not count <= len(words) <= MOST_WORDS or count > MOST_SHARING:
        return None
    score, cuts = _cut(words, count, known)
    if score <= 0:
        return None
    bounds = [0, *cuts, len(words)]
    return [" ".join(words[a:b]) for a, b in pairwise(bounds)]


def _cut(words: Sequence[str], count: int, known: frozenset[str]) -> tuple[int, list[int]]:
    """The best split of the words into `count` remarks: its score and its positions."""
    likely = _Likelihood(words, known)
    total = len(words)
    scores = [likely.of(start, total) for start in range(total)] + [-(10**6)]
    ends: list[list[int]] = []
    for _ in range(count - 1):
        best = [-(10**6)] * (total + 1)
        where = [total] * (total + 1)
        for start in range(total):
            for end in range(start + 1, total):
                score = likely.of(start, end) + scores[end]
                if score > best[start]:
                    best[start], where[start] = score, end
        scores = best
        ends.insert(0, where)
    cuts, at = [], 0
    for where in ends:
        at = where[at]
        cuts.append(at)
    return scores[0], cuts


class _Likelihood:
    """Scores how likely a sequence of words is one remark."""

    def __init__(self, words: Sequence[str], known: frozenset[str]) -> None:
        self.known = known
        self.longest = max(map(len, known), default=0)
        self.compared = [comparable(word) for word in words]
        self.letters = list(accumulate((len(word) for word in self.compared), initial=0))
        self.closed = [bool(_CLOSED.search(word)) for word in words]
        self.closings = list(accumulate(map(int, self.closed), initial=0))
        department = patterns().cells.department
        self.opens = [bool(kind_of(word) or department.match(word)) for word in words]
        self.units = [bool(department.match(word)) for word in words]

    def of(self, start: int, end: int) -> int:
        """The score of words[start:end]. Closings inside the sequence lower it."""
        length = self.letters[end] - self.letters[start]
        is_known = length <= self.longest and "".join(self.compared[start:end]) in self.known
        closed = self.closed[end - 1]
        score = 3 * is_known + 2 * closed + self.opens[start]
        score -= 2 * (self.closings[end - 1] - self.closings[start])
        return score - (not closed and not self.units[start] and not is_known)


def _rejoin_cut(rows: Sequence[Shared], known: frozenset[str]) -> list[Finding]:
    """Rejoins a remark cut by a page break. Its end precedes the first remark of the next page."""
    findings = []
    for above, below in pairwise(rows):
        text = above.row.remarks
        if not below.row.after_page_break or not kind_of(text) or _CLOSED.search(text):
            continue
        parts = split_remarks(below.row.remarks, len(below.projects) + 1, known)
        if parts is None or not parts[0].endswith(")"):
            continue
        above.row.remarks = f"{text} {parts[0]}"
        below.row.remarks = "\n".join(parts[1:])
        findings += [about_row(CheckCode.REMARKS_ALIGNED, p, r.row) for r in (above, below) for p in r.projects]
    return findings


def _unslip(rows: Sequence[Shared], known: frozenset[str]) -> list[Finding]:
    """Corrects remarks shifted by a row: a run of rows has one per project, but two in one cell and none in another."""
    findings: list[Finding] = []
    start = 0
    while start < len(rows):
        end = _slipped_run(rows, start, known)
        if end is None:
            start += 1
            continue
        run = rows[start:end]
        parts = [part for entry in run for part in _pieces(entry.row.remarks, known)]
        for entry in run:
            count = len(entry.projects)
            entry.row.remarks, parts = "\n".join(parts[:count]), parts[count:]
            findings += [about_row(CheckCode.REMARKS_ALIGNED, p, entry.row) for p in entry.projects]
        start = end
    return findings


def _pieces(text: str, known: frozenset[str]) -> list[str]:
    """A cell's text as separate remarks if it consists of abbreviations, else as one."""
    if not text:
        return []
    words = text.split()
    if len(words) > 1 and all(_ABBREVIATION.search(word) for word in words):
        return words
    return [text]


def _slipped_run(rows: Sequence[Shared], start: int, known: frozenset[str]) -> int | None:
    """The end of a run that begins with two remarks for one project and is balanced later. None if there is none."""
    if len(rows[start].projects) != 1 or len(_pieces(rows[start].row.remarks, known)) < 2:
        return None
    surplus = 0
    for end in range(start, min(start + 12, len(rows))):
        entry = rows[end]
        surplus += len(_pieces(entry.row.remarks, known)) - len(entry.projects)
        if surplus == 0 and end > start:
            return end + 1
        if surplus < 0:
            return None
    return None
