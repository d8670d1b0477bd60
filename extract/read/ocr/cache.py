"""A folder of pages that were read, by what they show: safe for many processes, and never needed.

A record's name follows from the picture, the engine's version and the settings; one that is damaged is read anew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.layout.printed import PrintedPage
from extract.read.ocr.records import FORMAT, dump, load

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array


def default_folder() -> Path:
    """Where a user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "phaen" / "ocr"


def key(grey: Array, dpi: float, *versions: str) -> str:
    """The name of a picture's record."""
    digest = sha256(f"{FORMAT} {grey.shape} {dpi:.4f} {versions}".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def find(folder: Path | None, name: str) -> PrintedPage | None:
    """The record of that name, None if there is none that can be read."""
    if folder is None:
        return None
    with suppress(OSError, ValueError):
        return load(_path(folder, name).read_bytes())
    return None


def keep(folder: Path | None, name: str, page: PrintedPage) -> None:
    """Writes a record, whole or not at all; a folder that cannot be written is no reason to fail."""
    if folder is None:
        return
    path = _path(folder, name)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(dump(page))
            Path(scratch).replace(path)
        except OSError:
            Path(scratch).unlink(missing_ok=True)
            raise


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.json"
