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


def test_a_piece_of_two_crossing_lines_above_a_letter_is_no_part_of_its_word():
    page = paper(200, 1200)
    write(page, 100, 100, 10)
    page[80:90, 130:138] = 0  # where dashes cross, above the third letter
    text = find_text((page < 128).astype("uint8"))
    [word] = text.words()
    assert word.top == 80
    [word] = text.words([134.0], [85.0])
    assert word.top > 90 and (word.x0, word.x1) == (text.words()[0].x0, text.words()[0].x1)


def test_the_letters_are_known_where_dashes_are_most_ink():
    page = paper(1200, 1200)
    write(page, 100, 100, 10)
    page[300:1000, 300:1000] = 0
    ink = (page < 128).astype("uint8")
    assert [word.top for word in find_text(ink).words()] == [300]
    assert [word.top for word in find_text(ink, LETTER).words()] == [99]
