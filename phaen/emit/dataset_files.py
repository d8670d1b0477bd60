"""The names of the files that a dataset consists of. Of what lies in an output folder, phaen replaces only these."""

from __future__ import annotations

from functools import cache

from schemas.tables import tables

WORKBOOK = "dataset.xlsx"
DESCRIPTOR = "datapackage.json"
RUN_FILE = "run.json"
"""How the dataset was made."""


@cache
def dataset_files() -> frozenset[str]:
    """All names that a file of a dataset may have, whatever the formats."""
    of_tables = (f"{table}.{suffix}" for table in tables() for suffix in ("csv", "parquet"))
    return frozenset({WORKBOOK, DESCRIPTOR, RUN_FILE, *of_tables})
