"""What a run would do with each source, without doing it: `phaen convert --dry-run`. Nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extract.model.errors import SourceError
from extract.read.ocr.ocr_interface import EngineUnavailable
from extract.read.ocr.tessdata import find_tessdata
from extract.read.options import OcrMode
from extract.read.reader_interface import ReadableSource
from extract.read.registry import IMAGE_READER, READERS, reader_target, refuse_unknown
from extract.read.settings import DEFAULTS
from extract.read.source_file import examine
from extract.read.word.libreoffice import NEEDED_BY, find_libreoffice
from phaen.batch.due import SUFFIXES, Choices, Need, need
from phaen.batch.engines.engine_interface import BatchEngine
from phaen.batch.ledger import DamagedLedgerError, Ledger, Record
from phaen.batch.ledger_file import read_ledger
from phaen.batch.sources import BatchSource
from phaen.batch.store import LEDGER_FILES, Store
from phaen.batch.survey import Surveyed, expand, look_at

_HEAD_BYTES = 4096
"""The part of a file that shows whether its content is what its name says."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A source and what a run would do. `size` is in bytes, 0 if unknown; `kind` is its suffix without the dot.

    `refused` is why it would fail, as far as that shows without reading the document; empty otherwise.
    `same_as` is the source with the same content that would be used in its place.
    """

    source: BatchSource
    kind: str
    size: int
    why: Need
    refused: str = ""
    same_as: str = ""


def foresee(
    out: Path, sources: Iterable[BatchSource], choices: Choices, engine: BatchEngine, scratch: Path
) -> list[Foreseen]:
    """What a run into `out` would do with the sources, in their order. `scratch` is a temporary folder.

    Archives are listed and files are hashed, as in a run. Raises OSError.
    """
    with engine:
        items = [look_at(source, SUFFIXES) for source in expand(sources, engine, SUFFIXES)]
    store = Store(out)
    with _ledger(store, scratch) as ledger:
        return list(_foreseen(items, ledger, store, choices))


@contextmanager
def _ledger(store: Store, scratch: Path) -> Iterator[Ledger | None]:
    """A copy of the ledger: even reading the original would create files beside it. None without a usable one."""
    copy = scratch / store.ledger.name
    try:
        for suffix in LEDGER_FILES:
            if (file := store.ledger.with_name(store.ledger.name + suffix)).is_file():
                shutil.copyfile(file, copy.with_name(copy.name + suffix))
        with read_ledger(copy) as ledger:
            yield ledger
    except (FileNotFoundError, DamagedLedgerError):  # a run would make a new one
        yield None


def _foreseen(items: Sequence[Surveyed], ledger: Ledger | None, store: Store, choices: Choices) -> Iterator[Foreseen]:
    first: dict[str, str] = {}
    for item in items:
        record = ledger.record(item.key) if ledger else None
        why = need(record, choices, held=bool(record and store.holds(item.key, record.part_digest)))
        same_as = first.setdefault(item.key, item.source.shown)
        yield Foreseen(
            item.source,
            item.source.suffix.removeprefix("."),
            item.source.size if item.source.members else item.size,
            why,
            _refusal(item.source, record, why, choices),
            "" if same_as == item.source.shown else same_as,
        )


def _refusal(source: BatchSource, record: Record | None, why: Need, choices: Choices) -> str:
    """Why the source would fail: it is refused at sight, lacks a program, or would fail as before."""
    if source.refused:
        return source.refused
    if why is Need.DONE and record is not None:
        return record.error
    try:
        refuse_unknown(source.name, source.suffix)
        if not source.members and not source.url:
            examine(source.path, source.name, DEFAULTS.max_bytes)
            reader_target(ReadableSource(source.name, _head(source.path)), source.suffix)
    except SourceError as error:
        return error.reason
    except OSError as error:
        return error.strerror or str(error)
    return _lack(source.suffix, choices)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _lack(suffix: str, choices: Choices) -> str:
    """What is missing on this machine for sources of this type."""
    if suffix and suffix in NEEDED_BY and find_libreoffice() is None:
        return "LibreOffice was not found"
    if READERS.get(suffix) == IMAGE_READER and choices.read.ocr is not OcrMode.NEVER:
        try:
            find_tessdata()
        except EngineUnavailable as error:
            return str(error)
    return ""
