"""Headings and blocks: a heading is recognised by its meaning and its surroundings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.blocks.block_names import name_length
from extract.blocks.block_types import Group
from extract.blocks.outline import outline
from extract.lines.marks import marks
from extract.parse import parse_plan
from tests.extract.builders import line, lines, outlined, plan_like_text, promptly, read

BLOCK = """
    1. ชื่อโครงการ : {name}
    2. หลักการและเหตุผล
    ชาวบ้านอยากรู้ว่าเงินไปไหน
    3. วัตถุประสงค์
    1) เพื่อให้ทุกบ้านรู้
    2) เพื่อให้ทุกบ้านตรวจ
    4. เป้าหมาย
    ประชาชน 80 คน
    5. พื้นที่ดำเนินการ
    ศาลาริมธาร
    6. วิธีดำเนินการ
    6.1 ตั้งคณะทำงาน
    6.2 เดินสำรวจ
    7. ระยะเวลาดำเนินการ
    ปีงบประมาณ พ.ศ. 2566
    8. งบประมาณดำเนินการ
    30,000 บาท
    9. ผู้รับผิดชอบโครงการ
    สำนักปลัด
    10. ตัวชี้วัด/ผลลัพธ์
    1) มีผู้เข้าร่วม 80 คน
"""
NUMBERED = [
    "name",
    "rationale",
    "objectives",
    "target_group",
    "location",
    "methods",
    "duration",
    "budget",
    "responsible",
]
NUMBERED += ["results"]


def block_text(name, head="", replaced=()):
    text = "\n".join(part.strip() for part in f"{head}\n{BLOCK.format(name=name)}".strip().split("\n"))
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_numbered_line_of_the_introduction_takes_no_code_of_a_section():
    head = "2. วิสัยทัศน์\n2.1 บ้านเราใสสะอาด\nมิติที่ 1 ปลูกใจ\n1.1 งานคน"
    text = f"{block_text('โครงการหนึ่ง', head)}\nมิติที่ 2 งานใส\n2.1 เปิดข้อมูล\n{block_text('โครงการสอง')}"
    assert [(h.path, [each.text for each in h.lines]) for h in outlined(text).headings] == [
        ((1,), ["ปลูกใจ"]), ((1, 1), ["งานคน"]), ((2,), ["งานใส"]), ((2, 1), ["เปิดข้อมูล"]),
    ]  # fmt: skip


def keys(block):
    return [entry.key for entry in block.fields]


def content(block, key):
    return [found.text for entry in block.get(key) for found in entry.content]


def name_of(block):
    return " ".join(content(block, "name") or [found.text for found in block.name_lines])


def heading_texts(headings):
    return [[found.text for found in heading.lines] for heading in headings]


# -- whole blocks --------------------------------------------------------------------------------------------------


def test_a_block_under_its_headings():
    text = block_text("โครงการปลูกใจซื่อ", "มิติที่ 1 การสร้างวัฒนธรรมสุจริต\n1.2 การเสริมสร้างจิตสำนึก\nลำดับที่ 4")
    found = outlined(text)
    (block,) = found.blocks
    assert block.path == (1, 2)
    assert (block.ordinal, block.announced, block.first.line) == (4, True, 3)
    assert keys(block) == NUMBERED
    assert content(block, "name") == ["โครงการปลูกใจซื่อ"]
    assert content(block, "objectives") == ["1) เพื่อให้ทุกบ้านรู้", "2) เพื่อให้ทุกบ้านตรวจ"]
    assert content(block, "methods") == ["6.1 ตั้งคณะทำงาน", "6.2 เดินสำรวจ"]
    assert heading_texts(found.dimensions) == [["การสร้างวัฒนธรรมสุจริต"]]
    assert heading_texts(found.sections) == [["การเสริมสร้างจิตสำนึก"]]
    assert found.dimensions[0].leads


def test_headings_stay_in_force_until_the_next_one():
    text = "\n".join(
        [
            block_text("โครงการ ก", "มิติที่ 1 หนึ่ง\n1.1 หนึ่งหนึ่ง\n1.1.2 ละเอียดกว่า"),
            block_text("โครงการ ข"),
            block_text("โครงการ ค", "1.2 หนึ่งสอง"),
            block_text("โครงการ ง", "มิติที่ 2 สอง"),
        ]
    )
    contexts = [b.path for b in outlined(text).blocks]
    assert contexts == [(1, 1, 2), (1, 1, 2), (1, 2), (2,)]


def test_an_unnumbered_block():
    text = block_text("โครงการปลูกใจซื่อ")
    for number in range(10, 0, -1):
        text = text.replace(f"\n{number}. ", "\n").removeprefix(f"{number}. ")
    (block,) = outlined(text).blocks
    assert keys(block) == NUMBERED
    assert content(block, "budget") == ["30,000 บาท"]


def test_a_label_with_a_code_announces_a_block():
    (block,) = outlined(block_text("โครงการ ก", "รายละเอียดโครงการ/กิจกรรม/มาตรการ (มิติ 2.2.1 (3))")).blocks
    assert (block.code.section, block.code.item) == ("2.2.1", "3")


def test_a_report_names_a_block_by_its_kind_word():
    found = outlined(
        """
        มิติที่ 1 การสร้างวัฒนธรรมสุจริต
        1. โครงการปลูกใจซื่อ
        การดำเนินการ
        เดินปลูกทุกหมู่บ้าน
        ผลการดำเนินการ
        ปลูกแล้ว 200 ต้น
        2. กิจกรรมประตูเปิด
        การดำเนินการ
        เปิดประตูทุกวัน
        ผลการดำเนินการ
        มีผู้มาเยือน 90 คน
        """
    )
    assert [name_of(b) for b in found.blocks] == ["1. โครงการปลูกใจซื่อ", "2. กิจกรรมประตูเปิด"]
    assert [keys(b) for b in found.blocks] == [["methods", "results"]] * 2
    assert [(b.printed_number, b.ordinal) for b in found.blocks] == [("1.", 1), ("2.", 2)]
    assert content(found.blocks[0], "results") == ["ปลูกแล้ว 200 ต้น"]
    assert all(entry.heading.progress for b in found.blocks for entry in b.fields)


def test_without_number_and_label_the_order_of_the_fields_begins_a_block():
    one = "{}\nหลักการและเหตุผล\nเรื่องเงิน\nวัตถุประสงค์\nเพื่อรู้\nวิธีดำเนินการ\nเดินบอก\nงบประมาณ\n30,000 บาท\nผู้รับผิดชอบ\nสำนักปลัด"
    found = outlined("\n".join(one.format(name) for name in ("โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิด", "ยิ้มรับทุกคำถาม")))
    assert [name_of(b) for b in found.blocks] == ["โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิด", "ยิ้มรับทุกคำถาม"]
    assert [content(b, "responsible") for b in found.blocks] == [["สำนักปลัด"]] * 3


def test_a_name_heading_always_begins_a_block():
    found = outlined(block_text("โครงการ ก") + "\n" + block_text("โครงการ ข"))
    assert [content(b, "name") for b in found.blocks] == [["โครงการ ก"], ["โครงการ ข"]]
    assert content(found.blocks[0], "results") == ["1) มีผู้เข้าร่วม 80 คน"]


def test_a_name_may_run_over_lines_before_the_first_field():
    found = outlined(
        """
        ลำดับที่ 2
        โครงการปลูกใจซื่อ
        ในโรงเรียนริมธาร
        หลักการและเหตุผล
        เด็กคือวันพรุ่งนี้
        วิธีดำเนินการ
        เล่านิทาน
        """
    )
    (block,) = found.blocks
    assert name_of(block) == "โครงการปลูกใจซื่อ ในโรงเรียนริมธาร"
    assert (block.ordinal, block.first.line) == (2, 1)


# -- headings that look like items, items that look like headings --------------------------------------------------


def test_a_step_is_no_section_though_it_looks_like_one():
    text = block_text("โครงการ ก", "มิติที่ 1 หนึ่ง", [("6.1 ตั้งคณะทำงาน", "1.1 ตั้งคณะทำงาน"), ("6.2 เดิน", "1.2 เดิน")])
    found = outlined(text)
    assert found.sections == []
    assert content(found.blocks[0], "methods") == ["1.1 ตั้งคณะทำงาน", "1.2 เดินสำรวจ"]


def test_steps_of_the_sixth_field_are_no_section_of_a_sixth_dimension():
    found = outlined(block_text("โครงการ ก", "มิติที่ 1 หนึ่ง") + "\n" + block_text("โครงการ ข"))
    assert found.sections == []


def test_results_numbered_like_sections_do_not_swallow_the_next_heading():
    first = block_text("โครงการ ก", "มิติที่ 1 หนึ่ง", [("1) มีผู้เข้าร่วม 80 คน", "10.1 มีผู้เข้าร่วม 80 คน\n10.2 ทุกบ้านรู้")])
    found = outlined(first + "\n" + block_text("โครงการ ข", "1.2 การเสริมสร้างจิตสำนึก\nลำดับที่ 2"))
    assert heading_texts(found.sections) == [["การเสริมสร้างจิตสำนึก"]]
    assert content(found.blocks[0], "results") == ["10.1 มีผู้เข้าร่วม 80 คน", "10.2 ทุกบ้านรู้"]
    assert found.blocks[1].path == (1, 2)


def test_the_standard_name_makes_a_section_even_inside_an_early_field():
    cut_off = "\n".join(block_text("โครงการ ก", "มิติที่ 2 สอง").split("\n")[:7])
    found = outlined(cut_off + "\n" + block_text("โครงการ ข", "2.2 มาตรการส่งเสริมคุณธรรมและความโปร่งใส\nลำดับที่ 2"))
    assert [heading.code for heading in found.sections] == ["2.2"]
    assert [b.path for b in found.blocks] == [(2,), (2, 2)]


CONTENTS = """
    สารบัญ
    มิติที่ 1 การสร้างวัฒนธรรมสุจริต
    1.1 การเสริมสร้างจิตสำนึก
    1.2 การเสริมสร้างความตระหนัก
    {}
    หลักการและเหตุผล ........ 3
    ภาคผนวก ก
    คำสั่งแต่งตั้งคณะทำงาน
