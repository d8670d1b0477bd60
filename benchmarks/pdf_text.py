"""Cost of reading PDF text: pdfium's own text and boxes, the repaired lines, the whole conversion, pdfplumber."""

from __future__ import annotations

import argparse
import ctypes
import gc
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import print_table
from normalize.remember import forget

PAGES = 40
"""Number of pages of the made-up PDF that is read by default."""

PLUMBED = 20
"""Number of pages for pdfplumber, which is by far the slowest."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdf_text", description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, help="a PDF with a text layer; by default one is made up")
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.path or made_up(Path(folder)), arguments.repeats)


def measure(path: Path, repeats: int) -> None:
    """Print the processor time per page of each method, and its ratio to pdfium alone."""
    pages, characters = pdfium_loop(path)
    times = {name: fastest(way, path, repeats) for name, way in WAYS.items()}
    base = times[next(iter(WAYS))] / pages
    rows = [(name, f"{1000 * t / pages:.2f} ms", f"{t / pages / base:.2f}") for name, t in times.items()]
    plumbed = min(pages, PLUMBED)
    plumber = fastest(lambda p: pdfplumber_pages(p, plumbed), path, 1) / plumbed
    rows.append(("pdfplumber extract_text + extract_tables", f"{1000 * plumber:.2f} ms", f"{plumber / base:.2f}"))
    print_table(f"{pages} pages, {characters} characters; best of {repeats}", ("way", "a page", "ratio"), rows)
    for name in ("phaen: blocks and tables", "phaen: the whole conversion, no files written"):
        print(f"{name.partition(': ')[2]}, against pdfplumber: {times[name] / pages / plumber:.3f}")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def fastest(way: Callable[[Path], object], path: Path, repeats: int) -> float:
    """Minimum processor time of some runs in seconds, which is less affected by other work than wall time.

    phaen's caches are cleared before each run, as each plan is normally converted once.
    """
    times = []
    for _ in range(repeats):
        gc.collect()
        forget()
        start = time.process_time()
        way(path)
        times.append(time.process_time() - start)
    return min(times)


def pdfium_loop(path: Path) -> tuple[int, int]:
    """Unicode and box of every character by the raw functions, with reused buffers."""
    import pypdfium2
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    document, count = pypdfium2.PdfDocument(path), 0
    for page in document:
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text.raw)):
            raw.FPDFText_GetUnicode(text.raw, index)
            raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
            count += 1
        text.close()
        page.close()
    return len(document), count


def pypdfium2_boxes(path: Path) -> None:
    """The whole text and the box of every character by pypdfium2's helpers."""
    _helpers(path, lambda text, count: (text.get_text_range(), [text.get_charbox(i) for i in range(count)]))


def pypdfium2_pairs(path: Path) -> None:
    """Each character with its box by pypdfium2's helpers."""
    _helpers(path, lambda text, count: [(text.get_text_range(i, 1), text.get_charbox(i)) for i in range(count)])


def _helpers(path: Path, read: Callable[[Any, int], object]) -> None:
    import pypdfium2

    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        read(text, text.count_chars())
        text.close()
        page.close()


def printed_lines(path: Path) -> None:
    from extract.read.options import DEFAULT_OPTIONS, OcrMode
    from extract.read.pdf.pdf_reader import printed_pages
    from extract.read.reader_interface import ReadableSource

    assert DEFAULT_OPTIONS.ocr is OcrMode.AUTO
    for _ in printed_pages(ReadableSource(path.name, path.read_bytes()), DEFAULT_OPTIONS):
        pass


def text_lines(path: Path) -> None:
    from extract.read.printed_text import text_pages

    for _ in text_pages(path):
        pass


def blocks(path: Path) -> None:
    from extract.read import read_document

    read_document(path)


def conversion(path: Path) -> None:
    import phaen

    phaen.convert(path)


def pdfplumber_pages(path: Path, count: int) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages[:count]:
            page.extract_text()
            page.extract_tables()
            page.close()


WAYS: dict[str, Callable[[Path], object]] = {
    "pdfium: Unicode and box of each character": pdfium_loop,
    "pypdfium2: get_text_range() and get_charbox(i)": pypdfium2_boxes,
    "pypdfium2: get_text_range(i, 1) and get_charbox(i)": pypdfium2_pairs,
    "phaen: printed lines and rules": printed_lines,
    "phaen: text with cells and quality": text_lines,
    "phaen: blocks and tables": blocks,
    "phaen: the whole conversion, no files written": conversion,
}


def made_up(folder: Path) -> Path:
    """A PDF of made-up Thai prose in a Type 3 font, as in the tests."""
    from tests.extract.read.pdf.pdf_maker import glyphs, pdf

    line = "โครงการอบรมคุณธรรมและจริยธรรมสำหรับผู้บริหารและพนักงานที่ปฏิบัติงานในพื้นที่"
    page = [glyph for row in range(40) for glyph in glyphs(line, 40, 800 - 18 * row)]
    path = folder / "made-up.pdf"
    path.write_bytes(pdf([page] * PAGES))
    return path


if __name__ == "__main__":
    main()
