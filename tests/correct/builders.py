"""Rows of corrections files, and small plans to which they are applied."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from extract.model.anchors import Anchors, fix_anchors
from extract.model.document import Place
from extract.model.plan import Anchored, Heading, Method, Plan, Project, Scope, Total, Value
from extract.model.row_ids import RowIds
from phaen.check import check_plan
from phaen.correct.correct import correct_plan
from phaen.correct.correction import Correction, of_document
from phaen.correct.rows import COLUMNS, read_row
from phaen.correct.settled import settle_findings
from tests.check.builders import SHA256, YEAR, plan, project, value

DOCUMENT = SHA256[:16]
ANCHOR = "3f2a91c07be4d518"

Cells = dict[str, str]


def cells(**given: str) -> Cells:
    """A row that sets an amount, with the given cells in place of its own."""
    usual = {"anchor": ANCHOR, "document": DOCUMENT, "table": "budgets", "field": "amount", "action": "set",
             "new": "70,000"}  # fmt: skip
    return {**dict.fromkeys(COLUMNS, ""), **usual, **given}


def csv_text(rows: Iterable[Mapping[str, str]], separator: str = ",") -> str:
    """The rows as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def saved(folder: Path, *rows: Mapping[str, str]) -> Path:
    """A file with these rows."""
    path = folder / "corrections.csv"
    path.write_bytes(csv_text(rows).encode("utf-8-sig"))
    return path


def row(anchor: str, action: str, table: str = "projects", field: str = "", new: str = "", **said: str) -> Correction:
    """A correction of the plans below."""
    return read_row(cells(anchor=anchor, action=action, table=table, field=field, new=new, **said), 2)


def named(number: int, *money: int | None, dimension: int = 1, details: bool = True, **given: object) -> Project:
    """A project with a name of its own, at a line of its own."""
    made = project(summary=money, name=f"โครงการที่มีชื่อว่า {number}", line=number * 10, details=details,
                   dimension=dimension, section=f"{dimension}.1", **given)  # fmt: skip
    made.summary_name, made.summary_path, made.item = made.name, made.path, str(number)
    return made


def printed_total(amount: int, dimension: int | None, line: int, year: int = YEAR) -> Total:
    scope = Scope.GRAND if dimension is None else Scope.DIMENSION
    return Total(scope, dimension, year, value(amount), None, Place(1, line))


def two_dimensions() -> Plan:
    """Four projects of one year in two dimensions, whose totals agree."""
    projects = [named(1, 10), named(2, 20), named(3, 30, dimension=2), named(4, 40, dimension=2)]
    made = plan(projects, [printed_total(30, 1, 100), printed_total(70, 2, 101), printed_total(100, None, 102)])
    made.headings = [Heading((1,), "มิติหนึ่ง", Place(1, 1)), Heading((2,), "มิติสอง", Place(1, 2)),
                     Heading((1, 1), "ภารกิจ", Place(1, 3)), Heading((2, 1), "ภารกิจ", Place(1, 4))]  # fmt: skip
    fix_anchors(made)
    return made


def anchor(made: Plan, thing: Anchored) -> str:
    return Anchors(made).of(thing).name


def corrected(made: Plan, *rows: Correction) -> Plan:
    """The plan, corrected and checked as the pipeline does it."""
    own = of_document(rows)
    correct_plan(made, own)
    check_plan(made)
    settle_findings(made, own)
    return made


def told(made: Plan) -> list[tuple[str, str]]:
    """The findings, each with the row that it is about."""
    ids = RowIds(made)
    return [(finding.code.value, ids.of(finding.about).row_id) for finding in made.findings]


def codes(made: Plan) -> list[str]:
    return [finding.code.value for finding in made.findings]


def money(made: Plan) -> list[list[Decimal | None]]:
    return [[amount.money.value if amount.money else None for amount in p.amounts] for p in made.projects]


def is_given(read: Value[object] | None) -> bool:
    return read is not None and read.method is Method.CORRECTED
