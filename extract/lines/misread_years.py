"""Years that a scan misread: "2508" for 2568, decided by all years that the document prints.

A year is known by many mentions: titles, columns that count up, times of the projects. One that no plan can have is
replaced where a single one of the others differs from it by one digit and belongs in its place. Of scanned columns, the
one that breaks the count is. A scanned title whose years nothing else supports is what other titles prove it to be; if
the document only prints other years, it is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.grammar.titles import title_kind
from extract.model.document import Block, Cell, Document, Grid, Line, Spot, TextSource
from extract.model.plan import Finding
from normalize.years import PLAN_YEARS, FiscalSpan, YearKind, column_year, fiscal_span, plan_mentions
from schemas.checks import CheckCode

LONGEST_TITLE = 220
"""Characters of a line that may be a title."""

TITLE_LINES = 3
"""Lines below the first one of a title on which its years alone may be."""

LONGEST_LABEL = 12
"""Characters around the years of such a line."""

LONGEST_PLAN = 6
"""Years of a plan, at the most."""

NEAR = 8
"""Years from the one printed most often, within which a misread year is looked for."""

FEWEST_TITLES, FEWEST_MENTIONS = 3, 3
"""Other titles that prove a reading, and mentions of a year, among others, that make that of a title doubtful."""

FEWEST_COLUMNS = 3
"""Neighbouring columns of years, at the least, of which one may be misread."""

FEWEST_READ = 2
"""Digits of a year that were read, at the least."""

_FOUR = re.compile("(?<![\\d\ufffd.,/])[\\d\ufffd]{4}(?![\\d\ufffd/]|[.,]\\d)")


@dataclass(slots=True)
class _Printed:
    """The years that a document prints: how many lines and cells name each, and the spans of titles and tables."""

    years: Counter[int] = field(default_factory=Counter)
    by_title: dict[Spot, FiscalSpan] = field(default_factory=dict)
    titles: Counter[FiscalSpan] = field(default_factory=Counter)
    tables: Counter[FiscalSpan] = field(default_factory=Counter)

    def usual(self) -> list[int]:
        """The years near the one that is printed most often."""
        most = max(self.years, key=lambda year: (self.years[year], year), default=0)
        return sorted(year for year in self.years if abs(year - most) <= NEAR)


def settle_years(document: Document) -> tuple[Document, list[Finding]]:
    """The document with the years that were misread as they are printed, and a finding for each of them."""
    printed = _printed(document)
    if not printed.years:
        return document, []
    findings: list[Finding] = []
    pages = []
    for page in document.pages:
        is_scan = page.text_source is TextSource.OCR
        blocks = [_settled(block, printed, findings, is_scan=is_scan) for block in page.blocks]
        pages.append(replace(page, blocks=tuple(blocks)))
    return (replace(document, pages=tuple(pages)), findings) if findings else (document, [])


def _printed(document: Document) -> _Printed:
    printed = _Printed()
    for block in document.blocks():
        for part in block.cells if isinstance(block, Grid) else (block,):
            printed.years.update({mention.fiscal_year for mention in plan_mentions(part.text)})
        if isinstance(block, Grid):
            printed.tables.update({span for row in block.rows() if (span := _counted(row)) is not None})
    printed.by_title = dict(_titles(document))
    printed.titles.update(printed.by_title.values())
    return printed


def _titles(document: Document) -> Iterator[tuple[Spot, FiscalSpan]]:
    """The lines that print the years of a title: its first one, or one below it that prints nothing else."""
    reach = 0
    for block in document.blocks():
        reach = max(reach - 1, 0) if isinstance(block, Line) else 0
        if not isinstance(block, Line) or len(block.text) > LONGEST_TITLE:
            continue
        is_title, span = title_kind(block.text) is not None, fiscal_span(block.text)
        if span is not None and (is_title or (reach and _is_nothing_else(block.text))):
            yield block.place.spot, span
            reach = 0
        elif is_title:
            reach = TITLE_LINES + 1


def _is_nothing_else(text: str) -> bool:
    found = plan_mentions(text)
    return bool(found) and found[0].start + len(text) - found[-1].end <= LONGEST_LABEL


def _counted(row: Sequence[Cell]) -> FiscalSpan | None:
    """The years of a row of column titles that count up."""
    years = [year for cell in row if (year := column_year(cell.text)) is not None]
    counts_up = len(years) > 1 and years == list(range(years[0], years[0] + len(years)))
    return FiscalSpan(years[0], years[-1]) if counts_up else None


def _settled(block: Block, printed: _Printed, findings: list[Finding], *, is_scan: bool) -> Block:
    if isinstance(block, Line):
        text = _possible(block, printed, (), findings)
        if is_scan:
            text = _titled(replace(block, text=text), printed, findings)
        return replace(block, text=text)
    texts = {(c.row, c.column): c.text for c in block.cells}
    for cell in block.cells:
        at = (cell.row, cell.column)
        texts[at] = _possible(cell, printed, _beside(texts, at), findings)
    cells = tuple(replace(cell, text=texts[cell.row, cell.column]) for cell in block.cells)
    grid = replace(block, cells=cells)
    if not is_scan:
        return grid
    for row in grid.rows():
        for cell, year in _out_of_count(row):
            texts[cell.row, cell.column] = _FOUR.sub(str(year), cell.text, count=1)
            findings.append(_corrected(cell, str(column_year(cell.text)), year))
    return replace(grid, cells=tuple(replace(cell, text=texts[cell.row, cell.column]) for cell in cells))


# -- years that no plan can have ----------------------------------------------------------------------------------


def _possible(part: Line | Cell, printed: _Printed, beside: Collection[int], findings: list[Finding]) -> str:
    """The text with its impossible years as the only years that they can be. `beside` are those that belong there."""
    text = part.text
    for found in _FOUR.finditer(text):
        digits = found[0]
        if not _is_impossible(digits):
            continue
        known = [y for y in printed.usual() if _is_one_apart(digits, y) and _fits(text, found, y, beside)]
        if len(known) == 1:
            text = f"{text[: found.start()]}{known[0]}{text[found.end() :]}"
            findings.append(_corrected(part, digits, known[0]))
        elif known:
            findings.append(_doubtful(part, digits, ", ".join(map(str, known))))
    return text


def _is_impossible(digits: str) -> bool:
    if not digits.isdigit():
        return sum(c.isdigit() for c in digits) >= FEWEST_READ
    return int(digits) not in PLAN_YEARS


def _is_one_apart(digits: str, year: int) -> bool:
    """Whether one digit was read as another, or some were not read."""
    others = [digit for digit, right in zip(digits, str(year), strict=True) if digit != right]
    return others == ["\ufffd"] * len(others) or len(others) == 1


def _fits(text: str, found: re.Match[str], year: int, beside: Collection[int]) -> bool:
    """Whether a year belongs at a place: the fiscal year of a sentence, one of a range, of a title, or of a count."""
    made = f"{text[: found.start()]}{year}{text[found.end() :]}"
    if column_year(made) == year and year in beside:
        return True
    mentions = plan_mentions(made)
    chained = {mention for pair in pairwise(mentions) if pair[1].chained for mention in pair}
    mention = next((mention for mention in mentions if mention.end == found.end()), None)
    if mention is None:
        return False
    return mention.kind is YearKind.FISCAL or mention in chained or title_kind(made) is not None


def _beside(texts: dict[tuple[int, int], str], at: tuple[int, int]) -> set[int]:
    """The years that a cell has where it counts on from the cells around it, two of one row or column."""
    row, column = at
    found: set[int] = set()
    for down, across in ((0, 1), (1, 0)):
        around = {
            step: year
            for step in (-2, -1, 1, 2)
            if (year := column_year(texts.get((row + step * down, column + step * across), ""))) is not None
        }
        counted = Counter(year - step for step, year in around.items())
        found |= {year for year, count in counted.items() if count > 1}
    return found


# -- columns that count up ----------------------------------------------------------------------------------------


def _out_of_count(row: Sequence[Cell]) -> Iterator[tuple[Cell, int]]:
    """The one cell of a row of years that breaks the count, one digit from the year that it must be."""
    dated = [(cell, year) for cell in row if (year := column_year(cell.text)) is not None]
    if len(dated) < FEWEST_COLUMNS:
        return
    first, count = Counter(year - at for at, (_, year) in enumerate(dated)).most_common(1)[0]
    if count != len(dated) - 1:
        return
    for at, (cell, year) in enumerate(dated):
        if year != first + at and _is_one_apart(str(year), first + at) and str(year) in cell.text:
            yield cell, first + at


# -- titles -------------------------------------------------------------------------------------------------------


def _titled(line: Line, printed: _Printed, findings: list[Finding]) -> str:
    """The text of a scanned line; of a title whose years nothing else supports, with those that other titles prove."""
    span = printed.by_title.get(line.place.spot)
    if span is None or printed.titles[span] > 1 or printed.tables[span]:
        return line.text
    others = [other for other in _spans(span, printed) if _one_digit(span, other) is not None]
    proved = [other for other in others if _is_proved(span, other, printed)]
    misread = _one_digit(span, proved[0]) if len(proved) == 1 else None
    if misread is not None:
        read, year = misread
        findings.append(_corrected(line, str(read), year))
        return line.text.replace(str(read), str(year), 1)
    if others:
        findings.append(_doubtful(line, _text(span), ", ".join(map(_text, others))))
    return line.text


def _spans(span: FiscalSpan, printed: _Printed) -> list[FiscalSpan]:
    """The spans that titles and tables print, that of all years printed, and other years printed often, or alone."""
    usual = [year for year in printed.usual() if printed.years[year] > (year in (span.first, span.last))]
    others = [year for year in usual if year not in span.years]
    often = {FiscalSpan(y, y) for y in others if printed.years[y] >= FEWEST_MENTIONS or len(others) == 1}
    if usual and usual == list(range(usual[0], usual[-1] + 1)):
        often.add(FiscalSpan(usual[0], usual[-1]))
    return sorted({*printed.titles, *printed.tables, *often}, key=_text)


def _one_digit(span: FiscalSpan, other: FiscalSpan) -> tuple[int, int] | None:
    """The year of a span and that of the other, where one digit of one year alone differs."""
    pairs = [(a, b) for a, b in ((span.first, other.first), (span.last, other.last)) if a != b]
    if len(set(pairs)) != 1 or not _is_one_apart(str(pairs[0][0]), pairs[0][1]):
        return None
    return pairs[0] if (span.first == span.last) == (other.first == other.last) else None


def _is_proved(span: FiscalSpan, other: FiscalSpan, printed: _Printed) -> bool:
    """Whether other titles outvote one, or its years are more than a plan has."""
    is_long = len(span.years) > LONGEST_PLAN >= len(other.years)
    return printed.titles[other] >= FEWEST_TITLES or is_long


# -- findings -----------------------------------------------------------------------------------------------------


def _text(span: FiscalSpan) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def _corrected(part: Line | Cell, printed: str, year: int) -> Finding:
    return Finding(CheckCode.YEAR_CORRECTED, None, str(year), printed, part.place)


def _doubtful(part: Line | Cell, printed: str, years: str) -> Finding:
    return Finding(CheckCode.YEAR_DOUBTFUL, None, years, printed, part.place)
