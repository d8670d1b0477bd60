"""Where a batch runs and where its dataset is written, from the command line."""

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
    from phaen.batch.events import Listener
    from phaen.batch.limits import Limits


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """The local folder that a batch works in, and the URL that its dataset is copied to, if any.

    `shown` is the output path or URL as given by the user.
    """

    folder: Path
    shown: str
    url: str = ""

    def publish(self) -> None:
        """Copy all files of the dataset to its URL, and no other files of the folder.

        The local files stay, so that the next run converts only what is new.

        Raises UsageFailure if the store cannot be written.
        """
        from phaen.batch.remote import RemoteError, publish
        from phaen.emit.dataset_files import dataset_files
        from phaen.emit.inside import is_file

        if not self.url:
            return
        files = [file for name in sorted(dataset_files()) if is_file(file := self.folder / name)]
        try:
            publish(files, self.url)
        except RemoteError as error:
            raise UsageFailure(f"cannot write to {error}") from error

    def refuse_unknown(self) -> None:
        """Raises UsageFailure if nothing tells what is in the store, so that adding to it would replace it."""
        from phaen.batch.store import Store

        if self.url and not Store(self.folder).ledger.is_file():
            raise UsageFailure(
                f"--add needs the finished work of the earlier runs into {self.shown}: give it by --work"
            )

    def refuse_linked(self, log: Path | None) -> None:
        """Raises UsageFailure if the log is a symbolic link in the output folder: another user may have made it."""
        if log is None or not log.is_symlink():
            return
        if Path(os.path.realpath(log.parent)).is_relative_to(os.path.realpath(self.folder)):
            raise UsageFailure(f"cannot write to {click.format_filename(log)}: it is a link in the output folder")


def output_place(output: str, work: Path | None) -> OutputPlace:
    """The place given by --output and --work. Raises click.UsageError for --work without a URL."""
    from phaen.batch.remote import is_url

    if not is_url(output):
        if work is not None:
            raise click.UsageError("--work requires a URL as --output")
        return OutputPlace(Path(output).absolute(), output)
    return OutputPlace((work or _default_work(output)).absolute(), output, output)


def _default_work(url: str) -> Path:
    """One folder per URL, in the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "phaen" / "batches" / sha256(url.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Machines:
    """This machine's cores, or the address of a Dask scheduler."""

    jobs: int
    scheduler: str | None = None

    def engine(self, limits: Limits, scratch: Path, tell: Listener) -> BatchEngine:
        """The engine for these machines. `tell` gets an event for pages read, on this machine only.

        Raises UsageFailure if Dask is not installed.
        """
        from phaen.batch.engines.local import LocalEngine
        from phaen.batch.events import PagesRead

        if self.scheduler is None:
            return LocalEngine(
                self.jobs, limits, scratch, lambda job, pages: tell(PagesRead(job.source.name, pages.done, pages.total))
            )
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise UsageFailure("--engine dask requires more packages: pip install 'phaen[dask]'") from error
        from phaen.batch.engines.dask_engine import DaskEngine

        return DaskEngine(self.scheduler, limits, scratch)
