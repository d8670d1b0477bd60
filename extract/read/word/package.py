"""Reads the parts of a Word file's ZIP package, with limits on the unpacked size."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from extract.model.errors import EncryptedSource, SourceTooLarge, UnreadableSource
from extract.read.reader_interface import ReadableSource
from extract.read.settings import DEFAULTS
from extract.read.word.xml import RELATIONSHIPS, Element, parse

_ENTRY = b"PK\x01\x02"
"""Signature of a file entry in the central directory of a ZIP."""

_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, OverflowError, LookupError)
"""Exceptions of Python's zipfile for damaged files, besides RuntimeError."""


class Package:
    """An open package. It and its methods raise `UnreadableSource`, `EncryptedSource`, `SourceTooLarge`."""

    def __init__(self, source: ReadableSource) -> None:
        self._source = source.name
        self._left = DEFAULTS.max_unpacked
        if source.data.count(_ENTRY) > DEFAULTS.max_zip_entries:
            raise SourceTooLarge(source.name, f"the ZIP holds more than {DEFAULTS.max_zip_entries:,} files")
        with self._in_plain_words("the file"):
            self._zip = ZipFile(BytesIO(source.data))
            self._entries = {info.filename.casefold(): info for info in self._zip.infolist()}

    def main(self) -> tuple[str, Element]:
        """The name and the root of the main document part."""
        name = next(self._targets("", "officeDocument"), "word/document.xml")
        if name.casefold() not in self._entries:
            raise UnreadableSource(self._source, f"the ZIP holds no Word document ({name} is missing)")
        return name, self.root(name)

    def related(self, part: str, kind: str) -> tuple[str, Element] | None:
        """The name and root of the first part of type `kind` that `part` refers to, or None."""
        return next(self.all_related(part, kind), None)

    def all_related(self, part: str, kind: str) -> Iterator[tuple[str, Element]]:
        """The name and root of each part of type `kind` that `part` refers to."""
        for name in self._targets(part, kind):
            if self.has(name):
                yield name, self.root(name)

    def chunk(self, part: str, relationship: str, kind: str = "aFChunk") -> tuple[str, bytes] | None:
        """The name and the bytes of the embedded document or image to which a relationship of `part` leads, or None."""
        found = (name for name in self._targets(part, kind, relationship) if self.has(name))
        name = next(found, None)
        return None if name is None else (name, self.read(name))

    def root(self, name: str) -> Element:
        """The root element of a part."""
        return parse(self.read(name), self._source, name)

    def has(self, name: str) -> bool:
        """Whether the part exists."""
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a part. Both its declared and its actual size are limited."""
        info = self._entries[name.casefold()]
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedSource(self._source, "the file is locked by a password")
        if info.file_size > self._left:
            raise self._too_large()
        data = self._unpacked(info)
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        return data

    def _unpacked(self, info: ZipInfo) -> bytes:
        with self._in_plain_words(info.filename), self._zip.open(info) as file:
            return file.read(self._left + 1)

    def _targets(self, part: str, kind: str, identifier: str = "") -> Iterator[str]:
        """The names of the parts of type `kind` that `part` refers to ("" is the package itself)."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name.casefold() not in self._entries:
            return
        for relationship in self.root(name).iter(f"{RELATIONSHIPS}Relationship"):
            is_own = relationship.get("TargetMode") != "External"
            is_meant = not identifier or relationship.get("Id") == identifier
            if is_own and is_meant and relationship.get("Type", "").rpartition("/")[2] == kind:
                target = posixpath.join("/", folder, relationship.get("Target", ""))
                yield posixpath.normpath(target).lstrip("/")

    def _too_large(self) -> SourceTooLarge:
        return SourceTooLarge(self._source, f"it unpacks into more than {DEFAULTS.max_unpacked:,} bytes")

    @contextmanager
    def _in_plain_words(self, what: str) -> Iterator[None]:
        try:
            yield
        except _DAMAGED as error:
            raise UnreadableSource(self._source, f"{what} is damaged or cut off: {error}") from error
        except RuntimeError as error:  # raised by zipfile for a missing password
            raise EncryptedSource(self._source, "the file is locked by a password") from error
