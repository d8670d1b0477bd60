"""The form of a document's blocks: recurring lines are headings, with any words and numbers."""

from __future__ import annotations

import pytest

from extract.blocks.fields import read_blocks
from extract.blocks.outline import outline
from extract.lines.document_lines import read_lines
from extract.model.document import TextSource
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document, promptly, read


def blocks_of(*parts):
    return outline(read_lines(document(*parts)).marks).blocks


def keys(block):
    return [entry.key for entry in block.fields]


def name(block):
    fields = block.get("name")
    return " ".join(line.text for line in (fields[0].content if fields else block.name_lines))


def repeated(template, *names):
    return "\n".join(template.replace("{name}", each).replace("{at}", str(at)) for at, each in enumerate(names, 1))


NAMES = ("โครงการแม่น้ำสะอาด", "กิจกรรมประตูเปิด", "มาตรการบัญชีโปร่งใส")

LETTERED = """
ก. ชื่อโครงการ {name}
ข. วิธีดำเนินการ
1. ประชุม
2. ลงพื้นที่
ค. งบประมาณ 5,000 บาท
ง. ผู้รับผิดชอบ กองช่าง
จ. ผลที่คาดว่าจะได้รับ น้ำใส
"""


def test_headings_with_letters_are_headings_and_numbers_below_them_items():
    found = blocks_of(repeated(LETTERED, *NAMES))
    assert [name(block) for block in found] == list(NAMES)
    assert all(keys(block) == ["name", "methods", "budget", "responsible", "results"] for block in found)
    assert [line.text for line in found[0].get("methods")[0].content] == ["1. ประชุม", "2. ลงพื้นที่"]


UNKNOWN = """
1. ชื่อโครงการ : {name}
2. วิธีดำเนินการ
ประชุม
3. ของที่ต้องเตรียม
กล่องและป้าย
4. ผู้คอยดูแลงาน
กองช่าง
5. งบประมาณ
5,000 บาท
"""


def test_unknown_headings_that_recur_under_the_due_number_end_the_field_before_them():
    found = blocks_of(repeated(UNKNOWN, *NAMES))
    assert all(keys(block) == ["name", "methods", "other", "responsible", "budget"] for block in found)
    assert [line.text for line in found[0].get("methods")[0].content] == ["ประชุม"]


def test_a_part_of_their_words_tells_their_field():
    found = blocks_of(repeated(UNKNOWN.replace("ผู้คอยดูแลงาน", "ผู้ดูแลงานทั้งหมด"), *NAMES))
    assert [line.text for line in found[1].get("responsible")[0].content] == ["กองช่าง"]


def test_a_heading_that_belongs_to_no_field_has_one_finding():
    made = read_blocks(blocks_of(repeated(UNKNOWN.replace("ผู้คอยดูแลงาน", "ผู้ดูแลงาน"), *NAMES)), TextSource.TEXT)
    told = [finding.found for finding in made.findings if finding.code is CheckCode.FIELD_UNKNOWN]
    assert told == ["ของที่ต้องเตรียม"]


BARE = """
({at}) {name}
ความเป็นมา
น้ำในคลองไม่ใสดังเดิม
จุดประสงค์
- ให้น้ำใส
วิธีดำเนินการ
- ขุดลอก
สิ่งที่ขอจากชุมชน
- แรงงานและอาหาร
งบประมาณ
5,000 บาท
"""


def test_a_line_that_names_a_project_above_the_first_heading_begins_a_block():
    found = blocks_of(repeated(BARE, *NAMES))
    assert [name(block) for block in found] == list(NAMES)
    assert [block.ordinal for block in found] == [1, 2, 3]


def test_an_unknown_heading_without_number_stands_between_the_same_headings_in_every_block():
    found = blocks_of(repeated(BARE, *NAMES))
    assert all(keys(block) == ["name", "rationale", "objectives", "methods", "other", "budget"] for block in found)


def test_a_name_without_kind_word_is_known_from_a_table():
    names = ("คลองใสไร้สายหมอก", "บ้านเรือนแพสุจริต", "ทางเดินกลางสวนโปร่งใส")
    table = ["ที่ | เรื่องที่ทำ | งบประมาณ", *(f"{at} | {each} | 5,000" for at, each in enumerate(names, 1))]
    assert [name(block) for block in blocks_of(table, repeated(BARE, *names))] == list(names)


