"""The accounts: how every line, table and amount of money of a document was used.

An amount is a number with grouped digits, or a number before the word for baht. In a table it is placed if a value of
the plan was read at its place and contains it; outside tables also if it repeats an amount of the plan. Amounts within
a project's block belong to its fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.model.document import Cell, Grid, Line, Page, Place
from extract.model.plan import Finding, PageAccount, Plan, RowRef, Table
from normalize.text import comparable, normalize_line
from phaen.check.placed import Placed
from schemas.checks import CheckCode

AMOUNT = re.compile(r"(?<![\d.,/])(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|[1-9]\d{2,8}(?=\s*(?:\.-|บาท)))(?![\d,/])")
FIGURE = re.compile(r"\s*[\d.,\-–]+\s*%?\s*")
FURNITURE = re.compile(r"[\s\-–—_=|.*]*(?:หน้า(?:ที่)?\s*)?[\s\-–—_=|.*()/\d]*")
LONGEST_HEADING = 160
"""A line that names a project or a level and has more characters is prose."""

OFTEN = 3
"""A line that occurs on at least so many pages is a running header."""

LEAST_FIGURES = 4
"""Minimum number of purely numeric cells in a table of budgets or a status table."""

TITLE_LENGTH = 120

_DIGIT = re.compile(r"\d")


def account(plan: Plan) -> list[Finding]:
    """Fill the plan's accounts, page by page. Returns a finding for each amount and table that was not read."""
    placed = Placed(plan)
    repeated = _running(plan.document.pages)
    tables = {id(table.grid): table for table in plan.tables}
    findings: list[Finding] = []
    plan.accounts = []
    for page in plan.document.pages:
        made = PageAccount(page.number)
        before = ""
        for block in page.blocks:
            if isinstance(block, Grid):
                findings += _grid(made, block, tables.get(id(block)), placed, plan)
                before = ""
            else:
                findings += _line(made, block, before, placed, repeated)
                before = block.text
        plan.accounts.append(made)
    unknown = Counter(f.place.page for f in plan.findings if f.code.value == "column_unknown" and f.place)
    for made in plan.accounts:
        made.columns_unknown = unknown[made.page]
    told = {(finding.code, finding.place) for finding in plan.findings}
    return [finding for finding in findings if (finding.code, finding.place) not in told]


def _running(pages: Sequence[Page]) -> set[str]:
    """Lines that occur on many pages."""
    counts = Counter(
        text for page in pages for text in {b.text.strip() for b in page.blocks if isinstance(b, Line)} if text
    )
    return {text for text, count in counts.items() if count >= OFTEN}


def _amounts(text: str) -> list[str]:
    if _DIGIT.search(text) is None:
        return []
    return [match[0] for match in AMOUNT.finditer(normalize_line(text))]


