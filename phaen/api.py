"""The Python API: `phaen.convert`, `phaen.read`, `phaen.load`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from phaen.dataset import Dataset

PathLike = str | os.PathLike[str]


def convert(
    paths: PathLike | Iterable[PathLike], *, jobs: int = 1, ocr: str = "auto", ocr_cache: PathLike | None = None
) -> Dataset:
    """Convert plans and progress reports into one dataset, in memory.

    `paths` is one or more files, folders (walked recursively), ZIP archives, globs or URLs. `jobs` is the number of
    processes; the result does not depend on it. With one job, all work is done in this process. With more, sources are
    converted in separate processes, under the default limits of `phaen convert`; guard the calling script by
    `if __name__ == "__main__":`. `ocr` selects the pages that are read by OCR: auto (those without a Thai text layer),
    always, never. `ocr_cache` is a folder with cached OCR results, None for no cache.

    A source that cannot be converted is a row of `dataset.documents` with status `failed` and the reason in `error`.
    Raises `phaen.NoSourcesError` if none of the paths contains a source, `phaen.RemoteError` if a URL cannot be used.

    >>> dataset = phaen.convert(["plans", "extra/plan.txt"], jobs=4)
    >>> dataset.projects.groupby("dimension").size()
    >>> dataset.write("output")
    """
    from extract.read.options import OcrMode, ReadOptions
    from phaen.batch.archives import SUFFIX
    from phaen.batch.due import SUFFIXES
    from phaen.batch.in_memory import convert_sources
    from phaen.batch.sources import find_sources
    from phaen.dataset import Dataset

    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    sources = find_sources(given, suffixes={*SUFFIXES, SUFFIX})
    options = ReadOptions(ocr=OcrMode(ocr), cache=None if ocr_cache is None else Path(ocr_cache))
    return Dataset(convert_sources(sources, jobs=jobs, options=options).rows)


def read(path: PathLike) -> Plan:
    """Read and check one plan or progress report, as a tree.

    The tree is a `phaen.Plan`: facts, dimensions, sections, projects with amounts and items, findings. Every value has
    its place in the source. Raises `phaen.SourceError` if the file cannot be read or contains no plan.

    >>> plan = phaen.read("plans/plan.txt")
    >>> [(p.item, p.name.value) for p in plan.projects if p.name]
    """
    from phaen.pipeline import read_plan

    return read_plan(Path(path))


def load(directory: PathLike) -> Dataset:
    """Load a dataset that was written by `phaen convert` or `Dataset.write`, in any of its formats.

    The original types and texts are restored, whatever the format.
    Raises FileNotFoundError if the directory contains no dataset.

    >>> dataset = phaen.load("output")
    >>> dataset.checks["severity"].value_counts()
    """
    from phaen.dataset import load as load_dataset

    return load_dataset(Path(directory))
