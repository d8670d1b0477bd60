"""Answers as text: a table to read, CSV, JSON. Each is a stream of pieces of text."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice

from phaen.emit.csv_files import escaped
from phaen.emit.jsonl_files import number
from phaen.query.ask import Answer

SHOWN_ROWS = 1_000
"""Rows of a table to read. A table is in memory as a whole, because its widths depend on all rows."""

Shown = Callable[[str], str]
"""Makes a text safe to print on a terminal."""


def as_csv(answer: Answer, *, guarded: bool = True) -> Iterator[str]:
    """RFC 4180 lines. If `guarded`, texts that a spreadsheet may take for formulas have an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    guard = escaped if guarded else str
    for row in _with_header(answer):
        writer.writerow(["" if cell is None else guard(cell) if isinstance(cell, str) else _text(cell) for cell in row])
        yield file.getvalue()
        file.seek(0)
        file.truncate()


def as_json(answer: Answer, *, ascii_only: bool = False) -> Iterator[str]:
    """An array of objects, one per line. If `ascii_only`, all other characters are escaped."""
    separator = "[\n"
    for row in answer.rows:
        cells = dict(zip(answer.columns, map(_json, row), strict=True))
        yield separator + json.dumps(cells, ensure_ascii=ascii_only)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def as_table(answer: Answer, shown: Shown) -> Iterator[str]:
    """Aligned columns, numbers to the right, at most SHOWN_ROWS rows; the last line counts them."""
    from rich.cells import cell_len

    rows = list(islice(answer.rows, SHOWN_ROWS))
    more = next(iter(answer.rows), None) is not None
    cells = [[*answer.columns], *([_cell(cell) for cell in row] for row in rows)]
    lines = [[shown(cell) for cell in line] for line in cells]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    right = [any(_is_number(cell) for cell in column) for column in zip(*rows, strict=True)] or [False] * len(widths)
    for position, line in enumerate(lines):
        padded = [
            " " * (width - cell_len(cell)) + cell if is_right else cell + " " * (width - cell_len(cell))
            for cell, width, is_right in zip(line, widths, right, strict=True)
        ]
        yield "  ".join(padded).rstrip() + "\n"
        if position == 0:
            yield "  ".join("─" * width for width in widths) + "\n"
    yield _count(len(rows), more=more)


def _with_header(answer: Answer) -> Iterator[Sequence[object]]:
    yield answer.columns
    yield from answer.rows


def _count(rows: int, *, more: bool) -> str:
    if more:
        return f"(the first {rows:,} rows; --format csv or json prints all)\n"
    return f"({rows:,} row{'' if rows == 1 else 's'})\n"


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _cell(cell: object) -> str:
    """A value to read: thousands separated, except in whole numbers below 10,000, which may be years."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal | float) or (isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) > 9999):
        return f"{cell:,}"
    return _text(cell)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell)


def _json(cell: object) -> object:
    if cell is None or isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, Decimal):
        return number(cell)
    if isinstance(cell, list | tuple):
        return [_json(part) for part in cell]
    if isinstance(cell, dict):
        return {str(key): _json(part) for key, part in cell.items()}
    return cell.isoformat() if isinstance(cell, date | datetime | time) else str(cell)
