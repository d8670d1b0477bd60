"""The accounts: how every line, table and amount of money of a document was used.

An amount is a number with grouped digits, or a number before the word for baht. In a table it is placed if a value of
the plan was read at its place and contains it; outside tables also if it repeats an amount of the plan. Amounts within
a project's block belong to its fields.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.document import Cell, Grid, Line, Page, Place
from extract.model.plan import Finding, PageAccount, Plan, RowRef, Table
from extract.tables.titled import is_contents
from normalize.lexicon import either
from normalize.text import comparable, normalize_line
from phaen.check.column_sums import ColumnSums
from phaen.check.placed import Placed
from phaen.check.row_sums import within_row_sums
from phaen.check.unplaced_names import LABEL, is_form_of_fields
from schemas.checks import CheckCode
from schemas.phrases import phrase

AMOUNT = re.compile(r"[1-9](?<![\d.,/][1-9])(?:\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|\d{2,8}(?=\s*(?:\.-|บาท)))(?![\d,/])")
SIGNS = (",", ".-", "บาท")
"""One of these is in any amount."""

FIGURE = re.compile(r"\s*[\d.,\-–]+\s*%?\s*")
FURNITURE = re.compile(r"[\s\-–—_=|.*]*(?:หน้า(?:ที่)?\s*)?[\s\-–—_=|.*()/\d]*")
LONGEST_HEADING = 160
"""A line that names a project or a level and has more characters is prose."""

OFTEN = 3
"""A line that occurs on at least so many pages is a running header."""

LEAST_FIGURES = 4
"""Minimum number of purely numeric cells in a table of budgets or a status table."""

TITLE_LENGTH = 120


def account(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """Fill the plan's accounts, page by page. Returns a finding for each amount and table that was not read."""
    placed, sums = placed or Placed(plan), ColumnSums()
    repeated = _running(plan.document.pages)
    tables = {id(table.grid): table for table in plan.tables}
    findings: list[Finding] = []
    plan.accounts = [PageAccount(page.number) for page in plan.document.pages]
    by_page = {made.page: made for made in plan.accounts}
    for page, made in zip(plan.document.pages, plan.accounts, strict=True):
        before = lead = ""
        for block in page.blocks:
            if isinstance(block, Grid):
                findings += _grid(by_page, block, _Titled(tables.get(id(block)), before), placed, sums)
                before = lead = ""
            else:
                lead = lead if LABEL.match(block.text) else block.text
                lost = _line(made, block, before, placed, repeated)
                findings += () if len(lead) <= LONGEST_HEADING and placed.is_of_other_years(lead) else lost
                before = block.text
    unknown = Counter(f.place.page for f in plan.findings if f.code.value == "column_unknown" and f.place)
    for made in plan.accounts:
        made.columns_unknown = unknown[made.page]
    told = {(finding.code, finding.place) for finding in plan.findings}
    left_out = {finding.place: finding.found for finding in plan.findings if finding.code is CheckCode.BUDGET_REPEATED}
    return [
        finding
        for finding in findings
        if (finding.code, finding.place) not in told
        and finding.found not in left_out.get(finding.place, "").split(" / ")
    ]


def _running(pages: Sequence[Page]) -> set[str]:
    """Lines that occur on many pages."""
    counts = Counter(
        text for page in pages for text in {b.text.strip() for b in page.blocks if isinstance(b, Line)} if text
    )
    return {text for text, count in counts.items() if count >= OFTEN}


def _amounts(text: str) -> list[str]:
    if not any(sign in text for sign in SIGNS):
        return []
    line = normalize_line(text)
    found = (match for match in AMOUNT.finditer(line) if not _COUNTED.match(line, match.end()))
    return [m[0] for m in found if not _LIMIT.search(line[max(0, m.start() - REACH) : m.start()])]


REACH = 20
"""Characters before an amount among which a word for a limit is."""


_LIMIT = re.compile(rf"(?<!{re.escape(family().totals.unlimited)}){either(family().totals.limits)}\s*$")
"""Words before an amount that is a limit."""

_COUNTED = re.compile(rf"\s*{either((*family().items.people, *family().counts.repeats))}(?![ก-ฮ])")
"""What a number counts that is no money: 49,870 คน, 2,140 ครั้ง."""


