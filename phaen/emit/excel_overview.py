"""The first sheet of the workbook: what is in the dataset, in numbers and charts, and what the workbook leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from phaen.emit.excel_cells import CellMaker, ExcelLimits
from phaen.emit.excel_charts import budget_chart, completeness_chart, findings_chart
from phaen.emit.excel_figures import Figures
from phaen.emit.excel_findings import SEVERITIES
from phaen.emit.excel_layout import LINE_HEIGHT, set_height, set_widths, wrapped_lines
from phaen.emit.excel_sheets import set_printing
from phaen.emit.write_options import Headers
from schemas.bilingual import Bilingual
from schemas.checks import CHECKS, CheckCode
from schemas.tables import TableSchema, schema, tables
from schemas.workbook import workbook

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTHS = (46, *[17] * 8)
_POINTS_PER_CENTIMETRE = 28.35

_Cell = object
_Chart = Callable[["WriteOnlyWorksheet"], "BarChart"]


@dataclass(frozen=True)
class SheetEntry:
    """A line of the contents: the names of a table's sheets, what a row is, and how many there are."""

    sheets: tuple[str, ...]
    row: str
    rows: int | None = None


LeftOut = tuple[TableSchema, int]
"""A table without a sheet, and the number of its rows."""


@dataclass
class Overview:
    """The sheet, made of rows that are written when all are known: charts need the rows of their tables."""

    sheet: WriteOnlyWorksheet
    cells: CellMaker
    headers: Headers
    limits: ExcelLimits
    _rows: list[tuple[list[_Cell], int]] = field(default_factory=list)
    _breaks: list[int] = field(default_factory=list)
    _columns: int = len(_WIDTHS)
    _merged: list[int] = field(default_factory=list)
    _charts: list[tuple[int, _Chart]] = field(default_factory=list)

    def write(self, told: Figures, entries: Sequence[SheetEntry], left_out: Sequence[LeftOut]) -> None:
        """Write the whole sheet. `entries` are the sheets, `left_out` the tables without one."""
        whole = schema()
        self._add([self.cells.title(self._pick(Bilingual(whole.title, whole.title_th)))], lines=2)
        self._note(self._pick(Bilingual(whole.description, whole.description_th)))
        self._numbers(told)
        self._budget(told)
        self._findings(told)
        self._completeness(told)
        self._contents(entries)
        self._left_out(told, entries, left_out)
        self._lay_out()

    # --- blocks

    def _numbers(self, told: Figures) -> None:
        failed = sum(row["status"] == "failed" for row in told.documents)
        numbers: list[tuple[str, int | Decimal]] = [
            ("documents", len(told.documents)),
            ("failed", failed),
            ("projects", told.projects),
            ("baht", told.baht),
            ("baht_in_doubt", told.baht_in_doubt),
            ("findings", sum(told.findings.values())),
        ]
        self._add([])
        for name, number in numbers:
            self._add([self.cells.text(self._label(name)), self.cells.number(number)])
        self._add([])
        self._add([self.cells.subtitle(self._label("legend"))], lines=2)
        for severity in SEVERITIES:
            meaning = f"{self._severity(severity.value)}: {self._label(f'legend_{severity.value}')}"
            self._add([self.cells.text(meaning), self.cells.mark(severity)])
        self._note(self._label("legend_links"))

    def _budget(self, told: Figures) -> None:
        found = {year for by_year in told.budget.values() for year in by_year}
        years = [*sorted(year for year in found if year is not None), *([None] if None in found else [])]
        dimensions = sorted(told.budget, key=lambda name: name is None)  # in the order of the plans
        top = self._block("budget", bool(dimensions), lambda sheet: budget_chart(sheet, top, bottom, len(years)), 9.5)
        bottom = top + len(dimensions)
        if not dimensions:
            return
        shown = [self._label("no_year") if year is None else str(year) for year in years]
        self._header([self._label("dimension"), *shown, self._label("total")])
        self._columns = max(self._columns, len(years) + 2)
        sums = [sum((told.budget[name].get(year, Decimal(0)) for name in dimensions), Decimal(0)) for year in years]
        for name in dimensions:
            amounts = [told.budget[name].get(year) for year in years]
            title = self._label("no_dimension") if name is None else self._pick(name)
            self._add([self.cells.text(title, wrap=True), *self._amounts(amounts)], self._lines(title))
        self._add([self.cells.text(self._label("total")), *self._amounts(sums)])

    def _amounts(self, amounts: Sequence[Decimal | None]) -> list[_Cell]:
        total = sum((amount for amount in amounts if amount is not None), Decimal(0))
        return [None if amount is None else self.cells.number(amount) for amount in (*amounts, total)]

    def _findings(self, told: Figures) -> None:
        common = told.findings.most_common()
        common.sort(key=lambda entry: (SEVERITIES.index(entry[0][1]), -entry[1], entry[0][0]))
        most = sorted(common, key=lambda entry: -entry[1])[: workbook().most_findings]
        kinds = [entry for entry in common if entry in most]
        others = [entry for entry in common if entry not in most]
        rest = [sum(count for (_, of), count in others if of is severity) for severity in SEVERITIES]
        lines: list[tuple[str, list[int]]] = [
            (self._check(code), [count if severity is of else 0 for of in SEVERITIES])
            for (code, severity), count in kinds
        ]
        lines += [(self._label("others"), rest)] if any(rest) else []
        height = 2.5 + 0.62 * len(lines)
        top = self._block("kinds", bool(lines), lambda sheet: findings_chart(sheet, top, bottom), height)
        bottom = top + len(lines)
        if lines:
            self._header([self._label("findings"), *(self._severity(severity.value) for severity in SEVERITIES)])
        for title, counts in lines:
            numbers = [self.cells.number(count) if count else None for count in counts]
            self._add([self.cells.text(title, wrap=True), *numbers], self._lines(title))

    def _completeness(self, told: Figures) -> None:
        fields = [tables()["projects"].field(name) for name in workbook().complete] if told.projects else []
        height = 2.5 + 0.62 * len(fields)
        top = self._block("completeness", bool(fields), lambda sheet: completeness_chart(sheet, top, bottom), height)
        bottom = top + len(fields)
        if fields:
            self._header([self._label("field"), self._label("share")])
        for column in fields:
            share = told.complete[column.name] / told.projects
            title = column.title_th if self.headers is Headers.TH else column.title
            self._add([self.cells.text(title), self.cells.number(share, "0%")])

    def _contents(self, entries: Sequence[SheetEntry]) -> None:
        self._block("contents", True)
        label = schema().labels
        self._header([self._pick(label["sheet"]), self._pick(label["rows"]), self._pick(label["row"])], numbers=1)
        for entry in entries:
            link = self.cells.link(entry.sheets[0], f"'{entry.sheets[0]}'!A1")
            self._add([link, None if entry.rows is None else self.cells.number(entry.rows), self.cells.text(entry.row)])

    def _left_out(self, told: Figures, entries: Sequence[SheetEntry], left_out: Sequence[LeftOut]) -> None:
        self._block("left_out", True)
        lines = list(self._left_out_lines(told, entries, left_out)) or [self._label("left_nothing")]
        for line in lines:
            self._note(line)

    def _left_out_lines(
        self, told: Figures, entries: Sequence[SheetEntry], left_out: Sequence[LeftOut]
    ) -> Iterator[str]:
        for table, rows in left_out:
            yield self._label("left_table").format(title=self._title(table), rows=f"{rows:,}")
        if told.truncated:
            check, checks = self._check(CheckCode.CELL_TRUNCATED.value), self._title(tables()["checks"])
            limit = f"{self.limits.characters:,}"
            yield self._label("left_texts").format(rows=f"{told.truncated:,}", limit=limit, check=check, checks=checks)
        for entry in entries:
            if len(entry.sheets) > 1:
                limit = f"{self.limits.rows:,}"
                yield self._label("left_sheets").format(title=entry.sheets[0], sheets=len(entry.sheets), limit=limit)

    # --- rows

    def _block(self, name: str, is_filled: bool, chart: _Chart | None = None, height: float = 0.0) -> int:
        """Begin a block: its heading, and room for a chart of a height in centimetres. Returns its next row."""
        self._add([])
        if chart is not None and self._charts:
            self._breaks.append(len(self._rows))  # a chart is printed on one page, with its table
        self._add([self.cells.subtitle(self._label(name))], lines=2)
        if not is_filled:
            self._note(self._label("none"))
        elif chart is not None:
            self._charts.append((len(self._rows) + 1, chart))
            for _ in range(ceil((height + 0.4) * _POINTS_PER_CENTIMETRE / LINE_HEIGHT)):
                self._add([])
        return len(self._rows) + 1

    def _header(self, texts: Sequence[str], numbers: int | None = None) -> None:
        """Headings of a text and of `numbers` columns of numbers, of all others unless given."""
        lines = max((wrapped_lines(text, _WIDTHS[1]) for text in texts[1:]), default=1)
        last = len(texts) if numbers is None else numbers
        cells = [self.cells.header(text, of_numbers=0 < place <= last) for place, text in enumerate(texts)]
        self._add([*cells], lines)

    def _add(self, line: list[_Cell], lines: int = 1) -> None:
        self._rows.append((line, lines))

    def _note(self, text: str) -> None:
        """A text over the whole width."""
        self._add([self.cells.note(text)], wrapped_lines(text, sum(_WIDTHS)))
        self._merged.append(len(self._rows))

    def _lines(self, text: str) -> int:
        return wrapped_lines(text, _WIDTHS[0])

    def _lay_out(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.pagebreak import Break

        last = get_column_letter(self._columns)
        set_widths(self.sheet, [*_WIDTHS, *[_WIDTHS[-1]] * (self._columns - len(_WIDTHS))])
        self.sheet.sheet_view.showGridLines = False
        set_printing(self.sheet, f"A1:{last}{len(self._rows)}")
        for number, (line, lines) in enumerate(self._rows, 1):
            set_height(self.sheet, number, lines)
            self.sheet.append(line)
        for row in self._merged:
            self.sheet.merged_cells.add(f"A{row}:{last}{row}")  # type: ignore[attr-defined]
        for row in self._breaks:
            self.sheet.row_breaks.append(Break(id=row))  # type: ignore[attr-defined]
        for row, chart in self._charts:
            self.sheet.add_chart(chart(self.sheet), f"A{row}")  # type: ignore[misc]

    # --- words

    def _label(self, name: str) -> str:
        return self._pick(workbook().labels[name])

    def _pick(self, text: Bilingual) -> str:
        return text.th if self.headers is Headers.TH else text.en

    def _title(self, table: TableSchema) -> str:
        return table.title_th if self.headers is Headers.TH else table.name

    def _severity(self, value: str) -> str:
        return schema().labels_th["severity"][value] if self.headers is Headers.TH else value

    def _check(self, code: str) -> str:
        return CHECKS[CheckCode(code)].title_th if self.headers is Headers.TH else code
