"""Where the sources of a dataset are, relative to its folder: for the links in the workbook."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from phaen.batch.archives import SUFFIX
from phaen.batch.due import ID_DIGITS
from phaen.batch.ledger import Ledger

MOST_UP = 2
"""Folders above the output folder that a link may go up to. A source that is further away is not linked: the link would
name folders of this machine, and would not survive that the project's folder is copied."""


def source_links(ledger: Ledger, out: Path, keys: Iterable[str]) -> dict[str, str]:
    """The paths of the sources with these keys relative to `out`, with slashes, by document_id.

    Without sources in archives or in remote stores, and those that are not near `out`.
    """
    paths: dict[str, list[tuple[str, str]]] = {}
    for entry in ledger.entries():
        paths.setdefault(entry.key, []).append((entry.name, entry.path))
    found = {}
    for key in keys:
        record = ledger.record(key)
        entries = paths.get(key)
        if record is None or not record.sha256 or not entries:
            continue
        path = next((path for name, path in entries if name == record.name), entries[0][1])
        link = _near(path, out)
        if link is not None:
            found[record.sha256[:ID_DIGITS]] = link
    return found


def _near(path: str, out: Path) -> str | None:
    """The path relative to the folder, None if it is not near."""
    if "://" in path or path.lower().endswith(SUFFIX):
        return None
    try:
        relative = Path(os.path.relpath(Path(path).absolute(), out.absolute()))
    except ValueError:  # on another drive
        return None
    if relative.parts.count("..") > MOST_UP:
        return None
    return os.fsencode(relative.as_posix()).decode("utf-8", "surrogateescape")  # whatever the locale
