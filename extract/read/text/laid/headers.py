"""Finds the headers of tables that are laid out with spaces."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extract.read.layout.cell_lines import LONE_NUMBER
from extract.read.markup_terms import markup
from extract.read.text.laid.columns import header_names
from extract.read.text.laid.lines import MOST_PIECES, LaidLine, Piece, is_counted, is_year, names_level
from normalize.numerals import arabic

FEWEST_NAMES = 3
"""Minimum number of names of a header."""

LONGEST_LINE = 1000
"""Maximum number of places of a line of a header."""

HEADER_LINES = 5
"""Maximum number of lines of a header."""

_SUM = re.compile(r"\d,\d{3}")
"""A part of an amount: งบประมาณตามแผน 120,000 บาท."""

FEWEST_YEARS = 2
"""Minimum number of years in a line that names columns for sure."""

LONGEST_NAME = 48
"""Maximum length in characters of one line of a name."""


def headers(lines: Sequence[LaidLine], refuted: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """The headers: the index of the first line of each, and that of the first line behind it.

    `refuted` are the first lines of headers below which no columns stand: they are none.
    """
    at = 0
    names: set[str] = set()
    while at < len(lines):
        if at in refuted:
            at += 1
            continue
        is_other = bool(names) and not _begins_table(lines, at, names)
        is_again = _is_printed_again(lines, at, names) if names else _is_spread(lines, at)
        if not is_again and (not _is_header_line(lines[at]) or is_other):
            at += 1
            continue
        fuller = None if is_again else _fuller_below(lines, at)
        if fuller is not None and any(line.is_apart for line in lines[at + 1 : fuller + 1]):
            at += 1
            continue
        first = at
        names.add(lines[at].pieces[0].text)
        while (
            first > max(0, at - 2)
            and first - 1 not in refuted
            and not lines[first].is_apart
            and _may_be_above(lines[first - 1], lines[at])
        ):
            first -= 1
        at = at if fuller is None else fuller
        body = at + 1
        while body < len(lines) and body - first < HEADER_LINES and _goes_on(lines[body], lines[at]):
            body += 1
        yield first, body
        at = body


def _fuller_below(lines: Sequence[LaidLine], at: int) -> int | None:
    """The line with more names a few lines below a line that may be a header, before any amount."""
    for below, line in enumerate(lines[at + 1 : at + HEADER_LINES], at + 1):
        if line.has_mark():
            return None
        if len(line.pieces) > len(lines[at].pieces) and _is_header_line(line):
            return below
    return None


def _begins_table(lines: Sequence[LaidLine], at: int, names: Collection[str]) -> bool:
    """Whether a line that may be a header is that of another table: with the same first name, or apart, alone or below
    its title, unless it has the number of a row below it: the rows of the table above go on."""
    is_titled = at > 0 and lines[at - 1].is_apart and len(lines[at - 1].pieces) == 1
    is_apart = lines[at].is_apart or (is_titled and not lines[at - 1].pieces[0].start)
    return lines[at].pieces[0].text in names or (is_apart and not _counts_on(lines, at))


def _counts_on(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether the first number at the left, right below a line, is of a row that is not the first."""
    end = next((n for n in range(at + 1, len(lines)) if lines[n].is_apart), len(lines))
    numbers = [arabic(line.pieces[0].text).partition(" ")[0] for line in lines[at:end][:HEADER_LINES]]
    counted = [
        bare for number in numbers if (bare := number.strip("().")).isdecimal() and LONE_NUMBER.fullmatch(number)
    ]
    return counted[:1] not in ([], ["1"])  # 1.1 is a level's code


