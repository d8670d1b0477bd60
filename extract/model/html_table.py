"""HTML display of objects in notebooks: a caption and two columns. All text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def html_table(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    """A table of labels and values as HTML. A missing value is an empty cell."""
    lines = "".join(f"<tr><th>{_cell(label)}</th><td>{_cell(value)}</td></tr>" for label, value in rows)
    return f"<table><caption>{_cell(caption)}</caption><tbody>{lines}</tbody></table>"


def _cell(value: object) -> str:
    return "" if value is None else escape(f"{value:,}" if isinstance(value, int) else str(value))
