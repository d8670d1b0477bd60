"""The rows of a dataset, one document at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from phaen.review.documents import TABLES, NoDatasetError, read_documents
from tests.review.plans import document_id, rows_of, write


def test_each_document_comes_with_its_own_rows(tmp_path: Path) -> None:
    write(tmp_path, rows_of(1, 2), rows_of(2, 0, status="failed"), rows_of(3, 1))
    found = list(read_documents(tmp_path))
    assert [rows["documents"][0]["document_id"] for rows in found] == [document_id(number) for number in (1, 2, 3)]
    assert [len(rows["projects"]) for rows in found] == [6, 0, 3]
    assert {row["document_id"] for row in found[2]["provenance"]} == {document_id(3)}
    assert set(found[0]) == set(TABLES)


def test_the_format_makes_no_difference(tmp_path: Path) -> None:
    plans = rows_of(1, 2), rows_of(2, 1)
    parquet, csv = (write(tmp_path / name, *plans, formats=(name,)) for name in ("parquet", "csv"))
    assert list(read_documents(parquet)) == list(read_documents(csv))


def test_a_dataset_whose_tables_have_other_orders_is_refused(tmp_path: Path) -> None:
    first, second = rows_of(1, 1), rows_of(2, 1)
    mixed = {
        name: [*second[name], *first[name]] if name == "projects" else [*first[name], *second[name]] for name in first
    }
    write(tmp_path, mixed)
    with pytest.raises(NoDatasetError, match="projects: its documents are not in the order"):
        list(read_documents(tmp_path))


def test_a_folder_without_a_dataset(tmp_path: Path) -> None:
    with pytest.raises(NoDatasetError, match="no dataset here"):
        list(read_documents(tmp_path))


def test_a_file_that_is_no_parquet_file(tmp_path: Path) -> None:
    (tmp_path / "documents.parquet").write_bytes(b"nothing")
    with pytest.raises(NoDatasetError):
        list(read_documents(tmp_path))
