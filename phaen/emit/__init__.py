"""Converts checked plans to rows, and rows to files.

`plan_rows.plan_rows` converts a plan into rows of the dataset's tables. `write.write_dataset` writes rows as CSV with a
data package, as Parquet and as an Excel workbook. The tables and columns are defined in `schemas.tables` only. Each
file format has a writer and a reader; `phaen.dataset.load` uses the readers.
"""
