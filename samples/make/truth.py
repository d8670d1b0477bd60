"""The expected result of reading a sample, derived from its content and the lines reported by the renderer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from samples.make.content import Plan, Project
from samples.make.details import printed_fields, result_groups
from samples.make.render import Sheet, Span
from samples.make.summary import misprints, summary_number, total_amounts, total_count
from samples.make.tables import Numbers, grand_numbers, status_numbers

Truth = dict[str, Any]
_DOCUMENT = (
    "kind", "organization", "organization_type", "subdistrict", "district", "province", "title",
    "fiscal_year_first", "fiscal_year_last", "stated_project_count",
)  # fmt: skip


def truth(plan: Plan, sheet: Sheet) -> Truth:
    """The truth of one rendered plan. Lines are 1-based and inclusive, money is in baht, years in the Buddhist Era."""
    spans = sheet.spans
    return {
        "source": f"{plan.stem}.txt",
        "document": dict.fromkeys(_DOCUMENT) | dict(plan.document),
        "dimensions": [{"number": n, "name": name} for n, name in plan.dimensions.items() if f"dimension.{n}" in spans],
        "sections": list(_sections(plan, spans)),
        "summary_projects": list(_summaries(plan, spans)),
        "totals": list(_totals(plan, spans)),
        "details": [_detail(plan, project, spans) for project in plan.detailed],
        "risks": list(_risks(plan, spans)),
        "indicator_targets": list(_indicators(plan)),
        "progress": list(_progress(plan, spans)),
        "other_tables": [],
        "expected_checks": plan.raw.get("expected_checks", []),
    }


def _sections(plan: Plan, spans: Mapping[str, Span]) -> Iterator[Truth]:
    for code, name in plan.sections.items():
        if f"section.{code}" in spans:
            yield {"code": code, "name": name, "dimension": int(code[0])}


def _summaries(plan: Plan, spans: Mapping[str, Span]) -> Iterator[Truth]:
    for project in plan.summarized:
        if f"summary.{project.order}" in spans:
            yield _summary(plan, project, spans)


def _summary(plan: Plan, project: Project, spans: Mapping[str, Span]) -> Truth:
    found = {
        "order": project.order,
        "printed_number": summary_number(plan, project).strip(" .)") or None,
        "dimension": project.dimension,
        "section": None if "no_section" in project.slips else project.section,
        "name": project.slips.get("summary_name", project.name),
        "kind": project.kind,
        "budget": {str(year): amount for year, amount in project.amounts.items()},
        "note": project.remark or None,
        "line": spans[f"summary.{project.order}"][0],
    }
    return found | _doubt(project)


def _doubt(project: Project) -> Truth:
    return {"doubt": project.slips["doubt"]} if "doubt" in project.slips else {}


def _totals(plan: Plan, spans: Mapping[str, Span]) -> Iterator[Truth]:
    for dimension in (*plan.dimensions, None):
        place = spans.get(f"total.{dimension or 'grand'}")
        if place is None:
            continue
        found: Truth = {"scope": "dimension" if dimension else "grand", "dimension": dimension}
        found |= {"project_count": total_count(plan, dimension)}
        found |= {"budget": {str(year): amount for year, amount in total_amounts(plan, dimension).items()}}
        found |= {"line": place[0]}
        yield found | ({"doubt": "a misprint, kept as printed"} if misprints(plan, dimension) else {})


def _detail(plan: Plan, project: Project, spans: Mapping[str, Span]) -> Truth:
    mark = f"block.{project.order}"
    fields = printed_fields(plan, project)
    found = _identity(plan, project) | {
        "lines": list(spans[mark]),
        "name_lines": list(spans[f"{mark}.name"]),
        "fields": {name: list(spans[f"{mark}.{name}"]) for name in fields},
        "objective_count": _count(project, fields, "objectives"),
        "method_count": _count(project, fields, "methods"),
        "result_count": _result_count(plan, project, fields),
    }
    return found | _years(project, fields) | _money(project, fields) | _doubt(project)


def _identity(plan: Plan, project: Project) -> Truth:
    placed = "no_section" not in project.slips
    deep = placed and (plan.layout.block.get("depth", 3) > 2 or "code" in project.slips)
    return {
        "order": project.order,
        "dimension": project.dimension,
        "section": project.section if placed else None,
        "subsection": (project.subsection or None) if deep else None,
        "item": project.slips.get("code", project.item) or None,
        "name": project.detail_name,
        "kind": project.kind,
    }


def _count(project: Project, fields: list[str], name: str) -> int | None:
    return len(project.fields[name]) if name in fields else None


def _result_count(plan: Plan, project: Project, fields: list[str]) -> int | None:
    return sum(len(texts) for _, texts in result_groups(plan, project)) if "results" in fields else None


def _years(project: Project, fields: list[str]) -> Truth:
    known = "duration" in fields and bool(project.years)
    return {"year_first": project.years[0] if known else None, "year_last": project.years[-1] if known else None}


def _money(project: Project, fields: list[str]) -> Truth:
    printed = "budget" in fields
    by_year = project.budget_by_year
    return {
        "budget_text": project.budget_text if printed else None,
        "budget_total": project.budget_total if printed else None,
        "budget_by_year": {str(year): amount for year, amount in by_year.items()} if printed and by_year else None,
        "responsible_text": " ".join(project.fields["responsible"]) if "responsible" in fields else None,
    }


def _risks(plan: Plan, spans: Mapping[str, Span]) -> Iterator[Truth]:
    for order, risk in enumerate(plan.raw.get("risks", []), 1):
        yield {
            "order": order, "step": risk["step"], "score": risk["score"], "risk_count": len(risk["risks"]),
            "measure_count": len(risk["measures"]), "line": spans[f"risk.{order}"][0],
        }  # fmt: skip


def _indicators(plan: Plan) -> Iterator[Truth]:
    for indicator in plan.raw.get("indicators", []):
        values = {str(year): value for year, value in zip(plan.years, indicator["values"], strict=True)}
        yield {"indicator": indicator["name"], "values": values}


def _progress(plan: Plan, spans: Mapping[str, Span]) -> Iterator[Truth]:
    """The rows of the status table, without numbers whose column is not printed."""
    for raw in plan.raw.get("status", []):
        yield _status(plan, raw["dimension"], status_numbers(raw))
    if "progress.grand" in spans:
        yield _status(plan, None, grand_numbers(plan))


def _status(plan: Plan, dimension: int | None, numbers: Numbers) -> Truth:
    printed = {key: _plain(numbers[key]) for key in plan.layout.status["columns"] if key in numbers}
    return {"dimension": dimension, **printed}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
