"""What belongs to whom: the amounts and remarks of cells that several projects share.

Amounts in a shared cell stand in the order of its projects. Where there are as many as projects they are given one
to one; where some were lost, those that a detail block confirms are given, and the others stay unknown for the
checks to reconcile with the printed totals. Remarks are told apart by the words the same table uses alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, combinations, pairwise

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.plan import Amount, Basis, Finding, Method, Project, Value
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import SummaryRow
from normalize.money import MoneyStatus, parse_money, split_amounts
from normalize.script import CONSONANT
from normalize.text import comparable
from schemas.checks import CheckCode

MOST_WORDS = 120
"""Words of a shared cell of remarks that are told apart; a longer cell stays whole."""

MOST_SHARING = 12
"""Projects that one cell may hold and still have lost amounts told apart."""


@dataclass(slots=True)
class Shared:
    """A row with its projects joined to their details, and its money cells by column."""

    row: SummaryRow
    projects: list[Project]
    tokens: list[tuple[MoneyCell, list[str]]] = field(default_factory=list)


def settle(rows: Sequence[SummaryRow], projects: Sequence[Sequence[Project]], plan_year: int | None) -> list[Finding]:
    """Give every project of the summary its amounts and remarks; `projects` runs parallel to `rows`.

    `plan_year` is the fiscal year of a budget column without a year, None if the plan covers several.
    """
    shared = _with_orphans([Shared(row, list(found)) for row, found in zip(rows, projects, strict=True)])
    findings: list[Finding] = []
    for entry in shared:
        findings += _settle_money(entry, plan_year)
        if entry.row.shift:
            findings += [_finding(CheckCode.ROW_SHIFTED, p, entry.row, str(entry.row.shift)) for p in entry.projects]
    findings += _settle_remarks(shared)
    return findings


def _finding(code: CheckCode, project: Project, row: SummaryRow, found: str = "") -> Finding:
    return Finding(code, "projects", project.project_id, "", found, row.place)


# -- rows without projects ------------------------------------------------------------------------------------------


def _with_orphans(rows: list[Shared]) -> list[Shared]:
    """Rows without a project of their own, given to the row they belong to; their money may precede a page break."""
    kept: list[Shared] = []
    waiting: list[Shared] = []
    for entry in rows:
        entry.tokens = [(cell, split_amounts(cell.text)) for cell in entry.row.money]
        if entry.projects:
            _take_waiting(entry, waiting)
            waiting = []
            kept.append(entry)
        elif entry.tokens and not (kept and _lacks(kept[-1], entry)):
            waiting.append(entry)
        elif kept:
            _append(kept[-1], entry)
    return kept


def _lacks(entry: Shared, orphan: Shared) -> bool:
    """Whether a row has fewer amounts than projects, by as many as the orphan has."""
    have = max((len(tokens) for _, tokens in entry.tokens), default=0)
    more = max((len(tokens) for _, tokens in orphan.tokens), default=0)
    return have + more == len(entry.projects)


def _take_waiting(entry: Shared, waiting: Sequence[Shared]) -> None:
    for orphan in waiting:
        if _lacks(entry, orphan):
            by_year = {cell.fiscal_year: tokens for cell, tokens in orphan.tokens}
            own = {cell.fiscal_year for cell, _ in entry.tokens}
            alone = [(cell, tokens) for cell, tokens in orphan.tokens if cell.fiscal_year not in own]
            entry.tokens = [(cell, [*by_year.get(cell.fiscal_year, []), *tokens]) for cell, tokens in entry.tokens]
            entry.tokens += alone
        if orphan.row.remarks:
            entry.row.remarks = f"{orphan.row.remarks} {entry.row.remarks}".strip()
            entry.row.remarks_place = orphan.row.remarks_place or entry.row.remarks_place


def _append(entry: Shared, orphan: Shared) -> None:
    by_year = {cell.fiscal_year: tokens for cell, tokens in orphan.tokens}
    entry.tokens = [(cell, [*tokens, *by_year.get(cell.fiscal_year, [])]) for cell, tokens in entry.tokens]
    if orphan.row.remarks:
        entry.row.remarks = f"{entry.row.remarks} {orphan.row.remarks}".strip()
        entry.row.remarks_raw = f"{entry.row.remarks_raw}\n{orphan.row.remarks_raw}"
        entry.row.remarks_place = entry.row.remarks_place or orphan.row.remarks_place


# -- money ----------------------------------------------------------------------------------------------------------


def _settle_money(entry: Shared, plan_year: int | None) -> list[Finding]:
    findings: list[Finding] = []
    for cell, tokens in entry.tokens:
        year = cell.fiscal_year or plan_year
        given = _give(entry.projects, tokens)
        for project, text in zip(entry.projects, given, strict=True):
            alone = len(entry.projects) == 1
            finding = _amount(project, cell, year, cell.text if alone and len(tokens) != 1 else text, alone)
            findings += [finding] if finding else []
    if len(entry.projects) > 1:
        findings += _aligned(entry)
    for project in entry.projects:
        findings += _one_a_year(project)
    _blank_years(entry)
    return findings


def _one_a_year(project: Project) -> list[Finding]:
    """Keep one amount of the summary for each year where two columns give one: the first that can be read.

    Two headers may name the same year, or a budget column without a year stand beside the column of the plan's year.
    """
    kept: dict[int | None, Amount] = {}
    findings: list[Finding] = []
    for amount in [a for a in project.amounts if a.basis is Basis.SUMMARY]:
        first = kept.setdefault(amount.fiscal_year, amount)
        if first is amount:
            continue
        better, worse = (amount, first) if first.money is None and amount.money is not None else (first, amount)
        kept[amount.fiscal_year] = better
        project.amounts = [a for a in project.amounts if a is not worse]
        if better.money is not None and worse.money is not None and better.money.value == worse.money.value:
            continue
        row_id = f"{project.project_id}/{amount.fiscal_year}/{Basis.SUMMARY}"
        findings.append(Finding(CheckCode.BUDGET_REPEATED, "budgets", row_id, better.text, worse.text, worse.place))
    return findings


def _blank_years(entry: Shared) -> None:
    """A blank cell beside filled ones means no money in its year, a blank row remarked as unbudgeted none at all."""
    filled = {cell.fiscal_year for cell, _ in entry.tokens}
    text = ""
    if not filled:
        text = entry.row.remarks
        if parse_money(text).status is not MoneyStatus.NONE or not any(c.isalpha() for c in text):
            return
    for project in entry.projects:
        known = {amount.fiscal_year for amount in project.amounts if amount.basis is Basis.SUMMARY}
        for year in entry.row.years:
            if year not in filled | known:
                nothing = Value(Decimal(0), text, entry.row.place)
                project.amounts.append(Amount(year, Basis.SUMMARY, nothing, text, entry.row.place))
        project.amounts.sort(key=lambda amount: (amount.basis != Basis.SUMMARY, amount.fiscal_year))


def _give(projects: Sequence[Project], tokens: Sequence[str]) -> list[str | None]:
    """The token of each project in a shared cell, None where it is not to be had."""
    if len(tokens) == len(projects):
        return list(tokens)
    if len(projects) == 1 or not tokens or len(tokens) > len(projects) or len(projects) > MOST_SHARING:
        return [None] * len(projects)
    if all(parse_money(token).status is MoneyStatus.NONE for token in tokens):
        return [tokens[0]] * len(projects) if len(tokens) == 1 else [None] * len(projects)
    return _confirmed(projects, tokens)


def _confirmed(projects: Sequence[Project], tokens: Sequence[str]) -> list[str | None]:
    """The tokens given in order so that the most details confirm them; only confirmed ones are given."""
    amounts = [parse_money(token).value for token in tokens]
    best: list[tuple[int, ...]] = []
    most = 0
    for places in combinations(range(len(projects)), len(tokens)):
        fits = sum(_confirms(projects[p], amount) for p, amount in zip(places, amounts, strict=True))
        if fits > most:
            best, most = [places], fits
        elif fits == most and fits:
            best.append(places)
    given: list[str | None] = [None] * len(projects)
    if not best:
        return given
    for token, amount, *candidates in zip(tokens, amounts, *best, strict=True):
        place = candidates[0]
        if all(c == place for c in candidates) and _confirms(projects[place], amount):
            given[place] = token
    return given


def _confirms(project: Project, amount: Decimal | None) -> bool:
    """Whether the project's detail block prints this amount."""
    if amount is None:
        return False
    details = [a.money.value for a in project.amounts if a.basis is Basis.DETAIL and a.money]
    total = [project.budget_total.value] if project.budget_total and project.in_details else []
    return amount in details or amount in total


