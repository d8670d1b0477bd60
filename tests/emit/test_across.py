"""What documents of a run owe to each other: copies and revisions of a plan, reports about it."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Document, Page, Place, TextSource
from extract.model.plan import Amount, Basis, DocumentKind, Finding, Plan, Project, ProjectProgress, Value
from phaen.batch.in_memory import completed
from phaen.emit.across.cards import Card, near_bodies
from phaen.emit.part_files import write_part
from phaen.emit.parts_to_dataset import write_dataset_from_parts
from phaen.emit.plan_rows import failed_rows, plan_rows
from schemas.checks import CheckCode
from tests.emit.conftest import make_facts

BODY = "เทศบาลตำบลบ้านสมมติ"
NAMES = ("ประกาศเจตจำนงสุจริต", "คู่มือบริการประชาชน", "ตรวจสอบภายใน", "อบรมจริยธรรม", "ศูนย์ข้อมูลข่าวสาร")


def value(content):
    return None if content is None else Value(content, str(content), Place(1, 1))


def document(source, names=NAMES, *, text=TextSource.DOCX, doubtful=False, reports=(), **facts):
    """The rows of a plan with a project of 100 baht in 2566 for each name."""
    projects = []
    for order, name in enumerate(names, 1):
        amount = Amount(2566, Basis.SUMMARY, value(Decimal(100)), "100", Place(1, order))
        place = Place(1, order)
        made = Project(f"P{order}", order, name=value(f"โครงการ{name}"), summary_place=place, amounts=[amount])
        projects.append(made)
    told = [ProjectProgress(projects[i], Place(1, 1), *rest) for i, *rest in reports]
    findings = [Finding(CheckCode.NUMBER_MISSING)] if doubtful else []
    changed = {name: given if name == "kind" else value(given) for name, given in facts.items()}
    plan = Plan(
        Document(source, sha256(source.encode()).hexdigest(), text, (Page(1, (), text),)),
        replace(make_facts(), **changed),
        projects=projects,
        project_progress=told,
        findings=findings,
    )
    return plan_rows(plan)


def report(source, *told, names=NAMES, year=2566, **facts):
    """The rows of a report: project (by its index), round, year, status, money spent."""
    rows = [(i, months, own, value(status), None, None, None, value(spent)) for i, months, own, status, spent in told]
    years = {"fiscal_year_first": year, "fiscal_year_last": year}
    return document(source, names, reports=rows, kind=DocumentKind.PROGRESS_REPORT, **years, **facts)


def run(*parts):
    return list(completed(list(parts)))


def left_out(parts):
    """By the source of each superseded document: that of the one that replaces it."""
    rows = [part["documents"][0] for part in parts]
    sources = {row["document_id"]: row["source_file"] for row in rows}
    for part in parts:
        assert bool(part["project_years"]) == (part["documents"][0]["superseded_by"] is None)
    return {row["source_file"]: sources[row["superseded_by"]] for row in rows if row["superseded_by"]}


def told(part):
    return {row["project_id"]: (row["status"], row["spent"]) for row in part["project_years"] if row["report_id"]}


# --- versions


def test_of_two_formats_of_a_plan_the_one_read_better_counts():
    assert left_out(run(document("a.pdf", text=TextSource.OCR), document("b.docx"))) == {"a.pdf": "b.docx"}
    doubtful = document("b.docx", doubtful=True)
    assert left_out(run(document("a.pdf", text=TextSource.PDF_TEXT), doubtful)) == {"b.docx": "a.pdf"}


def test_slips_of_a_scan_do_not_make_another_plan():
    scan = document("a.pdf", [name.replace("ร", "ธ", 1) for name in NAMES], text=TextSource.OCR)
    assert left_out(run(scan, document("b.docx"))) == {"a.pdf": "b.docx"}


def test_a_revision_replaces_the_original_even_if_it_drops_projects():
    title = "แผนปฏิบัติการป้องกันการทุจริต แก้ไขครั้งที่ "
    first = document("b.docx", NAMES[:4], title=title + "1", doubtful=True)
    second = document("c.docx", NAMES[1:4], title=title + "2", doubtful=True)
    assert left_out(run(document("a.docx"), first, second)) == {"a.docx": "c.docx", "b.docx": "c.docx"}


def test_a_supplement_is_a_plan_of_its_own():
    supplement = document("b.docx", ["เสียงตามสาย", *NAMES[:1]], title="แผนปฏิบัติการ เพิ่มเติม ครั้งที่ 1")
    parts = run(document("a.docx"), supplement)
    assert left_out(parts) == {}
    assert {row["doubt"] for part in parts for row in part["project_years"]} == {"plan_overlaps"}


@pytest.mark.parametrize(
    "other",
    [
        {"organization": "เทศบาลตำบลบ้านอื่น"},
        {"fiscal_year_first": 2571, "fiscal_year_last": 2575},
        {"names": ["หนึ่ง", "สอง", "สาม", "สี่", "ห้า"]},
    ],
)
def test_plans_of_other_bodies_years_or_projects_both_count(other):
    assert left_out(run(document("a.docx"), document("b.docx", **other))) == {}


def test_bodies_of_one_name_in_two_provinces_are_two():
    rows = [document(f"{code}.docx") for code in ("50", "52")]
    for row, code in zip(rows, ("50", "52"), strict=True):
        row["documents"][0]["province_code"] = code
    assert left_out(run(*rows)) == {}
    unknown = document("a.pdf", text=TextSource.OCR)
    assert left_out(run(rows[0], unknown)) == {"a.pdf": "50.docx"}


@pytest.mark.parametrize("body", ["เทศบาลตำบลบ้านสมมดิ", "เทศบาลตำบลบานสมมติ", "เทศบาลตำบลบ้านสมมติท"])
def test_a_copy_whose_body_was_misread_counts_once(body):
    parts = [document("a.pdf", text=TextSource.OCR, organization=body), document("b.docx", organization=BODY)]
    assert left_out(run(*parts)) == {"a.pdf": "b.docx"}
    assert left_out(run(*reversed(parts))) == {"a.pdf": "b.docx"}


def test_a_misread_copy_may_name_no_province():
    parts = [document("a.pdf", text=TextSource.OCR, organization=BODY[:-1] + "ี"), document("b.docx", organization=BODY)]
    parts[1]["documents"][0]["province_code"] = "50"
    assert left_out(run(*parts)) == {"a.pdf": "b.docx"}
    parts[0]["documents"][0]["province_code"] = "52"
    assert left_out(run(*parts)) == {}


def test_a_misread_copy_of_a_superseded_plan_counts_with_neither():
    title = "แผนปฏิบัติการป้องกันการทุจริต แก้ไขครั้งที่ 1"
    old, new = document("a.docx", organization=BODY), document("b.docx", title=title, organization=BODY)
    scan = document("c.pdf", text=TextSource.OCR, title=title, organization="เทศบาลตำบลบ้านสมมดิ")
    assert left_out(run(old, new, scan)) == {"a.docx": "b.docx", "c.pdf": "b.docx"}


@pytest.mark.parametrize("organization", ["เทศบาลตำบลบ้านสมมดิ", "เทศบาลตำบลบ้านอื่น"])
def test_neighbours_with_other_money_or_other_names_both_count(organization):
    other = document("b.docx", organization=organization)
    for row in other["project_years"]:
        row["amount"] = Decimal(70)
    parts = [document("a.docx", organization=BODY), other]
    assert left_out(run(*parts)) == {}


def test_neighbours_without_money_both_count():
    parts = [document("a.docx", organization=BODY), document("b.docx", organization="เทศบาลตำบลบ้านสมมดิ")]
    for part in parts:
        for row in part["project_years"]:
            row["amount"] = Decimal(0)
    assert left_out(run(*parts)) == {}


def test_years_that_another_plan_covers_are_doubtful():
    parts = run(document("a.docx"), document("b.docx", fiscal_year_first=2566, fiscal_year_last=2566))
    assert left_out(parts) == {}
    assert {row["doubt"] for part in parts for row in part["project_years"]} == {"plan_overlaps"}


def test_copies_of_a_report_are_found_but_not_reports_of_two_rounds():
    told = [(i, 6, None, "แล้วเสร็จ", 5) for i in range(5)]
    later = [(i, 12, None, "แล้วเสร็จ", 9) for i in range(5)]
    parts = run(report("6.docx", *told), report("6.pdf", *told), report("12.pdf", *later))
    assert [part["documents"][0]["superseded_by"] is None for part in parts] == [True, False, True]


# --- reports


def test_a_report_tells_the_status_of_the_projects_of_its_year():
    plan, later = run(document("plan.docx"), report("report.pdf", (1, None, None, "แล้วเสร็จ", 80)))
    assert told(plan) == {"P2": ("แล้วเสร็จ", 80)}
    assert {row["report_id"] for row in plan["project_years"]} == {None, later["documents"][0]["document_id"]}
    assert (
        run(document("plan.docx"), report("r.pdf", (1, None, None, "แล้วเสร็จ", 80), year=2567))[0]["project_years"][1][
            "report_id"
        ]
        is None
    )


def test_projects_are_known_by_their_names_not_by_their_numbers():
    names = [f"{NAMES[2]}ประจำปีงบประมาณ พ.ศ. 2566 ของเทศบาลตำบลบ้านสมมติ", "อื่น"]
    reported = report("report.pdf", (0, None, None, "ดำเนินการแล้ว", None), (1, None, None, "ไม่ได้ทำ", 1), names=names)
    assert told(run(document("plan.docx"), reported)[0]) == {"P3": ("ดำเนินการแล้ว", None)}


def test_the_latest_round_counts_whatever_the_order():
    halfway = report("6.pdf", (0, 6, None, "กำลังดำเนินการ", 20), (1, 6, None, "กำลังดำเนินการ", 10))
    whole = report("12.pdf", (0, 12, None, "แล้วเสร็จ", 90))
    for reports in ((halfway, whole), (whole, halfway)):
        found = told(run(document("plan.docx"), *reports)[0])
        assert found == {"P1": ("แล้วเสร็จ", 90), "P2": ("กำลังดำเนินการ", 10)}


# --- the whole run


def mixed_run():
    return [
        document("a.pdf", text=TextSource.OCR),
        document("a.docx"),
        report("r.pdf", (0, 12, None, "แล้วเสร็จ", 90)),
        document("b.docx", organization="เทศบาลตำบลบ้านอื่น"),
        failed_rows("broken.pdf", "f" * 64, "damaged"),
    ]


def test_the_order_of_the_run_does_not_matter():
    def by_source(parts):
        return {part["documents"][0]["source_file"]: part for part in parts}

    expected = by_source(run(*mixed_run()))
    for seed in range(5):
        parts = mixed_run()
        random.Random(seed).shuffle(parts)
        assert by_source(run(*parts)) == expected


def test_parts_and_rows_in_memory_are_completed_alike(tmp_path):
    import phaen

    parts = []
    for number, rows in enumerate(mixed_run()):
        parts.append(tmp_path / f"{number}.part")
        write_part(rows, parts[-1])
    write_dataset_from_parts(parts, tmp_path / "out", formats=["csv"])
    loaded = phaen.load(tmp_path / "out").rows()
    expected = [row for part in run(*mixed_run()) for row in part["project_years"]]
    assert loaded["project_years"] == expected
    assert sum(row["amount"] for row in loaded["project_years"]) == 1000


def card(position, body, province, year, money):
    known = {"document_id": f"d{position}", "kind": DocumentKind.ACTION_PLAN, "first": year, "last": year}
    rest = {"revision": 0, "is_ok": True, "text_source": "docx", "source_file": f"{position}.docx"}
    return Card(position=position, body=body, province=province, money=Decimal(money), **known, **rest)


@given(
    st.lists(
        st.tuples(
            st.text("กขค", min_size=1, max_size=4),
            st.sampled_from(["", "TH-10", "TH-50"]),
            st.sampled_from([2566, 2567]),
            st.sampled_from([0, 90, 100, 200]),
        ),
        max_size=12,
    )
)
def test_near_bodies_are_all_pairs_one_letter_apart(given_cards):
    cards = [card(position, *facts) for position, facts in enumerate(given_cards)]
    expected = [[one, other] for one, other in combinations(cards, 2) if are_near(one, other)]
    assert near_bodies(cards) == expected


def are_near(one, other):
    """Written anew: a letter more, less, moved or replaced; the same years, about the same money, no two provinces."""
    lengths = sorted((len(one.body), len(other.body)))
    near = one.body != other.body and one_letter(one.body, other.body, *lengths)
    return (
        near
        and one.first == other.first
        and min(one.money, other.money) > 0
        and min(one.money, other.money) * 10 >= max(one.money, other.money) * 9
        and not (one.province and other.province and one.province != other.province)
    )


def one_letter(one, other, shorter, longer):
    if shorter == longer:
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1 or moved(one, other)
    short, long = sorted((one, other), key=len)
    return longer - shorter == 1 and any(long[:at] + long[at + 1 :] == short for at in range(longer))


def moved(one, other):
    """Whether one letter stands at another place: without it, both are the same."""
    return any(one[:i] + one[i + 1 :] == other[:j] + other[j + 1 :] for i in range(len(one)) for j in range(len(other)))
