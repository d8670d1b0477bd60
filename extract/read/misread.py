"""Text whose bytes were once taken for another encoding (à¹à¸œ, เนเธœ, á¼¹, ·º∫ª): given back where that is certain.

UTF-8 bytes prove themselves: hardly any other text holds their sequences. Thai of one byte a letter is proven by its
words. What is given back can be misread again, so that the text as it was in the file is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalize.script import BAHT_SIGN
from normalize.thai_words import thai_share

MOST_TIMES = 2
"""How often a text may have been misread, one time upon the other."""

PROVEN_SHARE = 0.85
"""Share of letters in words from which on one-byte Thai is proven; other letters of the code page give about a half."""

FEWEST_LETTERS = 12
"""Thai letters that must be there to prove it by words."""

SAMPLE_LINES = 400
"""Lines that are looked at to prove one-byte Thai."""

FOREIGN_LINE = 0.5
"""Share of a line's letters that must be foreign for it to be one-byte Thai."""

SAMPLE_LETTERS = 2_000
"""Characters of a line that are looked at to prove it."""


@dataclass(frozen=True)
class Misreading:
    """Bytes of `right` that were decoded as `wrong`. Bytes that `wrong` does not define became control characters."""

    wrong: str
    right: str

    @cached_property
    def letters(self) -> Mapping[int, str]:
        """The character that each byte from 0x80 on became."""
        return {byte: _decoded(byte, self.wrong) for byte in range(0x80, 0x100)}

    @cached_property
    def bytes_of(self) -> Mapping[int, str]:
        """A table for `str.translate`, from those characters to the bytes, as Latin-1."""
        table = {ord(letter): chr(byte) for byte, letter in self.letters.items()}
        if self.wrong != "cp874":
            # A browser takes Latin-1 for Windows-1252, other programs do not: both are told by the same table.
            table = {code: chr(code) for code in range(0x80, 0xA0)} | table
        return table

    def right_text(self, piece: str) -> str:
        """What a misread piece really says; raises UnicodeError where it is none."""
        return piece.translate(self.bytes_of).encode("latin-1").decode(self.right)

    def misread(self, text: str) -> str:
        """The text as it was misread."""
        return "".join(char if char.isascii() else self._misread_letter(char) for char in text)

    def _misread_letter(self, char: str) -> str:
        try:
            data = char.encode(self.right)
        except UnicodeEncodeError:
            return char
        return data.decode("latin-1").translate(dict(self.letters))

    @property
    def firsts(self) -> str:
        """The characters that begin what `gate` finds."""
        return self.letters[0xE0] + ("Ã" if self.wrong == "cp1252" else "")

    @cached_property
    def gate(self) -> re.Pattern[str]:
        """Three misread Thai letters of UTF-8 side by side, once or twice misread: no other text has them."""
        first, second = self.letters[0xE0], "".join(self.letters[byte] for byte in (0xB8, 0xB9))
        once = f"(?:{re.escape(first)}[{re.escape(second)}].){{3}}"
        if self.wrong != "cp1252":
            return re.compile(once)
        return re.compile(f"{once}|(?:Ã[\xa0 ]Â[¸¹][^Ã\n]{{1,6}}){{3}}")

    @cached_property
    def _class(self) -> Callable[[int, int], str]:
        def of(first: int, last: int) -> str:
            chars = {char for byte in range(first, last + 1) for char in (self.letters[byte], *self._controls(byte))}
            return "[" + re.escape("".join(sorted(chars))) + "]"

        return of

    def _controls(self, byte: int) -> str:
        return chr(byte) if byte < 0xA0 and self.wrong != "cp874" else ""

    @cached_property
    def sequence(self) -> re.Pattern[str]:
        """A misread character of UTF-8 beyond ASCII, or for one-byte Thai a run of misread characters."""
        of = self._class
        if self.right != "utf-8":
            return re.compile(f"{of(0xA1, 0xFB)}(?:{of(0x80, 0xFB)}+)?")
        after = of(0x80, 0xBF)
        space = of(0xA0, 0xA0)[:-1] + " ]"  # a no-break space is often copied as a space
        return re.compile(
            f"{of(0xE0, 0xE0)}(?:{of(0xB8, 0xB9)}(?:{after}|{space})|{of(0xA0, 0xBF)}{after})"
            f"|{of(0xC2, 0xDF)}{after}|{of(0xE1, 0xEF)}{after}{after}|{of(0xF0, 0xF4)}{after}{{3}}"
        )


