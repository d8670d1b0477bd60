"""Which finding a row of the workbook is linked to, and the severity that its mark shows.

The rows of `checks` are known by 64-bit digests of what they are about, so that those of ten thousand plans take a few
megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phaen.emit.parquet_files import StoredTable
from schemas.checks import CHECKS, Severity
from schemas.tables import FieldType, TableSchema

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""The severities, the worst first. A mark is a position in this list, NONE without a finding."""

NONE = -1

_ROW_BITS = 40
_OF_PROJECTS = ("projects", "budgets", "project_items")


@dataclass(frozen=True)
class Marks:
    """For each of some rows: its mark, and the cell of the finding as a link; null without one."""

    marks: NDArray[np.int64]
    targets: pa.Array

    def pick(self, choices: Sequence[str | None]) -> pa.Array:
        """For each row one of the texts: the first without a mark, the others by severity."""
        import pyarrow as pa

        return pa.array(choices, pa.string()).take(pa.array(self.marks + 1))


@dataclass(frozen=True)
class FindingIndex:
    """The first row of `checks` with the worst severity, by what it is about.

    `target` gives the links to rows of `checks`, by their positions in the table.
    """

    keys: NDArray[np.uint64]
    found: NDArray[np.int64]
    tables: frozenset[str]
    """The tables with findings about their rows."""
    target: Callable[[pa.Array], pa.Array]

    @staticmethod
    def of(checks: StoredTable, target: Callable[[pa.Array], pa.Array]) -> FindingIndex:
        """The index of the table of findings."""
        import numpy as np

        keys: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
        found: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
        tables: set[str] = set()
        position = 0
        for piece in checks.read():
            rank = _ranks(piece["severity"])
            rows = np.arange(position, position + piece.num_rows, dtype=np.int64)
            value = (rank << _ROW_BITS) + rows
            for texts in _subjects(piece):
                keys.append(_digests(texts))
                found.append(value)
            position += piece.num_rows
            tables.update(piece["table"].unique().drop_null().to_pylist())
        all_keys, all_found = np.concatenate(keys), np.concatenate(found)
        order = np.lexsort((all_found, all_keys))
        unique, first = np.unique(all_keys[order], return_index=True)
        return FindingIndex(unique, all_found[order][first], frozenset(tables), target)

    def marks(self, table: TableSchema, rows: pa.Table) -> Marks:
        """The marks of rows of a table."""
        match table.name:
            case "checks":
                return Marks(_ranks(rows["severity"]), _nulls(rows.num_rows))
            case "project_years":
                return self._of_doubts(rows)
            case "plans":
                return self._of_plans(rows)
            case _:
                return self._of_rows(table, rows)

    def _of_rows(self, table: TableSchema, rows: pa.Table) -> Marks:
        import numpy as np

        if table.name not in self.tables:
            return Marks(np.full(rows.num_rows, NONE, np.int64), _nulls(rows.num_rows))
        keys = [name for name in table.key if name != "document_id"] or ["document_id"]
        names = ["row_id"] if "row_id" in table.columns else keys
        found = self._look_up(_joined(rows["document_id"], table.name, *(_text(table, rows, name) for name in names)))
        return Marks(_marks(found), self._targets(found))

    def _of_doubts(self, rows: pa.Table) -> Marks:
        """The worst of the codes in `doubt`: as a finding about the project, else as one about the document."""
        import numpy as np

        codes = _mapped(rows["doubt"], worst_code)
        of_project = self._look_up(_joined(rows["document_id"], "", rows["project_id"], codes))
        of_document = self._look_up(_joined(rows["document_id"], "", "", codes))
        found = np.where(of_project >= 0, of_project, of_document)
        severities = _mapped(codes, lambda code: _severity(code).value if code else None)
        has_doubt = codes.is_valid().to_numpy(zero_copy_only=False)
        return Marks(_ranks(severities), self._targets(np.where(has_doubt, found, NONE)))

    def _of_plans(self, rows: pa.Table) -> Marks:
        found = self._look_up(_joined(rows["document_id"], "", "", rows["worst_finding"]))
        return Marks(_marks(found), self._targets(found))

    def _look_up(self, texts: pa.Array) -> NDArray[np.int64]:
        """What was found for each subject, NONE if nothing."""
        import numpy as np

        if not len(self.keys):
            return np.full(len(texts), NONE, np.int64)
        digests = _digests(texts)
        places = np.minimum(np.searchsorted(self.keys, digests), len(self.keys) - 1)
        return np.where(self.keys[places] == digests, self.found[places], NONE)

    def _targets(self, found: NDArray[np.int64]) -> pa.Array:
        import pyarrow as pa

        rows = found & ((1 << _ROW_BITS) - 1)
        return self.target(pa.array(rows, pa.int64(), mask=found < 0))


