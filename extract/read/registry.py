"""Selects the reader of a file: `read_document` chooses by the file name and verifies the choice by the content."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from extract.model.document import Document
from extract.model.errors import UnreadableSource, UnsupportedSource
from extract.read.copied_text import (
    with_marks,
    with_read_tones,
    without_doubled_letters,
    without_false_gaps,
    without_pasted_signs,
    without_site,
)
from extract.read.markup_terms import Signature, markup
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.printed_notes import without_printed_marks
from extract.read.reader_interface import ReadableSource, Reader
from extract.read.settings import DEFAULTS
from extract.read.sheets import with_tables_apart
from extract.read.source_file import examine, load, source_name

TEXT_READER = "extract.read.text.text_reader:read_text"
IMAGE_READER = "extract.read.image.image_reader:read_image"
WORD_READER = "extract.read.word.word_reader:read_word"

READERS: dict[str, str] = {
    ".txt": TEXT_READER,
    ".text": TEXT_READER,
    ".md": TEXT_READER,
    ".markdown": TEXT_READER,
    ".html": TEXT_READER,
    ".htm": TEXT_READER,
    ".pdf": "extract.read.pdf.pdf_reader:read_pdf",
    ".png": IMAGE_READER,
    ".jpg": IMAGE_READER,
    ".jpeg": IMAGE_READER,
    ".tif": IMAGE_READER,
    ".tiff": IMAGE_READER,
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".ott"), WORD_READER),
}
"""Maps a suffix to the "module:function" of its reader. The module is imported on first use."""


def read_document(
    path: Path,
    *,
    source_file: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
    max_bytes: int = DEFAULTS.max_bytes,
) -> Document:
    """Read the document at `path`. `source_file` is its name in the dataset (default: the file name).

    Raises `SourceError`: `UnsupportedSource` if no reader supports the file type, `SourceTooLarge` above `max_bytes`
    (checked before reading), `RequirementMissing` if a needed program or data file is missing, `UnreadableSource` and
    related errors for everything else. Any other exception is a defect of phaen.
    """
    name = source_name(Path(path.name)) if source_file is None else source_file
    suffix = path.suffix.casefold()
    examine(path, name, max_bytes)
    refuse_unknown(name, suffix)
    source = load(path, name, max_bytes)
    document = _load_reader(reader_target(source, suffix))(source, options)
    whole = without_false_gaps(without_doubled_letters(without_site(with_tables_apart(document))))
    return without_printed_marks(with_read_tones(with_marks(without_pasted_signs(whole))))


def refuse_unknown(name: str, suffix: str) -> None:
    """Raise UnsupportedSource for a suffix without a reader, before the file is read."""
    if suffix and suffix not in READERS:
        raise _unsupported(name, f"{suffix} files")


def reader_target(source: ReadableSource, suffix: str) -> str:
    """The reader ("module:function") of a source by its suffix, verified by its first bytes."""
    signature = _sniff(source.data)
    if signature is None:
        return READERS[suffix] if suffix else TEXT_READER
    if not suffix:
        return _target_of_kind(source, signature)
    if suffix not in signature.suffixes:
        raise UnreadableSource(source.name, f"named {suffix}, but the content is {signature.kind}")
    return READERS[suffix]


def _target_of_kind(source: ReadableSource, signature: Signature) -> str:
    known = sorted(signature.suffixes & READERS.keys())
    if not known:
        raise _unsupported(source.name, f"{signature.kind} (by its content)")
    return READERS[known[0]]


def _sniff(data: bytes) -> Signature | None:
    return next((signature for signature in markup().signatures if data.startswith(signature.magic)), None)


def _load_reader(target: str) -> Reader:
    module, _, function = target.partition(":")
    return cast(Reader, getattr(import_module(module), function))


def _unsupported(name: str, what: str) -> UnsupportedSource:
    return UnsupportedSource(name, f"{what} cannot be read; phaen reads {', '.join(sorted(READERS))}")
