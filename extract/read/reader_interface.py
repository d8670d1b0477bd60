"""The interface between `read_document` and the readers: input, result and exceptions of a reader.

To add a reader, write a function with this signature and register it in `extract.read.registry.READERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from extract.model.document import Document
from extract.read.options import ReadOptions


@dataclass(frozen=True, slots=True)
class ReadableSource:
    """A file that was read, and is neither empty nor too large.

    `name` is the name of the file in the dataset and in errors; `data` are its unchanged bytes.
    """

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content in hex, which identifies the document."""
        return sha256(self.data).hexdigest()


class Reader(Protocol):
    """Converts the bytes of one type of file to a Document."""

    def __call__(self, source: ReadableSource, options: ReadOptions) -> Document:
        """All pages of `source` in reading order, with its name and SHA-256.

        Every visible character of the source is in exactly one block, except known mark-up and proven page numbers.
        The same bytes yield the same Document.

        Raises: `UnreadableSource` if the content contradicts the file name or is too damaged, `EncryptedSource` if a
        password is needed, `SourceTooLarge` if the unpacked content is too large. Nothing else.
        """
        ...