LEVELLED = """
1. ชื่อโครงการ : {name}
2. เสาหลักที่ 2 : งานเปิดเผย
3. แขนงที่ 2.1 บัญชีและพัสดุ
4. วิธีดำเนินการ
ประชุม
5. งบประมาณ
5,000 บาท
"""


def test_levels_among_the_fields_place_the_block_and_are_no_part_of_its_name():
    found = blocks_of(repeated(LEVELLED, *NAMES))
    assert [name(block) for block in found] == list(NAMES)
    assert all(block.path == (2, 1) for block in found)


def test_levels_among_the_fields_are_headings():
    found = outline(read_lines(document(repeated(LEVELLED, *NAMES))).marks)
    assert [(heading.path, heading.lines[0].text) for heading in found.headings] == [
        ((2,), "งานเปิดเผย"),
        ((2, 1), "บัญชีและพัสดุ"),
    ]


def test_the_name_above_a_name_field_belongs_to_the_same_block():
    found = blocks_of(repeated("{at}. {name}\n" + LETTERED.strip(), *NAMES))
    assert [name(block) for block in found] == list(NAMES)
    assert [block.ordinal for block in found] == [1, 2, 3]
    assert [line.text for line in found[0].get("results")[0].content] == ["น้ำใส"]


REPORTED = """
ข้อ {at} {name} (กองช่าง)
- การดำเนินการ
ก. ขุดลอก
- ผลการดำเนินการ
ก. น้ำใส
- งบประมาณ 5,000 บาท
- ปัญหาและอุปสรรค ฝนตก
"""


def test_a_department_in_brackets_behind_most_names_is_responsible():
    found = blocks_of(repeated(REPORTED, *NAMES))
    assert [name(block) for block in found] == list(NAMES)
    assert [line.text for line in found[2].get("responsible")[0].content] == ["กองช่าง"]


INTRODUCTION = """
1) ความเป็นมา
เมืองนี้เก่าแก่
2) วัตถุประสงค์
เพื่อให้เมืองสะอาด
3) เป้าหมาย
ทุกคน
"""


def test_an_introduction_numbered_otherwise_is_no_project():
    found = blocks_of(INTRODUCTION, repeated(BARE, *NAMES))
    assert [name(block) for block in found] == list(NAMES)


WHOLE = """
1. ชื่อโครงการ : {name}
2. วัตถุประสงค์
เพื่อให้น้ำใส
3. วิธีดำเนินการ
ประชุม
4. ระยะเวลาดำเนินการ
ปีงบประมาณ 2566
5. งบประมาณ
5,000 บาท
6. ผู้รับผิดชอบ
กองช่าง
"""


def test_a_block_whose_first_page_is_lost_is_a_block_and_told():
    lost = WHOLE.strip().split("\n", 5)[5].replace("5,000", "7,000")
    found = blocks_of(repeated(WHOLE, *NAMES[:2]), lost, repeated(WHOLE, NAMES[2]))
    assert [name(block) for block in found] == [NAMES[0], NAMES[1], "", NAMES[2]]
    assert [line.text for line in found[1].get("responsible")[0].content] == ["กองช่าง"]
    made = read_blocks(found, TextSource.TEXT)
    told = [finding.about for finding in made.findings if finding.code is CheckCode.BLOCK_BEGINS_LOST]
    assert told == [made.projects[2]]


@pytest.mark.parametrize("unit", ["งบประมาณ", "1. ชื่อโครงการ : ก", "- วิธีดำเนินการ", "ก. ของใหม่", "2. ด้านที่ 1 ก ข ค"])
def test_many_candidates_take_linear_time(unit):
    promptly(read_lines, document("\n".join([unit] * 3_000)))


SHORT_ENDED = """
1. ชื่อโครงการ
{name}
2. วัตถุประสงค์
เพื่อให้เมืองน่าอยู่
3. งบประมาณ
{at}5,400 บาท
4. ผู้รับผิดชอบ
กองที่ {name}
"""


def test_money_near_the_end_of_the_block_before_is_no_caption_of_the_next():
    found = blocks_of(repeated(SHORT_ENDED, *NAMES).replace("35,400 บาท", "ไม่ใช้งบประมาณ"))
    assert [keys(block) for block in found] == [["name", "objectives", "budget", "responsible"]] * 3


