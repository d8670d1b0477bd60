"""Finds columns without vertical rules, by the gaps shared by all lines of a table and between its column names.

For tables with horizontal rules only, and tables without rules, the missing vertical rules (and the rules around
cells that span columns) are added. The lattice then reads them like any other table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from extract.read.layout.printed import PrintedLine, Rule, beside_digits, beside_one, may_be_spaced

FEWEST_COLUMNS = 3
"""Minimum number of column names in a header. Two texts side by side between rules are not a table."""

NARROWEST = 0.35
"""Minimum gap between columns, in letter heights."""

WIDEST_SPACE = 1.0
"""Maximum width of a single drawn space, in letter heights."""

SPACES_APART = 1.5
"""Minimum gap between two columns, in usual gaps between the words of the page. Some fonts have wide spaces."""

BETWEEN_NAMES = 0.8
"""Minimum gap between two column names, in letter heights. Words of one name are closer."""

NAMES_APART = 1.25
"""The same in usual gaps between the words of the page. Some fonts have wide spaces."""

BETWEEN_GROUPS = 1.8
"""The same for the second row of a header: wider than any space between words."""

ASCENT, DESCENT = 1.3, 0.4
"""Extent of a line above and below its baseline, in letter heights, including marks."""

OFF_MIDDLE = 0.8
"""Maximum distance of the middle of a group's name from that of its columns, in letter heights."""

RULE_BELOW = 2.0
"""Maximum distance of the rule below a group's name from its baseline, in letter heights."""

ALIKE_LETTERS = 3
"""Number of letters at the beginning of the names of years or quarters that are alike."""

SAME_EDGE = 6.0
"""Tolerance in points for equal left or right edges of two tables."""

Stretch = tuple[float, float]
"""A horizontal interval on the page: left and right, in points."""


@dataclass(slots=True)
class Lacking:
    """The missing horizontal and vertical rules of tables, and the names of groups in their headers."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """The left and right edges and the column boundaries of a table, which it keeps if continued on the next page."""

    left: float
    right: float
    edges: tuple[float, ...]

    def spans(self, left: float, right: float) -> bool:
        """Whether a table from `left` to `right` may have these columns."""
        return abs(left - self.left) <= SAME_EDGE and abs(right - self.right) <= SAME_EDGE

    def holds(self, lines: Sequence[PrintedLine]) -> bool:
        """Whether lines fit these columns: most fill several columns, hardly any crosses a boundary."""
        rows = [list(pieces(line, line.height * NARROWEST)) for line in lines]
        crossing = sum(any(crosses(piece, self.edges) for piece in row) for row in rows)
        filled = {column_of(piece, self.edges) for row in rows for piece in row if not crosses(piece, self.edges)}
        return len(filled) >= FEWEST_COLUMNS and crossing * 4 <= len(rows) - 1


@dataclass(frozen=True, slots=True)
class Group:
    """The name of a group of columns in the header of a table, its line, the interval of the names below it, and the
    height of the rule between, or where one might be."""

    line: PrintedLine
    name: Stretch
    columns: Stretch
    bottom: float


def between(lines: Iterable[PrintedLine], top: float, bottom: float) -> list[PrintedLine]:
    """The lines between two vertical positions."""
    return [line for line in lines if top < line.baseline - line.height / 2 < bottom]


def column_of(piece: Stretch, edges: Sequence[float]) -> int:
    """The number of the column that contains the middle of a piece."""
    middle = (piece[0] + piece[1]) / 2
    return sum(edge <= middle for edge in edges)


def crosses(piece: Stretch, edges: Sequence[float]) -> bool:
    """Whether a piece crosses a boundary between two columns."""
    return any(piece[0] < edge < piece[1] for edge in edges)


def draw(
    found: Lacking,
    ys: Sequence[float],
    xs: Sequence[float],
    lines: Sequence[PrintedLine],
    groups: Sequence[Group] = (),
) -> None:
    """Add vertical rules at `xs` from the first to the last of `ys`, interrupted by lines that cross them.

    If other lines are between the same horizontal rules, such a line gets horizontal rules above and below it; that of
    a group of columns only one below the name of the group.
    """
    over = _over(groups, xs)
    for top, bottom in pairwise(ys):
        band = between(lines, top, bottom)
        crossing = [line for line in band if any(_crosses(line, x) for x in xs[1:-1]) or id(line) in over]
        heights: dict[float, list[Stretch]] = {}
        for line in crossing if len(crossing) < len(band) else ():
            own = [stretch for _, stretch in over.get(id(line), ())]
            if own and not any(_crosses(line, x) for x in xs[1:-1] if not _is_in(x, own)):
                for y, stretch in over[id(line)]:
                    heights.setdefault(y, []).append(stretch)
            else:
                ends = line.baseline - ASCENT * line.height, line.baseline + DESCENT * line.height
                heights |= {y: [(xs[0], xs[-1])] for y in ends}
        room = max((line.height for line in crossing), default=0.0)
        cuts = [top, *(y for y in sorted(heights) if top + room <= y <= bottom - room), bottom]
        found.horizontal += [Rule(y, x0, x1) for y in cuts[1:-1] for x0, x1 in heights[y]]
        for a, b in pairwise(cuts):
            inside = between(crossing, a, b)
            spanned = [stretch for line in inside for _, stretch in over.get(id(line), ())]
            found.vertical += [
                Rule(x, a, b) for x in xs if not _is_in(x, spanned) and not any(_crosses(line, x) for line in inside)
            ]


def _over(groups: Sequence[Group], xs: Sequence[float]) -> dict[int, list[tuple[float, Stretch]]]:
    """The intervals between column boundaries that the names of groups span, and their bottoms, by their lines' ids."""
    over: dict[int, list[tuple[float, Stretch]]] = {}
    for group in groups:
        first, last = (column_of((x, x), xs) for x in group.columns)
        if 0 < first < last < len(xs):
            over.setdefault(id(group.line), []).append((group.bottom, (xs[first - 1], xs[last])))
    return over


