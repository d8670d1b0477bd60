"""The style properties of a Word file that affect reading: hidden text, page breaks, numbering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.read.word.xml import Element, W, find, number, toggle, value


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A position in a list. `list_id` is w:numId ("0" removes the numbering). Both are None if not set."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class WordStyle:
    """The properties of a style. None is inherited from the style it is based on."""

    name: str
    base: str | None
    hidden: bool | None
    breaks_page: bool | None
    raised: bool | None
    place: ListPlace | None


LEAST_RISE = 4
"""Minimum rise of raised text in half points (w:position)."""

MOST_BASES = 50
"""Maximum length of a chain of base styles. Word allows about ten."""


class Styles:
    """All styles by id. A lookup yields the style and its base styles, nearest first."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, WordStyle] = {}
        self._default: str | None = None
        for element in () if root is None else root.iter(f"{W}style"):
            style = _style(element)
            self._styles.setdefault(style.name, style)
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                self._default = self._default or style.name

    def chain(self, name: str | None) -> Iterator[WordStyle]:
        """The style `name` and its base styles. Each is yielded once, even in a circular chain."""
        seen: set[str] = set()
        while name is not None and name not in seen and (style := self._styles.get(name)):
            yield style
            seen.add(name)
            name = style.base if len(seen) <= MOST_BASES else None

    def of_paragraph(self, properties: Element | None) -> tuple[WordStyle, ...]:
        """The style chain of a paragraph with these w:pPr; that of the default style if none is set."""
        return tuple(self.chain(value(find(properties, "pStyle")) or self._default))

    def is_hidden(self, run_properties: Element | None, paragraph: tuple[WordStyle, ...]) -> bool:
        """Whether a run is hidden by its own properties, its style, or its paragraph."""
        own = toggle(run_properties, "vanish")
        if own is not None:
            return own
        said = (style.hidden for style in (*self._named(run_properties), *paragraph) if style.hidden is not None)
        return next(said, False)

    def is_raised(self, run_properties: Element | None) -> bool:
        """Whether a run is raised by its own properties or its style."""
        own = _raised(run_properties)
        if own is not None:
            return own
        return next((style.raised for style in self._named(run_properties) if style.raised is not None), False)

    def _named(self, run_properties: Element | None) -> Iterator[WordStyle]:
        """The style of a run and its base styles."""
        return self.chain(value(find(run_properties, "rStyle"))) if run_properties is not None else iter(())


def _raised(properties: Element | None) -> bool | None:
    """Whether w:rPr raises text above the line: small, or by half points. None if it says nothing about it."""
    if properties is None:
        return None
    aligned = value(find(properties, "vertAlign"))
    if aligned is not None:
        return aligned == "superscript"
    height = find(properties, "position")
    return None if height is None else number(height) >= LEAST_RISE


def list_place(properties: Element | None) -> ListPlace | None:
    """The list position given by w:numPr in w:pPr."""
    numbering = find(properties, "numPr")
    if numbering is None:
        return None
    level = find(numbering, "ilvl")
    return ListPlace(value(find(numbering, "numId")), None if level is None else number(level))


def _style(element: Element) -> WordStyle:
    paragraph, run = find(element, "pPr"), find(element, "rPr")
    return WordStyle(
        value(element, "styleId") or "",
        value(find(element, "basedOn")),
        toggle(run, "vanish"),
        toggle(paragraph, "pageBreakBefore"),
        _raised(run),
        list_place(paragraph),
    )
