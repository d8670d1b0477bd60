"""Counts that headings and sentences state of one level: มิติที่ 1 ... จำนวน 12 โครงการ, against what is listed.

The counts of printed totals, and of the whole document, are compared elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme, usual_scheme
from extract.grammar.patterns import patterns
from extract.model.document import Line
from extract.model.plan import DocumentKind, Finding, Path, Plan, Project, RowRef, Scope, code_of
from normalize.numerals import arabic
from normalize.text import comparable, normalize_line
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import phrase


def listed_counts(plan: Plan) -> list[Finding]:
    """A finding for each level of which the text states another number of projects than are listed.

    A report states what was planned, not what it lists.
    """
    if plan.facts.kind is DocumentKind.PROGRESS_REPORT or not plan.projects:
        return []
    scheme, known = usual_scheme(), {heading.path for heading in plan.headings}
    told = {(total.dimension, total.printed_count.value) for total in plan.totals
            if total.scope is Scope.DIMENSION and total.printed_count is not None}  # fmt: skip
    found: dict[tuple[Path, int], Finding] = {}
    lines = [block for block in plan.document.blocks() if isinstance(block, Line)]
    for before, line in pairwise([None, *lines]):
        if line is None or not any(map(str.isdigit, line.text)):
            continue
        for path, count in _stated(before, line, scheme):
            is_told = len(path) == 1 and (path[0], count) in told
            if path in known and not is_told and count not in _listed(plan.projects, path):
                found.setdefault((path, count), _finding(path, count, plan, line))
    return list(found.values())


def _stated(before: Line | None, line: Line, scheme: LevelScheme) -> Iterator[tuple[Path, int]]:
    """The level that a line names and the number of its projects at its end; its name may begin in the line before."""
    text = _plain(line)
    tail = patterns().counts.tail.search(text)
    if tail is None:
        return
    name = text[: tail.start()].strip()
    if patterns().any_level.several.search(comparable(name)):
        return  # ทั้ง 4 มิติ
    heading = scheme.read(_without_sum(name))
    if heading is None and before is not None and not patterns().counts.tail.search(_plain(before)):
        heading = scheme.read(_without_sum(f"{_plain(before)} {name}"))
    if heading is not None and heading.numbers and (heading.depth == 1 or heading.is_code):
        yield heading.numbers, _count(tail[0])


def _plain(line: Line) -> str:
    return arabic(normalize_line(line.text)).strip()


def _without_sum(text: str) -> str:
    """A text without the word that makes it a sum: รวมมิติที่ 1."""
    words = sorted(family().totals.sums, key=len, reverse=True)
    return next((text[len(word) :].strip() for word in words if text.startswith(word)), text)


def _count(text: str) -> int:
    """The projects, activities and measures that a text counts together, each kind once."""
    counts: dict[str, int] = {}
    for match in patterns().counts.count.finditer(text):
        thing = match[0].rpartition(match["count"])[2].strip()
        if thing in counts:
            break
        counts[thing] = int(match["count"])
    return sum(counts.values())


def _listed(projects: list[Project], path: Path) -> set[int]:
    """How many projects a level has: in the table, in the details, and in all."""
    below = [p for p in projects if p.path[: len(path)] == path or p.summary_path[: len(path)] == path]
    return {
        len(below),
        sum(p.in_summary and (p.summary_path or p.path)[: len(path)] == path for p in below),
        sum(p.in_details and p.path[: len(path)] == path for p in below),
    }


def _finding(path: Path, count: int, plan: Plan, line: Line) -> Finding:
    table = "dimensions" if len(path) == 1 else "sections"
    code = code_of(path, len(path))
    values: dict[str, str | Bilingual] = {"what": phrase("dimension" if len(path) == 1 else "section", number=code)}
    listed = str(max(_listed(plan.projects, path)))
    about = RowRef(table, code)
    return Finding(CheckCode.LEVEL_COUNT_MISMATCH, about, str(count), listed, line.place, values)
