"""Checks every printed total against the sum of its parts, and the progress table for consistency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from extract.grammar.reports import is_done
from extract.model.document import Place, TextSource
from extract.model.plan import Basis, Finding, Plan, Progress, Project, ProjectProgress, Scope, Total
from phaen.check.facts.sentences import column_words, scope_words
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import phrase

ROUNDING = Decimal("0.02")
"""Tolerance in percentage points for a share printed with two decimals."""

SUMMED = ("projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent")
SHARES = (
    ("percent_projects", "projects_done", ("projects_planned",)),
    ("percent_budget", "budget_spent", ("budget_planned", "budget_ordinance")),
)
"""A share, its part, and what it may be a share of: some reports compute it of the budget in the ordinance."""

_RowKey = tuple[Scope, int | None, Place]
"""What a row of totals sums, and where it stands."""


def check_totals(plan: Plan) -> list[Finding]:
    """Compute the sum of every total. Returns a finding for each total that differs or cannot be read."""
    findings: list[Finding] = []
    counted: set[tuple[Scope, int | None]] = set()
    has_summary = any(project.in_summary for project in plan.projects)
    is_yearly = len({total.fiscal_year for total in plan.totals if total.fiscal_year is not None}) > 1
    rows = _rows(plan.totals)
    for total in plan.totals:
        parts: Sequence[Project] = [
            p for p in plan.projects if (p.in_summary or not has_summary) and _is_part(total, p)
        ]
        parts = _so_far(rows[total.scope, total.dimension, total.place], parts) if has_summary else parts
        total.computed_count = _count(total, parts)
        if has_summary:
            total.computed = _sum(parts, total.fiscal_year)
        else:
            total.computed = _sum_of_year(parts, total.fiscal_year) if is_yearly else _whole_sum(parts)
        findings += _amount_finding(total)
        if (total.scope, total.dimension) not in counted:
            findings += _count_finding(total)
            counted.add((total.scope, total.dimension))
    plan.totals = [total for total in plan.totals if total.computed or not total.is_blank]
    return findings + _blank_rows(rows) + _progress_findings(plan)


def _rows(totals: Iterable[Total]) -> Mapping[_RowKey, list[Total]]:
    """The totals by the rows that print them."""
    rows: defaultdict[_RowKey, list[Total]] = defaultdict(list)
    for total in totals:
        rows[total.scope, total.dimension, total.place].append(total)
    return rows


def _so_far(row: Sequence[Total], parts: Sequence[Project]) -> Sequence[Project]:
    """The parts that a row of totals sums: all, or where only that agrees in every year, those listed above it.

    A revised plan prints the grand total of the first edition, and another one below the projects that were added.
    """
    above = [part for part in parts if part.summary_place is not None and part.summary_place < row[0].place]
    told = {total.fiscal_year: total.printed.value for total in row if total.printed is not None}
    is_whole = all(_sum(parts, year) == value for year, value in told.items())
    is_so_far = any(told.values()) and all(_sum(above, year) == value for year, value in told.items())
    return above if is_so_far and not is_whole else parts


def _count(total: Total, parts: Sequence[Project]) -> int:
    """The number of the parts. Where that is not the printed one, but the number of those listed in its year, these."""
    printed = total.printed_count.value if total.printed_count is not None else None
    listed = [
        part
        for part in parts
        if any(a.basis is Basis.SUMMARY and a.fiscal_year == total.fiscal_year for a in part.amounts)
    ]
    return len(listed) if len(listed) == printed else len(parts)


def _is_part(total: Total, project: Project) -> bool:
    return total.scope is Scope.GRAND or project.summary_dimension == total.dimension


def _sum(parts: Iterable[Project], year: int | None) -> Decimal | None:
    """The sum of the parts' known amounts; None if none of them prints any. A total without year sums all years."""
    amounts: list[Decimal] = []
    for project in parts:
        own = [a for a in project.amounts if a.money is not None and a.basis is Basis.SUMMARY]
        amounts += [a.money.value for a in own if a.money is not None and (year is None or year == a.fiscal_year)]
        if year is None and not own and project.budget_total is not None:
            amounts.append(project.budget_total.value)
    return sum(amounts, Decimal(0)) if amounts else None


