"""Finds the cells of tables drawn with ruling lines ("rules").

The rules of a table form a lattice. Neighbouring places of the lattice without a rule between them are one cell
with spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.read.layout.printed import Rule

NEAR = 3.0
"""Tolerance in points for two rules on one line, and for a rule that touches another."""

COVERED = 0.6
"""Minimum share of a place's side that rules must cover to separate it from its neighbour."""

OPEN = 8.0
"""Minimum length in points of vertical rules below the last horizontal rule, for a row continued on the next page."""

FEWEST_OPEN = 4
"""Minimum number of vertical rules at a single horizontal one: a row that a page break cut, alone on its page."""

MOST_RULES = 2_000
"""Maximum number of rules of one direction on a page. Only drawings have more."""

MOST_PLACES = 20_000
"""Maximum number of places (rows times columns) of a table. Only rasters of charts have more."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled table; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table: its cells in row-major order, its outline, and the positions of its horizontal rules (`ys`,
    rows + 1) and vertical rules (`xs`, columns + 1)."""

    cells: tuple[RuledCell, ...]
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    is_cut_above: bool = False
    """Whether the first row is open at its top: its vertical rules begin above its first horizontal rule."""
    is_cut_below: bool = False
    """The same at the bottom of the last row."""
    is_doubtful: bool = False
    """Whether its rules were added, and what is printed contradicts them."""
    is_form: bool = False
    """Whether it is a form of labels and texts, found without rules."""


def ruled_tables(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[RuledTable]:
    """The tables drawn by rules, from top to bottom. A frame around the page or a single box is not a table."""
    parts = dict(_with_parts(horizontal)), dict(_with_parts(vertical))
    across, down = list(parts[0]), list(parts[1])
    if gives_up(across, down):
        return []
    tables = []
    for rows, columns in _components(across, down):
        own = [r for rule in rows for r in parts[0][rule]], [r for rule in columns for r in parts[1][rule]]
        table = _table(merged(own[0]), merged(own[1]))  # rules of other tables blur where those of this one are
        if table is not None and len(table.cells) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.top, table.x0))


def framed(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[float, float, float, float]]:
    """The left, top, right and bottom of connected rules, also of those that make no table. They must be merged."""
    if gives_up(across, down):
        return []
    found = []
    for rows, columns in _components(across, down, fewest_open=2):
        lefts, rights = (
            [r.start for r in rows] + [c.at for c in columns],
            [r.end for r in rows] + [c.at for c in columns],
        )
        tops, bottoms = (
            [r.at for r in rows] + [c.start for c in columns],
            [r.at for r in rows] + [c.end for c in columns],
        )
        found.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return found


def gives_up(across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether there are more rules than in any table. Rules on one line must be merged before."""
    return len(across) > MOST_RULES or len(down) > MOST_RULES


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Merge touching rules on one line."""
    return [rule for rule, _ in _with_parts(rules)]


def _with_parts(rules: Sequence[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """Touching rules on one line, merged, each with the rules that it consists of."""
    found: list[tuple[Rule, list[Rule]]] = []
    for group in _on_one_line(rules):
        at = sum(rule.at for rule in group) / len(group)
        parts: list[Rule] = []
        end = 0.0
        for rule in sorted(group, key=lambda r: r.start):
            if parts and rule.start > end + NEAR:
                found.append((Rule(at, parts[0].start, end), parts))
                parts = []
            end = max(end, rule.end) if parts else rule.end
            parts.append(rule)
        if parts:
            found.append((Rule(at, parts[0].start, end), parts))
    return found


def _on_one_line(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _components(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], fewest_open: int = FEWEST_OPEN
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of connected rules, one per table."""
    owner = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for i, row in enumerate(horizontal):
        for j, column in enumerate(vertical):
            meets = (
                column.start - NEAR <= row.at <= column.end + NEAR and row.start - NEAR <= column.at <= row.end + NEAR
            )
            if meets:
                owner[root(i)] = root(len(horizontal) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, row in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + j), ([], []))[1].append(column)
    for rows, columns in groups.values():
        if not rows:
            continue
        if len(columns) >= (2 if len(rows) >= 2 else fewest_open):
            yield rows, columns


def _closed(rows: Sequence[Rule], columns: Sequence[Rule]) -> list[Rule]:
    """The horizontal rules, with one added for a row left open by a page break, where vertical rules extend further."""
    left, right = min(rule.at for rule in columns), max(rule.at for rule in columns)
    top, bottom = min(rule.at for rule in rows), max(rule.at for rule in rows)
    starts = sorted(rule.start for rule in columns)[1:2]  # at least two rules extend this far
    ends = sorted((rule.end for rule in columns), reverse=True)[1:2]
    above = [Rule(y, left, right) for y in starts if top - y > OPEN]
    below = [Rule(y, left, right) for y in ends if y - bottom > OPEN]
    return [*above, *rows, *below]


def _table(rows: Sequence[Rule], columns: Sequence[Rule]) -> RuledTable | None:
    first, last = min(rule.at for rule in rows), max(rule.at for rule in rows)
    rows = _closed(rows, columns)
    ys = [group[0].at for group in _on_one_line(rows)]
    xs = [group[0].at for group in _on_one_line(columns)]
    if len(ys) < 2 or len(xs) < 2 or len(ys) * len(xs) > MOST_PLACES:
        return None
    places = _joined_places(xs, ys, rows, columns)
    xs, ys, places = _without_idle(xs, ys, places)
    cells = []
    for members in places:
        top, bottom = min(r for r, _ in members), max(r for r, _ in members)
        left, right = min(c for _, c in members), max(c for _, c in members)
        cells.append(
            RuledCell(top, left, bottom - top + 1, right - left + 1, xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    size, outline = (len(ys) - 1, len(xs) - 1), (xs[0], ys[0], xs[-1], ys[-1])
    is_cut = first - ys[0] > OPEN, ys[-1] - last > OPEN
    return RuledTable(tuple(cells), *size, *outline, tuple(xs), tuple(ys), *is_cut)


def _joined_places(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> list[list[tuple[int, int]]]:
    """Groups of lattice places without a rule between them."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    for r in range(height):
        for c in range(width):
            if c + 1 < width and not _is_covered(columns, xs[c + 1], ys[r], ys[r + 1]):
                owner[root((r, c + 1))] = root((r, c))
            if r + 1 < height and not _is_covered(rows, ys[r + 1], xs[c], xs[c + 1]):
                owner[root((r + 1, c))] = root((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        groups.setdefault(root(place), []).append(place)
    return list(groups.values())


def _without_idle(
    xs: Sequence[float], ys: Sequence[float], places: Sequence[Sequence[tuple[int, int]]]
) -> tuple[list[float], list[float], list[list[tuple[int, int]]]]:
    """The lattice without rules that bound no cell: pieces too short to separate anything."""
    across = sorted({c for p in places for c in (min(c for _, c in p), max(c for _, c in p) + 1)})
    down = sorted({r for p in places for r in (min(r for r, _ in p), max(r for r, _ in p) + 1)})
    column = {c: new for new, old in enumerate(across[:-1]) for c in range(old, across[new + 1])}
    row = {r: new for new, old in enumerate(down[:-1]) for r in range(old, down[new + 1])}
    kept = [sorted({(row[r], column[c]) for r, c in members}) for members in places]
    return [xs[c] for c in across], [ys[r] for r in down], kept


def _is_covered(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules at a position cover most of an interval."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR)
    return covered >= COVERED * (end - start)