def test_lettered_headings_with_short_words_and_the_same_content_in_all_blocks():
    blocks = "".join(
        f"ก. ชื่อโครงการ: {name}\nข. เหตุผล ชาวบ้านขอมาหลายปี\nค. วัตถุประสงค์ เพื่อให้รู้\nง. วิธีทำ ประชุมแล้วลงมือ\n"
        f"จ. เวลา ปีงบประมาณ พ.ศ. 2567\nฉ. งบประมาณ {n},000 บาท\nช. ผู้รับผิดชอบ กองคลัง\n\n"
        for n, name in enumerate(("โครงการตลาดนัดคนซื่อ", "กิจกรรมเล่านิทาน", "โครงการค่ายใจซื่อ"), 1)
    )
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567\nมิติที่ 1 คน\n\n{blocks}"))
    assert [int(p.budget_total.value) for p in plan.projects if p.budget_total] == [1000, 2000, 3000]
    for key, said in (("rationale", "ชาวบ้านขอมาหลายปี"), ("methods", "ประชุมแล้วลงมือ"), ("responsible", "กองคลัง")):
        assert [p.fields[key].value for p in plan.projects] == [said] * 3


UNNUMBERED = """
{name}
วัตถุประสงค์
- เพื่อให้ประชาชนมีส่วนร่วม
เป้าหมาย : ประชาชน จำนวน 30 คน
งบประมาณ : 5,000 บาท
ตัวชี้วัดความสำเร็จ
- มีผู้เข้าร่วมร้อยละ 80
"""


def test_numbers_that_a_scan_damaged_do_not_hide_the_names_behind_them():
    heads = ("1. โครงการแม่น้ำสะอาด", "2. กิจกรรมประตูเปิด", "«3 มาตรการบัญชีโปร่งใส", "4! โครงการอบรมครู", "@. กิจกรรมวันเปิดใจ")
    blocks = blocks_of(repeated(UNNUMBERED, *heads))
    assert [name(block) for block in blocks] == [
        *NAMES,
        "โครงการอบรมครู",
        "กิจกรรมวันเปิดใจ",
    ]
    assert all(len(block.get("budget")) == 1 for block in blocks)


def test_a_block_begins_where_the_fields_begin_again_though_its_name_is_not_recognised():
    heads = ("1. โครงการแม่น้ำสะอาด", "2. กิจกรรมประตูเปิด", "3. มาตรการบัญชีโปร่งใส", "ใครงการอบรมครู", "กีจกรรมวันเปิดใจ")
    blocks = blocks_of(repeated(UNNUMBERED, *heads))
    assert [len(block.get("budget")) for block in blocks] == [1] * 5


def test_the_number_of_a_name_may_be_that_of_the_project():
    template = """
{at}. ชื่อโครงการ : {name}
2. วัตถุประสงค์
เพื่อให้ประชาชนมีส่วนร่วม
3. วิธีดำเนินการ
ประชุม
4. งบประมาณ
5,000 บาท
"""
    blocks = blocks_of(repeated(template, *NAMES, "โครงการอบรมครู", "กิจกรรมวันเปิดใจ", "โครงการสภาเยาวชน"))
    assert [keys(block) for block in blocks] == [["name", "objectives", "methods", "budget"]] * 6


TURNED = """
{name}
ผู้รับผิดชอบ กองคลัง
งบประมาณ -
ระยะเวลาดำเนินการ ปี 2568
วัตถุประสงค์
- เพื่อให้รู้
ตัวชี้วัด
- รู้กันทุกคน
หลักการและเหตุผล
เรื่องเกิดขึ้นมานานแล้วในตำบลที่ {at}
"""


def test_blocks_may_begin_with_a_heading_that_is_late_in_the_usual_order():
    blocks = blocks_of(repeated(TURNED, *NAMES))
    assert [name(block) for block in blocks] == list(NAMES)
    assert {tuple(keys(block)[-6:]) for block in blocks} == {
        ("responsible", "budget", "duration", "objectives", "results", "rationale")
    }


def test_a_section_below_the_last_field_of_such_a_block_is_none_of_its_lines():
    text = f"มิติที่ 1 คนซื่อ\n1.1 คนของตำบล\n{repeated(TURNED, *NAMES[:2])}\n1.2 เด็กของตำบล\n{repeated(TURNED, NAMES[2])}"
    assert [block.path for block in blocks_of(text)] == [(1, 1), (1, 1), (1, 2)]


