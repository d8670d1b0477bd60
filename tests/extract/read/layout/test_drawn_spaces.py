"""Gaps between letters drawn one by one: what draws a space between them and what does not; word gaps of a page."""

from __future__ import annotations

from dataclasses import replace

from extract.read.layout.columns import NARROWEST, pieces
from extract.read.layout.printed import Cluster, PrintedLine, may_be_spaced, usual_word_gap
from tests.extract.read.layout.builders import TALL, printed


def line(*runs: int, gap: float = 8.0, word_gap: float = 0.5) -> PrintedLine:
    """Two letters, a gap with a space, and two letters, with the numbers of their text objects."""
    made = printed((50, "กข"), (60 + gap, "คง"), at=100)
    clusters = [replace(cluster, run=run) for cluster, run in zip(made.clusters, runs, strict=True)]
    return replace(made, clusters=clusters, spaces=[60 + gap / 2], word_gap=word_gap)


def count(found: PrintedLine) -> int:
    return len(list(pieces(found, NARROWEST * TALL)))


def test_letters_drawn_one_after_the_other_have_no_space_between_them():
    assert count(line(4, 5, 6, 7)) == 2
    assert count(line(4, 5, 30, 31)) == 2


def test_an_object_between_them_is_a_space():
    assert count(line(4, 5, 7, 8)) == 1


def test_whole_texts_and_pages_without_drawn_spaces_prove_nothing():
    assert count(line(4, 4, 5, 5)) == 1
    assert count(line(4, 5, 6, 7, word_gap=0.0)) == 1


def test_marks_may_be_objects_of_their_own():
    left, right = Cluster("ที่", 0, 5, 0, 10, run=4), Cluster("ก", 10, 15, 0, 10, run=6)
    assert may_be_spaced(left, right)
    assert not may_be_spaced(left, right, surely=True)
    assert not may_be_spaced(left, replace(right, run=5))


def test_the_word_gap_of_a_page_is_that_of_drawn_spaces():
    lines = [line(4, 5, 7, 8, gap=4.0), line(4, 5, 7, 8, gap=4.0), line(4, 5, 6, 7, gap=15.0)]
    assert usual_word_gap(lines) == 0.4
    assert usual_word_gap(lines[2:]) == 0
