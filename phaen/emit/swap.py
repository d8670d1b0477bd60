"""Replaces all files of a run together or none of them, even if the process is killed.

The files are made in a folder inside the output folder. When all are complete, this folder is renamed, which is atomic
and commits the run: from then on the files are moved into place, and a later run that finds the folder moves the rest
(`recover`). If a file cannot be moved (for example because it is open in another program), the folder is renamed again
and all old files are restored.

    .phaen-new-XXXX/    unfinished files; left behind only by a killed process, and removed by the next run
    .phaen-commit/      new/: complete files being moved into place; old/: files that they replace; fresh: names that
                        did not exist before
    .phaen-undo/        the same, being restored
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
    """A folder for the new files, `new`, and one for temporary files, `scratch`."""

    folder: Path

    @property
    def new(self) -> Path:
        """Files to be put in place."""
        return self.folder / "new"

    @property
    def scratch(self) -> Path:
        """Temporary files."""
        return self.folder / "scratch"


@contextmanager
def staged(out: Path) -> Iterator[Staging]:
    """A stage inside folder `out`, which is created if needed. Files that are not put in place are removed at exit."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as while_made:
        with locked(out):
            recover(out)
            _remove_abandoned(out)
            stage = Staging(Path(tempfile.mkdtemp(prefix=_MAKING, dir=out)))
            # The lock shows other processes that this stage is in use.
            while_made.enter_context(locked(stage.folder))
        try:
            stage.new.mkdir()
            stage.scratch.mkdir()
            yield stage
        finally:
            shutil.rmtree(stage.folder, ignore_errors=True)


def put_in_place(stage: Staging, out: Path) -> list[Path]:
    """Move all new files into `out`. If one cannot be moved, all old files are restored and OSError is raised.

    Raises ValueError if a name is not that of a dataset file.
    """
    names = sorted(path.name for path in stage.new.iterdir())
    if not dataset_files().issuperset(names):
        raise ValueError(f"{names}: not all of these are names of a dataset's files")
    (stage.folder / "old").mkdir()
    with locked(out):
        recover(out)
        fresh = [name for name in names if not os.path.lexists(out / name)]
        (stage.folder / "fresh").write_text("\n".join(fresh), encoding="utf-8")
        for path in [*stage.new.iterdir(), stage.new, stage.folder / "fresh", stage.folder]:
            _to_disk(path)
        stage.folder.rename(out / _COMMIT)
        _go_on(out)
    return [out / name for name in names]


def recover(out: Path) -> None:
    """Complete the replacement of files by a killed process, or its undo.

    Only dataset files are moved and removed, whatever is in these folders. Raises NotOursError if one of the folders is
    a link.
    """
    if is_folder(out / _UNDO):
        _go_back(out)
    if is_folder(out / _COMMIT):
        _go_on(out)


def is_exchanging(out: Path) -> bool:
    """Whether a replacement of files is unfinished: running or interrupted."""
    return (out / _UNDO).exists() or (out / _COMMIT).exists()


def current(out: Path, name: str) -> Path:
    """The path of the newest complete file of this name: in `out`, or in the folder of an unfinished replacement."""
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
    """The names that did not exist before."""
    return read_file(path).decode("utf-8", "replace").splitlines() if is_file(path) else []


def _keep(target: Path, backup: Path) -> None:
    """Keep the old file as a hard link, so that it is never missing; as a copy if links are not supported."""
    if os.path.lexists(backup):
        return  # kept already by a run that was killed here
    try:
        os.link(target, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):
        unfinished = backup.parent.parent / "copy"
        unfinished.unlink(missing_ok=True)
        shutil.copy2(target, unfinished, follow_symlinks=False)
        unfinished.replace(backup)


def _remove(folder: Path) -> None:
    """Remove a folder, after renaming it, so that a partially removed folder never has its name."""
    done = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder.parent))
    folder.rename(done / "done")
    shutil.rmtree(done, ignore_errors=True)
    if done.exists():  # another program had a file of it open, or one call failed: a later run may have nothing to do
        shutil.rmtree(done, ignore_errors=True)


def _remove_abandoned(out: Path) -> None:
    for folder in out.glob(_MAKING + "*"):
        if folder.is_symlink() or not folder.is_dir():
            continue  # not a stage of phaen
        with suppress(BlockingIOError), locked(folder, wait=False):
            shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Flush the file or folder to disk, so that a power failure does not leave an empty file."""
    if sys.platform == "win32":
        return  # folders cannot be opened, and files must be opened for writing
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    @contextmanager
    def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
        """Windows cannot lock folders: stages of killed runs stay, and two runs must not write into the same folder."""
        if not wait:
            raise BlockingIOError(str(folder))
        yield

else:
    import fcntl

    @contextmanager
    def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
        """Hold the folder's lock, which is released when the process ends. BlockingIOError if it is taken."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            yield
        finally:
            os.close(descriptor)
