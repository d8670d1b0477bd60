"""The two halves of a project are matched although their spelling differs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.assemble.alike import likeness
from extract.assemble.halves import join
from extract.model.document import Place
from extract.model.plan import Project, Value, path_of
from extract.tables.summary_types import SummaryProject

PLACE = Place(1, 1)


def row(name, number="", dimension=None, section=""):
    return SummaryProject(number, name, name, PLACE, path_of(section or str(dimension or "")))


def block(name, item="", dimension=None, section="", budget=None):
    total = Value(Decimal(budget), "", PLACE) if budget is not None else None
    named = Value(name, name, PLACE) if name else None
    return Project(name=named, item=item, path=path_of(section or str(dimension or "")), budget_total=total)


def joined(rows, blocks, budgets=None):
    found = join(rows, budgets or [set()] * len(rows), blocks)
    return {row: partner.block for row, partner in found.items()}


@pytest.mark.parametrize(
    ("summary", "detail"),
    [
        ("โครงการปลูกใจซื่อริมธาร", "โครงการปลูกใจซื่อริมธาร"),
        ("ปลูกใจซื่อริมธาร", "โครงการปลูกใจซื่อริมธาร"),
        ("กิจกรรมปลูกใจซื่อริมธาร", "โครงการปลูกใจซื่อริมธาร"),
        ("โครงการ “ปลูกใจซื่อ ริมธาร”", "โครงการปลูกใจซื่อริมธาร"),
        ("โครงการปลุกใจซือริมธาร", "โครงการปลูกใจซื่อริมธาร"),
        ("โครงการปลูกใจซื่อริมธารตลอดปี", "โครงการปลูกใจซื่อริมธารตลอดปี ของเทศบาลตำบลน้ำใส"),
        ("โครงการเปิดบัญชีให้ชุมชนร่วมตรวจ", "โครงการส่งเสริมการเปิดบัญชีให้ชุมชนร่วมตรวจและให้ความเห็นทุกไตรมาส"),
    ],
    ids=["same", "without kind", "another kind", "quoted", "misspelled", "its body", "cut short"],
)
def test_one_project_spelled_in_two_ways(summary, detail):
    assert joined([row(summary)], [block(detail)]) == {0: 0}


@pytest.mark.parametrize(
    ("summary", "detail"),
    [
        ("โครงการปลูกใจซื่อริมธาร", "โครงการประตูเปิดทุกวันศุกร์"),
        ("โครงการ", "โครงการ"),
        ("", "โครงการปลูกใจซื่อ"),
        ("โครงการปลูกใจซื่อ", ""),
    ],
)
def test_two_projects(summary, detail):
    assert joined([row(summary)], [block(detail)]) == {}


def test_each_half_has_one_partner_the_most_alike():
    rows = [row("โครงการปลูกใจซื่อริมธาร รุ่นหนึ่ง"), row("โครงการปลูกใจซื่อริมธาร รุ่นสอง")]
    blocks = [block("โครงการปลูกใจซื่อริมธาร รุ่นสอง"), block("โครงการปลูกใจซื่อริมธาร รุ่นหนึ่ง")]
    assert joined(rows, blocks) == {0: 1, 1: 0}


def test_one_name_twice_is_told_apart_by_its_budget():
    rows = [row("โครงการปลูกใจซื่อ"), row("โครงการปลูกใจซื่อ")]
    blocks = [block("โครงการปลูกใจซื่อ", budget=20_000), block("โครงการปลูกใจซื่อ", budget=10_000)]
    assert joined(rows, blocks, [{Decimal(10_000)}, {Decimal(20_000)}]) == {0: 1, 1: 0}


def alike(*numbers, blocks=()):
    """Halves of four projects with one name each and one number, then rows and blocks with names that are similar."""
    names = ["โครงการว่าวลายไทย", "กิจกรรมเรือพายสายธาร", "มาตรการกล่องไม้ไผ่", "โครงการโคมไฟริมคลอง"]
    clear = [(name, str(n)) for n, name in enumerate(names, 1)]
    rows = [*clear, *[(f"กิจกรรมเดินรณรงค์ให้ทุกบ้านช่วยกันดูแลเรื่อง{word}", number) for word, number in numbers]]
    others = [*clear, *[(f"กิจกรรมเดินรณรงค์ให้ทุกบ้านช่วยกันดูแลเรื่อง{word}", number) for word, number in blocks]]
    place = {"dimension": 1, "section": "1.1"}
    found = joined([row(n, i, **place) for n, i in rows], [block(n, i, **place) for n, i in others])
    return {i: j for i, j in found.items() if i >= len(clear)}


def test_similar_names_with_different_numbers_are_two_projects_where_numbers_agree_elsewhere():
    assert alike(("น้ำประปา", "5"), blocks=[("ถังขยะ", "6")]) == {}
    assert alike(("น้ำประปา", "5"), blocks=[("ถังขยะ", "5")]) == {4: 4}
    assert alike(("น้ำประปา", "5"), blocks=[("น้ำปะปา", "6")]) == {4: 4}  # a slip in the name, a misprinted number


def test_similar_names_with_different_numbers_are_one_project_where_the_halves_are_numbered_apart():
    rows = [row(name, str(n), 1) for n, name in enumerate(("โครงการว่าวลายไทย", "กิจกรรมเรือพายสายธารใส"), 3)]
    blocks = [block(name, str(n), 1) for n, name in enumerate(("โครงการว่าวลายไทย", "กิจกรรมเรือพายสายธารงาม"), 1)]
    assert joined(rows, blocks) == {0: 0, 1: 1}


def test_the_budget_says_more_than_the_number():
    rows = [row("โครงการปลูกใจซื่อ", "1"), row("โครงการปลูกใจซื่อ", "2")]
    blocks = [block("โครงการปลูกใจซื่อ", "1", budget=20_000), block("โครงการปลูกใจซื่อ", "2", budget=10_000)]
    assert joined(rows, blocks, [{Decimal(10_000)}, {Decimal(20_000)}]) == {0: 1, 1: 0}


def test_no_budget_tells_nothing_apart():
    rows = [row("โครงการปลูกใจซื่อ"), row("โครงการปลูกใจซื่อ")]
    blocks = [block("โครงการปลูกใจซื่อ", budget=10_000), block("โครงการปลูกใจซื่อ", budget=0)]
    assert joined(rows, blocks, [{Decimal(0)}, {Decimal(10_000)}]) == {0: 1, 1: 0}
    blocks = [block("โครงการปลูกใจซื่อ", budget=0), block("โครงการปลูกใจซื่อ", budget=0)]
    assert joined(rows, blocks, [{Decimal(5_000)}, {Decimal(0)}]) == {0: 0, 1: 1}


@pytest.mark.parametrize("where", [{"dimension": 2}, {"section": "2.1"}])
def test_one_name_twice_is_told_apart_by_its_place(where):
    rows = [row("โครงการปลูกใจซื่อ", **where), row("โครงการปลูกใจซื่อ")]
    blocks = [block("โครงการปลูกใจซื่อ"), block("โครงการปลูกใจซื่อ", **where)]
    assert joined(rows, blocks) == {0: 1, 1: 0}


def test_one_name_twice_is_told_apart_by_its_number():
    rows = [row("โครงการปลูกใจซื่อ", "7"), row("โครงการปลูกใจซื่อ", "3")]
    blocks = [block("โครงการปลูกใจซื่อ", "3"), block("โครงการปลูกใจซื่อ", "7")]
    assert joined(rows, blocks) == {0: 1, 1: 0}


def test_one_name_twice_without_any_sign_stays_in_order():
    names = ["โครงการปลูกใจซื่อ"] * 3
    assert joined([row(n) for n in names], [block(n) for n in names]) == {0: 0, 1: 1, 2: 2}


def test_less_likeness_is_enough_within_one_section():
    summary, detail = "โครงการอบรมคุณธรรมผู้บริหาร", "โครงการอบรมคุณธรรมจริยธรรมคณะผู้บริหาร"
    assert joined([row(summary, dimension=1)], [block(detail, dimension=2)]) == {}
    place = {"dimension": 1, "section": "1.1"}
    assert joined([row(summary, **place)], [block(detail, **place)]) == {0: 0}


def test_nothing_to_join():
    assert joined([], []) == {}
    assert joined([row("โครงการปลูกใจซื่อ")], []) == {}
    assert joined([], [block("โครงการปลูกใจซื่อ")]) == {}


def test_too_many_pairs_are_joined_by_spelling_alone(monkeypatch):
    monkeypatch.setattr("extract.assemble.halves.MOST_PAIRS", 3)
    rows = [row("โครงการปลูกใจซื่อ"), row("กิจกรรมปลูกใจซื่อ"), row("โครงการอื่นใด")]
    blocks = [block("ปลูกใจซื่อ"), block("โครงการปลูกใจซื่อ"), block("")]
    assert joined(rows, blocks) == {0: 0, 1: 1}


# -- properties ----------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["", "ปลูกใจซื่อริมธาร", "ปลูกใจซื่อ", "ประตูเปิดทุกวันศุกร์", "ประตูเปิดทุกวัน", "ยิ้มรับทุกคำถามของชาวบ้าน"])


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=6))
def test_halves_are_joined_one_to_one_and_none_without_a_name(summaries, details):
    found = joined([row(name) for name in summaries], [block(name) for name in details])
    assert len(set(found.values())) == len(found)
    assert all(summaries[i] and details[j] for i, j in found.items())


@given(st.permutations(["ปลูกใจซื่อริมธาร", "ประตูเปิดทุกวันศุกร์", "ยิ้มรับทุกคำถามของชาวบ้าน", "ตลาดสดตาชั่งตรง"]))
def test_names_told_apart_are_joined_in_any_order(names):
    rows = sorted(names)
    found = joined([row(name) for name in rows], [block(name) for name in names])
    assert {rows[i]: names[j] for i, j in found.items()} == {name: name for name in names}


@given(NAMES, NAMES)
def test_likeness_is_mutual_and_whole_for_the_same(a, b):
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == (1 if a else 0)


# -- halves with different names -------------------------------------------------------------------------------------

FAR = ("โครงการเวทีรู้แยกของหลวงของส่วนตน", "โครงการอบรมรู้แยกของหลวงกับของเรา")


def test_the_only_halves_left_in_one_place_are_joined_under_one_number():
    assert likeness(*(name.removeprefix("โครงการ") for name in FAR)) < 0.6
    assert joined([row(FAR[0], "2", 1, "1.1")], [block(FAR[1], "2", 1, "1.1")]) == {0: 0}
    assert joined([row(FAR[0], "2", 1, "1.1")], [block(FAR[1], "2", 1)]) == {0: 0}


def test_so_are_those_between_the_same_neighbours():
    names = ("โครงการปลูกใจซื่อริมธาร", "กิจกรรมประตูเปิดทุกวัน")
    rows = [row(names[0], "", 1), row(FAR[0], "", 1), row(names[1], "", 1)]
    blocks = [block(names[0], "", 1), block(FAR[1], "", 1), block(names[1], "", 1)]
    assert joined(rows, blocks) == {0: 0, 1: 1, 2: 2}
    assert joined(rows, [blocks[0], blocks[2], blocks[1]]) == {0: 0, 2: 1}


@pytest.mark.parametrize(
    ("rows", "blocks"),
    [
        ([row(FAR[0], "2", 1, "1.1")], [block(FAR[1], "2", 2, "2.1")]),
        ([row(FAR[0], "2", 1, "1.1")], [block(FAR[1], "2", 1, "1.2")]),
        ([row(FAR[0], "2")], [block(FAR[1], "2")]),
        ([row(FAR[0], "2", 1)], [block(FAR[1], "2", 1), block("โครงการอื่นใดที่ไม่เกี่ยวข้อง", "3", 1)]),
        ([row(FAR[0], "2", 1), row("กิจกรรมยิ้มรับทุกคำถาม", "3", 1)], [block(FAR[1], "2", 1)]),
        ([row(FAR[0], "2", 1)], [block("กิจกรรมยิ้มรับทุกคำถาม", "2", 1)]),
    ],
)
def test_halves_stay_apart_where_another_may_fit_or_nothing_is_alike(rows, blocks):
    assert joined(rows, blocks) == {}


# -- one global assignment ---------------------------------------------------------------------------------------------


def test_a_row_takes_the_block_of_its_own_dimension_though_the_amount_is_the_others():
    rows = [row("โครงการปลูกใจซื่อ", dimension=1), row("โครงการปลูกใจซื่อ", dimension=2)]
    blocks = [block("โครงการปลูกใจซื่อ", dimension=2, budget=100), block("โครงการปลูกใจซื่อ", dimension=1, budget=200)]
    assert joined(rows, blocks, [{Decimal(100)}, {Decimal(200)}]) == {0: 1, 1: 0}


def test_a_block_of_another_dimension_is_taken_where_the_own_one_has_none():
    rows = [row("โครงการปลูกใจซื่อริมธาร", dimension=1), row("โครงการประตูเปิดทุกวันศุกร์", dimension=2)]
    blocks = [block("โครงการปลูกใจซื่อริมธาร", dimension=2), block("โครงการประตูเปิดทุกวันศุกร์", dimension=2)]
    assert joined(rows, blocks) == {0: 0, 1: 1}


def test_what_fits_less_well_is_left_to_the_row_that_nothing_else_fits():
    rows = [row("โครงการอบรมความซื่อตรงแก่คนหนุ่มสาว"), row("โครงการอบรมความซื่อตรงแก่คนหนุ่ม")]
    blocks = [block("โครงการอบรมความซื่อตรงแก่คนหนุ่มสาวในตลาด"), block("โครงการอบรมความซื่อตรงแก่คนหนุ่มสาว")]
    assert joined(rows, blocks) == {0: 1, 1: 0} or joined(rows, blocks) == {0: 0, 1: 1}
    assert len(joined(rows, blocks)) == 2


def test_the_margin_tells_how_sure_a_pair_is():
    twins = [row("โครงการปลูกใจซื่อ")] * 2
    assert join(twins, [set(), set()], [block("โครงการปลูกใจซื่อ")] * 2)[0].margin < 0.02
    assert join(twins[:1], [set()], [block("โครงการปลูกใจซื่อ")])[0].margin > 0.9
