"""The examples in docstrings and documents run, and what they sum is right."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import phaen
from phaen import api, cli, dataset

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.th.md")
PAGES = (*READMES, "docs/usage.md", "docs/batches.md", "docs/dataset.md", "docs/th/usage.md")
COMMAND = ".venv/bin/phaen"
NOT_RUN = {"make test"}
"""The test would start itself."""
DOCSTRINGS = {
    "phaen": phaen.__doc__,
    "convert": api.convert.__doc__,
    "read": api.read.__doc__,
    "load": api.load.__doc__,
    "Dataset": dataset.Dataset.__doc__,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that examples are run in: plans, one more, the samples, and a dataset."""
    folder = tmp_path_factory.mktemp("examples")
    samples = sorted((ROOT / "samples" / "plans").glob("*.txt"))
    for target in ("plans", "my-plans", "samples/plans"):
        (folder / target).mkdir(parents=True)
        for path in samples:
            shutil.copy(path, folder / target)
    (folder / "extra").mkdir()
    for name in ("extra/plan.txt", "plans/plan.txt"):
        (folder / name).write_bytes(samples[0].read_bytes() + b"\n")
    (folder / "corrections.csv").write_text("anchor,document,table,field,action,old,new,reason,who,when\n")
    assert (
        cli.run(["convert", str(folder / "samples"), "-o", str(folder / "output"), "--format", "csv,parquet", "-q"])
        == 0
    )
    return folder


@pytest.fixture
def folder(written: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(written)
    return written


def names() -> dict[str, Any]:
    """What an example may take for granted."""
    return {"phaen": phaen, "load": phaen.load}


def run_docstring(text: str | None) -> object:
    """The value of its last example."""
    known, value = names(), None
    for example in doctest.DocTestParser().get_examples(text or ""):
        source = example.source.replace(", jobs=4", "")
        try:
            value = eval(source, known)
        except SyntaxError:
            exec(source, known)
    return value


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_the_examples_in_docstrings_run(folder: Path, name: str) -> None:
    assert ">>>" in (DOCSTRINGS[name] or "")
    run_docstring(DOCSTRINGS[name])


def blocks(page: str, language: str = "python") -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    yield from re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """The command lines in the order in which they are printed."""
    lines = (line.partition("  #")[0].strip() for block in blocks(page, "sh") for line in block.splitlines())
    return [line for line in lines if line and line not in NOT_RUN]


def of_make(target: str) -> list[str]:
    """The phaen commands that a target of the Makefile runs, with its variables filled in."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^([A-Z_]+) [:?]?= (.*)$", text, re.MULTILINE))
    (recipe,) = re.findall(rf"^{target}:.*\n((?:\t.*\n)*)", text, re.MULTILINE)
    for _ in variables:
        recipe = re.sub(r"\$\((\w+)\)", lambda name: variables.get(name[1], name[0]), recipe)
    return [line for line in recipe.replace("\t", "").splitlines() if line.startswith(COMMAND)]


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_in_documents_run(folder: Path, page: str) -> None:
    known = names()
    for block in blocks(page):
        exec(block.replace(", jobs=4", ""), known)


@pytest.mark.parametrize("page", READMES)
def test_the_commands_of_the_readme_run_as_printed_one_after_the_other(folder: Path, page: str) -> None:
    lines = [
        line
        for printed in commands(page)
        for line in (of_make(printed.split()[1]) if "make " in printed else [printed])
    ]
    assert len(lines) >= 4
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == COMMAND
        status = cli.run(arguments)
        # doctor exits with 1 on a machine without all requirements
        assert status == 0 or (arguments[0] == "doctor" and status == 1), line
    assert (folder / "my-dataset" / "dataset.xlsx").is_file()
    assert (folder / "my-dataset" / "review" / "index.html").is_file()
    assert cli.run(["review", "my-dataset", "--sample", "50"]) == 0


@pytest.mark.parametrize("page", READMES)
def test_the_readmes_print_the_same_commands_and_code(page: str) -> None:
    def plain(line: str) -> str:
        return re.sub(r" --(lang|headers) th", "", line)

    for language in ("python", "sql", "r"):
        assert list(blocks(page, language)) == list(blocks(READMES[0], language))
    assert list(map(plain, commands(page))) == list(map(plain, commands(READMES[0])))


@pytest.mark.parametrize("page", READMES)
def test_the_sql_of_the_readme_undoes_the_guard(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    (block,) = blocks(page, "sql")
    shutil.rmtree(folder / "sql", ignore_errors=True)
    (folder / "sql").mkdir()
    dataset = phaen.load("output")
    dataset.projects.loc[0, "name"] = "-1+1"
    dataset.write(folder / "sql" / "output", formats=["csv"])
    monkeypatch.chdir(folder / "sql")
    connection = duckdb.connect()
    names = [row[0] for row in connection.execute(block.replace("COLUMNS(*)", "name")).fetchall()]
    assert "'-1+1" in (folder / "sql" / "output" / "projects.csv").read_text(encoding="utf-8-sig")
    assert names[0] == "-1+1"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("page", [*READMES, "docs/usage.md"])
def test_the_r_of_the_documents_undoes_the_guard(folder: Path, page: str) -> None:
    (block,) = blocks(page, "r")
    target = folder / "r"
    shutil.rmtree(target, ignore_errors=True)
    dataset = phaen.load("output")
    dataset.projects.loc[0, ["name", "section"]] = ["-1+1", "1.10"]
    dataset.write(target / "output", formats=["csv"])
    script = f"{block}cat(projects$name[1], projects$section[1])"
    done = subprocess.run(["Rscript", "-e", script], cwd=target, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("-1+1 1.10"), done.stderr


def printed_totals() -> dict[str, Decimal]:
    """The grand total that each plan among the samples prints, over all years."""
    dataset = phaen.load("output")
    plans = dataset.documents[dataset.documents["document_kind"] == "action_plan"]
    totals = dataset.totals.merge(plans[plans["superseded_by"].isna()][["document_id"]])
    grand = totals[(totals["scope"] == "grand") & totals["printed_amount"].notna()]
    return dict(grand.groupby("document_id")["printed_amount"].sum())


@pytest.mark.parametrize("where", ["Dataset", *READMES, "docs/usage.md"])
def test_the_examples_that_sum_money_give_what_the_documents_print(folder: Path, where: str) -> None:
    totals = printed_totals()
    assert len(totals) >= 4
    sums = run_docstring(_sum_by_document(where))
    assert {document: sums[document] for document in totals} == totals  # type: ignore[index]


def test_a_sum_over_both_bases_is_wrong(folder: Path) -> None:
    """So the test above can fail."""
    sums = phaen.load("output").budgets.groupby("document_id")["amount"].sum()
    totals = printed_totals()
    assert any(sums[document] != total for document, total in totals.items())


def _sum_by_document(where: str) -> str:
    """The example up to its sum of money, which is made one by document, as a docstring."""
    lines = re.findall(r">>> (.*)", DOCSTRINGS[where] or "") if where in DOCSTRINGS else _lines(where)
    (last,) = (number for number, line in enumerate(lines) if line.endswith('["amount"].sum()'))
    changed = re.sub(r"groupby\(.*?\)", 'groupby("document_id")', lines[last])
    return "\n".join(f">>> {line}" for line in ['dataset = phaen.load("output")', *lines[:last], changed])


def _lines(page: str) -> list[str]:
    (block,) = (block for block in blocks(page) if '["amount"].sum()' in block)
    return block.splitlines()
