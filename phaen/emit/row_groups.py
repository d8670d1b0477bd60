"""Regroups rows: takes pieces of any size and returns groups whose bounds depend only on the rows.

Files are written and read group by group, so the size of a group limits the memory for writing. The bytes of a file do
not depend on how the rows were split before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phaen.emit.arrow import text_lengths

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True)
class GroupLimits:
    """A group ends with the row that reaches one of the limits: number of rows, or bytes of text (UTF-8).

    One unfinished group is in memory while a dataset is written. With smaller groups the memory for the footer of a
    file grows with the number of plans: half a kilobyte for each column of each group.
    """

    rows: int = 16_384
    text_bytes: int = 4_000_000


class Regrouper:
    """Collects Arrow tables with the same schema and returns them in groups."""

    def __init__(self, limits: GroupLimits) -> None:
        self._limits = limits
        self._pieces: list[pa.Table] = []
        self._sizes: list[NDArray[np.int64]] = []
        self._rows = self._bytes = 0

    def add(self, piece: pa.Table) -> Iterator[pa.Table]:
        """Add rows; yields each group that is completed."""
        # A piece may be the table of a whole dataset, so it is processed in slices.
        for start in range(0, piece.num_rows, self._limits.rows):
            self._keep(piece.slice(start, self._limits.rows))
            yield from self._full_groups()

    def rest(self) -> Iterator[pa.Table]:
        """The last group, if rows are left."""
        if self._rows:
            yield self._take_all()[0]

    def _keep(self, piece: pa.Table) -> None:
        sizes = text_bytes(piece)
        self._pieces.append(piece)
        self._sizes.append(sizes)
        self._rows += piece.num_rows
        self._bytes += int(sizes.sum())

    def _full_groups(self) -> Iterator[pa.Table]:
        while self._rows >= self._limits.rows or self._bytes >= self._limits.text_bytes:
            whole, sizes = self._take_all()
            by_size = int(sizes.cumsum().searchsorted(self._limits.text_bytes)) + 1
            end = min(by_size, self._limits.rows)
            yield whole.slice(0, end)
            if end < whole.num_rows:
                self._keep(whole.slice(end))

    def _take_all(self) -> tuple[pa.Table, NDArray[np.int64]]:
        import numpy as np
        import pyarrow as pa

        whole, sizes = pa.concat_tables(self._pieces).combine_chunks(), np.concatenate(self._sizes)
        self._pieces, self._sizes, self._rows, self._bytes = [], [], 0, 0
        return whole, sizes


def text_bytes(piece: pa.Table) -> NDArray[np.int64]:
    """The number of bytes of text in each row."""
    import numpy as np

    return sum(text_lengths(piece), start=np.zeros(piece.num_rows, np.int64))
