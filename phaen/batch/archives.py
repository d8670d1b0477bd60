"""ZIP archives as sources: lists the sources in an archive and reads one member. Nothing is unpacked to its own name.

Both run in a worker, under its limits: unpacking a hostile archive can take much time and memory.
"""

from __future__ import annotations

import io
import stat
import struct
import threading
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from extract.model.errors import UnreadableSource
from extract.read.settings import DEFAULTS
from phaen.batch.sources import BatchSource

SUFFIX = ".zip"

MAX_MEMBERS = 100_000
"""Maximum number of members of one archive, including those of nested archives. Thailand has fewer than 8,000 local
governments."""

MAX_REFUSED = 1_000
"""Maximum number of members of one archive that are reported as refused. Further ones are only counted."""

MAX_MEMBER = DEFAULTS.max_bytes
"""Maximum unpacked size of one member in bytes, the same as for files."""

MAX_UNPACKED = 16 * 1024**3
"""Maximum unpacked size in bytes of all sources in one archive, including those of nested archives."""

_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"
"""Signature of each member's entry in the directory of an archive."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNIX = 3
_NOT_SOURCES = ("__MACOSX",)

# All exceptions that zipfile and the decompressors raise for damaged data, including invalid encodings and sizes.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError,
    UnicodeError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScanJob:
    """An archive to scan. `suffixes` are those of the files that are sources. `size` is in bytes."""

    source: BatchSource
    suffixes: frozenset[str]
    size: int
    paged: bool = False

    def packed(self) -> None:
        """None: archives are scanned on this machine. They may be large, and scanning them is fast."""


class _TooMuch(Exception):
    """A member exceeds the limit of unpacked bytes."""


class _NoRoom(_TooMuch):
    """The archive exceeds the limit of unpacked bytes; this applies to all following members."""


@dataclass
class _Budget:
    """The remaining limits of one archive, including nested archives, and the counts of refused members.

    `members` and `unpacked` (bytes) are what may still be read. `refused` is the number of sources reported as refused;
    `untold` counts further ones by reason.
    """

    members: int = field(default_factory=lambda: MAX_MEMBERS)
    unpacked: int = field(default_factory=lambda: MAX_UNPACKED)
    refused: int = 0
    untold: Counter[str] = field(default_factory=Counter)

    def take_bytes(self, size: int) -> None:
        """Subtract bytes. Raises _NoRoom if the limit is exceeded."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise _NoRoom(f"the archive unpacks into more than {MAX_UNPACKED:,} bytes")

    def told(self, source: BatchSource) -> Iterator[BatchSource]:
        """Yield the source, unless it is refused and the maximum number of reported refusals is reached."""
        if not source.refused:
            yield source
        elif self.refused < MAX_REFUSED:
            self.refused += 1
            yield source
        else:
            self.untold["refused like those that are listed"] += 1

    def rest(self, archive: BatchSource) -> Iterator[BatchSource]:
        """Yield one source for all refused members that were not reported."""
        if self.untold:
            reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.untold.items()))
            yield replace(archive, refused=f"{self.untold.total():,} members of the archive were not read: {reasons}")


def scan(job: ScanJob, _cores: int = 1) -> list[BatchSource]:
    """List the sources in an archive, in its order: members of known types, including those of nested archives.

    Members that cannot be read (encrypted, damaged, too large, a link, a path that leads out of the archive) are
    refused sources, with the reason. An archive that cannot be opened is one refused source. Hidden files and files of
    other types are skipped, as in folders.
    """
    try:
        with zipfile.ZipFile(job.source.path) as archive:
            budget = _Budget()
            found = [*_scan(archive, job.source, job.suffixes, budget), *budget.rest(job.source)]
    except _DAMAGED as error:
        return [replace(job.source, refused=f"the archive cannot be read: {_words(error)}")]
    return _with_distinct_names(found) or [replace(job.source, refused="the archive contains no source")]


def read_member(path: Path, members: tuple[int, ...], digest: str = "") -> bytes:
    """The content of one member, by the positions given by `scan`. Raises UnreadableSource if it cannot be read now.

    `digest` is the SHA-256 of the content at the time of the scan, if known; the content may have changed since.
    """
    kept = _kept.get(path, members, digest)
    if kept is not None:
        return kept
    try:
        with zipfile.ZipFile(path) as archive:
            inner = b"".join(_unpack(archive, archive.infolist()[members[0]]))
        if len(members) == 1:
            return inner
        _kept.path, _kept.member, _kept.content = path, members[0], inner
        return _member_of(inner, members[1])
    except (_TooMuch, IndexError, *_DAMAGED) as error:
        raise UnreadableSource(path.name, f"the archive cannot be read: {_words(error)}") from error


