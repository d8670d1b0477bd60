"""What remains once the dataset is written: `run.json`, files of formats no longer asked for, stale parts."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from phaen.batch.due import Choices, Writing, staleness
from phaen.batch.events import Listener, Overwriting, RunSummary, now
from phaen.batch.ledger import Ledger
from phaen.batch.rules_digest import options_key, rules, versions, writers
from phaen.batch.store import Store
from phaen.batch.written import WrittenDataset, copy_name, file_digest, from_fact, keep_copy, marks
from schemas.checks import Severity

RUN_FILE = "run.json"
_DATASET = "dataset"


def write_if_changed(
    parts: Sequence[Path], store: Store, writing: Writing, ledger: Ledger, tell: Listener = lambda _: None
) -> list[Path]:
    """Write the dataset of the parts; returns the files written, none if all are there as the last batch wrote them.

    Files that an earlier batch wrote here and this one does not (of another format, say) are taken away afterwards:
    they would tell of other sources than the rest. Of files that were edited since, or that no batch wrote, copies are
    kept, and `tell` is told before they go. Nothing else in the folder is touched.
    """
    from phaen.emit.part_files import write_dataset_from_parts

    out, made_of = store.out, _fingerprint(parts, writing)
    last = written_dataset(store, ledger)
    if last.is_current(out, made_of):
        return []
    digests: dict[str, str] = {}

    def before_exchange(new: Path) -> None:
        digests.update((path.name, file_digest(path)) for path in new.iterdir())
        ledger.set_fact(_DATASET, WrittenDataset("", last.found(out), digests).as_fact())
        edited = last.edited(out, {*digests, *last.files})
        _keep([name for name in edited if file_digest(out / name) != digests.get(name)], store, tell)

    written = write_dataset_from_parts(parts, out, **asdict(writing), on_complete=before_exchange)
    for name in last.files.keys() - digests.keys():
        (out / name).unlink(missing_ok=True)
    ledger.set_fact(_DATASET, WrittenDataset(made_of, marks(out, digests)).as_fact())
    return written


def written_dataset(store: Store, ledger: Ledger) -> WrittenDataset:
    """What is known of the dataset in the output folder."""
    return from_fact(ledger.fact(_DATASET), store.out / RUN_FILE)


def _keep(edited: Iterable[str], store: Store, tell: Listener) -> None:
    """Keep copies of edited files."""
    copies = {name: copy_name(store.out, name) for name in edited}
    if copies:
        tell(Overwriting(copies))
    for name, copy in copies.items():
        keep_copy(store.out, name, copy, store.scratch)


def _fingerprint(parts: Sequence[Path], writing: Writing) -> str:
    """All that the dataset depends on: its rows, in order, how it is written, and the code that writes it."""
    digest = sha256(f"{writers()} {writing}".encode())
    for part in parts:
        digest.update(part.name.encode() + sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def write_run(store: Store, ledger: Ledger, summary: RunSummary, choices: Choices) -> RunSummary:
    """Write `run.json`: which software made the dataset, with which choices, of what, in which time.

    Unlike all other files of the dataset it differs from run to run: it tells the time. `files` are those of the
    dataset with their SHA-256, whether this run has written them or found them as they should be.
    """
    path, unfinished = store.out / RUN_FILE, store.out / f".{RUN_FILE}.new"
    files = {name: digest for name, (_, _, digest) in written_dataset(store, ledger).files.items()}
    text = json.dumps(_description(summary, choices) | {"files": files}, ensure_ascii=False, indent=2)
    unfinished.write_text(text.encode("utf-8", "replace").decode("utf-8") + "\n", encoding="utf-8")
    unfinished.replace(path)
    return replace(summary, written=(*summary.written, path))


def _description(summary: RunSummary, choices: Choices) -> dict[str, object]:
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
        "files": {},
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
    """Drop what older rules made of contents that are no longer among the sources: it will never be used again.

    What the present rules made is kept, whether its source is still there or not.
    """
    current = {entry.key for entry in ledger.entries()}
    stale = [record.key for record in ledger.records() if record.key not in current and staleness(record)]
    ledger.forget(stale)
    for key in stale:
        store.drop(key)
