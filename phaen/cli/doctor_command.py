"""`phaen doctor`: show what is installed and what is missing, for which sources it is needed, and how to install it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from phaen.cli.language import translated
from phaen.cli.streams import print_json, say, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.cli.machine import Machine, Need

PLATFORMS = {"Darwin": "macos", "Windows": "windows"}
"""The platform of each system for which the advice differs; Debian's for all others."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the advice for all systems.")
def doctor(*, as_json: bool) -> int:
    """Show what is installed and what is missing on this machine.

    Each line names a requirement, what was found, and the kinds of sources for which it is needed. For what is missing,
    the command that installs it follows. Nothing is installed or changed.

    \b
    Examples:
      phaen doctor
      phaen doctor --json | jq -r '.needs[] | select(.state == "missing") | .mend.debian'

    \b
    Exit codes:
      0    all kinds of sources can be read
      1    something is missing that some kind of source needs
    """
    from phaen.cli.machine import State, needs, this_machine

    machine = this_machine()
    found = needs(machine)
    if as_json:
        print_json(to_data(machine, found), indent=2)
    else:
        _print(found, PLATFORMS.get(machine.system, "debian"))
    lacking = any(need.state is State.MISSING for need in found)
    return int(ExitCode.SOURCES_FAILED if lacking else ExitCode.OK)


def to_data(machine: Machine, found: Sequence[Need]) -> dict[str, object]:
    """The result as JSON data."""
    return {
        "system": machine.system,
        "python": ".".join(map(str, machine.python)),
        "packages": dict(machine.packages),
        "cores": machine.cores,
        "memory": machine.memory,
        "needs": [
            {"name": need.name, "state": need.state, "found": need.found, "needed_for": need.needed_for,
             "mend": dict(need.mend)}
            for need in found
        ],
    }  # fmt: skip


def _print(found: Sequence[Need], system: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    for title in ("state", "requirement", "found", "needed for"):
        # Thai words have no spaces between them: a name that is wrapped would be broken within a word.
        table.add_column(translated(title), overflow="fold", no_wrap=title in {"state", "requirement"})
    for need in found:
        cells = (need.state.value, need.name, need.found, need.needed_for)
        table.add_row(*(escape(visible(translated(cell))) for cell in cells))
    Console(highlight=False).print(table)
    for line in advice(found, system):
        say(line)


def advice(found: Sequence[Need], system: str) -> Iterator[str]:
    """What to do about everything that is not as it should be."""
    from phaen.cli.machine import State

    wanting = [need for need in found if need.state is not State.OK and need.mend[system]]
    if not any(need.state is State.MISSING for need in wanting):
        yield "All kinds of sources can be read."
    for need in wanting:
        lead = f"{need.name} is missing" if need.state is State.MISSING else f"note: {need.name}"
        yield f"{lead}: {need.mend[system]}"
