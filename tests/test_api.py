"""The Python API gives what the command gives."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import phaen
from phaen import cli


@pytest.fixture
def plan(sample_plans: Path) -> Path:
    return min(sample_plans.glob("*.txt"))


def test_every_public_name_is_there() -> None:
    assert set(phaen.__all__) <= set(dir(phaen))
    assert all(getattr(phaen, name) is not None for name in phaen.__all__)


def test_every_error_of_a_source_is_public() -> None:
    from extract.model import errors

    ours = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert ours <= set(phaen.__all__)
    assert all(getattr(phaen, name) is getattr(errors, name) for name in ours)


def test_importing_costs_nothing() -> None:
    code = "import sys, phaen; print([name for name in sys.modules if name.startswith(('extract', 'phaen.'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_plan_is_one_line_and_a_table(plan: Path) -> None:
    tree = phaen.read(plan)
    assert tree.facts.organization
    assert repr(tree).startswith(f"<Plan {tree.document.document_id} {tree.facts.organization.value!r} pages: 1, ")
    assert f"projects: {len(tree.projects)}, amounts: {sum(len(p.amounts) for p in tree.projects)}" in repr(tree)
    assert "\n" not in repr(tree)
    assert len(repr(tree)) < 250
    html = tree._repr_html_()
    assert f"<tr><th>projects</th><td>{len(tree.projects)}</td></tr>" in html
    assert f"<td>{tree.facts.organization.value}</td>" in html


def test_what_a_plan_says_is_escaped_in_notebooks(plan: Path) -> None:
    tree = phaen.read(plan)
    assert tree.facts.title
    tree.facts.title = replace(tree.facts.title, value="<script>&\"'")
    tree.document = replace(tree.document, source_file="<img src=x>.txt")
    html = tree._repr_html_()
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;&amp;&quot;&#x27;" in html


def test_a_dataset_is_a_table_of_its_tables(plan: Path) -> None:
    dataset = phaen.convert(plan)
    assert f"<tr><th>projects (โครงการ)</th><td>{len(dataset.projects)}</td></tr>" in dataset._repr_html_()


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = phaen.nonsense


def test_read_gives_the_plan_with_places(plan: Path) -> None:
    tree = phaen.read(plan)
    assert tree.document.source_file == plan.name
    assert tree.projects
    assert all(project.name and project.name.place for project in tree.projects)


def test_read_raises_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(phaen.SourceError, match=r"gone\.txt"):
        phaen.read(tmp_path / "gone.txt")


@pytest.mark.parametrize("wrap", [str, Path, lambda path: [path], lambda path: iter([str(path)])])
def test_paths_may_be_one_or_many(plan: Path, wrap: type) -> None:
    assert list(phaen.convert(wrap(plan)).documents["source_file"]) == [plan.name]


def test_convert_without_sources_raises(tmp_path: Path) -> None:
    with pytest.raises(phaen.NoSourcesError):
        phaen.convert(tmp_path)


def test_a_failed_source_is_a_row(plan: Path, tmp_path: Path) -> None:
    documents = phaen.convert([plan, tmp_path / "gone.txt"]).documents
    assert dict(zip(documents["source_file"], documents["status"] == "failed", strict=True)) == {
        plan.name: False,
        "gone.txt": True,
    }


def test_load_gives_back_what_the_command_wrote(plan: Path, tmp_path: Path) -> None:
    from pandas.testing import assert_frame_equal

    assert cli.run(["convert", str(plan), "-o", str(tmp_path), "--quiet"]) == 0
    converted, loaded = phaen.convert(plan), phaen.load(tmp_path)
    assert list(converted) == list(loaded)
    for table in converted:
        assert_frame_equal(loaded[table], converted[table])