@pytest.mark.parametrize("label", ["งบประมาณ -", "งบประมาณ : –", "7. งบประมาณ -"])
def test_a_dash_behind_the_word_for_money_is_no_money(label):
    text = repeated(f"{{name}}\n{'6. ' * label[0].isdigit()}วัตถุประสงค์\nเพื่อให้รู้\n{label}\n", *NAMES)
    for block in blocks_of(text):
        assert [line.text for line in block.get("budget")[0].content] in (["-"], ["–"])


SAME_DEPARTMENT = """
โครงการที่ {at} {name}
1. หลักการและเหตุผล
เพราะคนอยากรู้
2. วัตถุประสงค์
เพื่อให้รู้
3. ผู้รับผิดชอบ
สำนักปลัด
"""


def test_what_all_blocks_end_with_is_no_heading_of_the_next_name():
    blocks = blocks_of(repeated(SAME_DEPARTMENT, *NAMES))
    assert [keys(block)[-3:] for block in blocks] == [["rationale", "objectives", "responsible"]] * 3
    assert [block.get("responsible")[0].content[0].text for block in blocks] == ["สำนักปลัด"] * 3


MIXED = """
{at}. {name}
หน่วยงานรับผิดชอบ: กองคลัง
งบประมาณ: 5,000 บาท
เรื่องที่ลงมือไปแล้ว
- เดินทุกบ้าน
ผลที่เกิดขึ้น
- คนรู้กัน
"""


def test_unknown_words_on_a_line_of_their_own_are_a_heading_if_a_known_one_is():
    blocks = blocks_of(repeated(MIXED, *NAMES))
    assert all("เดินทุกบ้าน" not in line.text for block in blocks for f in block.get("budget") for line in f.content)
    assert [len(block.fields) for block in blocks] == [len(blocks[0].fields)] * 3
    assert "เรื่องที่ลงมือไปแล้ว" in "".join(entry.heading.line.text for entry in blocks[0].fields)


SAME_SENTENCE = """
โครงการที่ {at} {name}
1. วัตถุประสงค์
เพื่อให้รู้
2. วิธีดำเนินการ
เสนอขออนุมัติ
แต่งตั้งคณะทำงานและแบ่งหน้าที่ความรับผิดชอบ
จัดเตรียมเอกสารและสถานที่
ติดตามผลและรายงาน
3. งบประมาณ
5,000 บาท
4. ผู้รับผิดชอบ
กองคลัง
"""


def test_a_sentence_of_all_blocks_that_holds_the_word_of_a_field_is_no_heading():
    for block in blocks_of(repeated(SAME_SENTENCE, *NAMES)):
        assert keys(block)[-4:] == ["objectives", "methods", "budget", "responsible"]
        assert len(block.get("methods")[0].content) == 4


BULLETED = """
{at} {name}
{at}) {name}
งบประมาณตามแผน 5,000 บาท เบิกจ่ายจริง 4,{at}00 บาท
• วิธีการดำเนินการ
- จัดค่าย
• ผลการดำเนินงาน
- คนรู้กัน
• ปัญหาและอุปสรรค
ฝนตก
"""


def test_the_money_below_a_name_is_no_part_of_it_where_headings_have_bullets():
    plan = parse_plan(read(repeated(BULLETED, *NAMES)))
    assert [project.name.value for project in plan.projects] == list(NAMES)


def test_no_block_goes_on_into_the_next_part():
    """The first heading of an introduction has the number before that of the first block's second heading."""
    template = """
    {at}. {name}
    1) มิติที่ 1 การดูแลชุมชน
    2) หน่วยงานเจ้าของเรื่อง: กองช่าง
    3) เหตุผล: ชาวบ้านขอให้ดูแลอย่างเปิดเผย
    4) วัตถุประสงค์: เพื่อให้งานโปร่งใส
    5) งบประมาณ: 5,000 บาท
    """
    front = "แผนปฏิบัติการป้องกันการทุจริต\nตอนที่ 1 บทนำ\n1. หลักการและเหตุผล\nท้องถิ่นต้องทำงานให้ตรวจสอบได้\nตอนที่ 2 แบบเสนอโครงการ"
    found = blocks_of(front, repeated(template, *NAMES))
    assert [name(block) for block in found][-3:] == list(NAMES)


