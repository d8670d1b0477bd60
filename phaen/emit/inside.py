"""Files in a folder that somebody else may have prepared: nothing outside of it is written, moved or removed.

All that phaen changes in an output folder goes through here. The folder itself is the user's choice, and may be a link;
what phaen finds in it is not: a link where a folder is to be is an error that names it, a link where a file is to be is
replaced, never followed. Names that were read from a file are not used unless they are known.
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
"""How files are opened: a link is refused, and a pipe is not waited for."""


class NotOursError(OSError):
    """Something else than phaen's own file or folder is in its place."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(errno.EEXIST, f"{path} is {what}: phaen did not make it, and leaves it alone. Remove it first")
        self.path, self.what = path, what

    def __reduce__(self) -> tuple[type[NotOursError], tuple[Path, str]]:
        return type(self), (self.path, self.what)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, False if there is nothing. Raises NotOursError for anything else, links included."""
    mode = _mode(path)
    if mode and not stat.S_ISDIR(mode):
        raise NotOursError(path, _kind(mode))
    return bool(mode)


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file; a link to one is none."""
    return stat.S_ISREG(_mode(path))


def refuse_other(path: Path) -> None:
    """Raises NotOursError for what is neither an ordinary file nor missing."""
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        raise NotOursError(path, _kind(mode))


def make_folder(path: Path) -> Path:
    """The folder, made if need be; its parent must be there. Raises NotOursError, OSError."""
    if not is_folder(path):
        with suppress(FileExistsError):
            path.mkdir()
        is_folder(path)
    return path


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it, as far as possible; of a link, only itself."""
    if stat.S_ISLNK(_mode(path)):
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)  # it removes links without following them


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to be written; a file or link that has the name goes away first. Raises NotOursError, OSError."""
    if stat.S_ISDIR(_mode(path)):
        raise NotOursError(path, "a folder")
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o666), "wb") as file:  # noqa: PTH123
        yield file


def write_file(path: Path, content: bytes, unfinished: Path) -> None:
    """Write a file, whole or not at all; `unfinished` is where it is made, on the same file system. Raises OSError."""
    try:
        with new_file(unfinished) as file:
            file.write(content)
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def open_file(path: Path, *, writing: bool = False) -> BinaryIO:
    """An ordinary file, opened for reading or, if `writing`, for both, and made if need be.

    Raises NotOursError for anything else that is there, OSError if it cannot be opened.
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
    """The content of an ordinary file. Raises as `open_file`."""
    with open_file(path) as file:
        return file.read()


def own_file(path: Path, unfinished: Path) -> None:
    """Give a file that has other names too (hard links) a content of its own, before it is written in place."""
    if is_file(path) and path.stat().st_nlink > 1:
        with open_file(path) as source, new_file(unfinished) as target:
            shutil.copyfileobj(source, target)
        unfinished.replace(path)


def files_in(folder: Path, known: Collection[str]) -> list[Path]:
    """The ordinary files with known names in a folder, by name; none where it is missing. Raises NotOursError."""
    if not is_folder(folder):
        return []
    return sorted(path for path in folder.iterdir() if path.name in known and is_file(path))


def backups_in(folder: Path, known: Collection[str]) -> list[Path]:
    """The same with links, which are moved as such."""
    if not is_folder(folder):
        return []
    return sorted(path for path in folder.iterdir() if path.name in known and not stat.S_ISDIR(_mode(path)))


def remove_file(folder: Path, name: str, known: Collection[str]) -> None:
    """Remove a file, or a link of that name, if the name is known; anything else is left alone. Raises OSError."""
    path = folder / name if name in known else None
    if path is not None and not stat.S_ISDIR(_mode(path)):
        path.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The kind of what is there, links not followed; 0 if there is nothing."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    return "a folder" if stat.S_ISDIR(mode) else "a file" if stat.S_ISREG(mode) else "no ordinary file"
