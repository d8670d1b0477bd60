"""Replaces typed paragraph numbers by automatic numbering, so that they look the same but are not in the text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_TYPED = re.compile(r"(?P<before>- |\(|)(?P<number>[0-9]{1,3}|[๐-๙]{1,3})(?P<after>\.|\)) +(?=\S)")
_DASH = re.compile(r"- +(?=[^\d\s])")
Shape = tuple[str, str, bool]


class AutomaticNumbers:
    """Creates an abstract list for each kind of number, and a list for each run of numbers."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (python-docx has no types)
        self._root = document.part.numbering_part.element
        # The lists of the template are not needed.
        for element in list(self._root):
            self._root.remove(element)
        self._abstract: dict[Shape, int] = {}
        # For each shape, the current list and its last number.
        self._running: dict[Shape, tuple[int, int]] = {}
        self._lists = 0

    def applied(self, paragraph: Any, text: str) -> str:  # noqa: ANN401
        """Number the paragraph by the number at the start of `text`. Returns the rest of the text."""
        if found := _DASH.match(text):
            self._set(paragraph, self._list_for(("-", "", False), None))
            return text[found.end() :]
        if not (found := _TYPED.match(text)):
            return text
        number = int(found["number"])
        shape = (found["before"], found["after"], not found["number"].isascii())
        self._set(paragraph, self._list_for(shape, number))
        return text[found.end() :]

    def _list_for(self, shape: Shape, number: int | None) -> int:
        list_id, last = self._running.get(shape, (0, 0))
        if not list_id or (number is not None and number != last + 1):
            list_id = self._new_list(shape, number)
        self._running[shape] = (list_id, number or 0)
        return list_id

    def _new_list(self, shape: Shape, start: int | None) -> int:
        if shape not in self._abstract:
            self._abstract[shape] = len(self._abstract)
            # Word requires all abstract lists before all lists.
            self._root.insert(len(self._abstract) - 1, parse_xml(_abstract_list(self._abstract[shape], shape)))
        self._lists += 1
        override = (
            "" if start is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        abstract = f'<w:abstractNumId w:val="{self._abstract[shape]}"/>'
        made = f'<w:num {nsdecls("w")} w:numId="{self._lists}">{abstract}{override}</w:num>'
        self._root.append(parse_xml(made))
        return self._lists

    @staticmethod
    def _set(paragraph: Any, list_id: int) -> None:  # noqa: ANN401
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().set(qn("w:val"), "0")
        numbering.get_or_add_numId().set(qn("w:val"), str(list_id))


def _abstract_list(number: int, shape: Shape) -> str:
    before, after, thai = shape
    is_bullet = before == "-"
    kind = "bullet" if is_bullet else "thaiNumbers" if thai else "decimal"
    text = before if is_bullet else f"{before}%1{after}"
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )
