"""A small made-up plan that puts something into every table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.document import Box, Cell, Document, Grid, Page, Place, TextSource
from extract.model.plan import (
    Amount,
    Basis,
    DocumentKind,
    Facts,
    Finding,
    Heading,
    IndicatorTarget,
    Item,
    Method,
    PageAccount,
    Plan,
    Progress,
    Project,
    ProjectProgress,
    Risk,
    RowRef,
    Scope,
    Table,
    Total,
    Value,
)
from phaen.emit.plan_rows import plan_rows
from phaen.emit.values import Rows
from schemas.checks import CheckCode

BOX = Box(72, 100.5, 200, 120)
SHA256 = "0123456789abcdef" * 4


def value(content, raw="", line=1, method=Method.PRINTED):
    return Value(content, raw or str(content), Place(1, line, BOX), method)


def make_facts() -> Facts:
    return Facts(
        kind=DocumentKind.ACTION_PLAN,
        title=value("แผนปฏิบัติการป้องกันการทุจริต"),
        organization=value("เทศบาลตำบลบ้านสมมติ"),
        organization_type="เทศบาลตำบล",
        district=value("เมืองสมมติ"),
        fiscal_year_first=value(2566, "๒๕๖๖"),
        fiscal_year_last=value(2570, "๒๕๗๐"),
        stated_project_count=value(2),
    )


def make_projects() -> list[Project]:
    whole = Project(
        project_id="P1",
        order=1,
        path=(1, 1),
        item="1",
        kind="โครงการ",
        name=value("โครงการปลูกฝังความซื่อสัตย์", line=40),
        summary_place=Place(1, 12, BOX),
        detail_place=Place(2, 40),
        detail_last=Place(3, 5),
        fiscal_year_first=value(2566),
        budget_total=value(Decimal(60000), "๖๐,๐๐๐ บาท"),
        fields={"objectives": value("๑. เพื่อรู้\nเพื่อทำ"), "responsible": value("สำนักปลัด")},
        items=[Item("objectives", "", 1, "1", "เพื่อรู้", Place(2, 44))],
        amounts=[
            Amount(2566, Basis.SUMMARY, value(Decimal("30000.50"), "๓๐,๐๐๐.๕๐", 12), "30,000.50", Place(1, 12, BOX)),
            Amount(2567, Basis.SUMMARY, value(Decimal(30000), method=Method.ALIGNED), "30,000", Place(1, 12)),
            Amount(2568, Basis.SUMMARY, None, "3x,000", Place(1, 12)),
        ],
    )
    only_summary = Project(order=2, path=(1,), summary_name=value("มาตรการลดขั้นตอน"), summary_place=Place(1, 13))
    return [whole, only_summary]


def make_table() -> Table:
    cells = tuple(
        Cell(text, text, row, column, Place(1, 12 + row, BOX), is_header=row == 0)
        for row, line in enumerate([["โครงการ", "2566"], ["โครงการปลูกฝัง", "30,000.50"]])
        for column, text in enumerate(line)
    )
    return Table("T1", "บัญชีโครงการ", Grid(cells, 2, 2, Place(1, 12)))


@pytest.fixture
def plan() -> Plan:
    page = Page(1, (), TextSource.DOCX, 595.276, 841.89, quality=0.98765, repairs={"b": 2, "a": 1})
    projects = make_projects()
    return Plan(
        Document("แผน.docx", SHA256, TextSource.DOCX, (page,)),
        make_facts(),
        headings=[
            Heading((1,), "การสร้างสังคมที่ไม่ทนต่อการทุจริต", Place(1, 2)),
            Heading((1, 1), "ภารกิจแรก", Place(1, 3)),
            Heading((1, 1, 2), "ภารกิจย่อย", Place(1, 4)),
        ],
        projects=projects,
        totals=[
            Total(Scope.DIMENSION, 1, 2566, value(Decimal(30001)), value(2), Place(1, 14), Decimal("30000.50"), 2),
            Total(Scope.GRAND, None, 2566, value(Decimal(30001)), None, Place(1, 15)),
            Total(Scope.GRAND, None, 2566, value(Decimal(30001)), None, Place(1, 16)),
        ],
        progress=[
            Progress(
                None, {"projects_done": value(Decimal(3)), "percent_budget": value(Decimal("66.667"))}, Place(1, 1)
            )
        ],
        project_progress=[
            ProjectProgress(projects[0], Place(1, 17), 6, 2566, value("แล้วเสร็จ"), None, None, None, value(Decimal(5)))
        ],
        accounts=[PageAccount(1, lines=3, lines_placed=2, lines_prose=1, amounts=1, amounts_placed=1, tables=1)],
        risks=[Risk(1, "จัดซื้อ", "สูง", "=เรียกรับ", "- เปิดเผยราคา", Place(1, 30))],
        targets=[IndicatorTarget("ระดับ ITA", 2566, Decimal("87.5"), "คะแนน", "๘๗.๕ คะแนน", Place(1, 31))],
        tables=[make_table()],
        findings=[Finding(CheckCode.NUMBER_SKIPPED, RowRef("projects", "P1"), "2", "3", Place(1, 12))],
    )


@pytest.fixture
def rows(plan) -> Rows:
    return plan_rows(plan)
