"""Progress of a batch: a bar on terminals, one line per source with --verbose, a log for programs.

All output goes to standard error or to the log file. The bar is shown only on a terminal.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from phaen.cli.language import translated
from phaen.cli.streams import complain, visible

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

    from phaen.batch.events import Converted, Event, Listener, PagesRead


NAMES_SHOWN = 5
"""Maximum number of names printed in a warning. The log has all names."""


@contextmanager
def watching(*, quiet: bool, verbose: bool, log: Path | None) -> Iterator[Listener]:
    """The listener for a batch. Raises OSError if the log cannot be written."""
    with ExitStack() as stack:
        listeners: list[Listener] = [_warn]
        if log is not None:
            listeners.append(_Log(stack.enter_context(log.open("a", encoding="utf-8", errors="backslashreplace"))))
        listeners.append(print_warning)
        if verbose:
            listeners.append(_print_event)
        elif not quiet and sys.stderr.isatty():
            listeners.append(_Bar(stack.enter_context(_progress_bar())))

        def tell(event: Event) -> None:
            for listener in listeners:
                listener(event)

        yield tell


class _Log:
    """Writes one JSON object per event, one per line, and flushes it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def __call__(self, event: Event) -> None:
        from phaen.batch.events import Converted, now

        facts = _converted_facts(event) if isinstance(event, Converted) else _plain(asdict(event))
        line = {"time": now(), "event": _snake_case(type(event).__name__), **facts}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()


def _converted_facts(event: Converted) -> dict[str, object]:
    result = event.result
    return {
        "source_file": result.source.name,
        "path": result.source.shown,
        "sha256": result.sha256,
        "status": "failed" if result.failure else "done",
        "failure": result.failure.kind if result.failure else None,
        "error": result.failure.reason if result.failure else None,
        "why": event.why,
        "attempts": event.attempts,
        "seconds": round(result.seconds, 4),
        "counts": dict(result.counts),
    }


def _plain(facts: dict[str, object]) -> dict[str, object]:
    return {name: str(value) if isinstance(value, Path) else value for name, value in facts.items()}


def _snake_case(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def print_warning(event: Event) -> None:
    """Print the warning that is shown even with --quiet."""
    from phaen.batch.events import LedgerSetAside

    if isinstance(event, LedgerSetAside):
        complain(
            f"the ledger was set aside as {event.path} ({event.reason}) and recreated: {event.records:,} of its "
            "contents need no conversion"
        )


def _warn(event: Event) -> None:
    """Warn of what will be removed from an earlier dataset, before it is removed."""
    from phaen.batch.events import CorrectionsLeftOut, CorrectionsUnused, Gone, Leaving, Overwriting

    if isinstance(event, Leaving) and event.sources:
        complain(f"Warning: no longer among the sources, will be removed from the dataset: {_some(event.sources)}")
    if isinstance(event, Leaving) and event.files:
        complain(f"Warning: files of formats that are no longer requested will be removed: {_some(event.files)}")
    if isinstance(event, Gone):
        complain(f"Warning: their files are gone, kept as they were converted: {_some(event.sources)}")
    if isinstance(event, CorrectionsLeftOut):
        complain(f"Warning: corrected before, now without --corrections: {_some(event.sources)}")
    if isinstance(event, CorrectionsUnused):
        documents = [f"{name} ({count:,} corrections)" for name, count in sorted(event.documents.items())]
        complain(f"Warning: corrections of documents that are not in this dataset, not applied: {_some(documents)}")
    if isinstance(event, Overwriting):
        for name, copy in event.copies.items():
            complain(f"Warning: {name} was edited, or was not written by phaen: kept as {copy} and replaced")


def _some(names: Sequence[str]) -> str:
    """The first names, and the number of the others."""
    rest = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


def _print_event(event: Event) -> None:
    from phaen.batch.events import Converted, Planned

    if isinstance(event, Converted):
        complain(_outcome_line(event))
    elif isinstance(event, Planned) and event.done:
        complain(f"{event.done:,} of {event.contents:,} need no conversion")


def _outcome_line(event: Converted) -> str:
    result = event.result
    if result.failure:
        what = f"failed: {result.failure.reason}"
    else:
        what = ", ".join(f"{result.counts.get(table, 0)} {table}" for table in ("projects", "budgets", "checks"))
    return f"{result.source.name}: {what} ({result.seconds:.2f} s)"


@dataclass
class _Bar:
    """Updates the bar, one step per content, and a bar below it for each source whose pages take long to read."""

    bar: Progress
    sources: dict[str, TaskID] = field(default_factory=dict)

    def __call__(self, event: Event) -> None:
        from phaen.batch.events import Converted, PagesRead, Planned, Stage, StageBegun

        if isinstance(event, Planned):
            # Contents converted by earlier runs are not counted: they would distort the rate.
            self.task = self.bar.add_task(translated("Converting"), total=event.contents - event.done)
        elif isinstance(event, Converted):
            self.bar.advance(self.task)
            if event.result.source.name in self.sources:
                self.bar.remove_task(self.sources.pop(event.result.source.name))
        elif isinstance(event, PagesRead):
            self._show_pages(event)
        elif isinstance(event, StageBegun) and event.stage is not Stage.CONVERTING:
            self.bar.add_task(
                translated({Stage.FINDING: "Finding sources", Stage.WRITING: "Writing"}[event.stage]), total=None
            )

    def _show_pages(self, event: PagesRead) -> None:
        from rich.markup import escape

        if event.source not in self.sources:
            self.sources[event.source] = self.bar.add_task(
                f"  {translated(f'pages of {escape(visible(event.source))}')}"
            )
        self.bar.update(self.sources[event.source], completed=event.done, total=event.total)


def _progress_bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _rate_column(),
        TimeElapsedColumn(),
        TextColumn(translated("left:")),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _rate_column() -> ProgressColumn:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Steps per second."""

        def render(self, task: Task) -> Text:
            """The rate of the last steps, or of all steps when the task has finished."""
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.1f}/s" if speed else "")

    return RateColumn()
