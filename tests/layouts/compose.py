"""Composes a document: blocks in order, and the ledger of what they show."""

from random import Random

from . import words as w
from .blocks import Block, Break, Ledger
from .content import Content
from .details import Details
from .front import Front
from .labels import Labels
from .styles import Style
from .summary import Summary


def compose(content: Content, style: Style, rng: Random) -> tuple[list[Block], Ledger]:
    """The blocks of a document and what they show."""
    ledger = Ledger()
    labels = Labels(content, style, ledger)
    front = Front(content, style, ledger, labels, rng)
    summary = Summary(content, style, ledger, labels)
    details = Details(content, style, ledger, labels, rng)
    blocks = front.all()
    table_name = rng.choice(w.REPORT_CHAPTERS[:3] if content.report else w.SUMMARY_CHAPTERS)
    detail_name = rng.choice(w.REPORT_CHAPTERS[3:] if content.report else w.DETAIL_CHAPTERS)
    if style.report_table:
        blocks += front.progress()
    if style.placement == "per_dimension":
        blocks.append(front.chapter("แผนปฏิบัติการป้องกันการทุจริต"))
        for d in content.dimensions:
            blocks += [*summary.part(d.code[0]), *details.part(d.code[0], headed=False)]
        return [*blocks, *summary.closing(), *front.tail()], ledger
    parts: dict[str, list[Block]] = {
        "summary": [front.chapter(table_name), *summary.whole()] if style.placement in ("before", "only") else [],
        "details": [front.chapter(detail_name), *details.whole()] if style.details else [],
    }
    blocks += [*parts["summary"], *([Break()] if parts["summary"] and parts["details"] else []), *parts["details"]]
    if style.placement == "after":
        blocks += [Break(), front.chapter(table_name), *summary.whole()]
    return [*blocks, *front.tail()], ledger
