"""Functions shared by rows of several tables: plain values and places."""

from __future__ import annotations

from typing import Any

from extract.model.document import Place
from extract.model.plan import Anchor, Value
from normalize.frameworks import Standard
from phaen.emit.values import Row


def plain(value: Value[Any] | None) -> object:
    """The value without its provenance."""
    return None if value is None else value.value


def place_cells(place: Place | None, page: str = "source_page", line: str = "source_line") -> Row:
    """Page and line in the given columns."""
    return {page: place and place.page, line: place and place.line}


def box_text(place: Place | None) -> str | None:
    """The box as `x0 top x1 bottom`, None for a text source."""
    return str(place.box) if place and place.box else None


def standard_cells(standard: Standard | None) -> Row:
    """The name of a standard heading and the framework that it is of."""
    return {
        "standard_name": standard and standard.name,
        "standard_name_en": standard and standard.name_en,
        "framework": standard and standard.framework,
    }


def anchor_cells(anchor: Anchor) -> Row:
    """The columns by which a correction locates an element and checks whether its text has changed."""
    return {"anchor": anchor.name, "raw_digest": anchor.raw_digest}
