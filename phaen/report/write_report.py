"""Writes the report of a dataset into its folder."""

from __future__ import annotations

from pathlib import Path

from phaen.emit.inside import NotOursError, is_file, read_file, refuse_other, write_file
from phaen.report.figures import figures
from phaen.report.page import MADE_BY, report_page

FILE_NAME = "report.html"
_HEAD_BYTES = 2_000


def write_report(folder: Path, lang: str = "th") -> Path:
    """Write the page, whole or not at all, and return its path. The same dataset gives the same bytes.

    `lang` is the language that is shown first. Raises NoDataError if there is no dataset, NotOursError if there is
    something of that name that phaen did not write, OSError if it cannot be written.
    """
    path = folder / FILE_NAME
    page = report_page(figures(folder), lang).encode()
    refuse_other(path)
    if is_file(path) and MADE_BY.encode() not in read_file(path)[:_HEAD_BYTES]:
        raise NotOursError(path, "a file")
    write_file(path, page, folder / f".{FILE_NAME}.new")
    return path
