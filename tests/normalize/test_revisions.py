"""Revisions of documents by their titles, and the notes and years that belong to a revision."""

import pytest

from normalize.revisions import is_revision_note, revision, without_revised_year


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", 0),
        ("แผนปฏิบัติการป้องกันการทุจริต ฉบับทบทวน พ.ศ. 2566", 1),
        ("แผนปฏิบัติการป้องกันการทุจริต แก้ไขเพิ่มเติม ครั้งที่ ๒ พ.ศ. ๒๕๖๗", 2),
        ("แผนปฏิบัติการป้องกันการทุจริต (ฉบับที่ 1) เปลี่ยนแปลง (ฉบับที่ 3)", 3),
        ("", 0),
    ],
)
def test_revisions_are_numbered_by_their_titles(title, number):
    assert revision(title) == number


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("แผน เปลี่ยนแปลง ครั้งที่ 1/2567", "แผน (พ.ศ. 2566-2570)"),
        ("แผน เปลี่ยนแปลง ครั้งที่ ๑/๒๕๖๘", "แผน เปลี่ยนแปลง ครั้งที่ 3/2567"),
        ("แผน (ฉบับที่ ๒)", "แผน (ฉบับที่ ๑)"),
        ("แผน ฉบับใหม่", "แผน"),
        ("แผน แก้ไขครั้งที่ 10", "แผน แก้ไขครั้งที่ 9"),
    ],
)
def test_a_later_revision_has_the_larger_number(later, earlier):
    assert revision(later) > revision(earlier)


@pytest.mark.parametrize(
    "line",
    [
        "(แก้ไขเพิ่มเติม ครั้งที่ 1)", "ฉบับแก้ไข ครั้งที่ ๒", "(ฉบับปรับปรุง)", "ฉบับทบทวน พ.ศ. 2567", "(ฉบับที่ ๒)",
        "ฉบับเพิ่มเติมและเปลี่ยนแปลง ครั้งที่ 1/2568", "(ฉบับปรับปรุง ปีงบประมาณ พ.ศ. 2567)", "แก้ไขครั้งที่ 3", "แผนฉบับใหม่",
    ],
)  # fmt: skip
def test_a_line_may_be_a_note_on_a_revision(line):
    assert is_revision_note(line)


@pytest.mark.parametrize(
    "line",
    [
        "แก้ไขปัญหาความเดือดร้อน", "การทบทวนแผนพัฒนาท้องถิ่น", "พ.ศ. 2567", "(ฉบับที่ 1)", "ครั้งที่ 2",
        "ประจำปีงบประมาณ พ.ศ. 2566-2570", "มาตรการปรับปรุงศูนย์ข้อมูลข่าวสาร", "ฉบับประชาชน", "",
    ],
)  # fmt: skip
def test_other_lines_are_no_notes(line):
    assert not is_revision_note(line)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("แผน ฉบับทบทวน พ.ศ. ๒๕๖๗", "แผน ฉบับทบทวน"),
        ("(เปลี่ยนแปลง ครั้งที่ 1/2567) พ.ศ. 2566", "(เปลี่ยนแปลง ครั้งที่ 1) พ.ศ. 2566"),
        ("ฉบับปรับปรุง ประจำปี 2566 - 2570", "ฉบับปรับปรุง ประจำปี 2566 - 2570"),
        ("ฉบับทบทวน พ.ศ. 2566 ถึง 2570", "ฉบับทบทวน พ.ศ. 2566 ถึง 2570"),
        ("แผนปฏิบัติการ ประจำปี 2567", "แผนปฏิบัติการ ประจำปี 2567"),
    ],
)
def test_the_year_of_a_revision_is_no_year_of_the_plan(text, left):
    assert without_revised_year(text) == left
