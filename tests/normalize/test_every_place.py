"""A slice of all bodies that the list of places allows: none may be read as another. The whole: `benchmarks.places`."""

import pytest

from benchmarks.places import OBT, Body, faults, measure, other_bodies, sheets, subdistrict_bodies, too_many
from normalize.gazetteer import codes_of, district_codes, is_listed, listed_ends, odd_name_at, subdistrict_codes
from normalize.organizations import identify

SHARE = 40


@pytest.mark.parametrize("seed", [11, 12])
def test_a_slice_of_all_subdistricts_is_read_without_fault(seed):
    read, wrong = measure([*subdistrict_bodies()][seed::SHARE], seed)
    assert sum(read.values()) > 1500
    assert [(sheet.lines, found) for sheet, found in wrong] == []


def test_towns_provinces_offices_and_made_up_names_are_read_without_fault():
    read, wrong = measure([*other_bodies()][-1::-3], 13)
    assert {kind for _, kind in read} >= {"เทศบาลเมือง", "องค์การบริหารส่วนจังหวัด", "สำนักงานเขต", "เมืองพัทยา"}
    assert [(sheet.lines, found) for sheet, found in wrong if sheet.form != "invented"] == []
    assert too_many(read, wrong) == []


ODD = ["บ้านเป้า", "น้ำเป็น", "ห้วยตามอญ", "เต่างอย", "และ", "ตรวจ", "เปลี่ยน", "ประกอบ", "เป็นสุข", "แป-ระ", "จ.ป.ร."]
ODD += ["แก่งโสภา", "ไทรโสภา", "ปอภาร (ปอพาน)", "ละหานทราย", "อาจสามารถ", "ในเมือง", "สามตำบล"]


@pytest.mark.parametrize("name", ODD)
def test_a_name_that_holds_a_word_of_prose_is_read_whole(name):
    odd = [body for body in subdistrict_bodies() if body.name == name]
    assert odd
    for body in odd:
        for sheet in sheets(body, 1):
            assert faults(sheet, identify(sheet.lines)) == [], sheet.lines


def test_a_fault_is_seen():
    sheet = next(sheets(Body(OBT, "บ้านเป้า", "เกษตรสมบูรณ์", "ชัยภูมิ", "3604", "360404"), 1))
    assert faults(sheet, identify(["องค์การบริหารส่วนตำบลบ้าน", "อำเภอเกษตรสมบูรณ์ จังหวัดชัยภูมิ"]))


def test_and_in_front_of_another_body_is_no_place():
    lines = ["องค์การบริหารส่วนตำบลปอน", "อำเภอทุ่งช้าง จังหวัดน่าน", "อำนาจขององค์การบริหารส่วนตำบลและเทศบาล"]
    found = identify(lines)
    assert (found.organization, found.foreign) == ("องค์การบริหารส่วนตำบลปอน", ())


def test_a_district_that_the_list_does_not_have_stays_as_printed_without_a_code():
    found = identify(["องค์การบริหารส่วนตำบลทุ่งตะวันลา", "อำเภอห้วยดาวหาง จังหวัดเลย"])
    assert (found.subdistrict, found.district, found.province) == ("ทุ่งตะวันลา", "ห้วยดาวหาง", "เลย")
    assert (found.subdistrict_code, found.district_code, found.province_code) == ("", "", "42")


def test_a_district_of_no_list_is_not_forced_onto_one():
    found = identify(["เทศบาลเมืองคลองพลูทอง", "อำเภอแกลงใต้ จังหวัดระยอง"])
    assert (found.district, found.province, found.district_code) == ("แกลงใต้", "ระยอง", "")
    prose = identify(["เทศบาลเมืองคลองพลูทอง อำเภอแกลงมีพื้นที่กว้าง จังหวัดระยอง"])
    assert (prose.district, prose.district_code) == ("แกลง", "2103")


def test_the_short_name_of_a_capital_district_has_its_code():
    found = identify(["เทศบาลตำบลหนองคำดาว", "อำเภอเมือง จังหวัดแพร่"])
    assert (found.district, found.district_code) == ("เมือง", "5401")


def test_an_address_in_prose_counts_where_the_list_has_the_body_in_it():
    prose = "ได้ประชุมกันที่วัด อำเภอเกษตรสมบูรณ์ จังหวัดชัยภูมิ"
    own = identify([f"เมื่อวันศุกร์ องค์การบริหารส่วนตำบลบ้านเป้า{prose}"])
    assert (own.district, own.province, own.subdistrict_code) == ("เกษตรสมบูรณ์", "ชัยภูมิ", "360404")
    other = identify([f"เมื่อวันศุกร์ องค์การบริหารส่วนตำบลทุ่งตะวันลา{prose}"])
    assert (other.district, other.province, other.subdistrict_code) == ("", "", "")


def test_names_are_looked_up():
    assert listed_ends("บางจากได้") == [6]
    assert odd_name_at("อำเภอสุไหงโก-ลก", 5) == "สุไหงโก-ลก"
    assert is_listed("บางจาก")
    assert not is_listed("ทุ่งตะวันลา")
    assert district_codes("ปทุมวัน", "10") == ("1007",)
    assert len(codes_of("subdistrict", "บางจาก")) > 1
    assert subdistrict_codes("บ้านเป้า", "3604") == ("360404",)
