"""phaen's own folder in the output folder: the ledger, the lock, one part file per content, and room for scratch."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

from phaen.batch.sources import BatchSource

FOLDER = ".phaen"

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
        """Make the folder. Raises OSError if that cannot be."""
        self.root.mkdir(parents=True, exist_ok=True)

    def tidy(self) -> None:
        """Take away what a killed run left half done; only the holder of the lock may. Raises OSError.

        What it left half written of the dataset itself is for `phaen.emit.swap` to bring to an end.
        """
        self.empty_scratch()
        self.scratch.mkdir(parents=True, exist_ok=True)

    def empty_scratch(self) -> None:
        """Take the temporary files away."""
        shutil.rmtree(self.scratch, ignore_errors=True)

    def keep(self, key: str, part: bytes) -> str:
        """Write a part, whole or not at all; returns its digest. Raises OSError."""
        target, unfinished = self.part(key), self.scratch / "incoming"
        unfinished.write_bytes(part)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(unfinished, target)  # noqa: PTH105 -- the same for both, and what it is called by everyone
        return part_digest(part)

    def holds(self, key: str, digest: str) -> bool:
        """Whether the part is there, with the very bytes that were written."""
        try:
            return part_digest(self.part(key).read_bytes()) == digest
        except OSError:
            return False

    def part_keys(self) -> list[str]:
        """The contents that there are parts of, whether the ledger knows of them or not."""
        found = (path.name.removesuffix(".part") for path in self.parts.glob("*/*.part"))
        return sorted(key for key in found if KEY.fullmatch(key) and self.part(key).is_file())

    def drop(self, key: str) -> None:
        """Take a part away."""
        self.part(key).unlink(missing_ok=True)


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