def test_unknown_words_keep_their_meaning_where_a_field_more_moves_their_letter():
    """The letter that they have then is the one that another heading has in the other blocks."""
    block = """
    {at}. {name}
    ก. หลักการและเหตุผล ชาวบ้านขอให้ดูแลอย่างเปิดเผย
    ข. วัตถุประสงค์ เพื่อให้งานโปร่งใส
    {more}ค. งบประมาณ 5,000 บาท
    ง. ลงมือโดย {who}
    จ. ผลที่คาดว่าจะได้รับ งานเสร็จทันปี
    """
    longer = (
        block.replace("จ.", "ฉ.").replace("ง.", "จ.").replace("ค.", "ง.").replace("{more}", "ค. สถานที่ ศาลากลาง\n    ")
    )
    names = [*NAMES, "โครงการสะพานไม้", "โครงการบ่อน้ำใส"]
    text = repeated(block.replace("{more}", ""), *names[:4]) + repeated(longer, names[4])
    for department in ("กองช่าง", "กองคลัง", "สำนักปลัด", "กองการศึกษา", "กองสวัสดิการ"):
        text = text.replace("{who}", department, 1)
    found = blocks_of(text)
    assert [keys(each)[-2:] for each in found] == [["responsible", "results"]] * 5


BULLETED = """
{at} {name}
• ชื่อโครงการ : {name}
• วัตถุประสงค์ :
1) เพื่อให้รู้บัญชี
• เป้าหมายของโครงการ :
1) พนักงานทุกคน
• วิธีดำเนินการ :
1) อ่านบัญชี
2) ติดบัญชีหน้าห้อง
• ระยะเวลาดำเนินโครงการ : ปีงบประมาณ 2564
• งบประมาณดำเนินโครงการ : 5,000 บาท
• ผลสัมฤทธิ์ที่คาดหวัง :
ผลผลิต :
1) ทุกคนรู้บัญชี
ผลลัพธ์ :
1) ไม่มีใครสงสัย
• ที่ปรึกษาโครงการ : ปลัดตำบล"""


def test_unknown_labels_with_the_colon_and_sign_of_the_others_are_fields():
    for block in outline(read_lines(read(repeated(BULLETED, *NAMES))).marks).blocks:
        assert keys(block) == [
            "name",
            "objectives",
            "target_group",
            "methods",
            "duration",
            "budget",
            "results",
            "other",
        ]


YEARS_GLUED = """
{at}. {name}
๑) ความสำคัญของเรื่อง ชาวบ้านขอมา
๒) จุดมุ่งหมาย
- ให้ตลาดตรง
๓) ลำดับการทำงาน
- ตรวจ
- บอก
๔) ปีงบประมาณที่ทำ พ.ศ. ๒๕๖๖ - ๒๕๖๘
๕) เงินที่ใช้ ๕,๐๐๐ บาท
๖) ผู้รับผิดชอบโครงการ กองช่าง
"""


def test_years_behind_unknown_words_with_a_number_of_their_own_are_the_duration():
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2570\n" + repeated(YEARS_GLUED, *NAMES)))
    assert [(p.fiscal_year_first.value, p.fiscal_year_last.value) for p in plan.projects] == [(2566, 2568)] * 3
    assert {item.text for p in plan.projects for item in p.items if item.field == "methods"} == {"ตรวจ", "บอก"}


KINDS = ("โครงการ", "กิจกรรม", "มาตรการ", "โครงการ", "กิจกรรม", "มาตรการ")
VARIED = """
ชื่อ{kind}
{kind}ลานวัดสะอาดรอบ {at}
วัตถุประสงค์
1) ให้ลานน่าเดิน
วิธีดำเนินการ
1) กวาดลาน
ผู้รับผิดชอบ
กองช่าง
ผลพวงที่รอคอย
1) ลานน่าเดิน {at} แห่ง
"""


def test_names_are_headed_by_any_kind_word():
    text = "".join(VARIED.format(kind=kind, at=at) for at, kind in enumerate(KINDS, 1))
    for block in blocks_of(text):
        assert keys(block)[:4] == ["name", "objectives", "methods", "responsible"]
        assert len(keys(block)) == 5  # what stands between one field and the name of the next block is a heading


