"""Totals of sections: sums of some rows of a dimension, which are neither its total nor the plan's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.patterns import patterns
from extract.model.document import Place
from extract.model.plan import Finding, Path, RowRef, Scope
from extract.tables.group_sums import Sums, money_of
from extract.tables.headers import Row
from extract.tables.summary_types import Summary, SummaryRow, SummaryTotal
from normalize.money import looks_like_money
from normalize.readings import printed
from schemas.checks import CheckCode

_SUMMED = re.compile(r"(?<![\d.,])[1-9]\d?\.\d{1,2}(?![\d.,])")


def summed_section(label: str, path: Path) -> str:
    """The code of a section of the dimension in force that a total's label names: รวม 1.1, รวมภารกิจที่ 1.1."""
    found = _SUMMED.search(label)
    return found[0] if found and path and int(found[0].split(".")[0]) == path[0] else ""


def summed_level(row: Row, scheme: LevelScheme) -> str | None:
    """The label of a total that a level ends, in any words: รวมแกนที่ 1, วงเงินของมิติที่ 1. None for any other row.

    Words for sums need nothing beside them. Others have money, and nothing but money and counts.
    """
    texts = [" ".join(cell.text.split()) for cell in row if cell is not None and cell.text.strip()]
    text = next((text for text in texts if len(text) > 1), "")
    lead = next((word for word in family().totals.sums if text.startswith(word)), "")
    heading = scheme.read(text[len(lead) :].strip()) if lead else None
    if heading is not None and heading.numbers and not heading.title:
        return text
    others = [other for other in texts if other != text]
    is_summed = any(map(_is_amount, others)) and all(map(_is_figure, others))
    return text if is_summed and ends_with_level(text, scheme) else None


def ends_with_level(text: str, scheme: LevelScheme) -> bool:
    """Whether a text is some words and a level with its number: วงเงินของมิติที่ 1."""
    found = next((m for m in _mentions(text, scheme) if m.end() == len(text.rstrip(" )"))), None)
    words = text[: found.start()].strip(" (") if found is not None else ""
    is_plain = not any(map(str.isdecimal, words)) and not named_kind(words)
    return bool(words) and len(words) <= LONGEST_WORDS and is_plain


def ends_level(path: Path, current: Path, rows: Sequence[SummaryRow]) -> bool:
    """Whether the rows above are of this dimension: its sum stands below them, whatever is behind its number."""
    above = rows[-1].projects if rows else []
    return len(path) == 1 and path == current[:1] and bool(above) and above[-1].path[:1] == path


def _mentions(text: str, scheme: LevelScheme) -> Iterator[re.Match[str]]:
    yield from patterns().any_level.mention.finditer(text)
    yield from scheme.levels.mention.finditer(text)


def _is_figure(text: str) -> bool:
    """Whether a cell beside a label holds money, a dash or a count."""
    return _is_amount(text) or len(text) == 1 or patterns().counts.count.fullmatch(text) is not None


def _is_amount(text: str) -> bool:
    """Whether a cell holds money. In millions it is a short decimal number: 12.00."""
    return looks_like_money(text) or _NUMBER.fullmatch(text) is not None


_NUMBER = re.compile(r"\d[\d,]*\.\d+")


LONGEST_WORDS = 30
"""Maximum length in characters of the words of a label before the level."""


def mentioned(text: str, scheme: LevelScheme) -> re.Match[str] | None:
    """The `number` of the level that a label names, with any word of the family or one of the document's own."""
    return patterns().any_level.mention.search(text) or scheme.levels.mention.search(text)


def part_section_totals(summary: Summary) -> None:
    """Takes the totals of sections out of those of dimensions; a finding for each that names a section and differs.

    A total is a section's if it names its code, or if a dimension has several and it sums the rows since the last one.
    """
    groups: dict[tuple[int | None, ...], list[SummaryTotal]] = defaultdict(list)
    kept: list[SummaryTotal] = []
    for total in summary.totals:
        if total.section:
            summary.findings += _differing(total, summary.rows)
            continue
        kept.append(total)
        if total.scope is Scope.DIMENSION and total.dimension is not None and total.money:
            years = tuple(cell.fiscal_year for cell in total.money)  # a table of another year has its own totals
            groups[total.dimension, *years].append(total)
    dropped = {id(total) for group in groups.values() if len(group) > 1 for total in _of_sections(group, summary)}
    summary.totals = [total for total in kept if id(total) not in dropped]


def _differing(total: SummaryTotal, rows: Iterable[SummaryRow]) -> list[Finding]:
    sums = money_of([row for row in rows if any(p.section == total.section for p in row.projects)])
    found = _money(total)
    return [
        Finding(
            CheckCode.TOTAL_MISMATCH,
            RowRef("tables", ""),
            f"{value:f}",
            f"{sums.get(year, Decimal(0)):f}",
            total.place,
            {"what": f"section {total.section}", "year": str(year or "")},
        )
        for year, value in found.items()
        if value != sums.get(year, Decimal(0))
    ]


def _of_sections(group: Sequence[SummaryTotal], summary: Summary) -> list[SummaryTotal]:
    """The totals of one dimension that sum the rows since the total before them, and not the dimension."""
    whole = money_of([row for row in summary.rows if any(p.dimension == group[0].dimension for p in row.projects)])
    found: list[SummaryTotal] = []
    last: Place | None = None
    for total in sorted(group, key=lambda total: total.place):
        money = _money(total)
        rows = [row for row in summary.rows if row.place < total.place and (last is None or row.place > last)]
        if any(project.dimension != total.dimension for row in rows for project in row.projects):
            last = total.place
            continue  # it sums several dimensions, as a table of one year does
        between = money_of(rows)
        own = {year: between.get(year, Decimal(0)) for year in money}
        if own == money and any(money.values()) and money != {year: whole.get(year) for year in money}:
            found.append(total)
        last = total.place
    return found if len(found) < len(group) or len(found) > 1 else []


def _money(total: SummaryTotal) -> Sums:
    return {cell.fiscal_year: printed(cell.in_baht()) or Decimal(0) for cell in total.money if cell.role != "total"}
