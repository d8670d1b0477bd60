"""The sample of projects."""

from __future__ import annotations

import random
from collections import Counter

from phaen.review.sample import Drawn, draw

PROJECTS = [Drawn(f"{document:016x}", f"{project:016x}") for document in range(20) for project in range(10)]


def test_a_seed_gives_one_sample_whatever_the_order() -> None:
    shuffled = random.Random(1).sample(PROJECTS, len(PROJECTS))
    assert draw(PROJECTS, 50, 7) == draw(shuffled, 50, 7)
    assert draw(PROJECTS, 50, 7) != draw(PROJECTS, 50, 8)


def test_it_has_the_size_asked_for_or_all_projects() -> None:
    assert len(draw(PROJECTS, 50, 0)) == 50
    assert draw(PROJECTS, 500, 0) == set(PROJECTS)


def test_every_project_is_as_likely_as_another() -> None:
    drawn = Counter(project for seed in range(400) for project in draw(PROJECTS, 50, seed))
    assert set(drawn) == set(PROJECTS)
    assert 60 < min(drawn.values()) <= max(drawn.values()) < 140  # 100 expected, five standard deviations are 43


def test_most_of_it_stays_when_a_document_is_added() -> None:
    more = [*PROJECTS, *(Drawn("f" * 16, f"{project:016x}") for project in range(10))]
    assert len(draw(PROJECTS, 50, 3) & draw(more, 50, 3)) >= 45
