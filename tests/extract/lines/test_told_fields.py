"""Recurring headings whose words say nothing: their field is what their contents show."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""


def block(name, money, who, *, budget="ทุนที่ต้องมี"):
    return f"""
**ชื่อโครงการ**
{name}
**เหตุผลความจำเป็น**
ชาวบ้านขอมา
**จุดประสงค์**
- เพื่อให้เห็นกันทั่ว
**{budget}**
{money}
**ใครเป็นหัวเรือ**
{who}
**ทำตอนไหน**
ปีงบประมาณ พ.ศ. 2567 - 2568
**เล่าให้ฟัง**
{name} คนมาดูเกินร้อย
"""


WORKS = [
    ("โครงการอบรมคนทำงานให้ซื่อตรง", "ปี 2567 จำนวน 20,000 บาท, ปี 2568 จำนวน 5,000 บาท", "สำนักปลัด"),
    ("กิจกรรมเดินรณรงค์รอบตลาด", "ปี 2567 จำนวน 5,000 บาท", "กองคลัง"),
    ("มาตรการเปิดซองต่อหน้าคน", "ไม่ใช้งบประมาณ", "กองช่าง"),
]


def test_money_a_time_and_a_department_show_the_field_of_their_heading():
    plan = parse_plan(read(HEAD + "".join(block(*work) for work in WORKS)))
    assert [p.budget_total.value for p in plan.projects] == [25000, 5000, 0]
    assert [p.fields["responsible"].value for p in plan.projects] == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert [p.fields["duration"].value for p in plan.projects] == ["ปีงบประมาณ พ.ศ. 2567 - 2568"] * 3
    assert [finding.found for finding in plan.findings] == ["เล่าให้ฟัง"]


def test_what_another_heading_holds_is_not_looked_for_again():
    blocks = "".join(f"{block(*work)}**งบประมาณ**\n1,000 บาท\n" for work in WORKS)
    plan = parse_plan(read(HEAD + blocks))
    assert [p.budget_total.value for p in plan.projects] == [1000, 1000, 1000]


def asked(name, money, who):
    return f"""
{name}
ทำไปทำไม
ชาวบ้านขอมา
ทำเพื่ออะไร
- เพื่อให้เห็นกันทั่ว
ใช้เงินเท่าไร: {money}
ใครทำ: {who}
เล่าต่อ
{name} จบแล้วไปไหน
"""


def test_a_document_may_head_all_its_fields_in_words_of_its_own():
    table = "โครงการ\tปี 2567\tปี 2568\n" + "".join(f"{name}\t1,000\t-\n" for name, *_ in WORKS)
    plan = parse_plan(read(HEAD + table + "\n" + "".join(asked(*work) for work in WORKS)))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.fields["responsible"].value for p in plan.projects] == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert [p.fields["rationale"].value for p in plan.projects] == ["ชาวบ้านขอมา"] * 3


def listed(name):
    return f"""
{name}
เหตุผลความจำเป็น
ชาวบ้านขอมา
อยากเห็นอะไร
- ให้ตาชั่งตรง
- ให้คนซื้อวางใจ
กลุ่มเป้าหมาย
แม่ค้าทุกแผง
เดินทีละก้าว
(1) ตรวจทุกแผง
(2) ติดป้ายราคา
ระยะเวลาดำเนินการ
ปี 2567 - 2568
ผู้รับผิดชอบ
กองคลัง
"""


def test_lists_in_the_place_of_the_objectives_and_the_methods_are_these() -> None:
    plan = parse_plan(read(HEAD + "".join(listed(name) for name, *_ in WORKS)))
    counts = [[sum(item.field == key for item in p.items) for key in ("objectives", "methods")] for p in plan.projects]
    assert counts == [[2, 2]] * 3


def test_a_numbered_label_before_the_names_is_their_heading_though_the_introduction_is_numbered() -> None:
    intro = "1. สภาพปัญหา\nตาชั่งไม่ตรง\n2. สิ่งที่อยากเห็น\nตลาดที่ดี\n\n"
    blocks = "".join(
        f"\n1. ชื่องาน  {name}\n2. ที่มาและเหตุผล\nชาวบ้านขอมา\n3. ความมุ่งหมาย\n1) เพื่อให้ตาชั่งตรง\n4. เจ้าของเรื่อง  กองคลัง\n"
        f"5. ตัวชี้วัด\n1) คนมาเกินร้อย\n2) ตาชั่งตรงทุกแผง\n"
        for name, *_ in WORKS
    )
    plan = parse_plan(read(HEAD + intro + blocks))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [sum(item.field == "results" for item in p.items) for p in plan.projects] == [2] * 3


def own(name, *, reason="", place="ห้องประชุมเล็ก", people="ลูกบ้าน 40 คน", years="2567 ถึง 2568"):
    return f"""
{name}

