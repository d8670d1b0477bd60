"""The lines of a document joined into one text, with a map from positions back to lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True)
class JoinedText:
    """Lines joined by line feeds, so that wording broken by a line end is found. Lines are 0-based indices."""

    lines: Sequence[str]

    @cached_property
    def text(self) -> str:
        """All lines as one string. Positions in the other methods are indices into it."""
        return "\n".join(self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def line_of(self, position: int) -> int:
        """The line that contains a position."""
        return bisect_right(self._starts, position) - 1

    def start_of(self, line: int) -> int:
        """The position where a line begins."""
        return self._starts[line]

    def head_end(self, count: int) -> int:
        """The position where the first `count` non-blank lines end."""
        line = self._nth_filled(range(len(self.lines)), count)
        return len(self.text) if line is None else self.start_of(line + 1)

    def tail_start(self, count: int) -> int:
        """The position where the last `count` non-blank lines begin."""
        line = self._nth_filled(range(len(self.lines) - 1, -1, -1), count)
        return 0 if line is None else self.start_of(line)

    def _nth_filled(self, order: Iterable[int], count: int) -> int | None:
        for line in order:
            count -= bool(self.lines[line].strip())
            if not count:
                return line
        return None