def _is_spread(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether a line and those around it up to blank lines are names of columns, of which none has all."""
    line = lines[at]
    if len(line.pieces) != FEWEST_NAMES - 1 or not at or line.is_apart or not lines[at - 1].is_apart:
        return False
    end = at + 1
    while end < len(lines) and not lines[end].is_apart:
        end += 1
    group = lines[at - 1 : end]
    is_named = end - at < HEADER_LINES and all(_goes_on(each, line) for each in lines[at + 1 : end])
    return is_named and _may_be_above(group[0], line) and _may_name(line) and len(header_names(group)) >= FEWEST_NAMES


def _may_name(line: LaidLine) -> bool:
    """Whether the texts of a line are short, and none is an amount or begins with a number."""
    if line.has_mark() or names_level(line.pieces[0].text):
        return False
    return not any(
        is_counted(piece.text) or len(piece.text) > LONGEST_NAME or _SUM.search(arabic(piece.text))
        for piece in line.pieces
    )


def _is_printed_again(lines: Sequence[LaidLine], at: int, names: Collection[str]) -> bool:
    """Whether a line begins with the first name of a header above, and those around it have its other names."""
    if lines[at].pieces[0].text not in names or len(lines[at].pieces) < FEWEST_NAMES - 1:
        return False
    first = at - 1 if at and not lines[at].is_apart and _may_be_above(lines[at - 1], lines[at]) else at
    end = at + 1
    while end < len(lines) and end - first < HEADER_LINES and _goes_on(lines[end], lines[at]):
        end += 1
    return len(header_names(lines[first:end])) >= FEWEST_NAMES


def hides_header(lines: Sequence[LaidLine], first: int, body: int, end: int) -> bool:
    """Whether a line of a table's body, and none of its header, names columns for sure: the header is none."""
    if any(_names_columns(line) for line in lines[first:body]):
        return False
    return any(_is_header_line(line) and _names_columns(line) for line in lines[body:end])


def _names_columns(line: LaidLine) -> bool:
    """Whether a text of a line is nothing but the words for projects, or two or more are years."""
    texts = [arabic(piece.text) for piece in line.pieces]
    words = markup().entry_words
    return any(words.fullmatch(text) for text in texts) or sum(is_year(text) for text in texts) >= FEWEST_YEARS


def _is_header_line(line: LaidLine) -> bool:
    """Whether a line may be the names of columns: several short texts, none of them an amount or an entry."""
    return FEWEST_NAMES <= len(line.pieces) <= MOST_PIECES and len(line.places) <= LONGEST_LINE and _may_name(line)


def _may_be_above(above: LaidLine, line: LaidLine) -> bool:
    """Whether a line is a part of the header above the line with the most names: names of groups."""
    if not above.pieces or above.has_mark() or any(is_counted(p.text) for p in above.pieces):
        return False
    if markup().unit_caption.match(above.pieces[-1].text):
        return False
    is_left = above.pieces[0].start <= line.pieces[0].start
    if is_left and (len(above.pieces) == 1 or any(names_level(piece.text) for piece in above.pieces)):
        return False  # a heading above the table
    return len(above.pieces) <= len(line.pieces) and all(len(p.text) <= LONGEST_NAME for p in above.pieces)


def _goes_on(line: LaidLine, header: LaidLine) -> bool:
    """Whether a line below the names of columns is the rest of them."""
    if line.is_apart:
        return False
    pieces = _without_numbers(line.pieces, header)
    if any(piece.is_mark() or is_counted(piece.text) for piece in pieces):
        return False
    if names_level(line.pieces[0].text) or any(piece.is_counting() for piece in pieces):
        return False
    if len(line.pieces) == 1 and line.pieces[0].start <= header.pieces[0].start:
        return False
    return all(len(piece.text) <= LONGEST_NAME for piece in line.pieces)


def _without_numbers(pieces: Sequence[Piece], header: LaidLine) -> Sequence[Piece]:
    """The texts below names without the numbers of parts of one of them: 1 2 3 4 below the word for quarters."""
    numbers = [piece for piece in pieces if LONE_NUMBER.fullmatch(arabic(piece.text))]
    counted = [re.sub(r"\D", "", arabic(piece.text)) for piece in numbers]
    is_counting = len(numbers) > 1 and counted == [str(n) for n in range(1, len(numbers) + 1)]
    is_inner = is_counting and numbers[0].start >= header.pieces[0].end
    return [piece for piece in pieces if piece not in numbers] if is_inner else pieces
