"""Findings for amounts that were solved: one for each row of the table, with the sums that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extract.model.document import Place, Spot
from extract.model.plan import Amount, Finding, Project, Total
from normalize.readings import domain, plain
from phaen.check.facts.sentences import amounts_by_year, baht, project_label, quoted, scope_words
from phaen.check.solve.evidence import Source, Stated, in_baht, in_satang
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import joined, phrase

MOST_PROOFS = 2
"""Sums that a sentence names: one of each kind is enough."""


@dataclass(frozen=True, slots=True)
class Solved:
    """An amount whose value the print alone does not give, the sums that hold with it, and what the table prints.

    `is_printed`: the value is printed in the row, in this place or beside it.
    """

    project: Project
    amount: Amount
    value: Decimal
    sums: tuple[Stated, ...]
    is_printed: bool

    @property
    def is_plain(self) -> bool:
        """Whether the print has one plain reading, and that is the value."""
        return plain(self.amount.readings) == self.value

    @property
    def is_bare(self) -> bool:
        """Whether nothing is printed, and that means no money."""
        return not self.amount.text and not self.value

    @property
    def is_confirmed(self) -> bool:
        """Whether anything confirms it, beyond its being the best reading of a bad print."""
        return self.is_plain or bool(self.sums) or len(domain(self.amount.readings)) != 1

    def why(self) -> Bilingual:
        """What proves it, in a few words."""
        sources = {entry.source for entry in self.sums}
        names = ["why_print"] if self.is_plain else []
        names += [source.value for source in (Source.BLOCK, Source.TOTAL) if source in sources]
        if Source.GRAND_TOTAL in sources and Source.TOTAL not in sources:
            names.append(Source.GRAND_TOTAL.value)
        return in_words(names or ["why_together"])


def in_words(names: Iterable[str]) -> Bilingual:
    """Phrases joined by "and"."""
    first, *rest = (phrase(name) for name in names)
    for other in rest:
        first = phrase("and", left=first, right=other)
    return first


def solved_findings(solved: Iterable[Solved]) -> list[Finding]:
    """A finding for each row of the table with solved amounts: one for its blanks, one for its other amounts."""
    rows = [list(group) for _, group in groupby(solved, lambda found: _row(found.project))]
    return [finding for row in rows for finding in _of_row(row)]


def _row(project: Project) -> Spot | int:
    place = project.summary_place
    return place.spot if place is not None else id(project)


def _of_row(row: Sequence[Solved]) -> Iterator[Finding]:
    bare = [found for found in row if found.is_bare]
    rest = [found for found in row if not found.is_bare]
    if bare:
        yield _together([_blank(found) for found in bare], None)
    if rest and all(found.is_printed and not found.is_plain for found in rest):
        yield _together([_finding(CheckCode.VALUE_ALIGNED, found) for found in rest], None)
    elif rest:
        yield _together([_finding(CheckCode.VALUE_RECONCILED, found) for found in rest], _sentence(rest))


def _together(findings: Sequence[Finding], sentence: Bilingual | None) -> Finding:
    first, *parts = findings
    first.parts, first.sentence = tuple(parts), sentence
    stakes = [finding.stake for finding in findings if finding.stake is not None]
    first.stake = sum(stakes, Decimal(0)) if stakes else None
    return first


def _blank(found: Solved) -> Finding:
    values = {"why": found.why()}
    year = str(found.amount.fiscal_year)
    return Finding(CheckCode.BLANK_RECONCILED, found.amount, "0", year, found.amount.place, values)


def _finding(code: CheckCode, found: Solved) -> Finding:
    amount, values = found.amount, {"why": found.why()}
    text = f"{found.value:f}" if code is CheckCode.VALUE_ALIGNED else amount.text
    stake = None if code is CheckCode.VALUE_ALIGNED or found.is_printed else found.value
    return Finding(code, amount, f"{found.value:f}", text, amount.place, values, stake=stake)


# -- sentences --------------------------------------------------------------------------------------------------------


def _sentence(row: Sequence[Solved]) -> Bilingual:
    """What the table prints, what the amounts are, and why."""
    texts = [found.amount.text for found in row if found.amount.text]
    projects = {id(found.project): found.project for found in row}
    if not texts:
        printed = phrase("printed_nothing")
    elif len(projects) > 1:
        printed = phrase("printed_for", text=quoted(texts), count=len(projects))
    else:
        printed = phrase("printed", text=quoted(texts))
    amounts = [
        _amounts(project, [found for found in row if found.project is project], len(projects) > 1)
        for project in projects.values()
    ]
    derived = next((found for found in row if not found.is_printed), row[0])
    return joined([printed, joined([joined(amounts), _proof(derived)], ": ")])


def _amounts(project: Project, found: Sequence[Solved], is_shared: bool) -> Bilingual:
    amounts = amounts_by_year([(entry.amount.fiscal_year, entry.value) for entry in found])
    return phrase("of_project", project=project_label(project), amounts=amounts) if is_shared else amounts


def _proof(found: Solved) -> Bilingual:
    by_print = [phrase("by_print")] if found.is_plain else []
    values = {id(found.amount): found.value}
    return joined([*by_print, *proofs(found.amount, found.sums, values)] or [phrase("together")])


def proofs(amount: Amount, sums: Iterable[Stated], values: Mapping[int, Decimal]) -> list[Bilingual]:
    """What the sums say that an amount is in: one sentence of each source. `values` are those of unknown amounts."""
    by_source: dict[Source, Stated] = {}
    for entry in sums:
        by_source.setdefault(entry.source, entry)
    if Source.TOTAL in by_source:
        by_source.pop(Source.GRAND_TOTAL, None)
    said = [_of_sum(amount, by_source[source], values) for source in Source if source in by_source]
    return said[:MOST_PROOFS]


def _of_sum(amount: Amount, entry: Stated, values: Mapping[int, Decimal]) -> Bilingual:
    total = baht(in_baht(entry.total))
    if isinstance(entry.stated_by, Project):
        block = entry.stated_by.budget_text
        place = block.place if block is not None else entry.stated_by.detail_place
        return phrase("by_block", line=_line(place), total=total)
    stated_by = entry.stated_by
    what = phrase("total_of", what=scope_words(stated_by)) if isinstance(stated_by, Total) else phrase("why_total")
    others = [other for other in entry.amounts if other is not amount]
    known = [values.get(id(other), other.money.value if other.money is not None else None) for other in others]
    if None in known:
        return phrase("by_total_alone", what=what, total=total, year=amount.fiscal_year)
    rest = in_baht(sum(in_satang(value) for value in known if value is not None))
    return phrase("by_total", what=what, total=total, year=amount.fiscal_year, count=len(others), rest=baht(rest))


def _line(place: Place | None) -> int:
    return place.line if place is not None else 0
