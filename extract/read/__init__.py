"""Readers: one per type of source. All return a Document of Pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.read.registry import read_document

__all__ = ["read_document"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module's own attributes, of any type
    """Import the attribute on first use, so that importing one reader does not import all others."""
    if name == "read_document":
        from extract.read.registry import read_document

        return read_document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
