"""Gives the texts of tables that are laid out with spaces to their columns.

Where a text is one space from the next, both are one piece of the line. It is divided where an entry or a word begins
at the place at which the texts of the next column do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from extract.read.markup_terms import markup
from extract.read.text.laid.columns import NEAR_START, SPACE_NEAR
from extract.read.text.laid.lines import LaidLine, Piece, is_amount, is_counted_text, names_level, text_of
from extract.read.text.text_rows import TextRow
from normalize.false_gaps import is_false_gap
from normalize.numerals import arabic

FARTHEST = 6
"""Maximum distance in characters of the beginning of a text from its column."""


FEWEST_LABELLED = 2
"""Lines with one text each that begin with the same words before a colon, for them to head the rows below."""

_TOLD = re.compile(rf"(?:{'|'.join(map(re.escape, markup().sum_starts))}).*\d,\d{{3}}\s*[^\W\d_].*\d,\d{{3}}")
"""A sum that is told in words, with several amounts: รวมปี 2567 5,000 บาท ปี 2568 7,000 บาท."""

_CODED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s+\S*[^\W\d_]")
"""The code of a level below the first, and its name."""

BARE = 1.0
"""How many places a title is rather off the middle of its names than that one has no title."""


def fill_cells(lines: Sequence[LaidLine], edges: Sequence[int]) -> None:
    """Give the texts of lines to their columns."""
    usual, firsts = _usual_starts(lines, edges), _first_starts(lines, edges)
    money = _money_columns(lines, edges)
    recent: dict[int, int] = {}
    labels = Counter(label for line in lines if (label := _label_across(line, edges)))
    has_coded_rows = any(len(line.pieces) > 1 and _CODED.match(arabic(line.pieces[0].text)) for line in lines)
    for line in lines:
        line.cells = {}
        alone = len(line.pieces) == 1
        starts: _Starts = {column: (usual.get(column), recent.get(column)) for column in range(len(edges) + 1)}
        is_labelled = labels[_label_across(line, edges)] >= FEWEST_LABELLED
        is_coded = alone and not has_coded_rows and _is_coded_across(line.pieces[0], edges)
        line.is_heading = alone and (is_labelled or is_coded or _is_across(line.pieces[0], line, edges, starts, firsts))
        if line.is_heading:
            line.cells[0] = line.pieces[0].text
            continue
        for piece in _unglued(line.pieces, edges, money, usual):
            for column, at, text in _parts(piece, line.places, edges, starts, alone=alone):
                line.cells[column] = f"{line.cells[column]} {text}" if column in line.cells else text
                recent[column] = at


def _label_across(line: LaidLine, edges: Sequence[int]) -> str:
    """What the only text of a line prints before a colon, if it begins at the left and reaches over columns."""
    label, colon, rest = line.pieces[0].text.partition(":") if len(line.pieces) == 1 else ("", "", "")
    is_across = bool(colon and rest.strip()) and not bisect_right(edges, line.pieces[0].start)
    return (
        label.strip() if is_across and any(line.pieces[0].start < edge < line.pieces[0].end for edge in edges) else ""
    )


def _is_coded_across(piece: Piece, edges: Sequence[int]) -> bool:
    """Whether a text begins in the first column with the code of a section, 1.1, and reaches over an edge."""
    return piece.start < edges[0] < piece.end and _CODED.match(arabic(piece.text)) is not None


def _usual_starts(lines: Sequence[LaidLine], edges: Sequence[int]) -> dict[int, int]:
    """Where most texts of a column begin."""
    found: dict[int, Counter[int]] = {}
    for line in lines:
        for piece in line.pieces:
            found.setdefault(bisect_right(edges, piece.start), Counter())[piece.start] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in found.items()}


def _first_starts(lines: Sequence[LaidLine], edges: Sequence[int]) -> dict[int, int]:
    """Where the texts of each column begin that begin farthest to the left."""
    found: dict[int, int] = {}
    for line in lines:
        for piece in line.pieces:
            column = bisect_right(edges, piece.start)
            found[column] = min(found.get(column, piece.start), piece.start)
    return found


def _unglued(
    pieces: Sequence[Piece], edges: Sequence[int], money: Set[int], usual: Mapping[int, int]
) -> Iterator[Piece]:
    """The texts of a line; a dash at the right of its column, one space before the next text, is one of its own.

    What begins where the texts of its column do, or behind, is one text: 6 แห่ง, the rest of a name.
    """
    before = -1
    for piece in pieces:
        column = bisect_right(edges, piece.start)
        amount, space, rest = piece.text.partition(" ")
        is_free = column - 1 > before and column - 1 in money and column not in money
        is_free = is_free and not (piece.start >= usual[column] and arabic(amount).isdecimal())
        is_alone = not space and "," not in amount and any(map(str.isdecimal, amount))  # 62, the rest of a date
        is_cut = is_free and is_amount(arabic(amount)) and not is_alone and (not space or not _is_figure(rest))
        if is_cut:
            left = edges[column - 1] - 1
            yield Piece(amount, left, left)
        if rest or not is_cut:
            yield Piece(rest, piece.start + len(amount) + 1, piece.end) if is_cut else piece
        before = column


def _is_figure(text: str) -> bool:
    """Whether a text is an amount with digits or a dash: the words for no money may be a remark."""
    return is_amount(arabic(text)) and not any(map(str.isalpha, text))


def _money_columns(lines: Sequence[LaidLine], edges: Sequence[int]) -> set[int]:
    """The columns in which most texts are amounts."""
    texts: dict[int, list[bool]] = {}
    for line in lines:
        for piece in line.pieces:
            texts.setdefault(bisect_right(edges, piece.start), []).append(piece.is_mark() and _is_figure(piece.text))
    return {column for column, marks in texts.items() if 2 * sum(marks) > len(marks)}


_Starts = dict[int, tuple[int | None, ...]]
"""Where the texts of each column begin: most of them, and the last one."""


def _is_across(piece: Piece, line: LaidLine, edges: Sequence[int], starts: _Starts, firsts: Mapping[int, int]) -> bool:
    """Whether the only text of a line is a heading of the rows below it, and not the text of one column.

    One below the texts of a column is the rest of one, unless it reaches to those of the next.
    """
    column = bisect_right(edges, piece.start)
    if (names_level(piece.text) or _TOLD.match(arabic(piece.text))) and column <= 1:
        return True
    crossed = [edge for edge in edges if piece.start < edge < piece.end]
    first = firsts.get(column + 1)
    if column and piece.start in starts[column] and first is not None and piece.end <= first:
        return False
    return bool(crossed) and len(list(_parts(piece, line.places, edges, starts, alone=True))) == 1


def _parts(
    piece: Piece, places: Sequence[str], edges: Sequence[int], starts: _Starts, *, alone: bool
) -> Iterator[tuple[int, int, str]]:
    """The texts of a piece by column, with their beginnings: where one space is between two columns, it is divided."""
    at, column = piece.start, bisect_right(edges, piece.start)
    is_total = not column and piece.text.startswith(markup().sum_starts)
    for edge in edges:
        if not at < edge < piece.end:
            continue
        behind = bisect_right(edges, edge)
        cut = _word_start(places, edge, (at, piece.end), starts[behind], strict=alone)
        if cut is not None and (not is_total or text_of(places[cut : cut + 1]).isdecimal()):
            yield column, at, text_of(places[at:cut])
            at, column = cut, behind
    yield column, at, text_of(places[at : piece.end]) if piece.end > at else piece.text


def _word_start(
    places: Sequence[str], edge: int, within: tuple[int, int], usual: tuple[int | None, ...], *, strict: bool
) -> int | None:
    """The beginning of a word at an edge, behind a space: that of an entry, or where texts of the column begin."""
    known = [x for x in usual if x is not None]
    reach = range(max(within[0] + 1, min([edge, *known]) - FARTHEST), min(within[1], max([edge, *known]) + FARTHEST))
    found = [x for x in reach if places[x - 1] == " " and places[x] != " " and not _is_false_gap(places, x - 1)]
    entries = [x for x in found if is_counted_text(text_of(places[x : within[1]]))]
    aligned = [x for x in found if any(abs(x - other) <= NEAR_START for other in known)]
    near = [] if strict else found
    for best in (entries, aligned, near):
        if best:
            return min(best, key=lambda x: min(abs(x - other) for other in [*known, edge]))
    return None


def _is_false_gap(places: Sequence[str], at: int) -> bool:
    """Whether a space is inside a word."""
    before = "".join(places[max(at - 4, 0) : at])
    return is_false_gap(f"{before} {''.join(places[at + 1 : at + 3])}", len(before))


def header_rows(header: Sequence[LaidLine], edges: Sequence[int]) -> list[TextRow]:
    """The rows of the header: a line with names where the one above has none begins another."""
    levels: list[tuple[int, dict[int, _Title]]] = []
    for line in header:
        titles: dict[int, _Title] = {}
        for column, text, middle in (part for piece in line.pieces for part in _name_parts(piece, line.places, edges)):
            known = titles.get(column)
            titles[column] = (f"{known[0]} {text}", known[1]) if known else (text, middle)
        if levels and titles.keys() <= levels[-1][1].keys():
            above = levels[-1][1]
            levels[-1][1].update({c: (f"{above[c][0]} {text}", above[c][1]) for c, (text, _) in titles.items()})
        else:
            levels.append((line.number, titles))
    for (_, above), (_, below) in pairwise(levels):
        _spread(above, below)
    return [
        TextRow(number, [titles[c][0] if c in titles else "" for c in range(len(edges) + 1)], is_header=True)
        for number, titles in levels
    ]


_Title = tuple[str, int]
"""A name and its middle, in characters."""


def _spread(titles: dict[int, _Title], names: dict[int, _Title]) -> None:
    """Repeat a title that stands in the middle of several names above each of them.

    One at the left of its columns needs no repetition: the blank cells to the right of it are its.
    """
    over = {column: title for column, title in titles.items() if column in names}
    alone = [column for column in names if column not in titles]
    nearest = {c: min(over, key=lambda title: abs(over[title][1] - names[c][1])) for c in alone if over}
    if not any(column < title for column, title in nearest.items()):
        return
    columns = sorted(names)
    for title, (first, last) in zip(sorted(over), _groups(columns, names, over), strict=True):
        for column in columns[first : last + 1]:
            if not any(c in titles and c not in names for c in range(min(column, title), max(column, title))):
                titles[column] = over[title]


def _groups(columns: Sequence[int], names: dict[int, _Title], over: dict[int, _Title]) -> list[tuple[int, int]]:
    """The first and the last name below each title, so that the titles stand as near as can be to their middles."""
    own = [columns.index(title) for title in sorted(over)]
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {-1: (0.0, [])}
    for at, (column, title) in enumerate(zip(own, sorted(over), strict=True)):
        most = own[at + 1] - 1 if at + 1 < len(own) else len(columns) - 1
        found: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for before, (cost, groups) in best.items():
            for first in range(before + 1, column + 1):
                for last in range(column, most + 1):
                    centre = (names[columns[first]][1] + names[columns[last]][1]) / 2
                    whole = cost + (first - before - 1) * BARE + abs(centre - over[title][1])
                    if last not in found or whole < found[last][0]:
                        found[last] = whole, [*groups, (first, last)]
        best = found
    return min(best.items(), key=lambda each: each[1][0] + (len(columns) - 1 - each[0]) * BARE)[1][1]


def _name_parts(piece: Piece, places: Sequence[str], edges: Sequence[int]) -> Iterator[tuple[int, str, int]]:
    """The names in a text of the header, with their middles: it is divided at an edge where it has a space."""
    at = piece.start
    for edge in edges:
        if not at < edge < piece.end:
            continue
        near = range(max(at + 1, edge - SPACE_NEAR), min(piece.end, edge + SPACE_NEAR))
        spaces = [x for x in near if places[x] == " "]
        if spaces:
            cut = min(spaces, key=lambda x: abs(x - edge))
            yield bisect_right(edges, (at + cut) // 2), text_of(places[at:cut]), (at + cut) // 2
            at = cut + 1
    yield bisect_right(edges, (at + piece.end) // 2), text_of(places[at : piece.end]), (at + piece.end) // 2
