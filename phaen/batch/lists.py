"""Lists of paths in a file: one per line, or separated by NUL as written by `find -print0`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

STANDARD_INPUT = "-"


def read_list(path: Path) -> list[str]:
    """The paths in the file, or from standard input for `-`; blank ones are skipped. Raises OSError.

    Paths are bytes as in the file system, which may not be valid text. A byte order mark, and carriage returns at the
    ends of lines, are removed.
    """
    data = sys.stdin.buffer.read() if str(path) == STANDARD_INPUT else path.read_bytes()
    if b"\0" in data:
        return [os.fsdecode(name) for name in data.split(b"\0") if name]
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [os.fsdecode(name) for line in lines if (name := line.removesuffix(b"\r")).strip()]
