"""The CSV files of a dataset, and the two files that describe them: for tools, and for Thai data portals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from phaen.emit.csv_files import write_csv
from phaen.emit.datapackage import write_datapackage
from phaen.emit.dataset_files import DESCRIPTOR, PORTAL_FILE
from phaen.emit.described import described
from phaen.emit.file_digest import digest_of
from phaen.emit.gdc_metadata import write_gdc_metadata
from phaen.emit.parquet_files import StoredTable
from phaen.emit.write_options import WriteOptions


def write_csv_dataset(stored: Mapping[str, StoredTable], folder: Path, options: WriteOptions) -> None:
    """Write the files into `folder`: the writer of the format csv."""
    digests = {}
    for name, table in stored.items():
        path = folder / f"{name}.csv"
        write_csv(table.table, table.read(), path, options.csv_mode)
        digests[path.name] = digest_of(path)
    facts = described(stored["documents"].read())
    write_datapackage(folder / DESCRIPTOR, options.csv_mode, digests, facts)
    write_gdc_metadata(folder / PORTAL_FILE, facts, digests)
