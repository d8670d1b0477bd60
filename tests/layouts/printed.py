"""Lines of a cell: as much on each as there is room for."""

import unicodedata

LEADING = "เแโใไ"


def shown(text: str) -> int:
    """The width of a text in a terminal."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def wrap(text: str, width: int) -> list[str]:
    """The lines of a cell: as much on each as there is room for. Numbers, short words and months are not broken."""
    lines = [""]
    for piece in _pieces(text):
        has_room = shown(lines[-1]) * 2 < width < shown(lines[-1] + piece.rstrip())
        rest = _cut(lines, piece, width) if has_room else piece
        if lines[-1].strip() and shown(lines[-1] + rest.rstrip()) > width:
            lines.append("")
        lines[-1] += rest if lines[-1] else rest.lstrip()
    return [line.strip() for line in lines] or [""]


def _cut(lines: list[str], piece: str, width: int) -> str:
    """Puts as much of a long piece as there is room for on the last line. Returns the rest."""
    at = next((n for n in range(len(piece) - 1, 0, -1) if shown(lines[-1] + piece[:n]) <= width), 0)
    while at > 0 and (unicodedata.category(piece[at])[0] != "L" or piece[at] in "ะาๆฯ" or piece[at - 1] in LEADING):
        at -= 1
    if at < 4 or len(piece) - at < 4:
        return piece
    lines[-1] += piece[:at]
    lines.append("")
    return piece[at:]


def _pieces(text: str) -> list[str]:
    """The parts between which a line may break."""
    pieces, start = [], 0
    for at in range(1, len(text)):
        if text[at - 1] == " " or (_may_break(text, at) and at - start >= 4):
            pieces.append(text[start:at])
            start = at
    return [*pieces, text[start:]]


def _may_break(text: str, at: int) -> bool:
    """Whether a Thai syllable may begin: at a leading vowel."""
    return text[at] in LEADING and text[at - 1] not in LEADING and text[at - 1] not in "( /"