"""


@pytest.mark.parametrize("entry", ["ส่วนที่ 3 รายละเอียดโครงการ", "รายละเอียดโครงการ/กิจกรรม/มาตรการ", "งบประมาณ ........ 9"])
def test_contents_pages_have_no_sections_and_no_blocks(entry):
    found = outlined(CONTENTS.format(entry))
    assert (found.sections, found.blocks) == ([], [])
    assert [heading.leads for heading in found.dimensions] == [False]


def test_a_dimension_named_in_prose_ends_no_block():
    text = block_text("โครงการ ก", "มิติที่ 1 หนึ่ง", [("ชาวบ้านอยากรู้", "มิติที่ 2 สอนว่า\nชาวบ้านอยากรู้")])
    found = outlined(text)
    assert [heading.path for heading in found.dimensions] == [(1,)]
    assert content(found.blocks[0], "rationale") == ["มิติที่ 2 สอนว่า", "ชาวบ้านอยากรู้ว่าเงินไปไหน"]


def test_a_caption_above_a_list_of_projects_ends_at_the_next_dimension():
    listed = "โครงการ/กิจกรรม/มาตรการ ที่จะทำในปีนี้\n1. กิจกรรมนับเงินกลางลาน ไม่ใช้งบประมาณ\n2. โครงการบ้านใส 500 บาท"
    found = outlined("\n".join(f"มิติที่ {n} เรื่องที่ {n}\n{listed}" for n in (1, 2, 3)))
    assert [heading.path for heading in found.dimensions] == [(1,), (2,), (3,)]
    named = outlined(block_text("โครงการ ก", "มิติที่ 1 หนึ่ง", [("โครงการ ก", "โครงการ ก\nมิติที่ 2 สอง")]))
    assert [heading.path for heading in named.dimensions] == [(1,)]


def test_a_section_of_a_dimension_that_the_document_lacks_is_none():
    found = outlined(block_text("โครงการ ก", "มิติที่ 1 หนึ่ง\n7.1 เรื่องอื่น\nลำดับที่ 1"))
    assert found.sections == []


@pytest.mark.parametrize(
    "item", ["2. งบประมาณ ต้องเปิดเผย", "2) เป้าหมาย ต้องชัด", "(2) วัตถุประสงค์", "- งบประมาณของทุกกอง", "6.2 งบประมาณ"]
)
def test_an_item_that_names_a_field_stays_an_item(item):
    (block,) = outlined(block_text("โครงการ ก", "", [("6.2 เดินสำรวจ", item)])).blocks
    assert keys(block) == NUMBERED
    assert content(block, "methods") == ["6.1 ตั้งคณะทำงาน", item]


def test_a_label_in_prose_announces_nothing():
    found = outlined("รายละเอียดโครงการ\nดังที่จะกล่าวต่อไป\nและตามแผนพัฒนาท้องถิ่น\nของทุกปี\nโดยทุกคน\nร่วมกัน")
    assert found.blocks == []


# -- misread, duplicate and glued headings -------------------------------------------------------------------------


def second_block(*replaced):
    """The second of three blocks of one document, changed. The others show the document's usual form."""
    texts = [block_text("โครงการ ก"), block_text("โครงการ ข", "", replaced), block_text("โครงการ ค")]
    found = outlined("\n".join(texts))
    assert len(found.blocks) == 3
    return found.blocks[1]


