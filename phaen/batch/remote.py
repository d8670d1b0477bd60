"""Sources and datasets in any store that fsspec supports: `s3://`, `gs://`, `abfs://`, `sftp://`, `file://` ...

The ledger and the parts are on a local disk, which SQLite and locks require. Finished work is identified by content, so
each run can list the store again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from extract.model.errors import SourceTooLarge, UnreadableSource
from extract.read.settings import DEFAULTS

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::[A-Za-z][A-Za-z0-9+.-]+)*://")
_CHUNK = 1 << 20


class RemoteError(Exception):
    """A store cannot be used: unknown protocol, no permission, not found."""


def is_url(path: str) -> bool:
    """Whether a path is a URL rather than a local path."""
    return _URL.match(path) is not None


def list_store(url: str, suffixes: Collection[str]) -> Iterator[tuple[str, PurePosixPath]]:
    """The sources at `url` (a file, a folder walked recursively, or a pattern): the URL and relative name of each.

    Raises RemoteError.
    """
    with _told(url):
        store, root = _store(url)
        if not _has_magic(root) and store.isdir(root):
            for path in sorted(store.find(root)):
                name = PurePosixPath(path).relative_to(PurePosixPath(root))
                if name.suffix.lower() in suffixes and not any(part.startswith((".", "~$")) for part in name.parts):
                    yield store.unstrip_protocol(path), name
            return
        found = sorted(store.glob(root)) if _has_magic(root) else [root]
        for path in found:
            yield store.unstrip_protocol(path), PurePosixPath(PurePosixPath(path).name)


def read_remote(url: str, name: str, limit: int = DEFAULTS.max_bytes) -> bytes:
    """The content at `url`. Raises UnreadableSource, or SourceTooLarge above `limit` bytes, with `name`."""
    try:
        store, path = _store(url)
        with store.open(path, "rb") as file:
            data: bytes = file.read(limit + 1)
    except FileNotFoundError as error:
        raise UnreadableSource(name, "there is no such file") from error
    except Exception as error:  # each store has its own exceptions
        raise UnreadableSource(name, f"the file cannot be opened: {error}") from error
    if len(data) > limit:
        raise SourceTooLarge(name, f"the file has more than the limit of {limit:,} bytes")
    if not data:
        raise UnreadableSource(name, "the file is empty")
    return data


def remote_digest(url: str) -> tuple[str, int]:
    """The SHA-256 of the content at `url` in hex and its size in bytes; empty and 0 if it cannot be read."""
    digest, size = sha256(), 0
    try:
        store, path = _store(url)
        with store.open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except Exception:
        return "", 0
    return digest.hexdigest(), size


def publish(files: Sequence[Path], url: str) -> None:
    """Copy the files of a dataset into the folder `url`: each file atomically, all of them at the end.

    Stores cannot replace several files atomically; fsspec's transactions come as close as the store allows. Raises
    RemoteError.
    """
    with _told(url):
        store, root = _store(url)
        store.makedirs(root, exist_ok=True)
        with store.transaction:
            for file in files:
                with file.open("rb") as source, store.open(f"{root.rstrip('/')}/{file.name}", "wb") as target:
                    while chunk := source.read(_CHUNK):
                        target.write(chunk)


def _store(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    store, path = url_to_fs(url)
    return store, str(path)


def _has_magic(path: str) -> bool:
    return any(sign in path for sign in "*?[")


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Convert all exceptions of a store into a RemoteError with its URL."""
    try:
        yield
    except ImportError as error:
        raise RemoteError(f"{url}: {error} (install phaen[dask] for fsspec, and the package for this store)") from error
    except Exception as error:
        raise RemoteError(f"{url}: {error}") from error
