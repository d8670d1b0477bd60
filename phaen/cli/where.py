"""Where a batch runs and where its dataset goes, as the command line names them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.cli.failures import UsageFailure

if TYPE_CHECKING:
    from phaen.batch.engines.engine_interface import BatchEngine
    from phaen.batch.limits import Limits


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """The folder of this machine that a batch works in, and the URL that its dataset is copied to, if any.

    `shown` is where the user finds the dataset, as the user named it.
    """

    folder: Path
    shown: str
    url: str = ""

    def publish(self) -> None:
        """Copy all files of the dataset to its URL. What this machine has stays, so that a re-run is short.

        Raises UsageFailure where the store refuses.
        """
        from phaen.batch.remote import RemoteError, publish

        if not self.url:
            return
        files = sorted(file for file in self.folder.iterdir() if file.is_file() and not file.name.startswith("."))
        try:
            publish(files, self.url)
        except RemoteError as error:
            raise UsageFailure(f"cannot write to {error}") from error


def output_place(output: str, work: Path | None) -> OutputPlace:
    """What --output and --work mean. Raises click.UsageError for a --work without a URL."""
    from phaen.batch.remote import is_url

    if not is_url(output):
        if work is not None:
            raise click.UsageError("--work goes with a URL as --output")
        return OutputPlace(Path(output).absolute(), output)
    return OutputPlace((work or _default_work(output)).absolute(), output, output)


def _default_work(url: str) -> Path:
    """One folder for each URL, where the system keeps data that can be made again."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "phaen" / "batches" / sha256(url.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Machines:
    """This machine's cores, or the address of a Dask scheduler."""

    jobs: int
    scheduler: str | None = None

    def engine(self, limits: Limits, scratch: Path) -> BatchEngine:
        """The engine that works there. Raises UsageFailure where Dask is not installed."""
        from phaen.batch.engines.local import LocalEngine

        if self.scheduler is None:
            return LocalEngine(self.jobs, limits, scratch)
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise UsageFailure("--engine dask needs more packages: pip install 'phaen[dask]'") from error
        from phaen.batch.engines.dask_engine import DaskEngine

        return DaskEngine(self.scheduler, limits, scratch)
