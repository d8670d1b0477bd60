"""Reads the content of the samples from TOML files into typed plans, independent of how they are printed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a plan is printed. Each list of variants is used in turn, project by project. See the content files."""

    framework: str = "2566"
    length: str = "full"
    encoding: str = "utf-8"
    style: Raw = field(default_factory=dict)
    numbering: str = "running"
    dimension_word: str = "มิติที่"
    summary: Raw = field(default_factory=dict)
    block: Raw = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    headings: Mapping[str, list[str]] = field(default_factory=dict)
    lists: tuple[str, ...] = ("paren",)
    groups: bool = True
    durations: tuple[str, ...] = ()
    duration_years: tuple[int, ...] = ()
    no_budget: tuple[str, ...] = ("ไม่ใช้งบประมาณ",)
    budget: str = "year"
    decimals: int = 0
    responsible: str = "{dept} {org}"
    status: Raw = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """One project with all texts it may print. `slips` are its intended misprints."""

    order: int
    dimension: int
    section: str
    subsection: str
    number: int
    item: str
    kind: str
    name: str
    detail_name: str
    fields: Mapping[str, tuple[str, ...]]
    outputs: tuple[str, ...]
    outcomes: tuple[str, ...]
    amounts: Mapping[int, int]
    budget_text: str
    budget_total: int
    budget_by_year: Mapping[int, int] | None
    years: tuple[int, ...]
    remark: str
    slips: Raw


@dataclass(frozen=True, slots=True)
class Plan:
    """One sample: its content and its layout."""

    stem: str
    document: Raw
    layout: Layout
    body: str
    words: Mapping[str, str]
    dimensions: Mapping[int, str]
    sections: Mapping[str, str]
    projects: tuple[Project, ...]
    raw: Raw

    @property
    def years(self) -> range:
        """The fiscal years of the plan (Buddhist Era)."""
        return range(self.document["fiscal_year_first"], self.document["fiscal_year_last"] + 1)

    @property
    def summarized(self) -> list[Project]:
        """The projects listed in the summary table."""
        return [project for project in self.projects if project.slips.get("in_summary", True)]

    @property
    def detailed(self) -> list[Project]:
        """The projects with a detail block, in the order of the blocks."""
        found = [project for project in self.projects if project.slips.get("in_details", True)]
        return sorted(found, key=lambda project: project.slips.get("rank", project.order))


def plan_stems() -> list[str]:
    """The names of all samples, in order."""
    return sorted(path.stem for path in FOLDER.glob("[0-9]*.toml"))


def load_frame(stem: str) -> Plan:
    """Read the content of a plan and everything that it refers to, without its projects."""
    raw = read(f"{stem}.toml")
    layout = _layout(raw["layout"])
    framework = read("frameworks.toml")[layout.framework]
    words = {**raw["words"], "org": raw["document"]["organization"]}
    return Plan(
        stem=stem, document=raw["document"], layout=layout, body=raw["body"].format_map(words), words=words,
        dimensions={int(key): name for key, name in framework["dimensions"].items()},
        sections=framework["sections"], projects=(), raw=raw,
    )  # fmt: skip


@cache
def read(name: str) -> Raw:
    """One content file."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


@cache
def topics() -> dict[str, Raw]:
    """All topics of projects by their key."""
    files = sorted(FOLDER.glob("topics_*.toml"))
    return {key: topic for path in files for key, topic in read(path.name).items()}


def _layout(raw: Raw) -> Layout:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    return Layout(**values)


def phrases() -> Raw:
    """The sentences shared by many projects."""
    return read("phrases.toml")
