"""Single-byte encodings of Thai: TIS-620 with the extensions of three systems."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNDEFINED = "\ufffe"
"""Marks an undefined byte for Python's charmap codec."""

_HALF = 0x80


@dataclass(frozen=True, slots=True)
class ByteCode:
    """The character of each byte of an encoding."""

    letters: str

    def decode(self, data: bytes) -> str:
        """Decode bytes to text. Undefined bytes become lone surrogates."""
        return codecs.charmap_decode(data, "surrogateescape", self.letters)[0]


@cache
def one_byte_codes() -> Mapping[str, ByteCode]:
    """The encodings by name, the Windows code page first."""
    windows = "".join(_windows_letter(byte) for byte in range(0x100))
    data = tomllib.loads(files("schemas").joinpath("thai_codes.toml").read_text(encoding="utf-8"))
    codes = {"cp874": windows}
    for name, pieces in data.items():
        letters = windows
        for piece in pieces:
            first, text = piece["first"], piece["text"].replace("-", UNDEFINED)
            letters = letters[:first] + text + letters[first + len(text) :]
        codes[name] = letters
    return {name: ByteCode(letters) for name, letters in codes.items()}


def _windows_letter(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp874")
    except UnicodeDecodeError:
        return UNDEFINED
