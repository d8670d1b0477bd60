"""The summary: tables or lists of projects with their money."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from . import numbers as num
from .blocks import Block, Cell, Ledger, Para, Row, Shown, Table, Total, joined, tag_of
from .content import Code, Content, Project
from .labels import Labels, printed_number, section_keys
from .styles import Style
from .words import NOTES

SHORT_MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")


class Column(NamedTuple):
    """A column of the summary: its content, its title, and the title above it and its neighbours."""

    key: str
    title: str
    group: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it contains money."""
        return self.key.startswith("y:") or self.key in ("sum", "plan", "spent")


class Summary:
    """Lays out the summary."""

    def __init__(self, content: Content, style: Style, ledger: Ledger, labels: Labels) -> None:
        self.content, self.style, self.ledger, self.labels = content, style, ledger, labels
        self.wrong = style.total_wrong and bool(style.totals)
        self.tables = 0

    # the whole

    def whole(self) -> list[Block]:
        """The summary of the whole plan."""
        note: list[Block] = (
            [Para(self.style.text(NOTES[self.style.table_note - 1]), "line")] if self.style.table_note else []
        )
        return [*self.tables_of_all(), *note]

    def tables_of_all(self) -> list[Block]:
        """The tables or lists of all dimensions."""
        dimensions = [d.code[0] for d in self.content.dimensions]
        form = self.style.form
        if form in ("table", "stacked"):
            return [*self.above(), self.table(dimensions, self.columns(), grand=True), *self.below(dimensions, True)]
        if form == "per_year":
            return [block for year in self.content.years for block in self.of_year(year, dimensions)]
        return [block for d in dimensions for block in self.part(d)] + self.closing()

    def part(self, dimension: int) -> list[Block]:
        """The summary of one dimension, under its heading."""
        lines = (self.labels.level((dimension,)) + self.level_count(dimension)).split("\n")
        heading: list[Block] = [Para(line, "heading2", tags=(tag_of((dimension,)),)) for line in lines]
        if self.style.form == "list":
            return heading + self.listing(dimension)
        if self.style.form == "split":
            return heading + self.split(dimension)
        last = dimension == len(self.content.dimensions)
        if self.style.section_rows == "above":
            return heading + self.by_section(dimension)
        table = self.table([dimension], self.columns(), grand=last)
        return [*heading, *self.above(), table, *self.below([dimension], last)]

    def level_count(self, dimension: int) -> str:
        """A note after a dimension's heading with its number of projects."""
        return self.style.text(f" (จำนวน {len(self.content.of(dimension))} โครงการ)") if self.style.level_count else ""

    def above(self) -> list[Block]:
        """The line above a table that states the unit."""
        title: list[Block] = []
        if self.style.table_title:
            self.tables += 1
            title = [Para(self.style.text(f"ตารางที่ {self.tables} แสดงโครงการและงบประมาณ"), "center")]
        if self.style.unit_place != "line":
            return title
        return [
            *title,
            Para(
                f"({joined('หน่วย :', self.style.unit)})" if self.style.caption else f"หน่วย : {self.style.unit}", "right"
            ),
        ]

    def closing(self) -> list[Block]:
        """A line with the grand total below tables by dimension without a row for it."""
        if "grand" not in self.style.totals or not (self.style.form == "list" or self.style.section_rows == "above"):
            return []
        if len(self.content.years) > 1:
            return []
        return [self.total_line(None)]

    def total_line(self, dimension: int | None) -> Para:
        """A total on a line of text, for a plan of one year."""
        parts = self.parts(dimension)
        total = self.note_total(dimension, self.content.years, parts, with_count=self.style.total_label == "count")
        text = self.total_label(dimension, len(parts))
        text = f"{text} {'เป็นเงิน' if 'โครงการ' in text else 'จำนวน'} {self.style.baht(total[0])}"
        return Para(
            text + (f" ({num.in_words(total[0])})" if self.style.total_words else ""),
            "total",
            tags=(self.total_tag(dimension),),
        )

    def of_year(self, year: int, dimensions: list[int]) -> list[Block]:
        """One year's table."""
        heading = Para(self.style.text(f"ปีงบประมาณ พ.ศ. {year}"), "heading2")
        return [heading, *self.above(), self.table(dimensions, self.columns(year), grand=True, years=[year])]

    def by_section(self, dimension: int) -> list[Block]:
        """A table for each section, under the section's heading."""
        blocks: list[Block] = []
        codes = list(dict.fromkeys(p.place[: 1 + self.style.summary_depth] for p in self.content.of(dimension)))
        for index, code in enumerate(codes):
            missing = [code[:n] for n in range(2, len(code) + 1) if index == 0 or codes[index - 1][:n] != code[:n]]
            blocks += [Para(self.labels.short(c), "heading3", tags=(tag_of(c),)) for c in missing]
            projects = [p for p in self.content.of(dimension) if p.place[: len(code)] == code]
            columns = self.columns()
            rows = [self.project_row(p, columns, {}) for p in projects]
            if index == len(codes) - 1 and "dimension" in self.style.totals:
                rows.append(self.total_row(dimension, columns, self.content.years))
            blocks += [*self.above(), Table(self.header(columns) + rows, len(columns))]
        return blocks

    def split(self, dimension: int) -> list[Block]:
        """A table of the projects with money, and one of those without."""
        blocks: list[Block] = []
        rich, poor = (
            [p for p in self.content.of(dimension) if p.total],
            [p for p in self.content.of(dimension) if not p.total],
        )
        columns = self.columns()
        if rich:
            blocks += [
                Para("โครงการ/กิจกรรมที่ใช้งบประมาณ", "heading3"),
                *self.above(),
                Table(self.header(columns) + [self.project_row(p, columns, {}) for p in rich], len(columns)),
            ]
        if poor:
            columns = [c for c in columns if not c.is_money]
            blocks += [
                Para("โครงการ/กิจกรรมที่ไม่ใช้งบประมาณ", "heading3"),
                Table(self.header(columns) + [self.project_row(p, columns, {}) for p in poor], len(columns)),
            ]
        return blocks

    # a list without a table

    def listing(self, dimension: int) -> list[Block]:
        """The projects of a dimension as lines."""
        blocks: list[Block] = []
        shown: set[Code] = set()
        for p in self.content.of(dimension):
            for n in range(2, 2 + self.style.summary_depth):
                if p.place[:n] not in shown:
                    shown.add(p.place[:n])
                    blocks.append(Para(self.labels.short(p.place[:n]), "heading3", tags=(tag_of(p.place[:n]),)))
            blocks.append(self.listed(p))
        if "dimension" in self.style.totals and len(self.content.years) == 1:
            blocks.append(self.total_line(dimension))
        return blocks

    def listed(self, p: Project) -> Para:
        """A project as a line with its money."""
        shown = self.show(p)
        number = self.number(p)
        shown.printed = printed_number(number)
        shown.budget.update(p.amounts)
        if len(self.content.years) == 1:
            money = f"งบประมาณ {self.style.baht(p.total)}" if p.total else "ไม่ใช้งบประมาณ"
        else:
            money = (
                ", ".join(f"ปี {y} จำนวน {self.style.baht(a)}" for y, a in p.amounts.items())
                if p.total
                else "ไม่ใช้งบประมาณ"
            )
        text = f"{shown.name} {self.style.text(money) if self.style.thai_text else money}"
        if "department" in self.style.columns:
            shown.responsible = p.department
            text += self.style.told_department.format(d=p.department)
        return Para(text, "item", number, tags=(f"s{p.order}",))

    # columns

    def columns(self, year: int | None = None) -> list[Column]:
        """The columns of a table, with money and marks as single columns."""
        columns: list[Column] = []
        for key in self.style.columns:
            if key == "money":
                columns += self.report_columns() if self.content.report else self.money_columns(year)
            elif key == "status" and self.style.status_form == "marks":
                columns += [
                    Column(f"mark:{k}", word, self.style.titles["status"])
                    for k, word in zip(("done", "doing", "not"), self.style.status_words, strict=True)
                ]
            elif key == "quarters":
                columns += [Column(f"q:{n}", self.style.text(f"ไตรมาส {n}"), "ระยะเวลาดำเนินการ") for n in range(1, 5)]
            elif key == "calendar":
                year = self.content.years[0]
                columns += [
                    Column(f"m:{n}", month, self.style.text(f"พ.ศ. {year - (n < 3)}"))
                    for n, month in enumerate(SHORT_MONTHS)
                ]
            else:
                columns.append(Column(key, self.style.titles[key]))
        return columns

    def unit_title(self, title: str) -> str:
        """A title, with the unit if the style states it in the group's title."""
        return f"{title}\n({self.style.unit})" if self.style.unit_place == "group" else title

    def report_columns(self) -> list[Column]:
        """Planned and spent money of a progress report."""
        titles = self.style.titles
        return [
            Column("plan", self.unit_title(titles["plan"])),
            Column("spent", self.unit_title(titles["spent"])),
            *([Column("percent", titles["percent"])] if self.style.caption else []),
        ]

    def money_columns(self, year: int | None) -> list[Column]:
        """A column for the money, or one per year."""
        title = self.unit_title(self.style.titles["money"])
        years = [year] if year else self.content.years
        if len(years) == 1:
            if self.style.unit_place == "year":
                title += f"\n({self.style.unit})"
            return [Column(f"y:{years[0]}", title)]
        two = self.style.header == "two"
        columns = []
        for y in years:
            name = self.style.text(self.style.year_title.format(y=y % 100 if self.style.year_short else y))
            if not two:
                name = self.unit_title(f"{self.style.titles['money']} {name}")
            columns.append(
                Column(
                    f"y:{y}",
                    name + (f" ({self.style.unit})" if self.style.unit_place == "year" else ""),
                    title if two else "",
                )
            )
        if self.style.sum_column:
            columns.append(Column("sum", self.style.titles["sum"], title if two and self.style.caption else ""))
        return columns

    def header(self, columns: Sequence[Column]) -> list[Row]:
        """One or two header rows, and possibly a row of column numbers."""
        rows: list[Row]
        if not any(c.group for c in columns):
            rows = [Row([Cell(c.title, bold=True) for c in columns], header=True)]
        else:
            upper: list[Cell] = []
            for i, c in enumerate(columns):
                if not c.group:
                    upper.append(Cell(c.title, rows=2, bold=True))
                elif i and columns[i - 1].group == c.group:
                    upper[-1].columns += 1
                else:
                    upper.append(Cell(c.group, bold=True))
            rows = [Row(upper, header=True), Row([Cell(c.title, bold=True) for c in columns if c.group], header=True)]
        if self.style.header_numbers:
            rows.append(Row([Cell(self.style.text(f"({n})")) for n in range(1, len(columns) + 1)], header=True))
        return rows

    # rows

    def table(
        self, dimensions: Sequence[int], columns: list[Column], grand: bool, years: list[int] | None = None
    ) -> Table:
        """A table of some dimensions, with rows for levels and totals."""
        years = years or self.content.years
        rows = self.header(columns)
        in_rows = not self.style.totals_below
        for d in dimensions:
            if self.style.form == "stacked":
                rows += self.stacked_rows(d, columns)
            else:
                rows += self.dimension_rows(d, columns)
            if "dimension" in self.style.totals and in_rows:
                rows.append(self.total_row(d, columns, years))
        if grand and "grand" in self.style.totals and in_rows:
            rows.append(self.total_row(None, columns, years))
        return Table(rows, len(columns))

    def below(self, dimensions: Sequence[int], grand: bool) -> list[Block]:
        """The totals in lines below a table, if the style has them there."""
        if not self.style.totals_below:
            return []
        found: list[int | None] = list(dimensions) if "dimension" in self.style.totals else []
        return [self.line_of_total(d) for d in [*found, *([None] if grand and "grand" in self.style.totals else [])]]

    def line_of_total(self, dimension: int | None) -> Para:
        """A total in a line, with the money of each year."""
        if len(self.content.years) == 1:
            return self.total_line(dimension)
        years, parts = self.content.years, self.parts(dimension)
        amounts = self.note_total(dimension, years, parts, with_count=False)
        label = "รวมทั้งสิ้น" if dimension is None else f"รวม{self.labels.dimension_name(dimension)}"
        if self.style.total_label == "own":
            label = self.total_label(dimension, len(parts))
        money = ", ".join(f"ปี {y} จำนวน {self.style.baht(a)}" for y, a in zip(years, amounts, strict=True))
        return Para(f"{label} {self.style.text(money)}", "total", tags=(self.total_tag(dimension),))

    def level_row(self, code: Code, columns: Sequence[Column], mode: str) -> Row:
        """A level in its own row, across the table or within the project column."""
        text, tags = self.labels.level(code), (tag_of(code),)
        if len(code) == 1:
            text += self.level_count(code[0])
        if mode == "across":
            return Row([Cell(text, columns=len(columns), tags=tags, bold=True)])
        return Row([Cell(text, tags=tags, bold=True) if c.key == "project" else Cell() for c in columns])

    def dimension_rows(self, dimension: int, columns: list[Column]) -> list[Row]:
        """The rows of one dimension."""
        rows: list[Row] = []
        if self.style.dimension_rows in ("across", "cell"):
            rows.append(self.level_row((dimension,), columns, self.style.dimension_rows))
        projects = self.content.of(dimension)
        shown: set[Code] = set()
        spans = self.spans(projects)
        for p in projects:
            if self.style.section_rows in ("across", "cell"):
                for n in range(2, 2 + self.style.summary_depth):
                    if p.place[:n] not in shown:
                        shown.add(p.place[:n])
                        rows.append(self.level_row(p.place[:n], columns, self.style.section_rows))
            rows.append(self.project_row(p, columns, spans))
        return rows

    def spans(self, projects: Sequence[Project]) -> dict[tuple[int, str], int]:
        """The number of rows of a merged cell that begins at a project. 0 if the cell began above."""
        result: dict[tuple[int, str], int] = {}
        for key, size in (("dimension", 1), ("section", 2)):
            if key == "section" and self.style.section_rows == "repeat":
                continue
            for i, p in enumerate(projects):
                begins = i == 0 or projects[i - 1].place[:size] != p.place[:size]
                result[p.order, key] = sum(q.place[:size] == p.place[:size] for q in projects[i:]) if begins else 0
        return result

    def show(self, p: Project) -> Shown:
        """The ledger entry of a project, created when it is first shown."""
        section, subsection = section_keys(p.place, self.style.summary_depth)
        return self.ledger.summary.setdefault(p.order, Shown(p.order, self.labels.name(p), None, section, subsection))

    def number(self, p: Project) -> str:
        """The number of a project in the summary."""
        return self.labels.number(self.style.project_number, self.style.number_scope, p)

    def project_row(self, p: Project, columns: Sequence[Column], spans: dict[tuple[int, str], int]) -> Row:
        """A project's row."""
        shown = self.show(p)
        cells: list[Cell] = []
        moneys = [c for c in columns if c.key.startswith("y:")]
        merge = self.style.zero_merge and len(moneys) > 1 and not p.total
        for c in columns:
            if spans.get((p.order, c.key)) == 0:
                continue
            if merge and c.key.startswith("y:"):
                shown.budget[int(c.key[2:])] = 0
                if c == moneys[0]:
                    cells.append(Cell(self.style.zero, columns=len(moneys)))
                continue
            cells.append(Cell(self.value(p, c, shown), rows=spans.get((p.order, c.key), 1), tags=self.cell_tags(p, c)))
        if not moneys and not self.content.report:
            shown.budget.update(p.amounts)
        return Row(cells, tags=(f"row{p.order}",))

    def cell_tags(self, p: Project, c: Column) -> tuple[str, ...]:
        """The tags of a project's cell."""
        if c.key == "project":
            return (f"s{p.order}",)
        return (tag_of(p.place[: {"dimension": 1, "section": 2}[c.key]]),) if c.key in ("dimension", "section") else ()

    def value(self, p: Project, c: Column, shown: Shown) -> str:
        """The content of a project's cell, recorded in the ledger."""
        kind, _, key = c.key.partition(":")
        values: dict[str, Callable[[], str]] = {
            "number": lambda: self.printed(p, shown),
            "dimension": lambda: self.labels.level(p.place[:1]),
            "section": lambda: self.labels.level(p.place[:2]),
            "project": lambda: self.project_cell(p, shown),
            "y": lambda: self.money_cell(p.amounts[int(key)], shown.budget, int(key)),
            "sum": lambda: self.money(p.total),
            "plan": lambda: self.money_cell(p.total, shown.budget, self.content.years[0]),
            "spent": lambda: self.spent(p, shown),
            "percent": lambda: self.style.text(f"{p.spent / p.total:.2%}".rstrip("%")) if p.total else "-",
            "status": lambda: self.status(p, shown),
            "mark": lambda: self.marked(p, key, shown),
            "m": lambda: self.style.mark if p.month_range[0] <= int(key) <= p.month_range[1] else "",
            "q": lambda: self.style.mark if int(key) in p.quarters else "",
            "department": lambda: self.department(p, shown),
            "remark": lambda: self.remark(p, shown),
            "objective": lambda: p.objectives[0],
            "target": lambda: p.targets[0],
            "indicator": lambda: p.outputs[0],
            "location": lambda: p.location,
            "expected": lambda: (p.outcomes or p.outputs)[0],
            "people": lambda: str(p.people),
            "source": lambda: p.source if p.total else "-",
            "months": lambda: p.months,
            "code": lambda: f"{'ABCDEF'[p.dimension - 1]}{p.order:02}",
            "reason": lambda: p.reason if p.status != "done" else "-",
        }
        text = values[kind]()
        return (
            self.style.text(text)
            if kind in ("objective", "target", "indicator", "location", "expected", "people", "code")
            else text
        )

    def printed(self, p: Project, shown: Shown) -> str:
        """The number in its column."""
        text = self.number(p)
        shown.printed = printed_number(text)
        return text

    def project_cell(self, p: Project, shown: Shown) -> str:
        """The project's cell: number, name and department, according to the style."""
        text = shown.name
        if self.style.number_in_cell:
            number = self.number(p)
            shown.printed = printed_number(number)
            text = joined(number, text)
        if self.style.department_in_cell:
            shown.responsible = p.department
            text += ("\n" if self.style.department_in_cell == "newline" else " ") + f"({p.department})"
        return text

    def money(self, amount: int) -> str:
        """An amount in a cell."""
        if not amount:
            return self.style.text(self.style.zero) if self.style.thai_money else self.style.zero
        return self.style.amount(amount) + (" บาท" if self.style.unit_place == "cell" else "")

    def money_cell(self, amount: int, budget: dict[int, int], year: int) -> str:
        """An amount of one year. It is recorded."""
        budget[year] = amount
        return self.money(amount)

    def spent(self, p: Project, shown: Shown) -> str:
        """The money spent. It is recorded."""
        shown.progress["budget_spent"] = p.spent
        if p.total and not p.spent:
            return "-" if self.style.zero in ("-", "–") else self.style.amount(0)
        return self.money(p.spent)

    def status(self, p: Project, shown: Shown) -> str:
        """The status in words."""
        text = dict(zip(("done", "doing", "not"), self.style.status_words, strict=True))[p.status]
        shown.progress["status"] = text
        return text

    def marked(self, p: Project, key: str, shown: Shown) -> str:
        """A mark below the project's status."""
        if key != p.status:
            return ""
        self.status(p, shown)
        return self.style.mark

    def department(self, p: Project, shown: Shown) -> str:
        """The department. It is recorded."""
        shown.responsible = p.department
        return p.department

    def remark(self, p: Project, shown: Shown) -> str:
        """The remark. It is recorded."""
        text = self.style.text(p.remark)
        if not text and self.style.zero in ("", "-") and not p.total and not self.content.report and p.order % 3 == 0:
            text = "ไม่ใช้งบประมาณ"
        if text:
            shown.note = text
        return text

    def stacked_rows(self, dimension: int, columns: list[Column]) -> list[Row]:
        """One row per section, with its projects and their money one below the other."""
        rows: list[Row] = []
        if self.style.dimension_rows == "across":
            rows.append(self.level_row((dimension,), columns, "across"))
        groups: dict[Code, list[Project]] = {}
        for p in self.content.of(dimension):
            groups.setdefault(p.place[:2], []).append(p)
        for i, projects in enumerate(groups.values()):
            cells = []
            for c in columns:
                if c.key == "dimension" and i:
                    continue
                span = len(groups) if c.key == "dimension" else 1
                cells.append(self.stack(projects, c, span))
            rows.append(Row(cells, tags=tuple(f"row{p.order}" for p in projects)))
        return rows

    def stack(self, projects: list[Project], c: Column, span: int) -> Cell:
        """A cell with one line per project, or with their common level."""
        if c.key in ("dimension", "section"):
            return Cell(
                self.value(projects[0], c, self.show(projects[0])), rows=span, tags=self.cell_tags(projects[0], c)
            )
        if c.key == "remark":
            return Cell("")
        lines = [self.value(p, c, self.show(p)) for p in projects]
        tags: Iterable[str] = [tag for p in projects for tag in self.cell_tags(p, c)]
        return Cell("\n".join(lines), tags=tuple(tags))

    # totals

    def parts(self, dimension: int | None) -> list[Project]:
        """The projects of a total."""
        return self.content.projects if dimension is None else self.content.of(dimension)

    @staticmethod
    def total_tag(dimension: int | None) -> str:
        """The tag of a total."""
        return f"total {dimension or 'grand'}"

    def note_total(self, dimension: int | None, years: list[int], parts: list[Project], with_count: bool) -> list[int]:
        """The amounts printed in a total. They are recorded. One amount of a document may be wrong."""
        amounts = [sum(p.amounts[y] for p in parts) for y in years]
        last = dimension is None or ("grand" not in self.style.totals and dimension == len(self.content.dimensions))
        if self.wrong and last:
            amounts[-1] += 1000 * max(1, num.UNITS[self.style.unit] // 1000)
        total = self.ledger.totals.setdefault(dimension, Total(dimension, self.total_tag(dimension)))
        total.budget.update(zip(years, amounts, strict=True))
        total.count = len(parts) if with_count else None
        return amounts

    def total_label(self, dimension: int | None, count: int) -> str:
        """The label of a total row."""
        label = self.style.total_label
        if label == "own":
            inner, outer = self.style.total_names
            name = self.labels.dimension_name(dimension) if dimension is not None else ""
            return (inner if dimension is not None else outer).format(d=name, w=self.style.dimension_word)
        if label == "count":
            return ("รวมทั้งสิ้น " if dimension is None else "รวม ") + self.style.text(f"{count} โครงการ")
        if dimension is None:
            only = "dimension" not in self.style.totals
            return {"plain": "รวม" if only and self.style.form == "table" else "รวมทั้งสิ้น", "named": "รวมงบประมาณทั้งสิ้น"}[
                label
            ]
        return {"plain": "รวม", "named": f"รวม{self.labels.dimension_name(dimension)}"}[label]

    def total_row(self, dimension: int | None, columns: list[Column], years: list[int]) -> Row:
        """A row of totals."""
        parts = self.parts(dimension)
        label = self.total_label(dimension, len(parts))
        amounts = dict(
            zip(years, self.note_total(dimension, years, parts, self.style.total_label == "count"), strict=True)
        )
        first = next(i for i, c in enumerate(columns) if c.is_money)
        cells = [Cell(label, columns=first, bold=True, tags=(self.total_tag(dimension),))]
        for c in columns[first:]:
            if c.key == "sum":
                cells.append(Cell(self.total_money(sum(amounts.values())), bold=True))
            elif c.key == "spent":
                cells.append(Cell(self.total_money(sum(p.spent for p in parts)), bold=True))
            elif c.is_money:
                year = int(c.key[2:]) if c.key != "plan" else years[0]
                cells.append(Cell(self.total_money(amounts[year]), bold=True))
            else:
                cells.append(Cell())
        return Row(cells, tags=("total",))

    def total_money(self, amount: int) -> str:
        """An amount in a total row: a number, or the sign for none."""
        if amount or self.style.zero not in ("-", "–"):
            return self.style.amount(amount) + (" บาท" if self.style.unit_place == "cell" else "")
        return self.style.zero
