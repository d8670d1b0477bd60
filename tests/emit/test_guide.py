from __future__ import annotations

from pathlib import Path

import pytest

from phaen.emit.guide import LANGUAGES, render_checks, render_guide
from schemas.checks import CheckCode
from schemas.checks_th import texts
from schemas.tables import tables

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("language", "argument", "page"), [("en", "", "dataset.md"), ("th", " th", "th/dataset.md")])
def test_the_guide_in_the_repository_is_the_one_the_schema_gives(language, argument, page):
    written = (DOCS / page).read_text(encoding="utf-8")
    assert written == render_guide(language), f"run: python -m phaen.emit.guide{argument} > docs/{page}"


def test_every_check_is_explained_in_thai():
    assert texts().keys() == set(CheckCode)
    assert {code for code, own in texts().items() if own.keys() != {"meaning", "example", "action"}} == set()


def test_the_thai_guide_has_no_english_description():
    english = {text for table in tables().values() for text in (table.row, table.description)}
    english |= {field.description for table in tables().values() for field in table.fields}
    cells = {cell.strip() for line in render_guide("th").splitlines() for cell in line.split("|")}
    assert english & cells == set()
    assert not any("{" in line for line in render_guide("th").split("\n## ข้อสังเกต")[0].splitlines())


@pytest.mark.parametrize(("language", "argument", "path"), [("en", "", "checks.md"), ("th", " th", "th/checks.md")])
def test_the_page_of_the_checks_is_the_one_that_their_definitions_give(language, argument, path):
    page = (DOCS / path).read_text(encoding="utf-8")
    assert page == render_checks(language), f"run: python -m phaen.emit.guide checks{argument} > docs/{path}"
    assert all(f"\n## {code}\n" in page for code in CheckCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_column_and_check_appears(language):
    guide = render_guide(language)
    for table in tables().values():
        section = guide.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert all(f"| `{column}` |" in section for column in table.columns)
    assert all(f"| [`{code}`](checks.md#{code}) |" in guide for code in CheckCode)
