"""Corrections of risks, targets of indicators, and the status table of a report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.anchors import Anchors, fix_anchors
from extract.model.document import Place
from extract.model.plan import IndicatorTarget, Plan, Risk
from phaen.emit.plan_rows import plan_rows
from tests.check.builders import plan, progress, project
from tests.correct.builders import corrected, row


def made() -> Plan:
    """A plan with two risks on one line, two targets of an indicator, and a line of a status table."""
    found = plan([project()], progress=[progress(1, projects_planned=4, budget_spent=500)])
    found.risks = [Risk(1, "รับเงิน", "12", "เงินหาย", "ตรวจนับ", Place(3, 7)),
                   Risk(2, "จ่ายเงิน", "6", "จ่ายซ้ำ", "สอบทาน", Place(3, 7))]  # fmt: skip
    found.targets = [
        IndicatorTarget("ผู้เข้าอบรม", year, Decimal(50), "คน", "50 คน", Place(4, 2)) for year in (2566, 2567)
    ]
    return found


def anchor(found: Plan, thing: object) -> str:
    return Anchors(found).of(thing).name  # type: ignore[arg-type]


def test_every_row_has_an_anchor_of_its_own_that_its_number_does_not_change() -> None:
    found = made()
    things = [*found.risks, *found.targets, *found.progress]
    assert len({anchor(found, thing) for thing in things}) == len(things)
    before = anchor(found, found.targets[1])
    found.risks[0].order = 9
    found.targets[1].text = "60 คน"
    assert anchor(found, found.targets[1]) == before
    assert all(
        entry["anchor"] for table in ("risks", "indicator_targets", "progress") for entry in plan_rows(found)[table]
    )


@pytest.mark.parametrize(
    ("table", "field", "new", "wanted"),
    [
        ("risks", "measures", "ตรวจนับทุกวัน", "ตรวจนับทุกวัน"),
        ("indicator_targets", "value", "60", Decimal(60)),
        ("indicator_targets", "unit", "ราย", "ราย"),
        ("progress", "projects_planned", "5", 5),
        ("progress", "budget_spent", "", None),
    ],
)
def test_a_cell_is_set_and_provenance_keeps_what_was_read(table: str, field: str, new: str, wanted: object) -> None:
    found = made()
    thing = {"risks": found.risks, "indicator_targets": found.targets, "progress": found.progress}[table][0]  # type: ignore[index]
    corrected(found, row(anchor(found, thing), "set", table, field, new))
    rows = plan_rows(found)
    assert rows[table][0][field] == wanted
    (told,) = [entry for entry in rows["provenance"] if (entry["table"], entry["field"]) == (table, field)
               and entry["method"] == "corrected"]  # fmt: skip
    assert told["read_value"]


@pytest.mark.parametrize("table", ["risks", "indicator_targets", "progress"])
def test_a_row_is_deleted(table: str) -> None:
    found = made()
    fix_anchors(found)
    thing = {"risks": found.risks, "indicator_targets": found.targets, "progress": found.progress}[table][0]  # type: ignore[index]
    count = len(plan_rows(found)[table])
    corrected(found, row(anchor(found, thing), "delete", table))
    assert len(plan_rows(found)[table]) == count - 1