def test_a_garbled_heading_is_known_by_its_number():
    block = second_block(("6. วิธีดำเนินการ", "6. วฏฃดฆนฌฯฑร"))
    assert keys(block) == NUMBERED
    assert [entry.key for entry in block.fields if entry.corrected] == ["methods"]
    assert content(block, "location") == ["ศาลาริมธาร"]


def test_a_numbered_line_is_no_garbled_heading_where_the_count_does_not_go_on():
    block = second_block(("ศาลาริมธาร", "ศาลาริมธาร\n6. ริมตลาด"))
    assert not any(entry.corrected for entry in block.fields)
    assert content(block, "location") == ["ศาลาริมธาร", "6. ริมตลาด"]


def test_a_heading_printed_twice_is_the_one_that_is_due():
    block = second_block(("5. พื้นที่ดำเนินการ", "5. เป้าหมาย"))
    assert keys(block) == NUMBERED
    assert [entry.key for entry in block.fields if entry.corrected] == ["location"]
    assert content(block, "location") == ["ศาลาริมธาร"]


def test_slips_within_a_heading_need_no_correction():
    block = second_block(("6. วิธีดำเนินการ", "6. วธีดำเนนการ"))
    assert keys(block) == NUMBERED
    assert not any(entry.corrected for entry in block.fields)


