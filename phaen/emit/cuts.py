"""Findings for texts that are too long for an Excel cell.

They are made whichever formats are written, so that `checks` is the same in all of them: a user of the workbook cannot
see which texts are truncated, and a user of the CSV files learns what is missing in the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.model.plan import Finding, RowRef
from phaen.emit.excel_cells import MOST_UNITS, ExcelLimits, too_long
from phaen.emit.findings import check_cells
from phaen.emit.values import Row
from schemas.checks import CheckCode
from schemas.tables import FieldType, TableSchema, tables


def find_cuts(
    table: TableSchema, rows: Iterable[Mapping[str, object]], limits: ExcelLimits | None = None
) -> Iterator[Row]:
    """A row of `checks`, without its order, for each text in the table's rows that is too long."""
    limit = (limits or ExcelLimits()).characters
    short = limit // MOST_UNITS
    names = [field.name for field in table.fields if field.type is FieldType.STRING]
    for row in rows:
        for name in names:
            text = row.get(name)
            if isinstance(text, str) and len(text) > short and too_long(text, limit):
                yield _cut(table, name, row, len(text), limit)


def with_cuts(checks: Sequence[Row], cuts: Iterable[Row], documents: Iterable[object]) -> list[Row]:
    """The checks with those of the cuts that are not among them, each a finding after the others of its document.

    `documents` are all document_ids in order; needed only if there is more than one.
    """
    known = {_identity(row) for row in checks}
    new = [cut for cut in cuts if _identity(cut) not in known]
    if not new:
        return list(checks)
    orders = Counter(row["document_id"] for row in checks)
    numbers = Counter(row["document_id"] for row in checks if row.get("part", 1) == 1)
    merged = list(checks)
    for cut in new:
        document = cut["document_id"]
        orders[document] += 1
        numbers[document] += 1
        merged.append({**cut, "order": orders[document], "finding": numbers[document], "part": 1, "parts": 1})
    ranks = {document: rank for rank, document in enumerate(dict.fromkeys(documents))}
    return sorted(merged, key=lambda row: ranks.get(row["document_id"], len(ranks)))


def _cut(table: TableSchema, name: str, row: Mapping[str, object], length: int, limit: int) -> Row:
    row_id = "/".join(str(row[part]) for part in table.key if part != "document_id")
    about = RowRef(table.name, row_id)
    finding = Finding(CheckCode.CELL_TRUNCATED, about, expected=str(limit), found=str(length), values={"field": name})
    found = {"document_id": row["document_id"], **check_cells(finding, about)}
    return {column: found.get(column) or None for column in tables()["checks"].columns}


def _identity(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("document_id", "check", "table", "row_id", "message"))
