"""OCR compared with bare Tesseract on the same images: processor time per page.

    python -m benchmarks.ocr [FILE.pdf ...] [--pages N]

Without a file, the made-up scan of the samples is read. Both read the image of each page at the resolution used by
phaen, one after the other in one process with one thread. Times are processor times, so other work on the machine has
little effect. Bare Tesseract is given only the languages, tha+eng, as in a first attempt.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import milliseconds, print_table
from extract.read.ocr.engines import engine
from extract.read.ocr.page import read_page
from extract.read.ocr.scan import Scan
from extract.read.ocr.tessdata import find_tessdata
from extract.read.reader_interface import ReadableSource

SCAN = Path(__file__).parent.parent / "samples" / "documents" / "8_tambon_nong_kaeo_mani.scan.pdf"
TARGET = 1.3


def scans(path: Path, most: int) -> Iterator[Scan]:
    from pypdfium2 import raw

    from extract.model.document import TextSource
    from extract.read.layout.printed import PrintedPage
    from extract.read.pdf.pdf_reader import open_pdf
    from extract.read.pdf.scans import page_scan

    document = open_pdf(ReadableSource(path.name, path.read_bytes()))
    for index in range(min(most, len(document))):
        yield page_scan(document[index], raw, PrintedPage(index + 1, TextSource.PDF_TEXT))
    document.close()


def processor_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    for threads in ("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):  # as phaen's workers have it
        os.environ.setdefault(threads, "1")
    import cv2
    import tesserocr

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[SCAN])
    parser.add_argument("--pages", type=int, default=8, help="pages of each file, from its first on")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    reader = engine("tesseract")
    bare = tesserocr.PyTessBaseAPI(path=str(find_tessdata()), lang="tha+eng", psm=tesserocr.PSM.AUTO)
    rows = []
    for path in args.files:
        ours = theirs = 0.0
        count = 0
        for scan in scans(path, args.pages):
            height, width = scan.grey.shape

            def plain(scan: Scan = scan, width: int = width, height: int = height) -> None:
                bare.SetImageBytes(scan.grey.tobytes(), width, height, 1, width)
                bare.SetSourceResolution(round(scan.dpi))
                bare.GetUTF8Text()

            if not count:
                plain()  # afterwards both have loaded their data
                read_page(scan.grey, scan.dpi, reader)
            theirs += processor_seconds(plain)
            ours += processor_seconds(lambda scan=scan: read_page(scan.grey, scan.dpi, reader))  # type: ignore[misc]
            count += 1
        ratio = f"{ours / theirs:.2f}"
        rows.append([path.name, str(count), milliseconds(theirs / count), milliseconds(ours / count), ratio])
    print_table("OCR, a page", ["file", "pages", "bare Tesseract", "phaen", f"ratio (target {TARGET})"], rows)


if __name__ == "__main__":
    main()
