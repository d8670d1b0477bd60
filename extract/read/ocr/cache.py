"""A cache folder of OCR results by page image. It is safe for concurrent processes and may be deleted at any time.

The name of a record is derived from the image, the engine version, and all code, data and libraries used for reading.
A record begins with a digest of its content. A record that is damaged, too large or not a regular file is ignored:
the page is read again and the record is replaced.
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
"""The modules that read a page and write its record. Their dependencies are found through their imports."""

PACKAGES = ("extract", "normalize", "schemas")

MOST_BYTES = 16 << 20
"""Maximum size of a record. A page full of letters takes 1 MB."""

_SAFELY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags for opening a record: links are rejected, and pipes do not block."""


def default_folder() -> Path:
    """The user's cache folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "phaen" / "ocr"


@cache
def code_version() -> str:
    """A digest of all code, data and libraries used for reading, except the engine's own data."""
    return import_closure(MADE_BY, PACKAGES).digest()


def key(grey: Array, dpi: float, *versions: str) -> str:
    """The name of the record of an image."""
    digest = sha256(f"{grey.shape} {dpi:.4f} {versions}".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def find(folder: Path | None, name: str) -> PrintedPage | None:
    """The record of that name, or None if there is no readable one."""
    if folder is None:
        return None
    with suppress(OSError, ValueError):
        return load(_unsealed(name, _read(_path(folder, name))))
    return None


def keep(folder: Path | None, name: str, page: PrintedPage) -> None:
    """Write a record atomically. An unwritable folder is ignored."""
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
    """The bytes of a regular file below the size limit. Raises OSError, ValueError."""
    if path.parent.is_symlink() or path.is_symlink():
        raise ValueError("a link is no record")
    with open(os.open(path, _SAFELY), "rb") as file:  # noqa: PTH123 -- the flags
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            raise ValueError("no record, or too large")
        return file.read(MOST_BYTES)


def _sealed(name: str, content: bytes) -> bytes:
    """The file content of a record: a digest of its name and content, a line feed, the content."""
    return _digest(name, content) + b"\n" + content


def _unsealed(name: str, record: bytes) -> bytes:
    """The verified content. Raises ValueError if the digest of name and content does not match."""
    digest, _, content = record.partition(b"\n")
    if digest != _digest(name, content):
        raise ValueError("a damaged record, or one of another page")
    return content


def _digest(name: str, content: bytes) -> bytes:
    return sha256(name.encode() + b"\0" + content).hexdigest().encode()


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.page"
