"""What goes on from one page to the next."""

from __future__ import annotations

from extract.read.layout.page_breaks import joined_over_pages
from tests.extract.read.layout.builders import text_page

FULL = "ก" * 78


def gaps(*pages):
    return [block.gap for page in joined_over_pages(pages) for block in page.blocks]


def test_a_paragraph_goes_on_over_the_page():
    assert gaps(text_page(1, (60, FULL), (740, FULL)), text_page(2, (60, "กกก"))) == [True, True, False]


def test_a_page_that_its_author_ended_early_ends_the_paragraph():
    assert gaps(text_page(1, (60, FULL), (400, FULL)), text_page(2, (60, "กกก"))) == [True, True, True]
