"""A document's level words are found from their use, and its headings are parsed with them."""

import pytest

from extract.grammar.levels import LevelHeading, LevelNumbers
from extract.lines.level_scheme import level_scheme
from extract.parse import parse_plan
from tests.extract.builders import document, lines, read

PROJECTS = ("โครงการปลูกใจซื่อริมธาร", "กิจกรรมประตูเปิดทุกวันศุกร์", "มาตรการตลาดสดตาชั่งตรง")


def scheme(*texts):
    return level_scheme(lines("\n".join(texts)))


def words(found):
    return [(word.depth, word.word) for word in found.words]


@pytest.mark.parametrize("word", ["ยุทธศาสตร์", "ด้าน", "ประเด็นยุทธศาสตร์", "แผนงาน", "เป้าประสงค์"])
def test_a_word_whose_headings_count_up_and_lead_to_projects_is_the_outer_level(word):
    found = scheme(f"{word}ที่ 1 ปลูกใจ", PROJECTS[0], f"{word}ที่ 2 : เปิดบ้าน", PROJECTS[1])
    assert words(found)[0] == (1, word)
    assert found.read(f"{word}ที่ 2 : เปิดบ้าน") == LevelHeading(1, (2,), "เปิดบ้าน")


def test_a_national_strategy_in_the_introduction_is_no_level():
    quoted = [f"ยุทธศาสตร์ที่ {n} การสร้างสังคมที่ดี" for n in range(1, 6)]
    prose = ["เทศบาลตำบลน้ำใสจัดทำแผนนี้ขึ้นเพื่อประโยชน์ของทุกคน"] * 12
    found = scheme(*quoted, *prose, "มิติที่ 1 ปลูกใจ", PROJECTS[0], "มิติที่ 2 เปิดบ้าน", PROJECTS[1])
    assert words(found)[0] == (1, "มิติ")


def test_a_field_of_the_blocks_that_repeats_a_heading_says_nothing_against_its_word():
    fields = ["1. ยุทธศาสตร์ที่ {} งานใส", *["หลักการและเหตุผลของงานนี้ตามที่ประชาชนร้องขอ"] * 14]
    parts = [[f"ยุทธศาสตร์ที่ {n} งานใส", *([PROJECTS[n - 1], *fields] * 6)] for n in (1, 2)]
    found = scheme(*(line.format(n) for n, part in enumerate(parts, 1) for line in part))
    assert words(found)[0] == (1, "ยุทธศาสตร์")


def test_the_level_below_is_known_by_its_codes():
    found = scheme(
        "ยุทธศาสตร์ที่ 1 ปลูกใจ", "กลยุทธ์ที่ 1.1 ริมธาร", PROJECTS[0], "กลยุทธ์ที่ 1.2 ริมทาง", PROJECTS[1],
        "ยุทธศาสตร์ที่ 2 เปิดบ้าน", "กลยุทธ์ที่ 2.1 ประตู", PROJECTS[2],
    )  # fmt: skip
    assert words(found) == [(1, "ยุทธศาสตร์"), (2, "กลยุทธ์")]
    assert found.read("กลยุทธ์ที่ 1.2 ริมทาง") == LevelHeading(2, (1, 2), "ริมทาง", is_code=True)


def test_headings_without_numbers_count_in_the_order_in_which_they_occur():
    found = scheme("มิติ : ปลูกใจให้ซื่อ", PROJECTS[0], "มิติ : เปิดบ้านให้ดู", PROJECTS[1])
    assert found.unnumbered == {1}
    numbers = LevelNumbers()
    headings = [found.read(f"มิติ : {name}") for name in ("ปลูกใจให้ซื่อ", "เปิดบ้านให้ดู", "ปลูกใจให้ซื่อ")]
    assert [numbers.path(heading, ()) for heading in headings if heading] == [(1,), (2,), (1,)]


def test_an_inner_number_counts_within_the_heading_above():
    numbers = LevelNumbers()
    assert numbers.path(LevelHeading(2, (1,), "ริมธาร"), (2,)) == (2, 1)
    assert numbers.path(LevelHeading(2, (1,), "ริมธาร"), ()) == ()


