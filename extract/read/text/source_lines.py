"""The lines of a text, with and without their markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.read.text.html_tables import Span
from extract.read.text.markup import strip_markup
from extract.read.text.shown import Shown


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source, or the part of a line next to a form feed or an HTML table.

    `clean` is `raw` without markup. `offset` is in characters of the whole text. `is_whole` is False for a part.
    """

    number: int
    offset: int
    raw: str
    clean: str
    is_whole: bool

    def with_text(self, text: str) -> SourceLine:
        """The line with another text."""
        return replace(self, raw=text, clean=text)


def source_lines(seen: Shown, span: Span, number: int) -> Iterator[SourceLine]:
    """The lines of a range, one at a time: a list of them would take more memory than the text."""
    text, clean_start = seen.raw, 0
    clean = strip_markup(seen.piece(span.start, span.end))
    start = span.start
    while start <= span.end:
        end = find_end(text, start, span.end)
        clean_end = find_end(clean, clean_start, len(clean))
        is_whole = _at_line_edge(text, start - 1) and _at_line_edge(text, end)
        yield SourceLine(number, start, text[start:end], clean[clean_start:clean_end], is_whole)
        start, clean_start, number = end + 1, clean_end + 1, number + 1


def find_end(text: str, start: int, limit: int) -> int:
    """The index of the end of the line that begins at `start`, at most `limit`."""
    end = text.find("\n", start, limit)
    return limit if end < 0 else end


def _at_line_edge(text: str, position: int) -> bool:
    return not 0 <= position < len(text) or text[position] == "\n"