def _amount(project: Project, cell: MoneyCell, year: int | None, text: str | None, alone: bool) -> Finding | None:
    """Add one amount to the project; a finding if it cannot be believed."""
    money = parse_money(text) if text is not None else None
    method = Method.PRINTED if alone else Method.ALIGNED
    clear = money is not None and money.value is not None and money.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE)
    value = None
    if clear and money and money.value is not None:
        value = Value(money.value, cell.raw, cell.place, method, cell.confidence)
    if cell.role == "total" or year is None:
        if project.budget_total is None and value is not None:
            project.budget_total = value
            project.budget_text = project.budget_text or Value(cell.text, cell.raw, cell.place)
    else:
        project.amounts.append(Amount(year, Basis.SUMMARY, value, text if text is not None else cell.text, cell.place))
    if money is None or clear:
        return None
    code = CheckCode.BUDGET_SUSPECT if money.status is MoneyStatus.SUSPECT else CheckCode.BUDGET_UNREADABLE
    row_id = f"{project.project_id}/{year}/{Basis.SUMMARY}" if year else project.project_id
    best = "" if money.value is None else f"{money.value:f}"
    return Finding(code, "budgets" if year else "projects", row_id, best, money.text, cell.place)


def _aligned(entry: Shared) -> list[Finding]:
    """One finding per project whose amounts were told apart in a shared cell."""
    findings = []
    for project in entry.projects:
        amounts = [a for a in project.amounts if a.basis is Basis.SUMMARY and a.money]
        texts = sorted({a.text for a in amounts if a.money and a.money.method is Method.ALIGNED})
        if texts:
            findings.append(_finding(CheckCode.VALUE_ALIGNED, project, entry.row, " / ".join(texts)))
    return findings


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
            findings += [_finding(CheckCode.REMARKS_ALIGNED, p, entry.row) for p in entry.projects]
        for project, part in zip(entry.projects, parts, strict=True):
            if not part:
                continue
            method = Method.ALIGNED if len(entry.projects) > 1 else Method.PRINTED
            project.fields[Field.REMARKS] = Value(
                part, entry.row.remarks_raw, entry.row.remarks_place or entry.row.place, method
            )
    return findings


