"""Prints samples as Word files and PDFs: `python -m samples.make.documents [NAME ...]` writes documents/.

The PDFs need the commands of LibreOffice and WeasyPrint and the fonts of fonts-thai-tlwg (see README.md). The Word
files need only the development dependencies. With names, only these documents are made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from samples.make.printing.damage import damaged
from samples.make.printing.engines import by_libreoffice, by_weasyprint
from samples.make.printing.scan import scanned
from samples.make.printing.style import PrintStyle
from samples.make.printing.turned import turned
from samples.make.printing.web import web_page
from samples.make.printing.word import word_file
from samples.make.wording import load

FOLDER = Path(__file__).parent.parent / "documents"

WORD = PrintStyle("Laksaman", 15, 12, numbers=True)
PRINT = PrintStyle("Laksaman", 15, 12)
WEB = PrintStyle("Garuda", 11, 9)
SCAN = PrintStyle("Laksaman", 14, 12)


def as_word(stem: str) -> bytes:
    """A Word file with automatic numbering."""
    return word_file(load(stem), WORD)


def as_pdf(stem: str) -> bytes:
    """A Word file printed by LibreOffice."""
    return by_libreoffice(word_file(load(stem), PRINT))


def as_web_pdf(stem: str) -> bytes:
    """A web page printed by WeasyPrint."""
    return by_weasyprint(web_page(load(stem), WEB))


def as_scan(stem: str) -> bytes:
    """The PDF printed by LibreOffice, as a scan."""
    return scanned(by_libreoffice(word_file(load(stem), SCAN)))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "2_tambon_ban_fa_sai.docx": lambda: as_word("2_tambon_ban_fa_sai"),
    "6_nakhon_thara_thong.docx": lambda: as_word("6_nakhon_thara_thong"),
    "4_tambon_khlong_dok_kaeo.pdf": lambda: as_pdf("4_tambon_khlong_dok_kaeo"),
    "5_changwat_uthai_thani.pdf": lambda: as_pdf("5_changwat_uthai_thani"),
    "3_khet_suan_mali.web.pdf": lambda: as_web_pdf("3_khet_suan_mali"),
    "7_tambon_thung_dao_rueang.web.pdf": lambda: as_web_pdf("7_tambon_thung_dao_rueang"),
    "2_tambon_ban_fa_sai.damaged.pdf": lambda: damaged(as_pdf("2_tambon_ban_fa_sai")),
    "6_nakhon_thara_thong.turned.pdf": lambda: turned(as_pdf("6_nakhon_thara_thong")),
    "8_tambon_nong_kaeo_mani.scan.pdf": lambda: as_scan("8_tambon_nong_kaeo_mani"),
}
"""Maps a file name to its generator. The name up to the first full stop is that of the sample whose truth it has."""


def main(names: list[str]) -> None:
    """Write the documents named in `names`, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or DOCUMENTS:
        (FOLDER / name).write_bytes(DOCUMENTS[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
