"""Surveys the sources of a batch before the conversion: lists archives and identifies contents by their digests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from phaen.batch.archives import SUFFIX, ScanJob, scan
from phaen.batch.engines.engine_interface import BatchEngine
from phaen.batch.failure import Failure
from phaen.batch.one import sha256_of
from phaen.batch.remote import remote_digest
from phaen.batch.sources import BatchSource
from phaen.batch.store import content_key


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A source and the digest and key of its content. `size` is in bytes, 0 if it cannot be read."""

    source: BatchSource
    digest: str
    key: str
    size: int


def expand(
    sources: Iterable[BatchSource],
    engine: BatchEngine,
    suffixes: Collection[str],
    known: Mapping[BatchSource, list[BatchSource]] | None = None,
) -> list[BatchSource]:
    """The sources, with each archive replaced by its members. An archive that cannot be read becomes refused.

    `known` are the members of archives that need not be read.
    """
    sources, members = list(sources), dict(known or {})
    archives = [source for source in sources if _is_archive(source) and source not in members]
    jobs = [ScanJob(source, frozenset(suffixes), _size(source.path)) for source in archives]
    members |= {done.job.source: _members(done.job.source, done.answer) for done in engine.run(scan, jobs)}
    expanded = (replace(member, given=_given(source)) for source in sources for member in members.get(source, [source]))
    return [_refused_in_a_store(source) for source in expanded]


def _given(source: BatchSource) -> str:
    """The name of a source, or of the archive that a source is in, before it was told apart from others."""
    return source.given or source.name


def _is_archive(source: BatchSource) -> bool:
    return source.suffix == SUFFIX and not source.url


def _refused_in_a_store(source: BatchSource) -> BatchSource:
    """Refuse archives in a remote store: members are located by their position in a local file."""
    if source.url and source.suffix == SUFFIX:
        return replace(source, refused="archives in a remote store are not read: copy them to this machine first")
    return source


def look_at(source: BatchSource, suffixes: Collection[str]) -> Surveyed:
    """The source with the digest of its content."""
    if source.gone:
        return Surveyed(source, source.digest, content_key(source, source.digest, suffixes), 0)
    if source.url:
        digest, size = remote_digest(source.url)
        return Surveyed(source, digest, content_key(source, digest, suffixes), size)
    digest = source.digest if source.members else sha256_of(source.path)
    return Surveyed(source, digest, content_key(source, digest, suffixes), _size(source.path))


def _members(archive: BatchSource, answer: object) -> list[BatchSource]:
    if isinstance(answer, Failure):
        reason = f"the archive cannot be read: {answer.reason}"
        return [BatchSource(archive.path, archive.name, refused=reason)]
    assert isinstance(answer, list)
    return answer


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
