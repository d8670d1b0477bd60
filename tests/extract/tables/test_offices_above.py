"""Departments above tables: those of the tables, not the last field of the details before the next table."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.document import Block, Cell, Grid, Line, Place
from extract.tables.offices_above import offices_above

OFFICES = ("กองช่าง", "กองคลัง", "กองการศึกษา")


def blocks(*texts: str | None) -> list[Block]:
    """Lines; None is a table."""
    made: list[Block] = []
    for number, text in enumerate(texts, 1):
        place = Place(1, number)
        cell = Cell("โครงการ", "โครงการ", 0, 0, place)
        made.append(Grid((cell,), 1, 1, place) if text is None else Line(text, text, place))
    return made


def found(texts: Sequence[str | None]) -> list[str]:
    return list(offices_above(blocks(*texts)).values())


def test_a_labelled_department_above_each_table_is_that_of_the_table() -> None:
    texts = [text for office in OFFICES for text in (f"ผู้รายงาน : {office}", None)]
    assert found(texts) == list(OFFICES)


def test_the_last_field_of_a_block_above_the_next_table_is_not() -> None:
    details = [f"(9) หน่วยงานเจ้าของเรื่อง: {office}" for office in OFFICES]
    texts = [text for office in details for text in (*details[:2], office, "มิติต่อไป", None)]
    assert found(texts) == []
