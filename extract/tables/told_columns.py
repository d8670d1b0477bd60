"""Columns of a table of projects in which a report tells what was done and what hindered it."""

from __future__ import annotations

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.tables.headers import Header
from normalize.text import comparable


def tell_what_was_done(header: Header) -> None:
    """Of two columns of results the one titled as a status (ผลการดำเนินการ) tells what was done: the methods."""
    results = [column for column, role in sorted(header.roles.items()) if role == Field.RESULTS]
    if len(results) != 2 or Field.METHODS in header.roles.values():
        return
    if header.titles[results[0]].rsplit("|", maxsplit=1)[-1].startswith(family().reports.status):
        header.roles[results[0]] = Field.METHODS


def tell_what_hindered(header: Header) -> None:
    """Of two columns of remarks, the one that is not called so (ปัญหา/อุปสรรค beside หมายเหตุ) tells the reason."""
    remarks = [column for column, role in sorted(header.roles.items()) if role == Field.REMARKS]
    word = comparable(family().cells.remarks)
    called = [column for column in remarks if word in header.titles[column]]
    if len(remarks) == 2 and len(called) == 1 and "reason" not in header.roles.values():
        header.roles[next(column for column in remarks if column not in called)] = "reason"
