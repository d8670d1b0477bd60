"""Which files to convert: named files, folders walked through, globs; in one fixed order."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extract.read.source_file import source_name
from phaen.batch.remote import is_url, list_store


class NoSourcesError(Exception):
    """Nothing among the given paths can be converted; `reasons` tell for each why."""

    template = "no sources found: {reasons}"

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.template.format(reasons="; ".join(self.reasons) or "no path was given"))

    def __reduce__(self) -> tuple[type[NoSourcesError], tuple[tuple[str, ...]]]:
        return type(self), (self.reasons,)


@dataclass(frozen=True, slots=True)
class BatchSource:
    """A file to convert, by itself or in an archive. `name` is what the dataset calls it (`documents.source_file`).

    `members` are the positions by which it is found in the archive at `path`: one, or two if that member is an archive
    itself. `refused` is the reason why it is not to be read at all. `digest` is the SHA-256 of its content where that
    is known without reading the file: that of an archive's member.
    """

    path: Path
    name: str
    members: tuple[int, ...] = ()
    refused: str = ""
    digest: str = ""
    url: str = ""
    """Where it is read from, if not from `path`: a place in a store."""

    @property
    def suffix(self) -> str:
        """What tells its kind: lower case, with the dot."""
        named = self.name if self.members else self.path.name
        return PurePosixPath(named).suffix.casefold()

    @property
    def shown(self) -> str:
        """The path as it is told to people; that of an archive's member goes on with its name in there."""
        return self.url or os.fspath(self.path) + (f" ({self.name})" if self.members else "")

    @property
    def exists(self) -> bool:
        """Whether there is something where it stands; a store has been asked already."""
        return bool(self.url) or self.path.exists()


def find_sources(
    paths: Iterable[str | os.PathLike[str]],
    *,
    suffixes: Collection[str],
    output: Path | None = None,
    on_empty: Callable[[str], None] = lambda _: None,
) -> list[BatchSource]:
    """The sources among `paths`, each file once, sorted by name.

    A folder is walked recursively for files with one of `suffixes` (lower case, with the dot); hidden files and the
    folder `output` are passed over. A named file is taken whatever its suffix, also when it does not exist, so that
    its failure is told. A path that does not exist but is a pattern (`plans/*.txt`) stands for what it matches.

    A URL (`s3://bucket/plans`) stands for what is there in the same ways, in any store that fsspec knows.

    `on_empty` is told why a path stands for no source, where others do. Raises NoSourcesError if nothing is left that
    exists, RemoteError for a store that cannot be used.
    """
    found: dict[str, BatchSource] = {}
    reasons: list[str] = []
    for name in (os.fspath(path) for path in paths):
        sources = list(_sources_of(name, suffixes, output))
        for source in sources:
            found.setdefault(source.url or os.path.realpath(source.path), source)
        reasons += [] if any(source.exists for source in sources) else [_why_none(name, sources)]
    if not any(source.exists for source in found.values()):
        raise NoSourcesError(reasons)
    for reason in reasons:
        on_empty(reason)
    return sorted(_with_distinct_names(list(found.values())), key=lambda source: (source.name, str(source.path)))


def _why_none(name: str, sources: Sequence[BatchSource]) -> str:
    """Why a given path stands for no source that exists."""
    if sources and not is_url(name) and os.path.lexists(name):
        return f"{name} is a link to nothing"
    if is_url(name) or Path(name).is_dir():
        return f"{name} holds no file of a kind that is read"
    return f"{name} matches nothing" if glob.has_magic(name) else f"{name} does not exist"


def _sources_of(name: str, suffixes: Collection[str], output: Path | None) -> Iterator[BatchSource]:
    """The sources that one given path stands for."""
    if is_url(name):
        for url, within in list_store(name, suffixes):
            yield BatchSource(Path(within), source_name(Path(within)), url=url)
        return
    for path in _expand(name):
        yield from _sources_at(path, suffixes, output)


def _expand(name: str) -> list[Path]:
    """The paths a name stands for: itself if it exists or is no pattern, else what the pattern matches."""
    if Path(name).exists() or not glob.has_magic(name):
        return [Path(name)]
    return [Path(match) for match in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 -- the name may be absolute


def _sources_at(path: Path, suffixes: Collection[str], output: Path | None) -> Iterator[BatchSource]:
    if not path.is_dir():
        yield BatchSource(path, source_name(Path(path.name)))
        return
    for file in _walk(path, output):
        if file.suffix.lower() in suffixes:
            yield BatchSource(file, source_name(file.relative_to(path)))


def _walk(folder: Path, output: Path | None) -> Iterator[Path]:
    """The visible files below a folder; links to folders are not followed, so that no walk runs in circles."""
    skipped = None if output is None else os.path.realpath(output)
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(parent, name)) != skipped  # noqa: PTH118
        )
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith((".", "~$")))


def _with_distinct_names(sources: list[BatchSource]) -> list[BatchSource]:
    """Sources of one name from different folders take their folders' names before it, as far as needed."""
    depth = max((len(source.path.absolute().parts) for source in sources), default=0)
    for parents in range(1, depth):
        counts = Counter(source.name for source in sources)
        if len(counts) == len(sources):
            break
        sources = [_longer_name(source, parents) if counts[source.name] > 1 else source for source in sources]
    return sources


def _longer_name(source: BatchSource, parents: int) -> BatchSource:
    """The source named with at least so many folders before the file's own name."""
    parts = source.path.absolute().parts
    length = max(source.name.count("/") + 1, parents) + 1
    return replace(source, name=source_name(Path(*parts[-length:])))
