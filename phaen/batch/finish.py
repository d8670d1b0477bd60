"""Writes the dataset and finishes a run: `run.json`, files of formats no longer requested, outdated parts."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from phaen.batch.due import Choices, Writing, staleness
from phaen.batch.edited import copy_name, keep_copy
from phaen.batch.events import Listener, Overwriting, RunSummary, now
from phaen.batch.ledger import Ledger
from phaen.batch.rules_digest import options_key, rules, versions, writers
from phaen.batch.source_links import source_links
from phaen.batch.store import Store
from phaen.batch.written import WrittenDataset, keep_written, last_written, modification_times
from phaen.emit.dataset_files import RUN_FILE, dataset_files
from phaen.emit.described import created
from phaen.emit.file_digest import FileDigest, digest_of_bytes
from phaen.emit.inside import remove_file, write_file
from schemas.checks import Severity

WORKBOOK_FORMAT = "xlsx"


def write_if_changed(
    parts: Sequence[Path], store: Store, writing: Writing, ledger: Ledger, tell: Listener = lambda _: None
) -> list[Path]:
    """Write the dataset of the parts; returns the files written, none if all are unchanged since the last batch.

    Files that an earlier batch wrote here and this one does not (for example of another format) are removed afterwards:
    they would contain other sources than the rest. Files that were edited since, or that no batch wrote, are copied
    first, and `tell` is called before they are replaced or removed. Other files in the folder are not changed. Raises
    PartError for a part that cannot be used.
    """
    links = _links(parts, store, writing, ledger)
    made_of = _fingerprint(parts, writing, links)
    last = written_dataset(store, ledger)
    if last.made_of == made_of and last.is_in(store.out):
        keep_written(ledger, replace(last, times=modification_times(store.out, last.files)))
        return []
    return write_anew(parts, store, writing, ledger, replace(last, links=links), tell)


def write_anew(  # noqa: PLR0913, PLR0917 (inputs, output, options and listener)
    parts: Sequence[Path],
    store: Store,
    writing: Writing,
    ledger: Ledger,
    last: WrittenDataset,
    tell: Listener = lambda _: None,
) -> list[Path]:
    """Write the dataset of the parts, with the links of the last one, and replace that, even if it is the same."""
    from phaen.emit.parts_to_dataset import write_dataset_from_parts

    out, links = store.out, last.links
    new = WrittenDataset(parts=tuple(part.stem for part in parts), writing=writing, links=links)
    complete: dict[str, FileDigest] = {}

    def enter(digests: dict[str, FileDigest]) -> None:
        """Record the files before they are replaced, so that all files are known even if the run is killed."""
        complete.update(digests)
        keep_written(ledger, replace(new, files=last.files, coming=digests))
        _keep(last.edited(out, digests), store, tell)

    options = {name: value for name, value in asdict(writing).items() if name != "linked"}
    paths = write_dataset_from_parts(parts, out, **options, links=links, on_complete=enter)
    for name in last.files.keys() - complete.keys():
        remove_file(out, name, dataset_files())
    made_of, times = _fingerprint(parts, writing, links), modification_times(out, complete)
    keep_written(ledger, replace(new, made_of=made_of, files=complete, times=times))
    return paths


def written_dataset(store: Store, ledger: Ledger) -> WrittenDataset:
    """What is known about the dataset in the output folder."""
    return (last_written(ledger, store.out) or WrittenDataset()).settled(store.out)


def _keep(edited: Iterable[str], store: Store, tell: Listener) -> None:
    """Keep copies of edited files."""
    copies = {name: copy_name(store.out, name) for name in edited}
    if copies:
        tell(Overwriting(copies))
    for name, copy in copies.items():
        keep_copy(store.out, name, copy, store.scratch)


def _links(parts: Sequence[Path], store: Store, writing: Writing, ledger: Ledger) -> dict[str, str]:
    """The sources to which the workbook is linked; none if there is no workbook, or if it is put elsewhere."""
    if not writing.linked or WORKBOOK_FORMAT not in writing.formats:
        return {}
    return source_links(ledger, store.out, (part.stem for part in parts))


def _fingerprint(parts: Sequence[Path], writing: Writing, links: Mapping[str, str]) -> str:
    """A digest of all that the dataset depends on: rows in order, options, links, a given date, the code of writing."""
    said = f"{writers()} {writing} {sorted(links.items())} {created()}"
    digest = sha256(said.encode("utf-8", "surrogateescape"))
    for part in parts:
        digest.update(part.name.encode() + sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def write_run(store: Store, summary: RunSummary, choices: Choices, ledger: Ledger) -> RunSummary:
    """Write `run.json`: software versions, options, sources and times of the run.

    Unlike all other files of the dataset, it differs between runs, because it contains times. It has the digests of the
    other files; its own digest is in the ledger.
    """
    path, unfinished = store.out / RUN_FILE, store.out / f".{RUN_FILE}.new"
    dataset = last_written(ledger, store.out) or WrittenDataset()
    text = json.dumps(_description(summary, choices, dataset), ensure_ascii=False, indent=2)
    data = (text + "\n").encode("utf-8", "replace")
    write_file(path, data, unfinished)
    ledger.set_fact("run", {"started": summary.started, "finished": now(), "file": asdict(digest_of_bytes(data))})
    return replace(summary, written=(*summary.written, path))


def _description(summary: RunSummary, choices: Choices, dataset: WrittenDataset) -> dict[str, object]:
    report = summary.report
    return {
        "started": summary.started,
        "finished": now(),
        "seconds": {stage: round(seconds, 3) for stage, seconds in summary.seconds.items()},
        "versions": {"python": platform.python_version(), **versions()},
        "rules": rules(),
        "options": {
            "reading": options_key(choices.read),
            "timeout_seconds": choices.limits.seconds,
            "memory_bytes": choices.limits.memory,
            "retry_failed": choices.retry_failed,
            "force": choices.force,
            "corrections": sum(map(len, choices.corrections.values())),
            "cores": os.cpu_count(),
        },
        "counts": {
            "sources": summary.sources,
            "converted_in_this_run": summary.converted,
            "plans": report.plans,
            "failed": len(report.failures),
            "duplicates": len(report.duplicates),
            "projects": report.projects,
            "budgets": report.budgets,
            "findings": {severity: report.findings[severity] for severity in Severity},
        },
        "files": sorted(path.name for path in summary.written),
        "dataset": {name: asdict(digest) for name, digest in sorted(dataset.files.items())},
        "failures": [
            {"source_file": result.source.name, "kind": result.failure.kind, "error": result.failure.reason}
            for result in report.failures
            if result.failure
        ],
        "duplicates": [
            {"source_file": duplicate.source.name, "same_as": duplicate.same_as.name} for duplicate in report.duplicates
        ],
    }


def forget_stale(store: Store, ledger: Ledger) -> None:
    """Remove results of older rules for contents that are no longer among the sources: they will not be used again.

    Results of the current rules are kept, even if their sources are gone. Parts without a record in the ledger, for
    example after it was recreated, are removed too.
    """
    current = {entry.key for entry in ledger.entries()}
    records = {record.key: record for record in ledger.records()}
    stale = [key for key, record in records.items() if key not in current and staleness(record)]
    ledger.forget(stale)
    for key in [*stale, *(key for key in store.part_keys() if key not in records)]:
        store.drop(key)
