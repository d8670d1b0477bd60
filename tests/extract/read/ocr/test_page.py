from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from extract.model.document import Grid, TextSource
from extract.read.layout.page_blocks import page_blocks
from extract.read.ocr import page as page_module
from extract.read.ocr.areas import Region
from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.ocr_interface import Piece, RecognizedLine
from extract.read.ocr.page import Judged, _doubted, _judge_odd, _lines, read_page, read_prepared
from extract.read.ocr.preparation import rotate
from extract.read.ocr.second import DISAGREED
from extract.read.ocr.sheet import Sheet, prepare
from tests.extract.read.ocr.fakes import Fake, Upright, paper, table, write

DPI = 100


def ruled():
    page = paper()
    write(page, 80, 40, 8)
    table(page, [60, 300, 540], [100, 200, 300])
    write(page, 80, 140, 6)
    write(page, 320, 140, 6)
    write(page, 80, 240, 6)
    return page


def test_each_cell_is_read_on_its_own():
    found = read_page(ruled(), DPI, Fake())
    line, grid = page_blocks(found)
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (0, 0, "คำ"),
        (0, 1, "คำ"),
        (1, 0, "คำ"),
        (1, 1, ""),
    ]
    assert line.text == "คำ"
    assert grid.cells[0].confidence == pytest.approx(0.95)
    assert found.text_source is TextSource.OCR


def test_a_number_beside_a_streak_through_its_cell_is_doubtful():
    judged = Judged(Region((100, 100, 300, 140), True), doubtful=False)
    piece = Piece("1,641", (180, 110, 240, 130), 0.99)
    removed = np.zeros((200, 400), np.uint8)
    sheet = Sheet(paper(200, 400), removed, removed, DPI, 0.72, [])
    removed[:, 98:103] = 1  # the rule of the cell
    assert _doubted(piece, judged, sheet, 20) == piece
    removed[:, 170:174] = 1
    assert _doubted(piece, judged, sheet, 20).confidence <= DISAGREED


@pytest.mark.parametrize(("read", "printed"), [("#", "คำ๑"), ("9", "คำ๑"), ("อ", "คำอ")])
def test_a_digit_that_is_none_of_a_word_counts_where_the_engine_reads_no_letters(read, printed):
    class Engine(Fake):
        def read(self, picture, dpi, area):
            end = picture.shape[1] - 10
            words = Piece("คำ", (10, 10, end - 14, 24), 0.9), Piece(read, (end - 10, 10, end, 24), 0.9)
            return [RecognizedLine(words, (10, 10, end, 24))]

    page = paper()
    write(page, 80, 40, 4)
    prepared = prepare(page, DPI)
    region = prepared.found[0]
    row = region.rows[0]
    last = row.glyphs[-1]
    number = ReadNumber(
        "๑", (last.x0, last.top, last.x1, last.bottom), 0.8, range(len(row.glyphs) - 1, len(row.glyphs))
    )
    entry = Judged(region, [[]], perhaps=[[number]])
    (line,) = _lines(entry, prepared.sheet, Engine(), row.body)
    assert "".join(cluster.text for cluster in line.clusters) == printed
    assert line.clusters[-1].confidence == (DISAGREED if "๑" in printed else 0.9)


def test_an_odd_cell_has_no_other_digits_than_those_on_its_line(monkeypatch):
    page = paper()
    write(page, 80, 40, 4)
    write(page, 80, 80, 4)
    prepared = prepare(page, DPI)
    region = prepared.found[0]
    assert len(region.rows) == 2
    odd = SimpleNamespace(index=0, rows=region.rows[:1], ink=region.rows[0].ink, is_stamped=True)
    monkeypatch.setattr(page_module, "odd_cells", lambda *_: [odd])
    entry = Judged(region, [[], []], perhaps=[[], []], arabic=[[], []])
    _judge_odd([entry], prepared.sheet, 20)
    assert len(list(_lines(entry, prepared.sheet, Fake(), 20))) <= 1
    assert (len(entry.found), entry.perhaps, entry.arabic) == (1, [], [])


def test_letters_that_were_not_read_lower_the_confidence_of_the_page():
    class Blind(Fake):
        def read(self, picture, dpi, area):
            return [] if picture.shape[1] > 200 else super().read(picture, dpi, area)

    page = paper()
    write(page, 80, 100, 4)
    assert read_prepared(prepare(page, DPI), Blind()).ocr_confidence == pytest.approx(0.95)
    write(page, 80, 160, 20)
    assert read_prepared(prepare(page, DPI), Blind()).ocr_confidence < 0.3


def test_an_empty_cell_is_not_read():
    engine = Fake()
    read_page(ruled(), DPI, engine)
    # three rows are read both ways before, as boxes do not show which way is up
    assert len(engine.shown) == 4 + 3 * 2


def test_boxes_are_turned_back_to_the_page_as_it_is_displayed():
    straight = page_blocks(read_page(ruled(), DPI, Fake()))[-1]
    askew = page_blocks(read_page(rotate(ruled(), -2.0), DPI, Fake()))[-1]
    first, turned = straight.cells[0].place.box, askew.cells[0].place.box
    middle = np.array([600, 800]) * 72 / DPI / 2
    point = np.array([(first.x0 + first.x1) / 2, (first.top + first.bottom) / 2]) - middle
    angle = np.radians(2.0)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    expected = middle + turn @ point
    assert [(turned.x0 + turned.x1) / 2, (turned.top + turned.bottom) / 2] == pytest.approx(list(expected), abs=2)


