"""Tables whose columns no rule parts: where nearly no line prints anything, between the names of the header.

Tables with rules across alone, and tables without any rules, get the upright rules (and those around a cell that
spans columns) that they lack; the lattice then reads them as any other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.layout.lattice import MOST_RULES, NEAR, merged
from extract.read.layout.printed import PrintedLine, Rule

FEWEST_RULES = 3
"""Rules across of one width: above the header, below it, and at the end."""

FEWEST_COLUMNS = 3
"""Names in a header; two texts beside each other between rules are no table."""

NARROWEST = 0.35
"""A gap between columns, in letter heights, at the least."""

BETWEEN_NAMES = 0.8
"""A gap between two names of a header, in letter heights, at the least; words of one name stand closer."""

LONGEST_NUMBER = 9
"""Letters of a page number, the dashes beside it counted."""

ASCENT, DESCENT = 1.3, 0.4
"""How far a line reaches above and below its baseline, in letter heights, marks included."""


Stretch = tuple[float, float]
"""From where to where something reaches across the page."""


@dataclass(slots=True)
class Lacking:
    """The rules that tables lack: across and upright."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


def lacking_rules(horizontal: Sequence[Rule], vertical: Sequence[Rule], lines: Sequence[PrintedLine]) -> Lacking:
    """The rules that tables with rules across alone lack."""
    found = Lacking()
    if len(horizontal) > MOST_RULES or len(vertical) > MOST_RULES:
        return found
    free = [rule for rule in merged(horizontal) if not any(_meet(rule, other) for other in vertical)]
    done: list[Stretch] = []
    for group in sorted(_alike(free), key=lambda rules: rules[0].start - rules[0].end):
        rules = [rule for rule in group if not any(top <= rule.at <= bottom for top, bottom in done)]
        start = 0
        while len(rules) - start >= FEWEST_RULES:
            end = _table(rules[start:], lines, found)
            if end:
                done.append((rules[start].at, rules[start + end].at))
            start += end or 1
    return found


def _meet(across: Rule, upright: Rule) -> bool:
    return (
        upright.start - NEAR <= across.at <= upright.end + NEAR
        and across.start - NEAR <= upright.at <= across.end + NEAR
    )


