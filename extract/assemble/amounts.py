"""Assigns the amounts of the summary table to projects and years, as far as the print alone decides.

Amounts in a shared cell are in the order of its projects. If there is one per project, they are assigned one to one.
What the print leaves open stays unknown with all its readings: those of one amount (normalize.readings), or those of
several together (JointReading). phaen.check.solve decides between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from extract.assemble.joint_readings import in_order
from extract.assemble.undated import date_amount
from extract.grammar.field import Field
from extract.model.plan import Amount, Basis, Finding, JointReading, Method, Project, RowRef, Value
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import SummaryRow
from normalize.money import MoneyStatus, looks_like_money, parse_money, split_amounts
from normalize.readings import domain, is_suspect, printed
from schemas.checks import CheckCode

MOST_SHARING = 12
"""Maximum number of projects in one cell for which incomplete amounts are assigned."""


@dataclass(slots=True)
class Shared:
    """A row with its projects joined to their details, and its money cells by column."""

    row: SummaryRow
    projects: list[Project]
    tokens: list[tuple[MoneyCell, list[str]]] = field(default_factory=list)


def about_row(code: CheckCode, project: Project, row: SummaryRow, found: str = "") -> Finding:
    """A finding about a project's row in the summary table."""
    return Finding(code, project, "", found, row.place)


# -- rows without projects ------------------------------------------------------------------------------------------


def with_orphans(rows: list[Shared]) -> tuple[list[Shared], list[Finding]]:
    """Merges rows without a project into the row they belong to. Their money may be printed before a page break.

    Money that belongs to no row is reported.
    """
    kept: list[Shared] = []
    waiting: list[Shared] = []
    unplaced: list[Finding] = []
    for entry in rows:
        entry.tokens = [(cell, split_amounts(cell.text)) for cell in entry.row.money]
        if entry.projects:
            unplaced += _take_waiting(entry, waiting)
            waiting = []
            kept.append(entry)
        elif entry.tokens and not (kept and _lacks(kept[-1], entry)):
            waiting.append(entry)
        elif kept:
            _append(kept[-1], entry)
    left = waiting if kept else []
    return kept, unplaced + [finding for orphan in left for finding in _unplaced(orphan)]


def _unplaced(orphan: Shared) -> list[Finding]:
    """A finding for each cell with money that belongs to no project. Dashes are ignored."""
    cells = [cell for cell, _ in orphan.tokens if any(reading.value for reading in cell.in_baht())]
    return [
        Finding(CheckCode.AMOUNT_UNPLACED, RowRef("tables", ""), found=cell.text, place=cell.place) for cell in cells
    ]


def _lacks(entry: Shared, orphan: Shared) -> bool:
    """Whether a row lacks exactly as many amounts as the orphan has."""
    have = max((len(tokens) for _, tokens in entry.tokens), default=0)
    more = max((len(tokens) for _, tokens in orphan.tokens), default=0)
    return have + more == len(entry.projects)


def _take_waiting(entry: Shared, waiting: Sequence[Shared]) -> list[Finding]:
    """Adds the money and remarks from preceding rows to a row. Money that does not fit is reported."""
    unplaced: list[Finding] = []
    for orphan in waiting:
        if _lacks(entry, orphan):
            by_year = {cell.fiscal_year: tokens for cell, tokens in orphan.tokens}
            own = {cell.fiscal_year for cell, _ in entry.tokens}
            alone = [(cell, tokens) for cell, tokens in orphan.tokens if cell.fiscal_year not in own]
            entry.tokens = [(cell, [*by_year.get(cell.fiscal_year, []), *tokens]) for cell, tokens in entry.tokens]
            entry.tokens += alone
        else:
            unplaced += _unplaced(orphan)
        if orphan.row.remarks:
            entry.row.remarks = f"{orphan.row.remarks} {entry.row.remarks}".strip()
            entry.row.remarks_place = orphan.row.remarks_place or entry.row.remarks_place
    return unplaced


