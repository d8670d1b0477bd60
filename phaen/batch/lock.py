"""One batch at a time per output folder: a lock that the system gives back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from phaen.emit.inside import open_file


class FolderInUseError(Exception):
    """Another batch is at work on the folder."""

    template = "another phaen batch{holder} is writing to {folder}"

    def __init__(self, folder: str, holder: str) -> None:
        self.folder, self.holder = folder, holder
        super().__init__(self.template.format(folder=folder, holder=f" (process {holder})" if holder else ""))

    def __reduce__(self) -> tuple[type[FolderInUseError], tuple[str, str]]:
        return type(self), (self.folder, self.holder)


@contextmanager
def lock(path: Path, folder: Path) -> Iterator[None]:
    """Hold the lock file at `path`, which stands for `folder`. Raises FolderInUseError if another process holds it,
    NotOursError where a link or no ordinary file is in its place.

    The file stays: removing it would let two processes hold two files of one name.
    """
    # Not inherited by children (PEP 446): one that outlives its parent must not keep the lock.
    with open_file(path, writing=True) as file:
        if not _take(file.fileno()):
            raise FolderInUseError(str(folder), file.read(20).decode("ascii", "replace").strip())
        with suppress(OSError):  # who holds it is said for people only: on a full disk it stays unsaid
            _say_holder(file.fileno())
        yield


def _say_holder(descriptor: int) -> None:
    if os.fstat(descriptor).st_nlink == 1:  # else it is another file as well, whose content is not ours
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode("ascii"))


def is_locked(path: Path) -> bool:
    """Whether a batch holds the lock file now."""
    try:
        with open_file(path) as file:
            return not _take(file.fileno())
    except OSError:
        return False


def _take(descriptor: int) -> bool:
    """Whether the lock could be had. It is given back when the file is closed."""
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond what is written there, which others may read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
