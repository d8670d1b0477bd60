"""The tables besides the projects: risks, indicator targets, the status of a progress report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from samples.make.content import Plan, Raw
from samples.make.flow import FlowTable, PageEnd, Row

Numbers = dict[str, Decimal]
_RISK_HEADER = (
    "ลำดับ ที่",
    "ขั้นตอน การดำเนินงาน",
    "ประเด็นความเสี่ยงการ ทุจริต",
    "Risk Score",
    "มาตรการ ควบคุมความเสี่ยงการทุจริต",
)
_COUNTS = ("projects_planned", "projects_done")
_SUMMED = (*_COUNTS, "budget_planned", "budget_ordinance", "budget_spent")


def risks_flow(plan: Plan) -> Iterator[FlowTable | PageEnd]:
    """The risk table. A step with `split` continues, after that many measures, in a row of the next page."""
    header = Row(_RISK_HEADER)
    page = [header]
    for order, risk in enumerate(plan.raw["risks"], 1):
        split = risk.get("split", len(risk["measures"]))
        risks, measures = _items(risk["risks"]), _items(risk["measures"])
        mark = (f"risk.{order}",)
        page.append(Row((str(order), risk["step"], _cell(risks), risk["score"], _cell(measures[:split])), mark))
        if measures[split:]:
            yield FlowTable(tuple(page))
            yield PageEnd()
            page = [header, Row(("", "", "", "", _cell(measures[split:])), mark)]
    yield FlowTable(tuple(page))


def _items(texts: Sequence[str]) -> list[str]:
    return [f"{n}. {text}" for n, text in enumerate(texts, 1)] if len(texts) > 1 else list(texts)


def _cell(texts: Sequence[str]) -> str:
    return " ".join(f"<p>{text}</p>" for text in texts) if len(texts) > 1 else "".join(texts)


def indicators_flow(plan: Plan) -> Iterator[FlowTable]:
    """The indicators by fiscal year, one row each."""
    rows = [Row(("ค่าเป้าหมาย", *(f"ปี {year}" for year in plan.years)))]
    for order, indicator in enumerate(plan.raw["indicators"], 1):
        rows.append(Row((indicator["name"], *indicator["values"]), (f"indicator.{order}",)))
    yield FlowTable(tuple(rows))


def status_flow(plan: Plan) -> Iterator[FlowTable]:
    """The status table of a progress report: one row per dimension, and a grand total unless the layout omits it."""
    status = plan.layout.status
    rows = [Row(tuple(cells)) for cells in status["header"]]
    rows += [_status_row(plan, status_numbers(raw), raw["dimension"]) for raw in plan.raw["status"]]
    if status.get("grand", False):
        rows.append(_status_row(plan, grand_numbers(plan), None))
    yield FlowTable(tuple(rows), len(status["header"]))


def status_numbers(raw: Raw) -> Numbers:
    """The numbers of one dimension as printed: counts, baht and per cent of the planned values."""
    numbers = {key: Decimal(raw[key]) for key in _SUMMED}
    return _with_percents(numbers) | {key: Decimal(value) for key, value in raw.get("misprints", {}).items()}


def grand_numbers(plan: Plan) -> Numbers:
    """The numbers of the grand total."""
    rows = plan.raw["status"]
    return _with_percents({key: Decimal(sum(row[key] for row in rows)) for key in _SUMMED})


def _with_percents(numbers: Numbers) -> Numbers:
    projects = _percent(numbers["projects_done"], numbers["projects_planned"])
    budget = _percent(numbers["budget_spent"], numbers["budget_planned"])
    return numbers | {"percent_projects": projects, "percent_budget": budget}


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole if whole else Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _status_row(plan: Plan, numbers: Numbers, dimension: int | None) -> Row:
    """One row. Only the first row has the organization; the first cell of the grand total is `รวม`."""
    status = plan.layout.status
    lead = {"organization": plan.words["org"] if dimension == 1 else "", "dimension": str(dimension)}
    if dimension is None:
        lead = {"organization": "รวม", "dimension": ""}
    label = str(status.get("dimension", "{d}")).format(d=lead["dimension"]) if dimension else lead["dimension"]
    lead["dimension"] = label
    cells = [lead[key] if key in lead else _number(key, numbers[key]) for key in status["columns"]]
    return Row(tuple(cells), (f"progress.{dimension or 'grand'}",))


def _number(key: str, number: Decimal) -> str:
    return str(number) if key in _COUNTS else f"{number:,.2f}"
