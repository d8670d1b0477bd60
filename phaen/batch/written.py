"""The files of the dataset as batches left them: which have been edited since, and copies of those before they go.

What was written is known by its digest: from the ledger, or from `run.json` where the ledger is gone. `coming` are the
digests of files on their way into place; a run that is killed there has written either the old or the new ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Mark = tuple[int, int, str]
"""A file's size, its time of change in nanoseconds, and its SHA-256 ("" if it is gone)."""

GONE: Mark = (0, 0, "")


@dataclass(frozen=True, slots=True)
class WrittenDataset:
    """What the ledger knows of the dataset in the output folder. `made_of` is a digest of all that it depends on."""

    made_of: str = ""
    files: Mapping[str, Mark] = field(default_factory=dict)
    coming: Mapping[str, str] = field(default_factory=dict)

    def as_fact(self) -> dict[str, object]:
        """The form that the ledger keeps."""
        return {"made_of": self.made_of, "files": dict(self.files), "coming": dict(self.coming)}

    def is_current(self, out: Path, made_of: str) -> bool:
        """Whether the folder holds the dataset of what `made_of` stands for, every file as it was written."""
        return self.made_of == made_of and all(_is_intact(out / name, mark) for name, mark in self.files.items())

    def found(self, out: Path) -> dict[str, Mark]:
        """The files that are there as a batch wrote them, the last one or one that was killed after that."""
        names = sorted({*self.files, *self.coming} - set(self.edited(out, {*self.files, *self.coming})))
        return {name: self._mark(out / name) for name in names if _is_file(out / name)}

    def _mark(self, path: Path) -> Mark:
        known = self.files.get(path.name, GONE)
        return known if _has_mark(path, known) else (*_size_and_time(path), file_digest(path))

    def edited(self, out: Path, names: Iterable[str]) -> list[str]:
        """Those of the named files that are there, and are not as a batch wrote them, in order."""
        return [name for name in sorted(names) if self._is_edited(out / name)]

    def _is_edited(self, path: Path) -> bool:
        if not _is_file(path) or _has_mark(path, self.files.get(path.name, GONE)):
            return False
        return file_digest(path) not in {self.files.get(path.name, GONE)[2], self.coming.get(path.name, "")}


def from_fact(fact: object, run_file: Path) -> WrittenDataset:
    """What the ledger's fact tells; without one, what `run.json` tells."""
    if not isinstance(fact, dict):
        return WrittenDataset(coming=_listed(run_file))
    files = {name: (mark[0], mark[1], "".join(mark[2:])) for name, mark in fact.get("files", {}).items()}
    return WrittenDataset(str(fact.get("made_of", "")), files, fact.get("coming", {}))


def _listed(run_file: Path) -> dict[str, str]:
    """The digests in a `run.json`; none in one that is damaged, or of another form."""
    try:
        described = json.loads(run_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    files = described.get("files") if isinstance(described, dict) else None
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def marks(out: Path, digests: Mapping[str, str]) -> dict[str, Mark]:
    """The marks of files that have just been written, whose digests are known."""
    return {name: (*_size_and_time(out / name), digest) for name, digest in sorted(digests.items())}


def file_digest(path: Path) -> str:
    """A file's SHA-256. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_intact(path: Path, mark: Mark) -> bool:
    return _has_mark(path, mark) or (_is_file(path) and file_digest(path) == mark[2])


def _has_mark(path: Path, mark: Mark) -> bool:
    """Whether size and time are those noted: then so is, for all that concerns us, the content."""
    return _size_and_time(path) == mark[:2] != GONE[:2]


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return GONE[:2]
    return status.st_size, status.st_mtime_ns


def _is_file(path: Path) -> bool:
    """Whether it is an ordinary file: no link, whose target nothing happens to."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


# -- copies -------------------------------------------------------------------------------------------------------


def copy_name(out: Path, name: str) -> str:
    """What a copy of an edited file is called: `budgets.edited-1.csv`, or the next number that is free.

    One that holds the same already (a run stopped after the copy was made) is it.
    """
    path, number = Path(name), 1
    digest = file_digest(out / name)
    while True:
        copy = f"{path.stem}.edited-{number}{path.suffix}"
        if not os.path.lexists(out / copy) or (_is_file(out / copy) and file_digest(out / copy) == digest):
            return copy
        number += 1


def keep_copy(out: Path, name: str, copy: str, scratch: Path) -> None:
    """Copy an edited file, whole or not at all; `scratch` is a folder for what is unfinished. Raises OSError."""
    if os.path.lexists(out / copy):
        return
    unfinished = scratch / "edited"
    shutil.copy2(out / name, unfinished)
    unfinished.replace(out / copy)
