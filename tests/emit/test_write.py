"""The contract of writing: the same bytes every time, all files or none, and every text back as it was."""

from __future__ import annotations

import csv
import hashlib
import time
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phaen.dataset import load
from phaen.emit import swap, write
from phaen.emit.dataset_files import DEFAULT_FORMATS, FORMATS
from phaen.emit.values import conform
from phaen.emit.write import write_dataset
from phaen.emit.write_options import CsvMode
from phaen.emit.writers import writer
from schemas.tables import FieldType, tables

NASTY = [
    "=cmd|' /C calc'!A0",
    "'=x",
    "''+1",
    "'",
    "\t",
    "\r",
    "a\r\nb",
    '"',
    "ก็ที่\nไม้",
    "_x000D_",
    "#N/A",
    " x ",
    "nan",
    "๑",
]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_files_are_those_announced(rows, tmp_path):
    written = write_dataset(rows, tmp_path / "new" / "folder")
    assert sorted(written) == sorted((tmp_path / "new" / "folder").iterdir())
    names = {path.name for path in written}
    assert names == {f"{name}.{kind}" for name in tables() for kind in ("csv", "parquet")} | {
        "datapackage.json",
        "gdc_metadata.json",
        "dataset.xlsx",
    }


KINDS = [("csv", 19), ("parquet", 17), ("xlsx", 1), ("duckdb", 1), ("sqlite", 1), ("jsonl", 17)]


@pytest.mark.parametrize(("kind", "count"), KINDS)
def test_one_format_alone(rows, tmp_path, kind, count):
    assert len(write_dataset(rows, tmp_path, formats=[kind])) == count


@pytest.mark.parametrize("options", [{"formats": ["ods"]}, {"headers": "de"}, {"csv_mode": "tsv"}])
def test_unknown_choices_are_refused_before_anything_is_written(rows, tmp_path, options):
    with pytest.raises(ValueError, match="is not a valid"):
        write_dataset(rows, tmp_path, **options)
    assert not any(tmp_path.iterdir())


def test_an_unknown_table_is_refused(tmp_path):
    with pytest.raises(ValueError, match="unknown tables"):
        write_dataset({"colours": []}, tmp_path)


