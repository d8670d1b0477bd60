"""From a checked plan to rows, and from rows to files.

`rows.plan_rows` turns a plan into rows of the dataset's tables; `write.write_dataset` writes rows as CSV with a data
package, as Parquet and as an Excel workbook. Which tables and columns there are is known to `schemas.tables` alone.
Each file format has its writer and its reader beside each other; `phaen.dataset.load` puts the readers to use.
"""
