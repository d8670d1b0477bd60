"""A sample as a web page made to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from samples.make.content import Plan
from samples.make.flow import Block, FlowTable, Para
from samples.make.printing.style import Part, PrintStyle, cell_lines, column_shares, is_bold, parts, text_of
from samples.make.render import shown, spans

_CSS = """
@page {{ size: A4; margin: 20mm; @top-center {{ content: "- " counter(page) " -"; font-family: {font} }} }}
@page wide {{ size: A4 landscape }}
body {{ font: {size}pt/1.4 {font} }}
p {{ margin: 0 0 4pt }}
p.heading {{ font-weight: bold }}
div.part {{ break-before: page }}
div.part:first-child {{ break-before: auto }}
div.wide {{ page: wide }}
div.end {{ break-after: page }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; font-size: {table_size}pt; margin-bottom: 8pt }}
td {{ border: 0.5pt solid black; padding: 2pt 3pt; vertical-align: top; overflow-wrap: anywhere }}
thead {{ display: table-row-group }}
tr {{ break-inside: avoid }}
"""


def web_page(plan: Plan, style: PrintStyle) -> str:
    """The plan as HTML."""
    css = _CSS.format(font=style.font, size=style.size, table_size=style.table_size)
    made = "".join(_part(plan, part) for part in parts(plan))
    head = f'<head><meta charset="utf-8"><style>{css}</style></head>'
    return f'<!doctype html><html lang="th">{head}<body>{made}</body></html>'


def _part(plan: Plan, part: Part) -> str:
    kinds = "part wide" if part.landscape else "part"
    return f'<div class="{kinds}">{"".join(_block(plan, block) for block in part.blocks)}</div>'


def _block(plan: Plan, block: Block) -> str:
    match block:
        case Para():
            kind = ' class="heading"' if is_bold(block) else ""
            return f"<p{kind}>{escape(text_of(plan, block))}</p>"
        case FlowTable():
            return "".join(_table(plan, block))
        case _:
            return '<div class="end"></div>'


def _table(plan: Plan, table: FlowTable) -> Iterator[str]:
    yield "<table><colgroup>"
    for share in column_shares(table):
        yield f'<col style="width: {share:.2%}">'
    yield "</colgroup>"
    for number, row in enumerate(table.rows):
        yield "<tr>"
        for column in shown(table, number):
            down, across = spans(table, number, column)
            text = "<br>".join(map(escape, cell_lines(plan, row.cells[column])))
            yield f'<td rowspan="{down}" colspan="{across}">{text}</td>'
        yield "</tr>"
    yield "</table>"
