"""Columns of a table of projects in which a report tells what was done and what hindered it."""

from __future__ import annotations

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.reports import tells_reason
from extract.tables.headers import Header


def tell_what_was_done(header: Header) -> None:
    """Of two columns of results the one titled as a status (ผลการดำเนินการ) tells what was done: the methods."""
    results = [column for column, role in sorted(header.roles.items()) if role == Field.RESULTS]
    if len(results) != 2 or Field.METHODS in header.roles.values():
        return
    if header.titles[results[0]].rsplit("|", maxsplit=1)[-1].startswith(family().reports.status):
        header.roles[results[0]] = Field.METHODS


def tell_what_hindered(header: Header) -> None:
    """Of two columns of remarks the one titled as obstacles (ปัญหา/อุปสรรค) gives reasons: หมายเหตุ has the remarks."""
    remarks = [column for column, role in sorted(header.roles.items()) if role == Field.REMARKS]
    reasons = [column for column in remarks if tells_reason(header.titles[column])]
    if len(remarks) == 2 and len(reasons) == 1 and "reason" not in header.roles.values():
        header.roles[reasons[0]] = "reason"