def test_a_kind_word_that_heads_one_name_only_heads_it():
    block = (
        "{at}) ชื่อ{kind} : {kind}ลานวัดรอบ {at}\nการดำเนินการ\n\t1) กวาดลาน\n\t2) ล้างลาน\nงบประมาณในการดำเนินการ\n"
        "\tไม่ใช้งบประมาณ\nผลการดำเนินงาน\n\t1) ลานสะอาด\n\t2) คนชม\n"
    )
    kinds = ["โครงการ"] * 11 + ["กิจกรรม", "โครงการ"]
    plan = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n"
    found = blocks_of(plan + "".join(block.format(at=at, kind=kind) for at, kind in enumerate(kinds, 1)))
    assert [name(block) for block in found] == [f"{kind}ลานวัดรอบ {at}" for at, kind in enumerate(kinds, 1)]


def test_levels_below_numbered_names_count_on_from_one():
    block = (
        "{at} ชื่อโครงการ : โครงการลานวัดรอบ {at}\n1. หมวดที่ {n} : {title}\n2. {n}.1 งานของ{title}\n"
        "3. หลักการและเหตุผล\nลานรก\n4. วัตถุประสงค์\n- ให้ลานน่าเดิน\n5. งบประมาณ\n5,000 บาท\n"
    )
    titles = ("คนซื่อ", "เมืองใส", "ตาสว่าง")
    text = "".join(block.format(at=at, n=at, title=title) for at, title in enumerate(titles, 1))
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n" + text))
    assert [p.path for p in plan.projects] == [(1, 1), (2, 1), (3, 1)]


FIVE = ("คนซื่อ", "เมืองใส", "ตาสว่าง", "ใจกล้า")


def test_levels_and_parts_that_count_up_do_not_count_the_blocks():
    fields = "ข. หลักการและเหตุผล ลานรกมานาน\nค. วัตถุประสงค์\n1. ให้ลานน่าเดิน\nง. งบประมาณ 5,000 บาท\nจ. ผู้รับผิดชอบ กองช่าง\n\n"
    table = "| ที่ | โครงการ | ปี 2568 |\n|---|---|---|\n| 1 | โครงการลานวัดรอบ {at} | 5,000 |\n\n"
    above = "".join(f"เป้าประสงค์ที่ {at} {title}\n\n{table.format(at=at)}" for at, title in enumerate(FIVE, 1))
    text = "".join(f"โครงการลานวัดรอบ {at}\nก. เป้าประสงค์ที่ {at} {title}\n{fields}" for at, title in enumerate(FIVE, 1))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n{above}{text}"))
    assert [p.name.value for p in plan.projects] == [f"โครงการลานวัดรอบ {at}" for at in range(1, 5)]
    assert [h.name for h in plan.headings] == list(FIVE)
    assert all(p.detail_place for p in plan.projects)


def test_parts_of_a_report_do_not_count_the_blocks():
    fields = "• กิจกรรมที่ดำเนินการ\n- กวาดลาน\n• งบประมาณดำเนินการ\nไม่ใช้งบประมาณ\n• ผลที่ได้รับ\n- ลานสะอาด\n\n"
    parts = ["ส่วนที่ 1 ข้อมูลทั่วไป", "ส่วนที่ 2 ตารางงาน", "ส่วนที่ 3 รายละเอียดผลการดำเนินงาน"]
    blocks = "".join(f"{at}. โครงการลานวัดรอบ {at}\n{fields}" for at in (1, 2, 3))
    text = "\n\n".join([*parts, blocks + "ส่วนที่ 4 การติดตามและประเมินผล"])
    found = outline(read_lines(read(f"รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต 2568\n\n{text}")).marks).blocks
    assert [name(block) for block in found] == [f"โครงการลานวัดรอบ {at}" for at in (1, 2, 3)]


CELLED = """
โครงการที่ {at}
{name}
1. เหตุผลและความจำเป็น	ลานรกมานาน
2. วัตถุประสงค์
ก) ให้ลานน่าเดิน
ข) ให้คนชม
3. วิธีดำเนินการ
ก) กวาด
ข) ล้าง
4. ผู้รับผิดชอบ	กองช่าง
5. คนคอยชี้แนะ	หัวหน้ามาครบทุกคน
6. ผลลัพธ์
ก) ลานสะอาดเพิ่มขึ้น 2 แห่ง
ข) คนชมไม่น้อยกว่าร้อยละ 80
"""


def test_a_numbered_word_for_a_group_heads_the_results_where_nothing_else_does():
    for block in blocks_of(repeated(CELLED, *NAMES)):
        assert keys(block)[-2:] == ["other", "results"]
        assert len(block.get("results")[0].content) == 2
