"""Restores marks that the text of a document lost in copying. `Page.repairs` counts them per page."""

from __future__ import annotations

from dataclasses import replace

from extract.model.document import Block, Document, Grid, Line, Page
from normalize.lost_marks import Loss, Mended, find_loss, mend

MARKS_LOST = "marks_lost"


def with_marks(document: Document) -> Document:
    """The document with lost marks restored; unchanged if no loss is detected. Raw texts are never changed."""
    loss = find_loss(["\n".join(text for block in page.blocks for text in _texts(block)) for page in document.pages])
    if loss is None:
        return document
    return replace(document, pages=tuple(_mended_page(page, loss) for page in document.pages))


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