def test_a_heading_glued_to_its_content():
    block = second_block(("4. เป้าหมาย\nประชาชน 80 คน", "4. เป้าหมาย ประชาชน 80 คน"))
    assert keys(block) == NUMBERED
    assert content(block, "target_group") == ["ประชาชน 80 คน"]


def test_a_heading_glued_to_the_text_before_it():
    block = second_block(("ประชาชน 80 คน\n5. พื้นที่ดำเนินการ", "ประชาชน 80 คน 5. พื้นที่ดำเนินการ"))
    assert keys(block) == NUMBERED
    assert (content(block, "target_group"), content(block, "location")) == (["ประชาชน 80 คน"], ["ศาลาริมธาร"])


def test_a_glued_heading_without_number_waits_for_its_turn():
    text = "ชื่อโครงการ : ปลูกใจซื่อ\nหลักการและเหตุผล\nเรื่องเงิน\nงบประมาณ 30,000 บาท\nวัตถุประสงค์ ที่ชัดช่วยให้คนเข้าใจ"
    (block,) = outlined(text).blocks
    assert keys(block) == ["name", "rationale", "budget"]
    assert content(block, "budget") == ["30,000 บาท", "วัตถุประสงค์ ที่ชัดช่วยให้คนเข้าใจ"]


def test_a_missing_heading_shifts_no_other():
    block = second_block(("5. พื้นที่ดำเนินการ\nศาลาริมธาร\n", ""))
    assert keys(block) == [key for key in NUMBERED if key != "location"]


# -- groups of the results -----------------------------------------------------------------------------------------


def results(printed):
    block = second_block(("1) มีผู้เข้าร่วม 80 คน", printed))
    (entry,) = block.get("results")
    return {start: group.name for start, group in entry.groups.items()}, [found.text for found in entry.content]


def test_groups_stand_before_their_lines():
    groups, texts = results("ผลผลิต\n1) ผู้เข้าร่วม 80 คน\nผลลัพธ์ : ชุมชนเชื่อมั่น")
    assert groups == {0: "ผลผลิต", 1: "ผลลัพธ์"}
    assert texts == ["1) ผู้เข้าร่วม 80 คน", "ชุมชนเชื่อมั่น"]


def test_the_second_of_two_groups_of_one_name_is_the_outcome():
    groups, _ = results("1. ผลผลิต\nผู้เข้าร่วม 80 คน\n2. ผลผลิต\nชุมชนเชื่อมั่น")
    assert groups == {0: "ผลผลิต", 1: "ผลลัพธ์"}


def test_a_group_stands_for_a_missing_heading_of_the_results():
    block = second_block(("10. ตัวชี้วัด/ผลลัพธ์\n1) มีผู้เข้าร่วม 80 คน", "ผลผลิต\nผู้เข้าร่วม 80 คน"))
    assert keys(block) == NUMBERED
    assert block.get("results")[0].groups == {0: Group("ผลผลิต", "ผลผลิต")}


def test_a_group_in_an_early_field_is_text():
    block = second_block(("ชาวบ้านอยากรู้ว่าเงินไปไหน", "ผลผลิต\nชาวบ้านอยากรู้ว่าเงินไปไหน"))
    assert content(block, "rationale") == ["ผลผลิต", "ชาวบ้านอยากรู้ว่าเงินไปไหน"]


# -- ends of blocks and continued text -----------------------------------------------------------------------------


def test_a_part_ends_the_last_block():
    found = outlined(block_text("โครงการ ก") + "\nส่วนที่ 4 ภาคผนวก\nคำสั่งแต่งตั้งคณะทำงาน")
    assert content(found.blocks[0], "results") == ["1) มีผู้เข้าร่วม 80 คน"]


