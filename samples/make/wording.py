"""Builds the texts of a project from the sentences of its topic and shared ones, at the length set by the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samples.make.content import Plan, Project, Raw, load_frame, phrases, topics
from samples.make.thai import baht_words, money

_KEPT = {"full": 9, "short": 3, "brief": 2}
"""The number of list items kept at each length."""


def load(stem: str) -> Plan:
    """One plan with its projects."""
    plan = load_frame(stem)
    found: list[Project] = []
    for order, row in enumerate(plan.raw["projects"], 1):
        raw = {**topics()[row["topic"]], **row}
        found.append(_project(plan, raw, order, _number(plan, raw["section"], found)))
    return replace(plan, projects=tuple(found))


def _number(plan: Plan, section: str, before: Sequence[Project]) -> int:
    """The printed number of the project: counted over the whole plan, or restarting in each two-level section."""
    code = ".".join(section.split(".")[:2])
    return 1 + sum(plan.layout.numbering != "section" or other.section == code for other in before)


def _project(plan: Plan, raw: Raw, order: int, number: int) -> Project:
    """One project of the plan. `raw` is its topic, overridden by the entries of the plan."""
    code: str = raw["section"]
    amounts = _amounts(plan, raw)
    words = {**plan.words, "name": raw["name"], "aim": raw["aim"].format_map(plan.words)}
    kept = _KEPT[plan.layout.length]
    text, total, by_year = _budget(plan, raw, amounts, order)
    return Project(
        order=order, dimension=int(code[0]), section=".".join(code.split(".")[:2]),
        subsection=code if code.count(".") == 2 else "", number=number, item=raw.get("item", str(number)),
        kind=raw["kind"], name=raw["name"], detail_name=raw.get("detail_name", raw["name"]),
        fields=_fields(plan, raw, words, order) | {"budget": (text,)},
        outputs=_fill(raw["outputs"], words)[:kept], outcomes=_fill(raw["outcomes"], words)[:kept],
        amounts=amounts, budget_text=text, budget_total=total, budget_by_year=by_year,
        years=tuple(raw.get("years", plan.layout.duration_years)), remark=_remark(plan, raw, amounts), slips=raw,
    )  # fmt: skip


def turn(variants: Sequence[str], order: int) -> str:
    """The variant for the project number `order`, used in turn."""
    return variants[(order - 1) % len(variants)]


def _fill(texts: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text.format_map(words) for text in texts)


def _fields(plan: Plan, raw: Raw, words: Mapping[str, str], order: int) -> dict[str, tuple[str, ...]]:
    """The paragraphs or items of every field, by the field names of the truth. Results are kept as separate groups."""
    department = plan.raw["departments"][raw["dept"]]
    responsible = plan.layout.responsible.format_map({**words, "dept": department})
    first, last = plan.years[0], plan.years[-1]
    duration = raw.get("duration", turn(plan.layout.durations or ("",), order).format(first=first, last=last))
    return {
        "rationale": _rationale(plan, raw, words, order),
        "objectives": _objectives(plan, raw, words),
        "targets": _fill([raw["target"]], words),
        "location": _fill([raw.get("location", "ในเขต{org}")], words),
        "methods": _methods(plan, raw, words, order),
        "duration": (duration,),
        "responsible": (responsible,),
    }


def _rationale(plan: Plan, raw: Raw, words: Mapping[str, str], order: int) -> tuple[str, ...]:
    paragraphs = (raw["why"], turn(phrases()["rationale"]["second"], order))
    return _fill(paragraphs[: 2 if plan.layout.length == "full" else 1], words)


def _objectives(plan: Plan, raw: Raw, words: Mapping[str, str]) -> tuple[str, ...]:
    extra = [phrases()["objectives"][raw["section"][0]]] if plan.layout.length == "full" else []
    return _fill([*raw["objectives"], *extra][: _KEPT[plan.layout.length]], words)


def _methods(plan: Plan, raw: Raw, words: Mapping[str, str], order: int) -> tuple[str, ...]:
    shared = phrases()
    closing = [turn(shared["closing"]["first"], order), turn(shared["closing"]["second"], order)]
    if plan.layout.length == "full":
        return _fill([*shared["opening"][raw["kind"]], *raw["methods"], *closing], words)
    own = raw["methods"][: _KEPT[plan.layout.length]]
    return _fill([*own, closing[0]], words)


def _amounts(plan: Plan, raw: Raw) -> dict[int, int]:
    """Baht by fiscal year. A number applies to every year, a list has one entry per year; none means no money."""
    given = raw.get("budget", 0)
    values = given if isinstance(given, list) else [given] * len(plan.years)
    return dict(zip(plan.years, values, strict=True))


def _budget(plan: Plan, raw: Raw, amounts: Mapping[int, int], order: int) -> tuple[str, int, Mapping[int, int] | None]:
    """The budget in the detail block: the text, the only sum in it, and the amounts by year if it says per year."""
    total = sum(amounts.values())
    if "budget_text" in raw:
        return raw["budget_text"], raw["budget_total"], None
    if not total:
        return turn(plan.layout.no_budget, order), 0, None
    even = len(set(amounts.values())) == 1
    return _budget_text(plan, total, next(iter(amounts.values()))) if even else _uneven(plan, total)


def _budget_text(plan: Plan, total: int, year: int) -> tuple[str, int, Mapping[int, int] | None]:
    """The same amount every year: printed alone or as `ปีละ`, with the sum, or with the sum also in words."""
    one, whole = money(year, plan.layout.decimals), money(total, plan.layout.decimals)
    by_year = dict.fromkeys(plan.years, year)
    match plan.layout.budget:
        case "per_year":
            return f"ปีละ {one} บาท", total, by_year
        case "total":
            return f"รวมทั้งสิ้น {whole} บาท (ปีละ {one} บาท)", total, by_year
        case "words":
            return f"{whole} บาท ({baht_words(total)})", total, None
        case _:
            return f"{one} บาท", year, None


def _uneven(plan: Plan, total: int) -> tuple[str, int, None]:
    """Amounts that differ by year: only their sum is printed."""
    return f"รวม {len(plan.years)} ปี {money(total, plan.layout.decimals)} บาท", total, None


def _remark(plan: Plan, raw: Raw, amounts: Mapping[int, int]) -> str:
    """The remarks column: the text of the plan, or the short name of the department, or that no money is needed."""
    style: str = plan.layout.summary.get("remark", "")
    if "remark" in raw or not style:
        return str(raw.get("remark", ""))
    if style == "no_budget":
        return "" if any(amounts.values()) else "ไม่ใช้งบประมาณ"
    return str(plan.raw["short"][raw["dept"]])
