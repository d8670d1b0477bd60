"""Text in columns is read column after column; tables, field lists and contents pages are not."""

from __future__ import annotations

import pytest

from extract.model.document import Grid, Line
from extract.read.layout.page_blocks import page_blocks, page_layout
from extract.read.layout.printed import PrintedPage, Rule
from extract.read.printed_text import page_text
from tests.extract.read.layout.builders import STEP, page_of, printed

LEFT, RIGHT, THIRD = 50.0, 310.0, 430.0
FULL = "ข" * 44
TITLE = printed((150, "แผนปฏิบัติการป้องกันการทุจริตขององค์การ"), at=60)


def side_by_side(first, *others, at=100.0, step=STEP):
    """Lines of columns beside one another. Each column: its left edge, its texts from the top, its lines' offset."""
    columns = [first, *others]
    lines = []
    for x, texts, aside in columns:
        lines += [(at + aside + step * n, x, text) for n, text in enumerate(texts) if text]
    heights = sorted({y for y, _, _ in lines})
    return [printed(*((x, text) for y, x, text in sorted(lines) if y == height), at=height) for height in heights]


def numbered(letter, count, last="สั้น"):
    """Full lines of a paragraph, the last one short."""
    return [*(f"{letter}{n:02}{FULL}"[:44] for n in range(count)), letter + last]


def read(lines, across=(), upright=()):
    page = page_of(lines, across, upright)
    return [line for block in page_blocks(page) for line in texts(block)]


def texts(block):
    return [block.text] if isinstance(block, Line) else ["\t".join(c.text for c in row) for row in block.rows()]


@pytest.mark.parametrize("aside", [0.0, 4.0])
@pytest.mark.parametrize("last", [8, 4, 2])
def test_two_columns_are_read_one_after_the_other(aside, last):
    left, right = numbered("ก", 8), numbered("ค", last)
    lines = [TITLE, *side_by_side((LEFT, left, 0.0), (RIGHT, right, aside))]
    assert read(lines)[1:] == [*left, *right]
    assert [line.text for line in page_text(page_of(lines)).lines][1:] == [*left, *right]


def test_three_columns_are_read_one_after_the_other():
    columns = [[text[:30] for text in numbered(letter, 6)] for letter in "กคง"]
    lines = side_by_side(*((x, c, 0.0) for x, c in zip((40.0, 220.0, 400.0), columns, strict=True)))
    assert read(lines) == [text for column in columns for text in column]


def test_columns_of_different_widths_with_a_table_across_them():
    upper = side_by_side((LEFT, [t[:24] for t in numbered("ก", 6)], 0.0), (200.0, numbered("ค", 6), 0.0))
    lower = side_by_side((LEFT, [t[:24] for t in numbered("ง", 6)], 0.0), (200.0, numbered("จ", 6), 0.0), at=330)
    rows = [printed((55, "ที่"), (205, "โครงการ"), (365, "2567"), at=y) for y in (238, 258)]
    across = [Rule(y, 50, 420) for y in (224, 244, 264)]
    upright = [Rule(x, 224, 264) for x in (50, 200, 360, 420)]
    blocks = page_blocks(page_of([*upper, *rows, *lower], across, upright))
    assert [block.text[:1] if isinstance(block, Line) else "table" for block in blocks] == [
        *"กกกกกกกคคคคคคค",
        "table",
        *"งงงงงงงจจจจจจจ",
    ]


def test_a_table_within_a_column_keeps_the_text_beside_it_out():
    left, right = numbered("ก", 12), [*numbered("ค", 4), *[""] * 4, *numbered("ง", 4)]
    rows = [printed((315, "ที่"), (395, "โครงการ"), (485, "2567"), at=y) for y in (180, 200)]
    lines = sorted(
        [*side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0)), *rows], key=lambda line: line.baseline
    )  # fmt: skip
    across = [Rule(y, 310, 520) for y in (167, 187, 207)]
    upright = [Rule(x, 167, 207) for x in (310, 390, 480, 520)]
    blocks = page_blocks(page_of(lines, across, upright))
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grid.cells] == ["ที่", "โครงการ", "2567"] * 2
    assert [block.text for block in blocks[: len(left)] if isinstance(block, Line)] == left


