"""What ends a command before or after its work."""

from __future__ import annotations

import click

from phaen.exit_codes import ExitCode


class UsageFailure(click.ClickException):
    """A failure before or after the work itself, for which the user's input or output path stands."""

    exit_code = int(ExitCode.USAGE)