def test_a_plan_of_strategies_is_read_like_one_of_dimensions():
    plan = parse_plan(
        document(
            "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)\nเทศบาลตำบลน้ำใส",
            [
                "ลำดับ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567",
                "ยุทธศาสตร์ที่ 1 ปลูกใจ | | |",
                "กลยุทธ์ที่ 1.1 ริมธาร | | |",
                f"1 | {PROJECTS[0]} | 10,000 | 20,000",
                "ยุทธศาสตร์ที่ 2 เปิดบ้าน | | |",
                f"2 | {PROJECTS[1]} | 5,000 | -",
                "รวมยุทธศาสตร์ที่ 2 | | 5,000 | -",
            ],
        )
    )
    assert [(h.path, h.name) for h in plan.headings] == [((1,), "ปลูกใจ"), ((2,), "เปิดบ้าน"), ((1, 1), "ริมธาร")]
    assert [project.path for project in plan.projects] == [(1, 1), (2,)]
    assert [(total.dimension, total.printed and int(total.printed.value)) for total in plan.totals] == [
        (2, 5000),
        (2, 0),
    ]


def test_a_row_across_the_table_is_a_heading_by_its_position():
    plan = parse_plan(
        read(
            "<table><tr><th>ที่</th><th>โครงการ</th><th>งบประมาณ</th></tr>"
            '<tr><td colspan="3">ปลูกใจให้ซื่อ</td></tr>'
            f"<tr><td>1</td><td>{PROJECTS[0]}</td><td>10,000</td></tr>"
            '<tr><td colspan="3">เปิดบ้านให้ดู</td></tr>'
            f"<tr><td>2</td><td>{PROJECTS[1]}</td><td>5,000</td></tr></table>"
        )
    )
    assert [(h.path, h.name) for h in plan.headings] == [((1,), "ปลูกใจให้ซื่อ"), ((2,), "เปิดบ้านให้ดู")]
    assert [project.dimension for project in plan.projects] == [1, 2]


@pytest.mark.parametrize("outer", ["ประเด็นยุทธศาสตร์ที่ 1", "ยุทธศาสตร์ที่ 1"])
def test_the_only_heading_of_a_word_counts_in_a_table_above_a_code(outer):
    rows = [
        "ที่ | โครงการ | ปี 2566",
        f"{outer} คนในตำบลไม่ทนต่อการโกง | | ",
        "กลยุทธ์ที่ 1.1 สอนลูกหลานให้ซื่อตรง | | ",
        "1 | โครงการธนาคารความดีของหมู่บ้าน | 12,000",
    ]
    plan = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566", rows))
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "คนในตำบลไม่ทนต่อการโกง"),
        ((1, 1), "สอนลูกหลานให้ซื่อตรง"),
    ]


def test_an_unknown_word_before_codes_that_lead_to_projects_is_the_inner_level():
    sections = ("ขบวนงานที่ 1.1 คนในตำบล\n1. โครงการธนาคารความดี\n", "ขบวนงานที่ 1.2 เด็กในตำบล\n2. โครงการเล่านิทาน\n")
    found = level_scheme(read("มิติที่ 1 คนไม่โกง\n" + "".join(sections)).blocks())
    assert found.read("ขบวนงานที่ 1.2 เด็กในตำบล") == LevelHeading(2, (1, 2), "เด็กในตำบล", is_code=True)
    prose = "มิติที่ 1 คนไม่โกง\nตารางที่ 1.1 รายได้ของตำบล\nตารางที่ 1.2 รายจ่ายของตำบล\nตำบลนี้มีคนน้อย\n"
    assert [word.word for word in level_scheme(read(prose).blocks()).words if word.word.startswith("ตาราง")] == []


def test_a_header_of_narrow_columns_does_not_hide_that_projects_follow():
    head = "".join(f"<td>งบประมาณ<br>พ.ศ.<br>256{year}<br>(บาท)</td>" for year in range(6, 10))
    tables = [
        f"ยุทธศาสตร์ {n} {name}\n<table><tr><td>ที่</td><td>โครงการ</td>{head}</tr>"
        f"<tr><td>{n}</td><td>{project}</td>{'<td>-</td>' * 4}</tr></table>"
        for n, name, project in zip((1, 2, 3), ("ปลูกใจ", "เปิดบ้าน", "ตรวจสอบ"), PROJECTS, strict=True)
    ]
    found = level_scheme(read("\n".join(tables)).pages[0].blocks)
    assert words(found)[0] == (1, "ยุทธศาสตร์")


def test_an_unknown_word_whose_numbers_count_up_above_projects_is_the_outer_level():
    levels = zip((1, 2, 3), ("คนดีทั้งตำบล", "เปิดบ้านให้ดู", "ช่วยกันตรวจ"), PROJECTS, strict=True)
    plan = "\n".join(f"ทิศทางที่ {n} {name}\n{n}. {project}" for n, name, project in levels)
    assert words(level_scheme(read(plan).blocks()))[0] == (1, "ทิศทาง")


