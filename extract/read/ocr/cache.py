"""A folder of pages that were read, by what they show: safe for many processes, and never needed.

A record's name follows from the picture, the engine's version, and all code, data and libraries that the page was read
with. A record begins with a digest of its content. One that is damaged, too large or no ordinary file is no record: the
page is read anew and takes its place.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from extract.import_closure import import_closure
from extract.read.layout.printed import PrintedPage
from extract.read.ocr.records import dump, load

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

MADE_BY = ("extract.read.ocr.page", "extract.read.ocr.engines", "extract.read.ocr.records")
"""The modules by which a page is read and its record made; what they depend on follows from their imports."""

PACKAGES = ("extract", "normalize", "schemas")

MOST_BYTES = 16 << 20
"""No record is larger: a page full of letters takes 1 MB."""

_SAFELY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a record is opened: a link is refused, and a pipe is not waited for."""


def default_folder() -> Path:
    """Where a user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "phaen" / "ocr"


@cache
def code_version() -> str:
    """A digest of all that a page is read with, besides the engine's own data."""
    return import_closure(MADE_BY, PACKAGES).digest()


def key(grey: Array, dpi: float, *versions: str) -> str:
    """The name of a picture's record."""
    digest = sha256(f"{grey.shape} {dpi:.4f} {versions}".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def find(folder: Path | None, name: str) -> PrintedPage | None:
    """The record of that name, None if there is none that can be read."""
    if folder is None:
        return None
    with suppress(OSError, ValueError):
        return load(_unsealed(name, _read(_path(folder, name))))
    return None


def keep(folder: Path | None, name: str, page: PrintedPage) -> None:
    """Writes a record, whole or not at all; a folder that cannot be written is no reason to fail."""
    if folder is None:
        return
    path, record = _path(folder, name), _sealed(name, dump(page))
    if len(record) > MOST_BYTES:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.is_symlink():
            return
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(record)
            Path(scratch).replace(path)
        except OSError:
            Path(scratch).unlink(missing_ok=True)
            raise


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file of bearable size. Raises OSError, ValueError."""
    if path.parent.is_symlink() or path.is_symlink():
        raise ValueError("a link is no record")
    with open(os.open(path, _SAFELY), "rb") as file:  # noqa: PTH123 -- the flags
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            raise ValueError("no record, or too large")
        return file.read(MOST_BYTES)


def _sealed(name: str, content: bytes) -> bytes:
    """A record's file: a digest of its name and content, a line feed, the content."""
    return _digest(name, content) + b"\n" + content


def _unsealed(name: str, record: bytes) -> bytes:
    """The content. Raises ValueError if it is not what was kept under that name."""
    digest, _, content = record.partition(b"\n")
    if digest != _digest(name, content):
        raise ValueError("a damaged record, or one of another page")
    return content


def _digest(name: str, content: bytes) -> bytes:
    return sha256(name.encode() + b"\0" + content).hexdigest().encode()


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.page"