def _is_in(x: float, stretches: Iterable[Stretch]) -> bool:
    return any(x0 < x < x1 for x0, x1 in stretches)


def _crosses(line: PrintedLine, x: float) -> bool:
    return _is_in(x, pieces(line, line.height * NARROWEST))


def column_edges(
    lines: Sequence[PrintedLine],
    header: Sequence[PrintedLine],
    closest: float = BETWEEN_NAMES,
    rules: Sequence[Rule] = (),
) -> list[float]:
    """The middles of the gaps shared by all lines, if they are between two column names.

    Names are more than `closest` letter heights apart. Text below two or more names, such as the label of a total, is a
    cell that spans their columns and does not close the gap.
    """
    groups = header_groups(header, closest, rules)
    strict = _edges(covered(lines, groups=groups), covered(header, closest=closest, groups=groups))
    names = _without_false(header_names(header, closest, rules), lines)
    apart = _edges(covered(lines, names, groups=groups), names)
    below = _edges(covered(_without_labels(lines, names, groups), names, groups=groups), names)
    return max(strict, apart, below, key=len)


def _without_labels(
    lines: Sequence[PrintedLine], names: Sequence[Stretch], groups: Sequence[Group]
) -> list[PrintedLine]:
    """The lines without labels across columns, unless these are many: each is alone, and covers columns of others."""
    rows: list[PrintedLine] = []
    alone: list[tuple[PrintedLine, Stretch]] = []
    for line in lines:
        first, *others = pieces(line, line.height * NARROWEST)
        if others:
            rows.append(line)
        else:
            alone.append((line, first))
    columns = covered(rows, names, groups=groups)
    labels = {id(line) for line, piece in alone if spans(piece, columns)}
    return [line for line in lines if id(line) not in labels] if 2 * len(labels) <= len(rows) else list(lines)


def header_groups(
    header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES, rules: Sequence[Rule] = ()
) -> list[Group]:
    """The names of groups of columns: each is centred over several names that nothing else is above, or a rule below
    it spans them. `rules` are horizontal rules that do not span the table."""
    closest = min(closest, BETWEEN_NAMES)  # names that are farther apart are not one
    rows = [(line, names_of(line, closest)) for line in header]
    found: list[Group] = []
    for at, (line, names) in enumerate(rows):
        below = [row for row in rows[at + 1 :] if row[0].baseline - line.baseline >= row[0].height]
        for name in names:
            others = [piece for piece in names if piece != name]
            rest = list(_rest_of_name(name, line, below))
            rule = _rule_below(line, name, [r for r in rules if not any(overlap((r.start, r.end), p) for p in others)])
            above = [
                others + [p for row in below[:index] for p in row[1] if (row[0], p) not in rest]
                for index in range(len(below))
            ]
            subs = (_columns_below(name, row[1], over, rule, line) for row, over in zip(below, above, strict=True))
            alike = (_alike_below(name, row, over) for row, over in zip(below, above, strict=True))
            likely = [next(filter(None, subs), None), next(filter(None, alike), None)]
            columns = max(filter(None, likely), key=lambda c: c[1] - c[0], default=None)
            if columns is not None:
                last = rest[-1][0] if rest else line
                bottom = rule.at if rule is not None else last.baseline + DESCENT * last.height
                found.append(Group(line, name, columns, bottom))
    return found


