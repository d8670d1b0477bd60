"""Comparison with pdfplumber's tables on made-up pages: the cells are equal, except for the cases tested below."""

from __future__ import annotations

from io import BytesIO

import pytest

from extract.model.document import Grid
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

XS, YS = (90, 240, 390), (450, 480, 520)
TEXTS = {(100, 500): "กขค", (250, 500): "งจฉ", (100, 460): "ชซฌ", (250, 460): "ญฎฏ"}


def across(ys=YS, xs=XS):
    return [(xs[0], y, xs[-1], y) for y in ys]


def upright(xs=XS, ys=YS):
    return [(x, ys[0], x, ys[-1]) for x in xs]


def in_pieces(rules, gap=0.0):
    """Each rule as ten pieces with gaps between them: dashes, or cell borders that do not quite meet."""
    pieces = []
    for x0, y0, x1, y1 in rules:
        for n in range(10):
            a, b = n / 10, (n + 1) / 10
            pieces.append(
                (
                    x0 + (x1 - x0) * a,
                    y0 + (y1 - y0) * a,
                    x0 + (x1 - x0) * b - gap * (x1 > x0),
                    y0 + (y1 - y0) * b - gap * (y1 > y0),
                )
            )
    return pieces


def page():
    return [glyph for (x, y), text in TEXTS.items() for glyph in glyphs(text, x, y)]


def ours(data):
    (found,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    return [[[cell.text for cell in row] for row in block.rows()] for block in found.blocks if isinstance(block, Grid)]


def theirs(data):
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        tables = document.pages[0].extract_tables()
    return [[[cell for cell in row if cell is not None] for row in table] for table in tables]


FULL = [["กขค", "งจฉ"], ["ชซฌ", "ญฎฏ"]]
ALIKE = {
    "full": ([*across(), *upright()], FULL),
    "drawn cell by cell": (in_pieces([*across(), *upright()]), FULL),
    "dashed": (in_pieces([*across(), *upright()], gap=2.0), FULL),
    "double rules": ([*across(), *across([y + 2 for y in YS]), *upright()], FULL),
    "a cell over two columns": (
        [*across(), *upright((90, 390)), *upright((240,), (450, 480))],
        [["กขค งจฉ"], ["ชซฌ", "ญฎฏ"]],
    ),
    "no rules": ([], None),
    "a frame alone": ([*across((450, 520)), *upright((90, 390))], None),
}


@pytest.mark.parametrize("case", ALIKE)
def test_the_cells_are_the_same(case):
    rules, expected = ALIKE[case]
    data = pdf([page()], rules)
    assert ours(data) == ([expected] if expected else [])
    assert theirs(data) == ours(data)


def test_a_row_that_the_end_of_the_page_leaves_open_is_read_where_pdfplumber_drops_it():
    data = pdf([page()], [*across((480, 520)), *upright()])
    assert ours(data) == [FULL]
    assert theirs(data) != [FULL]


def test_columns_without_upright_rules_are_read_where_pdfplumber_finds_none():
    third = [glyph for x, y, text in ((420, 500, "ดตถ"), (420, 460, "ทธน")) for glyph in glyphs(text, x, y)]
    data = pdf([[*page(), *third]], across(xs=(90, 500)))
    assert ours(data) == [[["กขค", "งจฉ", "ดตถ"], ["ชซฌ", "ญฎฏ", "ทธน"]]]
    assert theirs(data) == []


def hatched(count):
    """Strokes too far apart to be one rule."""
    return [
        (10 + 4.0 * (n % 140), 20 + 14 * (n // 140), 10 + 4.0 * (n % 140), 26 + 14 * (n // 140)) for n in range(count)
    ]


def dashes(rules, size, gap):
    """Each rule as dashes that begin and end exactly with the rule."""
    pieces = []
    for x0, y0, x1, y1 in rules:
        length = max(x1 - x0, y1 - y0)
        count = round(length / (size + gap))
        for n in range(count):
            a = n * (length - size) / (count - 1) / length
            b = a + size / length
            pieces.append((x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b))
    return pieces


def test_beside_more_strokes_than_a_table_has_pdfplumber_is_asked():
    data = pdf([page()], [*across(), *upright(), *hatched(2_100)])
    assert ours(data) == [FULL]
    (found,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    assert found.repairs["second_look"] == 1


def test_a_page_that_pdfplumber_cannot_read_either_keeps_its_text(monkeypatch):
    import pdfplumber

    def fail(*_, **__):
        raise ValueError("a damaged page")

    monkeypatch.setattr(pdfplumber, "open", fail)
    data = pdf([page()], [*across(), *upright(), *hatched(2_100)])
    (found,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    assert "กขค" in "".join(block.text for block in found.blocks)


def test_short_dashes_make_a_rule_and_dots_do_not():
    assert ours(pdf([page()], dashes([*across(), *upright()], 2.5, 2.0))) == [FULL]
    assert ours(pdf([page()], dashes([*across(), *upright()], 0.8, 2.0))) == []
