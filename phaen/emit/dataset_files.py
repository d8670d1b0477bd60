"""The names of the files of a dataset. phaen replaces only these files in an output folder."""

from __future__ import annotations

from functools import cache

WORKBOOK = "dataset.xlsx"
DUCKDB_FILE = "dataset.duckdb"
SQLITE_FILE = "dataset.sqlite"
DESCRIPTOR = "datapackage.json"
PORTAL_FILE = "gdc_metadata.json"
"""Describes the dataset for Thai data portals."""
RUN_FILE = "run.json"
"""Describes how the dataset was made."""


@cache
def dataset_files() -> frozenset[str]:
    """All possible names of dataset files, in all formats."""
    from phaen.emit.formats import file_names

    return frozenset({RUN_FILE, *file_names()})