def _rest_of_name(
    name: Stretch, line: PrintedLine, below: Sequence[tuple[PrintedLine, Sequence[Stretch]]]
) -> Iterator[tuple[PrintedLine, Stretch]]:
    """The texts below a name that it goes on with: each is alone below it, at its left side or in its middle."""
    for other, texts in below:
        under = [text for text in texts if overlap(text, name)]
        if not under:
            continue  # a line of other names, which are set lower
        off = min(abs(under[0][0] - name[0]), abs(sum(under[0]) - sum(name)) / 2)
        if len(under) > 1 or off > OFF_MIDDLE * line.height or not _is_free(under[0], other, below):
            return
        yield other, under[0]


def _is_free(text: Stretch, line: PrintedLine, below: Sequence[tuple[PrintedLine, Sequence[Stretch]]]) -> bool:
    """Whether a text is over others, as the name of a group is: names of columns have only their own rests below."""
    lower = [texts for other, texts in below if other.baseline > line.baseline]
    return any(len(texts) > 1 and sum(overlap(text, piece) for piece in texts) > 0 for texts in lower)


def _rule_below(line: PrintedLine, name: Stretch, rules: Sequence[Rule]) -> Rule | None:
    """The rule below a name that is wider than it."""
    for rule in rules:
        is_below = 0 < rule.at - line.baseline < RULE_BELOW * line.height
        if is_below and rule.start <= name[0] and name[1] <= rule.end:
            return rule
    return None


def _columns_below(
    name: Stretch, subs: Sequence[Stretch], above: Sequence[Stretch], rule: Rule | None, line: PrintedLine
) -> Stretch | None:
    """From the left of the first to the right of the last column of a group; None if the name is that of no group."""
    if rule is not None:
        own = [sub for sub in subs if rule.start <= sub[0] and sub[1] <= rule.end]
        return (own[0][0], own[-1][1]) if len(own) > 1 else None
    free = [not any(overlap(sub, other) for other in above) for sub in subs]
    found: list[Stretch] = []
    for first, last in combinations(range(len(subs)), 2):
        left, right = subs[first], subs[last]
        is_over = any(overlap(sub, name) for sub in subs[first : last + 1]) and all(free[first : last + 1])
        if is_over and _is_middle(name, left, right, OFF_MIDDLE * line.height):
            found.append((left[0], right[1]))
    return max(found, key=lambda stretch: stretch[1] - stretch[0], default=None)


def _alike_below(name: Stretch, row: tuple[PrintedLine, Sequence[Stretch]], above: Sequence[Stretch]) -> Stretch | None:
    """From the left of the first to the right of the last column of a group whose name begins where the first does:
    their names are alike, as those of years and quarters are, and nothing else is above them."""
    line, subs = row
    end = min((other[0] for other in above if other[0] >= name[1]), default=subs[-1][1])
    own = [sub for sub in subs if sub[0] >= name[0] - OFF_MIDDLE * line.height and sub[1] <= end]
    if len(own) < 2 or abs(own[0][0] - name[0]) > OFF_MIDDLE * line.height:
        return None
    if len({_start_of(line, sub) for sub in own}) > 1 or any(overlap(sub, other) for sub in own for other in above):
        return None
    return own[0][0], own[-1][1]


def _start_of(line: PrintedLine, piece: Stretch) -> str:
    """The first letters of a text of a line; any digits are alike."""
    text = "".join(cluster.text for cluster in line.clusters if piece[0] <= cluster.x0 <= piece[1])[:ALIKE_LETTERS]
    return "0" if text[:1].isdigit() else text


def _is_middle(name: Stretch, left: Stretch, right: Stretch, most: float) -> bool:
    """Whether a name is in the middle of two texts: of their outer sides, or, in columns of one width, of their
    middles."""
    middle = (name[0] + name[1]) / 2
    middles = (left[0] + left[1] + right[0] + right[1]) / 4
    return min(abs(middle - (left[0] + right[1]) / 2), abs(middle - middles)) <= most


def header_names(
    header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES, rules: Sequence[Rule] = ()
) -> list[Stretch]:
    """The intervals of the column names: those of the header line with the most, and others next to them.

    A name over several others, or under them, is that of their group.
    """
    groups = header_groups(header, closest, rules)
    rows = [[p for p in names_of(line, closest) if not _is_of(groups, line, p)] for line in header]
    names: list[Stretch] = []
    for row in sorted(rows, key=len, reverse=True):
        names = [name for name in names if not _is_group(name, row, names)]
        names += [piece for piece in row if not any(overlap(piece, name) for name in names)]
    return sorted(names)


