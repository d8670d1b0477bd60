"""Groups of projects with similar names within a run, for those that are no common project.

The names are compared in an order of their own: the most frequent first, then by length and letters. The first name of
a group is its leader; each later name joins the most similar leader, or begins a group. So the groups depend only on
the names of the run, not on their order, and no chain of small differences joins two different projects.

The names are kept in a temporary SQLite database on disk, so memory does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from types import TracebackType

SAME_GROUP = 0.88
"""Minimum similarity (0..1) of a name to the leader of its group."""

GRAM = 3
SKETCH = 8
"""Letter groups of a name by which similar ones are sought: those with the smallest digests. Two names that are similar
enough nearly always share one of them."""

MOST_LEADERS = 64
"""Leaders with one letter group that a name is compared with, the first ones."""

_SCHEMA = """
CREATE TABLE names (name TEXT PRIMARY KEY, number INTEGER NOT NULL, leader INTEGER) WITHOUT ROWID;
CREATE TABLE leaders (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE sketches (gram INTEGER, leader INTEGER, PRIMARY KEY (gram, leader)) WITHOUT ROWID;
"""
_CACHE_KIB = 16_384


class Groups:
    """The groups of the names of a run: `add` all names, then `settle`, then ask for the group `of` a name."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a temporary file, which is removed when it is closed
        self._base.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.executescript(_SCHEMA)

    def __enter__(self) -> Groups:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def add(self, names: Iterable[str]) -> None:
        """Count the names of a document, in the form of `project_key`."""
        self._base.executemany(
            "INSERT INTO names VALUES (?, 1, NULL) ON CONFLICT (name) DO UPDATE SET number = number + 1",
            ((name,) for name in names if name),
        )

    def settle(self) -> None:
        """Assign every name to a group."""
        ordered = self._base.execute("SELECT name FROM names ORDER BY number DESC, length(name), name")
        found = ((self._leader(name), name) for (name,) in _in_pieces(ordered))
        # The names are read from a sorted copy, so they may be changed meanwhile.
        for leader, name in found:
            self._base.execute("UPDATE names SET leader = ? WHERE name = ?", (leader, name))

    def of(self, name: str) -> str | None:
        """The group of a name that was added: "g-" and a digest of its leader."""
        query = "SELECT l.name FROM names n JOIN leaders l ON l.id = n.leader WHERE n.name = ?"
        row = self._base.execute(query, (name,)).fetchone()
        return f"g-{_digest(row[0]):016x}" if row else None

    def _leader(self, name: str) -> int:
        from rapidfuzz.distance import Levenshtein

        sketch = _sketch(name)
        near = {leader: other for gram in sketch for leader, other in self._with_gram(gram)}
        scored = [
            (score, -leader)
            for leader, other in near.items()
            if (score := Levenshtein.normalized_similarity(name, other, score_cutoff=SAME_GROUP))
        ]
        return -max(scored)[1] if scored else self._new_leader(name, sketch)

    def _with_gram(self, gram: int) -> Iterator[tuple[int, str]]:
        query = "SELECT l.id, l.name FROM sketches s JOIN leaders l ON l.id = s.leader WHERE s.gram = ? ORDER BY l.id"
        return self._base.execute(f"{query} LIMIT {MOST_LEADERS}", (gram,))

    def _new_leader(self, name: str, sketch: Sequence[int]) -> int:
        leader = self._base.execute("INSERT INTO leaders (name) VALUES (?)", (name,)).lastrowid
        assert leader is not None
        self._base.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?)", ((gram, leader) for gram in sketch))
        return leader


def _in_pieces(rows: sqlite3.Cursor) -> Iterator[tuple[str]]:
    while piece := rows.fetchmany(1000):
        yield from piece


def _sketch(name: str) -> list[int]:
    grams = {name[start : start + GRAM] for start in range(max(1, len(name) - GRAM + 1))}
    return sorted(_digest(gram) >> 1 for gram in grams)[:SKETCH]


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
