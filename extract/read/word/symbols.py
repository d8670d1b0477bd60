"""Maps signs of symbol fonts, which Word inserts by font and code (w:sym), to Unicode."""

from __future__ import annotations

from functools import cache

PRIVATE = 0xF000
"""Start of the private-use area where Word places the codes of symbol fonts."""


@cache
def _signs() -> dict[str, dict[int, str]]:
    import tomllib
    from importlib.resources import files

    fonts = tomllib.loads(files("schemas").joinpath("symbol_fonts.toml").read_text("utf-8"))
    return {font.casefold(): {int(code, 16): sign for code, sign in signs.items()} for font, signs in fonts.items()}


def symbol(code: str, font: str) -> str:
    """The sign with the hexadecimal `code` in a font; the private-use character itself if it is not listed.

    >>> symbol("F0FE", "Wingdings"), symbol("0E3F", "TH Sarabun New")
    ('☑', '฿')
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    return _signs().get(font.casefold(), {}).get(point % PRIVATE if point >= PRIVATE else point) or chr(point)
