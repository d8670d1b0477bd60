"""The exit codes of the command. The help, the README and the docs list the same four."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit status of `phaen`."""

    OK = 0
    SOURCES_FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "success",
    ExitCode.SOURCES_FAILED: "some sources failed (with --strict: or a plan has a finding of severity error)",
    ExitCode.USAGE: "wrong usage, no sources found, or the output cannot be written",
    ExitCode.INTERRUPTED: "interrupted",
}
