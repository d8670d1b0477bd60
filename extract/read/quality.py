"""Estimates the quality of a text from its characters alone.

The score separates the text of a page from the garbage of a broken text layer. It is the share of well-formed visible
characters, multiplied by the share of letters that look like language:

- ill-formed are U+FFFD, private-use and control characters, marks without a base letter, a second mark of one kind, a
leading vowel without a following letter, and accented letters outside words of plain letters (Thai decoded with a
Latin code page);
- Thai looks like language if it consists of common trigrams (`schemas/thai_trigrams.toml`): they make up a third to a
half of clean text on any subject, and one in thirty of mixed-up letters;
- Latin letters look like language in words: letters of one case or with an initial capital, with vowels;
- letters of other scripts are no language;
- a letter or sign of another script within a Thai word damages that word (`foreign_letters`).

A few letters are no evidence. The share counts in full from `ENOUGH` letters on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from normalize.script import (
    CONSONANT,
    FOLLOWING_VOWEL,
    LEADING_VOWEL,
    LETTER,
    MAITAIKHU,
    MARK,
    SARA_AA,
    THAI,
    TONE,
    UPPER_LOWER_VOWEL,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

USUAL = 0.2
"""Minimum share of common trigrams in Thai text. Clean pages have 0.33 to 0.57, garbage up to 0.05."""

ENOUGH = 60
"""Number of letters of a script for a full judgement. Fewer letters have proportional weight."""

MOST_LETTERS = 6_000
"""Number of letters of a text examined for common trigrams. A page has about three thousand."""

FIRST_LETTER, LETTERS = 0x0E01, 0x4E
"""The first Thai letter, and the number of codes up to the last mark."""

FIRST_CODE, CODES = 0x0E00, 0x80
"""The first code of the Thai block, and the number of its codes."""

PER_FOREIGN = 5
"""Number of characters that one foreign letter in a Thai word spoils: the word, and the trust in those around it."""

FOREIGN = "foreign"
"""The code in `Page.repairs` for letters of another script in Thai words."""

SCRIPT_SHARE = 0.1
"""A script with less than this share of the letters is not judged."""

_THAI_RUN = re.compile(f"[{LETTER}]{{3,}}")
_LATIN_TOKEN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+")
_LATIN_WORD = re.compile("(?:[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+)")
_VOWEL = re.compile("[AEIOUYaeiouyÀ-ÆÈ-ÏÒ-ÖØ-Ýà-æè-ïò-öø-ý]")
_ACCENTED = re.compile("[À-ÖØ-öø-ÿ]")

_ILL_SIGN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ILL_FORMED = re.compile(
    f"{_ILL_SIGN.pattern}"
    f"|(?<![{CONSONANT}{MARK}])[{MARK}]"  # a mark without a base letter
    f"|(?<=[{TONE}])[{TONE}]"  # a second tone
    f"|(?<=[{UPPER_LOWER_VOWEL}{MAITAIKHU}])[{UPPER_LOWER_VOWEL}]"  # a second vowel
    f"|[{LEADING_VOWEL}](?![{CONSONANT}])"  # a leading vowel without a following letter
    f"|(?<![{CONSONANT}{MARK}{SARA_AA}])[{FOLLOWING_VOWEL}]"  # a following vowel without a preceding letter
)
_KINDS = (
    f"[{CONSONANT}]",
    f"[{TONE}]",
    f"[{UPPER_LOWER_VOWEL}]",
    MAITAIKHU,
    f"[{MARK}]",
    f"[{LEADING_VOWEL}]",
    SARA_AA,
    f"[{FOLLOWING_VOWEL}]",
    ".",
)
"""Kinds of characters that `_ILL_FORMED` distinguishes. The first that matches counts, so that all differ."""
_OTHER_SCRIPT = f"[^\\W\\d_A-Za-z{THAI}]"
_FOREIGN = re.compile(
    f"(?<=[{LETTER}]){_OTHER_SCRIPT}+(?![A-Za-z])|(?<![A-Za-z]){_OTHER_SCRIPT}+(?=[{LETTER}])"  # no Résumé beside Thai
    f"|(?<=[{LETTER}])[\u00a1-\u00b6\u00b8-\u00bf\u2200-\u22ff]+(?=[{LETTER}])"
)
_LATIN_WITHIN = re.compile(f"[A-Za-z](?:(?<=[{LETTER}].)[A-Za-z]?(?=[{LETTER}])|(?=[{MARK}]))", re.DOTALL)
_UNUSUAL = re.compile(f"[^\x00-\x7f{THAI}\u2000-\u21ff\u2500-\u27bf]")
_NO_LANGUAGE = re.compile(f"[^\\W\\d_A-Za-zÀ-ʯ{THAI}]")
_ODD_LATIN = re.compile("[¡-¨ª-¯²-¶¸-¿Ð×ÞðþĀ-ʯ]")


def text_quality(texts: Iterable[str]) -> float:
    """The quality of `texts`: 1 for well-formed language and for empty text, near 0 for garbage."""
    whole = "\n".join(texts)
    visible = len(whole) - sum(map(whole.count, " \n\t"))
    if not visible:
        return 1.0
    ill = _ill_formed(whole) + sum(1 for _ in _ODD_LATIN.finditer(whole))
    foreign = foreign_letters([whole])
    return max(0.0, 1 - ill / visible) * max(0.0, 1 - PER_FOREIGN * foreign / visible) * _language(whole)


def foreign_letters(texts: Iterable[str]) -> int:
    """The number of letters and signs of other scripts within Thai words.

    Latin words beside Thai ones are none; single Latin letters between Thai ones, or with a Thai mark, are.
    """
    whole = "\n".join(texts)
    found = sum(1 for _ in _LATIN_WITHIN.finditer(whole))
    if _UNUSUAL.search(whole):
        found += sum(len(match[0]) for match in _FOREIGN.finditer(whole))
    return found


def has_foreign(text: str) -> bool:
    """Whether a text has such a letter."""
    return foreign_letters([text]) > 0


def is_damaged(text: str) -> bool:
    """Whether a text, however short, has a character or an order of marks that never occurs in correct text."""
    return _ILL_FORMED.search(text) is not None or _ODD_LATIN.search(text) is not None


def _ill_formed(text: str) -> int:
    """The number of matches of `_ILL_FORMED` in a text. Those of Thai are counted by the kinds of two neighbours."""
    import numpy as np

    codes = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds()[
        np.minimum(codes - FIRST_CODE, CODES)
    ]  # codes before the first are above all others, being unsigned
    pairs = np.bincount(kinds[:-1] * len(_KINDS) + kinds[1:], minlength=len(_KINDS) ** 2)
    return int(pairs @ _faults()) + sum(1 for _ in _ILL_SIGN.finditer(text))


@cache
def _kinds() -> npt.NDArray[np.intp]:
    """The kind of each code of the Thai block, by its place in `_KINDS`. Behind them, that of any other character."""
    import numpy as np

    letters = [chr(FIRST_CODE + code) for code in range(CODES)]
    return np.array(
        [*(next(n for n, kind in enumerate(_KINDS) if re.match(kind, letter)) for letter in letters), len(_KINDS) - 1]
    )


@cache
def _faults() -> npt.NDArray[np.intp]:
    """The number of ill-formed characters in a pair of kinds: the second because of the first, or the reverse."""
    import numpy as np

    usual = [
        next(chr(FIRST_CODE + code) for code in range(CODES) if _kinds()[code] == kind) for kind in range(len(_KINDS))
    ]
    base = usual[0]
    after = [_ILL_FORMED.match(f"{first}{second}{base}", 1) is not None for first in usual for second in usual]
    before = [
        _ILL_FORMED.match(first + base) is None and _ILL_FORMED.match(first + second) is not None
        for first in usual
        for second in usual
    ]
    return np.add(after, before, dtype=np.intp)


def _language(text: str) -> float:
    """The likeness of the letters to language, with each script weighted by its share."""
    thai = _THAI_RUN.findall(text)
    latin = _LATIN_TOKEN.findall(text)
    other = sum(1 for _ in _NO_LANGUAGE.finditer(text)) if _UNUSUAL.search(text) else 0
    weights = sum(map(len, thai)), sum(map(len, latin)), other
    letters = sum(weights)
    if not letters:
        return 1.0
    scores = (_thai_language(thai, weights[0]), _latin_language(latin, weights[1]), _weighed(0.0, other))
    return sum(
        weight / letters * (score if weight >= SCRIPT_SHARE * letters else 1.0)
        for weight, score in zip(weights, scores, strict=True)
    )


def thai_likeness(text: str) -> float:
    """The likeness of the Thai letters of a text, however few, to Thai: 1 for language, near 0 for mixed-up letters."""
    return _likeness(_THAI_RUN.findall(text))


def _thai_language(runs: Iterable[str], letters: int) -> float:
    return _weighed(_likeness(runs), letters)


def _likeness(runs: Iterable[str]) -> float:
    looked_at, seen = [], 0
    for run in runs:
        looked_at.append(run)
        seen += len(run) - 2
        if seen > MOST_LETTERS:
            break
    return min(1.0, _common("\n".join(looked_at)) / seen / USUAL) if seen else 1.0


def _common(runs: str) -> int:
    """The number of common trigrams in runs of Thai letters, one per line."""
    import numpy as np

    codes = np.frombuffer(runs.encode("utf-32-le"), dtype="<u4").astype(np.int64) - FIRST_LETTER
    codes[codes < 0] = LETTERS  # a line end
    keys = (codes[:-2] * (LETTERS + 1) + codes[1:-1]) * (LETTERS + 1) + codes[2:]
    return int(np.count_nonzero(_trigrams()[keys]))


def _latin_language(tokens: list[str], letters: int) -> float:
    """The share of the letters in words. An accented letter counts only in a word that also has plain letters."""
    good = 0
    for token in tokens:
        accents = len(_ACCENTED.findall(token))
        if _LATIN_WORD.fullmatch(token) and _VOWEL.search(token) and accents * 2 <= len(token):
            good += len(token)
        elif token.isascii() and len(token) <= 6 and token.isupper():
            good += len(token)  # an abbreviation
    return _weighed(good / letters if letters else 1.0, letters)


def _weighed(score: float, letters: int) -> float:
    """A score that is moved towards 1 if it is based on few letters."""
    return 1 - (1 - score) * min(1.0, letters / ENOUGH)


@cache
def _trigrams() -> npt.NDArray[np.bool_]:
    """Whether a trigram is common. The index is a number with the positions of its letters in the script as digits."""
    import numpy as np

    data = tomllib.loads(files("schemas").joinpath("thai_trigrams.toml").read_text(encoding="utf-8"))
    common = np.zeros((LETTERS + 1) ** 3, dtype=np.bool_)
    for row in data["trigrams"].split():
        for at in range(0, len(row), 3):
            first, second, third = (ord(letter) - FIRST_LETTER for letter in row[at : at + 3])
            common[(first * (LETTERS + 1) + second) * (LETTERS + 1) + third] = True
    return common
