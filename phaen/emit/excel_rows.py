"""Makes the XML of a sheet's rows, column by column.

This is ten times as fast as writing cell by cell with a library. The library (openpyxl) makes everything else: styles,
headings, widths, filters, the parts of the file and their relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phaen.emit.cell_text import for_arrow, print_column
from phaen.emit.excel_cells import QUOTED, ExcelLimits, Looks, fit_text, labelled
from phaen.emit.excel_findings import SEVERITIES, FindingIndex, Marks
from phaen.emit.excel_layout import LINE_HEIGHT, MOST_LINES, line_counts
from phaen.emit.excel_links import SourceLinks, linked_column, literal
from phaen.emit.excel_names import PlanNames
from phaen.emit.excel_sheets import MARK, SheetColumn, SheetLayout
from schemas.checks import Severity
from schemas.tables import Column, FieldType
from schemas.workbook import workbook

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_ROWS_AT_ONCE = 4_096
"""Limits the XML in memory. More rows at once are not faster."""

CELL_XML = 120
"""Maximum bytes of XML for a cell without its text: tags, reference, style, and a number."""

TEXT_GROWTH = 7
"""Maximum bytes of XML per byte of text: a carriage return becomes `_x000D_`."""

MARK_XML = 300
"""Maximum bytes of XML for a mark with its link."""

_Colours = Sequence["Severity | None"]

_ODD = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9A-Fa-f]{4}_"
"""Texts that Excel cannot store unchanged, or would interpret as escape codes."""

_FORMULA = for_arrow(QUOTED)
_KEPT_BLANKS = r"^[ \t]|[ \t]$|\n"
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_HEIGHTS = ["", *(f' ht="{LINE_HEIGHT * lines}" customHeight="1"' for lines in range(2, MOST_LINES + 1))]


@dataclass(frozen=True)
class RowLinks:
    """What the rows of all sheets are linked to."""

    sources: SourceLinks
    plans: PlanNames
    findings: FindingIndex


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of one table's sheets. `widths` are the widths of the columns."""

    layout: SheetLayout
    widths: Sequence[int]
    looks: Looks
    limits: ExcelLimits
    links: RowLinks

    def xml(self, rows: pa.Table, first: int) -> Iterator[pa.Buffer]:
        """The rows as XML in UTF-8. The first one is row number `first` of the sheet."""
        for start in range(0, rows.num_rows, _ROWS_AT_ONCE):
            yield _bytes(self._rows(rows.slice(start, _ROWS_AT_ONCE).combine_chunks(), first + start))

    def _rows(self, rows: pa.Table, first: int) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc
        from openpyxl.utils import get_column_letter

        numbers = pc.cast(pa.array(range(first, first + rows.num_rows)), pa.string())
        marks = self.links.findings.marks(self.layout.table, rows)
        link = linked_column(self.layout.table) if self.links.sources.paths else None
        cells = []
        for place, column in enumerate(self.layout.columns, 1):
            at = _join(f'<c r="{get_column_letter(place)}', numbers)
            if column.name == MARK:
                cells.append(self._mark(at, marks))
            elif column.field is None:
                cells.append(self._plan(at, rows))
            else:
                values = _shown(_whole(rows[column.name]), column)
                made = self._cells(at, column.field, values, marks)
                if column.name == link:
                    linked = self._links(column.field, values, _whole(rows["document_id"]))
                    made = pc.coalesce(_join(at, linked, "</v></c>"), made)
                cells.append(made)
        return _join('<row r="', numbers, '"', self._heights(rows), ">", *cells, "</row>")

    def _mark(self, at: pa.Array, marks: Marks) -> pa.Array:
        """The symbol of the worst finding about each row, linked to it."""
        import pyarrow.compute as pc

        symbols = marks.pick([None, *(workbook().marks[severity].symbol for severity in SEVERITIES)])
        styles = marks.pick([None, *(str(self.looks.number("mark", mark=severity)) for severity in SEVERITIES)])
        linked = _join(at, '" s="', styles, '" t="str"><f>HYPERLINK(', marks.targets, ',"', symbols, '")</f><v>')
        plain = _join(at, '" s="', styles, '" t="inlineStr"><is><t>', symbols, "</t></is></c>")
        return pc.fill_null(pc.coalesce(_join(linked, symbols, "</v></c>"), plain), "")

    def _plan(self, at: pa.Array, rows: pa.Table) -> pa.Array:
        """The name of the plan, linked to its page in the review, or else to its row in the sheet of plans."""
        import pyarrow.compute as pc

        documents, plans = _whole(rows["document_id"]), self.links.plans
        names = _escaped(plans.texts(documents))
        style = self.looks.number("text")
        made = _join(at, f'" s="{style}" t="inlineStr"><is><t>', names, "</t></is></c>")
        if self.layout.shape.linked:
            style = self.looks.number("text link")
            linked = _join(at, f'" s="{style}" t="str"><f>HYPERLINK(', plans.links(documents), ",")
            linked = _join(linked, plans.literals(documents), ")</f><v>", names, "</v></c>")
            made = pc.coalesce(linked, made)
        return pc.fill_null(made, "")

    def _cells(self, at: pa.Array, field: Column, column: pa.Array, marks: Marks) -> pa.Array:
        """The cells of one column; a missing value has no cell, unless that is coloured."""
        import pyarrow.compute as pc

        colours = [None, *SEVERITIES] if field.name in self.layout.shape.tinted else [None]
        if field.type is FieldType.STRING:
            stored = _storable(column, self.limits)
            cells = _join(at, self._text_tags(field, stored, marks, colours), _escaped(stored), "</t></is></c>")
        elif field.type is FieldType.BOOLEAN:
            style = self.looks.number("General")
            cells = _join(at, f'" s="{style}" t="b"><v>', pc.if_else(column, "1", "0"), "</v></c>")
        else:
            printed = print_column(field, column)
            cells = _join(at, self._number_tags(field, printed, marks, colours), printed, "</v></c>")
        if len(colours) > 1:  # a value that is missing may be what is in doubt
            styles = marks.pick([colour and str(self.looks.number("0", mark=colour)) for colour in colours])
            cells = pc.coalesce(cells, _join(at, '" s="', styles, '"/>'))
        return pc.fill_null(cells, "")

    def _links(self, field: Column, column: pa.Array, documents: pa.Array) -> pa.Array:
        """The XML between the reference and the end of each linked cell; null without a link or a value."""
        import pyarrow as pa
        import pyarrow.compute as pc

        sources = self.links.sources
        target = sources.targets(documents)
        if field.type is FieldType.STRING:
            stored = _storable(column, self.limits)
            names = pa.array([None if name is None else literal(name) for name in stored.to_pylist()], pa.string())
            style = self.looks.number("text link", wrap=field.wraps)
            return _join(f'" s="{style}" t="str"><f>HYPERLINK(', target, ",", names, ")</f><v>", _escaped(stored))
        printed = print_column(field, column)
        paged = _join(target, sources.fragments(documents), printed, '"')
        style = self.looks.number("link")
        return _join(f'" s="{style}"><f>HYPERLINK(', pc.coalesce(paged, target), ",", printed, ")</f><v>", printed)

    def _text_tags(self, field: Column, stored: pa.Array, marks: Marks, colours: _Colours) -> pa.Array:
        """The XML between the reference of a text cell and its text."""
        import pyarrow.compute as pc

        quoted = pc.match_substring_regex(stored, _FORMULA)
        style = pc.if_else(
            quoted,
            str(self.looks.number("quoted", wrap=field.wraps)),
            self._style("text", marks, colours, wrap=field.wraps),
        )
        space = pc.if_else(pc.match_substring_regex(stored, _KEPT_BLANKS), ' xml:space="preserve"', "")
        return _join('" s="', style, '" t="inlineStr"><is><t', space, ">")

    def _number_tags(self, field: Column, printed: pa.Array, marks: Marks, colours: _Colours) -> pa.Array:
        import pyarrow.compute as pc

        if field.type is FieldType.INTEGER:
            style = self._style("0", marks, colours)
        else:
            whole = self._style("#,##0", marks, colours)
            broken = self._style("#,##0.00" + "#" * (field.scale - 2), marks, colours)
            style = pc.if_else(pc.match_substring(printed, "."), broken, whole)
        return _join('" s="', style, '"><v>')

    def _style(self, look: str, marks: Marks, colours: _Colours, *, wrap: bool = False) -> pa.Array | str:
        """The number of a style, of a coloured column by the mark of each row."""
        styles = [str(self.looks.number(look, wrap=wrap, mark=colour)) for colour in colours]
        return marks.pick(styles) if len(styles) > 1 else styles[0]

    def _heights(self, rows: pa.Table) -> pa.Array | str:
        """The height of each row as an attribute; empty for a row of one line."""
        import numpy as np
        import pyarrow as pa

        shown = zip(self.layout.columns, self.widths, strict=True)
        counts = [_line_counts(rows, column, width) for column, width in shown if column.is_wrapped]
        if not counts:
            return ""
        lines = np.minimum(np.maximum.reduce(counts), self.layout.shape.lines)
        return pa.array(_HEIGHTS).take(pa.array(lines - 1))


def _line_counts(rows: pa.Table, column: SheetColumn, width: int) -> NDArray[np.int64]:
    is_of_codes = column.field is not None and column.field.several
    return line_counts(_shown(_whole(rows[column.name]), column), width, of_codes=is_of_codes)


def _shown(values: pa.Array, column: SheetColumn) -> pa.Array:
    """The values with labels in place of codes."""
    import pyarrow as pa

    if not column.labels or column.field is None:
        return values
    encoded = values.dictionary_encode()
    labels = [labelled(code, column.labels, column.field.several) for code in encoded.dictionary.to_pylist()]
    return pa.array(labels, pa.string()).take(encoded.indices)


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
