"""Which year a table is of that its title dates."""

import pytest

from extract.model.plan import Table
from extract.tables.project_tables import title_years
from tests.extract.builders import grid


def tables(*titles):
    return [Table(f"T{n}", title, grid(["ก | ข"], n)) for n, title in enumerate(titles, 1)]


def test_titles_of_one_year_each_date_their_tables():
    found = title_years(tables("บัญชีโครงการ ปีงบประมาณ พ.ศ. 2566", "", "บัญชีโครงการ ปี 2567", "แผน (พ.ศ. 2566 - 2570)"))
    assert list(found.values()) == [2566, 2567]


@pytest.mark.parametrize("titles", [("แผน ปี 2566", "ต่อ ปี 2566"), ("แผน ปี 2566",), ("แผน (พ.ศ. 2566 - 2570)", ""), ()])
def test_one_year_is_the_documents_and_no_tables(titles):
    assert title_years(tables(*titles)) == {}
