"""One batch at a time per output folder: a lock that the system releases when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from phaen.emit.inside import open_file


class FolderInUseError(Exception):
    """Another batch is running on the folder."""

    template = "another phaen batch{holder} is writing to {folder}"

    def __init__(self, folder: str, holder: str) -> None:
        self.folder, self.holder = folder, holder
        super().__init__(self.template.format(folder=folder, holder=f" (process {holder})" if holder else ""))

    def __reduce__(self) -> tuple[type[FolderInUseError], tuple[str, str]]:
        return type(self), (self.folder, self.holder)


@contextmanager
def lock(path: Path, folder: Path) -> Iterator[None]:
    """Hold the lock file at `path`, which locks `folder`. Raises FolderInUseError if another process holds it,
    NotOursError if the path is a link or not a regular file.

    The file is not removed afterwards: removing it would allow two processes to hold two files of the same name.
    """
    # Not inherited by children (PEP 446): a child that outlives its parent must not keep the lock.
    with open_file(path, writing=True) as file:
        if not _take(file.fileno()):
            raise FolderInUseError(str(folder), file.read(20).decode("ascii", "replace").strip())
        with suppress(OSError):  # the holder is only informative: on a full disk it is omitted
            _say_holder(file.fileno())
        yield


def _say_holder(descriptor: int) -> None:
    if os.fstat(descriptor).st_nlink == 1:  # otherwise it is a hard link to another file, which must not be changed
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode("ascii"))


def is_locked(path: Path) -> bool:
    """Whether a batch currently holds the lock file."""
    try:
        with open_file(path) as file:
            return not _take(file.fileno())
    except OSError:
        return False


def _take(descriptor: int) -> bool:
    """Try to take the lock; returns whether it was taken. It is released when the file is closed."""
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the content, which other processes may read
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