def names_of(line: PrintedLine, closest: float = BETWEEN_NAMES) -> list[Stretch]:
    """The texts of a line of names: more than `closest` letter heights apart, and more than words of the page are."""
    return list(pieces(line, line.height * _least_gap(line, closest)))


def named_columns(edges: Sequence[float], names: Sequence[Stretch]) -> int:
    """The number of columns with a name. A text beside a name that is centred in its column looks like one without."""
    return len({column_of(name, edges) for name in names})


def _is_group(name: Stretch, row: Sequence[Stretch], names: Sequence[Stretch]) -> bool:
    """Whether a name is over or under several texts of another line that are over or under no other name."""
    own = [piece for piece in row if overlap(piece, name)]
    return len(own) > 1 and not any(overlap(piece, other) for piece in own for other in names if other != name)


def _without_false(names: Sequence[Stretch], lines: Sequence[PrintedLine]) -> list[Stretch]:
    """The names, merged if they are words of one name: more lines cross the gap between them than leave it."""
    rows = [list(pieces(line, line.height * NARROWEST)) for line in lines]
    kept: list[Stretch] = list(names[:1])
    for name in names[1:]:
        across = apart = 0
        for row in rows:
            left = [piece for piece in row if overlap(piece, kept[-1])]
            right = [piece for piece in row if overlap(piece, name)]
            if any(piece in right for piece in left):
                across += len(row) > 1 or len(rows) < FEWEST_COLUMNS
            elif left and right:
                apart += 1
        if across > apart:
            kept[-1] = (kept[-1][0], name[1])
        else:
            kept.append(name)
    return kept


def spans(piece: Stretch, names: Sequence[Stretch]) -> bool:
    """Whether a text extends below two or more names."""
    return sum(overlap(piece, name) for name in names) > 1


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether two intervals overlap."""
    return a[0] < b[1] and a[1] > b[0]


def _edges(columns: Sequence[Stretch], names: Sequence[Stretch]) -> list[float]:
    edges: list[float] = []
    left: Stretch | None = None
    for column in columns:
        is_named = any(overlap(name, column) and not (left and overlap(name, left)) for name in names)
        if left is not None and is_named:
            edges.append((left[1] + column[0]) / 2)
        left = column if left is None or is_named else (left[0], column[1])
    return edges


def _is_of(groups: Sequence[Group], line: PrintedLine, piece: Stretch) -> bool:
    """Whether a piece of a line is the name of a group, or a part of it."""
    return any(g.line is line and g.name[0] <= piece[0] and piece[1] <= g.name[1] for g in groups)


def covered(
    lines: Sequence[PrintedLine],
    names: Sequence[Stretch] = (),
    closest: float = NARROWEST,
    groups: Sequence[Group] = (),
) -> list[Stretch]:
    """The horizontal intervals covered by any line, with gaps up to `closest` letter heights closed.

    Texts that extend below two or more names are ignored, and the names of groups.
    """
    narrow = max((line.height * _least_gap(line, closest) for line in lines), default=0.0)
    found: list[Stretch] = []
    texts = (p for line in lines for p in pieces(line, narrow) if not spans(p, names) and not _is_of(groups, line, p))
    for x0, x1 in sorted(texts):
        if found and x0 - found[-1][1] <= narrow:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _least_gap(line: PrintedLine, closest: float) -> float:
    return max(closest, NAMES_APART * line.word_gap) if closest >= BETWEEN_NAMES else closest


def pieces(line: PrintedLine, closest: float) -> Iterator[Stretch]:
    """The intervals of one line without a gap wider than `closest`. The usual space beside a word is no gap."""
    closest += line.tracking
    last = line.clusters[0]
    start, end = last.x0, last.x1
    for at, cluster in enumerate(line.clusters[1:], start=1):
        gap = cluster.x0 - end
        if gap > closest and gap > closest + beside_digits(last, cluster) and not _is_word_space(line, at, end):
            yield start, end
            start = cluster.x0
        last, end = cluster, max(end, cluster.x1)
    yield start, end


def _is_word_space(line: PrintedLine, at: int, end: float) -> bool:
    """Whether the gap before a letter is that of a single drawn space beside a word."""
    left, right = line.clusters[at - 1], line.clusters[at]
    room = sum(beside_one(cluster) for cluster in (left, right))
    if right.x0 - end > WIDEST_SPACE * line.height + room or not (left.text[:1].isalpha() or right.text[:1].isalpha()):
        return False
    if line.word_gap and not may_be_spaced(left, right) and line.is_drawn_singly(at):
        return False  # between two texts: the space is only seen by pdfium
    return bisect_right(line.spaces, right.x0) - bisect_left(line.spaces, end) == 1
