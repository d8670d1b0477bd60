"""Tables written with characters: lines of tab-separated cells, and Markdown pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from extract.read.markup_terms import markup
from extract.read.settings import DEFAULTS
from normalize.money import looks_like_money
from normalize.numerals import arabic


class RowKind(Enum):
    """The form of a line. Consecutive lines of the same kind may form one table."""

    TEXT = auto()
    TABS = auto()
    PIPES = auto()
    """Begins and ends with a pipe."""
    LOOSE_PIPES = auto()
    """Contains a pipe: a row if a separator row is among its neighbours, or if all have the same number of pipes."""
    SPACES = auto()
    """Pieces separated by runs of spaces: see extract.read.text.spaced_rows."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """The original cells of one line."""

    line: int
    cells: list[str]
    is_header: bool = False
    is_across: bool = False
    """Whether its one cell is across the table."""


MOST_TABS = 4
FEWEST_BARE_ROWS = 2
FEWEST_BARE = 4
"""Minimum sum of the number of rows and the number of pipes per row, for a table without frame. Less may be prose."""

FEWEST_RAGGED = 2
"""Pipes of a row that lacks cells, at the least."""

WHOLE = 0.6
"""Minimum share of rows with all cells."""

FEWEST_HEADED = 4
"""Pipes of a whole first row, at the least, for any of the rows below it to lack the blank cells at its end."""

_LIST_NUMBER = re.compile(r"-?\(?\d{1,3}(?:\.\d{1,2})*[.)]+")
_COLON = re.compile(r"\t?\s?:\s?\t?")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR_CHARACTERS = frozenset("|:- \t")
_SEPARATOR_CELL = re.compile(r":?-+:?")
_FRAME = re.compile(r"\s*+\+(?:[-=]++\+){2,}+\s*+")
"""A line of the frame of a table drawn with signs: +-----+-----+."""

FEWEST_FRAMED = 3
"""Rows, each between two lines of the frame, at the least: then the lines between them are one row."""


_VALUE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+\.\d+|[-–—]")


def is_value(text: str) -> bool:
    """Whether a piece of a row is an amount, also of thousands (4.5), or a dash for none."""
    written = arabic(text.strip())
    return _VALUE.fullmatch(written) is not None or looks_like_money(written)


def row_kind(raw: str) -> RowKind:
    """The kind of a non-blank line."""
    if "|" not in raw:
        if _FRAME.fullmatch(raw) is not None:
            return RowKind.PIPES
        return RowKind.TABS if "\t" in raw and not _is_numbered_text(raw) else RowKind.TEXT
    stripped = raw.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == "|" and stripped[-2] != "\\":
        return RowKind.PIPES
    return RowKind.TABS if "\t" in raw else RowKind.LOOSE_PIPES


def _is_numbered_text(raw: str) -> bool:
    """Whether a line's tabs only follow its number, or surround a colon: `1.<tab>text`, `name<tab>:<tab>text`."""
    if raw.count("\t") > MOST_TABS:
        return False
    head, _, rest = raw.lstrip(" ").partition("\t")
    after_number = _LIST_NUMBER.fullmatch(head.strip()) is not None or _is_level(head, rest)
    return "\t" not in _COLON.sub(":", rest if after_number else raw.strip(" ")) and bool(rest.strip())


def _is_level(head: str, rest: str) -> bool:
    """Whether a level's word and number are before a tab, and nothing but its name behind it."""
    level = markup().numbered_label.fullmatch(arabic(head.strip()))
    return level is not None and level["code"] is None and "\t" not in rest.strip() and not is_value(rest)


def _is_indented(raw: str) -> bool:
    """Whether a line's only tabs are a few at its beginning, as the indent of a paragraph."""
    return "\t" not in raw.lstrip() and raw.count("\t") <= DEFAULTS.indent_tabs


def piped_tables(lines: Sequence[tuple[int, str]], kind: RowKind) -> Iterator[tuple[int, list[TextRow] | None]]:
    """The tables among lines with pipes, in order, and the lines without any between them.

    Yields the number of lines and their rows, None if they are no table. Rows of as many cells on both sides of other
    lines are of one table, be there only one of them, if most rows are not alone or hold values below a first without.
    """
    parts = [(is_row, list(group)) for is_row, group in groupby(lines, key=lambda line: _is_piped(line[1]))]
    piped = [line for is_row, part in parts if is_row for line in part]
    is_even = len(parts) > 1 and len({len(_UNESCAPED_PIPE.findall(raw)) for _, raw in piped}) == 1
    alone = sum(is_row and len(part) == 1 for is_row, part in parts)
    is_even = is_even and (alone * 2 <= len(piped) or _are_headed(raw for _, raw in piped))
    rows = {row.line: row for row in (split_pipes(piped, kind) if is_even else None) or ()}
    for is_row, part in parts:
        is_framed = all(row_kind(raw) is RowKind.PIPES for _, raw in part)
        if is_row and rows:
            yield len(part), [rows[number] for number, _ in part if number in rows]
        else:
            yield len(part), split_pipes(part, RowKind.PIPES if is_framed else kind) if is_row else None


