"""The numbers that bound and tune reading, in one checked place."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits and thresholds of the readers; all are positive."""

    max_bytes: int = 256 * 1024 * 1024
    """Larger files are refused before they are read."""
    max_pieces: int = 2_000_000
    """Lines and cells of one document; plans have thousands. Keeps a hostile file from filling the memory."""
    max_cells: int = 750_000
    """Table cells of one document, each some 700 bytes; the largest plans have tens of thousands."""
    max_covered: int = 1_000_000
    """Places that the spans of one table may cover; further row spans count as one row."""
    max_open_tables: int = 100_000
    """HTML tables open at once; further ones are not nested."""
    max_column_span: int = 100
    """A wider span is taken as this wide."""
    sample_bytes: int = 1024 * 1024
    """How much non-ASCII text is looked at to tell one encoding from another."""
    max_control_share: float = 0.02
    """A file with more control characters than this is binary."""
    max_damage_share: float = 0.25
    """A text with a larger share of undecodable bytes than this is in no known encoding."""
    min_thai_share: float = 0.70
    """Bytes are TIS-620 only if this share of the non-ASCII ones makes Thai syllables."""
    emphasis_lines: int = 20
    """A pair of bold markers spans at most this many lines."""
    indent_tabs: int = 2
    """Up to this many tabs before a line's only text are an indentation, not empty cells."""
    page_leap: int = 50
    """A page marker whose number is further ahead than this is not believed."""
    running_numbers: int = 3
    """So many dashed page numbers in rising order prove each other."""

    max_unpacked: int = 256 * 1024 * 1024
    """Bytes of a ZIP package's parts, unpacked; a plan's are a few million."""
    max_zip_entries: int = 20_000
    """Files in a ZIP package."""
    max_xml_tags: int = 5_000_000
    """XML tags of one part; 1,000 pages of Word have some two million."""
    convert_seconds: int = 180
    """How long LibreOffice may take over one old Word file."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) <= 0:
                raise ValueError(f"{setting.name} must be positive")


DEFAULTS = ReadSettings()