def worst_code(doubt: str | None) -> str | None:
    """The code with the highest severity, of codes separated by spaces."""
    codes = (doubt or "").split()
    return min(codes, key=lambda code: SEVERITIES.index(_severity(code)), default=None)


def _severity(code: str) -> Severity:
    """The severity of a code; of what is no finding, such as plan_overlaps, a warning."""
    return next((check.severity for known, check in CHECKS.items() if known == code), Severity.WARNING)


def _subjects(piece: pa.Table) -> list[pa.Array]:
    """What each finding is about: its row; its project and code; its document and code."""
    import pyarrow.compute as pc

    project = pc.replace_substring_regex(pc.fill_null(piece["row_id"], ""), "/.*", "")
    is_project = pc.is_in(piece["table"], value_set=_strings(_OF_PROJECTS))
    project = pc.if_else(pc.fill_null(is_project, False), project, "\n")  # of no project: found by no row
    document, code = piece["document_id"], piece["check"]
    return [
        _joined(document, piece["table"], piece["row_id"]),
        _joined(document, "", project, code),
        _joined(document, "", "", code),
    ]


def _marks(found: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    return np.where(found < 0, NONE, found >> _ROW_BITS)


def _ranks(severities: pa.ChunkedArray) -> NDArray[np.int64]:
    import numpy as np
    import pyarrow.compute as pc

    ranks = pc.fill_null(pc.index_in(severities, value_set=_strings(SEVERITIES)), NONE)
    return np.asarray(ranks.to_numpy(), np.int64)


def _strings(texts: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    return pa.array([str(text) for text in texts], pa.string())


def _text(table: TableSchema, rows: pa.Table, name: str) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    is_text = table.field(name).type is FieldType.STRING
    return rows[name] if is_text else pc.cast(rows[name], pa.string())


def _joined(*pieces: pa.ChunkedArray | str) -> pa.Array:
    """The pieces of each row as one text; a missing one is empty, so that no row is lost."""
    import pyarrow as pa
    import pyarrow.compute as pc

    filled = [piece if isinstance(piece, str) else pc.fill_null(piece, "") for piece in pieces]
    for at, piece in enumerate(filled):  # a separator that is in no identifier
        if at and isinstance(piece, str):
            filled[at] = pa.scalar(piece, pa.string())
    joined = pc.binary_join_element_wise(*filled, "\n")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _mapped(texts: pa.ChunkedArray, told: Callable[[str | None], str | None]) -> pa.ChunkedArray:
    """A function of each text, called once for each different one."""
    import pyarrow as pa

    encoded = pa.concat_arrays(texts.chunks).dictionary_encode() if texts.num_chunks else pa.array([], pa.string())
    values = pa.array([told(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([values.take(encoded.indices)])


def _nulls(count: int) -> pa.Array:
    import pyarrow as pa

    return pa.nulls(count, pa.string())


def _digests(texts: pa.Array) -> NDArray[np.uint64]:
    from pandas.util import hash_array

    return hash_array(texts.to_numpy(zero_copy_only=False), categorize=False)