def _are_headed(raws: Iterable[str]) -> bool:
    """Whether all rows but the first hold a value in a cell."""
    first, *others = [[cell.strip() for cell in _pipe_cells(raw)] for raw in raws]
    return not any(map(is_value, first)) and all(any(cell and is_value(cell) for cell in row) for row in others)


def _is_piped(raw: str) -> bool:
    return row_kind(raw) in (RowKind.PIPES, RowKind.LOOSE_PIPES)


def split_pipes(lines: Sequence[tuple[int, str]], kind: RowKind) -> list[TextRow] | None:
    """The rows of a pipe table, with header rows above the first separator row; None if it is not a table."""
    lines = _unframed(lines)
    separator = next((raw.strip() for _, raw in lines if _is_separator(raw)), "|")
    width = 0 if separator.startswith("|") else len(_pipe_cells(separator))
    rows = [(line, _pipe_cells(raw, width), _is_separator(raw)) for line, raw in lines]
    headers = next((index for index, row in enumerate(rows) if row[2]), None)
    if headers is None and kind is RowKind.LOOSE_PIPES:
        return _bare_rows(lines)
    if headers is None and (kind is not RowKind.PIPES or all(len(cells) < 2 for _, cells, _ in rows)):
        return None
    return list(_pipe_rows(rows, headers or 0))


def _unframed(lines: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """The lines without those of a frame. Where a frame parts all rows, the lines of a row are joined."""
    if not any(_FRAME.fullmatch(raw) for _, raw in lines):
        return lines
    parts: list[list[tuple[int, str]]] = [[]]
    for number, raw in lines:
        if _FRAME.fullmatch(raw) is not None:
            parts.append([])
        else:
            parts[-1].append((number, raw))
    rows = [part for part in parts if part]
    is_even = all(len({len(_pipe_cells(raw)) for _, raw in part}) == 1 for part in rows)
    if len(rows) < FEWEST_FRAMED or not is_even:
        return [line for part in rows for line in part]
    return [(part[0][0], _joined([raw for _, raw in part])) for part in rows]


def _joined(raws: Sequence[str]) -> str:
    """The lines of one row as one, cell by cell."""
    split = [_pipe_cells(raw) for raw in raws]
    return "|" + "|".join(" ".join(map(str.strip, column)) for column in zip(*split, strict=True)) + "|"


def _bare_rows(lines: Sequence[tuple[int, str]]) -> list[TextRow] | None:
    """The rows of lines with pipes but without frame and separator row, if all have the same number; else None.

    Of a table of many columns, some rows may lack cells at their end.
    """
    counts = [len(_UNESCAPED_PIPE.findall(raw)) for _, raw in lines]
    width = max(counts)
    is_whole = min(counts) == width or (min(counts) >= FEWEST_RAGGED and counts.count(width) >= WHOLE * len(counts))
    is_headed = counts[0] == width >= FEWEST_HEADED and min(counts) > 0
    if not (is_whole or is_headed) or len(lines) < FEWEST_BARE_ROWS or len(lines) + width < FEWEST_BARE:
        return None
    is_closed = all(raw.rstrip().endswith("|") for _, raw in lines)
    split = _pipe_cells if is_closed else _open_cells
    return [TextRow(line, split(raw)) for line, raw in lines]


def _open_cells(raw: str) -> list[str]:
    """The cells of a row without frame: a pipe at its beginning has an empty cell before it."""
    return _UNESCAPED_PIPE.split(raw.strip())


def _pipe_rows(rows: Sequence[tuple[int, list[str], bool]], headers: int) -> Iterator[TextRow]:
    for index, (line, cells, is_separator) in enumerate(rows):
        if not is_separator:
            yield TextRow(line, cells, index < headers)


def _pipe_cells(raw: str, width: int = 0) -> list[str]:
    """The cells of a row. Pipes at its ends are a frame, unless they separate `width` cells of an unframed table."""
    text = raw.strip()
    if width and len(cells := _UNESCAPED_PIPE.split(text)) == width:
        return cells
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return _UNESCAPED_PIPE.split(text)


def _is_separator(raw: str) -> bool:
    if "-" not in raw or not _SEPARATOR_CHARACTERS.issuperset(raw):
        return False
    return all(_SEPARATOR_CELL.fullmatch(cell.strip()) for cell in _pipe_cells(raw))
