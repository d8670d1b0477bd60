"""A random sample of projects, by which a person estimates the quality of the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from heapq import nsmallest
from typing import NamedTuple


class Drawn(NamedTuple):
    """A project of the sample."""

    document_id: str
    anchor: str


def draw(projects: Iterable[Drawn], size: int, seed: int) -> frozenset[Drawn]:
    """A sample without replacement in which each project is equally likely; all projects if they are fewer.

    A project is drawn by its own identity, not by its position. So the sample does not depend on the order of the
    sources, and most of it stays when sources are added.
    """
    return frozenset(nsmallest(size, projects, key=lambda project: _lot(project, seed)))


def _lot(project: Drawn, seed: int) -> bytes:
    return sha256(f"{seed}\0{project.document_id}\0{project.anchor}".encode()).digest()
