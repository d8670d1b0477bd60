"""Whether a status says that a project was carried out completely."""

from __future__ import annotations

import pytest

from extract.grammar.reports import is_done


@pytest.mark.parametrize(
    ("status", "done"),
    [("ดำเนินการแล้วเสร็จ", True), ("แล้วเสร็จตามแผน", True), ("แล้วเสร็จบางส่วน", False), ("อยู่ระหว่างดำเนินการ", False)],
)
def test_what_was_done_in_part_is_not_done(status: str, done: bool) -> None:
    assert is_done(status) is done
