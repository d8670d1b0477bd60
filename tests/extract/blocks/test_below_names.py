"""Lines below names that begin alike in most blocks."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "รายงานผลตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 รอบ 12 เดือน\nเทศบาลตำบลดอนสมมุติ\n\nมิติที่ 1 คนซื่อ\n\n"
NAMES = ["โครงการสะพานไม้", "กิจกรรมเสียงตามสาย", "โครงการคันเบ็ด", "มาตรการสองลายมือชื่อ"]


def report(line):
    blocks = (
        f"เรื่องที่ {n} {name}\n{line(n)}งบประมาณ  ตั้งไว้ {n},000 บาท เบิกจ่าย {n},000 บาท\nการดำเนินการ  ได้ลงมือวันที่ {n}\n"
        f"ผลการดำเนินการ  มีผู้ร่วม {n}0 คน\n\n"
        for n, name in enumerate(NAMES, 1)
    )
    return parse_plan(read(HEAD + "".join(blocks)))


def test_a_word_below_each_name_is_a_label():
    plan = report(lambda n: f"รอยเดิน  {'ถึงแล้ว' if n < 3 else 'ยังไม่ถึง'}\n")
    assert [p.name.value for p in plan.projects] == NAMES


def test_the_rest_of_one_name_stays():
    plan = report(lambda n: "ตอนปลายคลอง หลังตลาดเก่า\n" if n == 1 else "")
    assert plan.projects[0].name.value == "โครงการสะพานไม้ตอนปลายคลอง หลังตลาดเก่า"
    assert [p.name.value for p in plan.projects[1:]] == NAMES[1:]
