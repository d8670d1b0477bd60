"""The documentation keeps up with the code: every option, exit code, check and table is in it."""

from __future__ import annotations

import csv
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import click
import pytest

from phaen.cli import cli, run
from phaen.cli.guide import render_commands
from phaen.cli.language import OPTION
from phaen.exit_codes import MEANINGS
from schemas.checks import CheckCode
from schemas.tables import tables

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.th.md")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")]

COLUMNS_SHOWN = ("check", "severity", "row_id", "message", "source_line")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def options(command: click.Command) -> Iterator[str]:
    """The options of a command, without those that all commands have."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (option for option in parameter.opts if option.startswith("--") and option != OPTION)


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_and_option_is_in_the_usage_guide(name: str) -> None:
    section = re.search(rf"^## `phaen {name}.*?(?=^## |\Z)", text("docs/usage.md"), re.DOTALL | re.MULTILINE)
    assert section, f"docs/usage.md has no section on phaen {name}"
    assert {option for option in options(cli.commands[name]) if f"`{option}" not in section.group()} == set()


def test_the_thai_page_of_commands_is_the_one_that_the_help_pages_give() -> None:
    assert text("docs/th/commands.md") == render_commands(), "run: python -m phaen.cli.guide > docs/th/commands.md"


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_and_option_is_in_the_thai_page_of_commands(name: str) -> None:
    section = re.search(rf"^## `phaen {name}`.*?(?=^## |\Z)", text("docs/th/commands.md"), re.DOTALL | re.MULTILINE)
    assert section, f"docs/th/commands.md has no section on phaen {name}"
    assert {option for option in options(cli.commands[name]) if option not in section.group()} == set()
    rows = [line for line in section.group().splitlines() if line.startswith("| `")]
    assert [row for row in rows if not re.search("[ก-๙]", row.split("` |")[1])] == []


def test_the_option_of_all_commands_has_a_section() -> None:
    assert f"`{OPTION} th`" in text("docs/usage.md").partition("## Language")[2]


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_every_command(page: str) -> None:
    assert [name for name in cli.commands if f"`phaen {name}" not in text(page)] == []


@pytest.mark.parametrize("page", ["README.md", "docs/usage.md"])
def test_every_exit_code_is_there_with_its_meaning(page: str) -> None:
    assert [code for code, meaning in MEANINGS.items() if f"| {code.value} | {meaning} |" not in text(page)] == []


@pytest.mark.parametrize("command", [cli, cli.commands["convert"]], ids=["phaen", "convert"])
def test_every_exit_code_is_in_the_help(command: click.Command) -> None:
    lines = command.get_help(click.Context(command)).splitlines()
    codes = {line.split()[0]: line for line in lines if line.strip()}
    assert [code for code, meaning in MEANINGS.items() if meaning not in codes.get(str(code.value), "")] == []


@pytest.mark.parametrize("code", CheckCode)
def test_every_check_is_in_the_dataset_guide(code: CheckCode) -> None:
    assert f"`{code}`" in text("docs/dataset.md")


@pytest.mark.parametrize("table", tables())
def test_every_table_is_in_the_dataset_guide_and_the_readme(table: str) -> None:
    assert table in text("docs/dataset.md")
    assert f"`{table}`" in text("README.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = [re.split(r"[<>=~\[; ]", name)[0] for name in wanted]
    assert [name for name in names if f"| {name} |" not in text("docs/dependencies.md")] == []


def test_every_make_target_is_explained() -> None:
    targets = re.findall(r"^([a-z]+):.*##", text("Makefile"), re.MULTILINE)
    assert targets
    assert [target for target in targets if f"`make {target}`" not in text("CONTRIBUTING.md")] == []


MAPPED = ("extract/grammar", "extract/lines", "extract/blocks", "extract/tables", "extract/assemble",
          "phaen/batch", "phaen/check", "phaen/correct", "phaen/emit", "phaen/query", "phaen/report",
          "phaen/review")  # fmt: skip
"""Packages whose modules docs/how-it-works.md explains, all of them."""


def test_the_map_of_modules_is_complete_and_names_none_that_is_gone() -> None:
    page = text("docs/how-it-works.md")
    maps = "".join(re.findall(r"^\| module \|.*?\n\n", page, re.DOTALL | re.MULTILINE))
    rows = re.findall(r"^\| (`[^|]*`) \|", maps, re.MULTILINE)
    mapped = {name for row in rows for name in re.findall(r"`([a-z_.]+)`", row)}
    modules = {
        ".".join(path.relative_to(ROOT / package).with_suffix("").parts)
        for package in MAPPED
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py"
    }
    checks = {path.stem for path in (ROOT / "phaen/check").glob("*.py")}
    assert mapped - modules == set()
    assert {name for name in modules - mapped - {"__init__"} if not (name in checks and f"`{name}`" in page)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_documents_have_only_arguments_that_exist(page: Path) -> None:
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for line in re.findall(r"^(?:\S*/)?phaen (\w+) ?([^#|&\n]*)", block, re.MULTILINE):
            command, arguments = cli.commands[line[0]], line[1].partition(" >")[0]
            if "..." not in arguments and "LIST" not in arguments and arguments.upper() != arguments:
                command.make_context(line[0], shlex.split(arguments))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page: lower case, without punctuation, hyphens for spaces."""
    headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {
        "".join(char for char in text.replace(" ", "-") if char in "-_" or category(char)[0] in "LMN") for text in plain
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_to_headings_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    own = [(page.parent / path if path else page, anchor) for path, anchor in links if "://" not in path]
    assert [(path.name, anchor) for path, anchor in own if path.exists() and anchor not in anchors(path)] == []


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", str(ROOT / "samples" / "plans"), "-o", str(tmp_path), "--format", "csv"]) == 0
    printed, shown = (
        [[cell.strip() for cell in line.split("│")[1:3]] for line in page.splitlines() if line.startswith("│")]
        for page in (capsys.readouterr().out, text("README.md"))
    )
    assert shown[:-1] == printed[:-1]  # the last line is the time it took


def test_the_finding_that_the_readme_shows_is_made(tmp_path: Path) -> None:
    shown = [
        cell.strip() for cell in re.findall(r"^\| value_reconciled .*", text("README.md"), re.MULTILINE)[0].split("|")
    ]
    assert (
        run(["convert", str(ROOT / "samples" / "plans"), "-o", str(tmp_path), "--format", "csv", "--csv", "lossless"])
        == 0
    )
    with (tmp_path / "checks.csv").open(encoding="utf-8", newline="") as file:
        found = [[row[name] for name in COLUMNS_SHOWN] for row in csv.DictReader(file)]
    assert shown[1:-1] in found
