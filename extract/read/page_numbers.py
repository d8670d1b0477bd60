"""Removes printed page numbers alone on a line, if they are proven to be page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from extract.model.document import Block, Grid, Line
from extract.read.markup_terms import markup
from extract.read.settings import DEFAULTS

_LONGEST = 24


class Leaf(Protocol):
    """The attributes of a page that are used here. `blocks` is changed in place."""

    blocks: list[Block]
    after_break: bool
    before_break: bool


def without_page_numbers(leaves: Sequence[Leaf]) -> None:
    """Remove the proven page numbers from `leaves`.

    A page break proves an adjacent number. Numbers between dashes are proven if they increase through the whole
    document. The gap of a removed line passes to the next block.
    """
    for leaf in leaves:
        if leaf.after_break and leaf.blocks and _is_number(leaf.blocks[0]):
            _drop(leaf.blocks, {0})
        if leaf.before_break and leaf.blocks and _is_number(leaf.blocks[-1]):
            leaf.blocks.pop()
    if _rise([number for leaf in leaves for _, number in _dashed_numbers(leaf.blocks)]):
        for leaf in leaves:
            _drop(leaf.blocks, {index for index, _ in _dashed_numbers(leaf.blocks)})


def _is_number(block: Block) -> bool:
    if isinstance(block, Grid) or len(block.text) > _LONGEST:
        return False
    return markup().page_number.fullmatch(block.text.strip()) is not None


def _dashed_numbers(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and len(block.text) <= _LONGEST:
            found = markup().dashed_number.fullmatch(block.text.strip())
            if found:
                yield index, int(found["page"])


def _rise(numbers: Sequence[int]) -> bool:
    return len(numbers) >= DEFAULTS.running_numbers and all(a < b for a, b in pairwise(numbers))


def _drop(blocks: list[Block], indexes: set[int]) -> None:
    kept: list[Block] = []
    gap = False
    for index, block in enumerate(blocks):
        if index in indexes:
            gap = gap or block.gap
        else:
            kept.append(replace(block, gap=True) if gap and not block.gap else block)
            gap = False
    blocks[:] = kept
