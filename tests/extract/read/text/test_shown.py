"""What a web page shows: hidden parts, list numbers, form values, superscripts, the frame of the site."""

import re

import pytest

from extract.model.document import Grid, Line
from extract.model.errors import SourceTooLarge
from extract.read.reader_interface import ReadableSource
from extract.read.settings import DEFAULTS
from extract.read.text.list_marks import Numbering
from extract.read.text.shown import shown
from extract.read.text.text_reader import read_text
from tests.growth import grows_linearly


def page(body, head=""):
    html = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_text(ReadableSource("a.html", html.encode())).pages[0]


def texts(body, head=""):
    found = []
    for block in page(body, head).blocks:
        found += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return found


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color:red; display : none">ลับ</p>',
        '<div style="visibility:hidden"><div>ลับ</div><p>ลับ</p></div>',
        "<div hidden><div>ลับ</div>ลับ</div>",
        "<template><p>ลับ</p></template>",
        "<noscript>ลับ</noscript>",
        "<datalist><option>ลับ</option></datalist>",
        "<button type=button>ลับ</button>",
        "<!-- <table><tr><td>ลับ</td></tr></table> -->",
        "<svg><text>ลับ</text></svg>",
        "<table hidden><tr><td>ลับ</td></tr></table>",
        "<ul><li hidden>ลับ</ul>",
        '<p class="wide away">ลับ</p>',
        '<div id="pop">ลับ</div>',
        "<nav><ul><li>ลับ</li></ul></nav>",
        "<footer>ลับ</footer>",
        '<div class="site-footer">ลับ<div>ลับ</div></div>',
        '<div role="contentinfo">ลับ</div>',
        "<del>ลับ</del>",
        '<span style="text-decoration: line-through red">ลับ</span>',
        "<input type=hidden value=ลับ><input type=submit value=ลับ>",
    ],
)
def test_what_nobody_sees_is_not_read(hidden):
    style = "<style>.away, .x{color:red;display:none}\n#pop { visibility: hidden }</style>"
    assert texts(f"<p>ก่อน</p>{hidden}<p>หลัง</p>", style) == ["ก่อน", "หลัง"]


@pytest.mark.parametrize(
    "seen",
    [
        '<p aria-hidden="true">เห็น</p>',
        "<p data-hidden=1>เห็น</p>",
        "<div hidden>เห็น",
        "<article>เห็น<footer>เห็น</footer></article>",
        "<main><footer>เห็น</footer></main>",
        "<details><summary>เห็น</summary>เห็น</details>",
        '<p class="menu">เห็น</p>',
        "<p>display: none; hidden เห็น</p>",
    ],
)
def test_what_is_seen_is_read(seen):
    found = texts(f"<p>ก่อน</p>{seen}")
    assert "".join(found).count("เห็น") == seen.count("เห็น")
    assert not any("<" in text for text in found)


def test_hidden_rows_and_cells_are_not_read_with_end_tags_or_without():
    closed = "<table><tr><th>ก</th><th hidden>ลับ</th></tr><tr hidden><td>ลับ</td></tr><tr><td>1</td></tr></table>"
    unclosed = (
        "<table><tr><th>ก<th hidden>ลับ<tr style='visibility:collapse'><td>ลับ<table><tr><td>ลับ</table><tr><td>1</table>"
    )
    assert texts(closed) == texts(unclosed) == ["ก", "1"]


