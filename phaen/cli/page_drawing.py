"""Draws what was read on a page on its image: lines, cells, headings, projects, doubtful values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model.document import Box, Cell, Line, Page, Place
from extract.read.quality import is_damaged
from schemas.checks import Severity

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from extract.model.plan import Plan, Project

Colour = tuple[int, int, int, int]

DOUBTFUL = 0.6
"""Lines and cells with a lower OCR confidence are drawn as doubtful."""

COLOURS: dict[str, Colour] = {
    "line": (30, 110, 220, 255),
    "table cell": (20, 150, 70, 255),
    "dimension or section": (140, 60, 190, 255),
    "project": (235, 130, 0, 255),
    "doubtful": (220, 20, 40, 255),
}

FILL_ALPHA = 48
AIR = 1.0
"""Points between the ink and its outline, so that the outline does not cover the ink."""

MARGIN = 4.0
"""Points between a project's bar and the text beside it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One element to draw: a box on the page in points, its kind, and a short label."""

    kind: str
    box: Box
    label: str = ""


def draw_page(plan: Plan, number: int, picture: Image) -> Image:
    """Draw everything read on page `number` on its image `picture`, with a legend above.

    Raises KeyError if the plan has no such page.
    """
    from PIL import Image as Images
    from PIL import ImageDraw as Draws

    page = next((page for page in plan.document.pages if page.number == number), None)
    if page is None:
        raise KeyError(number)
    scale = picture.width / (page.width or picture.width)
    layer = Images.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = Draws.Draw(layer)
    for mark in page_marks(plan, page):
        _draw_mark(draw, mark, scale)
    drawn = Images.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
    return _with_legend(drawn)


def page_marks(plan: Plan, page: Page) -> Iterator[Drawn]:
    """The elements of a page in drawing order: doubtful ones come last, so that they stay visible."""
    parts = plan.document.parts()[page.number]
    pieces = [part for part in parts if part.place.box is not None and (isinstance(part, Line) or part.text)]
    headings = {place for place in _heading_places(plan) if place.page == page.number}
    for piece in pieces:
        kind = "table cell" if isinstance(piece, Cell) else "line"
        yield Drawn("dimension or section" if piece.place in headings else kind, _outline(piece))
    for project in plan.projects:
        yield from _project_marks(project, pieces)
    for piece in pieces:
        if reason := _doubt(piece):
            yield Drawn("doubtful", _outline(piece), reason)
    yield from _finding_marks(plan, page)


def _outline(piece: Line | Cell) -> Box:
    """The box of a cell, or that of a line with a margin around its ink."""
    box = piece.place.box
    assert box is not None
    if isinstance(piece, Cell):
        return box
    return Box(box.x0 - AIR, box.top - AIR, box.x1 + AIR, box.bottom + AIR)


def _heading_places(plan: Plan) -> Iterator[Place]:
    yield from (dimension.place for dimension in plan.dimensions)
    yield from (section.place for section in plan.sections)


def _project_marks(project: Project, pieces: list[Line | Cell]) -> Iterator[Drawn]:
    """A bar to the left of the project's detail lines, and the box of its name in the summary table."""
    first, last = project.detail_place, project.detail_last
    if first is not None and last is not None:
        boxes = [piece.place.box for piece in pieces if piece.place.box and first <= piece.place <= last]
        if boxes:
            left = min(box.x0 for box in boxes) - 2 * MARGIN
            top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
            yield Drawn("project", Box(left, top, left + MARGIN, bottom), project.project_id)
    name = project.summary_name
    here = {piece.place.page for piece in pieces}
    if name is not None and name.place is not None and name.place.box is not None and name.place.page in here:
        yield Drawn("project", name.place.box, project.project_id)


def _doubt(piece: Line | Cell) -> str:
    """Why a text is doubtful: its OCR confidence, or "?" for damaged characters; empty if it is not."""
    if piece.confidence is not None and piece.confidence < DOUBTFUL:
        return f"{piece.confidence:.0%}"
    return "?" if is_damaged(piece.text) else ""


def _finding_marks(plan: Plan, page: Page) -> Iterator[Drawn]:
    for finding in plan.findings:
        place = finding.place
        if place is None or place.page != page.number or place.box is None:
            continue
        if finding.severity is not Severity.INFO:
            yield Drawn("doubtful", place.box, finding.code.value)


def _draw_mark(draw: ImageDraw, mark: Drawn, scale: float) -> None:
    colour = COLOURS[mark.kind]
    corners = (mark.box.x0 * scale, mark.box.top * scale, mark.box.x1 * scale, mark.box.bottom * scale)
    is_bar = mark.kind == "project" and mark.box.x1 - mark.box.x0 <= MARGIN
    fill = colour if is_bar else (*colour[:3], FILL_ALPHA) if mark.kind == "doubtful" else None
    draw.rectangle(corners, outline=colour, fill=fill, width=max(1, round(scale)))
    if mark.label:
        _draw_label(draw, mark.label, corners, colour, scale)


def _draw_label(
    draw: ImageDraw, label: str, corners: tuple[float, float, float, float], colour: Colour, scale: float
) -> None:
    """A small label above the left corner of the box, moved into the image where there is no room."""
    from PIL import ImageFont

    font = ImageFont.load_default(6 * scale)
    x0, top, x1, bottom = draw.textbbox((0, 0), label, font=font)
    x, y = max(corners[0], 0), max(corners[1] - (bottom - top) - 2 * scale, 0)
    draw.rectangle((x, y, x + x1 - x0 + 2 * scale, y + bottom - top + 2 * scale), fill=colour)
    draw.text((x + scale - x0, y + scale - top), label, font=font, fill=(255, 255, 255, 255))


def _with_legend(picture: Image) -> Image:
    """The image with a line above it that explains the colours."""
    from PIL import Image as Images
    from PIL import ImageDraw as Draws
    from PIL import ImageFont

    size = max(10, picture.width // 60)
    font = ImageFont.load_default(size)
    whole = Images.new("RGB", (picture.width, picture.height + 2 * size), "white")
    whole.paste(picture, (0, 2 * size))
    draw = Draws.Draw(whole)
    x: float = size
    for name, colour in COLOURS.items():
        draw.rectangle((x, size * 0.5, x + size, size * 1.5), fill=colour[:3])
        draw.text((x + size * 1.4, size * 0.4), name, font=font, fill="black")
        x += size * 2.6 + draw.textlength(name, font=font)
    return whole