def _alike(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by where they begin and end, each group top down."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        group = next((g for g in groups if _is_alike(g[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return groups


def _is_alike(a: Rule, b: Rule) -> bool:
    return abs(a.start - b.start) <= NEAR and abs(a.end - b.end) <= NEAR


def _table(rules: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking) -> int:
    """The number of rules of the table that the first one begins, 0 if it begins none; what it lacks goes to `found`.

    A table reaches down as long as its lines leave the gaps that its header leaves.
    """
    header = between(lines, rules[0].at, rules[1].at)
    last, best = 0, list[float]()
    for end in range(2, len(rules)):
        band = between(lines, rules[end - 1].at, rules[end].at)
        if len(band) > 1 and all(_is_prose(line, header) for line in band):
            break
        edges = column_edges(between(lines, rules[0].at, rules[end].at), header)
        if len(edges) + 1 < FEWEST_COLUMNS or len(edges) < len(best):
            break
        last, best = end, edges
    if not last:
        return 0
    ys = [rule.at for rule in rules[: last + 1]]
    if last == len(rules) - 1 and (bottom := _open_end(lines, ys[-1], header)) is not None:
        ys.append(bottom)
        found.horizontal.append(Rule(bottom, rules[0].start, rules[0].end))
    draw(found, ys, (rules[0].start, *best, rules[0].end), between(lines, ys[0], ys[-1]))
    return last


def _open_end(lines: Sequence[PrintedLine], bottom: float, header: Sequence[PrintedLine]) -> float | None:
    """Where a row ends that the end of the page leaves open: all lines below the last rule keep to the columns."""
    names = _names(header)
    rest = [line for line in lines if line.baseline - line.height / 2 > bottom]
    pieces = [list(_pieces(line, line.height * BETWEEN_NAMES)) for line in rest]
    while pieces and len(pieces[-1]) == 1 and len(rest[-1].clusters) <= LONGEST_NUMBER:
        pieces.pop()  # the number of the page
        rest.pop()
    if not rest or max(map(len, pieces)) < FEWEST_COLUMNS or any(spans(p, names) for row in pieces for p in row):
        return None
    return rest[-1].baseline + DESCENT * rest[-1].height


def _is_prose(line: PrintedLine, header: Sequence[PrintedLine]) -> bool:
    """Whether a line runs on below the names of a header as if there were no columns."""
    return all(spans(piece, _names(header)) for piece in _pieces(line, line.height * BETWEEN_NAMES))


def between(lines: Iterable[PrintedLine], top: float, bottom: float) -> list[PrintedLine]:
    """The lines whose letters stand between two heights."""
    return [line for line in lines if top < line.baseline - line.height / 2 < bottom]


def draw(found: Lacking, ys: Sequence[float], xs: Sequence[float], lines: Sequence[PrintedLine]) -> None:
    """Add upright rules at `xs` from the first to the last of `ys`, but for lines that print across them.

    Such a line gets rules across above and below it where other lines stand between the same rules.
    """
    for top, bottom in pairwise(ys):
        band = between(lines, top, bottom)
        crossing = [line for line in band if any(_crosses(line, x) for x in xs[1:-1])]
        heights = {top, bottom}
        for line in crossing if len(crossing) < len(band) else ():
            heights |= {line.baseline - ASCENT * line.height, line.baseline + DESCENT * line.height}
        cuts = [y for y in sorted(heights) if top <= y <= bottom]
        found.horizontal += [Rule(y, xs[0], xs[-1]) for y in cuts[1:-1]]
        for a, b in pairwise(cuts):
            inside = between(crossing, a, b)
            found.vertical += [Rule(x, a, b) for x in xs if not any(_crosses(line, x) for line in inside)]


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(x0 < x < x1 for x0, x1 in _pieces(line, line.height * NARROWEST))


def column_edges(lines: Sequence[PrintedLine], header: Sequence[PrintedLine]) -> list[float]:
    """The middles of the gaps that all lines leave, those between two names of the header.

    A text that reaches below two names, such as a total's label, is a cell that spans their columns and fills no gap.
    """
    strict = _edges(covered(lines), covered(header))
    names = _names(header)
    apart = _edges(covered(lines, names), names)
    return max(strict, apart, key=len)


def _names(header: Sequence[PrintedLine]) -> list[Stretch]:
    """The names of columns: the parts of the header line that has most, and those of the others that stand beside."""
    rows = [list(_pieces(line, line.height * BETWEEN_NAMES)) for line in header]
    names: list[Stretch] = []
    for row in sorted(rows, key=len, reverse=True):
        names += [piece for piece in row if not any(_overlap(piece, name) for name in names)]
    return sorted(names)


def spans(piece: Stretch, names: Sequence[Stretch]) -> bool:
    """Whether a text reaches below two names or more."""
    return sum(_overlap(piece, name) for name in names) > 1


def _overlap(a: Stretch, b: Stretch) -> bool:
    return a[0] < b[1] and a[1] > b[0]


def _edges(columns: Sequence[Stretch], names: Sequence[Stretch]) -> list[float]:
    edges: list[float] = []
    left: Stretch | None = None
    for column in columns:
        is_named = any(_overlap(name, column) for name in names)
        if left is not None and is_named:
            edges.append((left[1] + column[0]) / 2)
        left = column if left is None or is_named else (left[0], column[1])
    return edges


def covered(lines: Sequence[PrintedLine], names: Sequence[Stretch] = ()) -> list[Stretch]:
    """The stretches across in which a line prints something, narrow gaps closed; texts below two names left out."""
    closest = max((line.height for line in lines), default=0.0) * NARROWEST
    found: list[Stretch] = []
    for x0, x1 in sorted(piece for line in lines for piece in _pieces(line, closest) if not spans(piece, names)):
        if found and x0 - found[-1][1] <= closest:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _pieces(line: PrintedLine, closest: float) -> Iterator[Stretch]:
    """The stretches of one line without a gap wider than `closest`."""
    start, end = line.clusters[0].x0, line.clusters[0].x1
    for cluster in line.clusters[1:]:
        if cluster.x0 - end > closest:
            yield start, end
            start = cluster.x0
        end = max(end, cluster.x1)
    yield start, end
