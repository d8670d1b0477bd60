"""Forms without rules: labels at the left, in the middle of their rows, and the text of each beside it."""

from __future__ import annotations

from extract.model.document import Grid
from extract.read.layout.page_blocks import Layout, page_blocks, page_layout
from extract.read.layout.printed import PrintedLine
from tests.extract.read.layout.builders import page_of, printed

LABEL, TEXT = 60.0, 180.0


def label(text: str, at: float) -> PrintedLine:
    return printed((LABEL, text), at=at)


def text(words: str, at: float) -> PrintedLine:
    return printed((TEXT, words), at=at)


def both(name: str, words: str, at: float) -> PrintedLine:
    return printed((LABEL, name), (TEXT, words), at=at)


def form(top: float, number: int) -> list[PrintedLine]:
    """A form with a title: a label beside two lines, a label of two lines beside one, and others."""
    return [
        printed((300, f"แผ่นที่ {number}"), at=top),
        both("เรื่องที่ทำ", "โครงการปลูกป่า", top + 25),
        both("คนทำ", "กองช่างและชาวบ้าน", top + 50),
        text("คนในหมู่บ้านอยากให้มี", top + 75),
        label("ที่มา", top + 82.5),
        text("ป่ากลับคืนมา", top + 90),
        label("ใครได้", top + 115),
        text("ทุกคนในหมู่บ้าน", top + 122.5),
        label("ประโยชน์", top + 130),
        both("ทำที่ไหน", "หลังวัด", top + 155),
        both("ทำเมื่อไร", "เดือนหก", top + 180),
    ]


def grids(lines: list[PrintedLine]) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows()]
        for block in page_blocks(page_of(lines))
        if isinstance(block, Grid)
    ]


def test_a_label_has_the_texts_in_whose_middle_it_is():
    first, second = grids([*form(100, 1), *form(330, 2)])
    assert first[0] == ["แผ่นที่ 1"]
    assert first[3:5] == [["ที่มา", "คนในหมู่บ้านอยากให้มีป่ากลับคืนมา"], ["ใครได้ประโยชน์", "ทุกคนในหมู่บ้าน"]]
    assert second[0] == ["แผ่นที่ 2"]
    assert len(second) == 7


def test_a_form_goes_on_below_a_page_break():
    lines = form(100, 1)
    before = page_layout(page_of(lines))
    rest = [label("ใครได้", 60), text("ทุกคนในหมู่บ้าน", 67.5), label("ประโยชน์", 75)]
    rest += [both("ทำที่ไหน", "หลังวัด", 100), both("ทำเมื่อไร", "เดือนหก", 125)]
    (grid,) = page_layout(page_of(rest, number=2), before).blocks
    assert isinstance(grid, Grid)
    assert [row[0].text for row in grid.rows()] == ["ใครได้ประโยชน์", "ทำที่ไหน", "ทำเมื่อไร"]
    assert not any(isinstance(block, Grid) for block in page_layout(page_of(rest), Layout([])).blocks)


def test_words_that_happen_to_begin_at_one_place_are_no_form():
    words = ["ประชุมชาวบ้านทุกหมู่", "สำรวจป่าและที่ดินสวน", "ปลูกต้นไม้ริมน้ำทุกปี", "ดูแลรักษากันเองต่อไป", "รายงานผลให้อำเภอรู้"]
    prose = [printed((60, each), (160.5, "ของตำบลในปีนี้และปีหน้า"), at=100 + 15 * n) for n, each in enumerate(words)]
    assert not grids(prose)
    amounts = [both(f"โครงการบุญ{name}", "20,000", 100 + 15 * n) for n, name in enumerate("กขคงจฉ")]
    assert not grids(amounts)


def test_forms_of_one_page_may_have_their_texts_at_other_places():
    """Browsers make the columns of each form as wide as its own texts. The labels of the first prove the second."""
    names = ["เรื่องที่ทำ", "คนทำ", "ทำที่ไหน", "ทำเมื่อไร", "ใช้เงิน"]
    words = ["โครงการปลูกป่าริมน้ำของหมู่บ้าน", "กองช่างและชาวบ้าน", "หลังวัดใหม่", "เดือนหก", "ไม่ใช้เงินเลย"]
    first = [
        printed((60, name), (150, word), at=100 + 25 * n)
        for n, (name, word) in enumerate(zip(names, words, strict=True))
    ]
    title = printed((300, "แผ่นที่ 2"), at=230)
    second = [
        printed((60, name), (210, word[:11]), at=260 + 25 * n)
        for n, (name, word) in enumerate(zip(names, words, strict=True))
    ]
    assert [[row[0] for row in grid][-5:] for grid in grids([*first, title, *second])] == [names, names]
