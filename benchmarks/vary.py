"""Makes many plans from few. Each copy differs in content, so that none is a duplicate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path


def write_varied(samples: Sequence[Path], folder: Path, count: int) -> int:
    """Write `count` plans made from the samples in turn to `folder`. Returns their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = 0
    for number, sample in enumerate(islice(cycle(samples), count)):
        data = varied(sample.read_bytes(), number)
        (folder / f"{number:05}-{sample.name}").write_bytes(data)
        sizes += len(data)
    return sizes


def varied(data: bytes, number: int) -> bytes:
    """The text with a unique last line in ASCII, which is valid in every encoding of the samples."""
    return data.rstrip(b"\r\n") + f"\n\n({number})\n".encode("ascii")
