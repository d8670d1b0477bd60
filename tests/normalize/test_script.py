"""The names of the script's letters: each class has the characters that its name promises."""

import re
import unicodedata

import pytest

from normalize import script


def members(name: str) -> set[str]:
    return {char for char in map(chr, range(0x0E00, 0x0E80)) if re.match(f"[{name}]", char)}


def named(*words: str) -> set[str]:
    letters = [char for char in map(chr, range(0x0E01, 0x0E5C)) if unicodedata.name(char, "")]
    return {char for char in letters if unicodedata.name(char).removeprefix("THAI CHARACTER ") in words}


def test_consonants():
    assert len(members(script.CONSONANT)) == 46, "44 and the vowel letters ru and lu"
    assert set(script.FLAT_CONSONANTS) < members(script.CONSONANT)
    assert set(script.LIST_LETTERS) < members(script.CONSONANT)


def test_marks_are_what_combines():
    combining = {char for char in map(chr, range(0x0E00, 0x0E80)) if unicodedata.category(char) == "Mn"}
    assert members(script.MARK) == combining
    parts = (script.VOWEL_MARK, script.TONE, script.TOP_MARK)
    assert set.union(*map(members, parts)) == combining
    assert sum(len(members(part)) for part in parts) == len(combining)


def test_tones_and_vowels():
    assert members(script.TONE) == set(script.TONES) == named("MAI EK", "MAI THO", "MAI TRI", "MAI CHATTAWA")
    assert members(script.LEADING_VOWEL) == named("SARA E", "SARA AE", "SARA O", "SARA AI MAIMUAN", "SARA AI MAIMALAI")
    assert members(script.FOLLOWING_VOWEL) == named("SARA A", "SARA AA", "SARA AM")
    assert members(script.VOWEL_MARK) == members(script.UPPER_LOWER_VOWEL) | {script.PHINTHU, script.MAITAIKHU}


def test_digits():
    assert members(script.DIGIT) == set(script.DIGITS)
    assert script.DIGITS.translate(script.TO_ARABIC) == "0123456789"
    assert "0123456789".translate(script.FROM_ARABIC) == script.DIGITS


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        (script.CONSONANT, script.SPELLED),
        (script.SPELLED, script.LETTER),
        (script.LETTER, script.WORD),
        (script.MARK, script.ATTACHED),
        (script.WORD, script.ASSIGNED),
        (script.ASSIGNED, script.THAI),
    ],
)
def test_classes_hold_one_another(inner, outer):
    assert members(inner) < members(outer)


def test_single_signs():
    assert members(script.LETTER) - members(script.SPELLED) == {script.REPETITION}
    assert script.BAHT_SIGN in members(script.WORD) - members(script.LETTER)
    assert set(script.ABOVE) == members("ัิ-ื็ํ")
