"""Keeps copies of files that were edited in the output folder, before they are replaced or removed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from phaen.emit.file_digest import digest_of
from phaen.emit.inside import is_file, new_file, open_file


def copy_name(out: Path, name: str) -> str:
    """The name for a copy of an edited file: `budgets.edited-1.csv`, or with the next free number.

    If a copy with the same content exists already (from a run that was stopped), its name is returned.
    """
    path, number = Path(name), 1
    digest = digest_of(out / name)
    while True:
        copy = f"{path.stem}.edited-{number}{path.suffix}"
        if not os.path.lexists(out / copy) or (is_file(out / copy) and digest_of(out / copy) == digest):
            return copy
        number += 1


def keep_copy(out: Path, name: str, copy: str, scratch: Path) -> None:
    """Copy an edited file atomically; `scratch` is a folder for the unfinished copy. Raises OSError."""
    if os.path.lexists(out / copy):
        return
    unfinished = scratch / "edited"
    with open_file(out / name) as edited, new_file(unfinished) as target:
        shutil.copyfileobj(edited, target)
    shutil.copystat(out / name, unfinished)
    unfinished.replace(out / copy)