@pytest.mark.parametrize("headers", ["en", "th"])
def test_the_same_rows_give_the_same_bytes(rows, tmp_path, headers):
    write_dataset(rows, tmp_path / "a", headers=headers)
    time.sleep(2.1)  # a zip archive counts time in steps of two seconds
    write_dataset(rows, tmp_path / "b", headers=headers)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_the_workbook_bears_no_clock_time(rows, tmp_path):
    write_dataset(rows, tmp_path, formats=["xlsx"])
    with ZipFile(tmp_path / "dataset.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(datetime.now().year) not in archive.read("docProps/core.xml").decode()


def test_golden_budgets(rows, tmp_path):
    write_dataset(rows, tmp_path, formats=["csv"])
    lines = (tmp_path / "budgets.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    document = "0123456789abcdef"
    first, second, third = (f"{row['anchor']},{row['raw_digest']}" for row in rows["budgets"])
    assert lines == [
        ",".join(tables()["budgets"].columns),
        f'{document},P1,2566,30000.50,summary,"30,000.50",printed,1,12,2023,72 100.5 200 120,P1/2566/summary,{first},1',
        f'{document},P1,2567,30000,summary,"30,000",aligned,1,12,2024,,P1/2567/summary,{second},1',
        f'{document},P1,2568,,summary,"3x,000",printed,1,12,2025,,P1/2568/summary,{third},1',
        "",
    ]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_run_that_fails_leaves_the_old_files(rows, tmp_path, monkeypatch, kind, error):
    write_dataset(rows, tmp_path, formats=["csv", kind])
    before = digests(tmp_path)

    def half(format):
        def write_and_fail(*arguments):
            writer(format)(*arguments)
            if format == kind:
                raise error

        return write_and_fail

    monkeypatch.setattr(write, "writer", half)
    with pytest.raises(type(error)):
        write_dataset({}, tmp_path, formats=["csv", kind])
    assert digests(tmp_path) == before


def test_a_run_that_fails_before_any_format_leaves_the_old_files(rows, tmp_path, monkeypatch):
    write_dataset(rows, tmp_path)
    before = digests(tmp_path)

    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(write, "write_parquet_files", full)
    with pytest.raises(OSError, match="disk full"):
        write_dataset({}, tmp_path)
    assert digests(tmp_path) == before


@pytest.mark.parametrize("linkable", [True, False])
def test_a_file_that_cannot_be_replaced_leaves_all_old_files(rows, tmp_path, monkeypatch, linkable):
    write_dataset(rows, tmp_path, formats=["csv", "xlsx"])
    before = digests(tmp_path)
    replace = Path.replace

    def locked(self, target):
        if "new" in self.parts and self.name == "progress.parquet":
            raise PermissionError("open in another program")
        return replace(self, target)

    def unlinkable(*arguments, **named):
        raise OSError("no links here")

    monkeypatch.setattr(Path, "replace", locked)
    if not linkable:
        monkeypatch.setattr(swap.os, "link", unlinkable)
    with pytest.raises(PermissionError):
        write_dataset({}, tmp_path)
    assert digests(tmp_path) == before


def nasty_rows(text: str):
    """A row in every table with the text in every free column; keys stay what they are."""
    rows = {}
    for name, table in tables().items():
        free = (field for field in table.fields if field.type is FieldType.STRING)
        rows[name] = list(conform(table, [{field.name: text for field in free}]))
    return rows


@pytest.mark.parametrize("mode", CsvMode)
def test_nasty_text_comes_back_from_every_format(tmp_path, mode):
    rows = {name: [row for text in NASTY for row in nasty_rows(text)[name]] for name in tables()}
    kinds = [*DEFAULT_FORMATS, "jsonl"]  # a database refuses rows without keys: tests/emit/test_databases.py
    write_dataset(rows, tmp_path, formats=kinds, csv_mode=mode, excel_provenance=True)
    for kind in kinds:
        assert load(tmp_path, kind).rows() == rows


@pytest.mark.parametrize("text", [text for text in NASTY if text.lstrip("'").startswith(FORMULA_STARTS)])
def test_no_cell_of_any_csv_file_is_a_formula(tmp_path, text):
    write_dataset(nasty_rows(text), tmp_path, formats=["csv"])
    for name in tables():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        assert any(text in cell for cell in cells)
        assert not any(cell.startswith(FORMULA_STARTS) for cell in cells)


def values(field):
    kinds = {
        FieldType.STRING: st.text(max_size=12) | st.sampled_from(NASTY),
        FieldType.INTEGER: st.integers(-(10**14), 10**14),
        FieldType.BOOLEAN: st.booleans(),
    }
    kind = kinds.get(field.type)
    if kind is None:
        kind = st.decimals(-(10**10), 10**10, places=field.scale)
    return st.none() | kind


def tables_rows(*names):
    return st.fixed_dictionaries(
        {
            name: st.lists(
                st.fixed_dictionaries({field.name: values(field) for field in tables()[name].fields}), max_size=3
            )
            for name in names
        }
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=tables_rows("budgets", "tables", "pages"), mode=st.sampled_from(CsvMode))
def test_csv_and_parquet_give_back_every_row(tmp_path_factory, rows, mode):
    folder = tmp_path_factory.mktemp("out")
    write_dataset(rows, folder, formats=["csv", "parquet"], csv_mode=mode)
    expected = {name: list(conform(tables()[name], rows.get(name, []))) for name in tables()}
    assert load(folder, "csv").rows() == expected
    assert load(folder, "parquet").rows() == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=tables_rows("budgets", "tables"), headers=st.sampled_from(["en", "th"]))
def test_excel_gives_back_every_row_but_control_characters(tmp_path_factory, rows, headers):
    folder = tmp_path_factory.mktemp("out")
    write_dataset(rows, folder, formats=["xlsx"], headers=headers)
    assert load(folder).rows() == {name: list(conform(tables()[name], held(rows.get(name, [])))) for name in tables()}


def held(rows):
    """The rows as a workbook holds them."""
    control = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535])
    return [{k: v.translate(control) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
