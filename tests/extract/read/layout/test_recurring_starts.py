"""A line begins a paragraph where its words do so elsewhere in the document."""

from __future__ import annotations

from extract.model.document import Box, Line, Page, Place, TextSource
from extract.read.layout.recurring_starts import with_recurring_starts


def starts(*lines):
    """The lines that begin a paragraph; each line is a text, preceded by `+` if the layout shows no start."""
    blocks = tuple(
        Line(text.removeprefix("+"), text.removeprefix("+"), Place(1, n), gap=not text.startswith("+"))
        for n, text in enumerate(lines, 1)
    )
    [page] = with_recurring_starts([Page(1, blocks, TextSource.PDF_TEXT, 600, 800)])
    return [block.text for block in page.blocks if isinstance(block, Line) and block.gap]


def test_a_heading_of_a_form_below_a_full_line():
    head, text = "ขั้นตอนการทำงาน", "ผู้บริหารและพนักงานทุกคน"
    assert starts(text, f"+{head}", "หนึ่ง", head, "สอง", head) == [text, head, "หนึ่ง", head, "สอง", head]
    assert starts(text, f"+{head}", "หนึ่ง", head) == [text, "หนึ่ง", head]  # once elsewhere is no habit


def test_a_label_before_a_colon_and_a_sum_with_other_numbers():
    label = [f"เจ้าของเรื่อง : {name}" for name in ("กองคลัง", "กองช่าง", "สำนักปลัด")]
    assert starts(label[0], label[1], "+" + label[2]) == label
    sums = [f"รวมมิติที่ {n} จำนวน {n + 1} เรื่อง เป็นเงิน {n},500 บาท" for n in (1, 2, 3)]
    assert starts("+" + sums[0], *sums[1:]) == sums


def test_the_rest_of_a_paragraph_that_recurs_as_such_is_none():
    assert starts("ก", "+ประชาชน", "ข", "+ประชาชน", "ค", "+ประชาชน", "ประชาชน", "ประชาชน") == [
        "ก", "ข", "ค", "ประชาชน", "ประชาชน",
    ]  # fmt: skip


def test_a_bullet_begins_an_item():
    assert starts("วัตถุประสงค์ของโครงการ", "+• หนึ่ง", "+- สอง") == ["วัตถุประสงค์ของโครงการ", "• หนึ่ง"]


def test_numbers_alone_and_times_are_no_labels():
    assert starts("1,200", "1,300", "+1,400") == ["1,200", "1,300"]
    assert starts("เวลาประชุม 09:30 น.", "เวลาประชุม 09:40", "+เวลาประชุม 09:10 ถึงเย็น") == [
        "เวลาประชุม 09:30 น.", "เวลาประชุม 09:40",
    ]  # fmt: skip


def test_words_below_lines_in_which_they_had_room():
    """Nothing but the width of the lines above shows that they begin paragraphs."""
    texts = ["เพื่อให้คนในตำบลได้รู้เรื่อง", "ใครทำ: กองคลัง", "- ทำแล้วบอกต่อ", "ใครทำ: กองช่าง", "ก" * 60, "ใครทำ: สำนักปลัด"]
    blocks = tuple(
        Line(text, text, Place(1, n, Box(50, 20 * n, 50 + 8 * len(text), 20 * n + 12)))
        for n, text in enumerate(texts, 1)
    )
    [page] = with_recurring_starts([Page(1, blocks, TextSource.PDF_TEXT, 600, 800)])
    assert [block.text for block in page.blocks if isinstance(block, Line) and block.gap] == [
        text for text in texts if text.startswith("ใครทำ")
    ]


def test_labels_without_colons_in_one_order_begin_paragraphs_below_full_lines():
    forms = [["เหตุผล ชาวบ้านขอ", f"จุดประสงค์ ข้อที่ {n}", "การทำงาน ประชุม", "เวลาทำงาน ทั้งปี"] for n in "กขคงจฉ"]
    lines = [line for form in forms for line in form]
    torn = [f"+{line}" if at in (6, 10) else line for at, line in enumerate(lines)]
    assert starts(*torn) == lines
    prose = [f"{'+' if n in 'กง' else ''}โครงการ {n}" for n in "กขคงจฉ"]
    assert starts(*prose) == [line for line in prose if line[0] != "+"]


def test_the_rest_of_years_in_brackets_goes_on_with_the_line_above():
    assert starts("แผนป้องกันการทุจริต (พ.ศ. 2566", "- 2570)", "เทศบาลเมือง") == ["แผนป้องกันการทุจริต (พ.ศ. 2566", "เทศบาลเมือง"]
    assert starts("แผนป้องกันการทุจริต", "- 2570)") == ["แผนป้องกันการทุจริต", "- 2570)"]


def test_a_number_that_counts_on_begins_a_paragraph_below_a_full_line():
    heads = [f"ใบที่ {n} ขุดสระกับทุกคนในหมู่บ้าน" for n in (1, 2, 3, 4)]
    assert starts(*heads[:3], "หมวดที่ยาวจนเต็มบรรทัดพอดี", "+" + heads[3]) == [
        *heads[:3], "หมวดที่ยาวจนเต็มบรรทัดพอดี", heads[3],
    ]  # fmt: skip
    texts = [f"{n}) ทาสีรั้ว" for n in (1, 2, 3)]
    assert starts(*texts, "ทุกคนช่วยกัน", "+4) ล้างคลอง", "+9) ไม่ใช่ข้อ") == [*texts, "ทุกคนช่วยกัน", "4) ล้างคลอง"]
    assert starts(*texts, "ทุกคนช่วยกัน", "+20 คนในสระ") == [*texts, "ทุกคนช่วยกัน"]  # a count is no number of an entry


def test_the_year_up_to_which_a_title_counts_goes_on_with_it():
    assert starts("แผนของเมือง (2566 -", "2570) บ้านใหม่", "บทที่หนึ่ง") == ["แผนของเมือง (2566 -", "บทที่หนึ่ง"]
