"""Limits of time and memory per source."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of each source, the same for all engines.

    `seconds` is wall time. `memory` is in bytes per core assigned to the source: the total memory of the process,
    including phaen itself (about 100 MB).
    """

    seconds: float = 1800.0
    """A scan of 400 pages takes about twenty minutes on one core."""
    memory: int = 2048 * MEGABYTE
    """OCR of a page at 600 dpi takes about 300 MB, a text of 256 MB about 1,500 MB."""

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.memory <= 0:
            raise ValueError("limits must be positive")


DEFAULT_LIMITS = Limits()