ความมุ่งหมาย
(1) เพื่อให้เห็นกันทั่ว
(2) เพื่อให้คนกล้าพูด

{"เหตุที่ต้องมีงานนี้" if reason else "ความเป็นมา"}
{reason or "ชาวบ้านขอมาหลายปี"}

คนของงาน
{people}

จัดกันตรง
{place}

เจ้าของงาน
กองคลัง

ทำในปีงบประมาณ
{years}

วงเงินสองปี
รวม 4,000 บาท

แนวทำกัน
(1) เตรียมของที่ {name}
(2) ลงมือ

ดูจากนี้
(1) งานเสร็จ
(2) คนมาเกินร้อย
"""


NAMES = ["งานข้อ 1 โครงการนกเงือกคืนป่า", "งานข้อ 2 มาตรการปิดตู้สองดอก", "งานข้อ 3 กิจกรรมล้างตลาดวันศุกร์"]


def test_what_all_blocks_print_alike_between_two_headings_is_no_heading():
    plan = parse_plan(read(HEAD + "".join(map(own, NAMES))))
    assert [p.fields["duration"].value for p in plan.projects] == ["2567 ถึง 2568"] * 3
    assert [(p.fiscal_year_first.value, p.fiscal_year_last.value) for p in plan.projects] == [(2567, 2568)] * 3


def test_lists_that_no_known_heading_has_are_the_methods_and_then_the_results():
    plan = parse_plan(read(HEAD + "".join(map(own, NAMES))))
    assert [p.fields["methods"].value.split("\n")[1] for p in plan.projects] == ["(2) ลงมือ"] * 3
    assert [p.fields["results"].value for p in plan.projects] == ["(1) งานเสร็จ\n(2) คนมาเกินร้อย"] * 3


def test_places_and_people_are_known_by_their_words():
    places = ["ห้องประชุมเล็ก", "9 หมู่บ้าน", "ลานหน้าวัด"]
    people = ["ลูกบ้าน 40 คน", "พนักงานทุกคน", "ผู้ค้า 12 ราย"]
    blocks = (own(name, place=place, people=who) for name, place, who in zip(NAMES, places, people, strict=True))
    plan = parse_plan(read(HEAD + "".join(blocks)))
    assert [p.fields["location"].value for p in plan.projects] == places
    assert [p.fields["target_group"].value for p in plan.projects] == people


def colons(name, reason):
    return f"""
ชื่องาน : {name}
เหตุที่ต้องมีงานนี้ : {reason}
วัตถุประสงค์ : เพื่อให้เห็นกันทั่ว
การดำเนินงาน :
1) เตรียมของ
2) ลงมือ
งบประมาณ : 4,000 บาท
"""


def test_a_reason_above_the_aims_is_that_of_the_project_and_of_no_report():
    reasons = ["คนมารับบริการบ่นเรื่องคิวทุกวัน", "ของหายจากคลังบ่อยจนหาคนผิดไม่ได้", "ตลาดสกปรกมานานไม่มีใครดูแล"]
    plan = parse_plan(read(HEAD + "".join(colons(*pair) for pair in zip(NAMES, reasons, strict=True))))
    assert [p.fields["rationale"].value for p in plan.projects] == reasons
    assert plan.facts.kind == "action_plan"


def aimed(number, name, place, result):
    return f"""
