"""Links from the rows of the workbook to the source files.

A link is a HYPERLINK formula in the cell of the page (in `documents`, of the file's name). Its value is that of the
cell, so the column sorts, filters and is read as without links. Hyperlinks that are no formulas are limited to 65,530 a
sheet. A link is relative to the workbook. It opens the file; a PDF at the page, if the program that opens it can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from schemas.tables import TableSchema

if TYPE_CHECKING:
    import pyarrow as pa

LINKED = ("source_page", "page", "source_file")
"""The columns that hold the link: of each table the first that it has."""

LONGEST = 1_000
"""Characters of a path that is linked. Excel opens links of about twice this length."""

_LITERAL = 200
"""Characters of a text literal in a formula, of at most 255."""

_RESERVED = str.maketrans({"%": "%25", "#": "%23", "?": "%3F"})
_PAGED = ".pdf"


def linked_column(table: TableSchema) -> str | None:
    """The column of a table that holds the link, None if it has no place in a source."""
    return next((name for name in LINKED if name in table.columns), None)


@dataclass(frozen=True)
class SourceLinks:
    """The paths of the source files relative to the workbook, with slashes, by document_id."""

    paths: Mapping[str, str]

    @property
    def xml_bytes(self) -> int:
        """Maximum bytes of XML that a link adds to a cell."""
        return max((len(found.encode()) + _LITERAL for found in self._targets.values()), default=0)

    def targets(self, documents: pa.Array) -> pa.Array:
        """For each document_id the link as an expression of a formula, in XML; null if there is none."""
        return self._looked_up(documents, self._targets)

    def fragments(self, documents: pa.Array) -> pa.Array:
        """For each document_id what goes between the link and the page, in XML; null if pages cannot be linked."""
        ends = {name: '&amp;"#page=' for name, path in self.paths.items() if path.lower().endswith(_PAGED)}
        return self._looked_up(documents, ends)

    @cached_property
    def _targets(self) -> dict[str, str]:
        return {name: literal(path.translate(_RESERVED)) for name, path in self.paths.items() if _is_linkable(path)}

    @staticmethod
    def _looked_up(documents: pa.Array, texts: Mapping[str, str]) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc

        known = pa.array(texts.keys(), pa.string())
        return pa.array(texts.values(), pa.string()).take(pc.index_in(documents, known))


def _is_linkable(path: str) -> bool:
    return len(path) <= LONGEST and path.isprintable()


def literal(text: str) -> str:
    """A text as an expression of a formula, in XML: one or more literals, joined.

    >>> literal("a & b")
    '"a &amp; b"'
    """
    pieces = [text[start : start + _LITERAL] for start in range(0, len(text), _LITERAL)] or [""]
    return "&amp;".join('"' + escape(piece.replace('"', '""')) + '"' for piece in pieces)
