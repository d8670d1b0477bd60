"""What a user may choose about reading. The same file and options give the same Document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OcrMode(StrEnum):
    """Which pages are read by OCR."""

    AUTO = "auto"
    """Those whose text layer is missing or not Thai."""
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices that every reader is given; one that they do not concern pays no heed to them.

    `cache` is a folder of OCR results by content, or None for none; `jobs` the processes that may read the pages of
    one file. Neither changes what is read.
    """

    ocr: OcrMode = OcrMode.AUTO
    ocr_engine: str = "tesseract"
    cache: Path | None = None
    jobs: int = 1


DEFAULT_OPTIONS = ReadOptions()
