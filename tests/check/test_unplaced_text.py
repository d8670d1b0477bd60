"""Lines within the details of projects that are in no field are told; what belongs to the form is not."""

from __future__ import annotations

from extract.model.document import Line
from extract.model.plan import Finding, Plan
from phaen.check.unplaced_text import texts_unplaced
from schemas.checks import CheckCode
from tests.check.test_accounts import detailed, found, line, plan

NAMES = ("โครงการว่าวลายไทยใจสุจริต", "กิจกรรมเรือพายสายธารโปร่งใส", "โครงการตู้เย็นแบ่งปันริมคลอง", "มาตรการกล่องรับฟังหน้าตลาด")
GOALS = ("เพื่อให้เด็กรู้จักแบ่งปัน", "เพื่อให้คนพายเรือเห็นบัญชี", "เพื่อให้ทุกบ้านมีอาหาร", "เพื่อให้แม่ค้ากล้าพูด")
LAST = "มีผู้มาร่วมล้นลานวัดทุกปี"
SIZE = 10


def made(**more: tuple[str, ...]) -> Plan:
    """Four blocks of ten lines with a goal each; `more` are further lines of block b0, b1, ..."""
    blocks: list[Line] = []
    projects = []
    for number, (name, goal) in enumerate(zip(NAMES, GOALS, strict=True)):
        first = number * SIZE + 1
        texts = (name, f"1. วัตถุประสงค์ {goal}", *more.get(f"b{number}", ()))
        blocks += [line(text, first + at) for at, text in enumerate(texts)]
        projects.append(detailed(name, first, first + SIZE - 1, objectives=goal))
    return plan(*blocks, projects=tuple(projects))


def told(tree: Plan) -> list[tuple[str, int | None]]:
    return found(texts_unplaced(tree), CheckCode.TEXT_UNPLACED)


def test_a_line_of_a_block_that_no_field_holds_is_told_at_its_place() -> None:
    assert told(made(b1=(f"2) {LAST}", "ทุกคนได้พูดในวงข้าวเย็น"))) == [(f"2) {LAST}", SIZE + 3)]  # a run is one finding


def test_a_value_of_another_project_does_not_hold_a_line() -> None:
    assert told(made(b0=(f"- {GOALS[3]}",))) == [(f"- {GOALS[3]}", 3)]


def test_what_recurs_in_the_blocks_belongs_to_the_form() -> None:
    same = {f"b{number}": (f"ผู้ลงนามรับรองท้ายแบบ คนที่ {number}",) for number in range(3)}
    assert told(made(**same)) == []


def test_lines_with_ascending_numbers_count_the_pages() -> None:
    pages = {f"b{number}": (f"แผนเล่มสีเขียวของเรา แผ่นที่ {number + 4} จาก 9",) for number in range(3)}
    assert told(made(**pages)) == []


def test_below_a_heading_that_a_finding_names_nothing_is_told_again() -> None:
    tree = made(b2=("ข้อคิดจากผู้เฒ่า", LAST))
    tree.add([Finding(CheckCode.FIELD_UNKNOWN, None, found="ข้อคิดจากผู้เฒ่า")])
    assert told(tree) == []


def test_of_two_blocks_it_is_not_known_what_recurs() -> None:
    tree = made(b0=(LAST,))
    tree.projects = tree.projects[:2]
    assert told(tree) == []
