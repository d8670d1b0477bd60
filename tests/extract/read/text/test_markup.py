"""Markup is removed, text is kept."""

import pytest

from extract.read.text.markup import cell_text, paragraphs, strip_markup


def lines(text):
    return [list(paragraphs(line)) for line in strip_markup(text).split("\n")]


def one(text):
    return [text for line in lines(text) for text in line]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("**โครงการ** อบรม", ["โครงการ อบรม"]),
        ("__โครงการ__ อบรม", ["โครงการ อบรม"]),
        ("***โครงการ*** อบรม", ["โครงการ อบรม"]),
        ("**ก****ข** ค", ["กข ค"]),
        ("** หมายเหตุท้ายตาราง", ["** หมายเหตุท้ายตาราง"]),
        ("งาน** ไม่มีคู่", ["งาน** ไม่มีคู่"]),
        ("**ไม่มีคู่", ["**ไม่มีคู่"]),
        ("วันที่ __/__/๒๕๖๖", ["วันที่ __/__/2566"]),
        ("ลงชื่อ ________ ผู้เสนอ", ["ลงชื่อ ________ ผู้เสนอ"]),
        ("snake__case__name", ["snake__case__name"]),
        ("## หัวข้อ", ["หัวข้อ"]),
        ("##หัวข้อ ##", ["หัวข้อ"]),
        ("# C#", ["C#"]),
        ("#1 ในใจ", ["#1 ในใจ"]),
        ("#####", []),
        ("<p>ก</p> <p>ข</p>", ["ก", "ข"]),
        ("ก<br>ข<BR/>ค<br />ง", ["ก", "ข", "ค", "ง"]),
        ('<span style="color: red">ก</span><b>ข</b><u>ค</u>x<sup>2</sup>', ["กขคx2"]),
        ('<h3 class="t">หัวข้อ</h3>', ["หัวข้อ"]),
        ('<img src="a.png" alt="ตรา">ก', ["ก"]),
        ("![ตรา](a.png) ก", ["ก"]),
        ("ดู <http://example.org>", ["ดู <http://example.org>"]),
        ("ก < ข และ ค > ง", ["ก < ข และ ค > ง"]),
        ("a <b และ c> d", ["a <b และ c> d"]),
        ("<unknown>ก</unknown>", ["<unknown>ก</unknown>"]),
        ("<o:p>&nbsp;</o:p>", []),  # what Word writes into its web pages
        ("กอง<st1:place w:st='on'>คลัง</st1:place>", ["กองคลัง"]),
        ("ก&nbsp;ข &amp; &lt;p&gt; &quot;ค&quot; &#3585;", ['ก ข & <p> "ค" ก']),
        ("AT&T & &notanentity; &#99999999999;", ["AT&T & &notanentity; &#99999999999;"]),
        ("$\\square$ เห็นชอบ \\(x\\)", ["$\\square$ เห็นชอบ \\(x\\)"]),
        ("<!-- หมายเหตุ -->ก", ["ก"]),
        ("• ก", ["- ก"]),
        ("\uf0b7ก", ["- ก"]),
        ("* ก", ["- ก"]),
        ("+ ก", ["- ก"]),
        ("-   ก", ["- ก"]),
        ("-๕,๐๐๐", ["-5,000"]),
        ("*หมายเหตุ", ["*หมายเหตุ"]),
        ("-", ["-"]),
        ("ก\x00\x1eข", ["ก ข"]),
    ],
)
def test_one_line(raw, texts):
    assert one(raw) == texts


def test_bold_pairs_span_lines_but_not_far():
    assert lines("**ชื่อแผน\nปี ๒๕๖๖**\nต่อ") == [["ชื่อแผน"], ["ปี 2566"], ["ต่อ"]]
    far = "**ก" + "\nข" * 100 + "**"
    assert lines(far)[0] == ["**ก"]
    assert lines(far)[-1] == ["ข**"]


def test_bold_pairs_do_not_cross_cells():
    assert strip_markup("**ก\tข**") == "**ก\tข**"


def test_every_line_keeps_its_number():
    raw = 'ก<p\nclass="x"\n>ข<!--\n\n-->ค<script>\nx\n</script>ง\n**จ\nฉ**'
    assert strip_markup(raw).count("\n") == raw.count("\n")
    assert lines(raw) == [["ก"], [], ["ข"], [], ["ค"], [], ["ง"], ["จ"], ["ฉ"]]


def test_unclosed_comments_and_scripts_stay():
    assert one("ก <!-- ข") == ["ก <!-- ข"]
    assert one("ก <script>ข") == ["ก <script>ข"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>๑. ก</p> <p>๒.   ข</p>", "1. ก\n2. ข"),
        ("ก<br>ข", "ก\nข"),
        ("ก\n  ข", "ก ข"),
        ("  ", ""),
        ("-", "-"),
        ("<p></p>", ""),
        ("• ก<br>• ข", "- ก\n- ข"),
        ("ก&nbsp;&#10; ข", "ก ข"),
    ],
)
def test_cells(raw, text):
    assert cell_text(raw) == text
