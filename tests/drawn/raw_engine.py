"""Draws a page with operators written here, in a file made by pikepdf."""

from __future__ import annotations

import io
import random
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from tests.drawn.drawn_content import Drawn, DrawnPage, Fate, How

N, D = pikepdf.Name, pikepdf.Dictionary


def draw_raw(page: DrawnPage, font: bytes) -> bytes:
    """The page as a PDF."""
    return _File(page, font).data()


def turn(page: DrawnPage) -> tuple[float, ...]:
    """The matrix from the page as displayed (y up) to its content."""
    x, y = page.origin
    w, h = page.width, page.height
    return {
        0: (1, 0, 0, 1, x, y),
        90: (0, 1, -1, 0, x + h, y),
        180: (-1, 0, 0, -1, x + w, y + h),
        270: (0, -1, 1, 0, x, y + w),
    }[page.rotation]


def set_boxes(target: Any, page: DrawnPage) -> None:
    """The boxes, the rotation and the unit of a pikepdf page."""
    x, y = page.origin
    wide, high = (page.height, page.width) if page.rotation in (90, 270) else (page.width, page.height)
    box = [x, y, x + wide, y + high]
    target.MediaBox = [x - 50, y - 70, x + wide + 30, y + high + 90] if page.is_cropped else box
    if page.is_cropped:
        target.CropBox = box
    if page.rotation:
        target.Rotate = page.rotation
    if page.unit != 1.0:
        target.UserUnit = page.unit


