"""Common projects are recognized in other words, with slips and with names of bodies; other projects are not."""

from __future__ import annotations

import pytest

from normalize.catalogue import standard_project, standard_projects
from normalize.project_names import project_key

NAMES = {
    "ethics_code": ["โครงการขับเคลื่อนประมวลจริยธรรมสู่การทำงานจริง", "มาตรการใช้ข้อบังคับจรรยาข้าราชการ"],
    "ethics_training": ["โครงการอบรมคุณธรรมและจริยธรรมผู้บริหาร", "สัมมนาคุณธรรมจริยธรรมประจำปี 2568"],
    "conflict_manual": ["จัดทำคู่มือเรื่องผลประโยชน์ทับซ้อน"],
    "conflict_prevention": ["มาตรการขจัดผลประโยชน์ทับซ้อนของเทศบาลตำบลบ้านสมมติ"],
    "no_gift_policy": ["นโยบาย NO  GIFT  POLICY", "มาตรการงดรับของขวัญปีใหม่", "รณรงค์ No Gift Policy จากการปฏิบัติหน้าที่"],
    "declaration": ["ประกาศเจตจำนงสุจริตของนายก", "กิจกรรมประกาศเจตนารมณ์ไม่โกง"],
    "information_centre": ["ปรับปรุงศูนย์ข้อมูลข่าวสารให้ทันสมัย"],
    "information_disclosure": ["การเผยแพร่ข้อมูลข่าวสารผ่านหอกระจายข่าว"],
    "complaints": ["ศูนย์รับเรื่องราวร้องทุกข์"],
    "complaint_channels": ["เพิ่มช่องทางรับเรื่องร้องเรียนทางโทรศัพท์"],
    "corruption_complaints": ["ช่องทางแจ้งเบาะแสการทุจริต"],
    "whistleblowers": ["มาตรการคุ้มครองผู้ร้องเรียนการทุจริต"],
    "internal_audit": ["แผนการตรวจสอบภายในระยะยาว"],
    "internal_control": ["รายงานการควบคุมภายใน", "กิจกรรมประเมินผลการควบคุมภายใน"],
    "corruption_risk": ["วิเคราะห์ความเสี่ยงต่อการทุจริตในการจัดเก็บภาษี"],
    "council_training": ["อบรมกฎหมายแก่สมาชิกสภาเทศบาล"],
    "law_training": ["อบรมกฎหมายสำหรับพนักงานและผู้บริหาร"],
    "delegation": ["มอบอำนาจเพื่อลดขั้นตอนการอนุญาต"],
    "fewer_steps": ["ลดขั้นตอนการขออนุญาตให้เหลือสามวัน"],
    "citizen_manual": ["คู่มือการให้บริการ"],
    "work_manual": ["คู่มือการปฏิบัติงานของเจ้าหน้าที่"],
    "salary_promotion": ["ความโปร่งใสในการเลื่อนขึ้นเงินเดือน"],
    "community_forum": ["โครงการจัดประชุมประชาคมหมู่บ้าน"],
    "grow_up_honest": ["นิทานเด็กโตไปไม่โกง"],
    "moral_school": ["โครงการโรงเรียนสุจริต"],
    "ita": ["ประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"],
}  # fmt: skip
OTHERS = [
    "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กหมู่ที่ 4", "โครงการบ้านนี้มีสุข", "กิจกรรมปลูกต้นไม้ริมคลอง", "โครงการแข่งขันกีฬาต้านยาเสพติด",
    "โครงการผู้สูงอายุสุขภาพดี", "มาตรการประหยัดพลังงาน", "โครงการถังขยะเปียกในครัวเรือน", "กิจกรรมร้านขนมไร้คนขาย",
]  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES.items() for name in names])
def test_other_words_for_a_common_project(code, name):
    match = standard_project(name, "เทศบาลตำบลบ้านสมมติ")
    assert match is not None
    assert match.project.code == code
    assert 0 < match.similarity <= 1


@pytest.mark.parametrize("name", [*OTHERS, "", "โครงการ"])
def test_other_projects_are_none_of_the_catalogue(name):
    assert standard_project(name) is None


def test_every_label_is_its_own():
    found = {code: standard_project(project.name) for code, project in standard_projects().items()}
    assert {code: match and match.project.code for code, match in found.items()} == {code: code for code in found}
    assert all(match.similarity == 1 for match in found.values())


def test_the_catalogue_has_codes_and_labels_in_both_languages():
    projects = standard_projects()
    assert len(projects) >= 60
    assert all(code.isascii() and code.islower() and found.name_en.isascii() for code, found in projects.items())
    assert len({project_key(found.name) for found in projects.values()}) == len(projects)
