"""Makes the XML of a sheet's rows, column by column.

This is ten times as fast as writing cell by cell with a library. The library (openpyxl) makes everything else: styles,
headings, widths, filters, the parts of the file and their relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from phaen.emit.cell_text import for_arrow, print_column
from phaen.emit.excel_cells import QUOTED, ExcelLimits, Looks, fit_text
from phaen.emit.excel_layout import LINE_HEIGHT, MOST_LINES, line_counts
from phaen.emit.excel_links import SourceLinks, linked_column, literal
from schemas.tables import Column, FieldType, TableSchema

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 4_096
"""Limits the XML in memory. More rows at once are not faster."""

CELL_XML = 120
"""Maximum bytes of XML for a cell without its text: tags, reference, style, and a number."""

TEXT_GROWTH = 7
"""Maximum bytes of XML per byte of text: a carriage return becomes `_x000D_`."""

_ODD = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9A-Fa-f]{4}_"
"""Texts that Excel cannot store unchanged, or would interpret as escape codes."""

_FORMULA = for_arrow(QUOTED)
_KEPT_BLANKS = r"^[ \t]|[ \t]$|\n"
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_HEIGHTS = ["", *(f' ht="{LINE_HEIGHT * lines}" customHeight="1"' for lines in range(2, MOST_LINES + 1))]


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of one table's sheets. `widths` are the widths of the columns."""

    table: TableSchema
    widths: Sequence[int]
    looks: Looks
    limits: ExcelLimits
    links: SourceLinks = field(default_factory=lambda: SourceLinks({}))

    def xml(self, rows: pa.Table, first: int) -> Iterator[pa.Buffer]:
        """The rows as XML in UTF-8. The first one is row number `first` of the sheet."""
        for start in range(0, rows.num_rows, _ROWS_AT_ONCE):
            yield _bytes(self._rows(rows.slice(start, _ROWS_AT_ONCE).combine_chunks(), first + start))

    def _rows(self, rows: pa.Table, first: int) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc
        from openpyxl.utils import get_column_letter

        numbers = pc.cast(pa.array(range(first, first + rows.num_rows)), pa.string())
        columns = [_whole(column) for column in rows.columns]
        places = {field.name: get_column_letter(place) for place, field in enumerate(self.table.fields, 1)}
        cells = [
            self._cells(field, column, places[field.name], numbers)
            for field, column in zip(self.table.fields, columns, strict=True)
        ]
        link = linked_column(self.table) if self.links.paths else None
        if link is not None:
            at = self.table.columns.index(link)
            linked = self._links(self.table.fields[at], columns[at], _whole(rows["document_id"]))
            start = f'<c r="{places[link]}'
            cells[at] = pc.coalesce(_join(start, numbers, linked, "</v></c>"), cells[at])
        return _join('<row r="', numbers, '"', self._heights(columns), ">", *cells, "</row>")

    def _cells(self, field: Column, column: pa.Array, letter: str, numbers: pa.Array) -> pa.Array:
        """The cells of one column; a missing value has no cell."""
        import pyarrow.compute as pc

        start = f'<c r="{letter}'
        if field.type is FieldType.STRING:
            stored = _storable(column, self.limits)
            cells = _join(start, numbers, self._text_tags(field, stored), _escaped(stored), "</t></is></c>")
        elif field.type is FieldType.BOOLEAN:
            style = self.looks.number("General")
            cells = _join(start, numbers, f'" s="{style}" t="b"><v>', pc.if_else(column, "1", "0"), "</v></c>")
        else:
            printed = print_column(field, column)
            cells = _join(start, numbers, self._number_tags(field, printed), printed, "</v></c>")
        return pc.fill_null(cells, "")

    def _links(self, field: Column, column: pa.Array, documents: pa.Array) -> pa.Array:
        """The XML between the reference and the end of each linked cell; null without a link or a value."""
        import pyarrow as pa
        import pyarrow.compute as pc

        target = self.links.targets(documents)
        if field.type is FieldType.STRING:
            stored = _storable(column, self.limits)
            names = pa.array([None if name is None else literal(name) for name in stored.to_pylist()], pa.string())
            style = self.looks.number("text link", wrap=field.long)
            return _join(f'" s="{style}" t="str"><f>HYPERLINK(', target, ",", names, ")</f><v>", _escaped(stored))
        printed = print_column(field, column)
        paged = _join(target, self.links.fragments(documents), printed, '"')
        style = self.looks.number("link")
        return _join(f'" s="{style}"><f>HYPERLINK(', pc.coalesce(paged, target), ",", printed, ")</f><v>", printed)

    def _text_tags(self, field: Column, stored: pa.Array) -> pa.Array:
        """The XML between the reference of a text cell and its text."""
        import pyarrow.compute as pc

        quoted = pc.match_substring_regex(stored, _FORMULA)
        style = pc.if_else(
            quoted,
            str(self.looks.number("quoted", wrap=field.long)),
            str(self.looks.number("text", wrap=field.long)),
        )
        space = pc.if_else(pc.match_substring_regex(stored, _KEPT_BLANKS), ' xml:space="preserve"', "")
        return _join('" s="', style, '" t="inlineStr"><is><t', space, ">")

    def _number_tags(self, field: Column, printed: pa.Array) -> pa.Array | str:
        import pyarrow.compute as pc

        if field.type is FieldType.INTEGER:
            return f'" s="{self.looks.number("0")}"><v>'
        whole = self.looks.number("#,##0")
        broken = self.looks.number("#,##0.00" + "#" * (field.scale - 2))
        return pc.if_else(pc.match_substring(printed, "."), f'" s="{broken}"><v>', f'" s="{whole}"><v>')

    def _heights(self, columns: Sequence[pa.Array]) -> pa.Array | str:
        """The height of each row as an attribute; empty for a row of one line."""
        import numpy as np
        import pyarrow as pa

        shown = zip(self.table.fields, columns, self.widths, strict=True)
        counts = [line_counts(column, width) for field, column, width in shown if field.long]
        return pa.array(_HEIGHTS).take(pa.array(np.maximum.reduce(counts) - 1)) if counts else ""


def _storable(texts: pa.Array, limits: ExcelLimits) -> pa.Array:
    """The texts as stored by Excel, truncated to the limit of a cell."""
    import pyarrow as pa
    import pyarrow.compute as pc

    long = pc.greater(pc.utf8_length(texts), limits.safe_characters)
    odd = pc.fill_null(pc.or_(pc.match_substring_regex(texts, _ODD), long), False)
    changed = [fit_text(text, limits.characters) for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(changed, pa.string())) if changed else texts


def _escaped(texts: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    for character, entity in _ENTITIES:
        texts = pc.replace_substring(texts, character, entity)
    return texts


def _join(*pieces: pa.Array | str) -> pa.Array:
    """The pieces of each row concatenated; null if one of them is null."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*pieces, "")


def _whole(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa

    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _bytes(texts: pa.Array) -> pa.Buffer:
    """The bytes of all texts, concatenated. This is their layout in memory in Arrow, so nothing is copied."""
    import numpy as np

    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32, len(texts) + 1, texts.offset * 4)
    return data.slice(int(bounds[0]), int(bounds[-1] - bounds[0]))
