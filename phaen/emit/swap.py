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

from phaen.emit.dataset_files import dataset_files
from phaen.emit.inside import backups_in, files_in, is_file, is_folder, make_folder, read_file, remove_file

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
    """Move all new files into `out`; raises OSError, with every old file in its place, if one cannot be moved.

    Raises ValueError if one has a name that no file of a dataset has.
    """
    names = sorted(path.name for path in stage.new.iterdir())
    if not dataset_files().issuperset(names):
        raise ValueError(f"{names}: not all of these are names of a dataset's files")
    (stage.folder / "old").mkdir()
    with _locked(out):
        recover(out)
        fresh = [name for name in names if not os.path.lexists(out / name)]
        (stage.folder / "fresh").write_text("\n".join(fresh), encoding="utf-8")
        for path in [*stage.new.iterdir(), stage.new, stage.folder / "fresh", stage.folder]:
            _to_disk(path)
        stage.folder.rename(out / _COMMIT)
        _go_on(out)
    return [out / name for name in names]


def recover(out: Path) -> None:
    """Complete the exchange of files that a killed process had begun, in whichever direction it was going.

    Only files of a dataset are moved and removed, whatever is found in these folders. Raises NotOursError where one of
    them is a link.
    """
    if is_folder(out / _UNDO):
        _go_back(out)
    if is_folder(out / _COMMIT):
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
    files = files_in(commit / "new", dataset_files())
    backups = make_folder(commit / "old")
    try:
        for file in files:
            target = out / file.name
            if os.path.lexists(target):
                _keep(target, backups / file.name)
            file.replace(target)
    except BaseException:
        commit.rename(out / _UNDO)
        _go_back(out)
        raise
    _to_disk(out)
    _remove(commit)


def _go_back(out: Path) -> None:
    undo = out / _UNDO
    new = {file.name for file in files_in(undo / "new", dataset_files())}
    for name in _fresh(undo / "fresh"):
        if name not in new:
            remove_file(out, name, dataset_files())
    for file in backups_in(undo / "old", dataset_files()):
        file.replace(out / file.name)
    _remove(undo)


def _fresh(path: Path) -> list[str]:
    """The names that nothing stood under."""
    return read_file(path).decode("utf-8", "replace").splitlines() if is_file(path) else []


def _keep(target: Path, backup: Path) -> None:
    """A second name for the file, so that it is never missing from its place; a copy where links are not to be had."""
    if os.path.lexists(backup):
        return  # a run that was killed here had kept it already
    try:
        os.link(target, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):
        unfinished = backup.parent.parent / "copy"
        unfinished.unlink(missing_ok=True)
        shutil.copy2(target, unfinished, follow_symlinks=False)
        unfinished.replace(backup)


def _remove(folder: Path) -> None:
    """Remove a folder so that no half of it can be met under its name."""
    done = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder.parent))
    folder.rename(done / "done")
    shutil.rmtree(done, ignore_errors=True)


def _remove_abandoned(out: Path) -> None:
    for folder in out.glob(_MAKING + "*"):
        if folder.is_symlink() or not folder.is_dir():
            continue  # no stage of ours
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
