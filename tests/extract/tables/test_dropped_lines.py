"""Lines that are in nothing that was made of a document are told."""

from __future__ import annotations

from extract.model.document import Document, Grid, Line, Page, TextSource
from extract.tables.dropped_lines import lines_dropped
from tests.check.test_accounts import grid, line


def document(*blocks: Line | Grid) -> Document:
    return Document("a.txt", "0" * 64, TextSource.TEXT, (Page(1, blocks, TextSource.TEXT),))


def dropped(*lines: str, made: Grid) -> list[str]:
    before = document(*(line(text, at) for at, text in enumerate(lines, 1)))
    return [finding.found for finding in lines_dropped(before, document(made))]


TITLES = ("ที่", "โครงการ", "เงิน")
ROW = ("1", "โครงการว่าวลายไทย", "5,000")
NEXT = ("2", "โครงการเรือพาย", "6,000")


def test_a_line_between_the_rows_that_is_in_no_cell_is_told() -> None:
    table = grid(1, "|".join(TITLES), "|".join(ROW), "|".join(NEXT))
    assert dropped(*TITLES, *ROW, "คนดีริมคลอง", *NEXT, made=table) == ["คนดีริมคลอง"]


def test_titles_printed_again_and_lines_joined_in_a_cell_are_kept() -> None:
    table = grid(1, "|".join(TITLES), "1|โครงการว่าวลายไทยใจงาม|5,000", "|".join(NEXT))
    assert dropped(*TITLES, "1", "โครงการว่าวลายไทย", "ใจงาม", "5,000", *TITLES, *NEXT, made=table) == []


def test_an_unchanged_document_has_lost_nothing() -> None:
    same = document(line("คนดีริมคลอง", 1))
    assert lines_dropped(same, same) == []
