"""Writes what was proved into the plan, with a finding for each amount that the print alone does not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.model.plan import Amount, Finding, Method, Plan, Project, Value
from normalize.readings import domain, plain
from phaen.check.solve.contradicted import Contradicted, contradicted
from phaen.check.solve.detail_sums import summary_amounts
from phaen.check.solve.empty_amounts import empty_amounts
from phaen.check.solve.evidence import Evidence, Source, Stated, evidence_of, in_baht, in_satang
from phaen.check.solve.proof import Proof, prove
from schemas.checks import CheckCode

PRINT_ALONE = "its only plain reading"
TOGETHER = "the printed totals and the detail blocks together"


def solve_amounts(plan: Plan) -> list[Finding]:
    """Fill the amounts of the summary that are proved.

    Returns a finding for each of them, for each that stays empty, and for each that is printed but cannot be true.
    """
    evidence = evidence_of(plan)
    proof = prove(evidence.problem())
    values = {id(amount): in_baht(value) for amount, value in _taken(evidence, proof)}
    of = _stated_of(evidence, values)
    findings = []
    for amount in evidence.amounts:
        if amount is not None and amount.money is None and id(amount) in values:
            why = _why(amount, of.get(id(amount), []), values)
            if why:
                findings.append(_fill(amount, values[id(amount)], why))
    findings += [_disproved(found) for found in contradicted(evidence)]
    _single_budgets(plan.projects)
    return findings + empty_amounts(plan, findings)


def _disproved(found: Contradicted) -> Finding:
    """An amount that is printed or given stays, with a finding; a blank that was read as none is no print."""
    amount, value = found.amount, found.value
    is_given = amount.money is not None and amount.money.method is Method.CORRECTED
    if not amount.text and not is_given:
        return _fill(amount, value, found.why)
    values = {"why": found.why, "year": str(amount.fiscal_year)}
    return Finding(CheckCode.BUDGET_CONTRADICTED, amount, f"{value:f}", amount.text, amount.place, values)


def _taken(evidence: Evidence, proof: Proof) -> Iterator[tuple[Amount, int]]:
    """The value of each amount: what the print alone decides goes before what the sums prove."""
    by_print = _by_print(evidence)
    for cell, amount in enumerate(evidence.amounts):
        value = by_print.get(cell, proof.values.get(cell))
        if amount is not None and value is not None:
            yield amount, value


def _by_print(evidence: Evidence) -> dict[int, int]:
    """The cells whose print has one plain reading: a slip, or one value in all readings that a cell shares."""
    found: dict[int, int] = {}
    for choice in evidence.choices:
        for column, cell in enumerate(choice.cells):
            values = {alternative[column] for alternative in choice.alternatives}
            amount = evidence.amounts[cell]
            is_plain = len(choice.cells) > 1 or (amount is not None and plain(amount.readings) is not None)
            if len(values) == 1 and is_plain and (value := values.pop()) is not None:
                found[cell] = value
    return found


def _stated_of(evidence: Evidence, values: dict[int, Decimal]) -> dict[int, list[Stated]]:
    """The sums that each amount is in and that the plan with these values fulfils."""
    found: dict[int, list[Stated]] = {}
    for entry in evidence.stated:
        if _holds(entry, values):
            for amount in entry.amounts:
                found.setdefault(id(amount), []).append(entry)
    return found


def _holds(entry: Stated, values: dict[int, Decimal]) -> bool:
    known = [values.get(id(a), None if a.money is None else a.money.value) for a in entry.amounts]
    if entry.lost or None in known:
        return False
    return sum(in_satang(value) for value in known if value is not None) == entry.total


def _why(amount: Amount, stated: list[Stated], values: dict[int, Decimal]) -> str:
    """What proves a value: the sums that hold with it. Empty where nothing confirms the best reading of a bad print."""
    sources = {entry.source for entry in stated}
    words = [source.value for source in (Source.BLOCK, Source.TOTAL) if source in sources]
    if Source.GRAND_TOTAL in sources and Source.TOTAL not in sources:
        words.append(Source.GRAND_TOTAL.value)
    if plain(amount.readings) == values[id(amount)]:
        words.insert(0, PRINT_ALONE)
    if not words and len(domain(amount.readings)) == 1:
        return ""
    return " and ".join(words) or TOGETHER


def _fill(amount: Amount, value: Decimal, why: str) -> Finding:
    amount.money = Value(value, amount.text, amount.place, Method.RECONCILED)
    if not amount.text and not value:
        return Finding(CheckCode.BLANK_RECONCILED, amount, "0", str(amount.fiscal_year), amount.place, {"why": why})
    return Finding(CheckCode.VALUE_RECONCILED, amount, f"{value:f}", amount.text, amount.place, {"why": why})


def _single_budgets(projects: list[Project]) -> None:
    """The single amount of a project that is only in the summary is its budget, whether it was solved or not."""
    for project in projects:
        amounts = [amount.money for amount in summary_amounts(project)]
        if project.budget_total is None and not project.in_details and len(amounts) == 1:
            project.budget_total = amounts[0]
