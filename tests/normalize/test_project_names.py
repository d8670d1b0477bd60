"""Names of projects as they are compared between plans."""

import pytest

from normalize.project_names import project_key

BODY = "เทศบาลตำบลบ้านสมมติ"


@pytest.mark.parametrize(
    "name",
    [
        "โครงการประกาศเจตจำนงสุจริต",
        "กิจกรรม “ประกาศเจตจำนงสุจริต”",
        "ประกาศเจตจำนงสุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        "มาตรการประกาศเจตจำนงสุจริตของเทศบาลตำบลบ้านสมมติ ประจำปี 2566 - 2570",
        "โครงการประกาศเจตจำนงสุจริต ทต.บ้านสมมติ",
        "โครงการ เทศบาลบ้านสมมติประกาศเจตจำนงสุจริต ปี 2567",
        "ประกาศเจตจำนงสุจริตขององค์กรปกครองส่วนท้องถิ่น",
    ],
)
def test_one_project_has_one_key(name):
    assert project_key(name, BODY) == "ประกาศเจตจำนงสุจริต"


def test_the_name_of_another_body_is_kept():
    assert project_key("โครงการบ้านสมมติสะอาด", "เทศบาลตำบลอื่น") == "บ้านสมมติสะอาด"


@pytest.mark.parametrize("name", ["กิจกรรม", "โครงการของเทศบาลตำบลบ้านสมมติ", "แทน"])
def test_a_name_of_nothing_else_is_no_empty_key(name):
    assert project_key(name, BODY)
