"""Where tables begin among horizontal rules of equal width: at a header.

Many designs draw a rule below the names of the columns and none above them, and leave a title between two tables. The
rule that is missing above such a header is added, and the rules are divided there, so that each table has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.read.layout.cell_lines import DASHES, LONE_NUMBER
from extract.read.layout.columns import ASCENT, FEWEST_COLUMNS, Stretch, between, names_of
from extract.read.layout.marked_table import EVEN, usual_step
from extract.read.layout.printed import PrintedLine, Rule
from normalize.money import looks_like_money
from normalize.numerals import arabic

CLOSE = 2.2
"""Maximum distance of two lines of one header, and of its last one from the rule below, in letter heights."""

MOST_COVERED = 0.85
"""Maximum share of the width of a table that the names of its columns cover. Lines of prose cover more."""


def begun_at_headers(rules: Sequence[Rule], lines: Sequence[PrintedLine]) -> Iterator[list[Rule]]:
    """The rules of each table, from top to bottom. A rule is added above a header that has none."""
    first: str | None = None
    found: list[Rule] = []
    for index, rule in enumerate(rules):
        above = rules[index - 1] if index else None
        header = _header_above(rule, above, lines) if index + 1 < len(rules) else []
        if not header or are_names(between(lines, rule.at, rules[index + 1].at), rule):
            found.append(rule)
            continue
        top = header[0].baseline - ASCENT * header[0].height
        text = names_text(header)
        if above is not None and _is_below(header[0], above):
            if first == text:
                yield found[:-1]
                found = [above]
        else:
            yield found
            found = [Rule(top, rule.start, rule.end)]
        first = first or text
        found.append(rule)
    yield found


def names_text(lines: Sequence[PrintedLine]) -> str:
    """The text of a header, to tell whether it is printed again: the years in it may be others."""
    return "".join("0" if cluster.text.isdigit() else cluster.text for line in lines for cluster in line.clusters)


def _header_above(rule: Rule, above: Rule | None, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of the header directly above a rule; empty if there is none."""
    top = above.at if above is not None else float("-inf")
    near = [line for line in between(lines, top, rule.at) if _is_within(line, rule)]
    kept = _closed_up(near, rule.at, 0.0)
    if above is not None and len(kept) < len(near):  # the lines of some pages are far apart
        wide = _closed_up(near, rule.at, EVEN * usual_step(lines))
        if len(wide) == len(near) and _is_below(wide[0], above) and are_names(wide, rule):
            return wide
    return kept if are_names(kept, rule) else []


def _closed_up(near: Sequence[PrintedLine], bottom: float, step: float) -> list[PrintedLine]:
    """The last lines above a height that are close to one another, or no farther apart than `step`."""
    kept: list[PrintedLine] = []
    for line in sorted(near, key=lambda line: -line.baseline):
        if bottom - line.baseline > max(CLOSE * line.height, step):
            break
        kept.insert(0, line)
        bottom = line.baseline
    return kept


def _is_below(line: PrintedLine, above: Rule) -> bool:
    """Whether a rule is right above a line."""
    return line.baseline - ASCENT * line.height - above.at <= line.height


def _is_within(line: PrintedLine, rule: Rule) -> bool:
    return rule.start - 1 <= line.clusters[0].x0 and line.clusters[-1].x1 <= rule.end + 1


def are_names(lines: Sequence[PrintedLine], rule: Rule) -> bool:
    """Whether lines are names of columns: texts side by side, and neither amounts, dashes nor numbers of rows."""
    if not lines:
        return False
    texts = [(piece, _text(line, piece)) for line in lines for piece in names_of(line)]
    if any(_is_mark(text) for _, text in texts):
        return False
    columns: list[Stretch] = []
    for x0, x1 in sorted(piece for piece, _ in texts):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    covered = sum(x1 - x0 for x0, x1 in columns)
    return len(columns) >= FEWEST_COLUMNS and covered < MOST_COVERED * (rule.end - rule.start)


def _text(line: PrintedLine, piece: Stretch) -> str:
    return "".join(cluster.text for cluster in line.clusters if piece[0] <= cluster.x0 < piece[1])


def _is_mark(text: str) -> bool:
    plain = arabic(text).strip()
    return plain in DASHES or bool(LONE_NUMBER.fullmatch(plain)) or looks_like_money(plain)
