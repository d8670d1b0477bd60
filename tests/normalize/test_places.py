"""Places: the table of provinces, near spellings, and addresses. All local names are made up."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon import load
from normalize.name_ends import name_end
from normalize.places import Address, find_address, find_addresses, province
from normalize.provinces import provinces


def parts(text):
    address = find_address(text)
    return tuple(part and part.name for part in (address.subdistrict, address.district, address.province))


def test_the_table_holds_every_province_once():
    table = provinces()
    assert len(table) == 77
    assert [row.code for row in table] == sorted({row.code for row in table})
    assert len({row.name for row in table}) == len({row.name_en for row in table}) == 77
    assert all(10 <= int(row.code) <= 96 and len(row.code) == 2 for row in table)
    assert {row.code: row.name for row in table}["10"] == "กรุงเทพมหานคร"


def test_the_fifth_letter_of_a_list_is_no_province():
    addresses = find_addresses("จังหวัดชลบุรี\nจ. เหตุผลและความจำเป็น\n- จ. เป้าหมาย\nจ. ลำพูน")
    assert [address.province.name for address in addresses] == ["ชลบุรี", "ลำพูน"]


def test_the_table_has_no_stray_white_space():
    text = files("schemas").joinpath("provinces.csv").read_text(encoding="utf-8")
    assert all(value == value.strip() for row in csv.reader(text.splitlines()) for value in row)


@pytest.mark.parametrize("known", provinces(), ids=lambda known: known.code)
def test_every_province_is_found_by_its_name_and_ends_nowhere_inside(known):
    match = province(f"จังหวัด{known.name}")
    assert match is not None
    assert (match.code, match.exact, match.score) == (known.code, True, 1.0)
    assert name_end().search(known.name) is None


def test_words_that_end_names_are_in_one_list_only():
    words = load("places.toml")["name_end"]
    assert not set(words["always"]) & set(words["sometimes"])
    assert len(words["always"]) == len(set(words["always"]))
    assert len(words["sometimes"]) == len(set(words["sometimes"]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นครสวรรต์", "นครสวรรค์"),
        ("จ.สุราษฏร์ธานี", "สุราษฎร์ธานี"),
        ("จังหวัด เชียงไหม่", "เชียงใหม่"),
        ("ประจวบคีรีขันธ", "ประจวบคีรีขันธ์"),
    ],
)
def test_a_near_spelling_is_found_and_marked(text, name):
    match = province(text)
    assert match is not None
    assert (match.name, match.exact) == (name, False)
    assert 0.8 <= match.score < 1


@pytest.mark.parametrize("text", ["", "จังหวัด", "ใด", "นคร", "สมุทร", "เพชรบ", "นครศรีวิไลธานี", "โครงการ", "   "])
def test_what_is_no_province_or_could_be_two_is_none(text):
    assert province(text) is None


@pytest.mark.parametrize("text", ["กรุงเทพฯ", "กทม.", "กรุงเทพมหานคร", "จังหวัดกรุงเทพมหานคร"])
def test_the_capital_goes_by_several_names(text):
    match = province(text)
    assert match is not None
    assert (match.code, match.exact) == ("10", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ตำบลบ้านนาใส อำเภอเวียงทราย จังหวัดลำพูน", ("บ้านนาใส", "เวียงทราย", "ลำพูน")),
        ("ต.บ้านนาใส อ.เวียงทราย จ.ลำพูน 51999", ("บ้านนาใส", "เวียงทราย", "ลำพูน")),
        ("ตำบล บ้านนาใส  อำเภอ เวียงทราย  จังหวัด ลำพูน", ("บ้านนาใส", "เวียงทราย", "ลำพูน")),
        ("ตำบลบ้านนาใสอำเภอเวียงทรายจังหวัดลำพูน", ("บ้านนาใส", "เวียงทราย", "ลำพูน")),
        ("แขวงคลองทราย เขตบางหญ้า กรุงเทพมหานคร", ("คลองทราย", "บางหญ้า", "กรุงเทพมหานคร")),
        ("เขตบางหญ้า กรุงเทพฯ", (None, "บางหญ้า", "กรุงเทพมหานคร")),
        ("อำเภอเมือง จังหวัดสกลนคร**", (None, "เมือง", "สกลนคร")),
        ("อำเภอเวียงทราย\nจังหวัดลำพูน", (None, "เวียงทราย", "ลำพูน")),
        ("จังหวัดลำพูนได้กำหนดแนวทาง", (None, None, "ลำพูน")),
        ("หมู่ที่ 4 ตำบลบ้านนาใส (อำเภอเวียงทราย)", ("บ้านนาใส", "เวียงทราย", None)),
    ],
)
def test_addresses(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ตำบล",
        "ทุกจังหวัดและอำเภอ",
        "จังหวัดใด อำเภออื่น",
        "เขตพื้นที่รับผิดชอบ",
        "ภายในเขตเทศบาล",
        "หมู่บ้าน/ตำบล/อำเภอ",
        "นายตรวจแต่ละแขวงใช้เวลาราชการ",
        "นายกเทศมนตรีตำบลบ้านนาใส",
        "องค์การบริหารส่วนจังหวัดลำพูน",
        "วันที่ 1 ต.ค. 2565",
        "พ.ต.อ. สมชาย",
        "กรุงเทพมหานคร",
    ],
)
def test_what_only_looks_like_an_address(text):
    assert not find_address(text)


def test_the_fullest_address_wins_and_spans_lead_back_to_the_text():
    text = "จ.แพร่ และที่ทำการ ต.บ้านนาใส อ.เวียงทราย จ.ลำพูน"
    address = find_address(text)
    assert [part.name for part in address.parts] == ["บ้านนาใส", "เวียงทราย", "ลำพูน"]
    assert text[address.start : address.end] == "ต.บ้านนาใส อ.เวียงทราย จ.ลำพูน"
    assert len(find_addresses(text)) == 2


def test_places_of_the_same_level_belong_to_two_addresses():
    addresses = find_addresses("อำเภอเวียงทราย อำเภอบางหญ้า จังหวัดแพร่")
    assert [[part.name for part in address.parts] for address in addresses] == [["เวียงทราย"], ["บางหญ้า", "แพร่"]]


PIECES = ["ตำบล", "ต.", "อำเภอ", "อ.", "จังหวัด", "จ.", "แขวง", "เขต", "กรุงเทพมหานคร", "นาใส", "ลำพูน", "ได้"]
PIECES += [" ", "\n", "1", "่", "/"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_gives_bare_names_where_they_stand(text):
    for address in find_addresses(text):
        assert isinstance(address, Address)
        assert address.start < address.end <= len(text)
        for part in address.parts:
            assert len(part.name) >= 2
            assert not any(mark.isspace() for mark in part.name)
            if part.name != "กรุงเทพมหานคร":
                assert text[part.start : part.end] == part.name


@given(st.text(max_size=80))
def test_province_never_raises(text):
    match = province(text)
    assert match is None or 0.8 <= match.score <= 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("อำเภอเมือง จังหวัด\nนครศรีธรรมราช", "นครศรีธรรมราช"),
        ("อำเภอเมือง จังหวัด\nตามที่ได้จัดทำแผน", None),
        ("อำเภอเมือง จังหวัด\n\nนครศรีธรรมราช", None),
    ],
)
def test_a_province_may_be_on_the_line_below_its_word(text, name):
    found = find_address(text).province
    assert (found.name if found else None) == name