def test_a_part_named_in_prose_ends_nothing():
    block = second_block(("ชาวบ้านอยากรู้", "ส่วนที่ 2 ของแผนพัฒนา\nชาวบ้านอยากรู้"))
    assert content(block, "rationale") == ["ส่วนที่ 2 ของแผนพัฒนา", "ชาวบ้านอยากรู้ว่าเงินไปไหน"]


def test_a_dimension_without_a_name_takes_the_next_line():
    found = outlined(block_text("โครงการ ก", "มิติที่ 3\nการส่งเสริมบทบาท\n3.1 เปิดรับฟัง\nลำดับที่ 1"))
    assert heading_texts(found.dimensions) == [["", "การส่งเสริมบทบาท"]]


def test_a_wrapped_heading_of_a_section_runs_on_to_the_block():
    head = "มิติที่ 1 หนึ่ง\n1.2 การเสริมสร้างจิตสำนึก\nและความตระหนักแก่ประชาชน\nลำดับที่ 1"
    found = outlined(block_text("โครงการ ก", head))
    assert heading_texts(found.sections) == [["การเสริมสร้างจิตสำนึก", "และความตระหนักแก่ประชาชน"]]


@pytest.mark.parametrize(
    ("texts", "due", "count"),
    [
        ([], 1, 0),
        (["โครงการปลูกใจซื่อ"], 1, 1),
        (["จบเรื่องก่อน", "โครงการปลูกใจซื่อ", "ในโรงเรียน"], 9, 2),
        (["จบเรื่องก่อน", "3. ปลูกใจซื่อ", "ในโรงเรียน"], 3, 2),
        (["จบเรื่องก่อน", "7. ปลูกใจซื่อ", "ในโรงเรียน"], 3, 1),
        (["1.1.2 ปลูกใจซื่อ", "ในโรงเรียน"], 9, 2),
        (["(3) ปลูกใจซื่อ", "ในโรงเรียน"], 3, 1),
        (["โครงการปลูก", "ก", "ข", "ค", "ง"], 1, 1),
    ],
)
def test_how_many_lines_name_a_block(texts, due, count):
    assert name_length([line(text) for text in texts], due) == count


# -- properties ----------------------------------------------------------------------------------------------------

LINES = st.sampled_from(block_text("โครงการ ก", "มิติที่ 1 หนึ่ง\n1.2 การเสริม\nลำดับที่ 4").split("\n"))


@given(st.lists(LINES | plan_like_text(), max_size=40))
def test_no_line_counts_twice_and_all_stand_in_order(texts):
    found = outline(list(marks(lines("\n".join(texts)))))
    for block in found.blocks:
        places = [entry.place for entry in block.name_lines]
        places += [part.place for entry in block.fields for part in (entry.heading.line, *entry.content)]
        assert places == sorted(places)
        assert block.first <= min(places)
    assert [b.first for b in found.blocks] == sorted(b.first for b in found.blocks)
    contents = [id(part) for block in found.blocks for entry in block.fields for part in entry.content]
    names = [id(part) for block in found.blocks for part in block.name_lines]
    assert len({*contents, *names}) == len(contents) + len(names)


@pytest.mark.parametrize("unit", ["ลำดับที่ 1", "1.1 ก", "มิติที่ 1", "โครงการ ก", "1. ชื่อโครงการ : ก", "6. ฏฏฏฏ", "ผลผลิต"])
def test_many_lines_of_one_kind_take_linear_time(unit):
    promptly(outline, list(marks([line(unit, number) for number in range(1, 5_000)])))


# -- headings before their content, and headings of unknown words --------------------------------------------------


def all_keys(text):
    return [[(entry.key, entry.corrected) for entry in block.fields] for block in outlined(text).blocks]


GLUED = "{n}. ชื่อโครงการ โครงการปลูกใจซื่อ\n2. หลักการและเหตุผล ชาวบ้านอยากรู้\n3. วัตถุประสงค์ เพื่อให้รู้\n4. เป้าหมาย ทุกบ้าน\n"
WHOLE = GLUED + "5. พื้นที่ดำเนินการ ในตำบล\n6. วิธีดำเนินการ ประชุม\n7. ระยะเวลาดำเนินการ ตลอดปี\n8. งบประมาณ 5,000 บาท"


def test_a_heading_before_its_content_counts_under_its_usual_number_though_two_are_lost():
    text = f"ลำดับที่ 1\n{WHOLE}\nลำดับที่ 2\n{GLUED}8. งบประมาณ 7,000 บาท".replace("{n}", "1")
    assert [key for key, _ in all_keys(text)[1]] == ["name", "rationale", "objectives", "target_group", "budget"]


