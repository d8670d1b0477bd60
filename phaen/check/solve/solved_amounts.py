"""Writes what was proved into the plan, with a finding for each amount that the print alone does not give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from extract.model.plan import Amount, Finding, Method, Plan, Project, Value
from normalize.readings import plain
from phaen.check.facts.sentences import amounts_by_year, quoted
from phaen.check.solve.contradicted import Contradicted, contradicted
from phaen.check.solve.detail_sums import doubted_readings, summary_amounts
from phaen.check.solve.empty_amounts import empty_amounts
from phaen.check.solve.evidence import Evidence, Source, Stated, evidence_of, in_baht, in_satang
from phaen.check.solve.learnt_meaning import learnt_meaning
from phaen.check.solve.proof import Proof, prove
from phaen.check.solve.solved_findings import Solved, in_words, proofs, solved_findings
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import joined, phrase

OPEN = (CheckCode.BUDGET_SUSPECT, CheckCode.BUDGET_UNREADABLE)
"""Findings about amounts that cannot be read."""


def solve_amounts(plan: Plan) -> list[Finding]:
    """Fill the amounts of the summary that are proved.

    Returns a finding for each row with such amounts, for each amount that stays empty, and for each project whose
    amounts are printed but cannot be true.
    """
    evidence = evidence_of(plan, learnt_meaning(plan))
    proof = _proof(evidence)
    values = {id(amount): in_baht(value) for amount, value in _taken(evidence, proof)}
    of = _stated_of(evidence, values)
    owners = {id(amount): project for project in plan.projects for amount in project.amounts}
    placed = _placed(plan)
    solved = []
    for amount in evidence.amounts:
        if amount is None or id(amount) not in values or not _may_take(amount, values[id(amount)]):
            continue
        value, sums = values[id(amount)], tuple(of.get(id(amount), ()))
        found = Solved(owners[id(amount)], amount, value, sums, value in placed.get(id(amount), ()))
        if found.is_confirmed and (amount.money is None or sums):
            solved.append(found)
    for found in solved:
        found.amount.money = Value(found.value, found.amount.text, found.amount.place, Method.RECONCILED)
    disproved = list(contradicted(evidence))
    blanks = [found for found in disproved if not found.amount.text and not _is_given(found.amount)]
    for blank in blanks:  # a blank that was read as none is no print
        blank.amount.money = Value(blank.value, "", blank.amount.place, Method.RECONCILED)
    solved += [Solved(owners[id(b.amount)], b.amount, b.value, b.sums, is_printed=False) for b in blanks]
    findings = solved_findings(solved)
    printed = [found for found in disproved if found.amount.text or _is_given(found.amount)]
    findings += [_disproved(list(group)) for _, group in groupby(printed, lambda found: id(owners[id(found.amount)]))]
    _single_budgets(plan.projects)
    findings += empty_amounts(plan, findings)
    _explain_open([*plan.findings, *findings], evidence, values)
    return findings


def _may_take(amount: Amount, value: Decimal) -> bool:
    """Whether a proved value may be that of an amount: it has none, or was read with doubt and may be read so, too."""
    return amount.money is None or (amount.money.value != value and value in doubted_readings(amount))


def _proof(evidence: Evidence) -> Proof:
    """What the evidence proves. Where it contradicts itself, a table and a block that differ may be the reason."""
    disputed, doubted = evidence.with_disputes(), evidence.with_doubted_rows()
    proof = prove(evidence.problem())
    contradictory = set(proof.contradictory)
    if contradictory and len(disputed.stated) < len(evidence.stated):
        other = prove(disputed.problem())
        for cell in contradictory - other.contradictory - other.too_large:
            proof.values.pop(cell, None)
            if cell in other.values:
                proof.values[cell] = other.values[cell]
    if contradictory and len(doubted.stated) < len(evidence.stated):
        without = prove(doubted.problem()).values
        for cell in contradictory & proof.values.keys():  # a row that its block doubts makes no other amount different
            if without.get(cell, proof.values[cell]) != proof.values[cell]:
                del proof.values[cell]
    return proof


def _is_given(amount: Amount) -> bool:
    """Whether a person gave the amount by a correction."""
    return amount.money is not None and amount.money.method is Method.CORRECTED


def _explain_open(findings: Iterable[Finding], evidence: Evidence, values: Mapping[int, Decimal]) -> None:
    """Adds what the sums say of an amount to the finding that it cannot be read."""
    for finding in findings:
        amount = finding.about
        if isinstance(amount, Amount) and amount.money is None and finding.code in OPEN:
            sums = [entry for entry in evidence.stated if any(other is amount for other in entry.amounts)]
            said = proofs(amount, sums, values)
            if said:
                finding.values = {**finding.values, "proof": joined([Bilingual("", ""), *said])}


def _placed(plan: Plan) -> dict[int, set[Decimal]]:
    """The amounts that are printed for each amount whose place in its row or cell is open."""
    found: dict[int, set[Decimal]] = {}
    for joint in plan.joint_readings:
        for column, amount in enumerate(joint.amounts):
            values = (reading[column] for reading in joint.readings)
            found.setdefault(id(amount), set()).update(value for value in values if value is not None)
    return found


def _disproved(found: list[Contradicted]) -> Finding:
    """One finding for the amounts of a project that are printed and stay, though they cannot be true."""
    rows = [_contradiction(entry) for entry in found]
    first, *parts = rows
    first.parts, first.stake = tuple(parts), sum((row.stake or Decimal(0) for row in rows), Decimal(0))
    amount = found[0].amount
    said = proofs(amount, found[0].sums, {id(amount): found[0].value})
    first.sentence = joined([
        phrase("printed", text=quoted(entry.amount.text for entry in found)),
        joined([amounts_by_year([(entry.amount.fiscal_year, entry.value) for entry in found]), joined(said)], ": "),
    ])  # fmt: skip
    return first


def _contradiction(found: Contradicted) -> Finding:
    amount, value = found.amount, found.value
    sources = {entry.source for entry in found.sums}
    why = in_words(source.value for source in Source if source in sources)
    stake = abs(value - amount.money.value) if amount.money is not None else value
    values: dict[str, str | Bilingual] = {"why": why, "year": str(amount.fiscal_year)}
    code = CheckCode.BUDGET_CONTRADICTED
    return Finding(code, amount, f"{value:f}", amount.text, amount.place, values, stake=stake)


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


def _single_budgets(projects: list[Project]) -> None:
    """The single amount of a project that is only in the summary is its budget, whether it was solved or not."""
    for project in projects:
        amounts = [amount.money for amount in summary_amounts(project)]
        if project.budget_total is None and not project.in_details and len(amounts) == 1:
            project.budget_total = amounts[0]
