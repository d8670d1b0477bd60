"""The style of printed samples, shared by both engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from samples.make.content import Plan
from samples.make.flow import Block, FlowTable, PageEnd, Para
from samples.make.layout import plan_flow
from samples.make.thai import thai_digits, width

_TAG = re.compile(r"</?p>")

NARROWEST = 0.08
"""Minimum column width as a share of the table width, so that no amount is broken."""

LANDSCAPE_FROM = 7
"""Minimum number of columns of tables on landscape pages."""


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """`font` is a family of fonts-thai-tlwg, `size` is in points; `numbers` makes typed list numbers automatic."""

    font: str
    size: int = 15
    table_size: int = 12
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks on pages of one orientation."""

    landscape: bool
    blocks: tuple[Block, ...]


def parts(plan: Plan) -> list[Part]:
    """The flow of the plan, divided where the orientation changes. Page ends next to a division are omitted."""
    blocks = list(plan_flow(plan))
    wide = [_is_wide(block) for block in blocks]
    for index, block in enumerate(blocks):
        if isinstance(block, PageEnd):
            wide[index] = 0 < index < len(blocks) - 1 and wide[index - 1] and wide[index + 1]
    cut = groupby(zip(wide, blocks, strict=True), key=lambda pair: pair[0])
    made = [Part(landscape, _trimmed(block for _, block in group)) for landscape, group in cut]
    return [part for part in made if part.blocks]


def text_of(plan: Plan, para: Para) -> str:
    """A paragraph as printed, including its list mark, without Markdown asterisks."""
    thai = plan.layout.style.get("digits", "thai") == "thai"
    text = para.text.replace("**", "")
    return para.lead + (thai_digits(text) if thai else text)


def is_bold(para: Para) -> bool:
    """Whether a paragraph is printed in bold type."""
    return para.heading or para.text.startswith("**")


def cell_lines(plan: Plan, text: str) -> list[str]:
    """The paragraphs of a table cell as printed. HTML samples have tags for them."""
    thai = plan.layout.style.get("table_digits", "thai") == "thai"
    lines = _TAG.sub("\n", text).split("\n")
    return [thai_digits(line.strip()) if thai else line.strip() for line in lines if line.strip()] or [""]


def column_shares(table: FlowTable) -> list[float]:
    """The width of each column as a share of the table width: wider for longer texts, but less than proportional."""
    columns = range(max(len(row.cells) for row in table.rows))
    longest = [max(width(row.cells[column]) for row in table.rows if row.span == 1) for column in columns]
    weights = [max(length, 12) ** 0.6 for length in longest]
    rest = 1 - NARROWEST * len(weights)
    return [NARROWEST + rest * weight / sum(weights) for weight in weights]


def _is_wide(block: Block) -> bool:
    return isinstance(block, FlowTable) and len(block.rows[0].cells) >= LANDSCAPE_FROM


def _trimmed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    kept = list(blocks)
    while kept and isinstance(kept[0], PageEnd):
        kept.pop(0)
    while kept and isinstance(kept[-1], PageEnd):
        kept.pop()
    return tuple(kept)
