"""Builds the flow of a whole plan: its body text, with each @directive replaced by the table or blocks it names."""

from __future__ import annotations

from collections.abc import Iterator

from samples.make.content import Plan
from samples.make.details import details_flow
from samples.make.flow import Block, PageEnd, Para
from samples.make.render import Sheet, TextStyle, render
from samples.make.summary import summary_flow
from samples.make.tables import indicators_flow, risks_flow, status_flow

_PARTS = {
    "@risks": risks_flow,
    "@indicators": indicators_flow,
    "@summary": summary_flow,
    "@status": status_flow,
    "@details": details_flow,
}


def plan_flow(plan: Plan) -> Iterator[Block]:
    """The plan from its cover to its last line.

    In the body a blank line separates paragraphs, `# ` begins a heading, `@page` ends a page.
    """
    tight = False
    for line in plan.body.split("\n"):
        if line in _PARTS:
            yield from _PARTS[line](plan)
        elif line == "@page":
            yield PageEnd()
        elif line:
            yield Para(line.removeprefix("# "), tight=tight, heading=line.startswith("# "))
        tight = bool(line) and not line.startswith("@")


def render_plan(plan: Plan) -> Sheet:
    """The text of the plan and the lines of its marks."""
    return render(plan_flow(plan), TextStyle(**plan.layout.style))
