"""Changes as a CSV file and as JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import asdict, fields

from phaen.diff.changes import Change, counted
from phaen.emit.cell_text import FORMULA

_FORMULA = re.compile(rf"'*{FORMULA}")
COLUMNS = tuple(field.name for field in fields(Change))


def to_csv(changes: Sequence[Change]) -> bytes:
    """The changes as CSV for spreadsheets, like the dataset's own files: with an apostrophe before a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in changes:
        writer.writerow([_safe(column, str(value)) for column, value in asdict(change).items()])
    return file.getvalue().encode("utf-8-sig")


def _safe(column: str, value: str) -> str:
    """A cell that no spreadsheet evaluates. A difference is a number: its sign is no formula's."""
    return f"'{value}" if column != "difference" and _FORMULA.match(value) else value


def to_data(changes: Sequence[Change]) -> dict[str, object]:
    """The changes as plain data for JSON, with their counts."""
    return {"counts": counted(changes), "changes": [asdict(change) for change in changes]}
