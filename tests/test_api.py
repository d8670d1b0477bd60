"""The Python API gives what the command gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import phaen
from extract.model.errors import SourceError
from phaen import cli
from phaen.batch.sources import NoSourcesError


@pytest.fixture
def plan(sample_plans: Path) -> Path:
    return min(sample_plans.glob("*.txt"))


def test_every_public_name_is_there() -> None:
    assert set(phaen.__all__) <= set(dir(phaen))
    assert all(getattr(phaen, name) is not None for name in phaen.__all__)


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = phaen.nonsense


def test_read_gives_the_plan_with_places(plan: Path) -> None:
    tree = phaen.read(plan)
    assert tree.document.source_file == plan.name
    assert tree.projects
    assert all(project.name and project.name.place for project in tree.projects)


def test_read_raises_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.txt"):
        phaen.read(tmp_path / "gone.txt")


@pytest.mark.parametrize("wrap", [str, Path, lambda path: [path], lambda path: iter([str(path)])])
def test_paths_may_be_one_or_many(plan: Path, wrap: type) -> None:
    assert list(phaen.convert(wrap(plan)).documents["source_file"]) == [plan.name]


def test_convert_without_sources_raises(tmp_path: Path) -> None:
    with pytest.raises(NoSourcesError):
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