class Misled(Upright):
    """Reads pages upside down with some confidence, but no words."""

    def read(self, picture, dpi, area):
        lines = super().read(picture, dpi, area)
        if self.confidence > 0.9:
            return lines
        return [replace(line, pieces=(Piece("ฏฬฆญธฦฌฑฒ", line.pieces[0].box, 0.75),)) for line in lines]


def uneven():
    page = paper()
    for y in range(100, 700, 60):
        write(page, 60, y, 12)
        for x in (60, 78, 96, 114):  # more ink on the left
            page[y : y + 14, x : x + 14] = 0
    return page


@pytest.mark.parametrize("engine", [Upright, Misled])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_that_lies_otherwise_is_turned(turn, engine):
    page = uneven()
    found = read_page(np.ascontiguousarray(np.rot90(page, -turn)), DPI, engine())
    assert found.parts[0].frame.turn == turn
    assert found.ocr_confidence == pytest.approx(0.95)


def test_a_blank_page_is_read_as_blank():
    found = read_page(paper(), DPI, Fake())
    assert not found.parts
    assert not found.repairs


def test_a_page_of_noise_ends():
    noise = np.random.default_rng(0).integers(0, 255, (300, 200)).astype(np.uint8)
    assert read_page(noise, DPI, Fake(0.1)).text_source is TextSource.OCR


class Silent(Fake):
    def read(self, picture, dpi, area):
        return []


def test_ink_in_a_cell_that_nobody_can_read_is_told():
    found = read_page(ruled(), DPI, Silent())
    grid = next(block for block in page_blocks(found) if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == ["\ufffd", "\ufffd", "\ufffd", ""]
    assert grid.cells[0].confidence == 0


def test_a_page_on_which_nothing_is_read_says_so():
    page = paper()
    write(page, 80, 40, 8)
    assert read_page(page, DPI, Silent()).repairs == {"no_text": 1}


def test_dashes_of_two_columns_without_a_rule_are_two_dashes():
    page = paper()
    for y in (100, 140, 180):
        write(page, 80, y, 8)
    page[107:109, 300:308] = 0
    page[107:109, 322:330] = 0
    lines = read_page(page, DPI, Fake()).parts[0].lines
    assert [cluster.text for cluster in lines[0].clusters] == ["คำ", "-", "-"]


def test_a_word_ends_with_its_ink_where_the_engine_extends_it_into_the_white():
    class Wide(Fake):
        def read(self, picture, dpi, area):
            (line,) = super().read(picture, dpi, area)
            (piece,) = line.pieces
            x0, top, x1, bottom = piece.box
            return [replace(line, pieces=(replace(piece, box=(x0 - 6, top, x1 + 9, bottom)),))]

    page = paper()
    for y in (100, 140, 180):
        write(page, 80, y, 8)
    boxes = [
        [(round(c.x0), round(c.x1)) for line in read_page(page, DPI, engine).parts[0].lines for c in line.clusters]
        for engine in (Fake(), Wide())
    ]
    assert boxes[0] == boxes[1]


def test_a_speck_alone_in_a_cell_is_no_print_but_a_dash_is():
    page = ruled()
    for y in (400, 440, 480):  # enough letters to show their height
        write(page, 80, y, 20)
    page[136:158, 310:430] = 255
    page[150:154, 420:424] = 0
    page[249:252, 420:430] = 0
    grid = next(block for block in page_blocks(read_page(page, DPI, Fake())) if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == ["คำ", "", "คำ", "-"]


@pytest.mark.parametrize(
    ("engine", "printed", "is_sure"),
    [
        ("30.000", "30,000", True),
        ("1.250.000", "1,250,000", True),
        ("1.250", "1,250", False),
        ("0.850", "0.850", True),
        ("2.1.100", "2.1.100", True),
        ("30,0006", "30,0006", False),
        ("2566,2567", "2566,2567", False),
        ("1,2", "1,2", True),
    ],
)
def test_a_point_between_groups_of_three_digits_is_a_comma(engine, printed, is_sure):
    class Pointed(Fake):
        def read(self, picture, dpi, area):
            (line,) = super().read(picture, dpi, area)
            return [replace(line, pieces=tuple(replace(piece, text=engine) for piece in line.pieces))]

    page = paper()
    for y in (100, 140, 180):
        write(page, 80, y, 8)
    lines = read_page(page, DPI, Pointed()).parts[0].lines
    found = {(cluster.text, cluster.confidence > DISAGREED) for line in lines for cluster in line.clusters}
    assert found == {(printed, is_sure)}


@pytest.mark.parametrize(
    ("seen", "sure", "others"),
    [("2538", DISAGREED, ["2538"]), ("2508", 0.99, []), ("250", 0.99, []), ("25089", 0.99, [])],
)
def test_an_arabic_number_that_the_digit_reader_reads_otherwise_is_doubtful(seen, sure, others):
    piece = page_module._compared(
        Piece("2508", (10, 10, 60, 30), 0.99), [ReadNumber(seen, (10, 10, 60, 30), 0.6, range(4))]
    )
    assert (piece.text, piece.confidence, [text for text, _ in piece.others]) == ("2508", sure, others)


def test_numbers_beside_a_number_say_nothing_of_it():
    number = ReadNumber("2538", (100, 10, 160, 30), 0.9, range(4))
    assert page_module._compared(Piece("2508", (10, 10, 60, 30), 0.99), [number]).confidence > DISAGREED
