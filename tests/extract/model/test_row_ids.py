"""The row ids used by findings are stable and unique."""

from extract.model.document import Place
from extract.model.plan import Amount, Basis, Plan, Progress, Project, Scope, Total
from extract.model.row_ids import amounts_by_id, progress_by_id, projects_by_id, totals_by_id
from tests.extract.builders import document

PLACE = Place(1, 1)


def plan_of(**parts):
    return Plan(document(), **parts)


def ids(rows):
    return [row[0] for row in rows]


def test_projects_are_named_by_their_id_or_order():
    plan = plan_of(projects=[Project(project_id="P001", order=1), Project(order=2)])
    assert ids(projects_by_id(plan)) == ["P001", "P2"]


def test_amounts_are_named_by_project_year_and_basis():
    years = [(2566, Basis.SUMMARY), (2566, Basis.DETAIL), (2566, Basis.SUMMARY)]
    amounts = [Amount(year, basis, None, "", PLACE) for year, basis in years]
    plan = plan_of(projects=[Project(project_id="P001", amounts=amounts)])
    assert ids(amounts_by_id(plan)) == ["P001/2566/summary", "P001/2566/detail", "P001/2566/summary#2"]
    assert {owner for _, owner, _ in amounts_by_id(plan)} == {"P001"}


def test_totals_are_named_by_scope_dimension_and_year():
    where = [(Scope.DIMENSION, 1), (Scope.GRAND, None), (Scope.GRAND, None)]
    plan = plan_of(totals=[Total(scope, dimension, 2566, None, None, PLACE) for scope, dimension in where])
    assert ids(totals_by_id(plan)) == ["dimension/1/2566", "grand/2566", "grand/2566#2"]


def test_progress_is_named_by_its_dimension():
    plan = plan_of(progress=[Progress(dimension, {}, PLACE) for dimension in (1, None, 1)])
    assert ids(progress_by_id(plan)) == ["1", "grand", "1#2"]
