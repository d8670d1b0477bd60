"""Tables of projects below the last block, and introductions above them: neither belongs to a block."""

from __future__ import annotations

from pathlib import Path

from phaen.pipeline import read_plan

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nองค์การบริหารส่วนตำบลดอนหมากเขียว อำเภอพาน จังหวัดเชียงราย\n\n"
BLOCK = """ชื่อโครงการ : {name}
วัตถุประสงค์ : เพื่อให้คลองสะอาด
งบประมาณ : {money} บาท
ผลที่คาดว่าจะได้รับ :
1. คลองสะอาดทั้งสาย

"""
NAMES = ("โครงการขุดลอกคลองด้วยใจซื่อ", "โครงการบัญชีร้านค้าชุมชนเปิดเผย", "โครงการสายตรวจคูคลอง")
LEVEL = "มิติที่ 1 การสร้างวัฒนธรรมสุจริต\n\n"
BLOCKS = LEVEL + "".join(BLOCK.format(name=name, money="5,000") for name in NAMES)
HEADER = "| ที่ | โครงการ | งบประมาณ (บาท) |\n|---|---|---|\n"
PAGES = f"""ตารางแนบท้าย

มิติที่ 1 การสร้างวัฒนธรรมสุจริต

{HEADER}| 1 | {NAMES[0]} | 5,000 |
| 2 | {NAMES[1]} | 5,000 |

หน้า 9

| 3 | {NAMES[2]} | 5,000 |
| รวมทั้งสิ้น | | 15,000 |

หมายเหตุ : ตรวจแล้วเมื่อเดือนมีนาคม
"""


def plan_of(tmp_path: Path, text: str):
    (tmp_path / "plan.txt").write_text(HEAD + text, encoding="utf-8")
    return read_plan(tmp_path / "plan.txt")


def test_the_table_below_the_last_block_goes_on_over_the_page_above_a_note(tmp_path):
    plan = plan_of(tmp_path, BLOCKS + PAGES)
    assert [project.name.value for project in plan.projects] == list(NAMES)
    assert all(project.summary_place and project.detail_place for project in plan.projects)
    assert [int(total.printed.value) for total in plan.totals if total.printed] == [15_000]
    last = plan.projects[-1]
    assert [item.text for item in last.items if item.field == "results"] == ["คลองสะอาดทั้งสาย"]
    assert "ตรวจแล้ว" not in str(last.fields)


INTRODUCTION = """1. หลักการและเหตุผล
ทุกปีมีผู้ถามถึงการใช้เงินของตำบล
2. วัตถุประสงค์
เพื่อให้ทุกคนตอบคำถามได้
3. เป้าหมาย
3.1 ไม่มีเรื่องร้องเรียน
3.2 ทุกกองเปิดเผยบัญชี

"""


def test_an_introduction_above_the_table_is_no_block(tmp_path):
    rows = "".join(f"| {n} | {name} | 5,000 |\n" for n, name in enumerate(NAMES, 1))
    plan = plan_of(tmp_path, f"{INTRODUCTION}มิติที่ 1\nการสร้างวัฒนธรรมสุจริต\n\n{HEADER}{rows}")
    assert [project.name.value for project in plan.projects] == list(NAMES)
    assert [(heading.path, heading.name) for heading in plan.headings] == [((1,), "การสร้างวัฒนธรรมสุจริต")]


def test_the_title_of_the_plan_above_the_table_is_not_of_the_last_block(tmp_path):
    rows = "".join(f"| {n} | {name} | 5,000 |\n" for n, name in enumerate(NAMES, 1))
    levels = "".join(f"| | งานย่อยแบบที่ {n} ของตำบล | |\n" for n in range(1, 5))
    plan = plan_of(tmp_path, f"{BLOCKS.rstrip()}\nแผนปฏิบัติการป้องกันการทุจริต\n{HEADER}{levels}{rows}")
    last = plan.projects[-1]
    assert [item.text for item in last.items if item.field == "results"] == ["คลองสะอาดทั้งสาย"]
