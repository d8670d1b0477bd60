"""The risk assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.model.document import Grid
from extract.model.plan import Risk
from extract.tables.headers import Header, Row, find_header, is_header_row, matrix, text_of
from extract.tables.project_header import find_project_header
from normalize.text import comparable


def read_risks(grids: Iterable[Grid]) -> list[Risk]:
    """The steps of the risk assessment. A row without number and step continues the row above it."""
    risks: list[Risk] = []
    header: Header | None = None
    for grid in grids:
        rows = matrix(grid)
        found = find_header(rows, family().risk_columns)
        if found is not None:
            _name_risks(found, rows)
            header = found if _is_risk_header(found, rows) else None
            rows = rows[found.first_row + found.row_count :]
        elif header is not None and (grid.column_count != header.width or find_project_header(rows) is not None):
            header = None
        if header is not None:
            for row in rows:
                _risk(risks, header, row)
    return risks


def _name_risks(header: Header, rows: Sequence[Row]) -> None:
    """If no column has a known title of risks, the first other one that speaks of them holds them.

    What has a column of its own beside them at the left, and no known title, is the step that they are about.
    """
    titles = [comparable(text_of(rows[header.first_row], column)) for column in range(header.width)]
    if "risks" not in header.roles.values():
        others = ((c, title) for c, title in enumerate(titles) if c not in header.roles)
        speaks = [c for c, title in others if any(word in title for word in family().cells.risk)]
        header.roles.update(dict.fromkeys(speaks[:1], "risks"))
    risks = header.column("risks")
    if risks and "step" not in header.roles.values() and titles[risks - 1]:
        header.roles.setdefault(risks - 1, "step")


def _is_risk_header(header: Header, rows: Sequence[Row]) -> bool:
    roles = set(header.roles.values())
    words = "".join(comparable(text_of(rows[header.first_row], c)) for c in range(header.width))
    beside = roles & {"step", "score", "measures", "likelihood", "impact", "sort"}
    return "risks" in roles and len(beside) >= 2 and any(word in words for word in family().cells.risk)


def _risk(risks: list[Risk], header: Header, row: Row) -> None:
    cells = {role: text_of(row, header.column(role)) for role in ("order", "step", "risks", "score", "measures")}
    if not any(cells.values()) or is_header_row(row, family().risk_columns):
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
    """Appends continued text. The first line of `more` continues the last line unless it begins an item."""
    if not text or not more:
        return text or more
    return f"{text}\n{more}" if parse_number(more) else f"{text} {more}"
