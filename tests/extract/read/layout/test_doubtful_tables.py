"""A table without rules is doubtful where what is printed contradicts its columns or its extent."""

from __future__ import annotations

from extract.read.layout.doubtful_tables import with_doubt
from extract.read.layout.lattice import RuledTable
from extract.read.layout.printed import PrintedLine
from tests.extract.read.layout.builders import printed

YS = (90.0, 110.0, 130.0, 150.0, 170.0)


def is_doubtful(
    lines: list[PrintedLine], xs: tuple[float, ...] = (40, 80, 290, 390, 500), *others: PrintedLine
) -> bool:
    table = RuledTable((), len(YS) - 1, len(xs) - 1, xs[0], YS[0], xs[-1], YS[-1], xs, YS)
    return with_doubt(table, lines, others).is_doubtful


def rows(*names: str) -> list[PrintedLine]:
    return [
        printed((50, str(n)), (90, name), (300, "5,000"), (400, "9,000"), at=85 + 20 * n)
        for n, name in enumerate(names or ("ตลาดน้ำ", "ปลูกป่า", "เรือยาว", "วันสงกรานต์"), start=1)
    ]


def test_amounts_in_columns_of_their_own_are_sure():
    assert not is_doubtful(rows())


def test_two_amounts_of_a_line_in_one_column_are_doubtful():
    assert is_doubtful(rows(), (40, 80, 290, 500))


def test_an_amount_across_a_boundary_is_doubtful():
    assert is_doubtful(rows(), (40, 80, 290, 312, 500))
    assert not is_doubtful([printed((90, "รวมทั้งสิ้น"), (300, "5,000"), at=105)], (40, 80, 290, 312, 500))


def test_amounts_beside_words_are_doubtful_but_in_totals():
    lines = [printed((50, str(n)), (90, "ตลาดน้ำ"), (300, "5,000"), (400, "กองคลัง"), at=85 + 20 * n) for n in (1, 2, 3)]
    assert is_doubtful(lines, (40, 80, 390, 500))
    total = [printed((90, "รวม"), (300, "5,000"), at=85 + 20 * n) for n in (1, 2, 3)]
    assert not is_doubtful(total, (40, 80, 390, 500))


def test_the_numbers_of_two_rows_in_one_are_doubtful():
    numbers = [printed((50, f"B0{n}"), (90, "ตลาดน้ำ"), at=90 + 5 * n) for n in (1, 2)]
    assert is_doubtful(numbers)
    assert not is_doubtful([numbers[0], printed((50, "B02"), (90, "ปลูกป่า"), at=125)])


def test_a_line_beside_the_first_one_that_was_left_out_is_doubtful():
    assert is_doubtful(rows(), (40, 80, 290, 390, 500), printed((90, "โครงการ"), at=100))
    assert not is_doubtful(rows(), (40, 80, 290, 390, 500), printed((90, "ตารางโครงการ"), at=80))


def test_texts_in_the_middle_of_all_rows_but_one_are_doubtful():
    """The last line of a text was read in the next row."""
    xs, ys = (40.0, 80.0, 290.0, 390.0, 500.0), (0.0, 40.0, 140.0, 240.0, 340.0, 440.0)

    def doubt(last: float) -> bool:
        lines = [printed((50, "0"), (90, "ต้น"), (300, "1,000"), (400, "2,000"), at=20)]
        for at in (90, 190, 290, 390):
            lines += [
                printed((90, "โครงการ"), at=at - 15),
                printed((50, "1"), (300, "1,000"), (400, "2,000"), at=at),
                printed((90, "ประจำปี"), at=last if at == 290 else at + 15),
            ]
        return with_doubt(RuledTable((), 5, 4, 40, 0, 500, 440, xs, ys), lines, []).is_doubtful

    assert not doubt(305)
    assert doubt(335)
