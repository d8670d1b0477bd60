"""Projects told in paragraphs that are made alike, without any word of a project."""

from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

HEAD = "เทศบาลตำบลบ้านนาโคก จังหวัดลพบุรี\n\nแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. {years}\n\n"

LABELLED = """
ด้านที่ 1 จิตสำนึก

(1) งานชื่อ ปลุกใจวัยทำงาน ทำขึ้นเพราะพนักงานใหม่ยังไม่รู้ระเบียบ มุ่งให้พนักงานทุกคนรู้ระเบียบ คนที่เกี่ยวข้องได้แก่พนักงาน 30 คน \
ลงมือเดือนธันวาคม ที่ห้องประชุมใหญ่ ตั้งเงินไว้ 12,000 บาท สำนักปลัดดูแล ผลที่หวังคือ พนักงานทำผิดระเบียบลดลง

(2) งานชื่อ เล่าเรื่องดีให้ลูกหลาน ทำขึ้นเพราะเด็กในตำบลขาดแบบอย่าง มุ่งให้เด็กมีแบบอย่างใกล้ตัว คนที่เกี่ยวข้องได้แก่เด็ก 200 คน \
ลงมือเดือนมกราคม ที่โรงเรียนวัดใต้ ตั้งเงินไว้ 8,500 บาท กองการศึกษาดูแล ผลที่หวังคือ เด็กเล่าเรื่องคนดีได้

ด้านที่ 2 ความโปร่งใส

(3) งานชื่อ อ่านงบให้ชาวบ้านฟัง ทำขึ้นเพราะชาวบ้านไม่รู้ว่าเงินไปไหน มุ่งให้ชาวบ้านรู้การใช้เงิน คนที่เกี่ยวข้องได้แก่ชาวบ้าน 9 หมู่ \
ลงมือเดือนเมษายน ที่ศาลากลางบ้าน ไม่ต้องใช้เงิน กองคลังดูแล ผลที่หวังคือ ชาวบ้านตอบได้ว่าเงินใช้ทำอะไร

(4) งานชื่อ เปิดกล้องตรวจรับงาน ทำขึ้นเพราะมีข้อสงสัยเรื่องตรวจรับ มุ่งให้การตรวจรับตรวจสอบได้ คนที่เกี่ยวข้องได้แก่กรรมการ 5 คน \
ลงมือเดือนมิถุนายน ที่หน้างานทุกแห่ง ตั้งเงินไว้ 15,000 บาท กองช่างดูแล ผลที่หวังคือ มีคลิปครบทุกงาน
"""

QUOTED = """
งานในมิติที่ 1 คนซื่อสัตย์
ในเรื่อง "วันคนตรง" นั้น มีความตั้งใจเพื่อยกย่องคนที่ทำงานตรงไปตรงมา
ใช้เงินปี 2566 จำนวน 20,000 บาท ปี 2567 จำนวน 22,000 บาท
เป็นหน้าที่ของสำนักปลัด โดยวัดจากจำนวนผู้ได้รับการเสนอชื่อ
ในเรื่อง "ไม่ลอกการบ้าน" นั้น มีความตั้งใจเพื่อให้เด็กพึ่งตนเองและ
รู้ว่าการลอกคือการโกง ใช้เงินปี 2566 จำนวน 5,000 บาท ปี 2567 จำนวน 5,000 บาท
เป็นหน้าที่ของกองการศึกษา โดยวัดจากผลสอบที่ไม่ซ้ำกัน
งานในมิติที่ 2 งานโปร่งใส
ในเรื่อง "บอกราคาก่อนซื้อ" นั้น มีความตั้งใจเพื่อให้ผู้ขายทุกรายรู้ราคาพร้อมกัน
ไม่ใช้งบประมาณทั้งสองปี
เป็นหน้าที่ของกองคลัง โดยวัดจากจำนวนผู้เสนอราคา
"""

