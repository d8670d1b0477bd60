"""The number of projects that the text states of a level, against those that are listed."""

from __future__ import annotations

import pytest

from extract.model.document import Document, Line, Page, Place, TextSource
from extract.model.plan import DocumentKind, Facts, Heading, Plan
from phaen.check.listed_counts import listed_counts
from tests.check.builders import SHA256, YEAR, plan, project, total

HEADING = "มิติที่ ๑ การสร้างวัฒนธรรมสุจริต"


def made(*texts: str, projects: int = 2, facts: Facts | None = None, printed: int | None = None) -> Plan:
    """A plan whose first dimension and section 1.1 have some projects, with these lines."""
    found = plan([project() for _ in range(projects)], [total(0, year=YEAR, projects=printed)] if printed else [])
    lines = tuple(Line(text, text, Place(1, number)) for number, text in enumerate(texts, 1))
    found.document = Document("plan.txt", SHA256, TextSource.TEXT, (Page(1, lines, TextSource.TEXT),))
    found.headings = [Heading((1,), "หนึ่ง", Place(1, 1)), Heading((1, 1), "หนึ่ง", Place(1, 1))]
    found.facts = facts or Facts()
    return found


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (f"{HEADING} จำนวน ๓ โครงการ", 3),
        (f"{HEADING} จำนวน 5 โครงการ งบประมาณ 100,000 บาท", 5),
        ("รวมมิติที่ 1 จำนวน 4 โครงการ", 4),
        (f"{HEADING} (4 โครงการ)", 4),
        (f"{HEADING} จำนวน 3 โครงการ 2 กิจกรรม 1 มาตรการ", 6),
        (f"{HEADING} จำนวน 3 โครงการ/กิจกรรม", 3),
    ],
)
def test_another_count_is_told(text: str, stated: int) -> None:
    (finding,) = listed_counts(made(text))
    assert (finding.about.table, finding.about.row_id) == ("dimensions", "1")  # type: ignore[union-attr]
    assert (finding.expected, finding.found, finding.place) == (str(stated), "2", Place(1, 1))


def test_a_section_is_counted_by_its_code() -> None:
    (finding,) = listed_counts(made("ภารกิจที่ 1.1 การเสริมสร้างจิตสำนึก จำนวน 3 โครงการ"))
    assert finding.about.row_id == "1.1"  # type: ignore[union-attr]


def test_a_heading_may_go_on_in_the_line_with_its_count() -> None:
    lines = ["มิติที่ 1 การยกระดับกลไกการตรวจสอบ", "การดำเนินงานขององค์กรปกครองส่วนท้องถิ่น จำนวน 7 โครงการ"]
    assert [finding.expected for finding in listed_counts(made(*lines))] == ["7"]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADING} จำนวน 2 โครงการ",
        HEADING,
        "มิติที่ 7 อื่น ๆ จำนวน 3 โครงการ",  # no such heading
        "มีมาตรการดำเนินงานด้านบริหารงานบุคคล จำนวน 1 มาตรการ",
        "- จัดอบรมตามโครงการ จำนวน 3 โครงการ",
        "รวมเงินทั้ง 4 มิติ 172,600 บาท (13 โครงการ)",
    ],
)
def test_what_agrees_or_counts_something_else_is_not_told(text: str) -> None:
    assert not listed_counts(made(text))


def test_the_count_of_a_total_is_told_only_there() -> None:
    assert not listed_counts(made(f"{HEADING} จำนวน 3 โครงการ", printed=3))


def test_one_count_that_is_repeated_is_one_finding() -> None:
    text = f"{HEADING} จำนวน 3 โครงการ"
    assert len(listed_counts(made(text, text))) == 1


def test_a_report_states_what_was_planned() -> None:
    facts = Facts(kind=DocumentKind.PROGRESS_REPORT)
    assert not listed_counts(made(f"{HEADING} จำนวน 3 โครงการ", facts=facts))


def test_the_table_may_list_as_many_as_are_stated_though_the_details_add_others() -> None:
    found = made(f"{HEADING} จำนวน 2 โครงการ")
    found.projects.append(project(summary=None))
    assert not listed_counts(found)
