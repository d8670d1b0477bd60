"""Python processes that this one starts: they import nothing from the folder that happens to be the current one.

multiprocessing starts its servers and its spawned processes by `python -c`, and Python then looks for every module in
the current folder first, be it `extract`, `numpy` or `signal`: whatever lies there under such a name would be run.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "PYTHONSAFEPATH"
"""What tells Python (3.11 and later) to leave the current folder and the script's folder out of its path. A Python that
was itself started with -E passes that on and does not look at the variable; one started with -I or -P is safe."""

_lock = threading.Lock()


@contextmanager
def safe_path() -> Iterator[None]:
    """Python processes started meanwhile leave the current folder out of their path, and so do those they start.

    To be held for a moment only: the variable counts for whatever the calling program starts meanwhile.
    """
    with _lock:
        before = os.environ.get(VARIABLE)
        os.environ[VARIABLE] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[VARIABLE]
            else:
                os.environ[VARIABLE] = before


def named_path() -> list[str]:
    """This process's path without the entries that mean the current folder, whichever that is."""
    return [entry for entry in sys.path if entry not in ("", ".")]
