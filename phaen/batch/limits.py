"""What one source may take before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of each source, the same below every engine.

    `seconds` is wall time. `memory` is in bytes, for each core that the source was given: what the process holds
    altogether, phaen itself (some 100 MB) included.
    """

    seconds: float = 1800.0
    """A scan of 400 pages takes some twenty minutes on one core."""
    memory: int = 2048 * MEGABYTE
    """A page of 600 dpi takes some 300 MB while it is read by OCR, a text of 256 MB some 1,500 MB."""

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.memory <= 0:
            raise ValueError("limits must be positive")


DEFAULT_LIMITS = Limits()
