"""Reports why no page of a document could be read."""

from __future__ import annotations

from typing import NoReturn

from extract.model.document import Document
from extract.model.errors import OcrUnavailable, UnreadableSource
from extract.read.ocr.engines import engine
from extract.read.ocr.ocr_interface import EngineUnavailable
from extract.read.ocr.scan import UNAVAILABLE
from extract.read.options import OcrMode, ReadOptions
from extract.read.reader_interface import ReadableSource


def _lack(options: ReadOptions) -> str:
    """The missing requirement of the engine."""
    try:
        engine(options.ocr_engine)
    except EngineUnavailable as error:
        return str(error)
    return "the engine cannot be started; its language data may be damaged"


def refuse_unread(source: ReadableSource, document: Document, options: ReadOptions) -> NoReturn:
    """Raise the error for a document without any text."""
    if any(UNAVAILABLE in page.repairs for page in document.pages):
        raise OcrUnavailable(source.name, f"all its pages are scans, and OCR is not available: {_lack(options)}")
    if options.ocr is OcrMode.NEVER:
        raise UnreadableSource(source.name, "no page has a text layer: it is a scan, and OCR was switched off")
    raise UnreadableSource(source.name, "no text was found on any page")
