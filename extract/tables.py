"""The other tables of a plan: the risk assessment, the indicators' targets, the status of a progress report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.columns import Header, Row, find_header, find_two_row_header, is_header_row, matrix, text_of
from extract.document import Block, Document, Grid, Line
from extract.numbering import parse_number
from extract.plan import IndicatorTarget, Progress, Risk, Table, Value
from extract.terms import kind_of, terms
from normalize.numerals import parse_integer
from normalize.text import comparable

TITLE_LENGTH = 160
"""Characters; a longer line above a table is prose, not its title."""


def all_tables(document: Document) -> list[Table]:
    """Every grid of the document with its title, the short line that stands right above it."""
    tables: list[Table] = []
    above: Block | None = None
    for block in document.blocks():
        if isinstance(block, Grid):
            tables.append(Table(f"T{len(tables) + 1}", _title(above), block))
        above = block
    return tables


def _title(above: Block | None) -> str:
    return above.text.strip() if isinstance(above, Line) and len(above.text) <= TITLE_LENGTH else ""


# -- risks ------------------------------------------------------------------------------------------------------


def read_risks(grids: Iterable[Grid]) -> list[Risk]:
    """The steps of the risk assessment; a row without number and step goes on with the row above it."""
    risks: list[Risk] = []
    header: Header | None = None
    for grid in grids:
        rows = matrix(grid)
        found = find_header(rows, terms().risk_columns)
        if found is not None:
            header = found if _is_risk_header(found, rows) else None
            rows = rows[found.first_row + found.row_count :]
        elif header is not None and grid.column_count != header.width:
            header = None
        if header is not None:
            for row in rows:
                _risk(risks, header, row)
    return risks


def _is_risk_header(header: Header, rows: Sequence[Row]) -> bool:
    roles = set(header.roles.values())
    words = "".join(comparable(text_of(rows[header.first_row], c)) for c in range(header.width))
    beside = roles & {"step", "score", "measures", "likelihood", "impact", "sort"}
    return "risks" in roles and len(beside) >= 2 and ("เสี่ยง" in words or "risk" in words)


def _risk(risks: list[Risk], header: Header, row: Row) -> None:
    cells = {role: text_of(row, header.column(role)) for role in ("order", "step", "risks", "score", "measures")}
    if not any(cells.values()) or is_header_row(row, terms().risk_columns):
        return
    has_head = header.column("order") is not None or header.column("step") is not None
    if has_head and not cells["order"] and not cells["step"] and risks:
        last = risks[-1]
        last.risks, last.measures = _more(last.risks, cells["risks"]), _more(last.measures, cells["measures"])
        last.score = last.score or cells["score"]
        return
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    step = " ".join(cells["step"].split())
    risks.append(Risk(len(risks) + 1, step, " ".join(cells["score"].split()), cells["risks"], cells["measures"], place))


def _more(text: str, more: str) -> str:
    """Text that goes on: its first line belongs to the last one unless it begins an item."""
    if not text or not more:
        return text or more
    return f"{text}\n{more}" if parse_number(more) else f"{text} {more}"


# -- targets of indicators ----------------------------------------------------------------------------------------


def read_targets(grids: Iterable[Grid]) -> list[list[IndicatorTarget]]:
    """Tables with a column of indicators and one column a year, and no column of projects; the targets by table."""
    targets: list[list[IndicatorTarget]] = []
    header: Header | None = None
    for grid in grids:
        rows = matrix(grid)
        found = find_header(rows, terms().target_columns)
        if found is not None:
            header = found if found.years and _indicator_column(found) is not None else None
            rows = rows[found.first_row + found.row_count :]
        elif header is not None and grid.column_count != header.width:
            header = None
        if header is not None:
            targets.append([target for row in rows for target in _targets(header, row)])
    return targets


def _indicator_column(header: Header) -> int | None:
    """ตัวชี้วัด where there is one; a column of aims or of "targets" names the indicators otherwise."""
    indicator = header.column("indicator")
    return indicator if indicator is not None else header.column("target")


def _targets(header: Header, row: Row) -> list[IndicatorTarget]:
    indicator = " ".join(text_of(row, _indicator_column(header)).split())
    if not indicator or is_header_row(row, terms().target_columns) or kind_of(indicator):
        return []
    unit = text_of(row, header.column("unit"))
    found = []
    for column, year in sorted(header.years.items()):
        text = " ".join(text_of(row, column).split())
        if text:
            value, beside = _number_and_unit(text)
            place = next(cell.place for cell in row if cell is not None and cell.column == column)
            found.append(IndicatorTarget(_unnumbered(indicator), year, value, beside or unit, text, place))
    return found


def _unnumbered(text: str) -> str:
    number = parse_number(text)
    return number.rest if number and number.codes and number.rest else text


def _number_and_unit(text: str) -> tuple[Decimal | None, str]:
    """`ร้อยละ 10` is (10, ร้อยละ), `85 คะแนน` is (85, คะแนน)."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if match is None:
        return None, ""
    unit = f"{text[: match.start()].strip()} {text[match.end() :].strip()}".strip()
    return Decimal(match[0].replace(",", "")), unit


# -- progress -------------------------------------------------------------------------------------------------------

PROGRESS_COLUMNS = (
    "projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent", "percent_projects",
    "percent_budget",
)  # fmt: skip


def read_progress(grids: Iterable[Grid]) -> list[Progress]:
    """The status table by dimension; of several such tables the first with the most columns wins."""
    best: list[Progress] = []
    most = 0
    for grid in grids:
        rows = matrix(grid)
        header = find_two_row_header(rows, terms().progress_columns)
        if header is None or header.column("dimension") is None:
            continue
        _own_shares(header, rows)
        known = len({role for role in header.roles.values() if role in PROGRESS_COLUMNS})
        if known >= 3 and known > most:
            found = [p for row in rows[header.first_row + 1 :] if (p := _progress(header, row))]
            if found:
                best, most = found, known
    return best


def _own_shares(header: Header, rows: Sequence[Row]) -> None:
    """A bare ร้อยละ is the share of the group of columns to its left."""
    for column in range(header.width):
        words = {comparable(text_of(row, column)) for row in rows[header.first_row : header.first_row + 2]}
        left = [header.roles.get(c, "") for c in range(column - 1, -1, -1)]
        group = next((role.partition("_")[0] for role in left if role.startswith(("projects_", "budget_"))), None)
        if "ร้อยละ" in words and group is not None:
            header.roles[column] = "percent_projects" if group == "projects" else "percent_budget"


def _progress(header: Header, row: Row) -> Progress | None:
    column = header.column("dimension")
    text = text_of(row, column)
    number = re.search(r"\d{1,2}", text)
    label = comparable(" ".join(text_of(row, c) for c in range((column or 0) + 1)))
    is_grand = "รวม" in label
    if number is None and not is_grand:
        return None
    values: dict[str, Value[Decimal]] = {}
    for role in PROGRESS_COLUMNS:
        cell = row[c] if (c := header.column(role)) is not None and c < len(row) else None
        amount = _decimal(cell.text) if cell is not None else None
        if cell is not None and amount is not None:
            values[role] = Value(amount, cell.raw, cell.place)
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    dimension = None if is_grand or number is None else parse_integer(number[0])
    return Progress(dimension, values, place) if values else None


def _decimal(text: str) -> Decimal | None:
    plain = re.sub(r"\s*(?:%|บาท|โครงการ|กิจกรรม|มาตรการ)\s*$", "", text.strip()).replace(",", "").strip()
    if plain in ("-", "–"):
        return Decimal(0)
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
