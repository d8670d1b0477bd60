"""Sources and datasets in any kind of store that fsspec knows: `s3://`, `gs://`, `abfs://`, `sftp://`, `file://` ...

The ledger and the parts stay on a local disk, since SQLite and locks need one; what is done is known by content, so the
store may be listed anew by every run.
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
    """A store cannot be used: no such protocol, no permission, not there."""


def is_url(path: str) -> bool:
    """Whether a path names a place in a store rather than a file of this machine."""
    return _URL.match(path) is not None


def list_store(url: str, suffixes: Collection[str]) -> Iterator[tuple[str, PurePosixPath]]:
    """The sources at `url` (a file, a folder walked recursively, or a pattern): the URL of each, and its name in there.

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
    """The content at `url`. Raises UnreadableSource, or SourceTooLarge above `limit` bytes; `name` is told in them."""
    try:
        store, path = _store(url)
        with store.open(path, "rb") as file:
            data: bytes = file.read(limit + 1)
    except FileNotFoundError as error:
        raise UnreadableSource(name, "there is no such file") from error
    except Exception as error:  # each store has errors of its own
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
    """Copy the files of a dataset into the folder `url`: each whole or not at all, all of them at the end.

    Stores have no step that replaces several files at once; fsspec's transactions come as near as a store allows.
    Raises RemoteError.
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
    """Turn whatever a store raises into one sentence that names it."""
    try:
        yield
    except ImportError as error:
        raise RemoteError(
            f"{url}: {error} (phaen[dask] brings fsspec; each store needs its own package beside it)"
        ) from error
    except Exception as error:
        raise RemoteError(f"{url}: {error}") from error
