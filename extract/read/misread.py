"""Restores text that was decoded with a wrong encoding (à¹à¸œ, เนเธœ, á¼¹, ·º∫ª), if the restoration is certain.

UTF-8 is recognized by its byte sequences, which hardly occur in other text. Single-byte Thai is recognized by its
words. A restored text can be converted back, so that the text as it was in the file is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalize.script import BAHT_SIGN
from normalize.thai_words import thai_share

MOST_TIMES = 2
"""Maximum number of successive wrong decodings of a text."""

PROVEN_SHARE = 0.85
"""Minimum share of letters in words that proves single-byte Thai. Other text in the code page yields about a half."""

FEWEST_LETTERS = 12
"""Minimum number of Thai letters for the proof by words."""

SAMPLE_LINES = 400
"""Number of lines examined to detect single-byte Thai."""

FOREIGN_LINE = 0.5
"""Minimum share of foreign letters in a line of single-byte Thai."""

SAMPLE_LETTERS = 2_000
"""Number of characters of a line examined to detect it."""


@dataclass(frozen=True)
class Misreading:
    """Text encoded as `right` but decoded as `wrong`. Bytes undefined in `wrong` became control characters."""

    wrong: str
    right: str

    @cached_property
    def letters(self) -> Mapping[int, str]:
        """Maps each byte from 0x80 on to the character that it became."""
        return {byte: _decoded(byte, self.wrong) for byte in range(0x80, 0x100)}

    @cached_property
    def bytes_of(self) -> Mapping[int, str]:
        """Table for `str.translate` from those characters back to the bytes, as Latin-1."""
        table = {ord(letter): chr(byte) for byte, letter in self.letters.items()}
        if self.wrong != "cp874":
            # Browsers decode Latin-1 as Windows-1252, other programs do not. The table covers both.
            table = {code: chr(code) for code in range(0x80, 0xA0)} | table
        return table

    def right_text(self, piece: str) -> str:
        """Decode a misread piece correctly. Raises UnicodeError if it was not misread."""
        return piece.translate(self.bytes_of).encode("latin-1").decode(self.right)

    def misread(self, text: str) -> str:
        """Convert a correct text to its misread form."""
        return "".join(char if char.isascii() else self._misread_letter(char) for char in text)

    def _misread_letter(self, char: str) -> str:
        try:
            data = char.encode(self.right)
        except UnicodeEncodeError:
            return char
        return data.decode("latin-1").translate(dict(self.letters))

    @property
    def firsts(self) -> str:
        """The possible first characters of a match of `gate`."""
        return self.letters[0xE0] + ("Ã" if self.wrong == "cp1252" else "")

    @cached_property
    def gate(self) -> re.Pattern[str]:
        """Matches three successive Thai letters of UTF-8, misread once or twice. They do not occur in other text."""
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
        """Matches a misread non-ASCII character of UTF-8, or a run of misread characters of single-byte Thai."""
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
    """A restored text. Maps the indices of changed lines to the line as it was in the file and its misreading."""

    text: str
    lines: Mapping[int, tuple[str, tuple[Misreading, ...]]]

    def original(self, piece: str, line: int) -> str:
        """A piece of the text as it was in the file. `line` is the index of its first line."""
        if line not in self.lines:
            return piece
        whole, readings = self.lines[line]
        for reading in reversed(readings):
            piece = reading.misread(piece)
        return piece if "\n" in piece or piece in whole else whole


def restored(text: str) -> Restored:
    """Restore the misread lines of `text`. Takes linear time, and is fast if nothing is misread."""
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
    """The misreading of lines in the text, or None."""
    if text.isascii():
        return None
    suspects = (reading for reading in UTF8 if any(first in text for first in reading.firsts))
    return next((reading for reading in suspects if reading.gate.search(text)), None) or _one_byte(text)


def _right_line(reading: Misreading, line: str) -> str:
    if line.isascii() or not (reading.gate.search(line) if reading.right == "utf-8" else _is_foreign(line)):
        return line
    try:
        return reading.right_text(line)
    except UnicodeError:  # parts of it are correct, or damaged further
        return reading.sequence.sub(lambda found: _right_piece(reading, found[0]), line)


def _right_piece(reading: Misreading, piece: str) -> str:
    try:
        return reading.right_text(piece.replace(" ", reading.letters[0xA0]))
    except UnicodeError:
        return piece


def _one_byte(text: str) -> Misreading | None:
    """The misreading of single-byte Thai under which the foreign lines contain Thai words, or None."""
    sample = [line for line in _foreign_lines(text) if _is_foreign(line)]
    if not sample:
        return None
    best = max(ONE_BYTE, key=lambda reading: _share(reading, sample))
    return best if _share(best, sample) >= PROVEN_SHARE else None


def _foreign_lines(text: str) -> Iterator[str]:
    """The beginnings of the first lines with runs of letters typical of misread single-byte Thai."""
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
    """Whether most letters of a line are typical of misread single-byte Thai."""
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
