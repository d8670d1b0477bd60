"""The sum of all projects where a sentence tells it: in the closing words, or anywhere outside the blocks of a plan.

สรุป ดำเนินการครบ 9 โครงการ งบประมาณรวม 122,000 บาท เบิกจ่าย 106,320 บาท
งบประมาณตามแผนทั้งสิ้น 97,600 บาท
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extract.assemble.block_spans import BlockSpans
from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.reports import column_meaning, report_money, sums_up
from extract.model.document import Line
from extract.model.plan import Basis, DocumentKind, Plan, Project, Scope, Total, Value
from normalize.amounts import PieceKind, find_pieces
from normalize.lexicon import either
from normalize.money import parse_money
from normalize.text import comparable
from normalize.year_mentions import year_mentions

REACH = 40
"""Last lines of a document among which its closing words are looked for."""

NEAR = 2
"""The sum of a plan is at most so many times the sum of its projects, and the other way round. Another is not its own:
the budget of the whole body, say."""


def closing_totals(plan: Plan, lines: Sequence[Line]) -> Iterator[Total]:
    """The grand total of a document that has none in a table."""
    if any(total.scope is Scope.GRAND and total.printed is not None for total in plan.totals):
        return
    is_report = plan.facts.kind is DocumentKind.PROGRESS_REPORT
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    year = first.value if first and last and first.value == last.value else None
    blocks = BlockSpans(plan.projects)
    known = {total.place for total in plan.totals}
    for line in lines[-REACH:]:
        if line.place in known or patterns().any_level.mention.search(line.text):
            continue  # the sum of a part
        is_sum = sums_up(line.text) or any(word in line.text for word in family().totals.grand)
        amount = _planned(line.text) if is_sum and parse_number(line.text) is None else None
        if amount is None:
            continue
        if is_report or (_is_near(plan, amount) and not blocks.hold(line.place)):
            yield Total(Scope.GRAND, None, year, Value(amount, line.raw, line.place), None, line.place)
            return


def _is_near(plan: Plan, amount: Decimal) -> bool:
    """Whether an amount may be the sum of the plan's projects."""
    own = sum((p.budget_total.value for p in plan.projects if p.budget_total is not None), Decimal(0))
    return own <= amount * NEAR and amount <= own * NEAR


def proved_totals(plan: Plan, lines: Sequence[Line]) -> Iterator[Total]:
    """The grand totals that a plan without any prints in sentences: a sum word or a year, and the sum of its projects.

    An amount that is not the sum of the projects is no total here: it may sum anything. Several years are one total
    each if every one is the sum of its year, in one sentence or in one a year.
    """
    if any(total.scope is Scope.GRAND and total.printed is not None for total in plan.totals):
        return
    blocks = BlockSpans(plan.projects)
    sums = _sums_of(plan.projects)
    known = {total.place for total in plan.totals}
    found: set[int] = set()
    for line in lines:
        if not _sum().search(line.text):
            continue
        if line.place in known or patterns().any_level.mention.search(line.text):
            continue
        if blocks.hold(line.place):
            continue
        has_word = any(word in line.text for word in family().totals.sums)
        told = _told_sums(line.text, sums) if has_word else _by_years(line.text) or _of_its_year(line.text)
        told = told or _alone(plan, line.text, sums)
        if _is_sum_of(told, sums) and found.isdisjoint(told):
            for year, value in told.items():
                yield Total(Scope.GRAND, None, year, Value(value, line.raw, line.place), None, line.place)
            found |= set(told)


MOST_YEARS = 0.6
"""Share of the years of a sentence that must have their sum, if there are several: one may be wrong."""


def _is_sum_of(told: dict[int, Decimal], sums: dict[int, Decimal]) -> bool:
    """Whether a sentence tells the sums: that of its year, or of most of three years or more."""
    right = sum(bool(value) and sums.get(year) == value for year, value in told.items())
    return right > 0 and (right == len(told) or (right > 1 and right >= MOST_YEARS * len(told)))


LONGEST_LEVEL = 240
"""Characters of a line with the sum of a level."""


def level_totals(plan: Plan, lines: Sequence[Line], scheme: LevelScheme) -> Iterator[Total]:
    """The totals of levels in lines of words that no list has: มิติที่ 1 ใช้เงิน 5,000 บาท.

    The sums prove them. Lines with the same words are totals if most of them print the sum of the level they name.
    """
    blocks, known = BlockSpans(plan.projects), {total.place for total in plan.totals}
    groups: dict[str, list[tuple[Line, int, dict[int, Decimal]]]] = {}
    for line in lines:
        mention = _mention(line.text, scheme) if len(line.text) <= LONGEST_LEVEL and _sum().search(line.text) else None
        if mention is None or line.place in known or blocks.hold(line.place):
            continue
        dimension = int(mention["number"])
        sums = _sums_of(p for p in plan.projects if p.summary_dimension == dimension)
        if sums and (told := _by_years(line.text) or _told_sums(line.text, sums)):
            words = "".join(c for c in comparable(_sum().split(line.text)[0]) if not c.isdigit())
            groups.setdefault(words, []).append((line, dimension, told))
    have = {(total.dimension, total.fiscal_year) for total in plan.totals if total.printed is not None}
    for group in groups.values():
        if not _are_sums(plan, group):
            continue
        for line, dimension, told in group:
            for year, value in told.items():
                if (dimension, year) not in have:
                    yield Total(Scope.DIMENSION, dimension, year, Value(value, line.raw, line.place), None, line.place)


