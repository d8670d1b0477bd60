"""Cost of reading damaged text layers against pdfplumber: documents of the samples whose marks have no usable codes.

The processor time of each method per page, and their ratio in one run. What runs once in a process (loading the
dictionary) is left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import print_table
from benchmarks.pdf_text import fastest, pdfplumber_pages
from extract.read.options import OcrMode, ReadOptions

DOCUMENTS = Path(__file__).parent.parent / "samples" / "documents"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdf_damaged", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=sorted(DOCUMENTS.glob("*.damaged.pdf")))
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    text(arguments.paths[0])
    rows = [row for path in arguments.paths for row in measured(path, arguments.repeats)]
    print_table(f"damaged text layers; best of {arguments.repeats}", ("document", "way", "a page", "ratio"), rows)


def measured(path: Path, repeats: int) -> Iterator[tuple[str, str, str, str]]:
    """The time per page of each method, and its ratio to pdfplumber's text and tables."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(path))
    base = fastest(lambda p: pdfplumber_pages(p, pages), path, 1)
    spent = fastest(text, path, repeats)
    asked = quality_seconds(path)
    for way, seconds in (("pdfplumber", base), ("phaen: text", spent), ("of which quality", asked)):
        yield path.name, way, f"{1000 * seconds / pages:.1f} ms", f"{seconds / base:.3f}"


def text(path: Path) -> None:
    """Read the text of a document as `phaen text --ocr never` does."""
    from extract.read.printed_text import text_pages

    for _ in text_pages(path, ReadOptions(OcrMode.NEVER)):
        pass


def quality_seconds(path: Path) -> float:
    """The time in which the quality of the pages' texts is judged."""
    from extract.read.printed_text import text_pages
    from extract.read.quality import foreign_letters, text_quality
    from normalize.remember import forget
    from normalize.thai_words import thai_share

    pages = [[line.text for line in page.lines] for page in text_pages(path, ReadOptions(OcrMode.NEVER))]
    forget()
    start = time.process_time()
    for lines in pages:
        text_quality(lines)
        thai_share(lines)
        foreign_letters(lines)
    return time.process_time() - start


if __name__ == "__main__":
    main()
