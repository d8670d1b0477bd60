"""Links from the rows of the workbook to the source files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.dataset import load
from phaen.emit.arrow import arrow_pieces
from phaen.emit.excel_links import LONGEST, linked_column, literal
from phaen.emit.values import Rows
from phaen.emit.write import write_pieces
from schemas.tables import tables
from tests.emit.conftest import SHA256

DOCUMENT = SHA256[:16]
FORMULA = re.compile(r'=HYPERLINK\(("(?:[^"]|"")*"(?:&"(?:[^"]|"")*")*),(.*)\)', re.DOTALL)


def written(rows: Rows, out: Path, links: Mapping[str, str]) -> Path:
    pieces = ({name: piece} for name, table in tables().items() for piece in arrow_pieces(table, rows[name]))
    write_pieces(pieces, out, formats=["xlsx"], links=links, excel_provenance=True)
    return out / "dataset.xlsx"


def target(formula: object) -> str:
    """The link of a cell."""
    match = FORMULA.fullmatch(str(formula))
    assert match, formula
    return "".join(piece.replace('""', '"') for piece in re.findall(r'"((?:[^"]|"")*)"', match[1]))


def cells(path: Path, *, values: bool) -> dict[str, list[object]]:
    """The linked column of each sheet."""
    book = openpyxl.load_workbook(path, data_only=values)
    found = {}
    for name, table in tables().items():
        if (column := linked_column(table)) and name in book.sheetnames:
            at = [cell.value for cell in book[name][1]].index(column)
            found[name] = [row[at] for row in book[name].iter_rows(min_row=2, values_only=True)]
    return found


def test_every_row_with_a_place_links_to_its_source(rows: Rows, tmp_path: Path) -> None:
    path = written(rows, tmp_path / "out", {DOCUMENT: "../plans/แผน 1.pdf"})
    shown = cells(path, values=True)
    for name, formulas in cells(path, values=False).items():
        places = [row[linked_column(tables()[name]) or ""] for row in rows[name]]
        assert shown[name] == places
        for place, formula in zip(places, formulas, strict=True):
            page = "" if name == "documents" else f"#page={place}"
            assert formula is None if place is None else target(formula) == f"../plans/แผน 1.pdf{page}"


def test_a_linked_workbook_is_read_like_one_without_links(rows: Rows, tmp_path: Path) -> None:
    with_links, without = tmp_path / "with", tmp_path / "without"
    written(rows, with_links, {DOCUMENT: "../plans/1.txt"})
    written(rows, without, {})
    assert load(with_links, "xlsx").rows() == load(without, "xlsx").rows()
    assert target(cells(with_links / "dataset.xlsx", values=False)["projects"][0]) == "../plans/1.txt"
    assert "HYPERLINK" not in str(cells(without / "dataset.xlsx", values=False))


@pytest.mark.parametrize("path", ["../a/" + "ก" * LONGEST, "../a\nb.txt", "../a\x1b.txt"])
def test_a_path_that_is_too_long_or_unprintable_is_not_linked(rows: Rows, tmp_path: Path, path: str) -> None:
    made = written(rows, tmp_path / "out", {DOCUMENT: path})
    assert "HYPERLINK" not in str(cells(made, values=False))


def test_signs_of_links_and_formulas_in_a_path_are_part_of_it(rows: Rows, tmp_path: Path) -> None:
    made = written(rows, tmp_path / "out", {DOCUMENT: '../100%/a"&b<#1>?.txt'})
    assert target(cells(made, values=False)["projects"][0]) == '../100%25/a"&b<%231>%3F.txt'


@given(st.text(alphabet='ก"&<a', max_size=900))
def test_a_literal_is_the_text_in_pieces_that_excel_accepts(text: str) -> None:
    expression = literal(text).replace("&lt;", "<").replace("&amp;", "&")
    pieces = re.findall(r'"((?:[^"]|"")*)"(?:&|$)', expression)
    assert "".join(pieces).replace('""', '"') == text
    assert all(len(piece.replace('""', '"')) <= 255 for piece in pieces)
