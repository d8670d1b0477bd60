"""The content of a column by its cells: what cannot be read tells nothing."""

from __future__ import annotations

import pytest

from extract.tables.column_content import content_of


@pytest.mark.parametrize(("cells", "money"), [(["\ufffd"], 0), (["\ufffd", "-"], 1), (["-", "-"], 1), ([""], 0)])
def test_illegible_cells_are_no_marks(cells: list[str], money: float) -> None:
    content = content_of(cells)
    assert (content.marks, content.money) == (0, money)


def test_ticks_are_marks() -> None:
    assert content_of(["✓", "-", "✓"]).marks == 1
