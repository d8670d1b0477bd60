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

    `paths` are files, folders (walked recursively), ZIP archives, globs and URLs, one or many. `jobs` is the number of
    processes; the result does not depend on it. With one, all is done in this very process; with more, sources are
    converted in processes of their own, under the limits that `phaen convert` has by default; then guard the calling
    script by `if __name__ == "__main__":`. `ocr` tells which pages are read by OCR: auto (those without a Thai text
    layer), always, never; `ocr_cache` is a folder of pages that were read by OCR before, None for none.

    A source that cannot be converted is a row of `dataset.documents` with status `failed` and the reason in `error`.
    Raises `phaen.NoSourcesError` if none of the paths holds a source, `phaen.RemoteError` for a URL that is of no use.

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
    """Read one plan or progress report as a tree, checked.

    The tree is a `phaen.Plan`: facts, dimensions, sections, projects with amounts and items, findings; every value in
    it with its place in the source. Raises `phaen.SourceError` if the file cannot be read or holds no plan.

    >>> plan = phaen.read("plans/plan.txt")
    >>> [(p.item, p.name.value) for p in plan.projects if p.name]
    """
    from phaen.pipeline import read_plan

    return read_plan(Path(path))


def load(directory: PathLike) -> Dataset:
    """Load a dataset that `phaen convert` or `Dataset.write` wrote, in any of its formats.

    Types and texts come back as they were, whatever the format did to them.
    Raises FileNotFoundError if the directory holds no dataset.

    >>> dataset = phaen.load("output")
    >>> dataset.checks["severity"].value_counts()
    """
    from phaen.dataset import load as load_dataset

    return load_dataset(Path(directory))