INNER = """
มิติที่ 1 คนซื่อสัตย์

เรื่องแรก คือ ค่ายผู้นำซื่อตรง กองการศึกษาขอทำโดยใช้จ่าย 40,000 บาท ณ ค่ายลูกเสือ สำหรับนักเรียน 80 คน เมื่อจบแล้วจะได้แกนนำ 80 คน

เรื่องที่สอง คือ เสียงตามสายบอกบุญ กองการศึกษาขอทำโดยใช้จ่าย 2,500 บาท ณ สถานีวิทยุ สำหรับคนทั้งเมือง เมื่อจบแล้วจะได้รายการ 40 ตอน

มิติที่ 2 งานโปร่งใส

เรื่องที่สาม คือ ตู้ใสใส่เอกสาร กองคลังขอทำโดยใช้จ่าย 6,000 บาท ณ หน้ากองคลัง สำหรับผู้ประกอบการ เมื่อจบแล้วจะได้ผู้ซื้อเพิ่มขึ้น

เรื่องที่สี่ คือ นัดตรวจบัญชี กองคลังขอทำโดยใช้จ่าย 9,000 บาท ณ ห้องโถง สำหรับสื่อมวลชน 20 คน เมื่อจบแล้วจะได้ข่าวเผยแพร่
"""


def told(text, years):
    return parse_plan(read(HEAD.format(years=years) + text))


def test_labels_of_the_documents_own_words_and_a_list_below_levels_without_known_words():
    plan = told(LABELLED, "2567")
    assert [p.name.value for p in plan.projects] == [
        "ปลุกใจวัยทำงาน", "เล่าเรื่องดีให้ลูกหลาน", "อ่านงบให้ชาวบ้านฟัง", "เปิดกล้องตรวจรับงาน",
    ]  # fmt: skip
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,), (2,)]
    assert [p.budget_total.value for p in plan.projects] == [12_000, 8_500, 0, 15_000]
    first = {key: value.value for key, value in plan.projects[0].fields.items()}
    assert first == {
        "rationale": "พนักงานใหม่ยังไม่รู้ระเบียบ",
        "objectives": "พนักงานทุกคนรู้ระเบียบ",
        "target_group": "พนักงาน 30 คน",
        "duration": "ธันวาคม",
        "location": "ห้องประชุมใหญ่",
        "responsible": "สำนักปลัด",
        "results": "พนักงานทำผิดระเบียบลดลง",
    }


def test_quoted_names_in_wrapped_paragraphs_without_gaps():
    plan = told(QUOTED, "2566 - 2567")
    assert [p.name.value for p in plan.projects] == ["วันคนตรง", "ไม่ลอกการบ้าน", "บอกราคาก่อนซื้อ"]
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,)]
    assert [{a.fiscal_year: a.money.value for a in p.amounts} for p in plan.projects[:2]] == [
        {2566: 20_000, 2567: 22_000}, {2566: 5_000, 2567: 5_000},
    ]  # fmt: skip
    assert plan.projects[2].budget_total.value == 0
    assert plan.projects[0].fields["objectives"].value == "เพื่อยกย่องคนที่ทำงานตรงไปตรงมา"
    assert (plan.projects[1].detail_place.line, plan.projects[1].detail_last.line) == (10, 12)


def test_labels_within_a_clause_and_departments_behind_names():
    plan = told(INNER, "2570")
    assert [p.name.value for p in plan.projects] == ["ค่ายผู้นำซื่อตรง", "เสียงตามสายบอกบุญ", "ตู้ใสใส่เอกสาร", "นัดตรวจบัญชี"]
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองการศึกษา", "กองการศึกษา", "กองคลัง", "กองคลัง"]
    assert plan.projects[0].fields["location"].value == "ค่ายลูกเสือ"
    assert plan.projects[2].fields["target_group"].value == "ผู้ประกอบการ"


