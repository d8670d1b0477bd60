"""What `phaen convert --dry-run` prints: one line per source, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.cli.failures import UsageFailure
from phaen.cli.language import translated
from phaen.cli.streams import say, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.batch.due import Choices
    from phaen.batch.preview import Foreseen
    from phaen.batch.sources import BatchSource


def preview(sources: Sequence[BatchSource], out: Path, choices: Choices, jobs: int) -> int:
    """Print what a run would do with the sources. Returns the exit code: 1 if it would refuse some of them."""
    from phaen.batch.engines.local import LocalEngine
    from phaen.batch.preview import foresee
    from phaen.review.folder import scratch_folder

    try:
        with scratch_folder() as scratch:
            found = foresee(out, sources, choices, LocalEngine(jobs, choices.limits, scratch), scratch)
    except OSError as error:
        raise UsageFailure(f"cannot read the sources: {error.strerror or error}") from error
    _print(found)
    return int(ExitCode.SOURCES_FAILED if any(source.refused for source in found) else ExitCode.OK)


def _print(found: Sequence[Foreseen]) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, soft_wrap=True, width=10_000)  # lines to be searched with `grep`
    table = Table(box=box.SIMPLE, pad_edge=False)
    for title in ("source", "kind", "bytes", "state", "reason"):
        table.add_column(translated(title), justify="right" if title == "bytes" else "left", overflow="fold")
    for source in found:
        table.add_row(*(escape(visible(cell)) for cell in _cells(source)))
    console.print(table)
    counts = Counter(map(state, found))
    for name, count in counts.items():
        say(f"{translated(name)}: {count:,}")
    say("Nothing was converted or written.")


def _cells(source: Foreseen) -> Iterator[str]:
    yield source.source.shown
    yield source.kind
    yield f"{source.size:,}" if source.size else ""
    yield translated(state(source))
    yield translated(source.refused or (f"same content as {source.same_as}" if source.same_as else ""))


def state(source: Foreseen) -> str:
    """What would happen to a source, in a word or two: Need says why it would be converted."""
    from phaen.batch.due import Need

    if source.refused:
        return "refused"
    if source.same_as:
        return "given twice"
    return {Need.DONE: "unchanged", Need.RENAMED: "unchanged"}.get(source.why, str(source.why))
