"""The house rules that a tool can hold: where imports point, how long modules and functions may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from extract.grammar.field import Field

ROOT = Path(__file__).parent.parent

SOURCE_SUFFIXES = (".py", ".md", ".toml", ".txt", ".json", ".in")
PACKAGES = ("phaen", "extract", "normalize", "schemas")
MODULES = sorted(path for package in (*PACKAGES, "samples", "benchmarks") for path in (ROOT / package).rglob("*.py"))

EXTRACT = [path for path in MODULES if path.is_relative_to(ROOT / "extract")]
ABOVE_GRAMMAR = [path for path in EXTRACT if path.parent.name != "grammar"]
PARSER = [path for path in ABOVE_GRAMMAR if not path.is_relative_to(ROOT / "extract" / "read")]

MODULE_LINES = 500
FUNCTION_LINES = 80
MEDIAN_FUNCTION_LINES = 12


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with its number of lines, decorators and docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
            docstring = body[0].lineno - node.body[0].lineno
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Each string of a module with its line, pieces of f-strings among them, docstrings not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [getattr(node, "body", None) for node in ast.walk(tree)]
    alone = {
        id(statement.value)
        for body in bodies
        if isinstance(body, list)
        for statement in body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def test_imports_point_down_the_stages_only() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    assert {name: lines for name, lines in functions(path) if lines > FUNCTION_LINES} == {}


def test_most_functions_are_very_short() -> None:
    lengths = [lines for path in MODULES for _, lines in functions(path)]
    assert median(lengths) <= MEDIAN_FUNCTION_LINES


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_path_of_a_machine_stands_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [place for place in ("/home/", "/Users/", "/root/", "/" + "work/") if place in text]


def test_literals_are_found_wherever_they_stand(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""a"""\nB = "b"\n"""c"""\n\n\ndef d(e="e"):\n    """f"""\n    return f"g{B}h"\n', "utf-8")
    assert [text for _, text in literals(module)] == ["b", "e", "g", "h"]


@pytest.mark.parametrize("path", ABOVE_GRAMMAR, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_and_letters_of_thai_are_named_elsewhere(path: Path) -> None:
    """Words are the family's (or, for readers, the mark-up table's), letters and marks those of normalize.script."""
    thai = re.compile(r"[\u0e00-\u0e7f]|\\u0e[0-7][0-9a-f]", re.IGNORECASE)
    assert [(line, text) for line, text in literals(path) if thai.search(text)] == []


@pytest.mark.parametrize("path", PARSER, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_fields_are_members_of_their_enumeration(path: Path) -> None:
    assert [(line, text) for line, text in literals(path) if text in list(Field)] == []


BROAD = {"Exception", "BaseException", "MemoryError"}


def caught(tree: ast.AST) -> Iterator[str]:
    """The names of all errors that a module catches or suppresses; a bare `except` catches BaseException."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            kinds = [node.type] if node.type else [ast.Name("BaseException")]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "suppress":
            kinds = list(node.args)
        else:
            continue
        yield from (name.id for kind in kinds for name in ast.walk(kind) if isinstance(name, ast.Name))


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.is_relative_to(ROOT / "extract") or path.is_relative_to(ROOT / "normalize")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_an_error_of_ours_is_no_fact_about_a_source(path: Path) -> None:
    """Readers and parser name the errors that they take for one: see `extract.read.damage`."""
    assert not BROAD & set(caught(ast.parse(path.read_text(encoding="utf-8"))))


def test_no_file_has_what_an_unfinished_merge_leaves() -> None:
    """And so the Makefile too, which no other test runs."""
    kept = (path for path in ROOT.iterdir() if path.name == "Makefile" or path.suffix in (".md", ".toml"))
    folders = ("docs", "extract", "normalize", "phaen", "schemas", "tests", "benchmarks", "samples", "requirements")
    inner = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in SOURCE_SUFFIXES)
    sign = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
    assert [path for path in (*kept, *inner) if sign.search(path.read_text("utf-8", "replace"))] == []
