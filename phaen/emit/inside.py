"""File operations in an untrusted folder: nothing outside of the folder is written, moved or removed.

All changes of phaen in an output folder are made by this module. The folder itself is chosen by the user and may be a
link. Its content is not trusted: a link in the place of a folder is an error with its path; a link in the place of a
file is replaced, never followed. Names read from a file are used only if they are known names.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags for opening files: links are refused, and opening a pipe does not block."""


class NotOursError(OSError):
    """Something else is in the place of an internal file or folder of phaen."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(errno.EEXIST, f"{path} is {what} that phaen did not create. Remove it first")
        self.path, self.what = path, what

    def __reduce__(self) -> tuple[type[NotOursError], tuple[Path, str]]:
        return type(self), (self.path, self.what)


def is_folder(path: Path) -> bool:
    """Whether the folder exists; False if the path does not exist. Raises NotOursError for all else, also links."""
    mode = _mode(path)
    if mode and not stat.S_ISDIR(mode):
        raise NotOursError(path, _kind(mode))
    return bool(mode)


def is_file(path: Path) -> bool:
    """Whether the path is a regular file; False for a link."""
    return stat.S_ISREG(_mode(path))


def refuse_other(path: Path) -> None:
    """Raises NotOursError if the path exists and is not a regular file."""
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        raise NotOursError(path, _kind(mode))


def make_folder(path: Path) -> Path:
    """Create the folder if it does not exist; its parent must exist. Raises NotOursError, OSError."""
    if not is_folder(path):
        with suppress(FileExistsError):
            path.mkdir()
        is_folder(path)
    return path


def remove_folder(path: Path) -> None:
    """Remove a folder with its content, as far as possible. If it is a link, only the link is removed."""
    if stat.S_ISLNK(_mode(path)):
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)  # it removes links without following them


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file for writing; an existing file or link is removed first. Raises NotOursError, OSError."""
    if stat.S_ISDIR(_mode(path)):
        raise NotOursError(path, "a folder")
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o666), "wb") as file:  # noqa: PTH123
        yield file


def write_file(path: Path, content: bytes, unfinished: Path) -> None:
    """Write a file atomically; `unfinished` is a temporary path on the same file system. Raises OSError."""
    try:
        with new_file(unfinished) as file:
            file.write(content)
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def open_file(path: Path, *, writing: bool = False) -> BinaryIO:
    """Open a regular file for reading or, if `writing`, for reading and writing; then it is created if needed.

    Raises NotOursError if the path is not a regular file, OSError if it cannot be opened.
    """
    refuse_other(path)
    flags = os.O_RDWR | os.O_CREAT if writing else os.O_RDONLY
    file = open(os.open(path, flags | _SAFELY, 0o666), "r+b" if writing else "rb")  # noqa: PTH123, SIM115
    mode = os.fstat(file.fileno()).st_mode
    if not stat.S_ISREG(mode):
        file.close()
        raise NotOursError(path, _kind(mode))
    return file


def read_file(path: Path) -> bytes:
    """The content of a regular file. Raises the same exceptions as `open_file`."""
    with open_file(path) as file:
        return file.read()


def own_file(path: Path, unfinished: Path) -> None:
    """Replace a file that has several hard links by a copy, before it is modified in place."""
    if is_file(path) and path.stat().st_nlink > 1:
        with open_file(path) as source, new_file(unfinished) as target:
            shutil.copyfileobj(source, target)
        unfinished.replace(path)


def files_in(folder: Path, known: Collection[str]) -> list[Path]:
    """The regular files with known names in a folder, sorted; empty if it does not exist. Raises NotOursError."""
    if not is_folder(folder):
        return []
    return sorted(path for path in folder.iterdir() if path.name in known and is_file(path))


def backups_in(folder: Path, known: Collection[str]) -> list[Path]:
    """The same, including links, which are moved as links."""
    if not is_folder(folder):
        return []
    return sorted(path for path in folder.iterdir() if path.name in known and not stat.S_ISDIR(_mode(path)))


def remove_file(folder: Path, name: str, known: Collection[str]) -> None:
    """Remove a file or link if its name is known; anything else is not changed. Raises OSError."""
    path = folder / name if name in known else None
    if path is not None and not stat.S_ISDIR(_mode(path)):
        path.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The mode of the path, without following links; 0 if it does not exist."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    return "a folder" if stat.S_ISDIR(mode) else "a file" if stat.S_ISREG(mode) else "a special file"
