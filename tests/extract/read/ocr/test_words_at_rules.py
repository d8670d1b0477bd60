from extract.read.layout.printed import Rule
from extract.read.ocr.words_at_rules import find_text
from tests.extract.read.ocr.fakes import LETTER, paper, write


def line_of_letters(high=0):
    """The ink of a line of letters at y = 100, of which the first ones are `high` pixels higher."""
    page = paper(200, 1200)
    write(page, 100, 100, 48)
    if high:
        page[100 - high : 100, 100:110] = 0
    return (page < 128).astype("uint8")


def test_a_rule_that_one_high_letter_of_a_long_line_touches_is_none_of_its_edges():
    assert not find_text(line_of_letters(high=12)).is_edge(Rule(90, 80, 1100))


def test_the_tops_and_bottoms_of_letters_are_no_rule():
    text = find_text(line_of_letters())
    assert text.is_edge(Rule(99, 100, 1000))
    assert text.is_edge(Rule(100 + LETTER, 100, 1000))


def test_without_ink_there_is_no_text():
    text = find_text(line_of_letters() * 0)
    assert text.words() == [] and not text.is_edge(Rule(99, 100, 1000))