def _append(entry: Shared, orphan: Shared) -> None:
    by_year = {cell.fiscal_year: tokens for cell, tokens in orphan.tokens}
    entry.tokens = [(cell, [*tokens, *by_year.get(cell.fiscal_year, [])]) for cell, tokens in entry.tokens]
    if orphan.row.remarks:
        entry.row.remarks = f"{entry.row.remarks} {orphan.row.remarks}".strip()
        entry.row.remarks_raw = f"{entry.row.remarks_raw}\n{orphan.row.remarks_raw}"
        entry.row.remarks_place = entry.row.remarks_place or orphan.row.remarks_place


# -- money ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Habits:
    """What a table prints where there is no money.

    `blanks`: nothing, so that a blank cell is no lost amount. `shares`: one mark for all projects of a cell.
    """

    blanks: bool = False
    shares: bool = False


LEAST_BLANKS = 0.25
"""Share of blank cells in rows with money, from which on a table leaves cells without money blank."""

LEAST_SHARING = 0.5
"""Share of rows with several projects, from which on one mark in a cell of theirs is for all of them."""


def habits_of(rows: Sequence[Shared]) -> Habits:
    """The habits of the table that these rows are of."""
    cells = [(len(entry.projects), tokens) for entry in rows for _, tokens in entry.tokens]
    marks = sum(any(_is_none(token) for token in tokens) for _, tokens in cells)
    filled = [(entry, {cell.fiscal_year for cell, _ in entry.tokens}) for entry in rows if entry.tokens]
    blanks = sum(len({*entry.row.years} - years) for entry, years in filled)
    is_blank = blanks >= marks and blanks >= LEAST_BLANKS * sum(len(entry.row.years) for entry, _ in filled)
    sharing = sum(len(entry.projects) > 1 for entry in rows)
    has_one_each = any(1 < count == len(tokens) and any(map(_is_none, tokens)) for count, tokens in cells)
    return Habits(is_blank, sharing >= LEAST_SHARING * len(rows) and not has_one_each)


def _is_none(token: str) -> bool:
    return parse_money(token).status is MoneyStatus.NONE


def settle_amounts(
    entry: Shared, plan_year: int | None, habits: Habits = Habits(), plan_years: Sequence[int] = ()
) -> tuple[list[Finding], list[JointReading]]:
    """Assigns the amounts of a row's cells to its projects, as far as the print alone decides.

    What it leaves open are joint readings.
    """
    findings: list[Finding] = []
    joint: list[JointReading] = []
    for cell, tokens in entry.tokens:
        year = cell.fiscal_year or plan_year
        is_dated = cell.role != "total" and year is not None
        given = _give(entry.projects, tokens, cell.unit, habits, is_dated=is_dated)
        for project, text in zip(entry.projects, given, strict=True):
            alone = len(entry.projects) == 1
            finding = _amount(project, cell, year, cell.text if alone and len(tokens) != 1 else text, alone)
            findings += [finding] if finding else []
            if year is None and cell.role == Field.BUDGET and alone:
                findings += date_amount(project, cell, cell.text, plan_years)
        amounts = [project.amounts[-1] for project in entry.projects] if is_dated else []
        if _is_joint(amounts, tokens):
            joint += in_order(amounts, [domain(cell.in_baht(token)) for token in tokens])
    if len(entry.projects) > 1:
        findings += _aligned(entry)
    for project in entry.projects:
        findings += _one_a_year(project)
    _blank_years(entry, habits)
    joint += _aside(entry) or _shifted(entry)
    kept = {id(amount) for project in entry.projects for amount in project.amounts}
    findings = [found for found in findings if not isinstance(found.about, Amount) or id(found.about) in kept]
    return findings, [reading for reading in joint if all(id(amount) in kept for amount in reading.amounts)]


