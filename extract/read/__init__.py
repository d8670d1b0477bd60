"""Readers: one per kind of source, all yielding the same Document of Pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.read.registry import read_document

__all__ = ["read_document"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module's own attributes, of any type
    """Import it on first use: a module of one reader must not depend on all the others by being in this package."""
    if name == "read_document":
        from extract.read.registry import read_document

        return read_document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
