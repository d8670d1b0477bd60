"""The sum of all projects where a report tells it in its closing words.

สรุป ดำเนินการครบ 9 โครงการ งบประมาณรวม 122,000 บาท เบิกจ่าย 106,320 บาท
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.grammar.reports import column_meaning, report_money, sums_up
from extract.model.document import Line
from extract.model.plan import DocumentKind, Plan, Scope, Total, Value
from normalize.lexicon import either

REACH = 40
"""Last lines of a report among which its closing words are looked for."""


def closing_totals(plan: Plan, lines: Sequence[Line]) -> Iterator[Total]:
    """The grand total of a report that has none in a table."""
    has_grand = any(total.scope is Scope.GRAND and total.printed is not None for total in plan.totals)
    if plan.facts.kind is not DocumentKind.PROGRESS_REPORT or has_grand:
        return
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    year = first.value if first and last and first.value == last.value else None
    for line in lines[-REACH:]:
        is_sum = sums_up(line.text) or any(word in line.text for word in family().totals.grand)
        amount = _planned(line.text) if is_sum and parse_number(line.text) is None else None
        if amount is not None:
            yield Total(Scope.GRAND, None, year, Value(amount, line.raw, line.place), None, line.place)
            return


def _planned(text: str) -> Decimal | None:
    """The planned money of a line that sums up; else the only one that it tells."""
    told = report_money(text)
    if "budget_plan" in told:
        return told["budget_plan"][0]
    amounts = [(match, text[: match.start()]) for match in _sum().finditer(text)]
    if len(amounts) != 1 or column_meaning([amounts[0][1]]) in ("budget_spent", "budget_left"):
        return None
    return Decimal(amounts[0][0]["number"].replace(",", "")) * family().units[amounts[0][0]["unit"]]


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{either(family().units)})")
