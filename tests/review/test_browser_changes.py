"""The page of changes in Chromium, opened from disk."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from phaen.cli import run
from phaen.diff.changes import Kind
from tests.review.plans import document_row, rows_of, write
from tests.review.test_browser import HOSTILE, index
from tests.review.test_build import given, review

pytestmark = pytest.mark.takes_long

NAME = "โครงการตลาดนัดซื่อตรง ครั้งที่ 1"
LONGER = "โครงการตลาดนัดซื่อสัตย์สุจริต ครั้งที่ 1"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset, compared with an earlier one in which a project had another name, another amount, another place."""
    folder = tmp_path_factory.mktemp("compared")
    old, new = rows_of(1, 2), rows_of(1, 2)
    gone = {"documents": [document_row(2)]}
    new["projects"][0]["name"] = LONGER
    new["projects"][1]["section"] = "1.2"
    new["budgets"][10]["amount"] = Decimal(25_000)
    new["projects"][5]["name"] = old["projects"][5]["name"] = HOSTILE
    new["budgets"][-1]["amount"] = Decimal(1)
    lost = old["projects"].pop(4)["project_id"]
    old["budgets"] = [row for row in old["budgets"] if row["project_id"] != lost]
    old["checks"], old["provenance"] = [], []
    write(folder / "old", old, gone)
    write(folder / "new", new)
    review(folder / "new", against=folder / "old")
    return folder / "new"


def shown(page: Page, name: str) -> None:
    """Take a picture of the page, if a folder for pictures is named."""
    if folder := os.environ.get("PHAEN_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_the_data_of_changes_is_that_of_the_diff(compared: Path) -> None:
    counts = dict(given(compared / "review/data/common.js")["changes"]["counts"])
    wanted = {Kind.DOCUMENT_REMOVED: 1, Kind.ADDED: 1, Kind.RENAMED: 1, Kind.MOVED: 1, Kind.REBUDGETED: 2}
    assert counts == {kind.value: wanted.get(kind, 0) for kind in Kind}


def test_changes_are_shown_by_plan_with_what_was_and_what_is(compared: Path, page: Page) -> None:
    page.goto(index(compared))
    page.locator(".to-changes").click()
    expect(page.locator("tr.change")).to_have_count(6)
    renamed = page.locator("tr.change", has_text="renamed")
    assert (renamed.locator("del").inner_text(), renamed.locator("ins").inner_text()) == ("ตรง", "สัตย์สุจริต")
    assert page.locator("tr.change", has_text="added").locator(".number").inner_text() == "+25,000"
    expect(page.locator("tr.change", has_text="2566")).to_contain_text("3,000 → 25,000")
    shown(page, "changes")
    page.keyboard.press("l")
    expect(page.locator("h1")).to_have_text("ความเปลี่ยนแปลง")
    shown(page, "changes-th")
    page.keyboard.press("l")


def test_changes_are_filtered_by_kind_and_text_and_the_address_keeps_it(compared: Path, page: Page) -> None:
    page.goto(index(compared) + "#/changes")
    page.locator(".change-kinds button", has_text="other amount").click()
    expect(page.locator("tr.change")).to_have_count(2)
    assert page.url.endswith("#/changes?change=rebudgeted")
    page.reload()
    expect(page.locator("tr.change")).to_have_count(2)
    page.keyboard.press("/")
    page.keyboard.type("ห้องสมุด")
    expect(page.locator("tr.change")).to_have_count(1)
    expect(page.locator("input[type=search]")).to_be_focused()


def test_the_largest_difference_comes_first(compared: Path, page: Page) -> None:
    page.goto(index(compared) + "#/changes?sort=baht")
    amounts = page.locator("tr.change .number").all_inner_texts()
    assert amounts[:3] == ["+25,000", "+22,000", "−5,999"]


def test_changes_are_reached_and_opened_by_keyboard(compared: Path, page: Page) -> None:
    page.goto(index(compared) + "#/changes?change=renamed")
    expect(page.locator("tr.change")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".plan")).to_be_visible()
    expect(page.locator(".fields-panel")).to_contain_text(LONGER)
    page.go_back()
    expect(page.locator("tr.change")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".plan-link").first).to_be_visible()


def test_a_hostile_name_is_only_a_text(compared: Path, page: Page) -> None:
    page.goto(index(compared) + "#/changes")
    row = page.locator("tr.change", has_text="onerror")
    expect(row).to_have_count(1)
    assert "⟦U+202E⟧" in row.inner_text()
    assert page.locator("tr.change img, tr.change b").count() == 0


def test_changes_are_readable_on_a_phone(compared: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(index(compared) + "#/changes")
    expect(page.locator("tr.change").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shown(page, "changes-phone")


def test_a_review_without_an_earlier_dataset_has_no_changes(tmp_path: Path, page: Page) -> None:
    out = write(tmp_path / "out", rows_of(1, 1))
    review(out)
    page.goto(index(out) + "#/changes")
    expect(page.locator(".plan-link").first).to_be_visible()
    expect(page.locator(".to-changes")).to_have_count(0)


def test_an_earlier_dataset_that_is_none_is_refused(compared: Path, tmp_path: Path, capsys) -> None:
    assert run(["review", str(compared), "--against", str(tmp_path)]) == 2
    assert "cannot be compared" in capsys.readouterr().err
