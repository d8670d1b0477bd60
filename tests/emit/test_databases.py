"""The databases: keys, types, descriptions, views, and the same rows in the same order as in every other format."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from phaen.dataset import Dataset, load
from phaen.emit.dataset_files import FORMATS
from phaen.emit.sql_schema import SqlError, in_order
from phaen.emit.write import write_dataset
from schemas.tables import FieldType, tables
from schemas.views import views
from tests.emit.test_write import NASTY

DATABASES = ("duckdb", "sqlite")
OUTPUT = Path(__file__).parent.parent.parent / "output"


def ask(folder: Path, kind: str, sql: str) -> list[tuple[object, ...]]:
    path = str(folder / f"dataset.{kind}")
    if kind == "sqlite":
        with closing(sqlite3.connect(path)) as database:
            return database.execute(sql).fetchall()
    with duckdb.connect(path, read_only=True) as opened:
        return opened.execute(sql).fetchall()


def plain(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Rows in an order of their own, with numbers of one type."""
    return sorted(
        (tuple(Decimal(str(cell)).normalize() if isinstance(cell, int | float | Decimal) else cell for cell in row)
         for row in rows),
        key=repr,
    )  # fmt: skip


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples' dataset in both databases."""
    folder = tmp_path_factory.mktemp("databases")
    load(OUTPUT, "parquet").write(folder, formats=DATABASES)
    return folder


@pytest.mark.parametrize("kind", DATABASES)
def test_the_rows_are_those_of_the_dataset_in_their_order(samples, kind):
    assert load(samples, kind).rows() == load(OUTPUT, "parquet").rows()


@pytest.mark.parametrize("kind", DATABASES)
def test_the_same_rows_give_the_same_content(rows, tmp_path, kind):
    for name in "ab":
        write_dataset(rows, tmp_path / name, formats=[kind])
    both = [load(tmp_path / name, kind).rows() for name in "ab"]
    assert both[0] == both[1] == rows


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("kind", DATABASES)
def test_nasty_text_comes_back(rows, tmp_path, kind, text):
    for name, table in tables().items():
        keys = {*table.key, *(field for key in table.foreign_keys for field in key.fields)}
        free = [field.name for field in table.fields if field.type is FieldType.STRING and field.name not in keys]
        for row in rows[name]:
            row.update(dict.fromkeys(free, text))
    write_dataset(rows, tmp_path, formats=[kind])
    assert load(tmp_path, kind).rows() == rows


def test_tables_are_made_after_those_that_they_refer_to():
    order = [table.name for table in in_order()]
    assert sorted(order) == sorted(tables())
    for table in tables().values():
        assert all(order.index(key.table) < order.index(table.name) for key in table.foreign_keys)


@pytest.mark.parametrize("table", tables().values(), ids=tables())
def test_sqlite_knows_the_keys(samples, table):
    columns = ask(samples, "sqlite", f"PRAGMA table_info({table.name!r})")
    by_rank = sorted((rank, name) for _, name, _, _, _, rank in columns if rank)
    assert tuple(name for _, name in by_rank) == table.key
    foreign = ask(samples, "sqlite", f"PRAGMA foreign_key_list({table.name!r})")
    assert {row[2] for row in foreign} == {key.table for key in table.foreign_keys}


@pytest.mark.parametrize("table", tables().values(), ids=tables())
def test_duckdb_knows_the_keys_and_describes_every_column(samples, table):
    found = ask(samples, "duckdb", "SELECT constraint_type, constraint_column_names, referenced_table "
                f"FROM duckdb_constraints() WHERE table_name = '{table.name}'")  # fmt: skip
    assert [tuple(names) for kind, names, _ in found if kind == "PRIMARY KEY"] == [table.key]
    assert {(tuple(names), to) for kind, names, to in found if kind == "FOREIGN KEY"} == {
        (key.fields, key.table) for key in table.foreign_keys
    }
    comments = dict(ask(samples, "duckdb", f"SELECT column_name, comment FROM duckdb_columns() "
                        f"WHERE table_name = '{table.name}'"))  # fmt: skip
    assert all(field.title_th in comments[field.name] for field in table.fields)
    assert all("[THB]" in comments[field.name] for field in table.fields if field.unit == "THB")


def test_sqlite_keeps_the_descriptions_in_its_schema(samples):
    ((made,),) = ask(samples, "sqlite", "SELECT sql FROM sqlite_master WHERE name = 'project_years'")
    assert "จำนวนเงิน (บาท)" in made
    assert "[THB]" in made


@pytest.mark.parametrize("view", views())
def test_a_view_gives_the_same_rows_in_both(samples, view):
    one, other = (plain(ask(samples, kind, f"SELECT * FROM {view}")) for kind in DATABASES)
    assert one == other
    assert one or view == "plan_against_report"


