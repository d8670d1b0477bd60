"""`phaen open`: open what a run has written with the program of the system for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.streams import say

THINGS = {"workbook": "dataset.xlsx", "report": "report.html", "review": "review/index.html"}
"""What can be opened, and its path in the folder of a dataset."""


@click.command("open")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("what", type=click.Choice(list(THINGS)), required=False)
def open_(folder: Path, what: str | None) -> None:
    """Open the workbook, the report or the review of the dataset in DIR, by default the first of these that is there.

    It is opened with the program that the system has for it. Where there is none, for example on a server, the path is
    printed instead.

    \b
    Examples:
      phaen open output
      phaen open output report
      phaen open output review
    """
    path = _path(folder, what).absolute()
    if not _opened(path):
        say(str(path))


def _path(folder: Path, what: str | None) -> Path:
    wanted = [what] if what else list(THINGS)
    for name in wanted:
        if (folder / THINGS[name]).is_file():
            return folder / THINGS[name]
    missing = ", ".join(THINGS[name] for name in wanted)
    hint = f"phaen {what} {folder} writes it" if what in {"report", "review"} else "phaen convert writes a workbook"
    raise UsageFailure(f"{folder}: there is no {missing}; {hint}")


def _opened(path: Path) -> bool:
    """Open the file, False if the system has no program for that. Its output is not ours, and it is not waited for."""
    if sys.platform == "win32":
        os.startfile(path)  # a path of a file that exists, absolute
        return True
    program = _opener()
    if program is None:
        return False
    nowhere = subprocess.DEVNULL
    done = subprocess.run([program, str(path)], stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)
    return done.returncode == 0


def _opener() -> str | None:
    """The program that opens files. On Linux it needs a display: without one it might start a text browser."""
    if sys.platform == "darwin":
        return shutil.which("open")
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_display else None
