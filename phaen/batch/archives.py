"""ZIP archives as sources: what is in one, and the content of one member. Nothing is ever unpacked to its own name.

Both run in a worker, under its limits: a hostile archive can make the unpacking itself eat time and memory.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from extract.model.errors import UnreadableSource
from extract.read.settings import DEFAULTS
from phaen.batch.sources import BatchSource

SUFFIX = ".zip"

MAX_MEMBERS = 100_000
"""Members of one archive that are looked at. Thailand has fewer than 8,000 local governments."""

MAX_MEMBER = DEFAULTS.max_bytes
"""Bytes that one member may unpack into: more are not read from a file either."""

MAX_UNPACKED = 16 * 1024**3
"""Bytes that one archive may unpack into, all members that are sources together."""

_CHUNK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNIX = 3
_NOT_SOURCES = ("__MACOSX",)

# All that zipfile and the decompressors raise for damaged data, besides the encodings and sizes that they trip over.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError,
    UnicodeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScanJob:
    """An archive to be looked into. `suffixes` are those of the files that are sources. `size` is in bytes."""

    source: BatchSource
    suffixes: frozenset[str]
    size: int
    paged: bool = False

    def packed(self) -> None:
        """It stays: an archive may be large, and looking into it takes little."""


class _TooMuch(Exception):
    """A member unpacks into more than is read."""


def scan(job: ScanJob, _cores: int = 1) -> list[BatchSource]:
    """The sources in an archive, in its order: members of a known kind, also those of archives in it.

    What cannot be read (locked, damaged, too large, a link, named with a path that leads out of the archive) is a
    source that is refused, with the reason. An archive that cannot be opened is one such source itself. Files of other
    kinds and hidden ones are passed over, as in folders.
    """
    try:
        with zipfile.ZipFile(job.source.path) as archive:
            found = list(_scan(archive, job.source, job.suffixes, [MAX_UNPACKED]))
    except _DAMAGED as error:
        return [replace(job.source, refused=f"the archive cannot be read: {_words(error)}")]
    return _with_distinct_names(found) or [replace(job.source, refused="the archive holds no source")]


def read_member(path: Path, members: tuple[int, ...]) -> bytes:
    """The content of one member, found as `scan` found it. Raises UnreadableSource if it is not to be had any more."""
    try:
        with _open(path, members[:-1]) as archive:
            return b"".join(_unpack(archive, archive.infolist()[members[-1]]))
    except (_TooMuch, IndexError, *_DAMAGED) as error:
        raise UnreadableSource(path.name, f"the archive cannot be read: {_words(error)}") from error


def _open(path: Path, members: tuple[int, ...]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(_inner_archive(path, members))) if members else zipfile.ZipFile(path)


@lru_cache(maxsize=1)
def _inner_archive(path: Path, members: tuple[int, ...]) -> bytes:
    """An archive in an archive; kept, since its members are asked for one after another."""
    return read_member(path, members)


def _scan(
    archive: zipfile.ZipFile, parent: BatchSource, suffixes: Collection[str], room: list[int]
) -> Iterator[BatchSource]:
    """The sources among the members. `room` holds the bytes that may still be unpacked."""
    members = archive.infolist()
    for position, member in enumerate(members[:MAX_MEMBERS]):
        parts = _path_of(_name(member))
        suffix = PurePosixPath(parts[-1]).suffix.casefold() if parts else ""
        if member.is_dir() or _passed_over(parts):
            continue
        source = replace(
            parent, name="/".join([parent.name, *parts]), members=(*parent.members, position), refused=_refusal(member)
        )
        if suffix == SUFFIX and not parent.members and not source.refused:
            yield from _scan_inner(archive, member, source, suffixes, room)
        elif suffix in suffixes or suffix == SUFFIX:
            yield _looked_at(archive, member, source, room)
    if len(members) > MAX_MEMBERS:
        yield replace(parent, refused=f"the archive has {len(members):,} members; {MAX_MEMBERS:,} of them were read")


def _scan_inner(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: BatchSource, suffixes: Collection[str], room: list[int]
) -> Iterator[BatchSource]:
    try:
        data = b"".join(_unpack(archive, member, room))
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            yield from _scan(inner, source, suffixes, room)
    except (_TooMuch, *_DAMAGED) as error:
        yield replace(source, refused=f"the archive cannot be read: {_words(error)}")


def _looked_at(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: BatchSource, room: list[int]) -> BatchSource:
    """The source with the digest of its content, or refused."""
    if source.refused:
        return source
    if source.suffix == SUFFIX:
        return replace(source, refused="an archive in an archive in an archive is not read")
    digest = sha256()
    try:
        for chunk in _unpack(archive, member, room):
            digest.update(chunk)
    except (_TooMuch, *_DAMAGED) as error:
        return replace(source, refused=f"it cannot be unpacked: {_words(error)}")
    return replace(source, digest=digest.hexdigest())


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: list[int] | None = None) -> Iterator[bytes]:
    """The member's content in pieces. What the archive says of its size is not believed."""
    size = 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER:
                raise _TooMuch(f"it has more than the limit of {MAX_MEMBER:,} bytes")
            if room is not None:
                room[0] -= len(chunk)
                if room[0] < 0:
                    raise _TooMuch(f"the archive unpacks into more than {MAX_UNPACKED:,} bytes")
            yield chunk


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a member is not to be read, empty if it is."""
    name = _name(member)
    if ".." in name.replace("\\", "/").split("/") or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        return "its name in the archive is a path that leads out of it"
    if member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.flag_bits & _ENCRYPTED:
        return "it is locked by a password"
    return ""


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name. Old programs write it in the machine's code page and do not say which: here UTF-8 or CP874."""
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
    """The name's parts that are fit for the dataset: none empty, none that climbs, composed letters."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").replace("\0", ""))
    return [part for part in text.split("/") if part not in ("", ".", "..")]


def _passed_over(parts: list[str]) -> bool:
    return not parts or parts[0] in _NOT_SOURCES or any(part.startswith((".", "~$")) for part in parts)


def _with_distinct_names(sources: list[BatchSource]) -> list[BatchSource]:
    """An archive may hold two members of one name: all but the first are numbered."""
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
