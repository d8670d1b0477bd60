"""Whether work grows no faster than its input. Only the ratio of two times in one run counts, never a time."""

from __future__ import annotations

import time
from collections.abc import Callable

ATTEMPTS = 4
TENFOLD = 40
"""Ten times the input takes 10 times as long if the work is linear, 100 times if it is quadratic."""


def grows_linearly(work: Callable[[int], object], size: int, *, at_least: float = 0.005) -> bool:
    """Whether `work` of `10 * size` takes less than 40 times what it takes of `size`, in any of some attempts.

    A machine that others use may be slow in one attempt; work that is quadratic fails in all of them. Times below
    `at_least` seconds are too short to be measured and count as that.
    """
    work(max(1, size // 30))  # what is prepared once is no part of it
    return any(_seconds(work, 10 * size) < TENFOLD * max(_seconds(work, size), at_least) for _ in range(ATTEMPTS))


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
