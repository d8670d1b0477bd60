"""The differences from an earlier dataset, as data of the page of changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from phaen.diff.changes import Change, Kind, compare, counted
from phaen.review.documents import NoDatasetError

CHANGES_PER_PAGE = 2_000
"""Changes in one file, about 500 kB."""

CHANGE_COLUMNS = (*(field.name for field in fields(Change)), "is_shown")
"""The cells of a change's line; `is_shown`: whether the review has the plan that it is now in."""

Line = list[object]


def find_changes(old: Path, new: Path) -> list[Change]:
    """What has changed from one dataset to another, by their folders. Raises NoDatasetError if one cannot be read."""
    try:
        return compare(old, new)
    except (OSError, ValueError) as error:
        raise NoDatasetError(f"the datasets cannot be compared: {error}") from error


def change_pages(changes: Sequence[Change], shown: Collection[str]) -> Iterator[list[Line]]:
    """The lines of changes, page by page. `shown` are the documents that the review has."""
    for start in range(0, len(changes), CHANGES_PER_PAGE):
        page = changes[start : start + CHANGES_PER_PAGE]
        yield [[*map(str, astuple(change)), change.document_new in shown] for change in page]


def described_changes(changes: Sequence[Change]) -> dict[str, object]:
    """What the page needs to know before its lines are loaded: columns, number of files, changes by kind."""
    counts = counted(changes)
    return {
        "columns": CHANGE_COLUMNS,
        "pages": -(-len(changes) // CHANGES_PER_PAGE),
        "counts": [[kind.value, counts.get(kind, 0)] for kind in Kind],
    }
