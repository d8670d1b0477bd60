"""The figures of a sentence that sums up a progress report: counts of projects, money, and shares of both.

รวมทั้งสิ้น 12 โครงการ ดำเนินการแล้วเสร็จ 9 โครงการ คิดเป็นร้อยละ 75 เบิกจ่าย 98,000 บาท จากงบประมาณ 120,000 บาท
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from extract.grammar.family import family
from extract.grammar.reports import column_meaning
from normalize.lexicon import either
from normalize.numerals import arabic
from normalize.text import comparable

REACH = 90
"""Letters before a figure among which its words are looked for."""

COUNTS = ("projects_planned", "projects_done")
MONEY = ("budget_planned", "budget_ordinance", "budget_spent")
LARGEST_SHARE = 100


@dataclass(slots=True)
class _Sums:
    """The figures by column of `progress`. `last` is what the figure before stated: also of what is left or undone."""

    values: dict[str, Decimal] = field(default_factory=dict)
    last: str = ""
    done: list[Decimal] = field(default_factory=list)
    """The counts of projects beside a word for done, in order."""


def told_sums(text: str) -> dict[str, Decimal]:
    """The figures of a sentence by column of `progress`: money in baht, shares in per cent. The first of a kind counts.

    >>> told_sums("ทั้งหมด 4 โครงการ ดำเนินการแล้ว 3 โครงการ (ร้อยละ 75)")["percent_projects"]
    Decimal('75')
    """
    sums = _Sums()
    for before, match in _figures_of(arabic(text)):
        if match["share"] or match["percent"]:
            _add_share(sums, before, Decimal(match["share"] or match["percent"]))
        elif match["unit"]:
            _add_money(sums, before, _number(match) * family().units[match["unit"]])
        else:
            _add_count(sums, before, _number(match))
    _settle_counts(sums)
    return sums.values


def _figures_of(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each figure with the words between it and the one before."""
    end = 0
    for match in _figure().finditer(text):
        yield text[max(end, match.start() - REACH) : match.start()], match
        end = match.end()


def _number(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _add_share(sums: _Sums, before: str, share: Decimal) -> None:
    own = column_meaning([f"{before}%"]) if comparable(before) else "percent"
    if own == "percent":
        own = {"projects": "percent_projects", "budget": "percent_budget"}.get(sums.last.partition("_")[0], "")
    if sums.last in ("projects_other", "budget_left") or share > LARGEST_SHARE:
        return
    part = {"percent_projects": bool(sums.done), "percent_budget": "budget_spent" in sums.values}
    if part.get(own):
        sums.values.setdefault(own, share)


def _add_money(sums: _Sums, before: str, amount: Decimal) -> None:
    meaning = column_meaning([before])
    if meaning.startswith("percent"):
        meaning = column_meaning([re.split(r"\d", before)[-1]])
    if meaning == "projects_planned":
        meaning = "budget_planned"
    is_bare = not any(word in comparable(before) for word in family().reports.budget)
    if meaning == "budget_planned" and is_bare and sums.last in ("projects_done", "projects_other"):
        meaning = ""  # เป็นเงิน behind what was done: planned or spent
    sums.last = meaning if meaning in (*MONEY, "budget_left") else "budget_left"
    if meaning == "budget_planned" and comparable(before).startswith(family().reports.out_of):
        _set_whole(sums, amount)
    elif meaning in MONEY:
        sums.values.setdefault(meaning, amount)


def _set_whole(sums: _Sums, amount: Decimal) -> None:
    """The money out of which the amount before was spent: ใช้งบประมาณ 90,000 บาท จากที่ตั้งไว้ 120,000 บาท."""
    before = sums.values.get("budget_planned")
    if before is not None and before <= amount:
        sums.values.setdefault("budget_spent", before)
        sums.values["budget_planned"] = amount
    sums.values.setdefault("budget_planned", amount)


def _add_count(sums: _Sums, before: str, count: Decimal) -> None:
    meaning = column_meaning([before])
    if meaning in ("budget_spent", "budget_left", "budget_planned", "budget_ordinance"):
        meaning = ""  # the money of so many projects
    elif meaning in ("", "percent") and sums.last != "projects_planned":
        meaning = "projects_planned"
    if meaning == "projects_done":
        sums.done.append(count)
    elif meaning == "projects_planned":
        sums.values.setdefault(meaning, count)
    elif sums.last == "projects_planned" and not comparable(before).strip():
        sums.values["projects_planned"] += count  # 7 โครงการ 6 มาตรการ
        meaning = sums.last
    sums.last = meaning if meaning in (*COUNTS, "projects_other") else "projects_other"


def _settle_counts(sums: _Sums) -> None:
    """Where two counts are beside a word for done and none is planned, the larger first one was to be done."""
    if not sums.done:
        return
    done = sums.done
    if "projects_planned" not in sums.values and len(done) > 1 and done[0] >= done[1]:
        sums.values["projects_planned"] = done[0]
        done = done[1:]
    sums.values["projects_done"] = done[0]


@cache
def _figure() -> re.Pattern[str]:
    known = family()
    shares, units = either(known.reports.shares), either(known.units)
    things = either((*known.kinds, *known.counts.things))
    return re.compile(
        rf"(?:{shares})\s*(?P<share>\d{{1,3}}(?:\.\d+)?)"
        rf"|(?<![\d.,])(?P<percent>\d{{1,3}}(?:\.\d+)?)\s*%"
        rf"|(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?:(?P<unit>{units})|(?P<thing>{things}))"
    )