def _is_joint(amounts: Sequence[Amount], tokens: Sequence[str]) -> bool:
    """Whether a cell prints several amounts, or one for several projects. One malformed figure has readings itself."""
    if len(amounts) == 1:
        return len(tokens) > 1 and amounts[0].money is None and not amounts[0].readings
    return len(tokens) == len(amounts) or all(amount.money is None for amount in amounts)


def _aside(entry: Shared) -> list[JointReading]:
    """The readings of a row whose first amount is blank and whose remark is an amount: as it is, or a column aside."""
    years, cells = sorted(entry.row.years), {cell.fiscal_year: cell for cell, _ in entry.tokens}
    if len(entry.projects) != 1 or len(years) < 2 or set(cells) != set(years[1:]):
        return []
    text = entry.row.remarks
    last = printed(cells[years[-1]].in_baht(text)) if looks_like_money(text) else None
    amounts = [a for a in entry.projects[0].amounts if a.basis is Basis.SUMMARY and a.fiscal_year in years]
    values = [amount.money.value if amount.money is not None else None for amount in amounts[1:]]
    if last is None or len(amounts) != len(years) or None in values:
        return []
    as_printed, aside = (None, *values), (*values, last)
    for amount, value, other in zip(amounts, as_printed, aside, strict=True):
        amount.money = amount.money if value == other else None
    # where both readings agree, the print alone decides
    return [JointReading(tuple(amounts), (as_printed, aside))]


def _shifted(entry: Shared) -> list[JointReading]:
    """The readings of amounts in a row that was moved under its header: one each, but not a clear one."""
    amounts = [a for project in entry.projects for a in project.amounts if a.basis is Basis.SUMMARY]
    return [JointReading((a,), ((a.money.value,),)) for a in amounts if a.money is not None and entry.row.shift]


def _one_a_year(project: Project) -> list[Finding]:
    """Keeps one summary amount per year if two columns give one: the first that can be read.

    Two headers may name the same year, or a budget column without a year may be next to that of the plan's year.
    """
    kept: dict[int | None, Amount] = {}
    left_out: list[tuple[Amount, Amount]] = []
    for amount in [a for a in project.amounts if a.basis is Basis.SUMMARY]:
        first = kept.setdefault(amount.fiscal_year, amount)
        if first is amount:
            continue
        better, worse = (amount, first) if first.money is None and amount.money is not None else (first, amount)
        kept[amount.fiscal_year] = better
        project.amounts = [a for a in project.amounts if a is not worse]
        if better.money is not None and worse.money is not None and better.money.value == worse.money.value:
            continue
        left_out.append((better, worse))
    return _repeated(project, left_out)


def _repeated(project: Project, left_out: Sequence[tuple[Amount, Amount]]) -> list[Finding]:
    """One finding for the amounts that were left out: about the amount kept, or the project if there are several."""
    if not left_out:
        return []
    about = left_out[0][0] if len(left_out) == 1 else project
    expected = " / ".join(better.text for better, _ in left_out)
    found = " / ".join(worse.text for _, worse in left_out)
    return [Finding(CheckCode.BUDGET_REPEATED, about, expected, found, left_out[0][1].place)]


def _blank_years(entry: Shared, habits: Habits) -> None:
    """A blank cell beside filled ones means no money in its year, a blank row remarked as unbudgeted none at all.

    In a table that has few of them a blank is an amount that is not printed, but beside words that the project uses
    none: `ไม่ใช้งบประมาณ` speaks of the project, `-` of one year. The sums may prove it (phaen.check.solve).
    """
    filled = {cell.fiscal_year for cell, _ in entry.tokens}
    text, is_known = "", bool(filled) and (habits.blanks or _says_none(entry))
    if not filled:
        text = entry.row.remarks
        is_said = parse_money(text).status is MoneyStatus.NONE and any(c.isalpha() for c in text)
        is_known = is_said or (entry.row.is_blank_none and habits.blanks)
        text = text if is_said else ""
    for project in entry.projects:
        known = {amount.fiscal_year for amount in project.amounts if amount.basis is Basis.SUMMARY}
        for year in entry.row.years:
            if year not in filled | known:
                nothing = Value(Decimal(0), text, entry.row.place) if is_known else None
                printed_as = text if is_known else ""
                project.amounts.append(Amount(year, Basis.SUMMARY, nothing, printed_as, entry.row.place))
        project.amounts.sort(key=lambda amount: (amount.basis != Basis.SUMMARY, amount.fiscal_year))


