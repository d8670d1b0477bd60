"""Finds the files to convert: named files, folders and globs, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extract.read.source_file import source_name
from phaen.batch.remote import is_url, list_store

PROGRAM_FOLDERS = {
    "pyvenv.cfg": "a virtual environment",
    "CACHEDIR.TAG": "a cache",
    ".phaen": "a dataset of phaen",
}
"""Files and folders that mark their folder as made by a program, where nobody keeps plans and files can be many."""


class NoSourcesError(Exception):
    """None of the given paths can be converted; `reasons` has the reason for each."""

    template = "no sources found: {reasons}"

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.template.format(reasons="; ".join(self.reasons) or "no path was given"))

    def __reduce__(self) -> tuple[type[NoSourcesError], tuple[tuple[str, ...]]]:
        return type(self), (self.reasons,)


@dataclass(frozen=True, slots=True)
class BatchSource:
    """A file to convert, in a folder or in an archive. `name` is its name in the dataset (`documents.source_file`).

    `members` are its positions in the archive at `path`: one, or two if it is in a nested archive. `refused` is the
    reason why it is not read. `digest` is the SHA-256 of its content if it is known without reading the file, as for
    members of archives.
    """

    path: Path
    name: str
    members: tuple[int, ...] = ()
    refused: str = ""
    digest: str = ""
    url: str = ""
    """Its URL in a remote store, if it is not read from `path`."""
    size: int = 0
    """Bytes of its content, for members of archives."""
    given: str = ""
    """Its name before folders were put in front to tell it from another source of that name; empty if none were."""
    gone: bool = False
    """Whether nothing is at its path any more: its rows are those of an earlier run."""

    @property
    def suffix(self) -> str:
        """The suffix that determines its type: lower case, with the dot."""
        named = self.name if self.members or self.gone else self.path.name
        return PurePosixPath(named).suffix.casefold()

    @property
    def shown(self) -> str:
        """The path for messages; for a member of an archive, followed by its name."""
        return self.url or os.fspath(self.path) + (f" ({self.name})" if self.members else "")

    @property
    def exists(self) -> bool:
        """Whether its path exists; sources in a store are already known to exist."""
        return bool(self.url) or self.path.exists()


def find_sources(
    paths: Iterable[str | os.PathLike[str]],
    *,
    suffixes: Collection[str],
    output: Path | None = None,
    on_passed_over: Callable[[str], None] = lambda _: None,
) -> list[BatchSource]:
    """The sources among `paths`, each file once, sorted by name.

    A folder is walked recursively for files with one of `suffixes` (lower case, with the dot); hidden files, the
    folder `output` and folders below it that programs made (`PROGRAM_FOLDERS`) are skipped. A named file is taken
    whatever its suffix, also if it does not exist, so that it is reported as failed. A path that does not exist but is
    a pattern (`plans/*.txt`) is replaced by its matches.

    A URL (`s3://bucket/plans`) is handled in the same way, in any store that fsspec supports.

    `on_passed_over` is called with the reason for each folder that is skipped because of what it is, and for each path
    without a source, if other paths have one. Raises NoSourcesError if no source exists, RemoteError if a store cannot
    be used.
    """
    found: dict[str, BatchSource] = {}
    reasons: list[str] = []
    for name in (os.fspath(path) for path in paths):
        sources = list(_sources_of(name, suffixes, output, on_passed_over))
        for source in sources:
            found.setdefault(source.url or os.path.realpath(source.path), source)
        reasons += [] if any(source.exists for source in sources) else [_why_none(name, sources)]
    if not any(source.exists for source in found.values()):
        raise NoSourcesError(reasons)
    for reason in reasons:
        on_passed_over(reason)
    return named(found.values())


def named(sources: Iterable[BatchSource]) -> list[BatchSource]:
    """The sources with distinct names, sorted by them."""
    return sorted(_with_distinct_names(list(sources)), key=lambda source: (source.name, str(source.path.absolute())))


def _why_none(name: str, sources: Sequence[BatchSource]) -> str:
    """Why a given path has no existing source."""
    if sources and not is_url(name) and os.path.lexists(name):
        return f"{name} is a broken link"
    if is_url(name) or Path(name).is_dir():
        return f"{name} contains no file of a supported type"
    return f"{name} matches nothing" if glob.has_magic(name) else f"{name} does not exist"


def _sources_of(
    name: str, suffixes: Collection[str], output: Path | None, on_passed_over: Callable[[str], None]
) -> Iterator[BatchSource]:
    """The sources of one given path."""
    if is_url(name):
        for url, within in list_store(name, suffixes):
            yield BatchSource(Path(within), source_name(Path(within)), url=url)
        return
    for path in _expand(name):
        yield from _sources_at(path, suffixes, output, on_passed_over)


def _expand(name: str) -> list[Path]:
    """The paths for a name: the name itself if it exists or is not a pattern, else the matches of the pattern."""
    if Path(name).exists() or not glob.has_magic(name):
        return [Path(name)]
    return [Path(match) for match in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 -- the name may be absolute


def _sources_at(
    path: Path, suffixes: Collection[str], output: Path | None, on_passed_over: Callable[[str], None]
) -> Iterator[BatchSource]:
    if not path.is_dir():
        yield BatchSource(path, source_name(Path(path.name)))
        return
    for file in _walk(path, output, on_passed_over):
        if file.suffix.lower() in suffixes:
            yield BatchSource(file, source_name(file.relative_to(path)))


def _walk(folder: Path, output: Path | None, on_passed_over: Callable[[str], None]) -> Iterator[Path]:
    """The visible files below a folder. Links to folders are not followed, to avoid loops."""
    skipped = None if output is None else os.path.realpath(output)
    for parent, folders, files in os.walk(folder):
        made_by = next((kind for mark, kind in PROGRAM_FOLDERS.items() if mark in {*files, *folders}), None)
        if made_by and Path(parent) != folder:
            on_passed_over(f"{parent} is {made_by}; it is not read")
            folders.clear()
            continue
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(parent, name)) != skipped  # noqa: PTH118
        )
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith((".", "~$")))


def _with_distinct_names(sources: list[BatchSource]) -> list[BatchSource]:
    """Prefix sources of the same name with the names of their folders, as far as needed."""
    depth = max((len(source.path.absolute().parts) for source in sources), default=0)
    for parents in range(1, depth):
        counts = Counter(source.name for source in sources)
        if len(counts) == len(sources):
            break
        sources = [_longer_name(source, parents) if counts[source.name] > 1 else source for source in sources]
    return sources


def _longer_name(source: BatchSource, parents: int) -> BatchSource:
    """The source with at least so many parent folders in its name."""
    parts = source.path.absolute().parts
    length = max(source.name.count("/") + 1, parents) + 1
    return replace(source, name=source_name(Path(*parts[-length:])), given=source.given or source.name)
