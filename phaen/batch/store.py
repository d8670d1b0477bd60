"""phaen's own folder in the output folder: the ledger, the lock, one part file per content, and room for scratch."""

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
"""What the names of the files end with that SQLite keeps a ledger in."""

KEY = re.compile(r"([0-9a-f]{64})-[a-z0-9]{1,16}|unread-[0-9a-f]{32}")
"""What `content_key` gives. Paths are made of it, so a key from a file is never taken to be anything else."""


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
        """The file of the ledger."""
        return self.root / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """The file that is locked while a batch is at work."""
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
        """Where the part of a content is."""
        return self.parts / key[:2] / f"{key}.part"

    def make(self) -> None:
        """Make the folder. Raises OSError if that cannot be, NotOursError where something else is in its place."""
        self.out.mkdir(parents=True, exist_ok=True)
        make_folder(self.root)
        self.examine()

    def examine(self) -> None:
        """Raises NotOursError where a link is in the place of a file or folder of phaen's own."""
        is_folder(self.root)
        is_folder(self.parts)
        for suffix in LEDGER_FILES:
            refuse_other(self.ledger.with_name(self.ledger.name + suffix))

    def tidy(self) -> None:
        """Take away what a killed run left half done; only the holder of the lock may. Raises OSError.

        What it left half written of the dataset itself is for `phaen.emit.swap` to bring to an end.
        """
        self.empty_scratch()
        make_folder(self.scratch)
        for suffix in LEDGER_FILES:
            own_file(self.ledger.with_name(self.ledger.name + suffix), self.scratch / "ledger")

    def empty_scratch(self) -> None:
        """Take the temporary files away."""
        remove_folder(self.scratch)

    def keep(self, key: str, part: bytes) -> str:
        """Write a part, whole or not at all; returns its digest. Raises OSError."""
        target = self.part(key)
        make_folder(target.parent.parent)
        make_folder(target.parent)
        write_file(target, part, self.scratch / "incoming")
        return part_digest(part)

    def holds(self, key: str, digest: str) -> bool:
        """Whether the part is there, with the very bytes that were written."""
        try:
            return part_digest(read_file(self.part(key))) == digest
        except OSError:
            return False

    def part_keys(self) -> list[str]:
        """The contents that there are parts of, whether the ledger knows of them or not."""
        found = (path.name.removesuffix(".part") for path in self.parts.glob("*/*.part"))
        return sorted(key for key in found if KEY.fullmatch(key) and self.part(key).is_file())

    def drop(self, key: str) -> None:
        """Take a part away. A key that is none, as in a ledger that somebody else wrote, is passed over."""
        if KEY.fullmatch(key):
            part = self.part(key)
            if is_folder(part.parent.parent) and is_folder(part.parent):
                remove_file(part.parent, part.name, {part.name})


def part_digest(part: bytes) -> str:
    """A digest by which a damaged part is known, as after a power cut."""
    return blake2b(part, digest_size=16).hexdigest()


def content_key(source: BatchSource, digest: str, suffixes: Collection[str]) -> str:
    """What a source's content is known by: its SHA-256 and the kind that its name says it is of.

    The kind counts, since the same bytes may be refused under one suffix and read under another. A source that cannot
    be read goes by its name.
    """
    if not digest:
        return "unread-" + sha256(source.name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    suffix = source.suffix
    known = suffix[1:] if suffix in suffixes else sha256(suffix.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{digest}-{known}"