@pytest.mark.parametrize("word", ["ครั้ง", "รุ่น", "ตาราง", "หมู่"])
def test_a_word_that_counts_other_things_is_no_level(word):
    plan = "\n".join(f"{word}ที่ {n} ที่ศาลากลาง\n{n}. {project}" for n, project in enumerate(PROJECTS, 1))
    assert words(level_scheme(read(plan).blocks())) == words(level_scheme(read("คำนำ").blocks()))


def test_an_unknown_word_whose_numbers_do_not_begin_with_one_is_no_level():
    plan = "\n".join(f"ทิศทางที่ {n + 2} ที่ศาลากลาง\n{n}. {project}" for n, project in enumerate(PROJECTS, 1))
    assert (1, "ทิศทาง") not in words(level_scheme(read(plan).blocks()))


def test_projects_may_be_counted_with_a_word_that_also_names_levels():
    texts = [f"ด้านที่ {n} {title}\nงานที่ {n}.1 งานแรก\nข้อ {n} {PROJECTS[n]}" for n, title in ((1, "ปลูกใจ"), (2, "เปิดบ้าน"))]
    assert words(scheme(*texts))[0] == (1, "ด้าน")


def test_a_word_behind_the_word_of_a_level_belongs_to_it():
    texts = [f"ประเด็นที่ {n} ปลูกใจ\nแนวทางปฏิบัติที่ 1 งานแรกของ {n}\n{PROJECTS[n]}" for n in (1, 2)]
    found = scheme(*texts)
    assert found.read("แนวทางปฏิบัติที่ 1 งานแรก") == LevelHeading(2, (1,), "งานแรก")


def test_fields_that_begin_with_the_word_of_a_level_are_none():
    blocks = [f"ด้านที่ {n} : ปลูกใจ {n}\n{PROJECTS[n]}\n3. เป้าหมายของโครงการ\nชาวบ้าน" for n in (1, 2)]
    assert words(scheme(*blocks))[0] == (1, "ด้าน")


def test_merged_titles_that_are_printed_again_are_one_row_of_the_header():
    names = " | ".join(f"ปี {year}" for year in range(2561, 2569))
    rows = f"ที่ | โครงการ | งบประมาณ{' |' * 7}\nที่ | โครงการ | {names}\n1. | {{}}{' | -' * 8}\n"
    text = "\n\n".join(f"ด้านที่ {n} ปลูกใจ {n}\nตารางที่ {n} แสดงโครงการ\n\n{rows.format(PROJECTS[n])}" for n in (1, 2))
    assert words(level_scheme(read(text).blocks()))[0] == (1, "ด้าน")


def test_a_heading_without_number_may_stand_above_a_wide_header():
    header = "ลำดับ | โครงการ | งบประมาณ | ใช้ไป | ร้อยละ | แล้วเสร็จ | กำลังทำ | ยังไม่ทำ | เหตุ | หมายเหตุ | กอง | ฝ่าย | ที่ทำ"
    text = "\n\n".join(
        f"มิติ : {title}\n\n{header}\n1. | {name}{' | -' * 11}" for title, name in zip("กข", PROJECTS, strict=False)
    )
    text = text.replace("มิติ : ก", "มิติ : การปลูกใจ").replace("มิติ : ข", "มิติ : การเปิดบ้าน")
    assert 1 in level_scheme(read(text).blocks()).unnumbered


def test_a_word_that_numbers_fields_is_of_no_level():
    block = "ข้อ 1 ชื่องาน\n{name}\nข้อ 2 หลักการและเหตุผล\nของเดิมไม่ชัด\nข้อ 3 วัตถุประสงค์\n3.1 เพื่อให้ชัด\nข้อ 4 หน้างาน\nตลาด\n"
    block += "ข้อ 5 ผู้รับผิดชอบ\nกองช่าง\nข้อ 6 ตัวชี้วัด\n6.1 ชัดทุกแห่ง\n\n"
    names = ["โครงการสะพานไม้ใสสะอาด", "กิจกรรมเสียงตามสายตอนค่ำ", "โครงการคันเบ็ดใสสะอาด"]
    text = "".join(f"โครงการที่ {n}\n{block.format(name=name)}" for n, name in enumerate(names, 1))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\n\nมิติที่ 1 คนซื่อ\n1.1 คนในสำนักงาน\n{text}"))
    assert [(p.path, p.name.value) for p in plan.projects] == [((1, 1), name) for name in names]


def test_what_is_counted_is_no_title_of_a_level():
    counted = [
        part
        for at in (1, 2, 1, 2)
        for part in (f"- เปิดประตูเพิ่ม {at} แห่ง", "ชื่อโครงการ", f"โครงการลานวัดแบบที่ {at}", "วัตถุประสงค์", "ให้สะอาด")
    ]
    assert not parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568", *counted)).headings