def test_it_is_text_under_any_other_number():
    text = f"ลำดับที่ 1\n{WHOLE}\nลำดับที่ 2\n{GLUED}9. งบประมาณ 7,000 บาท".replace("{n}", "1")
    assert [key for key, _ in all_keys(text)[1]] == ["name", "rationale", "objectives", "target_group"]


def test_a_rationale_before_its_content_begins_the_block_of_the_name_above():
    block = (
        "{n}. โครงการปลูกใจซื่อที่ {n}\n1) หลักการและเหตุผล ชาวบ้านอยากรู้\n2) วัตถุประสงค์\nเพื่อให้รู้\n"
        "3) วิธีดำเนินการ\nประชุม\n4) งบประมาณ\n- \n"
    )
    found = outlined(block.replace("{n}", "1") + block.replace("{n}", "2")).blocks
    assert [block.name_lines[0].text for block in found] == ["1. โครงการปลูกใจซื่อที่ 1", "2. โครงการปลูกใจซื่อที่ 2"]


def test_a_heading_whose_words_no_plan_has_is_the_field_between_its_neighbours():
    text = "1. ชื่อโครงการ : โครงการปลูกใจซื่อ\n2. เรื่องราวจากหมู่บ้าน\nชาวบ้านอยากรู้\n3. วัตถุประสงค์\nเพื่อให้รู้\n4. วิธีดำเนินการ\nประชุม"
    assert all_keys(text) == [[("name", False), ("rationale", True), ("objectives", False), ("methods", False)]]


def test_a_block_without_methods_is_one_by_its_other_fields():
    text = "1. โครงการปลูกใจซื่อ\nหลักการและเหตุผล\nชาวบ้านอยากรู้\nวัตถุประสงค์\nเพื่อให้รู้\n{}\n5,000 บาท\nผู้รับผิดชอบ\nสป."
    assert len(outlined(text.format("งบประมาณ")).blocks) == 1
    assert outlined("1. บทนำ\nหลักการและเหตุผล\nชาวบ้านอยากรู้\nวัตถุประสงค์\nเพื่อให้รู้\nเป้าหมาย\nทุกบ้าน").blocks == []


def test_a_name_under_a_bracketed_number_needs_a_kind_word_and_its_turn():
    assert name_length(lines("ครบ\n(2) โครงการปลูกใจซื่อ\nริมธาร"), 2) == 2
    assert name_length(lines("ครบ\n(2) โครงการปลูกใจซื่อ\nริมธาร"), 3) == 1
    assert name_length(lines("ครบ\n(2) ปลูกใจซื่อ\nริมธาร"), 2) == 1


def test_a_code_before_the_name_is_the_blocks():
    (block,) = outlined("1.1.2 (3) ชื่อโครงการ : โครงการปลูกใจซื่อ\nวัตถุประสงค์\nเพื่อให้รู้").blocks
    assert (block.code.section, block.code.item) == ("1.1.2", "3")


def test_a_section_whose_name_stands_below_its_code_is_one_behind_its_word():
    text = "{}\nมาตรการลดการใช้ดุลพินิจ\n13. โครงการปลูกใจซื่อ\nวัตถุประสงค์\nเพื่อให้รู้\nวิธีดำเนินการ\nประชุม"
    found = outlined(text.format("ภารกิจตามมิติที่ 2.3"))
    assert [(s.code, "".join(line.text for line in s.lines)) for s in found.sections] == [
        ("2.3", "มาตรการลดการใช้ดุลพินิจ")
    ]
    assert [block.path for block in found.blocks] == [(2, 3)]
    assert outlined(text.format("2.3")).sections == []


def plan_of(text):
    return parse_plan(read(text))


RESULTS_OVER_PAGES = """
    มิติที่ 3 การส่งเสริมภาคประชาชน
    3.1 การเปิดเผยข้อมูล
    1. ชื่อโครงการ โครงการป้ายบอกบัญชีตลาด
    2. วิธีการที่ดำเนินการ ติดป้ายทุกแผง
    3. ผลที่ได้รับ
    3.1 ผู้ค้าติดป้ายครบ
    3.2 ไม่มีเรื่องร้องเรียนเรื่องราคา
    3.3 ผู้ซื้อพอใจ
    มิติที่ 4 การยกระดับกลไกการตรวจสอบ
    4.1 การตรวจสอบโดยสภา
    1. ชื่อโครงการ โครงการสภาเปิดบัญชี
    2. วิธีการที่ดำเนินการ อ่านบัญชีในที่ประชุม
    3. ผลที่ได้รับ
    3.1 สมาชิกสภารับทราบ
"""