def _alone(plan: Plan, text: str, sums: dict[int, Decimal]) -> dict[int, Decimal]:
    """The only amount of a short line, in a plan of one year and several projects: ทุกแกนใช้เงิน 308,500 บาท."""
    amounts = list(_sum().finditer(text)) if len(text) <= LONGEST_ALONE else []
    is_plain = len(sums) == 1 == len(amounts) and len(plan.projects) >= FEWEST_SUMMED
    return {next(iter(sums)): _in_baht(amounts[0])} if is_plain else {}


LONGEST_ALONE, FEWEST_SUMMED = 80, 3
"""Characters of such a line, and projects that it sums at the least."""


def _mention(text: str, scheme: LevelScheme) -> re.Match[str] | None:
    """The number of a level, with any word of the family or of the document."""
    return patterns().any_level.mention.search(text) or scheme.levels.mention.search(text)


def _are_sums(plan: Plan, group: Sequence[tuple[Line, int, dict[int, Decimal]]]) -> bool:
    """Whether most lines print the sum of the projects of their level, and at least one that is not nothing."""
    right = 0
    some = False
    for _, dimension, told in group:
        sums = _sums_of(p for p in plan.projects if p.summary_dimension == dimension)
        if all(sums.get(year, Decimal(0)) == value for year, value in told.items()):
            right += 1
            some = some or any(told.values())
    return some and right * 2 > len(group) and len({dimension for _, dimension, _ in group}) == len(group)


def _by_years(text: str) -> dict[int, Decimal]:
    """The money of a line that tells it for several years, each after its year."""
    told = parse_money(text).by_year
    return dict(told) if len(told) > 1 else {}


def _of_its_year(text: str) -> dict[int, Decimal]:
    """The only amount of a sentence that names one year, by that year."""
    years = {mention.year for mention in year_mentions(text)}
    amounts = list(_sum().finditer(text))
    return {years.pop(): _in_baht(amounts[0])} if len(years) == 1 == len(amounts) else {}


def _in_baht(amount: re.Match[str]) -> Decimal:
    return Decimal(amount["number"].replace(",", "")) * family().units[amount["unit"]]


def dated_totals(plan: Plan, lines: Sequence[Line]) -> list[Total]:
    """The totals of a plan. One without a year whose sentence tells the sums of the years in order is one for each."""
    texts = {line.place: line.text for line in lines}
    found: list[Total] = []
    for total in _in_scope(plan):
        parts = [p for p in plan.projects if total.scope is Scope.GRAND or p.summary_dimension == total.dimension]
        is_undated = total.fiscal_year is None and total.printed is not None and total.place in texts
        told = _in_order(texts[total.place], _sums_of(parts)) if is_undated else {}
        count = total.printed_count
        for year, value in told.items():
            printed = Value(value, texts[total.place], total.place)
            found.append(replace(total, fiscal_year=year, printed=printed, printed_count=count))
            count = None
        found += [] if told else [total]
    return found


def _in_scope(plan: Plan) -> Iterator[Total]:
    """The totals. One below a table of all dimensions that has their sum, and not that of the last one, is of all."""
    whole = sum(_sums_of(plan.projects).values(), Decimal(0))
    for total in plan.totals:
        value = total.printed.value if total.printed is not None else None
        is_whole = total.scope is Scope.DIMENSION and total.fiscal_year is None and value == whole and whole
        parts = [p for p in plan.projects if p.summary_dimension == total.dimension]
        if is_whole and sum(_sums_of(parts).values(), Decimal(0)) != whole:
            yield replace(total, scope=Scope.GRAND, dimension=None)
        else:
            yield total


def _told_sums(text: str, sums: dict[int, Decimal]) -> dict[int, Decimal]:
    """The money of a sentence by year; that of a plan of one year is the last that it tells."""
    by_year = dict(parse_money(text).by_year) or _in_order(text, sums)
    found = [_in_baht(amount) for amount in _sum().finditer(text)]
    return by_year or ({next(iter(sums)): found[-1]} if len(sums) == 1 else {})


def _in_order(text: str, sums: dict[int, Decimal]) -> dict[int, Decimal]:
    """The money of a sentence that tells the sum of each year in order, whatever the words. Their sum may follow."""
    told = [piece.value for piece in find_pieces(text) if piece.kind is PieceKind.AMOUNT and piece.value is not None]
    ordered = {year: sums[year] for year in sorted(sums) if sums[year]}
    each = list(ordered.values())
    return ordered if len(each) > 1 and told in (each, [*each, sum(each)]) else {}


def _sums_of(projects: Iterable[Project]) -> dict[int, Decimal]:
    """The money of the projects by year, as far as known: of the summary, else of the blocks."""
    sums: dict[int, Decimal] = {}
    for project in projects:
        kinds = {amount.basis for amount in project.amounts}
        basis = Basis.SUMMARY if Basis.SUMMARY in kinds else Basis.DETAIL
        for amount in project.amounts:
            if amount.basis is basis and amount.money is not None:
                sums[amount.fiscal_year] = sums.get(amount.fiscal_year, Decimal(0)) + amount.money.value
    return sums


def _planned(text: str) -> Decimal | None:
    """The planned money of a line that sums up; else the only one that it tells."""
    told = report_money(text)
    if "budget_plan" in told:
        return told["budget_plan"][0]
    amounts = [(match, text[: match.start()]) for match in _sum().finditer(text)]
    if len(amounts) != 1 or column_meaning([amounts[0][1]]) in ("budget_spent", "budget_left"):
        return None
    return _in_baht(amounts[0][0])


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{either(family().units)})")
