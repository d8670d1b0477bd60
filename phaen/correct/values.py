"""Corrections of single values. What phaen derives from a value follows the corrected one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from extract.assemble.headings import standardize
from extract.blocks.fields import date_total, set_years
from extract.blocks.items import items
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.terms import kind_of
from extract.model.document import Line, Place
from extract.model.plan import (
    Amount,
    Basis,
    DocumentKind,
    Facts,
    Heading,
    IndicatorTarget,
    Item,
    Method,
    Progress,
    Project,
    ProjectProgress,
    Risk,
    Total,
    Value,
)
from normalize.body_names import body_types
from normalize.gazetteer import district_codes, subdistrict_codes
from normalize.provinces import province
from normalize.readings import Reading, ReadingKind
from phaen.correct.columns import FACT_YEARS, PROJECT_TEXTS, REPORT_MONEY, year_and_basis
from phaen.correct.correction import Correction
from phaen.correct.register import Register, Stale, put_amount

T = TypeVar("T")

OF_PLACES = frozenset({"organization", "subdistrict", "district", "province"})


def given(value: T, read: Value[Any] | None, place: Place | None) -> Value[T]:
    """A value that a person has given, with the text and the place of the one that was read."""
    raw = read.raw if read is not None else ""
    return Value(value, raw, (read.place if read is not None else None) or place, Method.CORRECTED)


def target(register: Register, correction: Correction) -> tuple[object, str]:
    """The object and the column that a correction sets. Raises Stale if there is no such object.

    An amount that is named by its project may not exist yet: then it is the project, with year and basis as column.
    """
    if correction.table == "documents":
        return register.plan.facts, correction.field
    found = year_and_basis(correction.field) if correction.table == "budgets" else None
    if found is None:
        return register.find(correction.anchor, correction.table), correction.field
    project = register.project(correction.anchor)
    own = [amount for amount in project.amounts if (amount.fiscal_year, amount.basis) == found]
    if len(own) > 1:
        raise Stale("the project has several amounts of that year: use the anchor of the amount")
    return (own[0], "amount") if own else (project, correction.field)


def set_value(register: Register, correction: Correction) -> None:
    """Give a column of a row its value. Raises Stale if it cannot have it."""
    thing, field = target(register, correction)
    new = correction.new
    match thing:
        case Facts():
            _set_fact(register, thing, field, new)
        case Heading():
            _set_heading(register, thing, new)
        case Amount():
            _set_amount(register, thing, field, new)
        case Total():
            _set_total(register, thing, field, new)
        case ProjectProgress():
            _set_report(register, thing, field, new)
        case Progress():
            _set_status(register, thing, field, new)
        case Risk() | IndicatorTarget():
            _set_told(register, thing, field, new)
        case Project() if found := year_and_basis(field):
            _add_amount(register, thing, *found, correction)
        case Project():
            _set_of_project(register, thing, field, new)


def read_value(thing: object, field: str) -> object:
    """The value of a column, None if it has none."""
    found: Any = thing.fields.get(field) if isinstance(thing, Project) and field in PROJECT_TEXTS else None
    if isinstance(thing, Progress):
        found = thing.values.get(field)
    if found is None:
        found = getattr(thing, {"amount": "money", "printed_amount": "printed", "round": "months",
                                "document_kind": "kind"}.get(field, field), None)  # fmt: skip
    return found.value if isinstance(found, Value) else found


# -- the document and its headings ----------------------------------------------------------------------------------


def _set_fact(register: Register, facts: Facts, field: str, new: str) -> None:
    old = getattr(facts, "kind" if field == "document_kind" else field)
    register.note(None, field, old)
    if field == "document_kind":
        facts.kind = DocumentKind(new)
        return
    value: object = int(new) if new and (field in FACT_YEARS or field == "stated_project_count") else new
    setattr(facts, field, given(value, old, None) if new else None)
    if field in OF_PLACES:
        _derive_codes(facts)


def _derive_codes(facts: Facts) -> None:
    """The type of the body and the codes of its places, from their names."""
    names = {name: fact.value if (fact := getattr(facts, name)) else "" for name in OF_PLACES}
    types = [name for name in body_types() if names["organization"].startswith(name)]
    facts.organization_type = max(types, key=len, default="")
    match = province(names["province"]) if names["province"] else None
    facts.province_code = match.code if match is not None and match.exact else ""
    facts.district_code = _only(district_codes(names["district"], facts.province_code))
    within = facts.district_code or facts.province_code
    facts.subdistrict_code = _only(subdistrict_codes(names["subdistrict"], within))


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _set_heading(register: Register, heading: Heading, new: str) -> None:
    register.note(heading, "name", heading.name, heading.place)
    heading.name = new
    standardize(register.plan.headings)


# -- money ----------------------------------------------------------------------------------------------------------


def _set_amount(register: Register, amount: Amount, field: str, new: str) -> None:
    read = amount.fiscal_year if field == "fiscal_year" else amount.money
    register.note(amount, field, read, amount.place, amount.text)
    if field == "fiscal_year":
        amount.fiscal_year = int(new)
        return
    before = amount.money
    amount.money = given(Decimal(new), before or _printed(amount), amount.place) if new else None
    amount.readings = (Reading(Decimal(new), ReadingKind.PRINTED),) if new else ()
    register.settle_joint(amount)
    owner = register.owner(amount)
    if before is not None and owner.budget_total is before:
        register.note(owner, "budget_total", before)
        owner.budget_total = amount.money


def _printed(amount: Amount) -> Value[str]:
    return Value(amount.text, amount.text, amount.place)


def _add_amount(register: Register, project: Project, year: int, basis: Basis, correction: Correction) -> None:
    """Add an amount that was not read."""
    place = project.summary_place if basis is Basis.SUMMARY else project.detail_place
    if place is None:
        raise Stale(f"the project has no {basis} part")
    if not correction.new:
        return
    value = given(Decimal(correction.new), None, place)
    amount = Amount(year, basis, value, "", place, (Reading(value.value, ReadingKind.PRINTED),))
    put_amount(project, amount)
    register.add(f"{correction.anchor}-{year}-{basis}", amount)
    register.note(amount, "amount", "", place)


def _set_total(register: Register, total: Total, field: str, new: str) -> None:
    columns = {"printed_amount": total.printed, "printed_count": total.printed_count}
    register.note(total, field, columns.get(field, total.fiscal_year), total.place, total.unread)
    if field == "fiscal_year":
        total.fiscal_year = int(new)
    elif field == "printed_count":
        total.printed_count = given(int(new), total.printed_count, total.place) if new else None
    else:
        printed: Value[Any] = total.printed or Value(total.unread, total.unread, total.place)
        total.printed = given(Decimal(new), printed, total.place) if new else None
        total.unread, total.is_blank = "", False


def _set_report(register: Register, report: ProjectProgress, field: str, new: str) -> None:
    register.note(report, field, report.months if field == "round" else getattr(report, field), report.place)
    if field in {"round", "fiscal_year"}:
        setattr(report, "months" if field == "round" else field, int(new) if new else None)
        return
    value: object = Decimal(new) if new and field in REPORT_MONEY else new
    setattr(report, field, given(value, getattr(report, field), report.place) if new else None)


def _set_status(register: Register, line: Progress, field: str, new: str) -> None:
    """Set a figure of the status table."""
    old = line.values.pop(field, None)
    unread = line.unread.pop(field, None)
    register.note(line, field, old or unread, line.place)
    if new:
        line.values[field] = given(Decimal(new), old or unread, line.place)


def _set_told(register: Register, row: Risk | IndicatorTarget, field: str, new: str) -> None:
    """Set a cell of a risk or of a target."""
    register.note(row, field, getattr(row, field), row.place)
    if field == "fiscal_year":
        setattr(row, field, int(new))
    elif field == "value":
        setattr(row, field, Decimal(new) if new else None)
    else:
        setattr(row, field, new)


# -- projects -------------------------------------------------------------------------------------------------------


def _set_of_project(register: Register, project: Project, field: str, new: str) -> None:
    place = project.detail_place or project.summary_place
    old = project.fields.get(field) if field in PROJECT_TEXTS else getattr(project, field)
    if field == "name":
        old = project.name or project.summary_name
    register.note(project, field, old, place)
    if field in {"item", "kind"}:
        setattr(project, field, new)
    elif field == "name":
        _set_name(project, new, old, place)
    elif field in PROJECT_TEXTS:
        _set_text(project, field, new, place)
    elif field == "budget_total":
        _set_budget(project, given(Decimal(new), old or project.budget_text, place) if new else None)
    else:
        value: object = int(new) if new and field in FACT_YEARS else new
        setattr(project, field, given(value, old, place) if new else None)


def _set_name(project: Project, new: str, old: Value[str] | None, place: Place | None) -> None:
    project.name = given(new, old, place) if new else None
    project.kind = kind_of(new) or project.kind
    if not new:
        project.summary_name = project.detail_name = None


def _set_text(project: Project, field: str, new: str, place: Place | None) -> None:
    old = project.fields.pop(field, None)
    if new:
        project.fields[field] = given(new, old, place)
    if field in family().itemized:
        _set_items(project, field, project.fields.get(field))
    if field == Field.DURATION:
        project.fiscal_year_first = project.fiscal_year_last = None
        set_years(project)


def _set_items(project: Project, field: str, text: Value[str] | None) -> None:
    """Make the items of a field anew from its text; an item that stays keeps its group, its number and its place."""
    before = {item.text: item for item in project.items if item.field == field}
    project.items = [item for item in project.items if item.field != field]
    if text is None:
        return
    place = text.place or project.detail_place or project.summary_place or Place(1, 1)
    lines = [Line(part, part, place, gap=True) for part in text.value.split("\n") if part.strip()]
    for position, raw in enumerate(items(lines), 1):
        known = before.get(raw.text)
        group, number, where = (known.group, known.number, known.place) if known else ("", raw.number, place)
        project.items.append(Item(field, group, position, number, raw.text, where))


def _set_budget(project: Project, total: Value[Decimal] | None) -> None:
    """Set the budget of a project, and the amounts of years that its block states only by that budget."""
    before = project.budget_total
    project.budget_total = total
    own = [amount for amount in project.amounts if amount.basis is Basis.DETAIL]
    derived = [a for a in own if before and a.money and (a.money.value, a.money.raw) == (before.value, before.raw)]
    if own and len(own) != len(derived):
        return  # the block prints the amounts of its years
    if not own and before is not None:
        return  # it does not state its years
    for amount in derived:
        amount.money = total
        amount.readings = (Reading(total.value, ReadingKind.PRINTED),) if total else ()
    if not own and total is not None and project.in_details:
        date_total(project)
