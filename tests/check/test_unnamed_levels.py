"""Lines that stand above the projects of a level without a name are told; captions and introductions are not."""

from __future__ import annotations

from extract.model.document import Grid, Line, Place
from extract.model.plan import Finding, Heading, Plan, Project
from phaen.check.placed import Placed
from phaen.check.unnamed_levels import levels_unnamed
from schemas.checks import CheckCode
from tests.check.test_accounts import found, grid, line, listed, plan

NAMES = ("โครงการว่าวลายไทยใจสุจริต", "กิจกรรมเรือพายสายธารโปร่งใส", "โครงการตู้เย็นแบ่งปันริมคลอง", "มาตรการกล่องรับฟัง")
ABOVE = ("คนดีริมคลอง", "งานเปิดเผย", "ร่วมแรงร่วมใจ")


def told(tree: Plan) -> list[tuple[str, int | None]]:
    findings: list[Finding] = levels_unnamed(tree, Placed(tree))
    return found(findings, CheckCode.HEADING_UNPLACED)


def tables(above: tuple[str, ...], *paths: tuple[int, ...], headings: tuple[Heading, ...] = ()) -> Plan:
    """A table of one project below each of these lines."""
    blocks: list[Line | Grid] = []
    projects: list[Project] = []
    for at, (text, name) in enumerate(zip(above, NAMES, strict=False)):
        first = 10 * at + 1
        blocks += [line(text, first), grid(first + 1, "โครงการ|2566", f"{name}|5,000")]
        project = listed(5_000, first + 2, name)
        project.path = project.summary_path = paths[at] if paths else ()
        projects.append(project)
    tree = plan(*blocks, projects=tuple(projects))
    tree.headings.extend(headings)
    return tree


def test_lines_above_tables_are_the_names_of_dimensions_that_only_codes_tell() -> None:
    assert told(tables(ABOVE, (1, 1), (2, 1), (3, 1))) == [(text, 10 * at + 1) for at, text in enumerate(ABOVE)]


def test_lines_above_projects_without_a_section_name_sections() -> None:
    named = tuple(Heading((n,), f"มิตินามว่า {n}", Place(1, 90 + n)) for n in (1, 2, 3))
    assert len(told(tables(ABOVE, (1,), (2,), (3,), headings=named))) == 3


def test_where_the_levels_are_known_lines_are_captions() -> None:
    named = tuple(Heading((n,), f"มิตินามว่า {n}", Place(1, 90 + n)) for n in (1, 2, 3))
    assert told(tables(ABOVE, (1, 1), (2, 1), (3, 1), headings=named)) == []


def test_two_lines_and_what_counts_are_no_names() -> None:
    assert told(tables(ABOVE[:2], (1, 1), (2, 1))) == []
    assert told(tables(("แผ่นที่ 1", "แผ่นที่ 2", "แผ่นที่ 3"), (1, 1), (2, 1), (3, 1))) == []
    assert told(tables(("ตารางเงิน", "ตารางเงิน", "ตารางเงิน"), (1, 1), (2, 1), (3, 1))) == []
