"""Years that a scan misread: "2508" for 2568, decided by all years that the document prints.

A year is known by many mentions: titles, columns that count up, times of the projects. One that no plan can have is
replaced where a single one of the others may have been read so and belongs in its place. Of scanned columns, the one
that breaks the count is. Of scanned titles, the one that others outvote is, and one of more years than a plan has. What
was read with doubt, and nothing else supports, is told.
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
from normalize.script import DIGIT
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

FEWEST_TITLES = 3
"""Other titles that prove a reading, at the least."""

FEWEST_COLUMNS = 3
"""Neighbouring columns of years, at the least, of which one may be misread."""

FEWEST_READ = 2
"""Digits of a year that were read, at the least."""

SURE = 0.8
"""Confidence of a line or cell from which on its digits are trusted."""

_FOUR = re.compile("(?<![\\d\ufffd.,/])[\\d\ufffd]{4}(?![\\d\ufffd/]|[.,]\\d)")
_THAI_DIGIT = re.compile(f"[{DIGIT}]")
_UNKNOWN_TO_ENGINE = "46789"
"""The Thai digits that the engine reads as others: where it alone read a year, any digit may be one of these."""


@dataclass(slots=True)
class _Printed:
    """The years that a document prints: how often, those read for certain, and the spans of titles and tables."""

    years: Counter[int] = field(default_factory=Counter)
    sure: Counter[int] = field(default_factory=Counter)
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
            years = {mention.fiscal_year for mention in plan_mentions(part.text)}
            printed.years.update(years)
            printed.sure.update(years if _is_sure(part) else ())
        if isinstance(block, Grid):
            printed.tables.update({span for row in block.rows() if (span := _counted(row)) is not None})
    printed.years = printed.sure or printed.years
    printed.by_title = dict(_titles(document))
    printed.titles.update(printed.by_title.values())
    return printed


def _is_sure(part: Line | Cell) -> bool:
    return part.confidence is None or part.confidence >= SURE


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
    if isinstance(block, Grid):
        return _settled_grid(block, printed, findings, is_scan=is_scan)
    line = replace(block, text=_possible(block, printed, (), findings))
    if is_scan and block.text == line.text:
        line = replace(line, text=_titled(line, printed, findings))
        findings += _doubts(line, printed)
    return line


def _settled_grid(grid: Grid, printed: _Printed, findings: list[Finding], *, is_scan: bool) -> Grid:
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    for cell in grid.cells:
        at = (cell.row, cell.column)
        texts[at] = _possible(cell, printed, _beside(texts, at), findings)
    cells = [replace(cell, text=texts[cell.row, cell.column]) for cell in grid.cells]
    for row in replace(grid, cells=tuple(cells)).rows() if is_scan else ():
        for cell, year in _out_of_count(row):
            texts[cell.row, cell.column] = _FOUR.sub(str(year), cell.text, count=1)
            findings.append(_corrected(cell, str(column_year(cell.text)), year))
        if _counted([replace(cell, text=texts[cell.row, cell.column]) for cell in row]) is None:
            findings += [doubt for cell in row for doubt in _doubts(cell, printed)]
    return replace(grid, cells=tuple(replace(cell, text=texts[cell.row, cell.column]) for cell in cells))


# -- years that no plan can have ----------------------------------------------------------------------------------


def _possible(part: Line | Cell, printed: _Printed, beside: Collection[int], findings: list[Finding]) -> str:
    """The text with its impossible years as the only years that they can be. `beside` are those that belong there."""
    text = part.text
    for found in _FOUR.finditer(text):
        digits = found[0]
        if not _is_impossible(digits):
            continue
        known = [y for y in printed.usual() if _may_be(digits, y, part) and _fits(text, found, y, beside)]
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


def _may_be(digits: str, year: int, part: Line | Cell) -> bool:
    """Whether digits may be those of a year: one was misread, some not read, or the engine alone read Thai ones."""
    differ = [(digit, right) for digit, right in zip(digits, str(year), strict=True) if digit != right]
    if len(differ) == 1 or all(digit == "\ufffd" for digit, _ in differ):
        return True
    is_by_engine = not _is_sure(part) and _THAI_DIGIT.search(part.raw)
    return bool(is_by_engine) and all(right in _UNKNOWN_TO_ENGINE for _, right in differ)


def _fits(text: str, found: re.Match[str], year: int, beside: Collection[int]) -> bool:
    """Whether a year belongs at a place: the fiscal year of a sentence, one of a range, of a title, or of a count."""
    made = f"{text[: found.start()]}{year}{text[found.end() :]}"
    if column_year(made) == year and year in beside:
        return True
    return found.end() in _ends_of_plan_years(made)


def _ends_of_plan_years(text: str) -> set[int]:
    """Where the years of a plan end in a text: fiscal years, those of ranges, all of a title."""
    mentions = plan_mentions(text)
    if title_kind(text) is not None:
        return {mention.end for mention in mentions}
    chained = {mention for pair in pairwise(mentions) if pair[1].chained for mention in pair}
    return {mention.end for mention in mentions if mention.kind is YearKind.FISCAL or mention in chained}


def _beside(texts: dict[tuple[int, int], str], at: tuple[int, int]) -> set[int]:
    """The years that a cell has where it counts on from two of the cells around it in its row or column."""
    row, column = at
    found: set[int] = set()
    for down, across in ((0, 1), (1, 0)):
        around = {step: texts.get((row + step * down, column + step * across), "") for step in (-2, -1, 1, 2)}
        years = {step: year for step, text in around.items() if (year := column_year(text)) is not None}
        counted = Counter(year - step for step, year in years.items())
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
        if year != first + at and str(year) in cell.text and _may_be(str(year), first + at, cell):
            yield cell, first + at


# -- titles -------------------------------------------------------------------------------------------------------


def _titled(line: Line, printed: _Printed, findings: list[Finding]) -> str:
    """The text of a scanned line; that of a title with the years that others prove."""
    span = printed.by_title.get(line.place.spot)
    if span is None or printed.titles[span] > 1 or printed.tables[span]:
        return line.text
    proved = [found for other in _spans(span, printed) if (found := _one_digit(span, other)) is not None]
    if len(proved) != 1:
        return line.text
    read, year = proved[0]
    findings.append(_corrected(line, str(read), year))
    return line.text.replace(str(read), str(year), 1)


def _spans(span: FiscalSpan, printed: _Printed) -> set[FiscalSpan]:
    """The spans that prove another to be misread: of other titles; if it is longer than a plan, any other one.

    Those are of titles and tables, and that of all years printed.
    """
    if len(span.years) <= LONGEST_PLAN:
        return {other for other, count in printed.titles.items() if count >= FEWEST_TITLES}
    usual = [year for year in printed.usual() if printed.years[year] > (year in (span.first, span.last))]
    others = {*printed.titles, *printed.tables}
    if usual and usual == list(range(usual[0], usual[-1] + 1)):
        others.add(FiscalSpan(usual[0], usual[-1]))
    return {other for other in others if len(other.years) <= LONGEST_PLAN}


def _one_digit(span: FiscalSpan, other: FiscalSpan) -> tuple[int, int] | None:
    """The year of a span and that of the other, where one digit of one year alone differs."""
    pairs = {(a, b) for a, b in ((span.first, other.first), (span.last, other.last)) if a != b}
    if len(pairs) != 1 or (span.first == span.last) != (other.first == other.last):
        return None
    ((read, year),) = pairs
    return (read, year) if sum(a != b for a, b in zip(str(read), str(year), strict=True)) == 1 else None


# -- findings -----------------------------------------------------------------------------------------------------


def _doubts(part: Line | Cell, printed: _Printed) -> Iterator[Finding]:
    """A finding for years of a plan that were read with doubt and are printed nowhere for certain."""
    if _is_sure(part):
        return
    ends, is_title = _ends_of_plan_years(part.text), part.place.spot in printed.by_title
    is_column = isinstance(part, Cell) and column_year(part.text) is not None
    years = [m.fiscal_year for m in plan_mentions(part.text) if is_title or is_column or m.end in ends]
    if any(not printed.sure[year] for year in years):
        yield _doubtful(part, ", ".join(map(str, years)), ", ".join(str(y) for y in printed.usual() if printed.sure[y]))


def _corrected(part: Line | Cell, printed: str, year: int) -> Finding:
    return Finding(CheckCode.YEAR_CORRECTED, None, str(year), printed, part.place)


def _doubtful(part: Line | Cell, printed: str, years: str) -> Finding:
    return Finding(CheckCode.YEAR_DOUBTFUL, None, years, printed, part.place)