def _says_none(entry: Shared) -> bool:
    """Whether a row's money is nothing but words that say there is none."""
    return all(_is_none(token) and any(c.isalpha() for c in token) for _, tokens in entry.tokens for token in tokens)


def _give(
    projects: Sequence[Project], tokens: Sequence[str], unit: int, habits: Habits, *, is_dated: bool
) -> list[str | None]:
    """The token of each project in a shared cell. None if the print does not determine it.

    Amounts without a year are in no sum: those of them that a detail block confirms are assigned.
    """
    if len(tokens) == len(projects):
        return list(tokens)
    if len(projects) == 1 or not tokens or len(tokens) > len(projects) or len(projects) > MOST_SHARING:
        return [None] * len(projects)
    if len(tokens) == 1 and habits.shares and _is_none(tokens[0]):
        return [None if _has_money(project) else tokens[0] for project in projects]
    return [None] * len(projects) if is_dated else _confirmed(projects, tokens, unit)


def _confirmed(projects: Sequence[Project], tokens: Sequence[str], unit: int) -> list[str | None]:
    """Assigns the tokens in order so that most are confirmed by details. Only confirmed tokens are assigned."""
    amounts = [None if (value := parse_money(token).value) is None else value * unit for token in tokens]
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


def _has_money(project: Project) -> bool:
    """Whether the project's detail block prints an amount."""
    return bool(project.in_details and project.budget_total and project.budget_total.value)


def _confirms(project: Project, amount: Decimal | None) -> bool:
    """Whether the project's detail block prints this amount."""
    if amount is None:
        return False
    details = [a.money.value for a in project.amounts if a.basis is Basis.DETAIL and a.money]
    total = [project.budget_total.value] if project.budget_total and project.in_details else []
    return amount in details or amount in total


def _amount(project: Project, cell: MoneyCell, year: int | None, text: str | None, alone: bool) -> Finding | None:
    """Adds an amount with all its readings to the project. Returns a finding if the print alone is ambiguous."""
    found = cell.in_baht(text) if text is not None else ()
    decided = printed(found)
    method = Method.PRINTED if alone else Method.ALIGNED
    value = None if decided is None else Value(decided, cell.raw, cell.place, method, cell.confidence)
    about: Amount | Project = project
    if cell.role == "total" or year is None:
        if project.budget_total is None and value is not None:
            project.budget_total = value
            project.budget_text = project.budget_text or Value(cell.text, cell.raw, cell.place)
    else:
        about = Amount(
            year, Basis.SUMMARY, value, text if text is not None else cell.text, cell.place, found, cell.unit
        )
        project.amounts.append(about)
    if text is None or value is not None:
        return None
    code = CheckCode.BUDGET_SUSPECT if found or is_suspect(text) else CheckCode.BUDGET_UNREADABLE
    possible = domain(found)
    best = f"{possible[0]:f}" if len(possible) == 1 else ""
    return Finding(code, about if year else project, best, text, cell.place)


def _aligned(entry: Shared) -> list[Finding]:
    """One finding for each project with amounts assigned from a shared cell."""
    findings = []
    for project in entry.projects:
        amounts = [a for a in project.amounts if a.basis is Basis.SUMMARY and a.money]
        texts = sorted({a.text for a in amounts if a.money and a.money.method is Method.ALIGNED})
        if texts:
            findings.append(about_row(CheckCode.VALUE_ALIGNED, project, entry.row, " / ".join(texts)))
    return findings
