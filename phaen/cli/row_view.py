"""One row of the dataset with everything that is known of its values: `phaen inspect --row`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from phaen.cli.language import Language, spoken, translated
from phaen.cli.named import code_name, column_name, table_name, value_name
from phaen.emit.values import Row, Rows
from schemas.tables import tables

Data = dict[str, Any]

KEYS: Mapping[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "dimensions": ("dimension",),
    "sections": ("section",),
    "projects": ("project_id",),
    "project_items": ("project_id", "field", "position"),
    "risks": ("order",),
    "indicator_targets": ("order",),
    "pages": ("page",),
}
"""The columns that are the row_id in `provenance` and `checks`, of tables without a column of that name."""

NOT_SEARCHED = frozenset({"provenance", "checks", "accounts", "tables"})

_ABOUT = frozenset({"document_id", "anchor", "raw_digest"})
_PLACES = {"page": ("source_page",), "line": ("source_line", "source_line_first"), "box": ("source_bbox",)}


def row_id(table: str, row: Row) -> str:
    """The identifier of a row within its document and table."""
    columns = ("row_id",) if "row_id" in row else KEYS.get(table, ())
    return "/".join(str(row[column]) for column in columns)


def find_rows(rows: Rows, wanted: str) -> list[Data]:
    """The rows of a plan with an identifier or an anchor, each as plain data.

    `wanted` is a row_id, an anchor, or a table with a row_id (`risks:2`) where several tables have that row_id.
    """
    table, _, within = wanted.partition(":")
    if table not in tables():
        table, within = "", wanted
    return [
        _shown(name, row, rows)
        for name, of_table in rows.items()
        if name not in NOT_SEARCHED and table in {"", name}
        for row in of_table
        if within in {row_id(name, row), row.get("anchor")}
    ]


def _shown(table: str, row: Row, rows: Rows) -> Data:
    own = row_id(table, row)
    of_row = [trail for trail in rows["provenance"] if (trail["table"], trail["row_id"]) == (table, own)]
    trails = {str(trail["field"]): trail for trail in of_row}
    placed = {name: _first(row, columns) for name, columns in _PLACES.items()}
    return {
        "table": table,
        "row_id": own,
        **{f"source_{name}": value for name, value in placed.items()},
        "anchor": row.get("anchor"),
        "raw_digest": row.get("raw_digest"),
        "values": list(_values(table, row, trails)),
        "findings": [_finding(check) for check in rows["checks"] if _is_about(check, table, row, own)],
        "rows": _rows_of(table, row, rows),
    }


def _first(row: Row, columns: Sequence[str]) -> object:
    return next((row[column] for column in columns if row.get(column) is not None), None)


def _values(table: str, row: Row, trails: Mapping[str, Row]) -> Iterator[Data]:
    """The columns with a value or a trail, in the order of the table."""
    skipped = {*_ABOUT, *(column for columns in _PLACES.values() for column in columns)}
    for column in tables()[table].columns:
        trail = trails.get(column)
        if column in skipped or column.endswith("_ce") or (row[column] is None and trail is None):
            continue
        shown: Data = {"field": column, "value": _plain(row[column])}
        if trail is not None:
            shown |= {name: trail[name] for name in ("raw", "method", "page", "line", "bbox", "read_value")}
        yield shown


def _plain(value: object) -> object:
    """A value for JSON. Money is a text in baht, so that it is exact."""
    if not isinstance(value, Decimal):
        return value
    return f"{value.to_integral_value() if value == value.to_integral_value() else value:f}"


def _finding(check: Row) -> Data:
    columns = ("check", "severity", "row_id", "message", "message_th", "source_page", "source_line")
    return {name: check[name] for name in columns}


def _is_about(check: Row, table: str, row: Row, own: str) -> bool:
    """Whether a finding is about a row, or about an amount of the project that the row is."""
    if (check["table"], check["row_id"]) == (table, own):
        return True
    return (
        table == "projects" and check["table"] == "budgets" and str(check["row_id"]).startswith(f"{row['project_id']}/")
    )


def _rows_of(table: str, row: Row, rows: Rows) -> list[Data]:
    """The amounts and reports of a project, in short."""
    if table != "projects":
        return []
    columns = {"budgets": ("fiscal_year", "basis", "amount", "text", "resolution"),
               "project_progress": ("round", "status", "budget_spent")}  # fmt: skip
    return [
        {"table": name, "row_id": other["row_id"], "anchor": other["anchor"], "source_page": other["source_page"],
         "source_line": other["source_line"], **{column: _plain(other[column]) for column in wanted}}
        for name, wanted in columns.items() for other in rows[name] if other["project_id"] == row["project_id"]
    ]  # fmt: skip


# -- as text ----------------------------------------------------------------------------------------------------------


def printed(found: Data) -> Iterator[str]:
    """The lines of a row to print."""
    table, place = found["table"], _place(found["source_page"], found["source_line"], found["source_box"])
    yield f"{table_name(table)} {found['row_id']}, {place}"
    if found["anchor"]:
        yield f"{translated('anchor')} {found['anchor']}, {column_name('projects', 'raw_digest')} {found['raw_digest']}"
    for value in found["values"]:
        shown = value_name(table, value["field"], value["value"])
        yield f"{column_name(table, value['field'])}: {_one_line(shown)}"
        if "method" in value:
            yield f"    {code_name('method', value['method'])}, {_place(value['page'], value['line'], value['bbox'])}"
            yield f"    {translated('raw')}: {_one_line(value['raw'])}"
        if value.get("read_value") is not None:
            yield f"    {translated('read as')}: {_one_line(value['read_value'])}"
    for other in found["rows"]:
        of = other["table"]
        facts = [f"{value_name(of, name, value)}" for name, value in other.items() if name not in _OTHERS]
        facts = [fact for fact in facts if fact != "None"]
        yield f"{table_name(of)} {other['row_id']}: {', '.join(facts)}"
        where = _place(other["source_page"], other["source_line"], None)
        yield f"    {where}, {translated('anchor')} {other['anchor']}"
    for check in found["findings"]:
        yield finding_line(check)


def finding_line(check: Data) -> str:
    """A finding in one line."""
    severity, code = code_name("severity", check["severity"]), code_name("check", check["check"])
    message = check["message_th"] if spoken() is Language.THAI else check["message"]
    return f"{severity} {code} ({check['row_id']}): {message}"


_OTHERS = frozenset({"table", "row_id", "anchor", "source_page", "source_line"})


def _place(page: object, line: object, box: object) -> str:
    if page is None:
        return translated("no place")
    return translated(f"page {page}, line {line}") + (f", {translated('box')} {box}" if box else "")


def _one_line(value: object) -> str:
    return translated("(none)") if value is None else str(value).replace("\n", " / ")
