"""Properties: every text comes back from CSV exactly, and none reaches a spreadsheet as a formula."""

from __future__ import annotations

import csv
import re
import threading
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit import csv_files
from phaen.emit.arrow import arrow_pieces, to_rows
from phaen.emit.csv_files import ESCAPED, read_csv, unescape, write_csv
from phaen.emit.datapackage import datapackage
from phaen.emit.values import conform
from phaen.emit.write_options import CsvMode
from schemas.tables import tables

BUDGETS = tables()["budgets"]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


FULL_WIDTH = "＝＋－＠"
INKLESS = "\ufeff\u200b\u200d\u2060\u00ad\u202e\u2066\xa0\u3000 \n\x00\x1b\x85\u2028\ufe0f\u3164"


def escape(text):
    return csv_files.escape(pa.chunked_array([[text]], pa.string()))[0].as_py()


@given(st.text())
def test_escape_is_undone(text):
    assert unescape(escape(text)) == text


@given(st.text(alphabet="'=+-@\t\r\nก" + FULL_WIDTH + INKLESS))
def test_escape_is_undone_for_every_mix_of_its_own_signs(text):
    assert unescape(escape(text)) == text
    assert not escape(text).lstrip(INKLESS).startswith((*FORMULA_STARTS[:4], *FULL_WIDTH))
    assert not escape(text).startswith(FORMULA_STARTS)


@pytest.mark.parametrize("sign", "=+-@" + FULL_WIDTH)
@pytest.mark.parametrize("before", ["", *INKLESS, " \ufeff", "\ufeff\ufeff"])
def test_signs_are_escaped_in_every_width_and_behind_what_has_no_ink(before, sign):
    assert escape(before + sign + "1") == "'" + before + sign + "1"
    assert escape("ก" + before + sign) == "ก" + before + sign


def test_the_rule_for_other_tools_is_the_one_that_is_applied():
    pattern = re.compile(ESCAPED)
    for text in ("＝1", "\ufeff=1", " @", "'-", "\t"):
        assert pattern.match(escape(text))
    assert not pattern.match(escape("ก"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("=1+1", "'=1+1"), ("'=1", "''=1"), ("'ก", "'ก"), ("ก=1", "ก=1"), ("\tก", "'\tก"), ("-", "'-"), ("", "")],
)
def test_escape(text, escaped):
    assert escape(text) == escaped


def write(path, mode, **cells):
    rows = list(conform(BUDGETS, [cells]))
    write_csv(BUDGETS, arrow_pieces(BUDGETS, rows), path, mode)
    return rows


def test_spreadsheet_file(tmp_path):
    path = tmp_path / "budgets.csv"
    write(path, CsvMode.SPREADSHEET, text='=a"b', amount=Decimal("-5.5"), fiscal_year=2566)
    header, line = path.read_bytes().split(b"\r\n")[:2]
    assert header.startswith(b"\xef\xbb\xbfdocument_id,project_id,")
    assert line == b""",,2566,-5.50,,"'=a""b",,,,,,,,,"""


def test_lossless_file(tmp_path):
    path = tmp_path / "budgets.csv"
    write(path, CsvMode.LOSSLESS, text="=ก", amount=Decimal(14500000))
    assert path.read_bytes().startswith(b"document_id,")
    assert path.read_text(encoding="utf-8").splitlines()[1] == ",,,14500000,,=ก,,,,,,,,,"


@pytest.mark.parametrize("mode", CsvMode)
def test_a_cell_of_megabytes_comes_back_and_the_limit_of_csv_stays(tmp_path, mode):
    path = tmp_path / "budgets.csv"
    before = csv.field_size_limit()
    rows = write(path, mode, text="ก\n" * 500_000)
    assert list(to_rows(read_csv(BUDGETS, path, mode))) == rows
    assert csv.field_size_limit() == before


def test_reading_in_threads_keeps_the_limit(tmp_path):
    path = tmp_path / "budgets.csv"
    write(path, CsvMode.LOSSLESS, text="ก" * 200_000)
    before = csv.field_size_limit()
    failures = []

    def read():
        try:
            read_csv(BUDGETS, path, CsvMode.LOSSLESS)
        except csv.Error as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("content", ["document_id,colour\r\nx,red\r\n", "document_id,text\r\nx\r\n"])
def test_a_file_of_another_shape_is_refused(tmp_path, content):
    path = tmp_path / "budgets.csv"
    path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(ValueError, match=r"unknown columns|zip\(\)"):
        read_csv(BUDGETS, path)


GUARDED = ["=1+1", "'=1", "''-", "'plain", "plain", "\ufeff=1", "\u200b+1", "- item", "\t", "=1\n=2"]


@pytest.mark.parametrize("text", GUARDED)
def test_the_published_patterns_restore_each_text(tmp_path, text):
    """With pandas as in the guide, and with Arrow, whose RE2 is that of DuckDB."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    from phaen.emit.arrow import to_arrow

    table = tables()["risks"]
    row = dict.fromkeys(table.columns) | {"document_id": "d", "order": 1, "step": text}
    write_csv(table, [to_arrow(table, [row])], tmp_path / "risks.csv")
    undo = datapackage()["csvEscape"]["undo"]
    written = pd.read_csv(tmp_path / "risks.csv")
    assert written.replace(undo["replace"], r"\1", regex=True)["step"][0] == text
    cells = pa.array([written["step"][0]], pa.string())
    assert pc.replace_substring_regex(cells, undo["replaceRE2"], r"\1").to_pylist() == [text]
    assert undo["replaceRE2"].replace("'", "''") in undo["examples"]["duckdb"]
