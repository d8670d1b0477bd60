"""Documents of clerks' own design: words and signs that no list has, proved by what recurs and by what counts."""

import pytest

from extract.lines.barred import facts_apart
from extract.lines.block_titles import coded_titles, title_codes
from extract.lines.counted_groups import with_counted_groups
from extract.lines.counters import with_counters
from extract.lines.document_lines import read_lines
from extract.lines.label_signs import with_label_colons
from extract.lines.led_levels import with_led_levels
from extract.lines.level_legends import with_legends
from extract.lines.marks import MarkKind, marks
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document, lines, read

HEAD = "เทศบาลตำบลบ้านนาโคก จังหวัดลพบุรี\n\nแผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. 2568\n\n"
WORKS = [
    ("ครอบครัวซื่อตรง", "เพื่อให้พ่อแม่สอนลูก", "ผู้ปกครอง 60 คน", "ศาลาประชาคม", "กองการศึกษา", "มาครบสามครั้ง"),
    ("ข้าราชการใจใส", "เพื่อให้พนักงานรู้กฎ", "พนักงาน 40 คน", "ห้องประชุม", "สำนักปลัด", "สอบผ่าน"),
    ("ราคากลางบนเสา", "เพื่อให้คนเห็นราคา", "คนผ่านทาง", "เสาไฟหน้างาน", "กองช่าง", "ติดครบทุกงาน"),
    ("บัญชีบนฝาผนัง", "เพื่อให้คนเห็นบัญชี", "คนมาติดต่อ", "หน้าสำนักงาน", "กองคลัง", "ปิดทุกเดือน"),
]
LABELS = ("ตั้งใจ", "ชวนใคร", "ตรงไหน", "ลงแรง", "เห็นผลเมื่อ")
FIELDS = ("objectives", "target_group", "location", "responsible", "results")
CODES = ("ค-1", "ค-2", "ง-1", "ง-2")


def texts(document):
    return [block.text for page in document.pages for block in page.blocks]


def cards(sign, code):
    text = ""
    for at, (name, *values) in enumerate(WORKS):
        text += f"ด้านที่ {at // 2 + 1} หมวดงาน{'ขค'[at // 2]}\n\n" if at % 2 == 0 else ""
        text += f"{code.format(CODES[at])} {name}\n"
        text += "".join(f"{label}{sign}{value}\n" for label, value in zip(LABELS, values, strict=True)) + "\n"
    return text


@pytest.mark.parametrize("sign", [" = ", " : ", " → ", "\n"])
@pytest.mark.parametrize("code", ["[{}]", "ใบงาน {}"])
def test_labels_that_no_list_has_are_known_since_each_block_has_them_once(sign, code):
    plan = parse_plan(read(HEAD + cards(sign, code).replace("ด้านที่", "มิติที่")))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,), (2,)]
    for project, (_, *values) in zip(plan.projects, WORKS, strict=True):
        assert [project.fields[key].value for key in FIELDS] == values


def test_money_of_a_table_that_has_nothing_but_the_codes_of_the_projects():
    rows = "".join(f"{code}\t{at},000\t{at}00\n" for at, code in enumerate(CODES, 1))
    plan = parse_plan(read(f"{HEAD}{cards(' : ', '[{}]')}เงิน (บาท)\n\nรหัส\t2568\t2569\n{rows}รวม\t10,000\t1,000\n"))
    assert [[a.money.value for a in p.amounts] for p in plan.projects] == [[n * 1000, n * 100] for n in (1, 2, 3, 4)]
    assert not [f for f in plan.findings if f.code is CheckCode.DIMENSION_MISMATCH]
    assert [p.path for p in plan.projects] == [p.summary_path or p.path for p in plan.projects]
    assert {t.scope.value for t in plan.totals} == {"grand"}


def test_codes_before_names_have_a_form_of_their_own_and_stand_apart():
    found = list(
        marks(lines("รหัส 1-01 ค่ายคนดี\nทำไม\n1-01.1 ชวนเด็ก\n1-01.2 สอนเด็ก\nรหัส 1-02 งานวัด\nทำไม\nรหัส 2-01 ป้ายโต\nทำไม"))
    )
    assert [title.body for title in coded_titles(found).values()] == ["ค่ายคนดี", "งานวัด", "ป้ายโต"]
    assert title_codes(found) == {"1-01": "ค่ายคนดี", "1-02": "งานวัด", "2-01": "ป้ายโต"}
    assert coded_titles(list(marks(lines("(1) ค่ายคนดี\nทำไม\n(2) งานวัด\nทำไม\n(3) ป้ายโต\nทำไม")))) == {}


def test_a_sign_is_a_colon_where_several_labels_recur_before_it():
    blocks = lines("ใคร = กองคลัง\nไหน = วัด\nเท่าไร = 5\n" * 3)
    assert with_label_colons(blocks)[0].text == "ใคร : กองคลัง"
    assert with_label_colons(blocks[:3]) == blocks[:3]