def test_a_paragraph_goes_on_in_the_next_column():
    left, right = numbered("ก", 7)[:-1], numbered("ค", 5)
    blocks = page_blocks(page_of(side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0))))
    assert [block.text for block in blocks if block.gap] == [left[0]]
    assert [block.place.line for block in blocks] == list(range(1, len(blocks) + 1))


def test_a_heading_below_the_columns_is_below_them():
    left, right = numbered("ก", 6), numbered("ค", 5)
    heading = printed((LEFT, "ส่วนที่ 2 ตารางสรุป"), at=100 + STEP * 8)
    assert read([*side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0)), heading])[-1] == "ส่วนที่ 2 ตารางสรุป"


LABELS = ["ชื่อโครงการ", "หลักการและเหตุผล", "วัตถุประสงค์", "งบประมาณ", "ผู้รับผิดชอบ", "ตัวชี้วัด"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            side_by_side((LEFT, LABELS, 0.0), (200.0, [FULL] * len(LABELS), 0.0)), id="labels beside their values"
        ),
        pytest.param(
            side_by_side(
                (LEFT, [text for label in LABELS for text in (label, "", "")], 0.0), (200.0, [FULL] * 18, 0.0)
            ),
            id="labels beside values of several lines",
        ),
        pytest.param(
            side_by_side(
                (LEFT, [*numbered("ก", 2), "", "", *numbered("ข", 2), "", "", *numbered("ค", 2)], 0.0),
                (RIGHT, [*numbered("ง", 4), *numbered("จ", 4), *numbered("ฉ", 4)], 0.0),
            ),
            id="texts with blanks beside those of another",
        ),
        pytest.param(
            side_by_side((LEFT, numbered("ก", 8), 0.0), (500.0, [str(n) for n in range(1, 10)], 0.0)),
            id="contents with page numbers",
        ),
        pytest.param(
            side_by_side(
                (LEFT, [t[:25] for t in [*numbered("ก", 2), "", *numbered("ข", 1), "", "", *numbered("ค", 2)]], 0.0),
                (230.0, [t[:25] for t in [*numbered("ง", 1), "", "", *numbered("จ", 3), *numbered("ฉ", 2)]], 0.0),
                (410.0, [t[:25] for t in [*numbered("ช", 2), "", *numbered("ญ", 2), "", *numbered("ด", 2)]], 0.0),
            ),
            id="a table of texts, whose rows begin together",
        ),
        pytest.param(
            side_by_side(
                (LEFT, numbered("ก", 5), 0.0), (RIGHT, ["20,000", "-", "15,000", "-", "-", "2,000"], 0.0)
            ),
            id="names beside amounts",
        ),
        pytest.param(
            side_by_side(
                (LEFT, ["(ลงชื่อ)", "(นายสมชาย ใจดี)", "ปลัดเทศบาล", "วันที่ 1 ตุลาคม 2567"], 0.0),
                (RIGHT, ["(ลงชื่อ)", "(นางสมหญิง ใจงาม)", "นายกเทศมนตรี", "วันที่ 3 ตุลาคม 2567"], 0.0),
            ),
            id="signatures",
        ),
    ],
)  # fmt: skip
def test_what_is_read_line_by_line(lines):
    page: PrintedPage = page_of(lines)
    shown = [line.text.replace("\t", " ") for line in page_text(page).lines]
    assert shown == [" ".join(segment.text for segment in line.segments()) for line in lines]


def test_two_columns_of_numbered_lists_are_read_one_after_the_other():
    left = [f"{n}. หัวข้อของฝั่งซ้ายมีเนื้อความสั้น" for n in range(1, 9)]
    right = [f"{n}. หัวข้อของฝั่งขวามีเนื้อความสั้น" for n in range(9, 17)]
    blocks = page_blocks(page_of(side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0))))
    read = [block.text for block in blocks if isinstance(block, Line)]
    assert read == [*left, *right]


