"""`phaen text`: print the repaired text of one file."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.model.document import Box
from phaen.cli.failures import reading
from phaen.cli.ocr import cache_folder, ocr_options
from phaen.cli.streams import complain, to_json, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from extract.read.printed_text import TextPage

PageRanges = tuple[tuple[int, int], ...]

LAST = 10**9
"""The last page of an open range, such as `7-`."""


class PageList(click.ParamType[PageRanges]):
    """Page numbers and page ranges: `1-3,7,12-`."""

    name = "list"

    def convert(self, value: str | PageRanges, param: click.Parameter | None, ctx: click.Context | None) -> PageRanges:
        """The first and last page of each range."""
        if isinstance(value, tuple):
            return value
        if not value:
            return ()
        return tuple(self._range(part.strip(), value, param, ctx) for part in value.split(","))

    def _range(
        self, part: str, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        numbers = [piece for piece in (first, last) if piece]
        if not numbers or not all(piece.isascii() and piece.isdigit() for piece in numbers):
            self.fail(f"{value!r}: give pages as in 1-3,7", param, ctx)
        start = int(first or 1)
        end = int(last) if last else LAST if dash else start
        if not 1 <= start <= end:
            self.fail(f"{value!r}: pages are counted from 1, and a range goes up", param, ctx)
        return start, end


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--pages", type=PageList(), default="", metavar="LIST", help="Only these pages, as in 1-3,7; 12- is 12 to the last."
)
@click.option("--layout", is_flag=True, help="Keep columns in place with spaces, for a fixed-width font.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: pages, lines with boxes, repairs, quality.")
@ocr_options
def text(  # noqa: PLR0913 -- one parameter per option
    file: Path, *, pages: PageRanges, layout: bool, as_json: bool, ocr: str, ocr_cache: str
) -> int:
    """Print the repaired text of FILE, with digits as printed.

    Each printed line is one line. The cells of a table row are separated by tabs, pages by form feeds. Thai text is
    repaired from the positions of the glyphs, whatever the text layer says.

    \b
    Examples:
      phaen text plans/plan.pdf | less
      phaen text plans/plan.pdf --pages 3-5 --layout
      phaen text plans/plan.pdf --json | jq '.pages[] | {page, quality, repairs}'
    """
    from extract.model.errors import SourceError

    if layout and as_json:
        raise click.UsageError("--layout and --json do not go together")
    write = _write_json if as_json else _write_layout if layout else _write_plain
    unread, printed = Counter[str](), Counter[str]()
    try:
        found = write(file, _watched(_pages(file, pages, ocr, ocr_cache), unread, printed))
    except SourceError as error:
        complain(f"failed: {visible(file)}: {error.reason}")
        return int(ExitCode.SOURCES_FAILED)
    if pages and not found:
        complain(f"failed: {visible(file)}: it has none of these pages")
        return int(ExitCode.SOURCES_FAILED)
    if not unread:
        return int(ExitCode.OK)
    reasons = ", ".join(f"{reason} on {count:,}" for reason, count in sorted(unread.items()))
    if printed:
        complain(f"incomplete: {visible(file)}: pages without their text: {reasons}")
        return int(ExitCode.OK)
    complain(f"failed: {visible(file)}: no page shows text that could be read: {reasons}")
    return int(ExitCode.SOURCES_FAILED)


UNREAD = {
    "no_text": "no text found",
    "unreadable": "the page is damaged",
    "ocr_unavailable": "OCR is not available",
    "ocr_failed": "OCR failed",
}
"""Codes in `TextPage.repairs` for pages that show something of which nothing was read."""


def _watched(pages: Iterator[TextPage], unread: Counter[str], printed: Counter[str]) -> Iterator[TextPage]:
    """The pages. Those with text are counted in `printed`, those with ink but no text in `unread`, by reason."""
    for page in pages:
        if page.lines:
            printed["pages"] += 1
        elif reason := next((UNREAD[code] for code in UNREAD if code in page.repairs), ""):
            unread[reason] += 1
        yield page


def _pages(file: Path, pages: PageRanges, ocr: str, ocr_cache: str) -> Iterator[TextPage]:
    from extract.read.options import OcrMode, ReadOptions
    from extract.read.printed_text import text_pages

    with reading(file):
        yield from text_pages(file, ReadOptions(OcrMode(ocr), cache=cache_folder(ocr_cache), pages=pages))


def _write_plain(_file: Path, pages: Iterator[TextPage]) -> int:
    return _write(pages, lambda page: [line.text for line in page.lines])


def _write_layout(_file: Path, pages: Iterator[TextPage]) -> int:
    from phaen.cli.text_layout import page_layout

    return _write(pages, page_layout)


def _write(pages: Iterator[TextPage], lines: Callable[[TextPage], list[str]]) -> int:
    """Write pages as they are read, and return their number.

    On a terminal, control characters are escaped. Other programs get the text unchanged.
    """
    count = 0
    fit = _for_terminal if sys.stdout.isatty() else str
    for count, page in enumerate(pages, start=1):
        feed = "\f" if count > 1 else ""
        click.echo(feed + "".join(f"{fit(line)}\n" for line in lines(page)), nl=False)
    return count


def _for_terminal(line: str) -> str:
    return "\t".join(map(visible, line.split("\t")))


# -- JSON ---------------------------------------------------------------------------------------------------------


def _write_json(file: Path, pages: Iterator[TextPage]) -> int:
    """Write one JSON document with one line per page. If the source fails midway, the document is valid JSON too."""
    from extract.read.source_file import source_name

    count = 0
    try:
        for count, page in enumerate(pages, start=1):
            lead = ",\n" if count > 1 else f'{{"source_file": {to_json(source_name(Path(file.name)))}, "pages": [\n'
            click.echo(lead + to_json(page_data(page)), nl=False)
    finally:
        if count:
            click.echo("\n]}")
    return count


def page_data(page: TextPage) -> dict[str, Any]:
    """A page as JSON data. Boxes are x0, top, x1, bottom in points from the top left of the page as displayed."""
    return {
        "page": page.number,
        "text_source": str(page.text_source),
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "quality": round(page.quality, 4),
        "repairs": dict(page.repairs),
        "lines": [
            {
                "line": line.number,
                "text": line.text,
                "box": _union([cell.box for cell in line.cells if cell.box]),
                **({} if line.confidence is None else {"confidence": round(line.confidence, 3)}),
                "cells": [{"text": cell.text, "box": cell.box and _numbers(cell.box)} for cell in line.cells],
            }
            for line in page.lines
        ],
    }


def _union(boxes: list[Box]) -> list[float] | None:
    if not boxes:
        return None
    x0, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    return _numbers(Box(x0, top, max(box.x1 for box in boxes), max(box.bottom for box in boxes)))


def _numbers(box: Box) -> list[float]:
    return [round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)]