def test_words_before_a_level_go_where_they_count_up_from_one():
    led = document("ว่าด้วยมิติที่ 1 คนดี", "ก", "ว่าด้วยมิติที่ 2 งานใส")
    assert texts(with_led_levels(led)) == ["มิติที่ 1 คนดี", "ก", "มิติที่ 2 งานใส"]
    sums = document("รวมมิติที่ 1 สามงาน", "ก", "รวมมิติที่ 2 สองงาน")
    assert with_led_levels(sums) == sums
    once = document("ตามมิติที่ 2 งานใส")
    assert with_led_levels(once) == once
    inner = document("ภารกิจตามมิติที่ 1 คนดี", "ก", "ภารกิจตามมิติที่ 2 งานใส")
    assert with_led_levels(inner) == inner


def test_a_legend_of_numbers_names_the_levels():
    below = document("ความหมายของเลขในช่องมิติ", "1 คือ การสร้างคน", "2 คือ การเปิดงาน", "ตารางข้างล่าง")
    assert texts(with_legends(below))[1:3] == ["มิติที่ 1 การสร้างคน", "มิติที่ 2 การเปิดงาน"]
    within = document("มิติ 1 = การสร้างคน, 2 = การเปิดงาน และ 3 = การตรวจ")
    assert texts(with_legends(within)) == ["มิติที่ 1 การสร้างคน", "มิติที่ 2 การเปิดงาน", "มิติที่ 3 การตรวจ"]
    named = document("มิติที่ 1 การสร้างคน", "ข้อตกลงของมิติ", "1 คือ ก ข ค ง", "2 คือ จ ฉ ช ซ")
    assert with_legends(named) == named


def test_lines_that_count_announce_blocks_where_the_same_line_is_below():
    text = "".join(f"แผ่นพับแผ่นที่ {at}\nทำอะไร\nงาน{at}\n" for at in (1, 2, 3))
    found = [mark.kind for mark in with_counters(list(marks(lines(text))))]
    assert found == [MarkKind.ORDINAL, MarkKind.TEXT, MarkKind.TEXT] * 3 or found.count(MarkKind.ORDINAL) == 3
    other = lines("รูปเล่มที่ 1\nปกหน้า\nรูปเล่มที่ 2\nปกหลัง\nรูปเล่มที่ 3\nใบแทรก")
    assert MarkKind.ORDINAL not in [mark.kind for mark in with_counters(list(marks(other)))]


CARD = """แผ่นพับแผ่นที่ {at}
คำตอบสั้นว่างานอะไร
{name}
อยู่ด้านไหน
ด้านที่ {level}
คาดหวังอะไร
{aim}
ต้องจ่ายเท่าไร
{money}
ใครดูแล
{who}
"""


def test_cards_that_only_count_with_the_level_and_the_parts_of_the_money_in_them():
    split = "ครั้งที่ 1 จำนวน {0},000 บาท\nครั้งที่ 2 จำนวน {1},000 บาท\nรวมทุกครั้ง {2},000 บาท"
    money = [split.format(4, 6, 10), "3,000 บาท", "ไม่ใช้งบประมาณ", split.format(7, 7, 14)]
    text = "".join(
        CARD.format(at=at, name=name, level=at % 2 + 1, aim=aim, money=paid, who=who)
        for at, ((name, aim, _, _, who, _), paid) in enumerate(zip(WORKS, money, strict=True), 1)
    )
    plan = parse_plan(read(f"{HEAD}เล่มนี้มีแผ่นพับ 5 แผ่น สองด้านคือ\nด้านที่ 1 สร้างคน\nด้านที่ 2 เปิดข้อมูล\n{text}"))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.path for p in plan.projects] == [(2,), (1,), (2,), (1,)]
    assert [p.budget_total.value for p in plan.projects] == [10_000, 3_000, 0, 14_000]
    assert [heading.name for heading in plan.headings] == ["สร้างคน", "เปิดข้อมูล"]
    assert plan.facts.stated_project_count.value == 5


def test_facts_parted_by_a_sign_are_lines_of_their_own():
    row = "มิติที่ {0} คนดี | ตั้งไว้ {0},000 บาท | จ่ายไป 500 บาท"
    blocks = lines("\n\n".join(f"งานที่ {at}\n{row.format(at)}\nทำอะไรไปแล้ว" for at in (1, 2, 3)))
    assert [line.text for line in facts_apart(blocks)][1:3] == ["มิติที่ 1 คนดี", "ตั้งไว้ 1,000 บาท จ่ายไป 500 บาท"]
    table = lines("งาน | เงิน\nก | 5\nข | 6")
    assert facts_apart(table) == table


