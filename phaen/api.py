"""The Python API: `phaen.convert`, `phaen.read`, `phaen.load`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from phaen.correct.correction import Corrections
    from phaen.dataset import Dataset

PathLike = str | os.PathLike[str]


def convert(
    paths: PathLike | Iterable[PathLike],
    *,
    jobs: int = 1,
    ocr: str = "auto",
    ocr_cache: PathLike | None = None,
    corrections: PathLike | None = None,
) -> Dataset:
    """Convert plans and progress reports into one dataset, in memory.

    `paths` is one or more files, folders (walked recursively), ZIP archives, globs or URLs. `jobs` is the number of
    processes; the result does not depend on it. With one job, all work is done in this process. With more, sources are
    converted in separate processes, under the default limits of `phaen convert`; guard the calling script by
    `if __name__ == "__main__":`. `ocr` selects the pages that are read by OCR: auto (those without a Thai text layer),
    always, never. `ocr_cache` is a folder with cached OCR results, None for no cache. `corrections` is a file of
    corrections (docs/corrections.md); those of documents that are not in the dataset give a warning.

    A source that cannot be converted is a row of `dataset.documents` with status `failed` and the reason in `error`.
    Raises `phaen.NoSourcesError` if none of the paths contains a source, `phaen.RemoteError` if a URL cannot be used,
    `phaen.CorrectionsError` if the file of corrections is malformed.

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

    wanted = [paths] if isinstance(paths, str | os.PathLike) else paths
    sources = find_sources(wanted, suffixes={*SUFFIXES, SUFFIX})
    options = ReadOptions(ocr=OcrMode(ocr), cache=None if ocr_cache is None else Path(ocr_cache))
    given = _corrections(corrections)
    rows = convert_sources(sources, jobs=jobs, options=options, corrections=given).rows
    _warn_of_unused(given, {str(row["document_id"]) for row in rows["documents"] if row["status"] != "failed"})
    return Dataset(rows)


def read(path: PathLike, *, corrections: PathLike | None = None) -> Plan:
    """Read and check one plan or progress report, as a tree.

    The tree is a `phaen.Plan`: facts, dimensions, sections, projects with amounts and items, findings. Every value has
    its place in the source. The corrections of it in the file `corrections` are applied. Raises `phaen.SourceError` if
    the file cannot be read or contains no plan, `phaen.CorrectionsError` if the file of corrections is malformed.

    >>> plan = phaen.read("plans/plan.txt")
    >>> [(p.item, p.name.value) for p in plan.projects if p.name]
    """
    from phaen.pipeline import read_plan

    return read_plan(Path(path), corrections=[row for rows in _corrections(corrections).values() for row in rows])


def _corrections(file: PathLike | None) -> Mapping[str, Corrections]:
    from phaen.correct.corrections_file import read_corrections

    return {} if file is None else read_corrections(Path(file))


def _warn_of_unused(corrections: Mapping[str, Corrections], documents: Set[str]) -> None:
    unused = sorted(corrections.keys() - documents)
    if unused:
        warnings.warn(f"corrections of documents that are not in this dataset: {', '.join(unused)}", stacklevel=3)


def load(directory: PathLike) -> Dataset:
    """Load a dataset that was written by `phaen convert` or `Dataset.write`, in any of its formats.

    The original types and texts are restored, whatever the format.
    Raises FileNotFoundError if the directory contains no dataset.

    >>> dataset = phaen.load("output")
    >>> dataset.checks["severity"].value_counts()
    """
    from phaen.dataset import load as load_dataset

    return load_dataset(Path(directory))
