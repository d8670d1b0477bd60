"""Keeps Python child processes from importing modules from the current folder.

multiprocessing starts its servers and its spawned processes with `python -c`. Python then searches every module
(`extract`, `numpy`, `signal`) in the current folder first, and would run any file of that name there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "PYTHONSAFEPATH"
"""Environment variable that makes Python (3.11 and later) omit the current folder and the script's folder from its
path. A Python started with -E ignores the variable and passes -E on; one started with -I or -P is safe."""

_lock = threading.Lock()


@contextmanager
def safe_path() -> Iterator[None]:
    """Python processes started in this context, and their children, omit the current folder from their path.

    Keep the context short: the variable affects every process that the calling program starts in the meantime.
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
    """`sys.path` of this process without the entries that refer to the current folder."""
    return [entry for entry in sys.path if entry not in ("", ".")]
