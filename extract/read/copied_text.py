"""Repairs what the text of a document lost or kept in copying: marks that it lost, which `Page.repairs` counts per
page; gaps inside words, as in text that is printed from a PDF; and signs of Markdown that it shows (`**งบประมาณ**`), as
text has that is pasted from a chat into Word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile

from extract.model.document import Block, Document, Grid, Line, Page, TextSource
from extract.read.markup_terms import markup
from extract.read.text.markup import without_emphasis, without_heading_marks
from extract.read.text.torn_marks import first_line, without_overhang
from normalize.false_gaps import close_gaps, parts_tails
from normalize.lost_marks import Loss, Mended, find_loss, mend
from normalize.lost_tones import with_tones

MARKS_LOST = "marks_lost"
TONES_LOST = "tones_lost"
GAPS_CLOSED = "gaps_closed"
WEB_FRAME = "web_frame"

LONGEST_SITE = 12
"""Maximum number of lines of a web site below its text."""

FIRST_BLOCKS = 3
"""Number of lines or tables of a page among which its first line is sought."""

FEWEST_SIGNED = 2
"""Minimum number of texts with paired bold signs in a document that shows Markdown."""


def with_marks(document: Document) -> Document:
    """The document with lost marks restored; unchanged if no loss is detected. Raw texts are never changed."""
    loss = find_loss(["\n".join(text for block in page.blocks for text in _texts(block)) for page in document.pages])
    if loss is None:
        return document
    return replace(document, pages=tuple(_mended_page(page, loss) for page in document.pages))


def with_read_tones(document: Document) -> Document:
    """The document with the marks that OCR lost, where the words prove it. Raw texts are never changed."""
    if not any(page.text_source is TextSource.OCR for page in document.pages):
        return document
    return replace(document, pages=tuple(_toned(page) for page in document.pages))


def _toned(page: Page) -> Page:
    return _changed(page, with_tones, TONES_LOST) if page.text_source is TextSource.OCR else page


def without_false_gaps(document: Document) -> Document:
    """The document without gaps where no word can end, if it is a text. Raw texts are never changed."""
    if document.text_source is not TextSource.TEXT:
        return document
    behind_tails = parts_tails([text for block in document.blocks() for text in _texts(block)])
    close = partial(close_gaps, behind_tails=behind_tails)
    return replace(document, pages=tuple(_changed(page, close, GAPS_CLOSED) for page in document.pages))


def without_site(document: Document) -> Document:
    """The document without the words of the web site below its text, if it is a copy of the page."""
    page = document.pages[-1]
    if document.text_source is not TextSource.TEXT:
        return document
    tail = list(takewhile(lambda block: isinstance(block, Line), reversed(page.blocks[-LONGEST_SITE:])))[::-1]
    found = [
        at for at, block in enumerate(tail) for text in _texts(block) if markup().site_below.fullmatch(text.strip())
    ]
    first = next((at for at in found if tail[at].gap), None)
    if first is None:
        return document
    cut = len(tail) - first
    repairs = {**page.repairs, WEB_FRAME: page.repairs.get(WEB_FRAME, 0) + cut}
    return replace(document, pages=(*document.pages[:-1], replace(page, blocks=page.blocks[:-cut], repairs=repairs)))


def without_doubled_letters(document: Document) -> Document:
    """The document without the letters below the last line of a page that belong to the first one of the next page.

    Programs print them that find letters by their place: the marks of that line reach over the edge of its page.
    """
    if document.text_source is not TextSource.TEXT or len(document.pages) == 1:
        return document
    followed = [_without_overhang(page, _first_line(below)) for page, below in pairwise(document.pages)]
    return replace(document, pages=(*followed, document.pages[-1]))


def _without_overhang(page: Page, following: str) -> Page:
    """A page without the lines at its end that are only letters of the line that follows."""
    tail = list(takewhile(lambda block: isinstance(block, Line), reversed(page.blocks)))[::-1]
    kept = without_overhang([text for block in tail for text in _texts(block)], following)
    if all(kept):
        return page
    first = len(page.blocks) - len(tail)
    lines = tuple(block for block, text in zip(tail, kept, strict=True) if text)
    return replace(page, blocks=(*page.blocks[:first], *lines))


def _first_line(page: Page) -> str:
    return first_line(text for block in page.blocks[:FIRST_BLOCKS] for text in _texts(block))


def _changed(page: Page, change: Callable[[str], str], code: str) -> Page:
    """The page with its texts changed. Its repairs count under `code` those that were."""
    count = 0
    blocks: list[Block] = []
    for block in page.blocks:
        texts = _texts(block)
        made = [change(text) for text in texts]
        count += sum(a != b for a, b in zip(texts, made, strict=True))
        blocks.append(block if made == texts else _with_texts(block, made))
    return replace(page, blocks=tuple(blocks), repairs={**page.repairs, code: count}) if count else page


def _with_texts(block: Block, texts: list[str]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=texts[0])
    cells = tuple(replace(cell, text=text) for cell, text in zip(block.cells, texts, strict=True))
    return replace(block, cells=cells)


def without_pasted_signs(document: Document) -> Document:
    """The document without signs of Markdown, if its texts show bold ones in pairs. Raw texts are never changed."""
    signed = 0
    for page in document.pages:
        for block in page.blocks:
            signed += sum("**" in text and without_emphasis(text) != text for text in _texts(block))
            if signed >= FEWEST_SIGNED:
                return replace(document, pages=tuple(_unsigned_page(page) for page in document.pages))
    return document


def _unsigned_page(page: Page) -> Page:
    return replace(page, blocks=tuple(_unsigned(block) for block in page.blocks))


def _unsigned(block: Block) -> Block:
    if isinstance(block, Line):
        text = without_heading_marks(without_emphasis(block.text))
        return block if text == block.text else replace(block, text=text.strip())
    cells = tuple(replace(cell, text=without_emphasis(cell.text)) for cell in block.cells)
    return replace(block, cells=cells)


def _texts(block: Block) -> list[str]:
    return [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]


def _mended_page(page: Page, loss: Loss) -> Page:
    done: list[Mended] = []
    blocks = tuple(_mended_block(block, loss, done) for block in page.blocks)
    words = sum(mended.words for mended in done)
    if not words:
        return page
    letters = sum(len(mended.text) for mended in done)
    quality = page.quality * (1 - sum(mended.doubtful for mended in done) / letters)
    return replace(page, blocks=blocks, quality=quality, repairs={**page.repairs, MARKS_LOST: words})


def _mended_block(block: Block, loss: Loss, done: list[Mended]) -> Block:
    if isinstance(block, Line):
        done.append(mend(block.text, loss))
        return replace(block, text=done[-1].text) if done[-1].words else block
    mended = [mend(cell.text, loss) for cell in block.cells]
    done += mended
    if not any(cell.words for cell in mended):
        return block
    cells = tuple(replace(cell, text=new.text) for cell, new in zip(block.cells, mended, strict=True))
    return replace(block, cells=cells)
