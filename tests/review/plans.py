"""Made-up plans and datasets for the tests of the review."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from phaen.dataset import Dataset
from phaen.emit.values import Row

YEARS = tuple(range(2566, 2571))

TOPICS = (
    "ตลาดนัดซื่อตรง",
    "หนังสั้นคนกล้า",
    "ห้องสมุดโปร่งใส",
    "เวทีเล่าเรื่องดี",
    "ตาชั่งเที่ยง",
    "ตู้รับเรื่องทุกข์",
    "บัญชีเปิดเผย",
    "สวนสัตย์ซื่อ",
    "วิทยุชุมชนใสสะอาด",
    "ค่ายต้นกล้าความดี",
)
PEOPLE = ("เด็กและเยาวชน", "พนักงานเทศบาล", "กลุ่มแม่บ้าน", "ผู้สูงอายุ")
DIMENSIONS = (
    "การสร้างสังคมที่ไม่ทนต่อการทุจริต",
    "การบริหารราชการเพื่อป้องกันการทุจริต",
    "การส่งเสริมบทบาทและการมีส่วนร่วมของภาคประชาชน",
    "การเสริมสร้างและปรับปรุงกลไกในการตรวจสอบการปฏิบัติราชการ",
)

DAMAGED = {
    0: {(0, 0): "1O,0OO", (1, 2): "15,00", (3, 1): "2,5000", (5, 0): "12.5.0", (7, 4): "8,00O0", (8, 3): "00,000"},
    3: {(0, 1): "2,0000", (2, 3): "22,00", (4, 0): "24.0.0", (6, 2): "2,6000", (9, 4): "29,00"},
}
"""Amounts that are not well-formed, by dimension, and then by project and year, counted from 0."""


def amount(dimension: int, number: int) -> int:
    return 5_000 * (dimension + 1) + 1_000 * number


def text_plan() -> str:
    """A plan of 40 projects. Two of its dimensions have damaged amounts and no totals, one has wrong totals."""
    lines = ["แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", "เทศบาลตำบลดงหิ่งห้อย อำเภอเมืองลำปาง จังหวัดลำปาง", ""]
    lines.append("\t".join(["มิติ", "ภารกิจตามมิติ", "โครงการ/กิจกรรม/มาตรการ", *(f"ปี {year}" for year in YEARS), "หมายเหตุ"]))
    for dimension, name in enumerate(DIMENSIONS):
        for number, topic in enumerate(TOPICS):
            first = f"{dimension + 1}. {name}" if number == 0 else ""
            section = f"{dimension + 1}.1 การสร้างจิตสำนึก" if number == 0 else ""
            project = f"{number + 1}. โครงการ{topic}สำหรับ{PEOPLE[dimension]}"
            lines.append(
                "\t".join(
                    [first, section, project, *(_cell(dimension, number, year) for year in range(len(YEARS))), ""]
                )
            )
        lines.append(
            "\t".join(
                [
                    f"มิติที่ {dimension + 1}",
                    "รวม",
                    f"จำนวน {len(TOPICS)} โครงการ",
                    *(_total(dimension, year) for year in range(len(YEARS))),
                    "",
                ]
            )
        )
    return "\n".join(lines) + "\n"


def _cell(dimension: int, number: int, year: int) -> str:
    return DAMAGED.get(dimension, {}).get((number, year)) or f"{amount(dimension, number):,}"


def _total(dimension: int, year: int) -> str:
    """The total of a year: too large in the second dimension, and blank where it would prove damaged amounts."""
    total = sum(amount(dimension, number) for number in range(len(TOPICS)))
    return "" if dimension in DAMAGED else f"{total + 700 * (dimension == 1):,}"


# --- a dataset without a source, of any size

A4 = (595.0, 842.0)
ROWS_PER_PAGE = 3


def document_id(number: int) -> str:
    return sha256(f"document {number}".encode()).hexdigest()[:16]


def document_row(number: int, **changes: object) -> Row:
    return {
        "document_id": document_id(number),
        "source_file": f"plan-{number}.pdf",
        "sha256": sha256(f"document {number}".encode()).hexdigest(),
        "document_kind": "action_plan",
        "organization": f"เทศบาลตำบลที่ {number}",
        "organization_type": "เทศบาลตำบล",
        "province": "ลำปาง",
        "province_code": "52",
        "fiscal_year_first": YEARS[0],
        "fiscal_year_last": YEARS[-1],
        "text_source": "pdf_text",
        "pages": 1,
        "status": "partial",
        **changes,
    }


def rows_of(number: int, pages: int, **document: object) -> dict[str, list[Row]]:
    """A plan of some pages with three projects on each, one of them with a doubtful amount."""
    owner = {"document_id": document_id(number)}
    projects = range(pages * ROWS_PER_PAGE)
    rows: dict[str, list[Row]] = {"documents": [document_row(number, pages=pages, **document)]}
    rows["pages"] = [
        {**owner, "page": page + 1, "text_source": "pdf_text", "width": Decimal("595"), "height": Decimal("842")}
        for page in range(pages)
    ]
    rows["dimensions"] = [
        {**owner, "dimension": 1, "name": DIMENSIONS[0], "anchor": anchor(number, "D1"), "raw_digest": "00000000"}
    ]
    rows["projects"] = [project_row(owner, number, project) for project in projects]
    rows["budgets"] = [budget_row(owner, number, project, year) for project in projects for year in YEARS]
    rows["provenance"] = [row for project in projects for row in origins(owner, project)]
    rows["checks"] = [doubt(owner, project, order) for order, project in enumerate(projects[::ROWS_PER_PAGE], 1)]
    return rows


def anchor(number: int, name: str) -> str:
    return sha256(f"{number} {name}".encode()).hexdigest()[:16]


def project_row(owner: Row, number: int, project: int) -> Row:
    name = f"โครงการ{TOPICS[project % len(TOPICS)]} ครั้งที่ {project + 1}"
    return {
        **owner,
        "project_id": f"P{project + 1:03d}",
        "order": project + 1,
        "dimension": 1,
        "item": str(project + 1),
        "name": name,
        "in_summary": True,
        "in_details": True,
        "anchor": anchor(number, f"P{project}"),
        "raw_digest": "00000000",
        "rationale": name * 8,
    }


def budget_row(owner: Row, number: int, project: int, year: int) -> Row:
    row_id = f"P{project + 1:03d}/{year}/summary"
    return {
        **owner,
        "project_id": f"P{project + 1:03d}",
        "fiscal_year": year,
        "amount": Decimal(1000 * (project + 1)),
        "basis": "summary",
        "text": "x",
        "resolution": "printed",
        "row_id": row_id,
        "anchor": anchor(number, row_id),
        "raw_digest": "00000000",
    }


def origins(owner: Row, project: int) -> list[Row]:
    """The name of a project, and beside it its amounts."""
    page, top = project // ROWS_PER_PAGE + 1, 100 + 200 * (project % ROWS_PER_PAGE)
    place = {**owner, "page": page, "line": project % ROWS_PER_PAGE + 1, "method": "printed"}
    project_id = f"P{project + 1:03d}"
    name = {
        **place,
        "table": "projects",
        "row_id": project_id,
        "field": "name",
        "bbox": f"50 {top} 250 {top + 20}",
        "raw": "a name",
    }
    amounts = (
        {
            **place,
            "table": "budgets",
            "row_id": f"{project_id}/{year}/summary",
            "field": "amount",
            "raw": f"{1000 * (project + 1):,}",
            "bbox": f"{260 + 60 * column} {top} {315 + 60 * column} {top + 20}",
        }
        for column, year in enumerate(YEARS)
    )
    return [name, *amounts]


def doubt(owner: Row, project: int, order: int) -> Row:
    row_id = f"P{project + 1:03d}/{YEARS[0]}/summary"
    return {
        **owner,
        "check": "budget_suspect",
        "severity": "warning",
        "table": "budgets",
        "row_id": row_id,
        "message": "not a well-formed amount",
        "expected": str(2000 * (project + 1)),
        "found": f"{1000 * (project + 1)}O",
        "source_page": project // ROWS_PER_PAGE + 1,
        "source_line": 1,
        "order": order,
        "title_th": "จำนวนเงินน่าสงสัย",
    }


def write(out: Path, *plans: dict[str, list[Row]], formats: tuple[str, ...] = ("parquet",)) -> Path:
    """Write a dataset of plans, as phaen does."""
    tables = {name for rows in plans for name in rows}
    Dataset({name: [row for rows in plans for row in rows.get(name, ())] for name in tables}).write(
        out, formats=formats
    )
    return out
