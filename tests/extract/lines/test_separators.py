"""Signs that part the headings of fields from their text."""

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต ปี 2568\nองค์การบริหารส่วนตำบลหนองกก\n\nมิติที่ 1 สร้างคน\n\n"
FIELDS = (
    ("หลักการและเหตุผล", "ชาวบ้านขอมา"),
    ("วัตถุประสงค์", "เพื่อให้รู้"),
    ("งบประมาณ", "5,000 บาท"),
    ("ผู้รับผิดชอบ", "สำนักปลัด"),
)


def projects(form, more=""):
    blocks = (
        "\n".join([f"โครงการที่ {number} โครงการงานดี {number}", *(form.format(*field) + more for field in FIELDS), ""])
        for number in (1, 2, 3)
    )
    return parse_plan(read(HEAD + "\n".join(blocks))).projects


@pytest.mark.parametrize("form", ["{} - {}", "{} = {}", "{} ➜ {}", "{} ;{}", "{}–{}", "{} := {}", "{}\n: {}"])
def test_a_sign_behind_all_headings_is_no_part_of_the_text(form):
    for project in projects(form):
        texts = {key: project.fields[key].value for key in ("rationale", "objectives", "responsible")}
        assert texts == {"rationale": "ชาวบ้านขอมา", "objectives": "เพื่อให้รู้", "responsible": "สำนักปลัด"}
        assert project.budget_total.value == 5_000


def test_the_dashes_of_lists_stay():
    project = projects("{} - {}", more="\n- อีกข้อ")[0]
    assert project.fields["objectives"].value == "- เพื่อให้รู้\n- อีกข้อ"
    assert projects("{}\n- {}")[0].fields["objectives"].value == "- เพื่อให้รู้"
