from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pandas as pd
import pytest

from phaen.dataset import Dataset, load
from phaen.emit.dataset_files import FORMATS
from schemas.tables import tables


def test_attributes_are_the_tables(rows):
    dataset = Dataset(rows)
    assert list(dataset) == list(dataset.keys()) == list(tables())
    for name, table in tables().items():
        frame = getattr(dataset, name)
        assert frame is dataset[name]
        assert tuple(frame.columns) == table.columns
        assert len(frame) == len(rows[name])


def test_an_unknown_table_is_a_key_error(rows):
    with pytest.raises(KeyError):
        Dataset(rows)["budget"]
    with pytest.raises(ValueError, match="unknown tables"):
        Dataset({"budget": []})


def test_types_are_nullable_and_money_exact():
    rows = [{"fiscal_year": 2566, "amount": "0.10"}, {"fiscal_year": 2566, "amount": "0.20"}, {"text": "x"}]
    frame = Dataset({"budgets": rows}).budgets
    assert frame["amount"].sum() == Decimal("0.30")
    assert frame.groupby("fiscal_year")["amount"].sum().tolist() == [Decimal("0.30")]
    assert frame["fiscal_year"].dtype == "Int64"
    assert frame["text"].dtype == "string"
    assert frame["fiscal_year"].isna().tolist() == [False, False, True]
    assert Dataset({}).projects["in_summary"].dtype == "boolean"


def test_repr_counts_rows(rows):
    assert repr(Dataset(rows)).startswith("<Dataset project_years: 4, documents: 1, pages: 1, dimensions: 1,")
    assert repr(Dataset({})) == "<Dataset without rows>"


def test_what_is_changed_in_a_frame_is_written(rows, tmp_path):
    dataset = Dataset(rows)
    dataset.budgets.loc[0, "amount"] = Decimal(5)
    dataset.budgets.loc[1, "text"] = pd.NA
    dataset.write(tmp_path, formats=["csv"])
    written = load(tmp_path)
    assert written.budgets["amount"].tolist()[0] == Decimal(5)
    assert written.budgets["text"].isna().tolist() == [False, True, False]
    assert written.rows()["projects"] == rows["projects"]


@pytest.mark.parametrize("mode", ["spreadsheet", "lossless"])
@pytest.mark.parametrize("format", FORMATS)
def test_texts_that_look_like_formulas_come_back_exactly(rows, tmp_path, format, mode):
    before = ("", " ", "'", "''", "\ufeff", "\u200b", "\u3000", "\xa0", "\t", "\r", "\n", "\u202e", "_x000D_")
    texts = [start + sign + "1+1" for start in before for sign in "=+-@＝＋－＠ก'"]
    rows["risks"] = [{"document_id": rows["documents"][0]["document_id"], "order": n, "step": t}
                     for n, t in enumerate(texts, 1)]  # fmt: skip
    Dataset(rows).write(tmp_path, formats=[format], csv_mode=mode)
    assert load(tmp_path).risks["step"].tolist() == texts


def test_frames_do_not_change_what_is_written(rows):
    dataset = Dataset(rows)
    for name in dataset:
        assert len(dataset[name])
    assert dataset.rows() == rows


@pytest.mark.parametrize("kind", FORMATS)
def test_load_finds_the_format_there_is(rows, tmp_path, kind):
    Dataset(rows).write(tmp_path, formats=[kind], excel_provenance=True)
    assert load(str(tmp_path)).rows() == rows


@pytest.mark.parametrize("mode", ["spreadsheet", "lossless"])
def test_load_knows_the_csv_mode_without_a_descriptor(rows, tmp_path, mode):
    Dataset(rows).write(tmp_path, formats=["csv"], csv_mode=mode)
    (tmp_path / "datapackage.json").unlink()
    assert load(tmp_path).rows() == rows


def test_load_says_where_nothing_is(tmp_path):
    with pytest.raises(FileNotFoundError, match="no dataset here"):
        load(tmp_path)


def test_importing_loads_nothing_heavy():
    heavy = {"pandas", "pyarrow", "openpyxl", "numpy", "duckdb", "sqlite3"}
    code = f"import sys, phaen.dataset, phaen.cli; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