def _decoded(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


UTF8 = tuple(Misreading(wrong, "utf-8") for wrong in ("cp1252", "cp874", "mac_roman"))
ONE_BYTE = tuple(Misreading(wrong, "cp874") for wrong in ("cp1252", "mac_roman"))


@dataclass(frozen=True, slots=True)
class Restored:
    """A text given back: the indices of the changed lines, each with the line as it was and what it was misread as."""

    text: str
    lines: Mapping[int, tuple[str, tuple[Misreading, ...]]]

    def original(self, piece: str, line: int) -> str:
        """A piece of the text, which begins on that line (an index), as it stood in the file."""
        if line not in self.lines:
            return piece
        whole, readings = self.lines[line]
        for reading in reversed(readings):
            piece = reading.misread(piece)
        return piece if "\n" in piece or piece in whole else whole


def restored(text: str) -> Restored:
    """`text` with its misread lines given back. Linear in its length, and quick where nothing is misread."""
    changed: dict[int, tuple[str, tuple[Misreading, ...]]] = {}
    for _ in range(MOST_TIMES):
        reading = _misreading(text)
        if reading is None:
            break
        lines = text.split("\n")
        for number, line in enumerate(lines):
            right = _right_line(reading, line)
            if right != line:
                whole, readings = changed.get(number, (line, ()))
                changed[number] = whole, (*readings, reading)
                lines[number] = right
        text = "\n".join(lines)
    return Restored(text, changed)


def _misreading(text: str) -> Misreading | None:
    """What lines of the text are misread as; None where none are."""
    if text.isascii():
        return None
    suspects = (reading for reading in UTF8 if any(first in text for first in reading.firsts))
    return next((reading for reading in suspects if reading.gate.search(text)), None) or _one_byte(text)


def _right_line(reading: Misreading, line: str) -> str:
    if line.isascii() or not (reading.gate.search(line) if reading.right == "utf-8" else _is_foreign(line)):
        return line
    try:
        return reading.right_text(line)
    except UnicodeError:  # parts of it are sound, or damaged beyond
        return reading.sequence.sub(lambda found: _right_piece(reading, found[0]), line)


def _right_piece(reading: Misreading, piece: str) -> str:
    try:
        return reading.right_text(piece.replace(" ", reading.letters[0xA0]))
    except UnicodeError:
        return piece


def _one_byte(text: str) -> Misreading | None:
    """One-byte Thai, if the foreign lines make Thai words under one of the readings."""
    sample = [line for line in _foreign_lines(text) if _is_foreign(line)]
    if not sample:
        return None
    best = max(ONE_BYTE, key=lambda reading: _share(reading, sample))
    return best if _share(best, sample) >= PROVEN_SHARE else None


def _foreign_lines(text: str) -> Iterator[str]:
    """The beginnings of the first lines with runs of letters such as one-byte Thai turns into."""
    at = 0
    for _ in range(SAMPLE_LINES):
        found = _FOREIGN_RUN.search(text, at)
        if found is None:
            return
        start = max(text.rfind("\n", 0, found.start()) + 1, at, found.start() - SAMPLE_LETTERS)
        end = text.find("\n", found.end())
        at = len(text) if end < 0 else end
        yield text[start : min(at, start + SAMPLE_LETTERS)]


def _share(reading: Misreading, lines: Sequence[str]) -> float:
    return thai_share([_right_line(reading, line) for line in lines], FEWEST_LETTERS) or 0.0


def _is_foreign(line: str) -> bool:
    """Whether most letters of a line are such as one-byte Thai turns into."""
    if not _FOREIGN_RUN.search(line):
        return False
    others = _FOREIGN.sub("", line)
    foreign = len(line) - len(others)
    return foreign >= FOREIGN_LINE * (foreign + sum(map(str.isalpha, others)))


_ORDINARY = f"–—‘’“”•…€{BAHT_SIGN}"
_MISREAD_LETTERS = {reading.letters[byte] for reading in ONE_BYTE for byte in range(0xA1, 0xFC)}
_FOREIGN_CLASS = re.escape("".join(sorted(_MISREAD_LETTERS - set(_ORDINARY))))
_FOREIGN = re.compile(f"[{_FOREIGN_CLASS}]+")
_FOREIGN_RUN = re.compile(f"[{_FOREIGN_CLASS}]{{3}}")
