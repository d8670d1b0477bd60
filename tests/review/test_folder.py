"""The folder `review`: replaced as a whole or not at all, and only if it is phaen's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from phaen.emit.inside import NotOursError
from phaen.review.folder import MANIFEST, new_review


def make(out: Path, content: bytes = b"new") -> None:
    with new_review(out) as review:
        review.write("index.html", content)
        review.write("data/a.js", content)
        review.finish({})


def left(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def test_a_review_replaces_the_last_one(tmp_path: Path) -> None:
    make(tmp_path, b"old")
    make(tmp_path, b"new")
    assert (tmp_path / "review/index.html").read_bytes() == b"new"
    assert left(tmp_path) == ["review"]


def test_one_that_fails_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path, b"old")
    with pytest.raises(RuntimeError), new_review(tmp_path) as review:
        review.write("index.html", b"new")
        raise RuntimeError
    assert (tmp_path / "review/index.html").read_bytes() == b"old"
    assert left(tmp_path) == ["review"]


def test_files_of_the_user_are_kept(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "review/corrections.csv").write_text("mine")
    (tmp_path / "review/notes").mkdir()
    (tmp_path / "review/notes/a.txt").write_text("mine, too")
    make(tmp_path)
    assert (tmp_path / "review/corrections.csv").read_text() == "mine"
    assert (tmp_path / "review/notes/a.txt").read_text() == "mine, too"


def test_files_that_are_no_longer_written_are_gone(tmp_path: Path) -> None:
    make(tmp_path)
    with new_review(tmp_path) as review:
        review.write("index.html", b"new")
        review.finish({})
    assert left(tmp_path / "review") == ["index.html", MANIFEST]


def test_a_folder_that_phaen_did_not_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "review/essay.txt").write_text("mine")
    with pytest.raises(NotOursError):
        make(tmp_path)
    assert left(tmp_path / "review") == ["essay.txt"]
    assert left(tmp_path) == ["review"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/review").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOursError):
        make(tmp_path / "out")
    assert left(tmp_path / "elsewhere") == []


def test_a_killed_run_is_tidied_and_its_old_review_put_back(tmp_path: Path) -> None:
    make(tmp_path, b"old")
    stage = tmp_path / ".phaen-review-killed"
    stage.mkdir()
    (tmp_path / "review").rename(stage / "old")
    with pytest.raises(RuntimeError), new_review(tmp_path):
        raise RuntimeError
    assert (tmp_path / "review/index.html").read_bytes() == b"old"
    assert left(tmp_path) == ["review"]


def test_a_damaged_list_of_files_removes_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, b"old")
    (tmp_path / "review" / MANIFEST).write_text("[")
    shutil.copy(tmp_path / "review/index.html", tmp_path / "review/copy.html")
    make(tmp_path, b"new")
    assert (tmp_path / "review/copy.html").read_bytes() == b"old"
    assert (tmp_path / "review/index.html").read_bytes() == b"new"
