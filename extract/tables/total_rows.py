"""A row of sums of a summary table: of what, how many projects, how much money."""

from __future__ import annotations

from collections.abc import Iterable

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.patterns import patterns
from extract.model.document import Line
from extract.model.plan import Path, Scope, code_of
from extract.tables.headers import Header, Row, best_shift
from extract.tables.plain_lists import total_of_line
from extract.tables.reported import read_sums
from extract.tables.row_shifts import is_measured, moved, total_fit
from extract.tables.section_totals import ends_with_level, mentioned, summed_section
from extract.tables.summary_cells import flat, is_grand, money_cells
from extract.tables.summary_types import SummaryTotal, TableHeading
from normalize.text import comparable


def summed_heading(row: Row, headings: Iterable[TableHeading]) -> TableHeading | None:
    """The heading of a level, without word and number, that the label of a sum names: รวมปลูกจิตสำนึก."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    words = comparable(cells[0].text) if cells else ""
    lead = next((word for word in family().totals.sums if words.startswith(word)), "")
    if not lead or len(cells) < 2:
        return None
    return next((heading for heading in headings if comparable(heading.name) == words.removeprefix(lead)), None)


def sums_office(row: Row, office: str) -> bool:
    """Whether a row sums up the projects of the department above its table: รวมกองช่าง 3 โครงการ."""
    words = comparable(next((cell.text for cell in row if cell is not None and len(cell.text.strip()) > 1), ""))
    return bool(office) and words.startswith(tuple(family().totals.sums)) and comparable(office) in words


def total_of_heading(header: Header, row: Row, heading: TableHeading, scheme: LevelScheme) -> SummaryTotal:
    """The sums of a row that names this heading."""
    total = total_row(header, row, heading.name, heading.path, scheme)
    total.scope, total.dimension = Scope.DIMENSION, heading.path[0]
    total.section = code_of(heading.path, 2)
    return total


def total_row(header: Header, row: Row, label: str, path: Path, scheme: LevelScheme) -> SummaryTotal:
    """The sums of a row with this label, below the headings of `path`."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    texts = " ".join(flat(cell) for cell in cells)
    number = next(filter(None, (mentioned(flat(cell), scheme) for cell in cells)), None)
    counted = patterns().counts.count.search(texts)
    count = int(counted["count"]) if counted else None
    grand = is_grand(label) and not ends_with_level(label, scheme)  # เงินทั้งหมดของขอบเขตที่ 1
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


def told_total(row: Row, path: Path, scheme: LevelScheme) -> SummaryTotal | None:
    """The total that the only text of a row tells in words: รวมมิติที่ 1 ปี 2567 5,000 บาท ปี 2568 7,000 บาท."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) != 1 or not cells[0].text.strip().startswith(family().totals.sums):
        return None
    return total_of_line(Line(flat(cells[0]), cells[0].raw, cells[0].place), path, scheme)
