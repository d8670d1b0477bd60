"""Reads a file of corrections: CSV in the forms that spreadsheets save, or an Excel workbook. Never writes it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from phaen.correct.columns import ValueProblem
from phaen.correct.conflicts import Problem, conflicts
from phaen.correct.correction import Correction, Corrections, by_document
from phaen.correct.rows import COLUMNS, OPTIONAL, read_row

MOST_BYTES = 64 << 20
"""A file of corrections above this size is a mistake: it would have a hundred thousand rows."""

MOST_TOLD = 20
"""Problems that a message names one by one."""

SEPARATORS = ",;\t"
WORKBOOKS = frozenset({".xlsx", ".xlsm"})

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CELL_LIMIT = 1 << 20

Lines = Sequence[Sequence[str]]
"""The rows of a file with their cells, without cells that are missing at the end."""


class CorrectionsError(ValueError):
    """A file of corrections cannot be used. The message names the file, and for each problem its row and the reason."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path, self.problems = path, tuple(problems)
        super().__init__("\n".join(self._lines()))

    def __reduce__(self) -> tuple[type[CorrectionsError], tuple[Path, Sequence[Problem]]]:
        return type(self), (self.path, self.problems)

    def _lines(self) -> Iterator[str]:
        for row, reason in self.problems[:MOST_TOLD]:
            yield f"{self.path.name}, row {row}: {reason}" if row else f"{self.path.name}: {reason}"
        if len(self.problems) > MOST_TOLD:
            yield f"{self.path.name}: {len(self.problems) - MOST_TOLD:,} more problems"


def read_corrections(path: Path) -> Mapping[str, Corrections]:
    """The corrections in a file, by document_id. Raises CorrectionsError, or OSError if the file cannot be opened."""
    lines = [(row, line) for row, line in enumerate(_lines_of(path), 1) if any(cell.strip() for cell in line)]
    if not lines:
        raise CorrectionsError(path, [(0, "the file is empty")])
    columns = _columns(path, *lines[0])
    corrections: list[Correction] = []
    problems: list[Problem] = []
    for row, line in lines[1:]:
        try:
            corrections.append(read_row(_cells(columns, line), row))
        except ValueProblem as problem:
            problems.append((row, str(problem)))
    found = by_document(corrections)
    problems += [problem for of_document in found.values() for problem in conflicts(of_document)]
    if problems:
        raise CorrectionsError(path, sorted(problems))
    return found


def _columns(path: Path, row: int, heading: Sequence[str]) -> list[str]:
    """The names of the columns, in the order of the file."""
    names = [name.strip().lower() for name in heading]
    while names and not names[-1]:
        names.pop()
    problems = [(row, f"unknown column {name!r}") for name in names if name not in COLUMNS]
    problems += [(row, f"two columns are named {name!r}") for name in COLUMNS if names.count(name) > 1]
    problems += [(row, f"no column {name!r}") for name in COLUMNS if name not in names and name not in OPTIONAL]
    if problems:
        raise CorrectionsError(path, problems)
    return names


def _cells(columns: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in line[len(columns) :]):
        raise ValueProblem("it has more cells than the heading row")
    padded = [*line, *("" for _ in range(len(columns) - len(line)))]
    # An apostrophe marks a cell as text: phaen and spreadsheets write it before what would be a number or a formula.
    return {name: cell.strip().removeprefix("'") for name, cell in zip(columns, padded, strict=False)}


def _lines_of(path: Path) -> Lines:
    if path.stat().st_size > MOST_BYTES:
        raise CorrectionsError(path, [(0, f"it is larger than {MOST_BYTES >> 20} MB")])
    data = path.read_bytes()
    return _of_workbook(path, data) if path.suffix.lower() in WORKBOOKS else _of_csv(path, data)


# -- CSV ------------------------------------------------------------------------------------------------------------


def _of_csv(path: Path, data: bytes) -> Lines:
    text = _decoded(path, data)
    first = text.lstrip("\r\n").split("\n", 1)[0]  # of the heading row, which has no line feeds
    separator = max(SEPARATORS, key=first.count)
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise CorrectionsError(path, [(0, f"not a CSV file: {error}")]) from error
    finally:
        csv.field_size_limit(before)


def _decoded(path: Path, data: bytes) -> str:
    encodings = next(((name,) for bom, name in _BOMS if data.startswith(bom)), ("utf-8", "cp874"))
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise CorrectionsError(path, [(0, f"its text is not in {' or '.join(encodings)}")])


# -- workbooks --------------------------------------------------------------------------------------------------------


def _of_workbook(path: Path, data: bytes) -> Lines:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [[_shown(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except Exception as error:  # openpyxl raises errors of many kinds for files that are no workbooks
        raise CorrectionsError(path, [(0, f"not a workbook: {type(error).__name__}: {error}")]) from error
    return rows


def _shown(cell: object) -> str:
    """The value of a cell as a text. A whole number is without decimals, a date in ISO form."""
    from openpyxl.utils.escape import unescape

    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unescape(cell) if isinstance(cell, str) else str(cell)
