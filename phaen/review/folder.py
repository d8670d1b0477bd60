"""The folder `review` in an output folder: it is replaced as a whole, or not at all.

    .phaen-review-XXXX/   new/: the unfinished review; old/: the one that it replaces

A process that is killed leaves such a folder behind. The next review removes it, and first puts back the old review if
the new one did not come into its place.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from phaen.emit.inside import NotOursError, is_file, is_folder, new_file, read_file
from phaen.emit.swap import locked

NAME = "review"
MANIFEST = "review.json"
_STAGE = ".phaen-review-"


class ReviewFolder:
    """A review that is being written; `write` adds a file to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._digests: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        """Write a file by its path in the review, with forward slashes. Raises OSError, also if it exists."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path) as file:
            file.write(content)
        self._digests[name] = sha256(content).hexdigest()

    def finish(self, made_with: dict[str, Any]) -> None:
        """Write the list of its files, by which a later run knows what it may replace."""
        described = {"made_by": "phaen review", **made_with, "files": dict(sorted(self._digests.items()))}
        self.write(MANIFEST, (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode())


@contextmanager
def new_review(out: Path) -> Iterator[ReviewFolder]:
    """A review to write. It replaces the one in `out` when the block ends without an exception.

    Other files in the old folder, such as a saved corrections.csv, are kept in the new one. Raises NotOursError if
    there is a folder or file `review` that phaen did not write, OSError if the review cannot be written.
    """
    with locked(out):
        _recover(out)
        _refuse_foreign(out / NAME)
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=out))
    with locked(stage):  # shows other processes that it is in use
        try:
            (stage / "new").mkdir()
            yield ReviewFolder(stage / "new")
            with locked(out):
                _exchange(out / NAME, stage)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder for worker processes."""
    with tempfile.TemporaryDirectory(prefix="phaen-") as folder:
        yield Path(folder)


def _refuse_foreign(review: Path) -> None:
    if is_folder(review) and not is_file(review / MANIFEST) and any(review.iterdir()):
        raise NotOursError(review, "a folder")


def _exchange(review: Path, stage: Path) -> None:
    _refuse_foreign(review)
    old = stage / "old"
    if is_folder(review):
        review.rename(old)
    try:
        (stage / "new").rename(review)
    except BaseException:
        if old.exists():
            old.rename(review)
        raise
    if old.exists():
        _keep_others(old, review, _own_files(old))


def _own_files(review: Path) -> frozenset[str]:
    """The files that phaen wrote, by the list in the folder; only that list if it is damaged."""
    with suppress(OSError, ValueError, AttributeError):
        return frozenset({MANIFEST, *json.loads(read_file(review / MANIFEST)).get("files", ())})
    return frozenset({MANIFEST})


def _keep_others(old: Path, review: Path, own: Collection[str]) -> None:
    """Move the files that are not phaen's own into the new review, where no file has their name."""
    for parent, _, names in os.walk(old):
        for name in names:
            path = Path(parent, name)
            within = path.relative_to(old)
            target = review / within
            if within.as_posix() not in own and not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                path.rename(target)


def _recover(out: Path) -> None:
    """Remove what killed processes left, and put back a review that was moved away and not replaced."""
    for stage in sorted(out.glob(f"{_STAGE}*")):
        if stage.is_symlink() or not stage.is_dir():
            continue
        with suppress(BlockingIOError), locked(stage, wait=False):
            if (stage / "old").is_dir() and not os.path.lexists(out / NAME):
                (stage / "old").rename(out / NAME)
            shutil.rmtree(stage, ignore_errors=True)
