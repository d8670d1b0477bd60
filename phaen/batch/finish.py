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
from phaen.batch.events import RunSummary, now
from phaen.batch.ledger import Ledger
from phaen.batch.rules_digest import options_key, rules, versions, writers
from phaen.batch.store import Store
from phaen.emit.dataset_files import RUN_FILE, dataset_files
from phaen.emit.inside import remove_file, write_file
from schemas.checks import Severity

_DATASET = "dataset"


def write_if_changed(parts: Sequence[Path], out: Path, writing: Writing, ledger: Ledger) -> list[Path]:
    """Write the dataset of the parts; returns the files written, none if all stand there as the last batch wrote them.

    Files that an earlier batch wrote here and this one does not (of another format, say) are taken away afterwards:
    they would tell of other sources than the rest. Nothing that a batch did not write is touched.
    """
    from phaen.emit.parts_to_dataset import write_dataset_from_parts

    made_of = _fingerprint(parts, writing)
    known = ledger.fact(_DATASET)
    last = known if isinstance(known, dict) else {}
    files: dict[str, list[int]] = last.get("files", {})
    if last.get("made_of") == made_of and _marks(out, files) == files:
        return []
    ledger.set_fact(_DATASET, {"made_of": "", "files": files})
    written = write_dataset_from_parts(parts, out, **asdict(writing))
    names = {path.name for path in written}
    for name in files.keys() - names:
        remove_file(out, name, dataset_files())
    ledger.set_fact(_DATASET, {"made_of": made_of, "files": _marks(out, names)})
    return written


def _fingerprint(parts: Sequence[Path], writing: Writing) -> str:
    """All that the dataset depends on: its rows, in order, how it is written, and the code that writes it."""
    digest = sha256(f"{writers()} {writing}".encode())
    for part in parts:
        digest.update(part.name.encode() + sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def _marks(out: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """By what it is seen whether a file is still the one that was written: its size and time, [0, 0] if it is gone."""
    marks = {}
    for name in names:
        try:
            status = (out / name).lstat()
        except OSError:
            marks[name] = [0, 0]
        else:
            marks[name] = [status.st_size, status.st_mtime_ns]
    return marks


def write_run(out: Path, summary: RunSummary, choices: Choices) -> RunSummary:
    """Write `run.json`: which software made the dataset, with which choices, of what, in which time.

    Unlike all other files of the dataset it differs from run to run: it tells the time.
    """
    path, unfinished = out / RUN_FILE, out / f".{RUN_FILE}.new"
    text = json.dumps(_description(summary, choices), ensure_ascii=False, indent=2)
    write_file(path, (text + "\n").encode("utf-8", "replace"), unfinished)
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
        "files": sorted(path.name for path in summary.written),
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
