"""Which files are converted, in which order, under which name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.batch.sources import BatchSource, NoSourcesError, _with_distinct_names, find_sources

SUFFIXES = frozenset({".txt", ".md"})


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")


def names(paths: list[str | Path], **options: Path) -> list[str]:
    return [source.name for source in find_sources(paths, suffixes=SUFFIXES, **options)]


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/B.TXT", "a/skip.csv", "noise")
    assert names([tmp_path]) == ["a/B.TXT", "a/z.md", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", ".git/x.txt", "~$plan.txt", "plan.txt")
    assert names([tmp_path]) == ["plan.txt"]


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "CACHEDIR.TAG", ".phaen/ledger.sqlite"])
def test_folders_made_by_programs_are_passed_over_and_told(tmp_path: Path, mark: str) -> None:
    make(tmp_path, "plan.txt", f"made/{mark}", "made/lib/page.txt")
    told: list[str] = []
    found = find_sources([tmp_path], suffixes=SUFFIXES, on_passed_over=told.append)
    assert [source.name for source in found] == ["plan.txt"]
    assert [reason.partition(" is ")[0] for reason in told] == [str(tmp_path / "made")]


def test_a_folder_that_is_named_is_walked_whatever_it_holds(tmp_path: Path) -> None:
    make(tmp_path, "pyvenv.cfg", "plan.txt")
    assert names([tmp_path]) == ["plan.txt"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, "plan.xyz", ".hidden.txt")
    assert names([tmp_path / "plan.xyz", tmp_path / ".hidden.txt"]) == [".hidden.txt", "plan.xyz"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    there, back = [tmp_path / "a.txt", tmp_path / "b.txt"], [tmp_path / "b.txt", tmp_path / "a.txt"]
    assert find_sources(there, suffixes=SUFFIXES) == find_sources(back, suffixes=SUFFIXES)


def test_a_file_given_twice_is_one_source(tmp_path: Path) -> None:
    make(tmp_path, "a/plan.txt")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert names([tmp_path, tmp_path / "a" / "plan.txt", tmp_path / "link"]) == ["a/plan.txt"]


def test_a_folder_linked_into_itself_ends(tmp_path: Path) -> None:
    make(tmp_path, "plan.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names([tmp_path]) == ["plan.txt"]


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "a/2.txt", "a/b/3.txt")
    assert names([f"{tmp_path}/a/*.txt"]) == ["1.txt", "2.txt"]
    assert names([f"{tmp_path}/**/*.txt"]) == ["1.txt", "2.txt", "3.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    make(tmp_path, "plan[1].txt", "plan1.txt")
    assert names([tmp_path / "plan[1].txt"]) == ["plan[1].txt"]


def test_the_output_folder_is_not_a_source(tmp_path: Path) -> None:
    make(tmp_path, "plan.txt", "output/notes.txt")
    assert names([tmp_path], output=tmp_path / "output") == ["plan.txt"]
    assert names([tmp_path], output=tmp_path) == ["output/notes.txt", "plan.txt"]


def test_same_names_take_their_folders_before_them(tmp_path: Path) -> None:
    make(tmp_path, "x/a/plan.txt", "y/a/plan.txt", "y/b/plan.txt", "other.txt")
    given = [tmp_path / "x/a", tmp_path / "y/a", tmp_path / "y/b/plan.txt", tmp_path / "other.txt"]
    assert names(given) == ["b/plan.txt", "other.txt", "x/a/plan.txt", "y/a/plan.txt"]


def test_a_missing_file_is_kept_beside_others_so_that_its_failure_is_told(tmp_path: Path) -> None:
    make(tmp_path, "plan.txt")
    assert names([tmp_path / "plan.txt", tmp_path / "gone.txt"]) == ["gone.txt", "plan.txt"]


@pytest.mark.parametrize("given", [["nowhere"], ["no*where.txt"], []])
def test_nothing_found_is_an_error_that_names_what_was_given(given: list[str]) -> None:
    with pytest.raises(NoSourcesError, match=given[0].replace("*", r"\*") if given else "no path was given"):
        names(given)


def test_a_folder_without_sources_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "data.csv")
    with pytest.raises(NoSourcesError):
        names([tmp_path])


def test_a_name_that_is_no_text_still_fits_the_dataset(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x", encoding="utf-8")
    assert names([tmp_path]) == ["\N{REPLACEMENT CHARACTER}.txt"]


PARTS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4)


@given(st.lists(PARTS, min_size=1, max_size=12, unique_by=tuple))
def test_names_end_up_distinct(paths: list[list[str]]) -> None:
    sources = [BatchSource(Path("/", *parts), parts[-1]) for parts in paths]
    named = _with_distinct_names(sources)
    assert [source.path for source in named] == [source.path for source in sources]
    assert len({source.name for source in named}) == len(named)
    assert all(str(source.path).endswith(source.name) for source in named)
