"""Draws a page with ReportLab. Its boxes and its rotation are set by pikepdf afterwards."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.drawn.drawn_content import Drawn, DrawnPage, Fate, How
from tests.drawn.raw_engine import set_boxes, turn


def draw_with_reportlab(page: DrawnPage, font: bytes) -> bytes:
    """The page as a PDF. Layers, which ReportLab has not, are left out with what they hide."""
    name = "F" + sha256(font).hexdigest()[:8]
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(font)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(page.width, page.height), invariant=1)
    canvas.transform(*turn(page))
    for number, drawn in enumerate(page.texts):
        _show(canvas, drawn, name, number, page)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as file:
        set_boxes(file.pages[0], page)
        changed = io.BytesIO()
        file.save(changed, deterministic_id=True)
    return changed.getvalue()


def _show(canvas: Any, drawn: Drawn, font: str, number: int, page: DrawnPage) -> None:
    if drawn.fate is Fate.LAYER_OFF:
        return
    canvas.saveState()
    if drawn.how is How.FORM:
        canvas.beginForm(f"form{number}", -1000, -1000, 3000, 3000)
        _text(canvas, drawn, font)
        canvas.endForm()
        canvas.doForm(f"form{number}")
    elif drawn.fate is Fate.CLIPPED:
        path = canvas.beginPath()
        path.rect(0, 0, 5, 5)
        canvas.clipPath(path, stroke=0)
        _text(canvas, drawn, font)
    elif drawn.fate is Fate.OFF_PAGE:
        canvas.translate(0, -3 * page.height)
        _text(canvas, drawn, font)
    else:
        if drawn.fate is Fate.WHITE:
            canvas.setFillColorRGB(1, 1, 1)
        _text(canvas, drawn, font)
    if drawn.how is How.TWICE:
        _text(canvas, drawn, font, drawn.size * 0.02)
    if drawn.fate is Fate.COVERED:
        canvas.setFillColorRGB(0.9, 0.95, 1)
        canvas.rect(drawn.x - 5, drawn.y - drawn.size * 0.4, page.width, drawn.size * 1.6, stroke=0, fill=1)
    canvas.restoreState()


def _text(canvas: Any, drawn: Drawn, font: str, aside: float = 0.0) -> None:
    line = canvas.beginText(drawn.x + aside, drawn.y)
    line.setFont(font, drawn.size)
    if drawn.letter_space:
        line.setCharSpace(drawn.letter_space)
    if drawn.fate is Fate.INVISIBLE:
        line.setTextRenderMode(3)
    pieces = list(drawn.text) if drawn.how in (How.SINGLE_GLYPHS, How.KERNED) else [drawn.text]
    for piece in pieces:
        line.textOut(piece)
    canvas.drawText(line)