รหัส 1-0{number}  {name}
หวังผล : เพื่อให้เห็นกันทั่ว
จุดที่ทำ : {place}
ลงมือ :
1) เตรียมของ
2) ลงมือ
เจ้าภาพ : กองคลัง
วัดจาก : {result}
"""


ENDS = ["มีคนมาดูไม่น้อยกว่า 500 คนในแต่ละรอบ", "ทุกกองส่งสมุดครบทั้งสิบสองเดือน", "ขยะในตลาดลดลงจนแม่ค้าพอใจ"]


def test_measures_at_the_end_of_blocks_are_results_and_no_reasons_of_the_next_project():
    works = zip(["โครงการนกเงือกคืนป่า", "มาตรการปิดตู้สองดอก", "กิจกรรมล้างตลาด"], ENDS, strict=True)
    text = "".join(aimed(at, name, "ลานหน้าวัด", result) for at, (name, result) in enumerate(works, 1))
    plan = parse_plan(read(HEAD + text))
    assert [p.fields["results"].value for p in plan.projects] == ENDS
    assert not any("rationale" in p.fields for p in plan.projects)


def test_half_of_the_places_may_have_words_of_their_own():
    places = ["ลานหน้าวัด", "ต้นน้ำห้วยทราย", "ห้องประชุมเล็ก"]
    text = "".join(aimed(at, f"{NAMES[at - 1][9:]}", place, ENDS[at - 1]) for at, place in enumerate(places, 1))
    assert [p.fields["location"].value for p in parse_plan(read(HEAD + text)).projects] == places


def test_headings_of_a_form_that_lacks_fields_are_told_in_each_block():
    block = "ชื่อโครงการ : {}\nวัตถุประสงค์ : เพื่อให้เห็นกันทั่ว\nงบประมาณ : 4,000 บาท\nโฉมหน้างาน : {}\nผู้รับผิดชอบ : กองคลัง\n\n"
    looks = ["ครึกครื้นกันทั้งตำบล", "เปียกกันทุกคน", "เงียบดี"]
    plan = parse_plan(
        read(HEAD + "".join(block.format(name[9:], look) for name, look in zip(NAMES, looks, strict=True)))
    )
    (finding,) = [finding for finding in plan.findings if finding.code == "field_unknown"]
    assert (finding.found, finding.severity) == ("โฉมหน้างาน", "warning")
    assert [part.about for part in (finding, *finding.parts)] == plan.projects


def reported(number, name, planned, spent):
    return f"""
{number}. {name}
เงินตามแผน {planned} บาท
ใช้จริง {spent} บาท
ทำอะไรแล้วบ้าง
- ประชุมเรื่อง{name[7:]}แล้ว
- เล่าให้คน{name[7:]}ฟัง
เกิดผลอะไร
- {name[7:]}ดีขึ้นมาก
- ทุกคนพูดถึง{name[7:]}
ผู้ทำ กองคลัง
สถานะ แล้วเสร็จ
"""


def test_the_two_lists_of_a_report_are_what_was_done_and_what_came_of_it():
    head = HEAD.replace("แผนปฏิบัติการ", "รายงานผลการดำเนินงานตามแผนปฏิบัติการ").replace(" - 2568", "")
    names = ["โครงการนกเงือกคืนป่า", "มาตรการปิดตู้สองดอก", "กิจกรรมล้างตลาด", "โครงการถนนสวย"]
    blocks = (reported(at, name, f"{at},500", f"{at},200") for at, name in enumerate(names, 1))
    plan = parse_plan(read(head + "มิติที่ 1 ปลุกใจคน\n" + "".join(blocks)))
    done = [p.fields["methods"].value.split("\n")[1] for p in plan.projects]
    assert done == [f"- เล่าให้คน{name[7:]}ฟัง" for name in names]
    came = [p.fields["results"].value.split("\n")[0] for p in plan.projects]
    assert came == [f"- {name[7:]}ดีขึ้นมาก" for name in names]
