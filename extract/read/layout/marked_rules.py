"""Draws the missing rules of a table without rules: between its columns and rows, and around cells that span some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    ASCENT,
    BETWEEN_NAMES,
    DESCENT,
    Lacking,
    Stretch,
    column_of,
    crosses,
    draw,
    header_groups,
    pieces,
)
from extract.read.layout.marked_rows import blocks, labels_of, often_filled, sparse_columns, starts_of_rows
from extract.read.layout.marked_table import MarkedTable
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.markup_terms import markup


def draw_table(table: MarkedTable, lacking: Lacking) -> None:
    """Add the missing rules of a table: around it, between its rows and between its columns."""
    lines, edges = table.lines, table.edges
    left = min(line.clusters[0].x0 for line in lines) - 1
    right = max(line.clusters[-1].x1 for line in lines) + 1
    top = lines[0].baseline - ASCENT * lines[0].height
    bottom = lines[-1].baseline + DESCENT * lines[-1].height
    labels, sparse = (labels_of(table), sparse_columns(table)) if table.anchors else (set[int](), set[int]())
    starts = starts_of_rows(table, labels, sparse) if table.anchors else []
    ys = [top, *(_between(lines, at) for at in starts), bottom]
    xs = (left, *edges, right)
    if table.head:
        header = lines[: table.head]
        draw(lacking, ys[:2], xs, header, header_groups(header))
    spans = _label_spans(table, labels)
    for y0, y1 in pairwise(ys[1 if table.head else 0 :]):
        across = [spans[id(line)] for line in lines if y0 < line.baseline < y1 and id(line) in spans]
        lacking.vertical += [Rule(x, y0, y1) for x in xs if not any(x0 < x < x1 for x0, x1 in across)]
    merged = {
        y: _merged_at(table, at, sparse)
        for y, at in zip(ys[1:], starts, strict=False)
        if at not in labels and at - 1 not in labels
    }
    for y in ys:
        lacking.horizontal += [Rule(y, x0, x1) for c, (x0, x1) in enumerate(pairwise(xs)) if c not in merged.get(y, ())]


def _merged_at(table: MarkedTable, at: int, sparse: set[int]) -> set[int]:
    """The columns whose text goes on from above a line to it or below: it is that of a merged cell."""
    found: set[int] = set()
    often = min(often_filled(table), default=0)
    for column in sparse:
        beside = {column_of(text.stretch, table.edges) for text in table.texts[at]}
        if column > often and column in beside:
            continue  # it begins with its row
        for block in blocks(table, column):
            if block[0] < at <= block[-1]:
                text = next(
                    t for i in block if i >= at for t in table.texts[i] if column_of(t.stretch, table.edges) == column
                )
                begins = text.text.startswith((*markup().label_starts, *markup().entry_starts))
                if not begins and not text.is_figure and text.number is None:
                    found.add(column)
    return found


def _label_spans(table: MarkedTable, labels: set[int]) -> dict[int, Stretch]:
    """From where to where labels, and those of totals, go across columns, by the ids of their lines."""
    spans: dict[int, Stretch] = {}
    for index, line in enumerate(table.lines):
        if index in labels:
            spans[id(line)] = line.clusters[0].x0, line.clusters[-1].x1
        elif index in table.anchors and crosses(table.texts[index][0].stretch, table.edges):
            spans[id(line)] = next(iter(pieces(line, line.height * BETWEEN_NAMES)))
        elif index in table.anchors:
            spans |= {id(line): span for span in _no_money(table, index)}
    return spans


def _no_money(table: MarkedTable, at: int) -> Iterator[Stretch]:
    """From where to where the words for no money go that stand across columns: over those beside them without text."""
    texts = table.texts[at]
    filled = {column_of(text.stretch, table.edges) for text in texts}
    often = {
        column_of(mark.stretch, table.edges) for other in table.anchors for mark in table.texts[other] if mark.is_figure
    }
    for text in texts:
        if text.is_no_money and crosses(text.stretch, table.edges):
            first = sum(edge <= text.x0 for edge in table.edges)
            last = sum(edge < text.x1 for edge in table.edges)
            while first - 1 in often - filled:
                first -= 1
            while last + 1 in often - filled:
                last += 1
            end = table.edges[last] if last < len(table.edges) else max(t.x1 for row in table.texts for t in row)
            yield table.edges[first - 1] if first else text.x0, end


def _between(lines: Sequence[PrintedLine], at: int) -> float:
    above, below = lines[at - 1], lines[at]
    return (above.baseline + DESCENT * above.height + below.baseline - ASCENT * below.height) / 2
