"""Forms with rules between their rows and none beside their labels: labels at the left, and the text of each.

The rules show the rows, so that only where the texts begin is to be found: at one place in nearly all rows. Of thin
rules, a bilevel copy leaves those across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import DESCENT, NARROWEST, Lacking, Stretch, between, crosses, pieces
from extract.read.layout.printed import COLUMN_GAP, PrintedLine, Rule

ASIDE = 1.0
"""Distance in points of the boundary between labels and texts from these."""

SAME_START = 3.0
"""Maximum distance in points of texts that begin at one place."""

FEWEST = 3
"""Minimum number of rows with a label and a text beside it."""

MOSTLY = 0.8
"""Minimum share of such rows, and of lines whose text is one."""

WIDEST_LABELS = 0.5
"""Maximum share of the width of a form that its labels take up."""

CLOSEST = 0.2
"""Minimum gap between a label and the text beside it, in letter heights."""

MOST_OPEN = 8
"""Maximum number of lines of a row below the last rule."""

Row = tuple[Rule, Rule, Sequence[PrintedLine]]


def add_forms(rules: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking) -> None:
    """Add the missing rules of the forms between horizontal rules of equal width to `found`."""
    rows = [(a, b, between(lines, a.at, b.at)) for a, b in pairwise(rules)]
    rows = [row for row in rows if row[2]]
    while len(rows) >= FEWEST and (start := _start(rows)) is not None:
        forms = list(_runs(rows, start))
        own = [row for form in forms for row in form]
        if not _is_proved(own, start):
            return
        for form in forms:
            left, edge, right = rules[0].start, _edge(form, start), rules[0].end
            bottom = form[-1][1].at
            if form[-1][1] is rules[-1]:
                open_row = _open_row(lines, rules[-1], start)
                if open_row:
                    bottom = open_row[-1].baseline + DESCENT * open_row[-1].height
                    found.horizontal.append(Rule(bottom, left, right))
            found.horizontal += [Rule(rule.at, left, right) for rule in (form[0][0], *(below for _, below, _ in form))]
            found.vertical += [Rule(x, form[0][0].at, bottom) for x in (left, edge, right)]
        rows = [row for row in rows if not any(row[0] is taken[0] for taken in own)]


def _parts(row: Row, start: float) -> tuple[bool, bool, bool]:
    """Whether a row has a label, a text that begins at a place, and nothing that crosses it."""
    texts = [piece for line in row[2] for piece in _pieces(line, start)]
    has_text = any(abs(x0 - start) <= SAME_START for x0, _ in texts)
    right = [x0 for x0, _ in texts if x0 > start + SAME_START]
    is_clear = not any(crosses(piece, [start - SAME_START]) for piece in texts) and (has_text or not right)
    return any(x0 < start - SAME_START for x0, _ in texts), has_text, is_clear


def _edge(form: Sequence[Row], start: float) -> float:
    """The boundary between the labels and the texts of a form."""
    texts = [x0 for *_, lines in form for line in lines for x0, _ in _pieces(line, start)]
    return min(x0 for x0 in texts if abs(x0 - start) <= SAME_START) - ASIDE


def _pieces(line: PrintedLine, start: float) -> Iterator[Stretch]:
    """The texts of a line. The longest label nearly touches the text that begins beside it."""
    for x0, x1 in pieces(line, line.height * NARROWEST):
        inside = [cluster for cluster in line.clusters if x0 <= cluster.x0 < x1]
        at = next((n for n, cluster in enumerate(inside) if n and abs(cluster.x0 - start) <= ASIDE), 0)
        end = max((cluster.x1 for cluster in inside[:at]), default=x0)
        if at and inside[at].x0 - end >= CLOSEST * line.height:
            yield x0, end
            yield inside[at].x0, x1
        else:
            yield x0, x1


def _open_row(lines: Sequence[PrintedLine], below: Rule, start: float) -> list[PrintedLine]:
    """The lines of a row below the last rule of a page that a page break has cut: a label and a text, and no more."""
    rest = [line for line in lines if line.baseline - line.height / 2 > below.at]
    is_row = bool(rest) and all(_parts((below, below, rest), start))
    return sorted(rest, key=lambda line: line.baseline) if is_row and len(rest) <= MOST_OPEN else []


def _start(rows: Sequence[Row]) -> float | None:
    """Where the texts of most rows begin; None unless enough rows have labels beside that place."""
    left, right = rows[0][0].start, rows[0][0].end
    found: list[tuple[float, int]] = []
    for number, (*_, lines) in enumerate(rows):
        for line in lines:
            found += [(x0, number) for x0, _ in pieces(line, line.height * NARROWEST) if x0 > left + 2 * line.height]
    best: tuple[int, float] | None = None
    for x, _ in sorted(found):
        if x - left > WIDEST_LABELS * (right - left):
            break
        near = {number for other, number in found if 0 <= other - x <= SAME_START}
        fitting = sum(all(_parts(rows[number], x)) for number in near)
        if fitting >= FEWEST and (best is None or fitting > best[0]):
            best = fitting, x
    return best[1] if best is not None else None


def _runs(rows: Sequence[Row], start: float) -> Iterator[list[Row]]:
    """The successive rows of each form whose texts begin at a place."""
    run: list[Row] = []
    for row in [*rows, None]:
        is_next = row is not None and (not run or run[-1][1].at == row[0].at)
        if row is None or not is_next or not _parts(row, start)[2]:
            while run and not _parts(run[-1], start)[1]:
                run.pop()
            if run:
                yield run
            run = []
        if row is not None and _parts(row, start)[2] and (run or all(_parts(row, start))):
            run.append(row)


def _is_proved(rows: Sequence[Row], start: float) -> bool:
    """Whether nearly all rows have a label and a text, and the texts are no columns themselves."""
    both = sum(all(_parts(row, start)) for row in rows)
    texts = [
        [piece for piece in pieces(line, line.height * COLUMN_GAP) if piece[1] > start]
        for *_, lines in rows
        for line in lines
    ]
    single = sum(len(text) <= 1 for text in texts)
    return both >= max(FEWEST, MOSTLY * len(rows)) and single >= MOSTLY * len(texts)
