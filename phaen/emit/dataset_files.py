"""The names of the files of a dataset. phaen replaces only these files in an output folder."""

from __future__ import annotations

from functools import cache

from schemas.tables import tables

WORKBOOK = "dataset.xlsx"
DESCRIPTOR = "datapackage.json"
RUN_FILE = "run.json"
"""Describes how the dataset was made."""


@cache
def dataset_files() -> frozenset[str]:
    """All possible names of dataset files, in all formats."""
    of_tables = (f"{table}.{suffix}" for table in tables() for suffix in ("csv", "parquet"))
    return frozenset({WORKBOOK, DESCRIPTOR, RUN_FILE, *of_tables})
