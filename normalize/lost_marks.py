"""Restores marks that Thai text lost in copying: the ring of sara am (ตาบล), tone marks after tall letters (ปูองกัน).

The loss is detected by marker words: forms that are not words without their marks (`schemas/lost_marks.toml`). If the
whole text lost its marks, every dictionary word whose damaged form is not a word is restored. Forms that are words
with and without the mark (ทา and ทำ, นา and นำ) are ambiguous: they are left unchanged and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.gazetteer import names_with
from normalize.lexicon import load
from normalize.thai_words import SHORTEST, START, dictionary, ends_word

PROVEN = 3
"""Minimum number of damaged marker words for a loss to be general."""

RATIO = 4
"""Minimum ratio of damaged to intact marker words for a loss to be general."""

FEWEST = 4
"""Minimum number of letters of a word that is restored by the dictionary alone."""

DAMAGED = 0.8
"""Weight of a damaged word relative to an intact one of the same length."""

TALL = "ปฝฟ"
_TURNED = {"้": "ู", "่": "ุ"}
_TURNED_BACK = {lost: mark for mark, lost in _TURNED.items()}
_TONE_BEHIND_TALL = re.compile(f"(?<=[{TALL}])[้่]")
_IMPOSSIBLE = re.compile(f"(?<=[{TALL}])[ุู](?=า)")
_RUN = re.compile("[ก-ฺเ-ๅ็-๎]{1,2000}")  # longer ones are no text


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of a text. `general`: nearly all marks are missing; otherwise only the marker `words` are restored."""

    general: bool
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """A restored text with the number of restored words and the number of letters in ambiguous words."""

    text: str
    words: int = 0
    doubtful: int = 0


def find_loss(texts: Sequence[str]) -> Loss | None:
    """Detect lost marks in the texts of one document; None if no marker word shows it. Fast: it only counts words."""
    lost = {form: word for form, word in _shown().items() if any(form in text for text in texts)}
    impossible = any(_IMPOSSIBLE.search(text) for text in texts)
    if not lost and not impossible:
        return None
    bad = sum(text.count(form) for form in lost for text in texts)
    good = sum(text.count(word) for word in set(_shown().values()) for text in texts if "ำ" in word)
    return Loss(bad >= PROVEN and bad >= RATIO * good, lost)


def mend(text: str, loss: Loss) -> Mended:
    """Restore the lost marks of a text."""
    words, doubtful, pieces, at = 0, 0, [], 0
    for run in _RUN.finditer(text):
        mended = _mend_run(run[0]) if loss.general else _mend_shown(run[0], tuple(loss.words.items()))
        if mended.words:
            pieces += [text[at : run.start()], mended.text]
            at = run.end()
        words, doubtful = words + mended.words, doubtful + mended.doubtful
    return Mended("".join([*pieces, text[at:]]) if pieces else text, words, doubtful)


@lru_cache(maxsize=4096)
def _mend_shown(run: str, shown: Iterable[tuple[str, str]]) -> Mended:
    """Restore only unambiguous cases: marker words, and marks that are impossible in any syllable."""
    count = 0
    for form, word in shown:
        pieces = run.split(form)
        kept = [pieces[0]]
        for piece in pieces[1:]:
            sound = ends_word(piece)
            kept += [word if sound else form, piece]
            count += sound
        run = "".join(kept)
    run, turned = _IMPOSSIBLE.subn(lambda found: _TURNED_BACK[found[0]], run)
    return Mended(run, count + turned)


@lru_cache(maxsize=4096)
def _mend_run(run: str) -> Mended:
    """Segment the run into intact and damaged words in the best way, and restore the damaged ones."""
    run, turned = _IMPOSSIBLE.subn(lambda found: _TURNED_BACK[found[0]], run)
    steps, at = _best_words(run), 0
    pieces, words, doubtful = [], turned, 0
    while at < len(run):
        piece = run[at : steps[at]]
        sound = _damaged().get(piece, piece) if piece not in dictionary() else piece
        words += sound != piece
        doubtful += len(piece) if piece in _either() else 0
        pieces.append(sound)
        at = steps[at]
    return Mended("".join(pieces), words, doubtful)


def _best_words(run: str) -> list[int]:
    """The end of the word that begins at each position, so that the sum of squared word lengths is maximal.

    If an intact and a damaged reading score the same, the intact one is used. Text that is not a word is skipped letter
    by letter.
    """
    best, steps = [0.0] * (len(run) + 1), [0] * len(run)
    for at in range(len(run) - 1, -1, -1):
        best[at], steps[at] = best[at + 1], at + 1
        for length in (SHORTEST, *_lengths().get(run[at : at + START], ())):
            end = at + length
            piece = run[at:end]
            known = piece in dictionary()
            if end <= len(run) and (known or piece in _damaged()) and ends_word(run[end : end + 1]):
                worth = (end - at) ** 2 * (1 if known else DAMAGED) + best[end]
                if worth > best[at]:
                    best[at], steps[at] = worth, end
    return steps


def _lost_forms(word: str) -> set[str]:
    """The damaged forms of a word: without the ring of sara am, with turned tone marks after tall letters, or both."""
    without = word.replace("ำ", "า")
    return {_turn(form) for form in (word, without)} | {without}


def _turn(word: str) -> str:
    return _TONE_BEHIND_TALL.sub(lambda found: _TURNED[found[0]], word)


@cache
def _shown() -> Mapping[str, str]:
    data = load("lost_marks.toml")
    return {form: word for word in (*data["sara_am"], *data["tall"]) for form in _lost_forms(word) if form != word}


@cache
def _damaged() -> Mapping[str, str]:
    """Maps damaged forms to words and names, for those whose damaged form is not a word itself."""
    found: dict[str, set[str]] = {}
    marked = (word for word in dictionary() if "ำ" in word or _TONE_BEHIND_TALL.search(word))
    for word in (*marked, *load("lost_marks.toml")["phrases"], *names_with("ำ")):
        if len(word) >= FEWEST:
            for form in _lost_forms(word) - {word}:
                found.setdefault(form, set()).add(word)
    return {form: words.pop() for form, words in found.items() if len(words) == 1 and form not in dictionary()}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Maps the first three letters to the lengths of the words, intact and damaged, that begin with them."""
    found: dict[str, set[int]] = {}
    for word in (*dictionary(), *_damaged()):
        if len(word) >= START:
            found.setdefault(word[:START], set()).add(len(word))
    return {start: tuple(sorted(lengths)) for start, lengths in found.items()}


@cache
def _either() -> frozenset[str]:
    """Words without sara am that are also the damaged form of another word."""
    lost = {word.replace("ำ", "า") for word in dictionary() if "ำ" in word}
    return frozenset(lost & dictionary())
