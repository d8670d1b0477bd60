"""Text of a PDF page that is not in its content: values of form fields, and notes written on the page (FreeText)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.read.layout.printed import Bounds, Cluster, PrintedLine, PrintedPage, PrintedPart
from extract.read.pdf.page_frame import page_frame

MOST_ANNOTATIONS = 5_000
"""Number of annotations of a page that are examined."""

HIDDEN = 0x02 | 0x20
"""The flags of annotations that are not shown on a screen."""

PASSWORD = 1 << 13
"""The flag of a text field whose value is not shown."""

TICK = "✓"

LETTER = 0.5
"""Width of a letter in font sizes, and height of one."""

USUAL_SIZE, LEADING = 12.0, 1.3
"""Font size of a field that states none, and distance of its lines in font sizes."""

INDENT = 2.0
"""Points from the edge of a field to its text."""

SAME_LINE = 0.7
"""Maximum distance of the middles of a field and the line of text that it is in, in heights of the field."""

FORM_TEXT, NOTE = "form_field", "note"
"""Repair codes: fields and notes that were read; comments, which are not part of the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Text shown in a box of the unrotated page."""

    lines: tuple[str, ...]
    box: Bounds
    size: float


def add_form_text(document: Any, page: Any, raw: Any, printed: PrintedPage) -> None:  # noqa: ANN401 (pypdfium2 has no types)
    """Add the values of form fields and the notes on a page to its lines. Counts them, and comments."""
    if raw.FPDFPage_GetAnnotCount(page.raw) <= 0:
        return
    form = _form(document)
    rotation = page.get_rotation() // 90 % 4
    for entry in _entries(page, raw, form, printed):
        if not printed.parts:
            printed.parts.append(PrintedPart(page_frame(page, raw), []))
            printed.quality = None
        main = printed.parts[0]
        printed.repairs[FORM_TEXT] += 1
        _add(main.lines, entry, main.frame.from_content(rotation, entry.box), main.frame.unit)


def _form(document: Any) -> Any:  # noqa: ANN401
    """The form of the document for pdfium; None if it has none, or a damaged one."""
    from pypdfium2 import PdfiumError

    try:
        document.init_forms()
    except PdfiumError:
        return None
    return document.formenv.raw if document.formenv else None


def _entries(page: Any, raw: Any, form: Any, printed: PrintedPage) -> Iterator[Entry]:  # noqa: ANN401
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetFlags(annotation) & HIDDEN:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
                text = _value(annotation, raw, form)
            elif kind == raw.FPDF_ANNOT_FREETEXT:
                text = _string(annotation, raw, b"Contents")
            else:
                comment = kind == raw.FPDF_ANNOT_TEXT and _string(annotation, raw, b"Contents").strip()
                printed.repairs[NOTE] += bool(comment)
                continue
            lines = tuple(line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip())
            box = raw.FS_RECTF()
            if lines and raw.FPDFAnnot_GetRect(annotation, box):
                x0, x1 = sorted((box.left, box.right))
                y0, y1 = sorted((box.bottom, box.top))
                yield Entry(lines, (x0, y0, x1, y1), _size(annotation, raw, form))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _value(annotation: Any, raw: Any, form: Any) -> str:  # noqa: ANN401
    """What a form field shows."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
        return TICK if _string(annotation, raw, b"AS") not in {"", "Off"} else ""
    if kind in {raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}:
        count = max(raw.FPDFAnnot_GetOptionCount(form, annotation), 0)
        chosen = [at for at in range(count) if raw.FPDFAnnot_IsOptionSelected(form, annotation, at)]
        if chosen:
            return "\n".join(_text(_filler(raw.FPDFAnnot_GetOptionLabel, form, annotation, at)) for at in chosen)
    elif kind != raw.FPDF_FORMFIELD_TEXTFIELD or raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD:
        return ""
    return _text(_filler(raw.FPDFAnnot_GetFormFieldValue, form, annotation))


def _string(annotation: Any, raw: Any, key: bytes) -> str:  # noqa: ANN401
    return _text(_filler(raw.FPDFAnnot_GetStringValue, annotation, key))


def _filler(call: Any, *arguments: Any) -> Callable[[Any, int], int]:  # noqa: ANN401
    return lambda buffer, size: int(call(*arguments, buffer, size))


def _text(fill: Callable[[Any, int], int]) -> str:
    """A string in UTF-16 that pdfium writes to a buffer; its size in bytes includes the final zero."""
    size = fill(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    fill(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _size(annotation: Any, raw: Any, form: Any) -> float:  # noqa: ANN401
    size = ctypes.c_float()
    is_known = form is not None and raw.FPDFAnnot_GetFontSize(form, annotation, size) and size.value > 0
    return size.value if is_known else 0.0


# -- placing ------------------------------------------------------------------------------------------------------


def _add(lines: list[PrintedLine], entry: Entry, box: Bounds, unit: float) -> None:
    """Add the lines of an entry to those of a page: to the printed line that it is in, or between them.

    `box` is that of the entry in the frame of the lines, `unit` the units of the frame per point.
    """
    x0, top, x1, bottom = box
    room = (bottom - top) / len(entry.lines)
    size = min((entry.size or USUAL_SIZE) * unit, max(room, 1.0))
    step = min(room, size * LEADING)
    first = top + (bottom - top - step * len(entry.lines)) / 2 if len(entry.lines) == 1 else top
    for number, text in enumerate(entry.lines):
        middle = first + step * (number + 0.5)
        half = size * LETTER / 2
        right = min(x0 + INDENT + LETTER * size * len(text), max(x1 - INDENT, x0 + INDENT + 1))
        cluster = Cluster(text, x0 + INDENT, right, middle - half, middle + half)
        _insert(lines, PrintedLine([cluster], [], 2 * half, middle + half))
    lines.sort(key=lambda line: line.baseline)


def _insert(lines: list[PrintedLine], new: PrintedLine) -> None:
    cluster = new.clusters[0]
    middle, reach = (cluster.top + cluster.bottom) / 2, SAME_LINE * (cluster.bottom - cluster.top)

    def distance(line: PrintedLine) -> float:
        return abs(line.baseline - line.height / 2 - middle)

    near = min(lines, key=distance, default=None)
    free = near is not None and all(c.x1 <= cluster.x0 + INDENT or c.x0 >= cluster.x1 - INDENT for c in near.clusters)
    if near is not None and free and distance(near) <= max(reach, SAME_LINE * near.height):
        near.clusters.append(cluster)
        near.clusters.sort(key=lambda c: c.x0)
    else:
        lines.append(new)