def _value(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


# -- lines ----------------------------------------------------------------------------------------------------------


def _line(made: PageAccount, line: Line, before: str, placed: Placed, repeated: set[str]) -> Iterator[Finding]:
    text = line.text.strip()
    if not text:
        return
    made.lines += 1
    amounts = _amounts(text)
    made.amounts += len(amounts)
    if placed.in_block(line.place) or placed.holds(line.place):
        made.lines_placed += 1
        made.amounts_placed += len(amounts)
        return
    lost = [amount for amount in amounts if _value(amount) not in placed.amounts]
    made.amounts_placed += len(amounts) - len(lost)
    if FURNITURE.fullmatch(text) or (text in repeated and not amounts):
        made.lines_furniture += 1
        return
    told = lost if _speaks_of_budgets(text, before) else []
    made.amounts_unplaced += len(told)
    if told:
        made.lines_unplaced += 1
    else:
        made.lines_prose += 1
    yield from (_unplaced(amount, text, line.place) for amount in told)


def _speaks_of_budgets(text: str, before: str) -> bool:
    """Whether an amount in a line is likely that of a project or a sum: a kind word or sum word is near it."""
    words = (*family().kinds, *family().totals.sums)
    near = f"{before} {text}" if len(before) <= LONGEST_HEADING else text
    return len(text) <= LONGEST_HEADING and any(word in near for word in words)


def _unplaced(amount: str, beside: str, place: Place) -> Finding:
    words = " ".join(beside.split())[:TITLE_LENGTH]
    return Finding(CheckCode.AMOUNT_UNPLACED, None, "", amount, place, {"beside": f", beside {words!r}"})


# -- tables ---------------------------------------------------------------------------------------------------------


def _grid(made: PageAccount, grid: Grid, table: Table | None, placed: Placed, plan: Plan) -> list[Finding]:
    made.tables += 1
    found = [(cell, amount) for cell in grid.cells for amount in _amounts(cell.text)]
    made.amounts += len(found)
    spots = {(cell.place.page, cell.place.line) for cell in grid.cells}
    if placed.in_block(grid.place) or spots & placed.progress:
        made.amounts_placed += len(found)
        return []
    if not spots & placed.tables:
        if not _is_of_projects(grid, bool(found), bool(plan.progress), placed):
            made.amounts_placed += len(found)
            return []
        made.tables_unread += 1
        made.amounts_unplaced += len(found)
        return [_unread(grid, table)]
    lost = [(cell, amount) for cell, amount in found if not _is_held(cell, amount, placed)]
    lost = [(cell, amount) for cell, amount in lost if not _is_sum_of_row(cell, amount, found)]
    made.amounts_placed += len(found) - len(lost)
    made.amounts_unplaced += len(lost)
    rows = grid.rows()
    return [_unplaced(amount, _row_text(rows[cell.row], cell), cell.place) for cell, amount in lost]


def _is_held(cell: Cell, amount: str, placed: Placed) -> bool:
    return amount in placed.text(cell.place) or amount.split(".", maxsplit=1)[0] in placed.text(cell.place)


def _is_sum_of_row(cell: Cell, amount: str, found: Iterable[tuple[Cell, str]]) -> bool:
    """Whether an amount is the sum of the others in its row, as in a column that sums the years."""
    others = [_value(other) for there, other in found if there.row == cell.row and there.column != cell.column]
    return bool(others) and sum(others) == _value(amount)


def _row_text(row: Iterable[Cell], cell: Cell) -> str:
    """The words of the row that contains an amount."""
    return " ".join(other.text for other in row if other is not cell and not FIGURE.fullmatch(other.text)) or cell.text


def _is_of_projects(grid: Grid, has_amounts: bool, has_progress: bool, placed: Placed) -> bool:
    """Whether a table likely lists projects, budgets or status: it has names that are not in the plan, or money."""
    named = [cell.text for cell in grid.cells if cell.text.lstrip("0123456789.) ").startswith(family().kinds)]
    strange = [text for text in named if comparable(text.lstrip("0123456789.) ")) not in placed.names]
    has_names = len(strange) > 1  # a single one may be a caption
    figures = sum(bool(cell.text.strip()) and bool(FIGURE.fullmatch(cell.text)) for cell in grid.cells)
    words = (*family().kinds, *family().totals.sums)
    if has_progress and not has_names:
        return False  # reports print the status table in several forms
    top = " ".join(cell.text for cell in grid.cells if cell.row < 2)
    if any(word in top for word in words) and (has_amounts or figures >= LEAST_FIGURES):
        return True
    return has_names and (has_amounts or grid.column_count > 1)


def _unread(grid: Grid, table: Table | None) -> Finding:
    words = [" ".join(cell.text.split()) for cell in grid.cells if cell.text.strip()]
    title = table.title if table and table.title else ""
    said = " | ".join([*([title] if title else []), *words])[:TITLE_LENGTH]
    about = RowRef("tables", table.table_id) if table else None
    return Finding(CheckCode.TABLE_UNREAD, about, "", said, grid.place)
