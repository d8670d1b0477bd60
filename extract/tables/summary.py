"""The plan's summary table: its project rows and totals, over all its pages.

A row inherits a missing dimension or section from the rows above. One cell may contain several numbered projects, and
the cells beside it their amounts; extract.assemble.settle assigns the amounts to the projects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelNumbers, LevelScheme, usual_scheme
from extract.grammar.names import clean_name, named_kind
from extract.grammar.numbering import ProjectCode, leading_code, parse_code, parse_number
from extract.grammar.placed_names import placed_name, within
from extract.grammar.terms import kind_of
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Path, path_of
from extract.tables.coded_rows import (
    coded_headings,
    heading_by_code,
    is_numbered_once,
    names_coded_heading,
    wordless_heading,
)
from extract.tables.described_rows import join_tables
from extract.tables.grouped_rows import Groups
from extract.tables.headers import Header, Row, text_of
from extract.tables.judged_units import judge_blanks, judge_units
from extract.tables.project_cells import cell_parts, cut_headings, split_projects
from extract.tables.project_tables import join_years
from extract.tables.proved_totals import part_sums
from extract.tables.report_rounds import join_rounds
from extract.tables.reported import read_reported
from extract.tables.section_totals import ends_level, part_section_totals, summed_level, summed_section
from extract.tables.summary_cells import (
    MoneyCell,
    by_marked_years,
    by_row,
    cell_of,
    counts_projects,
    dimension_parts,
    flat,
    is_carried,
    is_name,
    is_ordinal,
    labelled_money,
    money_cells,
    place_of,
    raw_of,
    section_parts,
    summed_heading_cell,
    total_label,
    worded_cell,
)
from extract.tables.summary_columns import (
    fills_section,
    is_codeless,
    is_covered,
    is_numbered,
    may_head,
    remarks_column,
    repeats,
    set_fields,
    settle_names,
)
from extract.tables.summary_grids import PlacedRow, SummaryGrids
from extract.tables.summary_types import Above, Summary, SummaryProject, SummaryRow, SummaryTotal, TableHeading
from extract.tables.table_context import TableContext
from extract.tables.told_below import tell, told_below
from extract.tables.total_rows import summed_heading, sums_office, told_total, total_of_heading, total_row
from extract.tables.unnumbered_levels import unnumbered_depths
from normalize.frameworks import match_dimension, match_section
from normalize.money import looks_like_money, split_amounts
from normalize.text import comparable, join_lines

LONGEST_WORDLESS = 160
"""Maximum length in characters of a heading that is recognised only by its position in the table."""

LONGEST_REST = 160
"""Maximum length in characters of the rest of a section name after a page break."""


def read_summary(
    grids: Sequence[Grid],
    headings: Sequence[Above] = (),
    above: Mapping[Place, TableContext] | None = None,
    scheme: LevelScheme | None = None,
    names: LevelNumbers | None = None,
) -> Summary:
    """The summary table among a document's grids (empty if there is none).

    `headings` are the dimension and section lines of the document, in order: a table without a column for the dimension
    or the section takes them from the lines above it. `above` contains what the lines above each table state, by the
    table's place. `scheme` contains the level words of the document, `names` the numbers of the headings in its text.
    """
    return read_grids(SummaryGrids(headings, above or {}, Summary()), grids, scheme, names)


def read_grids(
    found: SummaryGrids,
    grids: Sequence[Grid],
    scheme: LevelScheme | None = None,
    names: LevelNumbers | None = None,
) -> Summary:
    """The same for the grids that `found` accepts."""
    found.grids = grids
    for grid in grids:
        found.grid(grid)
    reader = _SummaryReader(found, scheme or usual_scheme(), names or LevelNumbers())
    reader.finish()
    return reader.summary


class _SummaryReader:
    """Reads the rows in order. The current dimension and section stay valid across page breaks."""

    def __init__(self, found: SummaryGrids, scheme: LevelScheme, names: LevelNumbers) -> None:
        self.scheme, self.names = scheme, names
        self.codeless = False
        """Whether the section column prints names without codes."""
        self.numbered = False
        """Whether the column of the dimensions prints numbers."""
        self.heads_by_code = False
        """Whether rows of nothing but a code and a name without kind word head the projects below them."""
        self.coded: frozenset[str] = frozenset()
        """The codes that begin those of rows below: they head these rows."""
        self.leads_by_word = False
        """Whether headings of the outer level were found. A row without a level word is then of the next level."""
        self.summary = found.summary
        self.placed = found.placed
        self.dated, self.rounds = found.dated, found.rounds
        self.path: Path = ()
        """The current headings."""
        self.fills_section = False
        self.groups = Groups((), scheme)
        self.above: Above | None = None
        self.depths: Mapping[Place, int] = {}
        """Of headings without word and number, where the table has several."""

    def finish(self) -> None:
        """Reads the rows, after determining whether the table prints the section in every row."""
        self.placed, told = told_below(self.placed, self.scheme)
        self.fills_section = fills_section(self.placed)
        self.codeless = is_codeless(self.placed, self.scheme)
        self.numbered = is_numbered(self.placed)
        self.heads_by_code = any(names_coded_heading(entry) for entry in self.placed)
        self.coded = coded_headings(self.placed)
        self.groups = Groups(self.placed, self.scheme)
        self.depths = unnumbered_depths(self.placed, self.scheme)
        for entry in self.placed:
            self._row(entry)
            if id(entry) in told:
                tell(self.summary, self.summary.rows[-1], told[id(entry)])
        settle_names(self.summary.rows)
        self.summary.rows = join_tables(join_years(self.summary.rows, self.dated))
        join_rounds(self.summary, self.rounds)
        judge_blanks(self.summary)
        judge_units(self.summary)
        part_sums(self.summary)
        part_section_totals(self.summary)
        self.summary.years = sorted({c.fiscal_year for row in self.summary.rows for c in row.money if c.fiscal_year})

    # -- one row --------------------------------------------------------------------------------------------------

    def _total(self, header: Header, row: Row) -> SummaryTotal | None:
        """The total that a row prints, or tells in words across the table."""
        label = total_label(header, row) or summed_level(row, self.scheme)
        if label is not None:
            return total_row(header, row, label, self.path, self.scheme)
        summed = summed_heading(row, self.summary.headings)
        if summed is not None:
            return total_of_heading(header, row, summed, self.scheme)
        return told_total(row, self.path, self.scheme)

    def _row(self, entry: PlacedRow) -> None:
        header, row, shifted = entry.header, entry.row, entry.moved
        if is_carried(row) or self.groups.is_sum(header, row) or sums_office(row, entry.office):
            return
        total = self._total(header, row)
        if total is not None:
            self.summary.totals.append(total)
            return
        if entry.above is not None and entry.above is not self.above:
            self._from_above(header, entry.above)
        if (
            self.groups.enters(header, row)
            or self._summed_heading(header, row)
            or self._coded_heading(header, row)
            or self._heading_row(header, row)
            or self._rest_of_row(header, row, entry.fresh)
        ):
            return
        self._headings(header, shifted)
        if counts_projects(header) and not named_kind(text_of(shifted, header.column("project"))):
            return  # a level with the number of its projects
        money = by_row(header, shifted, by_marked_years(header, shifted, money_cells(header, shifted)))
        money = money or labelled_money(header, shifted) or self.groups.without_money(header, shifted)
        if not money and self._names_subsection(cell_of(shifted, header.column("project"))):
            return
        first = next(cell for cell in row if cell is not None and cell.text.strip())
        projects = self._projects(header, shifted, money)
        for project in projects if entry.office else ():
            project.fields.setdefault(Field.RESPONSIBLE, entry.office)
        column = remarks_column(header)
        remarks, raw = text_of(shifted, column), raw_of(shifted, column)
        years = tuple(sorted(set(header.years.values())))
        where = place_of(shifted, column)
        self.summary.rows.append(
            SummaryRow(projects, money, remarks, raw, first.place, entry.shift, entry.fresh, years, where, first.text)
        )

    def _heading_row(self, header: Header, row: Row) -> bool:
        """Handles a row whose only text is a dimension or section heading across the table."""
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        if len(cells) != 1 or cells[0].column == header.column(Field.REMARKS):
            return False
        text, place = flat(cells[0]), cells[0].place
        if self._level(text, place):
            self.leads_by_word = True
            return True
        code = leading_code(text)
        if code is not None:
            return self._section_row(header, cells[0], code)
        number = parse_number(text)
        if match_dimension(number.rest if number and number.depth == 1 else text) is not None:
            self._dimension(text, place)
            return True
        return self._wordless_row(header, cells[0])

    def _coded_heading(self, header: Header, row: Row) -> bool:
        """Handles a heading whose code has a cell of its own, above rows whose codes begin with it: 1.1 | name."""
        head = heading_by_code(header, row, self.coded)
        if head is None:
            return False
        code, cell = head
        self._enter(path_of(code), flat(cell), cell.place)
        return True

    def _summed_heading(self, header: Header, row: Row) -> bool:
        """Handles a heading of a level with the sums of the projects below it in the same row."""
        cell = summed_heading_cell(header, row, self.scheme)
        heading = self.scheme.read(flat(cell)) if cell is not None else None
        if cell is None or heading is None:
            return False
        if ends_level(self.names.path(heading, self.path), self.path, self.summary.rows):
            self.summary.totals.append(total_row(header, row, flat(cell), self.path, self.scheme))
            return True
        if not self._level(flat(cell), cell.place):
            return False
        self.leads_by_word = True
        if heading.depth == 1 or summed_section(flat(cell), self.path):
            self.summary.totals.append(total_row(header, row, flat(cell), self.path, self.scheme))
        return True

    def _level(self, text: str, place: Place) -> bool:
        """Enters a heading recognised by one of the document's level words. Returns whether it did."""
        heading = self.scheme.read(text)
        path = self.names.path(heading, self.path) if heading is not None else ()
        if heading is not None and path:
            self._enter(path, heading.title, place)
        return bool(path)

    def _enter(self, path: Path, title: str, place: Place) -> None:
        self.path = path[:3]
        if title and path not in [heading.path for heading in self.summary.headings]:
            self.summary.headings.append(TableHeading(path, title, place))

    def _wordless_row(self, header: Header, cell: Cell) -> bool:
        """Handles a row across the table that is no project, sum or note: a heading recognised by its position."""
        text = flat(cell)
        if cell.column_span == 1 and self._goes_on(header, cell.column):
            return False
        spans = cell.column_span * 2 >= header.width or may_head(header, cell.column) or is_ordinal(text)
        if not spans or named_kind(text) or not is_name(text) or len(text) > LONGEST_WORDLESS:
            return False
        if text.startswith(family().cells.notes) or (parse_number(text) is None and not text[:1].isalpha()):
            return False
        depth = self.depths.get(cell.place, 2 if self.leads_by_word else 1)
        heading = wordless_heading(text, self.path, depth)
        path = self.names.path(heading, self.path)
        if path:
            self._enter(path, heading.title, cell.place)
        return bool(path)

    def _goes_on(self, header: Header, column: int) -> bool:
        """Whether words in a column of headings are the rest of one: the others print numbers."""
        coded = column == header.column("section") and not self.codeless
        return coded or (column == header.column("dimension") and self.numbered)

    def _section_row(self, header: Header, cell: Cell, code: ProjectCode) -> bool:
        """Handles a code of two levels, or of three without a kind word, in the current or the next dimension."""
        text = flat(cell)
        name = text[code.end :].strip(" .:)")
        first = int(code.section.split(".")[0])
        if not name or code.item or (bool(self.path) and first not in (self.path[0], self.path[0] + 1)):
            return False
        depth = code.section.count(".") + 1
        is_of_project = bool(kind_of(name)) and cell.column == header.column("project")
        if depth == 2 and (not is_of_project or self.heads_by_code or match_section(name)):
            self._section(text, cell.place)
            return True
        return depth == 3 and self._names_subsection(cell)

    def _names_subsection(self, cell: Cell | None) -> bool:
        """Enters a three-level code without kind word or money in the project column as a heading."""
        text = flat(cell)
        code = leading_code(text)
        if cell is None or code is None or code.item or code.section.count(".") != 2:
            return False
        if not (name := text[code.end :].strip(" .:)")) or kind_of(name) or not self._belongs(code.section):
            return False
        self.path = path_of(code.section)
        self.summary.headings.append(TableHeading(self.path, name, cell.place))
        return True

    def _rest_of_row(self, header: Header, row: Row, fresh: bool) -> bool:
        """Handles the rest of a row cut by a page break: words only, without number, kind word or money.

        Directly below a page's header (`fresh`), any column may continue. Elsewhere only columns of names may.
        """
        columns = {role: header.column(role) for role in ("dimension", "section", "project")}
        texts = {role: text_of(row, column) for role, column in columns.items()}
        if fresh and header.column("order") is not None:
            texts |= {role: "" for role in texts if repeats(texts[role], self.path, self.summary.headings)}
        if not self.summary.rows or any(self._begins(text) for text in texts.values()) or kind_of(texts["project"]):
            return False
        filled = {cell.column for cell in row if cell is not None and cell.text.strip()}
        if not (fresh and self._goes_on_below(header, row, texts)):
            if not any(texts.values()) or not filled <= {*columns.values(), header.column(Field.REMARKS)}:
                return False
            if match_dimension(texts["dimension"]) or match_section(texts["section"]):
                return False
        self._go_on(header, row, texts)
        return True

    def _begins(self, text: str) -> bool:
        return bool(text[:1].isdigit() or parse_number(text) or self.scheme.read(text))

    def _goes_on_below(self, header: Header, row: Row, texts: Mapping[str, str]) -> bool:
        """Whether the first row of a page begins nothing new: no order number, no money, no other section."""
        if not self.summary.rows[-1].projects or text_of(row, header.column("order")):
            return False
        if any(looks_like_money(text_of(row, column)) for column in header.money_columns()):
            return False
        found = match_section(texts["section"]) if texts["section"] and not texts["project"] else None
        return found is None or path_of(found.code) == self.path[:2]

    def _go_on(self, header: Header, row: Row, texts: Mapping[str, str]) -> None:
        last = self.summary.rows[-1]
        named = self.summary.dimensions[-1] if self.summary.dimensions else None
        if texts["dimension"] and named is not None and named.path == self.path[:1]:
            named.name = join_lines([named.name, texts["dimension"]])
        if texts["section"]:
            self._continue_section(texts["section"])
        if texts["project"] and last.projects:
            last.projects[-1].name += f" {texts['project']}"
            last.projects[-1].raw += f"\n{texts['project']}"
        for money in last.money:
            columns = [c for c, year in header.years.items() if year == money.fiscal_year]
            column = columns[0] if columns else header.column(money.role)
            money.text = f"{money.text} {text_of(row, column)}".strip()
        for role in family().column_fields if last.projects else ():
            if text := text_of(row, header.column(role)):
                last.projects[-1].fields[role] = f"{last.projects[-1].fields.get(role, '')}\n{text}".strip()
        column = remarks_column(header)
        if remarks := text_of(row, column):
            last.remarks = f"{last.remarks} {remarks}".strip()
            last.remarks_raw += f"\n{remarks}"
            last.remarks_place = last.remarks_place or place_of(row, column)

    def _from_above(self, header: Header, above: Above) -> None:
        """Uses the heading lines above a table if it has no columns for them, until a row gives new ones."""
        self.above = above
        self.leads_by_word = True
        if header.column("dimension") is None and above.path[:1] != self.path[:1]:
            self.path = above.path[:1]
        if header.column("section") is None and header.column("dimension") is None and len(above.path) > 1:
            self.path = above.path

    def _headings(self, header: Header, row: Row) -> None:
        """Reads dimension and section cells. A code in the dimension cell belongs to the section beside it."""
        dimension_cell = cell_of(row, header.column("dimension"))
        section_cell = cell_of(row, header.column("section"))
        dimension_text = flat(dimension_cell)
        section_text = flat(section_cell)
        heading = self.scheme.read(section_text)
        if heading is None or heading.is_code:
            section_text = self.scheme.levels.section_label.sub("", section_text, count=1)
        if dimension_text and (code := parse_code(dimension_text)) and not dimension_text[code.end :].strip():
            section_text = f"{code.section} {section_text}"
            dimension_text = ""
        if dimension_text and dimension_cell is not None and not self._labels_sum(header, row, dimension_cell):
            self._dimension(dimension_text, dimension_cell.place)
        if section_text:
            place = (section_cell or dimension_cell or row[0]).place  # type: ignore[union-attr]
            for part in section_parts(section_text, self.path):
                self._section(part, place)
        elif self.fills_section and not is_covered(row, header.column("section")):
            self.path = self.path[:1]

    def _labels_sum(self, header: Header, row: Row, cell: Cell) -> bool:
        """Whether the words in the column of dimensions are all that a row has but money: ยอดทั้งแผน."""
        is_alone = worded_cell(header, row) is cell and not text_of(row, header.column("project"))
        return is_alone and cell.row_span == 1 and bool(self.summary.rows)

    def _dimension(self, text: str, place: Place) -> None:
        if self._level(text, place):
            return
        number, name = dimension_parts(text)
        if number is None and self.numbered:
            self._continue_dimension(text)
            return
        if number is None:
            number = self.names.number((), name)
        if not name and (number,) == self.path[:1]:
            return
        self.names.note((), name, number)
        if (number,) != self.path[:1]:
            self.path = (number,)
        if name and (number,) not in [h.path for h in self.summary.headings]:
            self.summary.headings.append(TableHeading((number,), name, place))

    def _continue_dimension(self, text: str) -> None:
        """A dimension's name cut by the page break goes on without a number, where the others print theirs."""
        named = next((h for h in self.summary.dimensions if h.path == self.path[:1]), None)
        if named is not None and not comparable(named.name).endswith(comparable(text)):
            named.name = join_lines([named.name, text])

    def _section(self, text: str, place: Place) -> None:
        if self._level(text, place):
            return
        code = leading_code(text)
        name = text[code.end :].strip(" .:)") if code else text
        found = None if code else match_section(text, self.path[0] if self.path else None)
        path = path_of(code.section if code else (found.code if found else ""))
        if not path and self.codeless and self.path:
            heading = wordless_heading(text, self.path, 2)
            name, path = heading.title, self.names.path(heading, self.path)
        if not path:
            self._continue_section(text)
            return
        self._enter(path, name, place)

    def _continue_section(self, text: str) -> None:
        """Appends text without a code to the section name cut by a page break."""
        last = self.summary.sections[-1] if self.summary.sections else None
        if last is None or self.path != last.path or len(text) >= LONGEST_REST:
            return
        if not comparable(last.name).endswith(comparable(text)):  # the full name may be on a previous page
            last.name += f" {text}"

    # -- projects -------------------------------------------------------------------------------------------------

    def _projects(self, header: Header, row: Row, money: Sequence[MoneyCell]) -> list[SummaryProject]:
        cell = cell_of(row, header.column("project"))
        if cell is None or not is_name(cell.text):
            return []
        amounts = max((len(split_amounts(m.text)) for m in money), default=0)
        found: list[SummaryProject] = []
        for part in cell_parts(self._below_levels(cell)):
            if part.heading:
                self._subheading(part.heading, cell.place)
            if part.text:
                parts = split_projects(part.text, amounts, is_one=amounts == 1 and is_numbered_once(header, row))
                found += [self._project(number, text, cell) for number, text in parts]
        for index, project in enumerate(found):
            set_fields(header, row, project, (index, len(found)), self.groups.held(header))
            project.reported = read_reported(header, row) if len(found) == 1 else None
        return found

    def _below_levels(self, cell: Cell) -> str:
        """The text of a project cell below the headings that begin it, which are entered: a level word a line."""
        headings, below = cut_headings(cell.text, self.scheme)
        for heading in headings:
            self.leads_by_word = self._level(heading, cell.place) or self.leads_by_word
        return below

    def _subheading(self, text: str, place: Place) -> None:
        """Enters a heading printed in a cell above its projects."""
        code = parse_code(text)
        path = path_of(code.section) if code is not None else ()
        if code is None or len(path) < 2 or (self.path and path[0] != self.path[0]):
            return
        self._enter(path, text[code.end :].strip(" .:)"), place)

    def _project(self, number: str, text: str, cell: Cell) -> SummaryProject:
        code = parse_code(number) if "." in number.strip(".") else None
        path = self.path
        if code and self._belongs(code.section):
            printed = path_of(code.section)[:3]
            path = printed if printed[: len(path[:2])] == path[:2] else path[:2]
        name, own = placed_name(clean_name(text), self.scheme)
        return SummaryProject(number, name, text, cell.place, within(path, own))

    def _belongs(self, code: str) -> bool:
        """Whether a code of at least three levels belongs to the current dimension."""
        return code.count(".") >= 2 and (not self.path or path_of(code)[:1] == self.path[:1])
