"""A row of sums of a summary table: of what, how many projects, how much money."""

from __future__ import annotations

from extract.grammar.patterns import patterns
from extract.model.plan import Path, Scope
from extract.tables.headers import Header, Row, best_shift
from extract.tables.reported import read_sums
from extract.tables.row_shifts import is_measured, moved, total_fit
from extract.tables.section_totals import summed_section
from extract.tables.summary_cells import flat, is_grand, money_cells
from extract.tables.summary_types import SummaryTotal


def total_row(header: Header, row: Row, label: str, path: Path) -> SummaryTotal:
    """The sums of a row with this label, below the headings of `path`."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    texts = " ".join(flat(cell) for cell in cells)
    number = next(filter(None, (patterns().any_level.mention.search(flat(cell)) for cell in cells)), None)
    counted = patterns().counts.count.search(texts)
    count = int(counted["count"]) if counted else None
    grand = is_grand(label)
    dimension = int(number["number"]) if number and not grand else (path[0] if path else None)
    shift = 0 if is_measured(row) else best_shift(row, lambda column, text: total_fit(header, column, text))
    in_place = moved(row, shift, header.width)
    told, unread = read_sums(header, in_place, count)
    return SummaryTotal(
        Scope.GRAND if grand else Scope.DIMENSION,
        None if grand else dimension,
        count,
        money_cells(header, in_place),
        cells[0].place,
        texts,
        number is not None,
        "" if grand else summed_section(label, path),
        told,
        unread,
        tuple(sorted(set(header.years.values()))),
    )