def test_lists_beside_words_without_numbers_are_no_columns():
    left = [f"{n}. นายสมชาย ใจดีมากมายเหลือเกิน" for n in range(1, 9)]
    right = ["ประธานกรรมการของเทศบาลตำบล"] * 8
    blocks = page_blocks(page_of(side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0))))
    read = [block.text for block in blocks if isinstance(block, Line)]
    assert read == [f"{a} {b}" for a, b in zip(left, right, strict=True)]


def stacked(left, right, at=100.0):
    """Two boxes side by side. A blank text is a line left blank."""
    return side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0), at=at)


LABELS = [
    "วัตถุประสงค์",
    "ให้นักเรียนเห็นคุณค่า",
    "ให้ครูออกข้อสอบ",
    "",
    "กลุ่มเป้าหมาย",
    "นักเรียนสามโรงเรียน",
    "",
    "ตัวชี้วัด",
    "ห้องเรียนต้นแบบ",
]
STEPS = [
    "ขั้นตอนของงาน",
    "ประชุมครูทุกคน",
    "จัดสัปดาห์รักการอ่าน",
    "มอบเกียรติบัตร",
    "",
    "ระยะเวลาของงาน",
    "ตลอดปีงบประมาณ",
    "",
    "งบประมาณที่ใช้",
    "ห้าพันบาทถ้วน",
]


def test_boxes_side_by_side_whose_texts_are_parted_at_other_heights_are_read_one_after_the_other():
    assert read(stacked(LABELS, STEPS)) == [text for text in [*LABELS, *STEPS] if text]


def test_labels_in_the_margin_are_read_beside_their_texts():
    labels = ["วัตถุประสงค์", "", "", "กลุ่มเป้าหมาย", "", "ตัวชี้วัดผล", "งบประมาณที่ใช้"]
    contents = [
        "ให้นักเรียนเห็นคุณค่า",
        "ให้ครูออกข้อสอบ",
        "ให้ชุมชนร่วมมือ",
        "นักเรียนสามโรงเรียน",
        "ครูทุกคน",
        "ห้องเรียนต้นแบบ",
        "ห้าพันบาท",
    ]
    assert read(stacked(labels, contents))[0].startswith(labels[0] + " " + contents[0])


def test_columns_proved_on_a_page_hold_for_its_other_lines_and_for_the_next_page():
    even = [
        ["วัตถุประสงค์", "ให้ครูออกข้อสอบ", "", "กลุ่มเป้าหมาย", "นักเรียนทุกคน"],
        ["ขั้นตอนของงาน", "ประชุมครูทุกคน", "", "งบประมาณที่ใช้", "ห้าพันบาทถ้วน"],
    ]
    wanted = [text for column in even for text in column if text]
    alone = page_of(stacked(*even))
    assert [block.text for block in page_layout(alone).blocks] != wanted
    before = page_layout(page_of(stacked(LABELS, STEPS)))
    assert [block.text for block in page_layout(alone, before).blocks] == wanted
    title = printed((LEFT, "โครงการที่สองของโรงเรียนในเขตเทศบาลเมืองของเราประจำปีนี้ทั้งหมด"), at=300)
    both = read([*stacked(LABELS, STEPS), title, *stacked(*even, at=330)])
    assert both[-len(wanted) :] == wanted


def test_a_form_whose_cells_were_drawn_row_by_row_is_no_text_in_columns():
    """Its labels are as many lines as their texts, and full; each is drawn before the text beside it."""
    left, right = numbered("ก", 8), numbered("ค", 8)
    lines = side_by_side((LEFT, left, 0.0), (RIGHT, right, 0.0))
    assert read(lines) == [*left, *right]
    for number, line in enumerate(lines):
        for cluster in line.clusters:
            aside = 2 if cluster.x0 >= RIGHT else 0
            cluster.run = 4 * (number // 2) + number % 2 + aside
    assert read(lines) != [*left, *right]
