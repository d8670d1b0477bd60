"""Entries of a list: what ends them, and what is printed where there is no money."""

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from tests.extract.builders import document, read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2569\nองค์การบริหารส่วนตำบลทุ่งนาเรียง\n\n"


def entries(text):
    plan = parse_plan(read(TITLE + text))
    found = []
    for project in plan.projects:
        money = [int(a.money.value) for a in project.amounts if a.basis is Basis.SUMMARY and a.money]
        who = project.fields["responsible"].value if "responsible" in project.fields else ""
        found.append((project.name.value, money, who))
    return found


NONE = ["ไม่มี", "–", "ไม่ใช้ งปม.", "ไม่ใช้เงิน", "- บาท"]


@pytest.mark.parametrize("none", NONE)
@pytest.mark.parametrize("lead", [" .......... ", "..........", " : ", " "])
def test_an_entry_without_money_ends_with_what_stands_for_it(none, lead):
    text = f"""มิติที่ 1 การสร้างวัฒนธรรมสุจริต
1) โครงการเดินแฟ้มร่วมกันสองกอง (สป.){lead}{none}
2) โครงการตู้แจ้งเบาะแส (สป./กค.){lead}4,500 บาท
3) โครงการครอบครัวพอเพียง (กสค.){lead}12,000 บาท
"""
    assert entries(text) == [
        ("โครงการเดินแฟ้มร่วมกันสองกอง", [0], "สป."),
        ("โครงการตู้แจ้งเบาะแส", [4_500], "สป./กค."),
        ("โครงการครอบครัวพอเพียง", [12_000], "กสค."),
    ]


def test_bullets_do_not_take_the_dash_behind_a_colon():
    text = """มิติที่ 1 การสร้างวัฒนธรรมสุจริต
- โครงการเยี่ยมบ้านผู้สูงอายุร่วมกับ รพ.สต. : 7,000 บาท (กองสาธารณสุข)
- มาตรการลงเวลาด้วยใบหน้า : -
- กิจกรรมจิตอาสา (ศพด.) : ไม่ใช้ งปม.
- โครงการสภาชาวบ้าน : 15,000 บาท (สำนักปลัด)
"""
    assert entries(text) == [
        ("โครงการเยี่ยมบ้านผู้สูงอายุร่วมกับ รพ.สต.", [7_000], "กองสาธารณสุข"),
        ("มาตรการลงเวลาด้วยใบหน้า", [0], ""),
        ("กิจกรรมจิตอาสา (ศพด.)", [0], ""),
        ("โครงการสภาชาวบ้าน", [15_000], "สำนักปลัด"),
    ]


def test_an_entry_goes_on_up_to_its_money():
    text = """มิติที่ 1 การสร้างวัฒนธรรมสุจริต
1. โครงการพาเจ้าหน้าที่ใหม่เรียนรู้ระเบียบการเงินและ
   การพัสดุ (กค.) ...................... 8,000.- บาท
   ที่มาของเงิน : งบเทศบาล
2. มาตรการไม่รับของฝากจากผู้รับเหมา
   (กช.) ...................... -
3. โครงการป้ายงบประมาณหน้าหมู่บ้าน (กช.) ......
   ...................... 18,000.- บาท
รวมทั้งสิ้น 3 โครงการ 26,000 บาท
"""
    assert entries(text) == [
        ("โครงการพาเจ้าหน้าที่ใหม่เรียนรู้ระเบียบการเงินและ การพัสดุ", [8_000], "กค."),
        ("มาตรการไม่รับของฝากจากผู้รับเหมา", [0], "กช."),
        ("โครงการป้ายงบประมาณหน้าหมู่บ้าน", [18_000], "กช."),
    ]


def test_a_sum_is_no_rest_of_the_entry_above_it():
    text = """มิติที่ 1 การสร้างวัฒนธรรมสุจริต
1. โครงการเวรยามซื่อตรง (สป.) ............ 8,000 บาท
2. มาตรการลงเวลา (สป.) ............
รวมมิติที่ 1 จำนวน 2 โครงการ เป็นเงิน 8,000 บาท
มิติที่ 2 การบริหารราชการด้วยความโปร่งใส
3. โครงการอ่านงบ (กค.) ............ 5,000 บาท
"""
    found = entries(text)
    assert ("โครงการเวรยามซื่อตรง", [8_000], "สป.") in found
    assert not any("รวม" in name for name, _, _ in found)


def test_departments_told_to_do_it_and_no_money_in_the_line_below():
    works = [
        ("โครงการสะพานไม้", "ใช้เงิน 5,000 บาท", "กองช่าง", "โดยซ่อมก่อนน้ำหลาก"),
        ("กิจกรรมเสียงตามสาย", "ไม่ใช้เงิน", "สำนักปลัด", "ทุกเย็น"),
        ("โครงการคันเบ็ด", "ใช้เงิน 4,000 บาท", "กองคลัง", "โดยชวนเด็กทุกหมู่"),
    ]
    text = "\n\n".join(
        f"ข้อ {n} {name}\n      {money} ให้{who}เป็นผู้ดำเนินการ {how}" for n, (name, money, who, how) in enumerate(works, 1)
    )
    text += "\n\nรวมด้านที่ 1 จำนวน 3 งาน เป็นเงิน 9,000 บาท"
    plan = parse_plan(read(f"{TITLE}ด้านที่ 1 คนซื่อ\n\n{text}"))
    assert [(p.name.value, p.amounts[0].money.value, p.fields["responsible"].value) for p in plan.projects] == [
        ("โครงการสะพานไม้", 5000, "กองช่าง"),
        ("กิจกรรมเสียงตามสาย", 0, "สำนักปลัด"),
        ("โครงการคันเบ็ด", 4000, "กองคลัง"),
    ]
    assert [int(t.printed.value) for t in plan.totals if t.printed] == [9000]


@pytest.mark.parametrize("told", ["มอบให้{0}ดำเนินการ", "โดย{0}", "({0}รับผิดชอบ)", "ให้{0}ดูแล"])
def test_departments_between_words_for_who_does_it(told):
    entries = [
        f"{at}. โครงการลานวัด {name} งบประมาณ 1,000 บาท {told.format(who)}"
        for at, (name, who) in enumerate((("เหนือ", "กองคลัง"), ("ใต้", "กองช่าง"), ("กลาง", "สำนักปลัด")), 1)
    ]
    plan = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566", "มิติที่ 1 คนซื่อ", "\n".join(entries)))
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองคลัง", "กองช่าง", "สำนักปลัด"]
