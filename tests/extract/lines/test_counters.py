"""Lines that only count the forms below them."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n\n"
NAMES = ["เดินสายตรวจสะพานไม้", "คันเบ็ดใสสะอาด", "เสียงตามสายตอนค่ำ", "บ้านนี้มีป้าย"]
FORM = """{counter}
{label}
{name}
วัตถุประสงค์
1) ให้งานเรื่อง{name}ชัด
2) ให้คนวางใจ
กลุ่มเป้าหมาย
ชาวบ้าน {n}0 คน
เงินที่ใช้
{n},000 บาท
ผู้รับผิดชอบ
กองคลัง

"""


@pytest.mark.parametrize("counter", ["แบบ สจ.2 ใบที่ {n}/4", "ใบงาน ก2 แผ่น {n}", "ชุดที่ {n}"])
@pytest.mark.parametrize("label", ["ชื่องาน", "ชื่อเรื่องที่จะทำ"])
def test_the_first_label_below_a_counter_heads_the_name(counter, label):
    forms = (FORM.format(counter=counter.format(n=n), label=label, name=name, n=n) for n, name in enumerate(NAMES, 1))
    plan = parse_plan(read(HEAD + "".join(forms)))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.budget_total.value for p in plan.projects] == [1000, 2000, 3000, 4000]


def test_items_of_lists_that_count_are_no_counters():
    forms = (
        FORM.format(counter="", label="ชื่อโครงการ", name=f"โครงการ{name}", n=n).replace(
            "2) ให้คนวางใจ", f"2) ให้ดีขึ้นครั้งที่ {n}"
        )
        for n, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(HEAD + "".join(forms)))
    assert [p.name.value for p in plan.projects] == [f"โครงการ{name}" for name in NAMES]
