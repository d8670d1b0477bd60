"""Builds a Document from printed pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from extract.model.document import Block, Document, Grid, Page, TextSource
from extract.read.layout.furniture import without_furniture
from extract.read.layout.page_blocks import Layout, page_layout
from extract.read.layout.page_breaks import joined_over_pages
from extract.read.layout.printed import PrintedPage
from extract.read.layout.recurring_starts import with_recurring_starts
from extract.read.layout.tables_over_pages import with_tables_joined
from extract.read.layout.torn_forms import with_forms_joined
from extract.read.quality import text_quality
from extract.read.reader_interface import ReadableSource


def build_document(source: ReadableSource, printed: Iterable[PrintedPage]) -> Document:
    """The document of printed pages. Each printed page is released as soon as its blocks are built."""
    pages = with_recurring_starts(joined_over_pages(without_furniture(list(_pages(printed)))))
    pages = with_tables_joined(with_forms_joined(pages))
    return Document(source.name, source.sha256, _text_source(pages), pages)


def _pages(printed: Iterable[PrintedPage]) -> Iterator[Page]:
    """The pages with their blocks. The columns of a table are decided with the page before it and the next one."""
    before = Layout([])
    for page, ahead in pairwise(chain(printed, [None])):
        assert page is not None
        layout = page_layout(page, before, ahead)
        before = layout
        yield build_page(page, layout)


def build_page(printed: PrintedPage, layout: Layout | None = None) -> Page:
    """Build one page from its layout, which is computed here for a single page."""
    blocks = (layout or page_layout(printed)).blocks
    return Page(
        printed.number,
        tuple(blocks),
        printed.text_source,
        printed.width,
        printed.height,
        printed.rotation,
        text_quality(_texts(blocks)) if printed.quality is None else printed.quality,
        {code: count for code, count in sorted(printed.repairs.items()) if count},
        printed.ocr_confidence,
    )


def _text_source(pages: Sequence[Page]) -> TextSource:
    kinds = {page.text_source for page in pages if page.blocks}
    return kinds.pop() if len(kinds) == 1 else TextSource.MIXED if kinds else pages[0].text_source


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text
