"""The identity of a written file: its size and SHA-256, with the property names of the Frictionless standard."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_HASH = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileDigest:
    """The size of a file and the digest of its content, as `sha256:` and 64 hexadecimal digits."""

    bytes: int
    hash: str


def digest_of(path: Path) -> FileDigest:
    """The current digest of a file. Raises OSError."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
        return FileDigest(file.tell(), f"sha256:{found.hexdigest()}")


def digest_of_bytes(data: bytes) -> FileDigest:
    """The digest of bytes."""
    return FileDigest(len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def parse_digest(data: object) -> FileDigest | None:
    """Parse `bytes` and `hash` of a JSON object, None if they are invalid."""
    if not isinstance(data, dict):
        return None
    size, text = data.get("bytes"), data.get("hash")
    if isinstance(size, int) and isinstance(text, str) and _HASH.fullmatch(text):
        return FileDigest(size, text)
    return None
