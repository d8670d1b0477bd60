"""One run of benchmarks.emit in a separate process: WHAT PARTS OUT FORMATS."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def main() -> None:
    what, parts, out, formats = sys.argv[1:]
    paths = sorted(Path(parts).iterdir())
    if what == "write":
        write(paths, Path(out), formats)
    elif what == "bare":
        write_bare(read(paths), Path(out), formats)
    elif what == "load":
        load(Path(out), formats)
    else:
        write_limits(Path(out))


def load(folder: Path, format: str) -> None:
    """Load every table as a frame."""
    from phaen.dataset import load

    dataset = load(folder, format)
    print(sum(len(dataset[name]) for name in dataset))


def write_limits(out: Path) -> None:
    """Write and read back a workbook with more rows than a sheet and a longer text than a cell can contain."""
    from phaen.emit.excel_cells import ExcelLimits
    from phaen.emit.excel_read import read_xlsx
    from phaen.emit.write import write_dataset

    limits = ExcelLimits()
    rows = ({"document_id": "d", "order": number, "step": "ก"} for number in range(limits.rows + 10))
    long = {"document_id": "d", "order": limits.rows + 10, "step": "ข" * (limits.characters + 1)}
    write_dataset({"risks": chain(rows, [long])}, out, formats=["xlsx"])
    found = read_xlsx(out / "dataset.xlsx")
    assert found["risks"].num_rows == limits.rows + 11
    assert len(found["risks"]["step"][-1].as_py()) == limits.characters
    assert found["checks"]["check"].to_pylist() == ["cell_truncated"]


def write(paths: list[Path], out: Path, formats: str) -> None:
    from phaen.emit.parts_to_dataset import write_dataset_from_parts

    write_dataset_from_parts(paths, out, formats=formats.split(","))


def read(paths: list[Path]) -> dict[str, pa.Table]:
    """All rows in memory."""
    import pyarrow as pa

    from phaen.emit.part_files import read_part_tables
    from schemas.tables import tables

    parts = [read_part_tables(path) for path in paths]
    return {name: pa.concat_tables([part[name] for part in parts]) for name in tables()}


def write_bare(rows: dict[str, pa.Table], out: Path, name: str) -> None:
    import pandas as pd
    import pyarrow.parquet as pq
    from openpyxl import Workbook

    if name == "parquet":
        for table, found in rows.items():
            pq.write_table(found, out / table, compression="zstd")
    elif name == "csv":
        for table, found in rows.items():
            found.to_pandas().to_csv(out / table, index=False)
    else:
        book = Workbook(write_only=True)
        for table, found in rows.items():
            if table == "provenance":  # phaen leaves it out too
                continue
            sheet = book.create_sheet(table)
            sheet.append(found.column_names)
            for line in found.to_pandas().itertuples(index=False, name=None):
                sheet.append([None if pd.isna(cell) else cell for cell in line])
        book.save(out / "bare.xlsx")


if __name__ == "__main__":
    main()
