"""Web pages whose tables and labels are made by CSS or by elements that repeat."""

from __future__ import annotations

import pytest

from extract.model.document import Line
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text


def blocks_of(body, style=""):
    html = f"<html><head><style>{style}</style></head><body>{body}</body></html>"
    return read_text(ReadableSource("a.html", html.encode())).pages[0].blocks


def seen(body, style=""):
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows()]
        for block in blocks_of(body, style)
    ]


def boxes(*texts, tag="div", kind=""):
    look = f' class="{kind}"' if kind else ""
    return "".join(f"<{tag}{look}>{text}</{tag}>" for text in texts)


ROWS = [["ที่", "โครงการ", "เงิน (บาท)"], ["1", "โครงการตาชั่งตรง", "5,000"], ["2", "มาตรการเวรโปร่งใส", "-"]]
CELLS = "".join(boxes(*row) for row in ROWS)
LINES = "".join(f'<div class="r">{boxes(*row)}</div>' for row in ROWS)

SPANS = "".join(f"<div role=row>{boxes(*row, tag='span')}</div>" for row in ROWS)


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f'<div class="t">{CELLS}</div>', ".t{display:grid;grid-template-columns:40px minmax(9em, 1fr) 90px}"),
        (f'<main><div id="t">{CELLS}</div></main>', "main > #t{display:grid;grid-template-columns:repeat(3, 1fr)}"),
        (f'<div style="display:grid;grid-template-columns:1fr 1fr 1fr">{CELLS}</div>', ""),
        (f"<div>{LINES}</div>", ".r{display:grid;grid-template-columns:1fr 2fr 1fr}"),
        (f"<div>{LINES}</div>", "/* rows */ .r{display:flex} @media print{.r{display:block}}"),
        (f'<div class="t">{LINES}</div>', ".t{display:table}.r{display:table-row}.r div{display:table-cell}"),
        (f'<div class="t">{LINES}</div>', ".t{display:grid;grid-template-columns:1fr 2fr 1fr}.r{display:contents}"),
        (f"<div>{LINES}</div>", ""),
        (f'<div role="table">{SPANS}</div>', ""),
    ],
)
def test_what_is_laid_out_as_a_table_is_one(body, style):
    assert seen(f"<p>ก่อน</p>{body}<p>หลัง</p>", style) == ["ก่อน", ROWS, "หลัง"]


def test_a_cell_over_all_columns():
    body = boxes("ที่", "งาน", "บาท") + '<div class="w">หมวดหนึ่ง</div>' + boxes("1", "โครงการตาชั่งตรง", "5,000")
    style = ".t{display:grid;grid-template-columns:1fr 3fr 1fr}.w{grid-column:1 / -1}"
    (table,) = seen(f'<div class="t">{body}</div>', style)
    assert table == [["ที่", "งาน", "บาท"], ["หมวดหนึ่ง"], ["1", "โครงการตาชั่งตรง", "5,000"]]


CARD = "<h4>{0}</h4><p>จัดที่ศาลาทุกเดือน</p><p>5,000 บาท</p>"
STORY = "<span>{0}</span> — " + "ชาวบ้านขอให้จัดที่ศาลาทุกเดือนและให้ปลัดมาตอบคำถามด้วยตนเอง " * 2


@pytest.mark.parametrize("made", [CARD, STORY])
@pytest.mark.parametrize("style", ["", ".t{display:grid;grid-template-columns:1fr 1fr}", ".t{display:flex}"])
def test_a_list_of_cards_is_no_table(made, style):
    cards = "".join(
        f'<div class="c">{made.format(name)}</div>' for name in ("โครงการก", "โครงการข", "โครงการค", "โครงการง")
    )
    found = seen(f'<div class="t">{cards}</div>', style)
    assert all(isinstance(block, str) for block in found)
    assert sum("โครงการ" in text for text in found) == 4
    assert sum("ศาลาทุกเดือน" in text for text in found) == 4


def test_boxes_without_styles_are_only_a_table_below_titles_and_with_figures():
    rows = "".join(f'<div class="r">{boxes("คำแรก", "คำที่สอง", "คำที่สาม")}</div>' for _ in range(4))
    assert seen(rows) == ["คำแรก", "คำที่สอง", "คำที่สาม"] * 4


def test_terms_of_a_list_are_labels():
    lists = "".join(f"<dl><dt>ที่มา</dt><dd>{a}</dd><dt>เงิน</dt><dd>{b}</dd></dl>" for a, b in ("กข", "คง", "จฉ"))
    assert seen(lists)[:4] == ["ที่มา :", "ก", "เงิน :", "ข"]


def test_the_left_one_of_two_columns_is_a_label():
    pairs = "".join(
        f'<div class="g"><span>ชื่อ</span><span>{a}</span><span>ผู้ทำ</span><span>กองช่าง</span></div>' for a in "กขค"
    )
    found = seen(pairs, ".g{display:grid;grid-template-columns:8em 1fr}")
    assert found[:2] == ["ชื่อ : ก", "ผู้ทำ : กองช่าง"]


def test_words_in_bold_that_differ_are_titles_and_those_that_recur_are_labels():
    story = "จะตรวจตาชั่งทุกแผงในตลาดเดือนละครั้งแล้วปิดประกาศผลไว้ที่ทางเข้า"
    titled = "".join(f"<li><b>โครงการตลาดดี{n}</b> {story}</li>" for n in "กขค")
    assert seen(f"<ul>{titled}</ul>")[:2] == ["- โครงการตลาดดีก", story]
    labelled = "".join(f"<p><b>เพื่ออะไร</b> {story} {n}</p>" for n in "กขค")
    assert seen(labelled)[0] == f"เพื่ออะไร : {story} ก"


def test_headings_stand_apart():
    found = blocks_of("<h2>คน</h2><p>ก</p><h3>งาน</h3><p>ข</p>")
    assert [block.gap for block in found] == [True, False, True, False]


def test_a_page_with_too_many_elements_is_read_without_layout(monkeypatch):
    monkeypatch.setattr("extract.read.text.elements.MOST", 5)
    assert seen(f"<div>{LINES}</div>", ".r{display:flex}") == [text for row in ROWS for text in row]