def _unbudgeted(entry: Shared) -> list[str] | None:
    """A remark that says "no budget" once for each project of the cell that has none belongs to those."""
    tokens = split_amounts(entry.row.remarks)
    amounts = [[a.money.value for a in p.amounts if a.basis is Basis.SUMMARY and a.money] for p in entry.projects]
    without = [bool(values) and not any(values) for values in amounts]
    if len(tokens) != sum(without) or any(parse_money(token).status is not MoneyStatus.NONE for token in tokens):
        return None
    remaining = iter(tokens)
    return [next(remaining) if free else "" for free in without]


def split_remarks(text: str, count: int, known: frozenset[str]) -> list[str] | None:
    """A cell's text cut into the remarks of `count` projects; None where no cut is better than another's guess.

    A remark is likely to end at an abbreviation or a bracket, to begin with a kind word or a unit, and to be one
    that the same table uses alone (`known`, in comparable form).
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
    """The best cut of the words into `count` remarks: its score, and where it cuts."""
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
    """How much a run of words looks like one remark."""

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
        """The score of words[start:end]; inner closings speak against it."""
        length = self.letters[end] - self.letters[start]
        is_known = length <= self.longest and "".join(self.compared[start:end]) in self.known
        closed = self.closed[end - 1]
        score = 3 * is_known + 2 * closed + self.opens[start]
        score -= 2 * (self.closings[end - 1] - self.closings[start])
        return score - (not closed and not self.units[start] and not is_known)


def _rejoin_cut(rows: Sequence[Shared], known: frozenset[str]) -> list[Finding]:
    """A remark cut by a page break: its end stands before the first remark of the next page."""
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
        findings += [_finding(CheckCode.REMARKS_ALIGNED, p, r.row) for r in (above, below) for p in r.projects]
    return findings


def _unslip(rows: Sequence[Shared], known: frozenset[str]) -> list[Finding]:
    """Remarks that slipped by a row: as many as projects over a run of rows, two in one cell and none in another."""
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
            findings += [_finding(CheckCode.REMARKS_ALIGNED, p, entry.row) for p in entry.projects]
        start = end
    return findings


def _pieces(text: str, known: frozenset[str]) -> list[str]:
    """A cell's text as remarks of the kind that stand alone: abbreviations and known ones; else whole."""
    if not text:
        return []
    words = text.split()
    if len(words) > 1 and all(_ABBREVIATION.search(word) for word in words):
        return words
    return [text]


def _slipped_run(rows: Sequence[Shared], start: int, known: frozenset[str]) -> int | None:
    """The end of a run that begins with two remarks for one project and balances later; None if there is none."""
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
