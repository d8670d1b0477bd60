"""Whose document it is. Every place below the province is made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.body_names import body_types, find_mentions
from normalize.organizations import Identity, identify
from tests.growth import grows_linearly

PROSE = [
    "เทศบาลตำบลบ้านนาใสได้จัดทำแผนนี้ขึ้นเพื่อเป็นกรอบในการทำงาน",
    "ของเทศบาลตำบลบ้านนาใสประจำปีงบประมาณ",
    "ประชาชนพอใจการทำงานของเทศบาลตำบลบ้านนาใสมากขึ้น",
    "เทศบาลตำบลบ้านนาใส มีเว็บไซต์ของตนเอง",
    "เทศบาลตำบลบ้านนาใสที่ทำงานเต็มเวลา",
]


def names(text):
    return [mention.full_name for mention in find_mentions(text)]


def test_every_type_of_the_contract_is_known():
    assert set(body_types()) == {
        "องค์การบริหารส่วนจังหวัด",
        "เทศบาลนคร",
        "เทศบาลเมือง",
        "เทศบาลตำบล",
        "องค์การบริหารส่วนตำบล",
        "สำนักงานเขต",
        "เมืองพัทยา",
        "กรุงเทพมหานคร",
    }
    spellings = [word for kind in body_types().values() for word in (*kind.spellings, *kind.abbreviations)]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("line", PROSE)
def test_the_name_ends_where_the_document_shows_it(line):
    text = "\n".join(["เทศบาลตำบลบ้านนาใส", "เทศบาลตำบลบ้านนาใส", line])
    assert names(text) == ["เทศบาลตำบลบ้านนาใส"] * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นายกเทศมนตรีตำบลบ้านนาใส", "เทศบาลตำบลบ้านนาใส"),
        ("นายกเทศมนตรีเมืองทรายทอง", "เทศบาลเมืองทรายทอง"),
        ("นายกเทศมนตรีนครทรายทอง", "เทศบาลนครทรายทอง"),
        ("นายกองค์การบริหารส่วนตำบลบ้านนาใส", "องค์การบริหารส่วนตำบลบ้านนาใส"),
        ("ผู้อำนวยการเขตบางหญ้า", "สำนักงานเขตบางหญ้า"),
        ("องค์กรบริหารส่วนตำบลบ้านนาใส", "องค์การบริหารส่วนตำบลบ้านนาใส"),
        ("องค์การบริหาร\nส่วนตำบลบ้านนาใส", "องค์การบริหารส่วนตำบลบ้านนาใส"),
        ("เทศบาลตำาบลบ้านนาใส", "เทศบาลตำบลบ้านนาใส"),
        ("อบต.บ้านนาใส", "องค์การบริหารส่วนตำบลบ้านนาใส"),
        ("อบต. บ้านนาใส", "องค์การบริหารส่วนตำบลบ้านนาใส"),
        ("ทต.บ้านนาใส", "เทศบาลตำบลบ้านนาใส"),
        ("อบจ.เชียงใหม่ร่วมงาน", "องค์การบริหารส่วนจังหวัดเชียงใหม่"),
        ("เทศบาลตำบลบ้านนาใสอำเภอเวียงทราย", "เทศบาลตำบลบ้านนาใส"),
    ],
)
def test_titles_abbreviations_and_slips_lead_to_the_full_name(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "องค์การบริหารส่วนตำบล",
        "องค์การบริหารส่วนตำบลและเทศบาล",
        "เทศบาลตำบลหรือองค์การบริหารส่วนตำบล",
        "เทศบาลตำบลทุกแห่ง",
        "พระราชบัญญัติองค์การบริหารส่วนตำบล พ.ศ. 2537",
        "เทศบาลได้จัดทำแผน",
        "สำนักงานเขตพื้นที่การศึกษา",
        "ตรวจสอบตามหลักเกณฑ์",
        "เทศบาลตำบล 12 แห่ง",
        "",
    ],
)
def test_a_type_in_general_is_no_body(text):
    assert names(text) == []


def test_a_word_that_names_may_hold_stays_in_a_name_that_is_proven():
    ends = ["", " อำเภอเวียง", "มีระเบียบ", "จะทำ"]
    lines = [f"เทศบาลตำบลบางจากทอง{end}" for end in ends]
    assert identify(lines).organization == "เทศบาลตำบลบางจากทอง"
    assert identify(lines).variants == ()


def test_a_name_broken_by_a_line_end_or_a_cell_counts_for_the_whole_name():
    lines = ["เทศบาลนครทรายทอง"] * 3 + ["งานของเทศบาลนครทราย", "ทองในวันนี้", "เทศบาลนครทราย ทอง\t-\t-"]
    assert names("\n".join(lines)) == ["เทศบาลนครทรายทอง"] * 5


def test_a_name_that_never_stands_alone_ends_before_the_prose():
    lines = ["เทศบาลตำบลบ้านนาใสมีโรงเรียน", "เทศบาลตำบลบ้านนาใสจะทำถนน", "เทศบาลตำบลบ้านนาใสที่สวยงาม"]
    assert identify(lines).organization == "เทศบาลตำบลบ้านนาใส"


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_name_set_apart_from_its_type_counts_where_it_fills_the_line(gap):
    cover = f"นายกเทศมนตรีตำบล{gap}บ้านนาใส"
    assert names(cover + "\nแผน") == ["เทศบาลตำบลบ้านนาใส"]
    assert names(f"สิทธิของพนักงานในสังกัดเทศบาลตำบล{gap}ลูกจ้าง และคนงาน") == []


def test_an_own_name_longer_than_another_body_s():
    lines = ["เทศบาลตำบลบ้านนาใสเหนือ"] * 6 + ["เทศบาลตำบลบ้านนาใส"] * 2 + ["เทศบาลตำบลบ้านนาใสเหนือได้ประชุม"]
    assert identify(lines).organization == "เทศบาลตำบลบ้านนาใสเหนือ"


def test_the_most_frequent_spelling_wins_and_the_others_are_variants():
    lines = ["แผนของ", "องค์การบริหารส่วนตำบลแม่ดีน", "อำเภอเวียงทราย จังหวัดแพร่"]
    lines += ["งานขององค์การบริหารส่วนตำบลแม่ดิน"] * 5 + ["องค์การบริหารส่วนตำบลแม่ดืน ทำงาน"]
    found = identify(lines)
    assert found.organization == "องค์การบริหารส่วนตำบลแม่ดิน"
    assert found.organization_line == 3
    assert found.variants == (("องค์การบริหารส่วนตำบลแม่ดีน", 1), ("องค์การบริหารส่วนตำบลแม่ดืน", 8))
    assert found.foreign == ()
    assert (found.subdistrict, found.subdistrict_line) == ("แม่ดิน", 3)


def test_bodies_named_once_in_a_list_keep_their_names():
    listed = ["เทศบาลตำบลบ้านโคกสน", "เทศบาลตำบลบ้านมาทราย", "เทศบาลตำบลบ้านดินเย็น", "เทศบาลตำบลบ้านขอนาง"]
    found = identify(["เทศบาลตำบลเวียงทราย"] * 3 + listed)
    assert found.organization == "เทศบาลตำบลเวียงทราย"
    assert [name for name, _ in found.foreign if name.endswith(("สน", "เย็น"))] == [listed[0], listed[2]]


def test_another_body_is_foreign_and_does_not_win():
    lines = ["เทศบาลตำบลบ้านนาใส", *PROSE, "ผลงานของเทศบาลตำบลเขาหินงามเปลี่ยนไปในทางที่ดี", "เทศบาลเมืองบ้านนาใส"]
    found = identify(lines)
    assert found.organization == "เทศบาลตำบลบ้านนาใส"
    assert found.foreign == (("เทศบาลตำบลเขาหินงาม", 6), ("เทศบาลเมืองบ้านนาใส", 7))


@pytest.mark.parametrize(
    "line",
    [
        "เพื่อให้ประชาชนเชื่อมั่นต่อสภาองค์การบริหารส่วนตำบลว่าได้รับบริการอย่างเท่าเทียม",
        "ช่างทุกคนขององค์การบริหารส่วนตำบลพึงพอใจต่อผลงาน",
        "ให้ชาวสวนกับองค์การบริหารส่วนตำบลร่วมมือกันดูแลคลอง",
        "สำนักงานเขตตั้งใจจะดูแลทุกซอยให้ดี",
    ],
)
def test_a_word_of_prose_behind_a_type_word_is_no_other_body(line):
    own = "องค์การบริหารส่วนตำบลบ้านนาใส"
    found = identify([own, own, f"{own} จัดทำแผน", line])
    assert (found.organization, found.foreign) == (own, ())


def test_a_copied_name_in_the_prose_does_not_outweigh_the_cover():
    lines = ["แผน", "เทศบาลตำบลบ้านนาใส", "อำเภอเวียงทราย จังหวัดแพร่", "คำนำ", "เทศบาลตำบลบ้านนาใส ทำแผน"]
    lines += ["ข้อความยาว"] * 40 + ["เทศบาลตำบลเขาหินงาม"] * 7 + ["เทศบาลตำบลบ้านนาใส"]
    assert identify(lines).organization == "เทศบาลตำบลบ้านนาใส"


def test_talk_of_a_type_in_general_does_not_win():
    lines = ["องค์การบริหารส่วนตำบลบ้านนาใส"] + ["อำนาจขององค์การบริหารส่วนตำบลและเทศบาลตำบลตามกฎหมาย"] * 50
    assert identify(lines).organization == "องค์การบริหารส่วนตำบลบ้านนาใส"


def test_a_district_office_lies_in_its_district_of_bangkok():
    found = identify(["เรียน ผู้อำนวยการเขตบางหญ้า", "สำนักงานเขตบางหญ้า จัดอบรม ณ จังหวัดชลบุรี", "สำนักงานเขตบางหญ้า"])
    assert found.organization == "สำนักงานเขตบางหญ้า"
    assert (found.subdistrict, found.district) == ("", "บางหญ้า")
    assert (found.province, found.province_code) == ("กรุงเทพมหานคร", "10")


def test_a_provincial_body_lies_in_the_province_it_names():
    found = identify(["องค์การบริหารส่วนจังหวัดลำพูนได้จัดทำแผน"])
    assert (found.organization, found.province, found.province_code) == ("องค์การบริหารส่วนจังหวัดลำพูน", "ลำพูน", "51")


def test_a_town_municipality_takes_only_what_an_address_prints():
    found = identify(["เทศบาลเมืองทรายทอง", "แผนปฏิบัติการ"])
    assert (found.organization_type, found.subdistrict, found.district, found.province) == ("เทศบาลเมือง", "", "", "")


def test_a_subdistrict_municipality_need_not_be_named_after_its_subdistrict():
    found = identify(["เทศบาลตำบลบ้านนาใส", "ตำบลดงหญ้า อำเภอเวียงทราย จังหวัดแพร่"])
    assert (found.subdistrict, found.district, found.province) == ("ดงหญ้า", "เวียงทราย", "แพร่")
    assert identify(["เทศบาลตำบลบ้านนาใส"]).subdistrict == ""


def test_an_address_in_the_closing_lines():
    lines = ["เทศบาลนครทรายทอง"] + ["ข้อความ"] * 60 + ["ตำบลทรายทอง อำเภอเวียงทราย จังหวัดแพร่", ""]
    found = identify(lines)
    assert (found.subdistrict, found.district, found.province) == ("ทรายทอง", "เวียงทราย", "แพร่")
    assert found.subdistrict_line == found.district_line == found.province_line == 61


def test_an_address_after_a_house_number_and_a_road():
    street = "เลขที่ 9/1 หมู่ที่ 3 ถนนสายทราย"
    printed = f"เทศบาลตำบลบ้านนาใส {street} ตำบลดงหญ้า อำเภอเวียงทราย จังหวัดแพร่"
    found = identify(["ข้อความ"] * 40 + [printed] + ["ข้อความ"] * 40)
    assert (found.subdistrict, found.district, found.province) == ("ดงหญ้า", "เวียงทราย", "แพร่")


def test_venues_in_the_prose_do_not_win():
    lines = ["เทศบาลตำบลบ้านนาใส", "อำเภอเวียงทราย จังหวัดแพร่"] + ["ข้อความ"] * 30
    lines += ["อบรมที่โรงแรมริมน้ำ ตำบลหาดทราย อำเภอริมเล จังหวัดระยอง"] * 9 + ["ข้อความ"] * 20
    found = identify(lines)
    assert (found.subdistrict, found.district, found.province) == ("", "เวียงทราย", "แพร่")
    without = identify(["เทศบาลตำบลบ้านนาใส", *lines[2:]])
    assert (without.subdistrict, without.district, without.province) == ("", "", "")


def test_the_whole_name_of_a_capital_district_wins():
    lines = ["เทศบาลตำบลบ้านนาใส อำเภอเมือง จังหวัดแพร่"] * 3 + ["เทศบาลตำบลบ้านนาใส อำเภอ เมืองแพร่ จังหวัด แพร่"]
    found = identify(lines)
    assert (found.district, found.district_line) == ("เมืองแพร่", 3)


def test_a_misread_province_is_corrected_and_told():
    lines = ["เทศบาลตำบลบ้านนาใส", "อำเภอเวียงทราย จังหวัดอุตรดิตก์"]
    found = identify(lines)
    assert (found.province, found.province_code, found.province_raw) == ("อุตรดิตถ์", "53", "อุตรดิตก์")
    both = identify([*lines, "เทศบาลตำบลบ้านนาใส", "อำเภอเวียงทราย จังหวัดอุตรดิตถ์"])
    assert (both.province, both.province_raw, both.province_line) == ("อุตรดิตถ์", "", 3)


def test_a_body_of_its_own_kind():
    pattaya = identify(["แผนปฏิบัติการ", "เมืองพัทยา", "เมืองพัทยาได้จัดทำ"])
    assert (pattaya.organization, pattaya.organization_type, pattaya.province) == ("เมืองพัทยา", "เมืองพัทยา", "ชลบุรี")
    law = identify(["เทศบาลตำบลบ้านนาใส", "เทศบาล เมืองพัทยา และองค์การบริหารส่วนตำบล", "กรุงเทพมหานคร และเมืองพัทยา"])
    assert law.organization == "เทศบาลตำบลบ้านนาใส"
    assert law.foreign == ()


@pytest.mark.parametrize("lines", [[], [""], ["แผนปฏิบัติการ"], ["เทศบาล"], ["องค์การบริหารส่วนตำบล"]])
def test_nothing_named_is_nothing_said(lines):
    assert identify(lines) == Identity()


PIECES = [
    "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "สำนักงานเขต", "อบต.", "เมืองพัทยา", "กรุงเทพมหานคร",
    "บ้านนาใส", "แม่ดิน", "ลำพูน", "ได้", "มี", "ที่", "อำเภอ", "จังหวัด", "ตำบล", " ", "\t", "่", "1", "ก",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30), max_size=12))
def test_any_lines_give_a_sound_identity(lines):
    found = identify(lines)
    assert found == identify(lines)
    assert bool(found.organization) == (found.organization_line is not None) == bool(found.organization_type)
    assert found.organization.startswith(found.organization_type)
    for value, line in (
        (found.subdistrict, found.subdistrict_line),
        (found.district, found.district_line),
        (found.province, found.province_line),
    ):
        assert bool(value) == (line is not None)
        assert line is None or 0 <= line < len(lines)
    listed = [name for name, _ in (*found.variants, *found.foreign)]
    assert found.organization not in listed
    assert len(listed) == len(set(listed))


@given(st.sampled_from(["บ้านนาใส", "แม่ดิน", "ทรายทอง", "หนองหญ้า"]), st.integers(2, 6), st.sampled_from(PROSE))
@settings(max_examples=30)
def test_the_own_name_is_found_whatever_surrounds_it(name, count, prose):
    lines = [f"เทศบาลตำบล{name}"] * count + [prose.replace("บ้านนาใส", name)] * count
    assert identify(lines).organization == f"เทศบาลตำบล{name}"


@pytest.mark.parametrize("unit", ["เทศบาลตำบล", "อำเภอ", "เทศบาลตำบลบ้านมี", "ต.", "ก", " ", "เทศบาลตำบลนา 1", "\t"])
def test_a_huge_line_stays_linear(unit):
    assert grows_linearly(lambda size: identify([unit * (size // len(unit))]), 30_000, at_least=0.002)


def test_a_sentence_about_the_subdistrict_does_not_lengthen_its_name():
    lines = ["องค์การบริหารส่วนตำบลห้วยทรายงาม", "อำเภอเมืองเลย จังหวัดเลย", *["ตำบลห้วยทรายงามมี 8 หมู่บ้าน"] * 3]
    assert identify(lines).subdistrict == "ห้วยทรายงาม"


def test_a_listed_name_that_begins_a_longer_one_is_not_the_name():
    lines = ["แผนของเทศบาลตำบลบ้านใหม่ดงตาล พ.ศ. 2568", "เทศบาลตำบลบ้านใหม่ดงตาลยกฐานะจากองค์การบริหารส่วนตำบล"]
    assert identify(lines).organization == "เทศบาลตำบลบ้านใหม่ดงตาล"
