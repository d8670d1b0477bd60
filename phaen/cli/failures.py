"""Errors that end a command."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from phaen.exit_codes import ExitCode


class UsageFailure(click.ClickException):
    """A failure before or after the conversion, caused by the user's input or output path."""

    exit_code = int(ExitCode.USAGE)


class InternalFailure(click.ClickException):
    """A bug in phaen that occurred while a file was read: shown with the traceback."""

    exit_code = int(ExitCode.SOURCES_FAILED)

    def __init__(self, file: Path, error: Exception) -> None:
        name = click.format_filename(file)
        super().__init__(f"failed: {name}: internal error: {type(error).__name__}: {error}")
        self.trace = "".join(traceback.format_exception(error))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it to standard error."""
        click.echo(f"{self.message}\n{self.trace}", file=file, err=file is None)


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Convert exceptions that are neither a SourceError nor a ClickException into an InternalFailure."""
    from extract.model.errors import SourceError

    try:
        yield
    except (SourceError, click.ClickException):
        raise
    except Exception as error:
        raise InternalFailure(file, error) from error