class _File:
    def __init__(self, page: DrawnPage, font: bytes) -> None:
        self.page, self.file = page, pikepdf.new()
        self.font = TTFont(io.BytesIO(font))
        self.numbers = {code: self.font.getGlyphID(name) for code, name in self.font.getBestCmap().items()}
        self.names = {number: code for code, number in sorted(self.numbers.items(), reverse=True)}
        self.random = random.Random(page.texts[0].text if page.texts else "")
        self.forms: dict[str, Any] = {}
        self.layers = {"/On": self._layer("on"), "/Off": self._layer("off")}
        self.font_object = self._font(font)

    def data(self) -> bytes:
        matrix = " ".join(f"{value:g}" for value in turn(self.page))
        content = "\n".join([f"q {matrix} cm", *map(self._shown, self.page.texts), "Q"])
        self.file.add_blank_page(page_size=(100, 100))
        target = self.file.pages[0]
        set_boxes(target, self.page)
        target.Resources = self._resources()
        target.Contents = self.file.make_stream(content.encode())
        off = self.layers["/Off"]
        groups = pikepdf.Array(list(self.layers.values()))
        self.file.Root.OCProperties = D(OCGs=groups, D=D(ON=[self.layers["/On"]], OFF=[off], Order=groups))
        buffer = io.BytesIO()
        self.file.save(buffer, deterministic_id=True)
        return buffer.getvalue()

    def _resources(self) -> Any:
        found = D(Font=D(F=self.font_object), Properties=D(**_bare(self.layers)))
        if self.forms:
            found.XObject = D(**_bare(self.forms))
        return found

    def _layer(self, name: str) -> Any:
        return self.file.make_indirect(D(Type=N.OCG, Name=pikepdf.String(name)))

    def _font(self, data: bytes) -> Any:
        stream = self.file.make_stream(data)
        scale = 1000 / self.font["head"].unitsPerEm
        widths: list[Any] = []
        for code, number in sorted(self.numbers.items()):
            widths += [number, [round(self.font["hmtx"][self.font.getBestCmap()[code]][0] * scale)]]
        described = D(
            Type=N.FontDescriptor, FontName=N("/ABCDEF+Drawn"), Flags=4, FontBBox=[-500, -400, 1200, 1200],
            ItalicAngle=0, Ascent=1000, Descent=-300, CapHeight=600, StemV=80, FontFile2=stream,
        )  # fmt: skip
        below = D(
            Type=N.Font, Subtype=N.CIDFontType2, BaseFont=N("/ABCDEF+Drawn"), CIDToGIDMap=N.Identity, W=widths,
            FontDescriptor=self.file.make_indirect(described),
            CIDSystemInfo=D(Registry="Adobe", Ordering="Identity", Supplement=0),
        )  # fmt: skip
        lines = [f"<{number:04X}> <{code:04X}>" for number, code in sorted(self.names.items()) if code <= 0xFFFF]
        blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
        cmap = "begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return self.file.make_indirect(
            D(
                Type=N.Font, Subtype=N.Type0, BaseFont=N("/ABCDEF+Drawn"), Encoding=N("/Identity-H"),
                DescendantFonts=[self.file.make_indirect(below)],
                ToUnicode=self.file.make_stream((cmap + "endcmap").encode()),
            )
        )  # fmt: skip

    # -- texts ----------------------------------------------------------------------------------------------------

    def _shown(self, drawn: Drawn) -> str:
        text = self._text(drawn)
        if drawn.how is How.FORM:
            name = f"/X{len(self.forms)}"
            form = self.file.make_stream(text.encode())
            form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [-1000, -1000, 3000, 3000]
            form.Matrix = [1, 0, 0, 1, 10, -5]
            form.Resources = D(Font=D(F=self.font_object))
            self.forms[name] = form
            return f"q 1 0 0 1 -10 5 cm {name} Do Q"
        if drawn.how is How.TWICE:
            return text + "\n" + self._text(drawn, drawn.size * 0.02)
        if drawn.how is How.LAYER_ON:
            return f"/OC /On BDC\n{text}\nEMC"
        return self._hidden(drawn, text)

    def _hidden(self, drawn: Drawn, text: str) -> str:
        x, y, wide = drawn.x - 5, drawn.y - drawn.size * 0.4, self.page.width
        area = f"{x:g} {y:g} {wide:g} {drawn.size * 1.6:g} re"
        return {
            Fate.LAYER_OFF: f"/OC /Off BDC\n{text}\nEMC",
            Fate.COVERED: f"{text}\nq 0.9 0.95 1 rg {area} f Q",
            Fate.CLIPPED: f"q 0 0 5 5 re W n\n{text}\nQ",
            Fate.INVISIBLE: f"q 3 Tr\n{text}\nQ",
            Fate.WHITE: f"q 1 1 1 rg\n{text}\nQ",
            Fate.OFF_PAGE: f"q 1 0 0 1 0 {-3 * self.page.height:g} cm\n{text}\nQ",
        }.get(drawn.fate, text)

    def _text(self, drawn: Drawn, aside: float = 0.0) -> str:
        begin = f"BT /F {drawn.size:g} Tf {drawn.letter_space:g} Tc "
        if drawn.how is How.SINGLE_GLYPHS or drawn.word_space:
            return begin + " ".join(self._placed(drawn, aside)) + " ET"
        glyphs = [f"<{self._hex(char)}>" for char in drawn.text]
        if drawn.how is How.KERNED:
            glyphs = [f"{glyph} {self.random.randint(-9, 9)}" for glyph in glyphs]
        return f"{begin}1 0 0 1 {drawn.x + aside:g} {drawn.y:g} Tm [{' '.join(glyphs)}] TJ ET"

    def _placed(self, drawn: Drawn, aside: float) -> list[str]:
        x, shown = drawn.x + aside, []
        scale = drawn.size / self.font["head"].unitsPerEm
        for char in drawn.text:
            shown.append(f"1 0 0 1 {x:.3f} {drawn.y:g} Tm <{self._hex(char)}> Tj")
            x += self.font["hmtx"][self.font.getBestCmap()[ord(char)]][0] * scale + drawn.letter_space
            x += drawn.word_space if char == " " else 0.0
        return shown

    def _hex(self, char: str) -> str:
        return f"{self.numbers[ord(char)]:04X}"


def _bare(names: dict[str, Any]) -> dict[str, Any]:
    """pikepdf adds the slash."""
    return {name[1:]: value for name, value in names.items()}