def _whole_sum(parts: Iterable[Project]) -> Decimal | None:
    """The sum of the parts' whole budgets, where no table lists them; None where one of them is not known."""
    budgets = [project.budget_total for project in parts]
    known = [budget.value for budget in budgets if budget is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(budgets) else None


def _sum_of_year(parts: Iterable[Project], year: int | None) -> Decimal | None:
    """The sum of one year's amounts, where no table lists the projects; None if a block does not tell its years'."""
    amounts: list[Decimal] = []
    for project in parts:
        own = [a for a in project.amounts if a.basis is Basis.DETAIL and a.money is not None]
        is_free = project.budget_total is not None and project.budget_total.value == 0
        if year is None or not (own or is_free):
            return None
        amounts += [a.money.value for a in own if a.money is not None and a.fiscal_year == year]
    return sum(amounts, Decimal(0)) if amounts else None


def _amount_finding(total: Total) -> list[Finding]:
    if total.unread or (total.is_blank and total.computed):
        return [Finding(CheckCode.BUDGET_UNREADABLE, total, "", total.unread, total.place)]
    if total.printed is None or total.computed is None or total.printed.value == total.computed:
        return []
    values: dict[str, str | Bilingual] = {"what": scope_words(total), "year": str(total.fiscal_year or "")}
    expected, found = f"{total.printed.value:f}", f"{total.computed:f}"
    return [Finding(CheckCode.TOTAL_MISMATCH, total, expected, found, total.place, values)]


def _blank_rows(rows: Mapping[_RowKey, list[Total]]) -> list[Finding]:
    """A finding for each row of totals without any amount, though it sums money and most rows beside it print theirs.

    Rows that only count, in a table whose other rows of the dimensions do so, too, print nothing that was lost.
    """
    of_dimensions = [row for (scope, _, _), row in rows.items() if scope is Scope.DIMENSION]
    if sum(map(_prints_money, of_dimensions)) * 2 <= len(of_dimensions):
        return []
    return [
        Finding(CheckCode.BUDGET_UNREADABLE, row[0], "", "", row[0].place)
        for row in rows.values()
        if row[0].computed and not any(_prints_money([total]) or total.is_blank for total in row)
    ]


def _prints_money(row: Iterable[Total]) -> bool:
    return any(total.printed is not None or total.unread for total in row)


def _count_finding(total: Total) -> list[Finding]:
    if total.printed_count is None or total.printed_count.value == total.computed_count:
        return []
    expected, found = str(total.printed_count.value), str(total.computed_count)
    values = {"what": phrase("total_of", what=scope_words(total))}
    return [Finding(CheckCode.TOTAL_COUNT_MISMATCH, total, expected, found, total.place, values)]


LEAST_ROWS = 3
"""Rows of a status table from which on a column that only one of them lacks is lost there."""


def _cells_lost(rows: Sequence[Progress], scanned: Container[int]) -> Iterator[Finding]:
    """Findings for the one row of a status table that lacks a figure that all others have, though it has others.

    A share may be printed for some rows only. On pages read by OCR (`scanned`), any row lacks what another row has.
    """
    if len(rows) < LEAST_ROWS:
        return
    for column in SUMMED:
        lacking = [row for row in rows if column not in row.values and column not in row.unread]
        lost = lacking if len(lacking) == 1 and lacking[0].values else []
        if len(lacking) < len(rows):
            lost = [row for row in lacking if row in lost or row.place.page in scanned]
        for row in lost:
            values = {"what": column}
            yield Finding(CheckCode.PROGRESS_UNREAD, row, "", "(nothing)", row.place, values, field=column)


def _progress_findings(plan: Plan) -> list[Finding]:
    grand = next((p for p in plan.progress if p.dimension is None), None)
    parts = [p for p in plan.progress if p.dimension is not None]
    findings = [finding for row in plan.progress for finding in _share_findings(row)]
    findings += [finding for row in plan.progress for finding in _percent_of_zero(row)]
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    findings += _cells_lost(plan.progress, scanned)
    findings += [finding for row in plan.progress for finding in _reported_findings(row, plan)]
    if grand is None or not parts:
        return findings
    for column in SUMMED:
        printed = grand.values.get(column)
        values = [p.values[column].value for p in parts if column in p.values]
        if printed is not None and len(values) == len(parts) and sum(values) != printed.value:
            findings.append(_progress_finding(grand, f"total of {column}", printed.value, sum(values, Decimal(0))))
    return findings


def _reported_findings(row: Progress, plan: Plan) -> Iterator[Finding]:
    """Findings for money spent and projects done that differ from what the report tells of the single projects.

    Only where it tells that of each of them: of as many projects as the row plans, if it states a number.
    """
    latest: dict[int, ProjectProgress] = {}
    for report in plan.project_progress:
        if row.dimension in (None, report.project.dimension):
            latest[id(report.project)] = report
    planned, reports = row.values.get("projects_planned"), list(latest.values())
    if not reports or (planned is not None and planned.value != len(reports)):
        return
    spent = [report.budget_spent.value for report in reports if report.budget_spent is not None]
    states = [report.status.value for report in reports if report.status is not None]
    told = {"budget_spent": sum(spent, Decimal(0)) if len(spent) == len(reports) else None,
            "projects_done": Decimal(sum(map(is_done, states))) if len(states) == len(reports) else None}  # fmt: skip
    for column, found in told.items():
        printed = row.values.get(column)
        if printed is not None and found is not None and printed.value != found:
            yield _progress_finding(row, f"total of {column}", printed.value, found, printed.place)


def _share_findings(row: Progress) -> list[Finding]:
    """Findings for shares that differ from those computed from their parts. Money may be a share of either budget."""
    findings = []
    for share, part, wholes in SHARES:
        printed, numerator = row.values.get(share), row.values.get(part)
        if printed is None or numerator is None:
            continue
        known = [row.values[column].value for column in wholes if column in row.values]
        # a whole of 0: the reporting system prints 0 or 100 in this case
        computed = [100 * numerator.value / whole for whole in known if whole]
        if computed and all(known) and not any(_is_rounded(printed.value, value) for value in computed):
            rounded = computed[0].quantize(Decimal("0.01"), ROUND_HALF_UP)
            findings.append(_progress_finding(row, share, printed.value, rounded))
    return findings


OF_NOTHING = frozenset({Decimal(0), Decimal(100)})
"""Shares that the reporting system prints of a whole of 0."""


def _percent_of_zero(row: Progress) -> Iterator[Finding]:
    """Findings for a share of nothing that is neither 0 nor 100, and for money or projects out of none."""
    for share, part, wholes in SHARES:
        known = [row.values[column].value for column in wholes if column in row.values]
        if not known or any(known):
            continue
        printed, done = row.values.get(share), row.values.get(part)
        for column, value, is_possible in (
            (share, printed, printed is None or printed.value in OF_NOTHING),
            (part, done, done is None or not done.value),
        ):
            if value is not None and not is_possible:
                values = {"what": column_words([column], "progress")}
                found = f"{value.value:f}"
                code = CheckCode.PERCENT_OF_ZERO
                yield Finding(code, row, found, "0", value.place or row.place, values, field=column)


def _is_rounded(printed: Decimal, computed: Decimal) -> bool:
    """Whether a share is printed for a computed one: 66.67, 66.7 or 67. The tolerance depends on its decimals."""
    return abs(computed - printed) <= ROUNDING * Decimal(10) ** (2 + int(printed.as_tuple().exponent))


def _progress_finding(
    row: Progress, what: str, printed: Decimal, computed: Decimal, place: Place | None = None
) -> Finding:
    values = {"what": what}
    return Finding(CheckCode.PROGRESS_MISMATCH, row, f"{printed:f}", f"{computed:f}", place or row.place, values)
