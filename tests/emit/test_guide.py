from __future__ import annotations

from pathlib import Path

from phaen.emit.guide import render_checks, render_guide
from schemas.checks import CheckCode
from schemas.tables import tables

GUIDE = Path(__file__).parents[2] / "docs" / "dataset.md"


def test_the_guide_in_the_repository_is_the_one_the_schema_gives():
    assert GUIDE.read_text(encoding="utf-8") == render_guide(), "run: python -m phaen.emit.guide > docs/dataset.md"


def test_the_page_of_the_checks_is_the_one_that_their_definitions_give():
    page = GUIDE.with_name("checks.md").read_text(encoding="utf-8")
    assert page == render_checks(), "run: python -m phaen.emit.guide checks > docs/checks.md"
    assert all(f"\n## {code}\n" in page for code in CheckCode)


def test_every_table_column_and_check_appears():
    guide = render_guide()
    for table in tables().values():
        section = guide.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert all(f"| `{column}` |" in section for column in table.columns)
    assert all(f"| [`{code}`](checks.md#{code}) |" in guide for code in CheckCode)
