"""The contract between `read_document` and the readers: what a reader is given, what it yields, what it may raise.

To add a reader, write one function of this shape and name it in `extract.read.registry.READERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from extract.model.document import Document
from extract.read.options import ReadOptions


@dataclass(frozen=True, slots=True)
class ReadableSource:
    """A file that was opened, found neither empty nor too large, and read.

    `name` is how the file is called in the dataset and in errors; `data` its bytes, untouched.
    """

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The content's SHA-256 in hex: the document's identity."""
        return sha256(self.data).hexdigest()


class Reader(Protocol):
    """Turns the bytes of one kind of file into a Document."""

    def __call__(self, source: ReadableSource, options: ReadOptions) -> Document:
        """All pages of `source` in reading order, with its name and SHA-256.

        Every visible character of the source stands in exactly one block, except what is known to be mark-up
        and the page numbers that are proven to be such. The same bytes give the same Document.

        Raises: `UnreadableSource` where the content is not what its name says or is damaged beyond use,
        `EncryptedSource` where a password is asked, `SourceTooLarge` where it unpacks into too much. Nothing else.
        """
        ...
