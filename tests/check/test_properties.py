"""What holds for every plan, sound or not.

- Solving never changes an amount that had money, and never takes any away.
- A filled amount makes the printed total of its dimension and year add up.
- Checking raises nothing; a finding names a row that the dataset has, and its message can be written.
"""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from extract.model.plan import Amount, Basis, Facts, Method, Plan, path_of
from extract.model.row_ids import RowIds
from phaen.check import check_plan
from phaen.check.solve import solve_amounts
from phaen.check.total_checks import check_totals
from phaen.emit.findings import check_cells
from phaen.emit.plan_rows import plan_rows
from schemas.checks import CheckCode
from tests.check.builders import YEAR, count, page, plan, progress, project, total
from tests.scoring import row_ids

SPAN = 2
FILLED = (CheckCode.VALUE_RECONCILED, CheckCode.VALUE_ALIGNED, CheckCode.BLANK_RECONCILED)
FIELDS = ("objectives", "methods", "budget", "responsible", "results", "remarks")

# Few and round amounts, so that details and totals often agree by chance.
amounts = st.sampled_from([0, 0, 100, 200, 300, 400])
money = st.none() | amounts
dimensions = st.sampled_from([1, 1, 2])
figures = st.integers(0, 5)
PROGRESS = ("projects_planned", "projects_done", "budget_planned", "budget_spent", "percent_projects", "percent_budget")


@st.composite
def projects(draw):
    listed = draw(st.booleans())
    made = project(
        summary=draw(st.lists(money, min_size=SPAN, max_size=SPAN)) if listed else None,
        total=draw(money),
        by_year=draw(st.just([]) | st.lists(money, min_size=SPAN, max_size=SPAN)),
        name=draw(st.sampled_from(["โครงการก", "โครงการข", "กิจกรรมค"])),
        line=draw(st.integers(1, 30)),
        details=not listed or draw(st.booleans()),
        dimension=draw(dimensions | st.none()),
        section=draw(st.sampled_from(["", "1.1", "2.1"])),
        fields=draw(st.lists(st.sampled_from(FIELDS), unique=True)),
    )
    made.item, made.summary_item = draw(st.tuples(*[st.sampled_from(["", "1", "2", "3", "1.1"])] * 2))
    made.summary_path = path_of(draw(st.sampled_from(["", "1.1"])))
    made.summary_name = made.name
    return made


def keyed_totals():
    """Totals, at most one for each dimension (None: the grand one) and year."""
    keys = st.tuples(dimensions | st.none(), st.integers(YEAR, YEAR + SPAN - 1))
    printed = st.tuples(st.none() | st.integers(0, 12).map(lambda n: 100 * n), st.none() | st.integers(0, 5))
    return st.dictionaries(keys, printed, max_size=6).map(
        lambda found: [
            total(amount, dimension=dimension, year=year, projects=number)
            for (dimension, year), (amount, number) in found.items()
        ]
    )


@st.composite
def plans(draw) -> Plan:
    status = draw(st.dictionaries(st.integers(1, 3) | st.none(), st.dictionaries(st.sampled_from(PROGRESS), figures)))
    return plan(
        draw(st.lists(projects(), max_size=7)),
        draw(keyed_totals()),
        [progress(dimension, **line) for dimension, line in status.items()],
        Facts(stated_project_count=draw(st.none() | st.integers(0, 8).map(count))),
        [page(1, draw(st.floats(0, 1)))],
    )


def all_amounts(made: Plan) -> list[Amount]:
    return [amount for entry in made.projects for amount in entry.amounts]


@given(plans())
def test_solving_changes_no_amount_that_had_money(made: Plan) -> None:
    before = deepcopy(all_amounts(made))
    solve_amounts(made)
    for old, new in zip(before, all_amounts(made), strict=True):
        assert new.money == old.money or old.money is None
        assert (new.text, new.place, new.fiscal_year, new.basis) == (old.text, old.place, old.fiscal_year, old.basis)


@given(plans())
def test_a_filled_amount_makes_its_totals_add_up_or_they_are_told(made: Plan) -> None:
    told = [row for f in solve_amounts(made) for row in f.rows() if row.code in FILLED]
    filled = {id(finding.about) for finding in told}
    found = {id(a) for a in all_amounts(made) if a.money is not None and a.money.method is Method.RECONCILED}
    assert found == filled
    wrong = [f.about for f in check_totals(made) if f.code is CheckCode.TOTAL_MISMATCH]
    listed = [entry for entry in made.projects if entry.in_summary]
    for printed in made.totals:
        parts = [p for p in listed if printed.dimension in (None, p.summary_dimension)]
        amounts = [
            a for p in parts for a in p.amounts if a.basis is Basis.SUMMARY and a.fiscal_year == printed.fiscal_year
        ]
        if printed.printed is None or not any(id(amount) in filled for amount in amounts) or printed in wrong:
            continue
        known = [amount.money.value for amount in amounts if amount.money is not None]
        assert sum(known) == printed.printed.value


@given(plans())
def test_findings_name_rows_that_exist_and_can_be_told(made: Plan) -> None:
    check_plan(made)
    ids = row_ids(plan_rows(made), made.document.document_id)
    for finding in (part for fact in made.findings for part in fact.rows()):
        row = RowIds(made).of(finding.about)
        assert row.row_id in ids[row.table]
        cells = check_cells(finding, row)
        assert cells["message"]
        assert cells["message_th"]
