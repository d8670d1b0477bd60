"""phaen's internal folder in the output folder: ledger, lock, one part file per content, temporary files."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

from phaen.batch.sources import BatchSource
from phaen.emit.inside import (
    is_folder,
    make_folder,
    own_file,
    read_file,
    refuse_other,
    remove_file,
    remove_folder,
    write_file,
)

FOLDER = ".phaen"

LEDGER_FILES = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files in which SQLite stores the ledger."""

KEY = re.compile(r"([0-9a-f]{64})-[a-z0-9]{1,16}|unread-[0-9a-f]{32}")
"""The format of `content_key`. Paths are made from keys, so keys read from a file must match it."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder `.phaen` of an output folder."""

    out: Path

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.out / FOLDER

    @property
    def ledger(self) -> Path:
        """The ledger file."""
        return self.root / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """The file that is locked while a batch is running."""
        return self.root / "lock"

    @property
    def scratch(self) -> Path:
        """The folder for temporary files, on the same file system as the parts."""
        return self.root / "scratch"

    @property
    def parts(self) -> Path:
        """The folder of the parts."""
        return self.root / "parts"

    def part(self, key: str) -> Path:
        """The path of the part of a content."""
        return self.parts / key[:2] / f"{key}.part"

    def make(self) -> None:
        """Create the folder. Raises OSError if that fails, NotOursError if the path is not a folder."""
        self.out.mkdir(parents=True, exist_ok=True)
        make_folder(self.root)
        self.examine()

    def examine(self) -> None:
        """Raises NotOursError if a link is in the place of an internal file or folder."""
        is_folder(self.root)
        is_folder(self.parts)
        for suffix in LEDGER_FILES:
            refuse_other(self.ledger.with_name(self.ledger.name + suffix))

    def tidy(self) -> None:
        """Remove temporary files of a killed run; only the holder of the lock may do this. Raises OSError.

        `phaen.emit.swap` completes an interrupted replacement of the dataset's files.
        """
        self.empty_scratch()
        make_folder(self.scratch)
        for suffix in LEDGER_FILES:
            own_file(self.ledger.with_name(self.ledger.name + suffix), self.scratch / "ledger")

    def empty_scratch(self) -> None:
        """Remove the temporary files."""
        remove_folder(self.scratch)

    def keep(self, key: str, part: bytes) -> str:
        """Write a part atomically; returns its digest. Raises OSError."""
        target = self.part(key)
        make_folder(target.parent.parent)
        make_folder(target.parent)
        write_file(target, part, self.scratch / "incoming")
        return part_digest(part)

    def holds(self, key: str, digest: str) -> bool:
        """Whether the part exists with the digest of its bytes when it was written."""
        try:
            return part_digest(read_file(self.part(key))) == digest
        except OSError:
            return False

    def part_keys(self) -> list[str]:
        """The keys of all parts in the folder, whether they are in the ledger or not."""
        found = (path.name.removesuffix(".part") for path in self.parts.glob("*/*.part"))
        return sorted(key for key in found if KEY.fullmatch(key) and self.part(key).is_file())

    def drop(self, key: str) -> None:
        """Remove a part. An invalid key, for example from a manipulated ledger, is ignored."""
        if KEY.fullmatch(key):
            part = self.part(key)
            if is_folder(part.parent.parent) and is_folder(part.parent):
                remove_file(part.parent, part.name, {part.name})


def part_digest(part: bytes) -> str:
    """A digest to detect damaged parts, for example after a power failure."""
    return blake2b(part, digest_size=16).hexdigest()


def content_key(source: BatchSource, digest: str, suffixes: Collection[str]) -> str:
    """The key of a source's content: its SHA-256 and the type given by its suffix.

    The type is included because the same bytes may be refused with one suffix and read with another. The key of a
    source that cannot be read is made from its name.
    """
    if not digest:
        return "unread-" + sha256(source.name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    suffix = source.suffix
    known = suffix[1:] if suffix in suffixes else sha256(suffix.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{digest}-{known}"