def test_a_label_that_shows_no_field_is_told():
    texts = [
        f"({at}) งานชื่อ {name} ใช้สีประจำงานเป็นสี{name}สด ตั้งเงินไว้ {at},000 บาท มอบให้{who}เป็นผู้รับผิดชอบ และหวังให้คนมาดูมาก"
        for at, (name, who) in enumerate([("ฟ้า", "กองคลัง"), ("แดง", "กองช่าง"), ("ดำ", "สำนักปลัด"), ("เทา", "กองช่าง")], 1)
    ]
    plan = told("\n\n".join(texts), "2567")
    assert [p.budget_total.value for p in plan.projects] == [1_000, 2_000, 3_000, 4_000]
    assert [f.found for f in plan.findings if f.code is CheckCode.FIELD_UNKNOWN] == ["ใช้สีประจำงานเป็นสี"]


def test_parallel_paragraphs_without_money_are_no_projects():
    duties = "\n\n".join(
        f"ข้อ {at} ให้{who}มีหน้าที่กำกับดูแลงานของตน และให้รายงานผลต่อนายกเทศมนตรีภายในวันที่ {at} ของทุกเดือน โดยมุ่งให้งานเดินหน้า"
        for at, who in enumerate(["กองคลัง", "กองช่าง", "สำนักปลัด", "กองการศึกษา"], 1)
    )
    assert told(duties, "2567").projects == []


def test_numbers_in_words_and_what_several_paragraphs_share_are_no_names():
    works = [
        ("หนึ่ง", "คนตรงประจำเดือน", "สำนักปลัด", "ใช้เงินราว 1,000 บาท", "สุจริต"),
        ("สอง", "นิทานหน้าเสาธง", "กองการศึกษา", "ไม่ต้องใช้เงิน", "สุจริต"),
        ("สาม", "ป้ายราคากลาง", "กองช่าง", "ใช้เงินราว 2,000 บาท", "โปร่งใส"),
        ("สี่", "ตู้รับคำขอ", "สำนักปลัด", "ใช้เงินราว 3,000 บาท", "โปร่งใส"),
    ]
    plan = told(
        "\n\n".join(
            f"ประการที่{at} จะเสริมความ{aim}ด้วยงาน{name} ซึ่ง{who}รับไปทำ {money} และหวังว่าจะมีคนมาร่วม{name}"
            for at, name, who, money, aim in works
        ),
        "2567",
    )
    assert [p.name.value for p in plan.projects] == [name for _, name, *_ in works]
    assert [p.budget_total.value for p in plan.projects] == [1_000, 0, 2_000, 3_000]
    assert [f.found for f in plan.findings if f.code is CheckCode.FIELD_UNKNOWN] == ["จะเสริมความ"]


def test_some_items_of_a_list_are_no_paragraphs_of_their_own_sort():
    works = [
        "ป้ายหน้าตลาดเช้า",
        "ซ่อมตู้รับเรื่องร้องทุกข์",
        "เวทีคุยกันเรื่องราคากลาง",
        "ดูงานเมืองไม่โกง",
        "ค่ายลูกหลานไม่ลอกข้อสอบ",
        "ทาสีรั้วร่วมกัน",
    ]
    money = [
        "ไม่ใช้งบประมาณ",
        "งบประมาณ 4,000 บาท",
        "งบประมาณ 74,000 บาท",
        "ไม่ใช้งบประมาณ",
        "งบประมาณ 25,000 บาท",
        "งบประมาณ 3,000 บาท",
    ]
    offices = ["กองช่าง", "สำนักปลัดเทศบาล", "สำนักปลัดเทศบาล", "กองคลัง", "กองคลัง", "สำนักปลัดเทศบาล"]
    text = "\n".join(
        f"{at}. โครงการ{work}ให้แก่ประชาชนทุกหมู่บ้านในเขตเทศบาล {paid} ({who})"
        for at, (work, paid, who) in enumerate(zip(works, money, offices, strict=True), 1)
    )
    plan = told(f"สรุปโครงการ\nแผนงานที่ 1 คนซื่อ\n{text}", "2567")
    assert len(plan.projects) == len(works)
    assert all(project.in_summary and not project.in_details for project in plan.projects)
