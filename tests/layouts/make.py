"""Generates a document from a seed."""

from dataclasses import dataclass
from random import Random

from .blocks import Block, Ledger
from .check import complaints
from .compose import compose
from .content import Content, draw_content
from .gold import Annotator, Json
from .styles import Style, draw_style
from .variants import FIRST_VARIED, vary
from .write_txt import write_txt

TRIES = 40


@dataclass
class Made:
    """A document: its text, annotation, fields' texts, and the blocks from which other media are written."""

    stem: str
    text: str
    gold: Json
    fields: str
    blocks: list[Block]
    content: Content
    style: Style
    title: str

    def html(self) -> str:
        """The document as a web page."""
        from .write_html import write_html

        return write_html(self.blocks, self.style, self.title, self.content.place.organization)

    def docx(self) -> bytes:
        """The document as a Word file."""
        from .write_docx import write_docx

        return write_docx(self.blocks, self.style, self.title, self.content.place.organization)


def attempt(seed: int, turn: int) -> Made:
    """One attempt to generate a document."""
    rng = Random(f"layouts/{seed}/{turn}")
    content = draw_content(rng)
    style = draw_style(rng, content)
    if seed >= FIRST_VARIED:
        vary(Random(f"variants/{seed}/{turn}"), style, content)
    blocks, ledger = compose(content, style, rng)
    title = ledger.title
    text, positions = write_txt(blocks, style, title, content.place.organization)
    annotator = Annotator(f"g{seed:04}", content, ledger, positions)
    gold = annotator.annotation()
    return Made(f"g{seed:04}", text, gold, "\n".join([*annotator.lines, ""]), blocks, content, style, title)


def make(seed: int) -> Made:
    """The document of a seed. Ambiguous combinations are drawn again."""
    for turn in range(TRIES):
        made = attempt(seed, turn)
        if not complaints(made.gold, made.text, made.fields):
            return made
    raise RuntimeError(f"no sound document for seed {seed}")


__all__ = ["Ledger", "Made", "make"]
