"""Hostile texts take linear time. Each of them would take minutes if any step were quadratic."""

import time

import pytest

from extract.model.errors import SourceTooLarge
from extract.read.settings import ReadSettings

SIZE = 100_000
SECONDS = 3.0
SEEDS = {
    "one line": "กำหนดแผน ",
    "spaces": " ",
    "marks": "่",
    "near headings": "1.1.1 มิติที่ ๑ ",
    "blank lines": "\n",
    "near page markers": "--- Page ",
    "near page numbers": "- 1\n",
    "less-than": "<",
    "unclosed tags": "<td ",
    "unclosed attributes": '<td a="',
    "attributes": "a=b ",
    "unclosed tables": "<table>",
    "nested tables": "<table><tr><td>",
    "rows without end": "<tr>",
    "unclosed comments": "<!--",
    "unclosed scripts": "<script>",
    "images": "![a](",
    "bold openers": "**ก",
    "bold closers": "ก** ",
    "far bold": "**ก" + "\n" * 30 + "ข**",
    "underscores": "__a ",
    "asterisks": "*",
    "hashes": "# ",
    "entities": "&#",
    "pipes": "| a ",
    "separators": "|-",
    "tabs": "\t",
    "form feeds": "\f",
    "carriage returns": "\r",
}


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS.keys())
@pytest.mark.parametrize("frame", ["{}", "<table><tr><td>{}", "<td {}"], ids=["bare", "in a table", "in a tag"])
def test_linear(read, seed, frame):
    text = "ก" + frame.format(seed * (SIZE // len(seed)))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < SECONDS


def test_a_row_of_a_hundred_thousand_columns(read):
    (grid,) = read("\t".join(["๑"] * 100_000)).blocks()
    assert grid.column_count == len(grid.cells) == 100_000


def test_spans_that_claim_everything(read):
    rows = "<tr><td rowspan=60000 colspan=1000>ก</td><td>ข</td></tr>" * 5_000
    (grid,) = read(f"<table>{rows}</table>").blocks()
    assert len(grid.cells) == 10_000


@pytest.mark.parametrize("seed", ["ก\n", "ก\t", "<td>", "<tr>", "ก<br>", "ก\f", "|a|b|\n"])
def test_more_pieces_than_any_plan_has_are_refused(read, monkeypatch, seed):
    monkeypatch.setattr("extract.read.pages.DEFAULTS", ReadSettings(max_pieces=1_000))
    with pytest.raises(SourceTooLarge, match="more than 1,000 lines"):
        read("<table>" * (seed[0] == "<") + seed * 1_500)
