"""User options for reading. The same file and options yield the same Document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OcrMode(StrEnum):
    """Which pages are read by OCR."""

    AUTO = "auto"
    """Pages whose text layer is missing or not Thai."""
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options passed to every reader. A reader ignores options that do not apply to it.

    `cache` is a folder of OCR results by content, or None; `jobs` is the number of processes that may read the pages of
    one file. Neither changes the result. `pages` are ranges (first and last number) of pages to read, all if empty; it
    applies only to laid-out pages.
    """

    ocr: OcrMode = OcrMode.AUTO
    ocr_engine: str = "tesseract"
    cache: Path | None = None
    jobs: int = 1
    pages: tuple[tuple[int, int], ...] = ()

    def wants(self, page: int) -> bool:
        """Whether page `page` (from 1) is requested."""
        return not self.pages or any(first <= page <= last for first, last in self.pages)


DEFAULT_OPTIONS = ReadOptions()