def test_the_views_add_up_project_years(samples):
    years = load(OUTPUT).project_years
    whole = years["amount"].sum()
    for view in ("budget_by_dimension", "budget_by_year", "budget_by_type", "budget_by_province"):
        for kind in DATABASES:
            assert ask(samples, kind, f"SELECT ROUND(SUM(amount), 2) FROM {view}") == [(whole,)]
    by_year = dict(ask(samples, "duckdb", "SELECT fiscal_year, amount FROM budget_by_year WHERE fiscal_year > 0"))
    assert by_year == years.groupby("fiscal_year")["amount"].sum().to_dict()


def test_money_of_a_report_stands_beside_the_plans(rows, tmp_path):
    rows["project_years"][0].update({"report_id": "b", "status": "done", "spent": Decimal("0.30")})
    rows["project_years"][1].update({"report_id": "b", "spent": Decimal("0.60")})
    write_dataset(rows, tmp_path, formats=DATABASES)
    sql = "SELECT SUM(projects), SUM(with_status), ROUND(SUM(spent), 2) FROM plan_against_report"
    assert [plain(ask(tmp_path, kind, sql)) for kind in DATABASES] == [[(2, 1, Decimal("0.9"))]] * 2


def test_a_sum_in_sqlite_is_exact_when_rounded(tmp_path):
    rows = [{"document_id": "a", "document_kind": "action_plan", "project_id": f"P{n}", "row_id": f"P{n}/2566",
             "amount": Decimal("0.10")} for n in range(1000)]  # fmt: skip
    document = {"document_id": "a", "source_file": "a", "document_kind": "action_plan", "status": "ok"}
    projects = [{"document_id": "a", "project_id": row["project_id"], "order": n} for n, row in enumerate(rows)]
    Dataset({"documents": [document], "projects": projects, "project_years": rows}).write(tmp_path, formats=["sqlite"])
    assert ask(tmp_path, "sqlite", "SELECT amount FROM budget_by_year") == [(100,)]


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("risks", {"document_id": "other"}),
        ("budgets", {"project_id": "P9"}),
        ("totals", {"row_id": None}),
        ("projects", {"project_id": None}),
    ],
)
def test_rows_without_their_keys_are_refused_as_a_whole(rows, tmp_path, kind, table, change):
    rows[table][0].update(change)
    with pytest.raises(SqlError, match=rf"dataset\.{kind}"):
        write_dataset(rows, tmp_path, formats=["csv", kind])
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("kind", DATABASES)
def test_a_repeated_key_is_refused(rows, tmp_path, kind):
    rows["totals"][1]["row_id"] = rows["totals"][0]["row_id"]
    with pytest.raises(SqlError):
        write_dataset(rows, tmp_path, formats=[kind])


@pytest.mark.parametrize("kind", DATABASES)
def test_a_file_that_is_no_database_is_told(tmp_path, kind):
    (tmp_path / f"dataset.{kind}").write_bytes(b"no database" * 100)
    with pytest.raises(ValueError, match=f"dataset.{kind}"):
        load(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="names of folders are Unicode there")
@pytest.mark.parametrize("kind", DATABASES)
def test_the_folder_may_have_a_name_that_is_not_utf8(rows, tmp_path, kind):
    folder = tmp_path / os.fsdecode(b"\xe1\xbc\xb9")
    write_dataset(rows, folder, formats=[kind])
    assert load(folder, kind).rows() == rows


def test_a_database_that_is_closed_and_opened_while_it_grows_is_the_same(rows, tmp_path, monkeypatch):
    monkeypatch.setattr("phaen.emit.duckdb_file._ROWS_AT_ONCE", 0)
    write_dataset(rows, tmp_path, formats=["duckdb"])
    assert load(tmp_path).rows() == rows
    assert {path.name for path in tmp_path.iterdir()} == {"dataset.duckdb"}


@pytest.mark.parametrize("mode", ["spreadsheet", "lossless"])
def test_every_format_gives_the_same_sums(tmp_path, mode):
    """Summed from what is written, by year, with the tools that people use."""
    dataset = load(OUTPUT, "parquet")
    dataset.write(tmp_path, formats=FORMATS, csv_mode=mode)
    expected = dict(dataset.project_years.groupby("fiscal_year")["amount"].sum().items())
    assert sum(expected.values()) > 0
    sql = "SELECT fiscal_year, ROUND(SUM(amount), 2) FROM {} WHERE fiscal_year IS NOT NULL GROUP BY fiscal_year"
    found = {
        "duckdb": ask(tmp_path, "duckdb", sql.format("project_years")),
        "sqlite": ask(tmp_path, "sqlite", sql.format("project_years")),
        "csv": duckdb.sql(sql.format(f"read_csv('{tmp_path / 'project_years.csv'}')")).fetchall(),
        "parquet": duckdb.sql(sql.format(f"'{tmp_path / 'project_years.parquet'}'")).fetchall(),
        "jsonl": duckdb.sql(sql.format(f"read_json('{tmp_path / 'project_years.jsonl'}')")).fetchall(),
    }
    for kind, sums in found.items():
        assert {year: Decimal(str(amount)) for year, amount in sums} == expected, kind
    for kind in FORMATS:
        years = load(tmp_path, kind).project_years
        assert dict(years.groupby("fiscal_year")["amount"].sum().items()) == expected, kind
