import pytest

from extract.model.document import Page, Place, TextSource
from phaen.check.lost_years import restore_lost_years
from phaen.check.solve import solve_amounts
from schemas.checks import CheckCode
from tests.check.builders import YEAR, plan, project

THREE = (1000, 2000, 3000)


def read(*summaries, source=TextSource.OCR):
    """A plan of one page with the amounts of its projects, from YEAR on; None is not there at all."""
    projects = [project(summary=[amount or 0 for amount in summary]) for summary in summaries]
    for row, (entry, summary) in enumerate(zip(projects, summaries, strict=True)):
        entry.summary_place = Place(1, row + 1)
        kept = [amount for amount, printed in zip(entry.amounts, summary, strict=True) if printed is not None]
        entry.amounts = kept
    return plan(projects, pages=[Page(1, (), source)])


def years(made):
    return [[amount.fiscal_year - YEAR for amount in entry.amounts] for entry in made.projects]


def test_a_year_that_a_project_of_a_scan_lacks_is_blank_and_told():
    made = read(THREE, THREE, (1000, None, 3000), THREE)
    restore_lost_years(made)
    assert years(made) == [[0, 1, 2], [0, 1, 2], [0, 2, 1], [0, 1, 2]]
    (found,) = solve_amounts(made)
    assert (found.code, found.about) == (CheckCode.BUDGET_UNREADABLE, made.projects[2].amounts[-1])


@pytest.mark.parametrize(
    ("summaries", "source"),
    [
        ([THREE, THREE, (1000, None, 3000), THREE], TextSource.PDF_TEXT),
        ([(1000, None), (None, 1000), (1000, None), (None, 1000)], TextSource.OCR),
        ([(1000, None)] * 5 + [(1000, 2000)] * 2, TextSource.OCR),
        ([THREE, (1000, None, None)], TextSource.OCR),
    ],
)
def test_other_sources_years_of_few_and_projects_of_one_year_stay(summaries, source):
    made = read(*summaries, source=source)
    before = years(made)
    restore_lost_years(made)
    assert years(made) == before