def test_headings_of_groups_that_count_the_blocks_below_end_the_block_above():
    form = "ลำดับที่ {0}\nชื่อโครงการ : โครงการงาน{0}\nวัตถุประสงค์ : เพื่อคน\n"
    text = f"งานเสร็จแล้ว (2 เรื่อง)\n{form.format(1)}{form.format(2)}งานค้างอยู่ (1 เรื่อง)\n{form.format(3)}"
    found = read_lines(document(text)).marks
    assert [mark.line.text for mark in found if mark.kind is MarkKind.LABEL] == [
        "งานเสร็จแล้ว (2 เรื่อง)",
        "งานค้างอยู่ (1 เรื่อง)",
    ]
    wrong = read_lines(document(text.replace("(2", "(4").replace("(1", "(5"))).marks
    assert with_counted_groups(wrong) == list(wrong)


def test_groups_by_status_are_no_levels():
    form = "เรื่องที่ {0} โครงการงานที่{0}ของเรา\nตั้งเงินไว้ 5,000 บาท จ่ายไปแล้ว 4,000 บาท\nทำอะไรไปแล้ว\nประชุมแล้ว\n"
    text = "".join(
        f"{head}\n{form.format(at)}" for at, head in enumerate(("กลุ่มงานที่เสร็จแล้ว", "กลุ่มงานที่กำลังทำ", "กลุ่มงานที่ยังไม่เริ่ม"), 1)
    )
    plan = parse_plan(read(f"รายงานความคืบหน้าการป้องกันการทุจริต ปีงบประมาณ พ.ศ. 2568\n\n{text}"))
    assert plan.headings == []


@pytest.mark.parametrize("numbers", [(1, 2, 4, 5), (1, 2, 2, 3), (2, 3, 4, 5)])
def test_counters_of_which_one_is_lost_or_there_twice_count_up(numbers):
    text = "".join(f"แผ่นพับแผ่นที่ {at}\nทำอะไร\nงาน{at}\n" for at in numbers)
    assert [mark.kind for mark in with_counters(list(marks(lines(text))))].count(MarkKind.ORDINAL) == len(numbers)


@pytest.mark.parametrize("numbers", [(1, 4, 7, 9), (3, 2, 1), (1, 2, 1, 2)])
def test_numbers_that_do_not_count_on_are_no_counters(numbers):
    text = "".join(f"แผ่นพับแผ่นที่ {at}\nทำอะไร\nงาน{at}\n" for at in numbers)
    assert MarkKind.ORDINAL not in [mark.kind for mark in with_counters(list(marks(lines(text))))]


def test_a_known_label_above_the_names_is_kept_beside_labels_of_own_words():
    head = "1. ชื่อโครงการ\n{0}\n2. เหตุที่เสนอ ชาวบ้านขอมาเรื่อง{0}\n"
    head += "3. ทำที่ใด {1}\n4. เมื่อใด ปีงบประมาณ 2568 - 2569\n5. ใครเป็นผู้ทำ {2}\n\n"
    places = ("วัดเหนือ", "วัดใต้", "ท่าเรือ", "ตลาด")
    whos = ("กองช่าง", "กองคลัง", "สำนักปลัด", "กองช่าง")
    text = "".join(head.format(f"โครงการลานสะอาดที่{p}", p, who) for p, who in zip(places, whos, strict=True))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 - 2569\n\n{text}"))
    assert [p.name.value for p in plan.projects] == [f"โครงการลานสะอาดที่{place}" for place in places]
    assert [p.fields["location"].value for p in plan.projects] == list(places)  # the label is short
    assert {p.fields["duration"].value for p in plan.projects} == {"ปีงบประมาณ 2568 - 2569"}  # and all contents alike
    assert [p.fields["responsible"].value for p in plan.projects] == list(whos)


def test_the_first_item_of_a_list_beside_an_unknown_label_is_no_level():
    rows = (
        "| 1. ชื่อโครงการ | {0} |\n|---|---|\n| 2. หลักการและเหตุผล | ลานรก |\n"
        "| 3. กลุ่มคนที่ดูแล | 1) ประชาชนรวม 20 ราย<br>2) พระ |\n"
        "| 4. งบประมาณ | 500 บาท |\n| 5. ผู้รับผิดชอบ | กองช่าง |\n\n"
    )
    names = ("โครงการลานวัด", "โครงการตลาดนัด", "กิจกรรมท่าเรือ")
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\n" + "".join(map(rows.format, names))))
    assert [p.path for p in plan.projects] == [()] * 3
    assert not plan.headings


def test_levels_whose_word_may_count_other_things_if_projects_follow_them():
    parts = [
        part
        for at, title in enumerate(("คนซื่อ", "เมืองใส", "ตาสว่าง"), 1)
        for part in (f"วาระที่ {at} {title}", ["ที่ | โครงการ | งบประมาณ", f"{at} | โครงการลานกว้างของ{title} | 1,000"])
    ]
    plan = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568", *parts))
    assert [(h.path, h.name) for h in plan.headings] == [((1,), "คนซื่อ"), ((2,), "เมืองใส"), ((3,), "ตาสว่าง")]
