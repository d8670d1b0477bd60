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
    one file. Neither changes what is read. `pages` are the first and last numbers of the pages to read, all if empty;
    only printed pages heed it.
    """

    ocr: OcrMode = OcrMode.AUTO
    ocr_engine: str = "tesseract"
    cache: Path | None = None
    jobs: int = 1
    pages: tuple[tuple[int, int], ...] = ()

    def wants(self, page: int) -> bool:
        """Whether page `page` (from 1) is to be read."""
        return not self.pages or any(first <= page <= last for first, last in self.pages)


DEFAULT_OPTIONS = ReadOptions()