def _value(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


# -- lines ----------------------------------------------------------------------------------------------------------


def _line(made: PageAccount, line: Line, before: str, placed: Placed, repeated: set[str]) -> list[Finding]:
    """Counts a line. Returns a finding for each of its amounts that is likely a budget and was not read."""
    text = line.text.strip()
    if not text:
        return []
    made.lines += 1
    amounts = _amounts(text)
    made.amounts += len(amounts)
    if placed.in_block(line.place) or placed.holds(line.place):
        made.lines_placed += 1
        made.amounts_placed += len(amounts)
        return []
    lost = [amount for amount in amounts if _value(amount) not in placed.amounts]
    made.amounts_placed += len(amounts) - len(lost)
    if FURNITURE.fullmatch(text) or (text in repeated and not amounts):
        made.lines_furniture += 1
        return []
    told = lost if _speaks_of_budgets(text, before) else []
    made.amounts_unplaced += len(told)
    if told:
        made.lines_unplaced += 1
    else:
        made.lines_prose += 1
    return [_unplaced(amount, text, line.place) for amount in told]


def _speaks_of_budgets(text: str, before: str) -> bool:
    """Whether an amount in a line is likely that of a project or a sum: a kind word or sum word is near it."""
    words = (*family().kinds, *family().totals.sums)
    near = f"{before} {text}" if len(before) <= LONGEST_HEADING else text
    return len(text) <= LONGEST_HEADING and any(word in near for word in words)


def _unplaced(amount: str, beside: str, place: Place) -> Finding:
    words = " ".join(beside.split())[:TITLE_LENGTH]
    values = {"beside": phrase("beside", words=repr(words))}
    return Finding(CheckCode.AMOUNT_UNPLACED, None, "", amount, place, values, stake=_value(amount))


# -- tables ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Titled:
    """A table of the plan, None if it is a form, and the line above it."""

    table: Table | None
    before: str

    def words(self) -> str:
        """Its title and the line above it, unless that is prose."""
        before = self.before if len(self.before) <= LONGEST_HEADING else ""
        return f"{before} {self.table.title if self.table else ''}"


def _grid(
    accounts: Mapping[int, PageAccount], grid: Grid, titled: _Titled, placed: Placed, sums: ColumnSums
) -> list[Finding]:
    """Findings for what was not read of a table. A table over several pages counts on each of them."""
    for page in {cell.place.page for cell in grid.cells}:
        accounts[page].tables += 1
    cells = [cell for cell in grid.cells if not placed.in_block(cell.place)]
    amounts = {id(cell): _amounts(cell.text) for cell in grid.cells}
    found = [(cell, amount) for cell in cells for amount in amounts[id(cell)]]
    for cell in grid.cells:
        accounts[cell.place.page].amounts += len(amounts[id(cell)])
        accounts[cell.place.page].amounts_placed += len(amounts[id(cell)])
    if not placed.of_projects(cells):
        is_read = any(placed.is_of_table(cell.place) for cell in cells)
        is_lost = not placed.of_others(cells) and (_lists_projects(cells) or not is_read)
        is_lost = is_lost and not placed.is_of_other_years(titled.words()) and not is_form_of_fields(grid)
        if not is_lost or not _is_of_projects(grid, cells, bool(found), placed):
            return []  # status, risks, targets, or another plan's
        accounts[grid.place.page].tables_unread += 1
        _count_unplaced(accounts, found)
        return [_unread(grid, titled.table)]
    repeated = sums.sums(grid, lambda row: placed.of_projects(row) and not _is_labelled_sum(row))
    lost = [(cell, amount) for cell, amount in found if not _is_held(cell, amount, placed)]
    lost = [(cell, amount) for cell, amount in lost if (cell.row, cell.column) not in repeated]
    known = within_row_sums(
        grid,
        lambda cell: any(_is_held(cell, amount, placed) for amount in amounts[id(cell)]),
        is_report=placed.is_report,
    )
    lost = [(cell, amount) for cell, amount in lost if (cell.row, cell.column) not in known]
    lost = [(cell, amount) for cell, amount in lost if not _is_sum_of_row(cell, amount, found)]
    lost = list(_no_parts(lost, found))
    _count_unplaced(accounts, lost)
    rows = grid.rows()
    return [_unplaced(amount, _row_text(rows[cell.row], cell), cell.place) for cell, amount in lost]


def _count_unplaced(accounts: Mapping[int, PageAccount], lost: Iterable[tuple[Cell, str]]) -> None:
    for cell, _ in lost:
        accounts[cell.place.page].amounts_placed -= 1
        accounts[cell.place.page].amounts_unplaced += 1


def _is_held(cell: Cell, amount: str, placed: Placed) -> bool:
    if placed.is_group_sum(cell.place):
        return True
    return amount in placed.text(cell.place) or amount.split(".", maxsplit=1)[0] in placed.text(cell.place)


def _is_sum_of_row(cell: Cell, amount: str, found: Iterable[tuple[Cell, str]]) -> bool:
    """Whether an amount is the sum of the others in its row, as in a column that sums the years."""
    others = [_value(other) for there, other in found if there.row == cell.row and there.column != cell.column]
    return bool(others) and sum(others) == _value(amount)


def _no_parts(lost: Sequence[tuple[Cell, str]], found: Iterable[tuple[Cell, str]]) -> Iterator[tuple[Cell, str]]:
    """Without the parts of an amount that is held in the same row, as columns of several sources give them."""
    rows: dict[int, list[Decimal]] = defaultdict(list)
    for cell, amount in found:
        rows[cell.row].append(_value(amount))
    for cell, amount in lost:
        whole = max(rows[cell.row])
        if sum(rows[cell.row]) != 2 * whole or _value(amount) == whole:
            yield cell, amount


def _is_labelled_sum(row: Iterable[Cell]) -> bool:
    """Whether the first cell with words is the label of a sum: the number of a row is none, nor what is blank."""
    label = next((cell.text.strip() for cell in row if any(map(str.isalpha, cell.text))), "")
    return label.startswith(family().totals.sums) or bool(patterns().cells.total.match(label))


def _row_text(row: Iterable[Cell], cell: Cell) -> str:
    """The words of the row that contains an amount."""
    return " ".join(other.text for other in row if other is not cell and not FIGURE.fullmatch(other.text)) or cell.text


def _is_of_projects(grid: Grid, cells: Sequence[Cell], has_amounts: bool, placed: Placed) -> bool:
    """Whether a table is likely one of projects or budgets: names that are not the plan's, or money below such titles.

    `cells` are those outside the blocks of projects. A table within a block that names nothing is a part of it.
    """
    if is_contents(grid) and not has_amounts:
        return False
    named = _named(cells)
    strange = [text for text in named if comparable(text) not in placed.names]
    has_names = len(strange) > 1 or (bool(placed.progress) and _lists_projects(cells))  # one may be a caption
    figures = sum(bool(cell.text.strip()) and bool(FIGURE.fullmatch(cell.text)) for cell in cells)
    words = (*family().kinds, *family().totals.sums)
    if (placed.progress or len(cells) < len(grid.cells)) and not has_names:
        return False  # reports print the status table in several forms
    top = " ".join(cell.text for cell in cells if cell.row < 2)
    if not has_names and _counts_projects(cells) and not _lacks_totals(grid, placed):
        return False
    if any(word in top for word in words) and (has_amounts or figures >= LEAST_FIGURES):
        return True
    return (has_names and (has_amounts or grid.column_count > 1)) or _sets_money(cells, placed)


def _sets_money(cells: Sequence[Cell], placed: Placed) -> bool:
    """Whether a table without any known word sets amounts below the years of the plan that no value of it has."""
    years = {cell.column for cell in cells if cell.row < HEAD_ROWS and placed.is_of_plan_year(cell.text)}
    amounts = [_value(amount) for cell in cells if cell.column in years for amount in _amounts(cell.text)]
    return len([amount for amount in amounts if amount not in placed.amounts]) >= max(LEAST_FIGURES, len(amounts) / 2)


def _counts_projects(cells: Sequence[Cell]) -> bool:
    """Whether a table counts projects instead of listing them: จำนวนโครงการ above a column of counts."""
    titles = [cell for cell in cells if cell.row < HEAD_ROWS and COUNT_TITLE.search(cell.text)]
    for title in titles:
        below = [cell.text.strip() for cell in cells if cell.column == title.column and cell.row > title.row]
        if any(below) and all(not text or _COUNT.fullmatch(text) or FIGURE.fullmatch(text) for text in below):
            return True
    return False


_COUNT = patterns().counts.count


def _lacks_totals(grid: Grid, placed: Placed) -> bool:
    """Whether a row with the name of one of the plan's headings prints an amount that the plan has not.

    Where the plan has no headings, any row may.
    """
    for row in grid.rows():
        amounts = [_value(amount) for cell in row for amount in _amounts(cell.text)]
        words = comparable(" ".join(cell.text for cell in row))
        is_of_plan = not placed.headings or any(name in words for name in placed.headings)
        if is_of_plan and any(amount not in placed.amounts for amount in amounts):
            return True
    return not placed.headings and not any(_amounts(cell.text) for cell in grid.cells)


HEAD_ROWS = 3
"""Rows among which the header of a table is."""

COUNT_TITLE = re.compile(rf"{re.escape(family().counts.announced)}\s*{either(family().kinds)}")

NUMBERED = re.compile(r"[\s\-*•]*(?:\(?(?:\d{1,3}|[ก-ฮ])[.)]\s*)*")
"""What may be printed before the name of a project in its cell."""

LEAST_NAME = 5
"""Letters behind the kind word that a project's name has."""

LISTED = 3
"""Cells with a project's name from which on a table lists projects."""


def _named(cells: Iterable[Cell]) -> list[str]:
    """The texts of cells that begin as a project's name does, one a row: several in a row are titles of columns."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        text = NUMBERED.sub("", cell.text, count=1)
        kind = kind_of(text)
        if kind and len(text) > len(kind) + LEAST_NAME and text[len(kind)] != "/":
            rows.setdefault(cell.row, []).append(text)
    return [texts[0] for texts in rows.values() if len(texts) == 1]


def _lists_projects(cells: Iterable[Cell]) -> bool:
    return len(_named(cells)) >= LISTED


def _unread(grid: Grid, table: Table | None) -> Finding:
    words = [" ".join(cell.text.split()) for cell in grid.cells if cell.text.strip()]
    title = table.title if table and table.title else ""
    said = " | ".join([*([title] if title else []), *words])[:TITLE_LENGTH]
    about = RowRef("tables", table.table_id) if table else None
    return Finding(CheckCode.TABLE_UNREAD, about, "", said, grid.place)