def _member_of(archive: bytes, position: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return b"".join(_unpack(opened, opened.infolist()[position]))


@dataclass
class _KeptArchive(threading.local):
    """Cache of the last nested archive that was read, since its members are read one after another.

    The file may have changed since. So the cache is used only if the digest of the content is known and matches.
    """

    path: Path | None = None
    member: int = -1
    content: bytes = b""

    def get(self, path: Path, members: tuple[int, ...], digest: str) -> bytes | None:
        """The content if it is cached and has this digest, else None."""
        if not digest or len(members) < 2 or (path, members[0]) != (self.path, self.member):
            return None
        with suppress(_TooMuch, IndexError, *_DAMAGED):
            found = _member_of(self.content, members[1])
            return found if sha256(found).hexdigest() == digest else None
        return None


_kept = _KeptArchive()


def _scan(
    archive: zipfile.ZipFile, parent: BatchSource, suffixes: Collection[str], budget: _Budget
) -> Iterator[BatchSource]:
    """The sources among the members, within the budget. Members beyond the budget are counted in it."""
    members = archive.infolist()
    for position, member in enumerate(members):
        if not budget.members:
            budget.untold[f"beyond the limit of {MAX_MEMBERS:,}"] += len(members) - position
            return
        budget.members -= 1
        parts = _path_of(_name(member))
        suffix = PurePosixPath(parts[-1]).suffix.casefold() if parts else ""
        if member.filename.endswith("/") or _passed_over(parts):
            continue
        source = replace(
            parent, name="/".join([parent.name, *parts]), members=(*parent.members, position), refused=_refusal(member)
        )
        try:
            if suffix == SUFFIX and not parent.members and not source.refused:
                yield from _scan_inner(archive, member, source, suffixes, budget)
            elif suffix in suffixes or suffix == SUFFIX:
                yield from budget.told(_looked_at(archive, member, source, budget))
        except _NoRoom:
            budget.untold[f"beyond the limit of {MAX_UNPACKED:,} bytes unpacked"] += len(members) - position
            return


def _scan_inner(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: BatchSource, suffixes: Collection[str], budget: _Budget
) -> Iterator[BatchSource]:
    try:
        data = b"".join(_unpack(archive, member, budget))
        _refuse_crowded(data)
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            yield from _scan(inner, source, suffixes, budget)
    except _NoRoom:
        raise
    except (_TooMuch, *_DAMAGED) as error:
        yield from budget.told(replace(source, refused=f"the archive cannot be read: {_words(error)}"))


def _refuse_crowded(archive: bytes) -> None:
    """Raises _TooMuch for more members than the limit: listing millions of them takes gigabytes."""
    entries = archive.count(_ENTRY)
    if entries > MAX_MEMBERS:
        raise _TooMuch(f"it has about {entries:,} members, more than the limit of {MAX_MEMBERS:,}")


def _looked_at(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: BatchSource, budget: _Budget) -> BatchSource:
    """The source with the digest of its content, or refused."""
    if source.refused:
        return source
    if source.suffix == SUFFIX:
        return replace(source, refused="archives nested at the third level are not read")
    digest, size = sha256(), 0
    try:
        for chunk in _unpack(archive, member, budget):
            digest.update(chunk)
            size += len(chunk)
    except _NoRoom:
        raise
    except (_TooMuch, *_DAMAGED) as error:
        return replace(source, refused=f"it cannot be unpacked: {_words(error)}")
    return replace(source, digest=digest.hexdigest(), size=size)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget | None = None) -> Iterator[bytes]:
    """The member's content in chunks. The size stated in the archive is not trusted."""
    size = 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER:
                raise _TooMuch(f"it has more than the limit of {MAX_MEMBER:,} bytes")
            if budget is not None:
                budget.take_bytes(len(chunk))
            yield chunk


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a member is refused; empty if it is not."""
    name = _name(member)
    if ".." in name.replace("\\", "/").split("/") or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        return "its path in the archive leads out of it"
    if member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.flag_bits & _ENCRYPTED:
        return "it is locked by a password"
    return ""


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name. Old programs write it in an unspecified code page: UTF-8 and CP874 are tried."""
    name = member.orig_filename
    if member.flag_bits & _UTF8_NAME or name.isascii():
        return name
    raw = name.encode("cp437")
    for encoding in ("utf-8", "cp874"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _path_of(name: str) -> list[str]:
    """The parts of the name for the dataset: normalized to NFC, without empty parts, `.` and `..`."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").replace("\0", ""))
    return [part for part in text.split("/") if part not in ("", ".", "..")]


def _passed_over(parts: list[str]) -> bool:
    return not parts or parts[0] in _NOT_SOURCES or any(part.startswith((".", "~$")) for part in parts)


def _with_distinct_names(sources: list[BatchSource]) -> list[BatchSource]:
    """An archive may contain members with the same name: all but the first are numbered."""
    seen: Counter[str] = Counter()
    distinct = []
    for source in sources:
        seen[source.name] += 1
        number = seen[source.name]
        distinct.append(source if number == 1 else replace(source, name=_numbered(source.name, number)))
    return distinct


def _numbered(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return f"{path.with_name(path.stem)} ({number}){path.suffix}"


def _words(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__
