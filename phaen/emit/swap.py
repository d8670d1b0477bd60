"""All files of a run put in place together, or none of them, even if the process is killed meanwhile.

The files are made in a folder inside the output folder. When all are complete that folder is renamed, which is one step
and decides: from then on the files are moved into place, and a later run that finds the folder moves what is left
(`recover`). If a file cannot be moved (open in another program, say), the folder is renamed again and all old files
go back.

    .phaen-new-XXXX/    files in the making; left behind only by a killed process, and removed by the next run
    .phaen-commit/      new/: complete files on their way into place; old/: those they replace; fresh: names that
                        nothing stood under
    .phaen-undo/        the same, going back
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_MAKING = ".phaen-new-"
_COMMIT = ".phaen-commit"
_UNDO = ".phaen-undo"


@dataclass(frozen=True)
class Staging:
    """A folder for the files in the making, `new`, and one for what is thrown away at the end, `scratch`."""

    folder: Path

    @property
    def new(self) -> Path:
        """Files that are to be put in place."""
        return self.folder / "new"

    @property
    def scratch(self) -> Path:
        """Files that are not."""
        return self.folder / "scratch"


@contextmanager
def staged(out: Path) -> Iterator[Staging]:
    """A stage inside folder `out`, made if need be. What is in it at the end and was not put in place is removed."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as while_made:
        with _locked(out):
            recover(out)
            _remove_abandoned(out)
            stage = Staging(Path(tempfile.mkdtemp(prefix=_MAKING, dir=out)))
            # The lock tells other processes that this stage is not abandoned.
            while_made.enter_context(_locked(stage.folder))
        try:
            stage.new.mkdir()
            stage.scratch.mkdir()
            yield stage
        finally:
            shutil.rmtree(stage.folder, ignore_errors=True)


def put_in_place(stage: Staging, out: Path) -> list[Path]:
    """Move all new files into `out`; raises OSError, with every old file in its place, if one cannot be moved."""
    names = sorted(path.name for path in stage.new.iterdir())
    (stage.folder / "old").mkdir()
    with _locked(out):
        recover(out)
        fresh = [name for name in names if not (out / name).exists()]
        (stage.folder / "fresh").write_text("\n".join(fresh), encoding="utf-8")
        for path in [*stage.new.iterdir(), stage.new, stage.folder / "fresh", stage.folder]:
            _to_disk(path)
        stage.folder.rename(out / _COMMIT)
        _go_on(out)
    return [out / name for name in names]


def recover(out: Path) -> None:
    """Complete the exchange of files that a killed process had begun, in whichever direction it was going."""
    if (out / _UNDO).exists():
        _go_back(out)
    if (out / _COMMIT).exists():
        _go_on(out)


def is_exchanging(out: Path) -> bool:
    """Whether an exchange of files has begun and is not over: it goes on, or was stopped."""
    return (out / _UNDO).exists() or (out / _COMMIT).exists()


def current(out: Path, name: str) -> Path:
    """Where the newest complete file of that name is: in `out`, unless a process was killed on its way there."""
    waiting = out / _COMMIT / "new" / name
    return waiting if waiting.exists() else out / name


def _go_on(out: Path) -> None:
    commit = out / _COMMIT
    try:
        for file in sorted((commit / "new").iterdir()):
            target = out / file.name
            if target.exists():
                _keep(target, commit / "old" / file.name)
            file.replace(target)
    except BaseException:
        commit.rename(out / _UNDO)
        _go_back(out)
        raise
    _to_disk(out)
    _remove(commit)


def _go_back(out: Path) -> None:
    undo = out / _UNDO
    for name in (undo / "fresh").read_text(encoding="utf-8").splitlines():
        if not (undo / "new" / name).exists():
            (out / name).unlink(missing_ok=True)
    for file in (undo / "old").iterdir():
        file.replace(out / file.name)
    _remove(undo)


def _keep(target: Path, backup: Path) -> None:
    """A second name for the file, so that it is never missing from its place; a copy where links are not to be had."""
    if backup.exists():
        return  # a run that was killed here had kept it already
    try:
        os.link(target, backup)
    except OSError:
        unfinished = backup.parent.parent / "copy"
        shutil.copy2(target, unfinished)
        unfinished.replace(backup)


def _remove(folder: Path) -> None:
    """Remove a folder so that no half of it can be met under its name."""
    done = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder.parent))
    folder.rename(done / "done")
    shutil.rmtree(done, ignore_errors=True)


def _remove_abandoned(out: Path) -> None:
    for folder in out.glob(_MAKING + "*"):
        with suppress(BlockingIOError), _locked(folder, wait=False):
            shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Have the system write what it still holds in memory, so that not even a power cut finds an empty file."""
    if sys.platform == "win32":
        return  # opens no folders, and asks for the right to write
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    @contextmanager
    def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
        """No folder can be locked here: stages of killed runs stay, and two runs must not write into one folder."""
        if not wait:
            raise BlockingIOError(str(folder))
        yield

else:
    import fcntl

    @contextmanager
    def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
        """Hold the folder's lock, which ends with the process at the latest. BlockingIOError if it is taken."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            yield
        finally:
            os.close(descriptor)
