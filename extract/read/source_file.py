"""File system access: opens a path, rejects what cannot be a source, and reads the bytes."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.model.errors import SourceOutOfReach, SourceTooLarge, UnreadableSource
from extract.read.reader_interface import ReadableSource


def source_name(path: Path) -> str:
    """The name of a source in the dataset: its path with forward slashes, in NFC, without undecodable bytes.

    UTF-8 bytes are decoded even if Python could not decode them, as in a locale without Thai.
    """
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", name)


def examine(path: Path, name: str, max_bytes: int) -> None:
    """Reject what cannot be a source, without opening it.

    Raises: `UnreadableSource` for a missing, locked or empty file, or if it is not a regular file; `SourceTooLarge` for
    more than `max_bytes`.
    """
    with _in_plain_words(name):
        _refuse_unfit(path.stat(), name, max_bytes)


def load(path: Path, name: str, max_bytes: int) -> ReadableSource:
    """Read the whole file at `path`. Raises as `examine` does."""
    with _in_plain_words(name), path.open("rb") as file:
        data = file.read(max_bytes + 1)
    # The file may have grown since it was examined.
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    return ReadableSource(name, data)


@contextmanager
def _in_plain_words(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise SourceOutOfReach(name, "there is no such file") from error
    except PermissionError as error:
        raise SourceOutOfReach(name, "the file may not be opened: permission denied") from error
    except (OSError, ValueError) as error:
        raise SourceOutOfReach(name, f"the file cannot be opened: {_words(error)}") from error


def _refuse_unfit(status: os.stat_result, name: str, max_bytes: int) -> None:
    mode, size = status.st_mode, status.st_size
    if stat.S_ISDIR(mode):
        raise UnreadableSource(name, "this is a folder, not a file")
    # Reading a pipe or a device could block forever.
    if not stat.S_ISREG(mode):
        raise UnreadableSource(name, "this is not an ordinary file")
    if size == 0:
        raise UnreadableSource(name, "the file is empty")
    if size > max_bytes:
        raise _too_large(name, size, max_bytes)


def _too_large(name: str, size: int, limit: int) -> SourceTooLarge:
    return SourceTooLarge(name, f"the file has {size:,} bytes, more than the limit of {limit:,}")


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
