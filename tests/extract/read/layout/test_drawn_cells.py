"""Tables without rules, known by the order in which their texts were drawn: cell by cell, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.document import Grid
from extract.read.layout.cells import table_grid
from extract.read.layout.drawn_cells import drawn_tables
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Cluster, PrintedLine, Rule
from tests.extract.read.layout.builders import TALL, UPRIGHT, WIDE, page_of

Drawn = tuple[float, float, str]
"""Where a text begins, its baseline and its letters."""


def printed_in_order(texts: Sequence[Drawn]) -> list[PrintedLine]:
    """The lines of texts, each an object of its own, drawn in this order."""
    lines: dict[float, list[Cluster]] = {}
    spaces: dict[float, list[float]] = {}
    for run, (x0, at, text) in enumerate(texts):
        for index, char in enumerate(text):
            x = x0 + index * WIDE
            if char == " ":
                spaces.setdefault(at, []).append(x + WIDE / 2)
            else:
                lines.setdefault(at, []).append(Cluster(char, x, x + WIDE, at - TALL, at, run=run))
    return [
        PrintedLine(sorted(lines[at], key=lambda c: c.x0), sorted(spaces.get(at, [])), TALL, at) for at in sorted(lines)
    ]


def rows(texts: Sequence[Drawn]) -> list[list[str]]:
    """The rows of the only table that texts form."""
    lines = printed_in_order(texts)
    [table] = drawn_tables(lines)
    grid = table_grid(1, UPRIGHT, table, lines, {id(line): n for n, line in enumerate(lines)})
    assert grid is not None
    return _texts(grid)


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text.replace("\n", " ") for cell in row] for row in grid.rows()]


def row(at: float, number: str, name: Sequence[str], place: Sequence[str], amount: str) -> list[Drawn]:
    """A row whose cells have one middle; those of one line stand between the lines of the others."""
    found: list[Drawn] = []
    for x0, lines in ((FIRST, [number]), (75.0, name), (152.0, place), (210.0, [amount])):
        top = at - 10.0 * (len(lines) - 1)
        found += [(x0, top + 20.0 * n, line) for n, line in enumerate(lines)]
    return found


FIRST = 60.0
"""Where the first column begins."""

TABLE = [
    *row(100, "ก", ["เรื่อง"], ["คนทำ"], "เงิน"),
    *row(130, "1", ["ปลูกป่าหลังวัด", "กับเด็ก"], ["กองช่าง"], "500"),
    *row(170, "2", ["ล้างตลาด"], ["กองคลังกับ", "กองช่าง"], "7,000"),
    *row(210, "3", ["ซ่อมศาลา", "ริมคลอง"], ["กองคลัง"], "80"),
]
WANTED = [
    ["ก", "เรื่อง", "คนทำ", "เงิน"],
    ["1", "ปลูกป่าหลังวัดกับเด็ก", "กองช่าง", "500"],
    ["2", "ล้างตลาด", "กองคลังกับกองช่าง", "7,000"],
    ["3", "ซ่อมศาลาริมคลอง", "กองคลัง", "80"],
]


def test_the_lines_of_a_cell_are_those_drawn_one_after_the_other():
    assert rows(TABLE) == WANTED


def test_texts_without_an_order_of_drawing_are_no_such_table():
    lines = printed_in_order(TABLE)
    for line in lines:
        for cluster in line.clusters:
            cluster.run = -1
    assert drawn_tables(lines) == []


def test_a_heading_above_a_row_is_none_of_its_first_cell():
    heading = (58.0, 160.0, "หมวดน้ำใส")
    texts = [*TABLE[:9], heading, *[(x, at + 20, text) for x, at, text in TABLE[9:]]]
    found = rows(texts)
    assert [row[0] for row in found][2:] == ["หมวดน้ำใส", "2", "3"]


def test_a_cell_in_the_middle_of_two_rows_belongs_to_both():
    shared = [(60.0, 150.0, "ก"), (75.0, 140.0, "ปลูกป่า"), (152.0, 140.0, "ไถ"), (210.0, 140.0, "500")]
    texts = [
        *row(100, "ก", ["เรื่อง"], ["คนทำ"], "เงิน"),
        *shared, (75.0, 160.0, "ขุดสระ"), (152.0, 160.0, "สูบ"), (210.0, 160.0, "900"),
        *row(190, "ข", ["ทาสี"], ["ทา"], "20"),
    ]  # fmt: skip
    [table] = drawn_tables(printed_in_order(texts))
    assert [(c.row, c.row_span) for c in table.cells if c.column == 0] == [(0, 1), (1, 2), (3, 1)]


def test_texts_that_nearly_touch_are_in_the_columns_of_the_other_rows():
    texts = [
        *row(100, "ก", ["เรื่อง"], ["คนทำ"], "เงิน"),
        *row(130, "1", ["ปลูกป่าริมถนนน"], ["กองช่างนา"], "500"),
        *row(160, "2", ["ล้างตลาด"], ["กองคลัง"], "70"),
    ]
    texts = [(x - (20 if x == FIRST else 0), at, text) for x, at, text in texts]
    texts[5] = (76.0, 130.0, texts[5][2])  # six points from the next cell
    assert rows(texts)[1] == ["1", "ปลูกป่าริมถนนน", "กองช่างนา", "500"]


def test_prose_and_lists_with_bullets_are_no_tables():
    prose = [(60.0, 100.0 + 20 * n, "คนในหมู่บ้านอยากให้มีป่าและสระน้ำ") for n in range(4)]
    items = [text for n in range(4) for text in ((60.0, 200.0 + 20 * n, "•"), (90.0, 200.0 + 20 * n, "ถางหญ้า"))]
    assert drawn_tables(printed_in_order([*prose, *items])) == []


def test_two_tables_below_one_another_have_columns_of_their_own():
    second = [(x + (25 if x > FIRST else 0), at + 200, text) for x, at, text in TABLE]
    tables = drawn_tables(printed_in_order([*TABLE, (58.0, 260.0, "บัญชีที่สอง"), *second]))
    assert [(table.rows, table.columns) for table in tables] == [(4, 4), (4, 4)]


def test_rows_between_upright_rules_alone_are_told_apart_by_the_order_of_their_texts():
    """All lines are equally far apart, and no figures mark the rows."""
    texts = [
        (60.0, 100.0, "รายการ"), (130.0, 100.0, "งานแรก"), (230.0, 100.0, "งานหลัง"),
        (60.0, 120.0, "ชื่องาน"), (130.0, 120.0, "ปลูกป่าหลัง"), (130.0, 140.0, "วัดกับเด็ก"), (230.0, 120.0, "ล้างตลาด"),
        (60.0, 160.0, "ผู้รับ"), (60.0, 180.0, "ผิดชอบ"), (130.0, 160.0, "กองช่าง"), (230.0, 160.0, "กองคลัง"),
        (60.0, 200.0, "ทำที่ไหน"), (130.0, 200.0, "หลังวัด"), (230.0, 200.0, "ริมคลอง"),
    ]  # fmt: skip
    upright = [Rule(x, 80, 210) for x in (55, 125, 225, 300)]
    page = page_of(printed_in_order(texts), [Rule(80, 55, 300), Rule(210, 55, 300)], upright)
    [grid] = page_blocks(page)
    assert isinstance(grid, Grid)
    assert [row[0] for row in _texts(grid)] == ["รายการ", "ชื่องาน", "ผู้รับผิดชอบ", "ทำที่ไหน"]


def test_headings_without_figures_are_rows_of_their_own_where_lines_of_one_text_are_nearer():
    texts = [
        *row(100, "ก", ["เรื่อง"], ["คนทำ"], "เงิน"),
        (58.0, 126.0, "หมวดน้ำใส"), (75.0, 152.0, "เรื่องริมคลอง"),
        *row(188, "1", ["ปลูกป่าหลังวัด", "กับเด็ก"], ["กองช่าง"], "500"),
        *row(234, "2", ["ล้างตลาด"], ["กองคลังกับ", "กองช่าง"], "7,000"),
        (58.0, 270.0, "หมวดลมเย็น"),
    ]  # fmt: skip
    found = rows(texts)
    assert [own[0] or own[1] for own in found] == ["ก", "หมวดน้ำใส", "เรื่องริมคลอง", "1", "2", "หมวดลมเย็น"]


def test_a_cell_that_goes_on_beside_the_next_rows_is_that_of_all_of_them():
    """Its first line is below that of the first row, its last one beside the second."""
    texts = [
        (60.0, 115.0, "ที่"), (90.0, 115.0, "เรื่อง"), (152.0, 115.0, "คนทำ"), (210.0, 115.0, "เงิน"),
        (60.0, 150.0, "หมวด"), (60.0, 170.0, "ป่า"),
        (90.0, 140.0, "ปลูก"), (152.0, 140.0, "กองช่าง"), (210.0, 140.0, "500"),
        (90.0, 160.0, "ขุดสระ"), (152.0, 160.0, "กองคลัง"), (210.0, 160.0, "900"),
        (90.0, 180.0, "ถางหญ้า"), (152.0, 180.0, "กองช่าง"), (210.0, 180.0, "70"),
    ]  # fmt: skip
    [table] = drawn_tables(printed_in_order(texts))
    assert [(c.row, c.row_span) for c in table.cells if c.column == 0] == [(0, 1), (1, 3)]


def test_names_in_the_middle_of_columns_are_above_texts_at_their_sides():
    """No text of a column is below its name."""
    texts = [
        text
        for at, left, middle, right in ((100, 95, 200, 295), (120, 60, 160, 260), (140, 60, 160, 260))
        for text in ((left, at, "ชื่อ" if at == 100 else "ป่า"), (middle, at, "ก"), (right, at, "ข"))
    ]
    texts = [(float(x), float(at), text) for x, at, text in texts]
    assert [len(own) for own in rows(texts)] == [3, 3, 3]


def test_the_name_of_a_group_spans_the_columns_whose_middle_it_has():
    texts = [
        (60.0, 100.0, "ที่"), (195.0, 100.0, "เงินปี"), (330.0, 100.0, "ผู้ทำ"),
        (140.0, 120.0, "หก"), (200.0, 120.0, "เจ็ด"), (265.0, 120.0, "แปด"),
        (60.0, 140.0, "1"), (140.0, 140.0, "500"), (200.0, 140.0, "20"), (265.0, 140.0, "30"), (330.0, 140.0, "คลัง"),
        (60.0, 160.0, "2"), (140.0, 160.0, "70"), (200.0, 160.0, "80"), (265.0, 160.0, "90"), (330.0, 160.0, "ช่าง"),
    ]  # fmt: skip
    [table] = drawn_tables(printed_in_order(texts))
    assert [(c.column, c.column_span) for c in table.cells if c.row == 0] == [(0, 1), (1, 3), (4, 1)]


def test_bullets_that_are_drawn_as_shapes_hide_no_table():
    lines = printed_in_order([*TABLE, (58.0, 300.0, "• ถางหญ้าริมคลองหลังวัดกับเด็ก")])
    lines[-1].clusters[0].run = -1
    assert len(drawn_tables(lines)) == 1


def test_the_digits_of_a_number_drawn_one_by_one_are_no_columns():
    """They are farther apart than the letters of the names."""
    texts: list[Drawn] = []
    for at, amounts in ((100.0, ("52000", "61000")), (120.0, ("300", "9100")), (140.0, ("9000", "100"))):
        texts += [(60.0, at, "1"), (90.0, at, "ปลูกป่าริมคลองหลังวัดกับเด็ก")]
        texts += [
            (x - 10.0 * (len(amount) - n), at, digit)
            for x, amount in zip((310.0, 390.0), amounts, strict=True)
            for n, digit in enumerate(amount)
        ]
    assert [len(own) for own in rows(texts)] == [4, 4, 4]


def test_forms_below_one_another_with_labels_of_other_widths_are_two_tables():
    upper = [
        (60.0, 100.0, "ชื่อ"), (100.0, 90.0, "ปลูกป่า"), (100.0, 110.0, "หลังวัด"),
        (60.0, 136.0, "ที่"), (100.0, 136.0, "ริมคลอง"), (60.0, 162.0, "คน"), (100.0, 162.0, "กองช่าง"),
    ]  # fmt: skip
    lower = [
        (60.0, 210.0, "เรื่องที่ทำ"), (150.0, 200.0, "ล้างตลาด"), (150.0, 220.0, "ทั้งหมด"),
        (60.0, 246.0, "ทำที่ตลาดนัด"), (150.0, 246.0, "ในเมือง"), (60.0, 272.0, "คนทำ"), (150.0, 272.0, "กองคลัง"),
    ]  # fmt: skip
    tables = drawn_tables(printed_in_order([*upper, *lower]))
    assert [(table.rows, table.columns) for table in tables] == [(3, 2), (3, 2)]