def test_what_is_left_out_is_counted_and_the_raw_text_is_that_of_the_source():
    read = page("<p>งบ <del>9</del>8 บาท<sup>1</sup></p><p hidden>ลับ</p><footer>ท้าย</footer>\n<ol><li>ข้อ</ol>")
    assert read.repairs == {"struck": 1, "note_mark": 1, "hidden": 1, "web_frame": 1}
    lines = [block for block in read.blocks if isinstance(block, Line)]
    assert [line.text for line in lines] == ["งบ 8 บาท", "1. ข้อ"]
    assert "<del>9</del>8" in lines[0].raw
    assert (lines[1].raw, lines[1].place.line) == ("<ol><li>ข้อ</ol></body></html>", 2)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol start=3><li>ก<li>ข</ol>", ["3. ก", "4. ข"]),
        ("<ol type=a><li>ก</li><li>ข</li></ol>", ["a. ก", "b. ข"]),
        ("<ol type=A start=26><li>ก</li><li>ข</li></ol>", ["Z. ก", "AA. ข"]),
        ("<ol type=i start=4><li>ก</li><li>ข</li></ol>", ["iv. ก", "v. ข"]),
        ("<ol type=I start=9><li>ก</li></ol>", ["IX. ก"]),
        ("<ol style='list-style-type: thai'><li>ก</li></ol>", ["1. ก"]),
        ("<ol style='list-style: none'><li>ก</li></ol>", ["ก"]),
        ("<ol reversed><li>ก</li><li>ข</li></ol>", ["2. ก", "1. ข"]),
        ("<ol reversed start=9><li>ก</li><li>ข</li></ol>", ["9. ก", "8. ข"]),
        ("<ol><li value=5>ก</li><li>ข</li></ol>", ["5. ก", "6. ข"]),
        ("<ol><li>ก<ol><li>ข</ol><li>ค<ul><li>ง</ul></ol>", ["1. ก", "1. ข", "2. ค", "ง"]),
        ("<ol><li>1. ก</li><li>2) ข</li></ol>", ["1. ก", "2) ข"]),
        ("<table><tr><td><ol><li>ก<li>ข</ol></td></tr></table>", ["1. ก\n2. ข"]),
        ("<ol><li hidden>ก</li><li>ข</li></ol>", ["1. ข"]),
    ],
)
def test_lists_have_their_numbers(markup, expected):
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>ชื่อ <input value='ก &amp; ข'> ปี <input type=number value=2566></p>", ["ชื่อ ก & ข ปี 2566"]),
        ("<textarea rows=2>ก\nข</textarea>", ["ก", "ข"]),
        ("<p>ปี <select><option>2566<option selected>2567</select></p>", ["ปี 2567"]),
        ("<p>ปี <select><option>2566</option><option>2567</option></select></p>", ["ปี 2566"]),
        (
            "<p><select multiple><option selected>ก</option><option>ข</option><option selected>ค</option></select></p>",
            ["กค"],
        ),
        ("<p><input type=checkbox checked> ทำแล้ว</p>", ["✓ ทำแล้ว"]),
        ("<p><input type=radio> ยังไม่ทำ</p>", ["ยังไม่ทำ"]),
        ("<p>ก<input value='&lt;b&gt;ข'></p>", ["ก<b>ข"]),
    ],
)
def test_forms_have_their_values(markup, expected):
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("20,000<sup>1</sup> บาท", "20,000 บาท"),
        ("โครงการดี<sup>*</sup>", "โครงการดี"),
        ("500<sup><a href='#n'>[2]</a></sup>", "500"),
        ("50 ม<sup>2</sup>", "50 ม²"),
        ("50 ตร.ม.<sup>2</sup>", "50 ตร.ม.²"),
        ("ครั้ง<sup>ที่</sup> 1", "ครั้งที่ 1"),
    ],
)
def test_a_raised_mark_is_no_part_of_a_number_or_a_name(markup, expected):
    assert texts(f"<p>{markup}</p>") == [expected]


def test_text_without_such_mark_up_is_itself():
    text = "<p>ก</p>\n<table><tr><td>1</td></tr></table>"
    assert shown(text, "a").edits == ()
    assert shown(text, "a").text is text
    assert shown("a < b", "a").piece(2, 5) == "< b"


def test_the_shown_text_keeps_length_and_lines():
    text = "<p>ก</p><div hidden>ลับ\nลับ\f</div>\n<!-- \n -->x<ol><li>ก</ol>"
    seen = shown(text, "a")
    assert len(seen.text) == len(text)
    assert re.sub(r"[^\n\f]", "", seen.text) == re.sub(r"[^\n\f]", "", text)
    assert seen.piece(0, len(text)).count("\n") == text.count("\n")


def test_too_many_elements_are_refused():
    with pytest.raises(SourceTooLarge):
        shown("<ol>" + "<li>" * (DEFAULTS.max_cells + 1), "a")


def test_numbers_beyond_what_letters_can_say():
    numbering = Numbering.of({"type": "i", "start": "4000"})
    numbering.add(0, "")
    numbering.add(1, "-3")
    assert list(numbering.marks()) == [(0, "4000."), (1, "-3.")]


HOSTILE = [
    "<li>",
    "<ol><li>a",
    "<div hidden>",
    "<p hidden>a</p>",
    "<sup>1</sup>",
    "<!--",
    "<style>.a{",
    "<select><option>",
]
HOSTILE += ["<input value=1>", "<tr hidden><td>", "</ol>", "<style>a{display:none}</style>", "<del>", "<script>", ".a,"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_pages_take_linear_time(unit):
    def work(size):
        text = "<style>" + unit * (size // len(unit))
        seen = shown(text, "a")
        for start in range(0, len(text), max(1, len(text) // 100)):
            seen.piece(start, start + len(text) // 100)

    assert grows_linearly(work, 30_000)


@pytest.mark.parametrize("own", ["๑. ", "1) ", "(๑) ", ""])
def test_an_item_that_prints_its_number_itself_has_it_once(read, own):
    html = f"<ol><li>{own}ปลูกใจซื่อ</li><li>ประตูเปิด</li></ol>"
    first = next(iter(read(html, name="a.html").blocks())).text
    assert first.split()[0].strip("().") == "1"
    assert "1. 1" not in first.replace("(", "")
