"""`phaen query`: what it answers, and that it reads nothing but the dataset."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from phaen import cli
from phaen.dataset import load
from phaen.emit.dataset_files import FORMATS
from phaen.exit_codes import ExitCode
from phaen.query.ask import QueryError, answer
from phaen.query.locked import NoDataError, locked_connection
from schemas.tables import tables
from schemas.views import views


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with answer(folder, sql) as found:
        return [tuple(row) for row in found.rows]


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert cli.run(["query", *map(str, arguments)]) == ExitCode.OK
    return capsys.readouterr().out


# --- what is answered


@pytest.mark.parametrize("table", tables())
def test_every_table_is_there_with_all_its_rows(dataset: Path, table: str) -> None:
    assert rows(dataset, f'select count(*) from "{table}"') == [(load(dataset).counts()[table],)]


@pytest.mark.parametrize("view", views())
def test_every_view_is_there(dataset: Path, view: str) -> None:
    with answer(dataset, f"from {view}") as found:
        assert len(found.columns) > 3
        assert list(found.rows) or view in {"plan_against_report", "common_projects"}


def test_money_is_exact(dataset: Path) -> None:
    expected = load(dataset).project_years["amount"].sum()
    assert rows(dataset, "select sum(amount) from project_years") == [(expected,)]
    assert isinstance(expected, Decimal)


@pytest.mark.parametrize("format", FORMATS)
def test_any_format_gives_the_same_answer(dataset: Path, tmp_path: Path, format: str) -> None:
    load(dataset).write(tmp_path, formats=[format])
    sql = "select fiscal_year, sum(amount) from project_years group by all order by all"
    assert rows(tmp_path, sql) == rows(dataset, sql)


@pytest.mark.parametrize(
    "sql",
    ["show tables", "describe projects", "summarize documents", "with x as (select 1) from x", "values (1)",
     "explain select 1", "from documents limit 1;", "-- a remark\nselect 1",
     "pivot project_years on fiscal_year using sum(amount) group by province"],
)  # fmt: skip
def test_all_forms_of_reading_are_answered(dataset: Path, sql: str) -> None:
    assert rows(dataset, sql)


@pytest.mark.skipif(os.name == "nt", reason="names of folders are Unicode there")
def test_the_folder_may_have_a_name_that_is_not_utf8(dataset: Path, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe1\xbc\xb9")
    shutil.copytree(dataset, folder)
    assert rows(folder, "select count(*) from documents") == [(2,)]


def test_columns_with_one_name_are_told_apart(dataset: Path) -> None:
    with answer(dataset, "select 1 as a, 2 as a, 3 as b") as found:
        assert found.columns == ("a", "a_2", "b")


# --- how it is printed


def test_a_table_is_aligned_and_counted(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, dataset, "select 'ก็' as word, 1500.5 as money, 2566 as year").splitlines()
    assert lines == ["word    money  year", "────  ───────  ────", "ก็     1,500.5  2566", "(1 row)"]


def test_a_table_without_rows_has_its_head(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, dataset, "select 1 as a where false").splitlines() == ["a", "─", "(0 rows)"]


def test_a_long_table_says_that_there_is_more(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, dataset, "from range(1001)").splitlines()
    assert len(lines) == 1003
    assert "first 1,000 rows" in lines[-1]


def test_what_a_terminal_would_obey_is_shown(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert r"\x1b[2J" in printed(capsys, dataset, "select chr(27) || '[2J' as a")


@pytest.mark.parametrize(("mode", "cell"), [("spreadsheet", "'=1+1"), ("lossless", "=1+1")])
def test_csv_is_guarded_unless_asked_otherwise(
    dataset: Path, capsys: pytest.CaptureFixture[str], mode: str, cell: str
) -> None:
    text = printed(capsys, dataset, "select '=1+1' as a, -1 as b, null as c", "--format", "csv", "--csv", mode)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b", "c"], [cell, "-1", ""]]


def test_json_has_numbers_and_null(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "select 'ก' as a, 0.10::decimal(18,2) as b, null as c, true as d, [1.5] as e, date '2026-01-02' as f"
    assert json.loads(printed(capsys, dataset, sql, "--format", "json")) == [
        {"a": "ก", "b": 0.1, "c": None, "d": True, "e": [1.5], "f": "2026-01-02"}
    ]
    assert json.loads(printed(capsys, dataset, "select 1 where false", "--format", "json")) == []


# --- what is wrong


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("selct 1", "syntax error"),
        ("select nme from projects", 'Candidate bindings: "name"'),
        ("from project_year", 'Did you mean "project_years"'),
        ("", "the query is empty"),
        ("select 1; select 2", "one statement"),
    ],
)
def test_a_wrong_query_is_told_with_its_place(
    dataset: Path, capsys: pytest.CaptureFixture[str], sql: str, words: str
) -> None:
    assert cli.run(["query", str(dataset), sql]) == ExitCode.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert "Traceback" not in told.err


def test_a_folder_without_a_dataset_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", str(tmp_path), "select 1"]) == ExitCode.USAGE
    assert "no dataset here" in capsys.readouterr().err
    (tmp_path / "documents.parquet").write_bytes(b"PAR1")
    with pytest.raises(NoDataError):
        rows(tmp_path, "select 1")


# --- what is refused

HOSTILE = [
    "copy (select 1) to '{other}/stolen.csv'",
    "copy projects to '{other}/stolen.parquet' (format parquet)",
    "copy projects from '{other}/secret.csv'",
    "explain analyze copy projects to '{other}/stolen.csv'",
    "export database '{other}/stolen'",
    "import database '{other}'",
    "attach '{other}/stolen.db'",
    "attach '{folder}/stolen.db'",
    "from '{other}/secret.csv'",
    "from '{folder}/projects.parquet'",
    "from read_csv('{other}/secret.csv')",
    "from read_csv_auto(['{other}/secret.csv'])",
    "from sniff_csv('{other}/secret.csv')",
    "from read_text('{other}/secret.csv')",
    "from read_blob('{other}/secret.csv')",
    "from read_json('{other}/secret.csv')",
    "from read_parquet('{folder}/projects.parquet')",
    "from parquet_metadata('{folder}/projects.parquet')",
    "from read_duckdb('{other}/secret.duckdb')",
    "from glob('{other}/*')",
    "select (select content from read_text('{other}/secret.csv'))",
    "from query('from read_text(''{other}/secret.csv'')')",
    "from json_execute_serialized_sql(json_serialize_sql('from read_text(''{other}/secret.csv'')'))",
    "from 'http://127.0.0.1:9/x.csv'",
    "from read_parquet('s3://bucket/x.parquet')",
    "install httpfs",
    "install httpfs from community",
    "force install sqlite",
    "load httpfs",
    "load '{other}/secret.duckdb_extension'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set threads = 1",
    "set python_enable_replacements = true",
    "set temp_directory = '{other}'",
    "reset enable_external_access",
    "set variable x = 1",
    "pragma enable_external_access = true",
    "pragma database_list",
    "pragma enable_profiling",
    "pragma profiling_output = '{other}/stolen'",
    "call enable_logging(storage = 'file', storage_config = {{'path': '{other}/stolen'}})",
    "from enable_logging(storage = 'file', storage_config = {{'path': '{other}/stolen'}})",
    "select getenv('HOME')",
    "create table stolen as select 1",
    "create or replace temp view projects as select 1",
    "create secret (type http, bearer_token 'x')",
    "create persistent secret (type http, bearer_token 'x')",
    "create macro f() as 1",
    "drop view projects",
    "insert into projects values (1)",
    "update projects set name = 'x'",
    "delete from projects",
    "alter table projects add column x integer",
    "begin",
    "checkpoint",
    "vacuum",
    "use memory",
    "prepare p as select 1",
    "from folder",
    "from dataset",
    "from python_arrow_scan(1)",
    "from arrow_scan(1, 2, 3)",
    "from pandas_scan(1)",
    "from add_grammar_extension('x')",
    "select 1; copy projects to '{other}/stolen.csv'",
    "pivot projects on read_text('{other}/secret.csv')",
    "from projects where name in (select content from read_text('{other}/secret.csv'))",
]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("sql", HOSTILE)
def test_nothing_but_the_dataset_is_read_and_nothing_is_written(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    (tmp_path / "secret.csv").write_text("a,b\nsecret,1\n")
    before = contents(dataset), contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(QueryError):
        rows(dataset, sql.format(other=tmp_path, folder=dataset))
    assert (contents(dataset), contents(tmp_path)) == before


@pytest.mark.parametrize("sql", [sql for sql in HOSTILE if "{other}" in sql or sql.startswith(("install", "load"))])
def test_the_lock_alone_holds_what_touches_files(dataset: Path, tmp_path: Path, sql: str) -> None:
    """Whatever kind of statement it is taken for: the first wall is not the only one."""
    import duckdb

    (tmp_path / "secret.csv").write_text("a,b\nsecret,1\n")
    before = contents(tmp_path)
    with locked_connection(dataset) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql.format(other=tmp_path, folder=dataset)).fetchall()
    assert contents(tmp_path) == before