def test_codes_that_count_on_from_the_item_above_are_items_of_a_report():
    plan = plan_of("รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\n" + RESULTS_OVER_PAGES)
    assert {heading.path for heading in plan.headings} == {(3,), (3, 1), (4,), (4, 1)}
    results = [item.text for item in plan.projects[0].items if item.field == "results"]
    assert results == ["ผู้ค้าติดป้ายครบ", "ไม่มีเรื่องร้องเรียนเรื่องราคา", "ผู้ซื้อพอใจ"]


def test_codes_below_the_aims_of_an_introduction_are_no_sections():
    listed = "1. ที่มา\nชาวบ้านอยากรู้\n2. วัตถุประสงค์ของแผน\n2.1 เพื่อให้ทุกคนรู้\n2.2 เพื่อให้ทุกคนตรวจ\n"
    plan = plan_of("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\n" + listed + BLOCK.format(name="โครงการป้ายบอกบัญชีตลาด"))
    assert [heading.path for heading in plan.headings] == []


def test_codes_below_a_numbered_heading_of_an_introduction_are_no_sections():
    listed = "1. ที่มา\nชาวบ้านอยากรู้\n2. วิสัยทัศน์\n2.1 ตลาดโปร่งใส ใครก็ตรวจได้\n3. หลักการและเหตุผล\nทุกคนอยากตรวจ\n"
    plan = plan_of("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\n" + listed + BLOCK.format(name="โครงการป้ายบอกบัญชีตลาด"))
    assert [heading.path for heading in plan.headings] == []


COUNTED = """
    {code} {section}
    โครงการที่ 1
    {name}
    1. หน่วยงานรับผิดชอบ
    กองช่าง
    2. หลักการและเหตุผล
    ชาวบ้านอยากรู้
    3. วัตถุประสงค์
    เพื่อให้ทุกบ้านรู้
    4. งบประมาณ
    5,000 บาท
"""


