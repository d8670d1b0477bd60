"""Limits and thresholds of reading, validated in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits and thresholds of the readers. All are positive."""

    max_bytes: int = 256 * 1024 * 1024
    """Larger files are rejected before they are read."""
    max_pieces: int = 2_000_000
    """Maximum number of lines and cells of one document; plans have thousands. Bounds the memory for hostile files."""
    max_cells: int = 750_000
    """Maximum number of table cells of one document, each about 700 bytes. The largest plans have tens of thousands."""
    max_covered: int = 1_000_000
    """Maximum number of places covered by spans in one table. Beyond it, row spans are reduced to one row."""
    max_open_tables: int = 100_000
    """Maximum number of open HTML tables. Further ones are not nested."""
    max_column_span: int = 100
    """Wider column spans are reduced to this."""
    sample_bytes: int = 1024 * 1024
    """Number of bytes of non-ASCII text examined to detect the encoding."""
    max_control_share: float = 0.02
    """A file with a larger share of control characters is binary."""
    max_damage_share: float = 0.25
    """A text with a larger share of undecodable bytes is in no known encoding."""
    min_thai_share: float = 0.70
    """Minimum share of non-ASCII bytes in Thai syllables for TIS-620."""
    emphasis_lines: int = 20
    """Maximum number of lines between a pair of bold markers."""
    indent_tabs: int = 2
    """Up to this many tabs before the only text of a line are indentation, not empty cells."""
    page_leap: int = 50
    """A page marker whose number is more than this ahead is ignored."""
    running_numbers: int = 3
    """Minimum number of increasing page numbers between dashes that prove each other."""

    max_unpacked: int = 256 * 1024 * 1024
    """Maximum unpacked size in bytes of the parts of a ZIP package; plans have a few million."""
    max_zip_entries: int = 20_000
    """Maximum number of files in a ZIP package."""
    max_xml_tags: int = 5_000_000
    """Maximum number of XML tags in one part; 1,000 pages of Word have about two million."""
    convert_seconds: int = 180
    """Time limit for LibreOffice to convert one old Word file, in seconds."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) <= 0:
                raise ValueError(f"{setting.name} must be positive")


DEFAULTS = ReadSettings()
