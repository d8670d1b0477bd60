"""Page break lines: the markers that OCR services and converters write between pages."""

from __future__ import annotations

from typing import NamedTuple

from extract.read.markup_terms import markup


class PageMark(NamedTuple):
    """A page break. `page` is the number of the page that begins, if it is given."""

    page: int | None


def page_mark(raw: str) -> PageMark | None:
    """The page break if the whole line `raw` is one, else None."""
    terms = markup()
    line = raw.strip() if len(raw) <= 2 * terms.page_break_longest else ""
    if not line or line[0] not in terms.page_break_starts or len(line) > terms.page_break_longest:
        return None
    for known in terms.page_breaks:
        if found := known.pattern.fullmatch(line):
            printed = found.groupdict().get("page")
            return PageMark(int(printed) + 1 - known.first if printed else None)
    return None
