"""The record of the written dataset in the ledger and `run.json`: its files, its parts and the options."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from phaen.batch.due import Writing
from phaen.batch.ledger import Ledger
from phaen.batch.store import KEY
from phaen.emit.dataset_files import DESCRIPTOR, RUN_FILE, file_names
from phaen.emit.file_digest import FileDigest, digest_of, parse_digest
from phaen.emit.inside import is_file
from phaen.emit.swap import current

FACT = "dataset"


@dataclass(frozen=True, slots=True)
class WrittenDataset:
    """The dataset as a batch wrote it.

    `coming` are the digests of the files that were about to be put in place when this was recorded. If the run was
    killed then, they are in place, or will be when the next run completes the replacement. `times` are modification
    times in nanoseconds, by which an unchanged file is recognized without reading it.
    """

    made_of: str = ""
    """The fingerprint of everything that the files depend on; empty while they are being replaced."""
    files: Mapping[str, FileDigest] = field(default_factory=dict)
    coming: Mapping[str, FileDigest] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    """The keys of the contents, in the order of their rows."""
    writing: Writing | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    """The paths of the sources relative to the folder, by document_id, to which the workbook is linked."""

    def is_in(self, out: Path) -> bool:
        """Whether all files are in the folder, unchanged since they were written."""
        return all(self._is_there(out / name, digest) for name, digest in self.files.items())

    def edited(self, out: Path, coming: Mapping[str, FileDigest]) -> list[str]:
        """The files in the folder that `coming` would replace or remove, and that differ from what a batch wrote."""
        return [name for name in sorted({*self.files, *coming}) if self._is_edited(out / name, coming.get(name))]

    def _is_edited(self, path: Path, coming: FileDigest | None) -> bool:
        known = self.files.get(path.name)
        if not is_file(path) or (known is not None and self._is_there(path, known)):
            return False
        return coming is None or not has_content(path, coming)

    def settled(self, out: Path) -> WrittenDataset:
        """The same after the replacement of files: `files` includes the `coming` files that are in the folder."""
        came = {name: digest for name, digest in self.coming.items() if has_content(current(out, name), digest)}
        return replace(self, files={**self.files, **came}, coming={})

    def _is_there(self, path: Path, digest: FileDigest) -> bool:
        try:
            status = path.lstat()
        except OSError:
            return False
        untouched = (status.st_size, status.st_mtime_ns) == (digest.bytes, self.times.get(path.name))
        return untouched or has_content(path, digest)


def has_content(path: Path, digest: FileDigest) -> bool:
    """Whether the path is a regular file with this content; False for a link."""
    try:
        return is_file(path) and path.stat().st_size == digest.bytes and digest_of(path) == digest
    except OSError:
        return False


def modification_times(out: Path, names: Iterable[str]) -> dict[str, int]:
    """The modification times of the files in nanoseconds, without missing files."""
    times = {}
    for name in names:
        try:
            times[name] = (out / name).stat().st_mtime_ns
        except OSError:
            continue
    return times


def keep_written(ledger: Ledger, dataset: WrittenDataset) -> None:
    """Record in the ledger what is, or is about to be, in the folder."""
    ledger.set_fact(FACT, asdict(dataset))


def last_written(ledger: Ledger, out: Path) -> WrittenDataset | None:
    """What the last batch wrote, from the ledger or else from `run.json`. None if neither has it."""
    return parse_written(ledger.fact(FACT)) or written_by_run_file(out)


def written_by_run_file(out: Path) -> WrittenDataset | None:
    """The dataset described by `run.json` in the same folder. None if the file is missing or invalid."""
    try:
        described = json.loads((out / RUN_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return parse_written({"files": described.get("dataset")}) if isinstance(described, dict) else None


def written_by_descriptor(out: Path) -> WrittenDataset | None:
    """The CSV files described by `datapackage.json` in the same folder. None if the file is missing or invalid."""
    try:
        resources = json.loads((out / DESCRIPTOR).read_bytes())["resources"]
        files = {resource["path"]: resource for resource in resources}
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        return None
    return parse_written({"files": files})


def parse_written(data: object) -> WrittenDataset | None:
    """Parse a record, None if it is invalid. Only names of dataset files are accepted."""
    if not isinstance(data, dict):
        return None
    files, coming = _digests(data.get("files")), _digests(data.get("coming", {}))
    if files is None or coming is None:
        return None
    made_of, times, parts = data.get("made_of"), data.get("times"), data.get("parts")
    return WrittenDataset(
        made_of=made_of if isinstance(made_of, str) else "",
        files=files,
        coming=coming,
        times=times if isinstance(times, dict) else {},
        parts=tuple(key for key in parts if isinstance(key, str) and KEY.fullmatch(key))
        if isinstance(parts, list)
        else (),
        writing=_writing(data.get("writing")),
        links=_texts(data.get("links")),
    )


def _digests(data: object) -> dict[str, FileDigest] | None:
    if not isinstance(data, dict):
        return None
    found = {name: parse_digest(digest) for name, digest in data.items() if name in file_names()}
    known = {name: digest for name, digest in found.items() if digest}
    return known if len(known) == len(data) else None


def _texts(data: object) -> dict[str, str]:
    known = data.items() if isinstance(data, dict) else ()
    return {str(name): text for name, text in known if isinstance(text, str)}


def _writing(data: object) -> Writing | None:
    try:
        return Writing(**{**data, "formats": tuple(data["formats"])}) if isinstance(data, dict) else None
    except (TypeError, KeyError):
        return None
