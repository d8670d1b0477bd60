"""Copies of files that somebody has edited in the output folder, kept before the files go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from phaen.emit.file_digest import digest_of
from phaen.emit.inside import is_file, new_file, open_file


def copy_name(out: Path, name: str) -> str:
    """What a copy of an edited file is called: `budgets.edited-1.csv`, or the next number that is free.

    One that holds the same already (a run stopped after the copy was made) is it.
    """
    path, number = Path(name), 1
    digest = digest_of(out / name)
    while True:
        copy = f"{path.stem}.edited-{number}{path.suffix}"
        if not os.path.lexists(out / copy) or (is_file(out / copy) and digest_of(out / copy) == digest):
            return copy
        number += 1


def keep_copy(out: Path, name: str, copy: str, scratch: Path) -> None:
    """Copy an edited file, whole or not at all; `scratch` is a folder for what is unfinished. Raises OSError."""
    if os.path.lexists(out / copy):
        return
    unfinished = scratch / "edited"
    with open_file(out / name) as edited, new_file(unfinished) as target:
        shutil.copyfileobj(edited, target)
    shutil.copystat(out / name, unfinished)
    unfinished.replace(out / copy)
