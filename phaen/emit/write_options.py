"""Options of the formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Headers(StrEnum):
    """Language of the workbook: names of sheets, headings, codes, descriptions. English headings are the column names
    of the other formats.
    """

    EN = "en"
    TH = "th"


class CsvMode(StrEnum):
    """`spreadsheet`: with BOM and apostrophes, safe to open in Excel. `lossless`: without them."""

    SPREADSHEET = "spreadsheet"
    LOSSLESS = "lossless"

    @property
    def encoding(self) -> str:
        """The Python codec of the files."""
        return "utf-8-sig" if self is CsvMode.SPREADSHEET else "utf-8"


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Options of formats; see `phaen.emit.write.write_pieces`."""

    headers: Headers = Headers.EN
    csv_mode: CsvMode = CsvMode.SPREADSHEET
    excel_provenance: bool = False
    links: Mapping[str, str] = field(default_factory=dict)
    reviewed: bool = False
