"""Assignment of cells shared by several projects, and of rows split by a page break."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.assemble.settle import settle, split_remarks
from extract.model.document import Place
from extract.model.plan import Basis, Method, Plan, Project, RowRef, Value
from extract.model.row_ids import RowIds
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import SummaryRow
from schemas.checks import CheckCode
from tests.extract.builders import document, promptly

PLACE = Place(1, 1)
NONE_KNOWN = frozenset()


class Case:
    """Rows of a summary table, given as (projects, money of 2566, remarks), and the result."""

    def __init__(self, *rows, details=(), year=None, column_year=2566, role="year", after=(), shifts=(), years=()):
        known = list(details)
        self.projects = []
        self.rows = []
        for index, (count, money, remarks) in enumerate(rows):
            self.projects.append([self._project(known.pop(0) if known else None) for _ in range(count)])
            cells = [MoneyCell(column_year, role, money, f"raw {money}", PLACE)] if money else []
            shift = dict(shifts).get(index, 0)
            self.rows.append(SummaryRow([], cells, remarks, f"raw {remarks}", PLACE, shift, index in after, years))
        for order, project in enumerate(self.flat, 1):
            project.project_id = f"P{order:03d}"
        self.findings, self.joint = settle(list(zip(self.rows, self.projects, strict=True)), year)

    @property
    def flat(self):
        return [project for found in self.projects for project in found]

    @staticmethod
    def _project(detail):
        if detail is None:
            return Project()
        return Project(detail_place=PLACE, budget_total=Value(Decimal(detail), "", PLACE))

    def amounts(self):
        """The money of each project in its single year, or None."""
        found = [[a.money and int(a.money.value) for a in p.amounts if a.basis is Basis.SUMMARY] for p in self.flat]
        return [amounts[0] if amounts else None for amounts in found]

    def methods(self):
        return [a.money.method for p in self.flat for a in p.amounts if a.money]

    def remarks(self):
        return [p.fields["remarks"].value if "remarks" in p.fields else "" for p in self.flat]

    def codes(self):
        return [(finding.code, self.row(finding).row_id) for finding in self.findings]

    def row(self, finding):
        """The row of the dataset that a finding is about."""
        return RowIds(Plan(document(), projects=self.flat)).of(finding.about)


# -- money of one project ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "value"), [("10,000", 10_000), ("-", 0), ("ไม่ใช้งบประมาณ", 0)])
def test_money_of_its_own(text, value):
    case = Case((1, text, ""))
    (amount,) = case.flat[0].amounts
    assert (amount.fiscal_year, int(amount.money.value), amount.money.method) == (2566, value, Method.PRINTED)
    assert (amount.text, amount.money.raw, case.findings) == (text, f"raw {text}", [])


def test_an_empty_cell_is_no_money():
    assert Case((1, "", "")).flat[0].amounts == []


@pytest.mark.parametrize(
    ("text", "code", "best"),
    [
        ("ตามที่จ่ายจริง", CheckCode.BUDGET_UNREADABLE, ""),
        ("1O,O00", CheckCode.BUDGET_SUSPECT, "10000"),
        ("10,000 20,000", CheckCode.BUDGET_SUSPECT, ""),
    ],
)
def test_money_that_cannot_be_believed_keeps_its_text(text, code, best):
    case = Case((1, text, ""))
    (amount,), (finding,) = case.flat[0].amounts, case.findings
    assert (amount.money, amount.text) == (None, text)
    assert (finding.code, case.row(finding)) == (code, RowRef("budgets", "P001/2566/summary"))
    assert (finding.expected, finding.found) == (best, text)


def test_a_column_without_a_year_is_that_of_a_plan_of_one_year():
    case = Case((1, "10,000", ""), column_year=None, role="budget", year=2567)
    assert [(a.fiscal_year, int(a.money.value)) for a in case.flat[0].amounts] == [(2567, 10_000)]


def test_a_column_without_a_year_is_the_whole_sum_of_a_plan_of_several():
    (project,) = Case((1, "10,000", ""), column_year=None, role="budget").flat
    assert (project.amounts, project.budget_total.value, project.budget_text.value) == ([], Decimal(10_000), "10,000")


def test_a_column_of_sums_is_no_year_of_its_own():
    (project,) = Case((1, "10,000", ""), column_year=None, role="total", year=2566).flat
    assert (project.amounts, project.budget_total.value) == ([], Decimal(10_000))


def test_the_details_own_sum_stays():
    (project,) = Case((1, "10,000", ""), column_year=None, role="budget", details=[30_000]).flat
    assert project.budget_total.value == Decimal(30_000)


def test_a_blank_cell_beside_filled_ones_is_no_money_in_its_year():
    (project,) = Case((1, "10,000", ""), years=(2565, 2566, 2567)).flat
    assert [(a.fiscal_year, int(a.money.value), a.text) for a in project.amounts] == [
        (2565, 0, ""), (2566, 10_000, "10,000"), (2567, 0, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("remarks", "years"), [("ไม่ใช้งบประมาณ", [2566, 2567]), ("กจ.", []), ("-", []), ("", [])])
def test_a_blank_row_has_no_money_only_where_its_remark_says_so(remarks, years):
    (project,) = Case((1, "", remarks), years=(2566, 2567)).flat
    assert [a.fiscal_year for a in project.amounts if a.money and a.money.value == 0] == years
    assert len(project.amounts) == 2  # the others are unknown until a total proves them


def test_a_shifted_row_is_told():
    case = Case((2, "10,000 20,000", ""), shifts=[(0, -1)])
    shifted = [(case.row(f).row_id, f.found) for f in case.findings if f.code is CheckCode.ROW_SHIFTED]
    assert shifted == [("P001", "-1"), ("P002", "-1")]


# -- money of several projects -------------------------------------------------------------------------------------


def test_as_many_amounts_as_projects_stand_in_their_order():
    case = Case((3, "10,000 - 30,000", ""))
    assert case.amounts() == [10_000, 0, 30_000]
    assert case.methods() == [Method.ALIGNED] * 3
    assert case.codes() == [(CheckCode.VALUE_ALIGNED, f"P00{n}") for n in (1, 2, 3)]
    assert [finding.found for finding in case.findings] == ["10,000", "-", "30,000"]


@pytest.mark.parametrize(
    ("count", "money", "readings"),
    [
        (3, "10,000 30,000", [(10_000, 30_000, None), (10_000, None, 30_000), (None, 10_000, 30_000)]),
        (2, "20,000", [(20_000, None), (None, 20_000)]),
        (2, "10,000 20,000 30,000", [(10_000, 20_000), (10_000, 30_000), (20_000, 30_000)]),
        (1, "10,000 20,000", [(10_000,), (20_000,)]),
    ],
    ids=["one lost", "one left", "too many", "two for one"],
)
def test_where_amounts_were_lost_every_assignment_in_order_is_a_reading(count, money, readings):
    case = Case((count, money, ""), details=[20_000, 20_000, 20_000])
    assert case.amounts() == [None] * count
    assert all(amount.text == money for project in case.flat for amount in project.amounts)
    (joint,) = case.joint
    assert [tuple(value and int(value) for value in reading) for reading in joint.readings] == readings
    assert list(joint.amounts) == [amount for project in case.flat for amount in project.amounts]


def test_a_cell_with_too_many_assignments_says_nothing():
    case = Case((14, " ".join(["10,000"] * 7), ""))
    assert (case.amounts(), case.joint) == ([None] * 14, [])


def test_amounts_a_column_aside_and_the_last_as_a_remark_have_two_readings():
    cells = [MoneyCell(year, "year", text, text, PLACE) for year, text in ((2567, "9,000"), (2568, "8,000"))]
    project = Project()
    row = SummaryRow([], cells, "8,000", "8,000", PLACE, years=(2566, 2567, 2568))
    _, (joint,) = settle([(row, [project])], None)
    assert [a.money and int(a.money.value) for a in project.amounts] == [None, None, 8_000]
    assert joint.readings == ((None, 9_000, 8_000), (9_000, 8_000, 8_000))


@pytest.mark.parametrize("remark", ["กองช่าง", "", "ไม่ทราบ 5,000 บาทหรือไม่"])
def test_a_blank_first_year_without_an_amount_as_remark_has_no_second_reading(remark):
    cells = [MoneyCell(2567, "year", "9,000", "9,000", PLACE)]
    row = SummaryRow([], cells, remark, remark, PLACE, years=(2566, 2567))
    assert settle([(row, [Project()])], None)[1] == []


def test_one_dash_for_all_is_no_budget_for_each():
    assert Case((3, "-", "")).amounts() == [0, 0, 0]
    assert Case((3, "ไม่ใช้งบประมาณ", "")).amounts() == [0, 0, 0]


def test_two_dashes_for_three_are_not_told_apart():
    assert Case((3, "- -", "")).amounts() == [None, None, None]


def test_one_dash_in_a_table_of_single_rows_is_one_amount_of_several():
    rows = [(1, "5,000", "")] * 4
    assert Case(*rows, (3, "-", "")).amounts()[4:] == [None, None, None]


# -- split rows ----------------------------------------------------------------------------------------------------


def test_money_before_a_page_break_belongs_to_the_row_behind_it():
    case = Case((1, "5,000", ""), (0, "10,000", ""), (2, "20,000", ""), after=[2])
    assert case.amounts() == [5_000, 10_000, 20_000]


def test_money_behind_a_page_break_belongs_to_the_row_before_it():
    case = Case((2, "10,000", ""), (0, "20,000", ""), (1, "5,000", ""), after=[1])
    assert case.amounts() == [10_000, 20_000, 5_000]


def test_money_that_nobody_lacks_is_given_to_nobody():
    case = Case((1, "5,000", ""), (0, "10,000", ""), (1, "20,000", ""))
    assert case.amounts() == [5_000, 20_000]


def test_remarks_of_a_row_without_a_project_go_on_with_the_row_above():
    case = Case((1, "5,000", "กองช่าง"), (0, "", "และกองคลัง"))
    assert case.remarks() == ["กองช่าง และกองคลัง"]
    assert case.flat[0].fields["remarks"].raw == "raw กองช่าง\nraw และกองคลัง"


def test_a_first_row_without_project_harms_nothing():
    assert Case((0, "", "กจ."), (1, "5,000", "สป.")).remarks() == ["สป."]


# -- remarks -------------------------------------------------------------------------------------------------------


def test_a_remark_of_its_own():
    case = Case((1, "-", "กจ."))
    value = case.flat[0].fields["remarks"]
    assert (value.value, value.raw, value.method, case.findings) == ("กจ.", "raw กจ.", Method.PRINTED, [])


def test_remarks_told_apart_are_told():
    case = Case((2, "- -", "กจ. สป."))
    assert case.remarks() == ["กจ.", "สป."]
    assert [code for code, _ in case.codes() if code is CheckCode.REMARKS_ALIGNED] == [CheckCode.REMARKS_ALIGNED] * 2
    assert all(p.fields["remarks"].method is Method.ALIGNED for p in case.flat)


def test_remarks_that_cannot_be_told_apart_are_everybodys():
    assert Case((2, "- -", "ทั้งตำบล")).remarks() == ["ทั้งตำบล", "ทั้งตำบล"]


@pytest.mark.parametrize(
    ("money", "remarks"),
    [
        ("10,000 - -", ["", "ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"]),
        ("- 10,000 -", ["ไม่ใช้งบประมาณ", "", "ไม่ใช้งบประมาณ"]),
        ("10,000 20,000 -", ["ไม่ใช้งบประมาณ ไม่ใช้งบประมาณ"] * 3),
    ],
)
def test_no_budget_as_a_remark_belongs_to_those_who_have_none(money, remarks):
    assert Case((3, money, "ไม่ใช้งบประมาณ ไม่ใช้งบประมาณ")).remarks() == remarks


@pytest.mark.parametrize(
    ("text", "count", "known", "parts"),
    [
        ("กจ. สป.", 1, (), ["กจ. สป."]),
        ("กองช่าง\nกองคลัง ทุกแห่ง", 2, (), ["กองช่าง", "กองคลัง ทุกแห่ง"]),
        ("กจ. สป. กค.", 3, (), ["กจ.", "สป.", "กค."]),
        ("ไม่ใช้ เงิน ไม่ใช้ เงิน", 2, (), ["ไม่ใช้ เงิน", "ไม่ใช้ เงิน"]),
        ("โครงการตาม แผนพัฒนา (กจ.) มาตรการ เดิม (สป.)", 2, (), ["โครงการตาม แผนพัฒนา (กจ.)", "มาตรการ เดิม (สป.)"]),
        ("ทุกกอง สป.", 2, (), ["ทุกกอง", "สป."]),
        ("ริมธาร น้ำใส สป.", 2, ("ริมธารน้ำใส",), ["ริมธาร น้ำใส", "สป."]),
        ("กองช่าง", 2, (), None),
        ("ดี มาก เลย", 2, (), None),
    ],
)
def test_remarks_of_a_cell(text, count, known, parts):
    assert split_remarks(text, count, frozenset(known)) == parts


@given(
    st.lists(st.sampled_from(["กจ.", "สป.", "(ต่อ)", "กอง", "ช่าง", "โครงการ", "ดี", "\n"]), max_size=9), st.integers(1, 4)
)
def test_remarks_are_cut_never_lost(words, count):
    text = " ".join(words)
    parts = split_remarks(text, count, NONE_KNOWN)
    if parts is not None:
        assert len(parts) == count
        assert " ".join(parts).split() == text.split()


def test_a_long_cell_of_remarks_takes_little_time():
    text = " ".join(f"ข้อ{n}" for n in range(120))
    promptly(split_remarks, text, 12, NONE_KNOWN)


def test_a_remark_cut_by_a_page_break_is_made_whole():
    case = Case((1, "-", "โครงการตามแผน"), (1, "-", "พัฒนา) สป."), after=[1])
    assert case.remarks() == ["โครงการตามแผน พัฒนา)", "สป."]
    assert [code for code, _ in case.codes()] == [CheckCode.REMARKS_ALIGNED] * 2


def test_remarks_within_a_page_are_not_cut():
    case = Case((1, "-", "โครงการตามแผน"), (1, "-", "พัฒนา) สป."))
    assert case.remarks() == ["โครงการตามแผน", "พัฒนา) สป."]


@pytest.mark.parametrize(
    ("printed", "settled"),
    [
        (["กจ. สป.", ""], ["กจ.", "สป."]),
        (["กจ. สป.", "กค.", ""], ["กจ.", "สป.", "กค."]),
        (["กช.", "กจ. สป.", ""], ["กช.", "กจ.", "สป."]),
        (["กจ. สป.", "กค."], ["กจ. สป.", "กค."]),
        (["", "กจ. สป."], ["", "กจ. สป."]),
        (["กองช่าง", ""], ["กองช่าง", ""]),
    ],
)
def test_remarks_that_slipped_by_a_row(printed, settled):
    case = Case(*[(1, "-", remarks) for remarks in printed])
    assert case.remarks() == settled


# -- properties ----------------------------------------------------------------------------------------------------

MONEY = st.sampled_from(["", "-", "10,000", "10,000 20,000", "- 30,000 -", "ไม่ใช้งบประมาณ", "ตามจริง"])
REMARKS = st.sampled_from(["", "กจ.", "กจ. สป.", "โครงการตามแผน", "พัฒนา) กค.", "ทุก\nกอง"])


@given(st.lists(st.tuples(st.integers(0, 3), MONEY, REMARKS), max_size=6), st.booleans())
def test_no_project_gets_two_amounts_of_one_year_or_none_silently(rows, breaks):
    case = Case(*rows, after=range(1, len(rows)) if breaks else ())
    for project in case.flat:
        assert len(project.amounts) <= 1
    told = {case.row(finding).row_id[:4] for finding in case.findings}
    aligned = {p.project_id for p in case.flat for a in p.amounts if a.money and a.money.method is Method.ALIGNED}
    assert aligned <= told


# -- one amount per year --------------------------------------------------------------------------------------------


def two_columns(first, second):
    """One project whose row has two columns for 2566: its amounts and the codes of the findings."""
    cells = [MoneyCell(2566, "year", text, text, PLACE) for text in (first, second)]
    project = Project(project_id="P001")
    findings, _ = settle([(SummaryRow([], cells, "", "", PLACE, years=(2566,)), [project])], None)
    return [int(a.money.value) for a in project.amounts if a.money], [f.code for f in findings]


def test_of_two_columns_of_one_year_the_first_is_kept_and_the_other_told():
    assert two_columns("10,000", "12,000") == ([10000], [CheckCode.BUDGET_REPEATED])
    assert two_columns("10,000", "10,000") == ([10000], [])


def test_of_two_columns_of_one_year_the_one_that_can_be_read_is_kept():
    amounts, codes = two_columns("ตามจริง", "12,000")
    assert amounts == [12000]
    assert CheckCode.BUDGET_REPEATED in codes


def test_a_column_without_year_beside_that_of_the_plans_year_gives_one_amount():
    cells = [MoneyCell(None, "budget", "10,000", "10,000", PLACE), MoneyCell(2566, "year", "-", "-", PLACE)]
    project = Project(project_id="P001")
    settle([(SummaryRow([], cells, "", "", PLACE, years=(2566,)), [project])], 2566)
    assert [int(a.money.value) for a in project.amounts] == [10000]


def test_amounts_that_the_page_before_holds_belong_to_the_row_that_has_none():
    cells = [MoneyCell(year, "year", text, text, PLACE) for year, text in ((2566, "10,000"), (2567, "-"))]
    rows = [SummaryRow([], cells, "", "", PLACE), SummaryRow([], [], "กค.", "กค.", PLACE)]
    project = Project(project_id="P001")
    settle(list(zip(rows, [[], [project]], strict=True)), None)
    assert [(a.fiscal_year, int(a.money.value)) for a in project.amounts if a.money] == [(2566, 10000), (2567, 0)]


# -- blanks and marks -----------------------------------------------------------------------------------------------


def by_years(*rows):
    """The amounts of projects whose rows print these cells for 2566 and 2567; a blank cell is none of the row's."""
    made = []
    for number, texts in enumerate(rows):
        cells = [
            MoneyCell(year, "year", text, text, PLACE) for year, text in zip((2566, 2567), texts, strict=True) if text
        ]
        made.append((SummaryRow([], cells, "", "", PLACE, years=(2566, 2567)), [Project(project_id=f"P{number}")]))
    settle(made, None)
    return [[None if a.money is None else int(a.money.value) for a in projects[0].amounts] for _, projects in made]


def test_a_blank_beside_amounts_is_none_where_the_table_has_no_mark_for_it():
    assert by_years(("9,000", ""), ("7,000", "8,000")) == [[9000, 0], [7000, 8000]]


def test_a_blank_is_not_known_where_the_table_marks_what_is_none():
    assert by_years(("9,000", ""), ("-", "-")) == [[9000, None], [0, 0]]


def test_a_single_blank_of_a_table_that_has_no_others_is_not_known():
    assert by_years(("9,000", ""), *[("7,000", "8,000")] * 3)[0] == [9000, None]


def test_blanks_as_many_as_marks_are_none():
    assert by_years(("9,000", ""), ("-", "8,000")) == [[9000, 0], [0, 8000]]
