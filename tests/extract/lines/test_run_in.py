"""Several fields in one line, each after its heading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.lines.run_in import one_field_a_line
from extract.model.document import Line, Place
from extract.parse import parse_plan
from normalize.text import comparable
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

มิติที่ 1 สร้างคน

"""
WORKS = [
    ("โครงการอบรมคนทำงานให้ซื่อตรง", "พนักงานทุกคน", "20,000 บาท", "สำนักปลัด"),
    ("กิจกรรมเดินรณรงค์รอบตลาด", "แม่ค้าในตลาด 40 คน", "5,000 บาท", "กองคลัง"),
    ("โครงการเปิดบ้านเทศบาล", "ชาวบ้านทุกหมู่บ้าน", "ไม่ใช้งบประมาณ", "กองช่าง"),
]


def test_the_fields_of_a_line_are_read_apart():
    text = "".join(
        f"{at}. {name}\n\nหลักการและเหตุผล ชาวบ้านขอมาหลายปีแล้วและงบประมาณก็พอมี วัตถุประสงค์ เพื่อให้เห็นกันทั่ว "
        f"กลุ่มเป้าหมาย {whom} งบประมาณ {money} ผู้รับผิดชอบ {who}\n\n"
        for at, (name, whom, money, who) in enumerate(WORKS, 1)
    )
    plan = parse_plan(read(HEAD + text))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    fields = [[p.fields[key].value for key in ("target_group", "responsible", "rationale")] for p in plan.projects]
    assert fields == [[whom, who, "ชาวบ้านขอมาหลายปีแล้วและงบประมาณก็พอมี"] for _, whom, _, who in WORKS]
    assert [p.budget_total.value for p in plan.projects] == [20_000, 5_000, 0]


def lines(*texts: str) -> list[Line]:
    return [Line(text, text, Place(1, at)) for at, text in enumerate(texts, 1)]


def test_a_word_that_only_one_line_has_is_a_word_of_its_text():
    odd = "วัตถุประสงค์ เพื่อให้ชาวบ้านรู้ว่า งบประมาณ ของตำบลใช้ไปกับงานใดบ้างในแต่ละปี"
    others = ["วัตถุประสงค์ เพื่อให้ชาวบ้านมาร่วมประชุมและเสนองานที่อยากให้ทำในปีหน้า"] * 3
    assert [line.text for line in one_field_a_line(lines(odd, *others))] == [odd, *others]


PIECES = st.sampled_from(["วัตถุประสงค์", "เพื่อให้ชาวบ้านทุกหมู่บ้านรู้เรื่องเงิน", "กลุ่มเป้าหมาย", "งบประมาณ", "5,000 บาท", "3."])


@given(st.lists(st.lists(PIECES, max_size=9).map(" ".join), max_size=8))
def test_no_letter_is_lost(texts):
    found = [block for block in one_field_a_line(lines(*texts)) if isinstance(block, Line)]
    assert comparable("".join(line.text for line in found)) == comparable("".join(texts))