def test_sections_above_counted_blocks_that_begin_with_the_department_are_headings():
    names = ("โครงการป้ายบอกบัญชีตลาด", "กิจกรรมประตูเปิดทุกวันศุกร์", "มาตรการใบเสร็จทุกแผง")
    parts = [(f"1.{n}", f"การเปิดบัญชีสาย {n}", name) for n, name in enumerate(names, 1)]
    blocks = "".join(COUNTED.format(code=code, section=section, name=name) for code, section, name in parts)
    plan = plan_of(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nมิติที่ 1 สร้างคน\n{blocks}")
    assert [(heading.path, heading.name) for heading in plan.headings][1:] == [
        ((1, n), f"การเปิดบัญชีสาย {n}") for n in (1, 2, 3)
    ]


def test_the_unit_of_the_table_below_is_no_part_of_a_heading():
    table = "(หน่วย : บาท)\n"
    blocks = f"ภารกิจที่ 1.1 การเปิดบัญชี\n{table}{BLOCK.format(name='โครงการป้ายบอกบัญชีตลาด')}"
    plan = plan_of(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nมิติที่ 1 สร้างคน\n{blocks}")
    assert [heading.name for heading in plan.headings if heading.path == (1, 1)] == ["การเปิดบัญชี"]


def test_the_code_of_a_project_above_its_name_does_not_hide_the_heading_above_both():
    block = (
        "รหัสงาน\t{code}\nชื่อโครงการ\t{name}\nเหตุผล\tของเดิมไม่ชัด\nวัตถุประสงค์\tเพื่อให้ชัด\n"
        "ผู้รับผิดชอบ\tกองช่าง\nตัวชี้วัด\tผลผลิต\n1) ชัดทุกแห่ง\n"
    )
    works = [("1.1", "ก1-7", "โครงการสะพานไม้"), ("1.2", "ก1-8", "กิจกรรมเสียงตามสาย"), ("1.3", "ก1-9", "โครงการคันเบ็ด")]
    text = "\n".join(f"{path} งานกลุ่ม {path[-1]}\n\n{block.format(code=code, name=name)}" for path, code, name in works)
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\nมิติที่ 1 คนซื่อ\n\n{text}"))
    assert [(p.path, p.name.value) for p in plan.projects] == [((1, int(path[-1])), name) for path, _, name in works]
    assert not [item for p in plan.projects for item in p.items if "งานกลุ่ม" in item.text]


def test_codes_with_the_number_of_their_heading_are_of_its_list():
    front = (
        "1. ความเป็นมา\nเรื่องเดิม\n2. วิสัยทัศน์\nเมืองใส\n3. วัตถุประสงค์\n"
        "3.1 เพื่อให้มีแผน\n3.2 เพื่อให้ทำตามแผน\n3.3 เพื่อให้ดี\n\nแบบเสนอโครงการ\n"
    )
    block = (
        "1. ชื่อโครงการ : โครงการ{0}\n2. มิติที่ {1} คนซื่อแบบ {1}\n3. หลักการและเหตุผล\nของเดิมไม่ชัด\n"
        "4. วัตถุประสงค์ของโครงการ\n4.1 เพื่อให้ชัด\n5. ผู้รับผิดชอบ\nกองช่าง\n\n"
    )
    works = [("สะพานไม้", 1), ("เสียงตามสาย", 2), ("คันเบ็ด", 3)]
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n" + front + "".join(block.format(*w) for w in works)))
    assert [p.path for p in plan.projects] == [(n,) for _, n in works]
    assert not [h for h in plan.headings if len(h.path) > 1]


@pytest.mark.parametrize("below", ["", "\nการติดตามและประเมินผล\nให้รายงานทุกเดือน\nคณะทำงานจะสรุปผลเมื่อสิ้นปี"])
def test_the_sum_below_the_last_blocks_results_is_that_of_the_plan(below):
    block = (
        "{0}. โครงการ{1}\nวัตถุประสงค์ :\nเพื่อให้ชัด\nงบประมาณ :\n{0},000 บาท\n"
        "ผู้รับผิดชอบ :\nกองช่าง\nตัวชี้วัด :\n- ชัดทุกแห่ง\n- คนพอใจ\n"
    )
    text = "".join(block.format(n, name) for n, name in enumerate(["สะพานไม้", "เสียงตามสาย", "คันเบ็ด"], 1))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n{text}รวมทั้งสิ้น จำนวน 6,000 บาท{below}"))
    assert [t.printed.value for t in plan.totals if t.printed] == [6000]
    assert not [item for p in plan.projects for item in p.items if "6,000" in item.text]


def test_where_the_money_comes_from_is_no_reason():
    block = (
        "ชื่อโครงการ\nโครงการ{0}\nเหตุผล\nของเดิมไม่ชัด\nงบประมาณ\n5,000 บาท\nแหล่งที่มาของเงิน\nข้อบัญญัติตำบล\n"
        "ผู้รับผิดชอบ\nกองช่าง\nตัวชี้วัด\nชัดทุกแห่ง\n\n"
    )
    plan = parse_plan(read("".join(block.format(name) for name in ["สะพานไม้", "เสียงตามสาย", "คันเบ็ด"])))
    assert [p.fields["rationale"].value for p in plan.projects] == ["ของเดิมไม่ชัด"] * 3


NAMED_BLOCK = (
    "{0} ชื่อโครงการ : โครงการลานวัดที่{1}\n1. หลักการและเหตุผล\nลานรก\n2. วิธีดำเนินการ\n- กวาดลาน\n"
    "3. เอกสารแนบ\nกำหนดการ\n4. ตัวชี้วัด\n- {1}สะอาด\n"
)
YARDS = ("หน้าวัด", "หลังวัด", "ข้างวัด")


def test_the_introduction_of_a_report_is_no_block_though_a_chapter_sounds_like_a_field():
    front = "บทนำ\n1. หลักการและเหตุผล\nตำบลต้องใสสะอาด\n2. วิสัยทัศน์\n2.1 ตำบลคนซื่อ\n\nรายละเอียดผลการดำเนินงาน\n\n"
    block = "1. ชื่อโครงการ : โครงการลานวัดรอบ {0}\n2. วิธีดำเนินการ\n- กวาดลาน\n3. ผลการดำเนินงาน\n- สะอาด {0} แห่ง\n"
    title = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n"
    found = outlined(title + front + "".join(block.format(at) for at in (1, 2, 3)))
    assert len(found.blocks) == 3


def test_a_heading_without_a_number_behind_the_last_numbered_field_is_the_plans():
    text = (
        "".join(NAMED_BLOCK.format(*each) for each in enumerate(YARDS, 1))
        + "การติดตามและประเมินผล\nให้ทุกกองส่งรายงานทุกเดือน\n"
    )
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n{text}"))
    assert [p.fields["results"].value for p in plan.projects] == [f"- {yard}สะอาด" for yard in YARDS]


def test_a_name_above_the_level_and_below_it_again_is_not_of_the_block_before():
    block = (
        "โครงการลานวัด{1}\nมิติที่ {0} คนซื่อแบบ{1}\n1. ชื่อโครงการ\nโครงการลานวัด{1}\n2. วัตถุประสงค์\n- ให้สะอาด\n"
        "3. ผู้รับผิดชอบ\nกองช่าง\n"
    )
    text = "".join(block.format(*each) for each in enumerate(YARDS, 1))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n{text}"))
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองช่าง"] * 3
    assert [p.path for p in plan.projects] == [(1,), (2,), (3,)]
