"""The ZIP package of a Word file: its parts, each unpacked only as far as the limits go."""

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
"""What begins the entry of a file in the directory of a ZIP."""

_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, OverflowError, LookupError)
"""What Python's zipfile raises for damaged files, besides RuntimeError."""


class Package:
    """An open package. Raises: `UnreadableSource`, `EncryptedSource`, `SourceTooLarge`; so do its methods."""

    def __init__(self, source: ReadableSource) -> None:
        self._source = source.name
        self._left = DEFAULTS.max_unpacked
        if source.data.count(_ENTRY) > DEFAULTS.max_zip_entries:
            raise SourceTooLarge(source.name, f"the ZIP holds more than {DEFAULTS.max_zip_entries:,} files")
        with self._in_plain_words("the file"):
            self._zip = ZipFile(BytesIO(source.data))
            self._entries = {info.filename.casefold(): info for info in self._zip.infolist()}

    def main(self) -> tuple[str, Element]:
        """The name and the root of the document's own part."""
        name = next(self._targets("", "officeDocument"), "word/document.xml")
        if name.casefold() not in self._entries:
            raise UnreadableSource(self._source, f"the ZIP holds no Word document ({name} is missing)")
        return name, self.root(name)

    def related(self, part: str, kind: str) -> tuple[str, Element] | None:
        """The name and root of the first part of some kind that `part` refers to; None where there is none."""
        for name in self._targets(part, kind):
            if name.casefold() in self._entries:
                return name, self.root(name)
        return None

    def root(self, name: str) -> Element:
        """One part, parsed."""
        return parse(self.read(name), self._source, name)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """One part, unpacked; both the size that it declares and the one that it has are bounded."""
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

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts of some kind that `part` refers to ("" is the package itself)."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name.casefold() not in self._entries:
            return
        for relationship in self.root(name).iter(f"{RELATIONSHIPS}Relationship"):
            is_own = relationship.get("TargetMode") != "External"
            if is_own and relationship.get("Type", "").rpartition("/")[2] == kind:
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
        except RuntimeError as error:  # zipfile's word for a password that is missing
            raise EncryptedSource(self._source, "the file is locked by a password") from error
