"""The readings of one printed amount, and what print alone decides."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.readings import ReadingKind, domain, is_damaged, is_suspect, near, plain, printed, readings


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("10,000", 10_000, ReadingKind.PRINTED),
        ("๑๐,๐๐๐ บาท", 10_000, ReadingKind.PRINTED),
        ("ไม่ใช้งบประมาณ", 0, ReadingKind.PRINTED),
        ("-", 0, ReadingKind.PRINTED),
        ("1O,O00", 10_000, ReadingKind.SLIP),
        ("20.000", 20_000, ReadingKind.SLIP),
        ("๕๐,๒๕O", 50_250, ReadingKind.SLIP),
        ("3 6,500", 36_500, ReadingKind.SLIP),
    ],
)
def test_one_reading(text, value, kind):
    (reading,) = readings(text)
    assert (reading.value, reading.kind) == (value, kind)


@pytest.mark.parametrize("text", ["", "ตามที่จ่ายจริง", "โครงการ"])
def test_no_reading(text):
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "by_print", "by_proof"), [("10,000", 10_000, 10_000), ("1O,O00", None, 10_000), ("10,00", None, None)]
)
def test_print_decides_only_what_is_well_formed(text, by_print, by_proof):
    found = readings(text)
    assert (printed(found), plain(found)) == (by_print, by_proof)
    assert is_suspect(text) is (by_print is None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0,000", [10_000 * n for n in range(1, 10)]),
        (",500,000", [500_000 + 1_000_000 * n for n in range(1, 10)]),
        ("5\ufffd,250", [50_250 + 1000 * n for n in range(10)]),
        ("๕\ufffd,๒๕๐ บาท", [50_250 + 1000 * n for n in range(10)]),
        ("2x,000", [20_000 + 1000 * n for n in range(10)]),
        ("O,000", [10_000 * n for n in range(1, 10)]),
        ("1,0000,000", [1_000_000]),
        ("\ufffd", []),
        ("\ufffd\ufffd,000", []),
        ("20,000", []),
        ("20,000 30,000", []),
        ("(5,00)", []),
        ("ตามจริง", []),
        ("9" * 17 + ",0", []),
    ],
)
def test_the_amounts_one_edit_away_from_a_malformed_figure(text, values):
    assert list(near(text)) == values
    assert values == [] or list(domain(readings(text))) == values
    assert printed(readings(text)) is None or values == []


def test_a_digit_lost_behind_a_comma_may_have_stood_anywhere_there():
    assert {30_000, 30_009, 30_090, 30_900} < set(near("30,00"))


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("0,000", True),
        ("\ufffd\ufffd,\ufffd\ufffd\ufffd", True),
        ("5\ufffd", True),
        ("30,000", False),
        ("-", False),
        ("กองช่าง", False),
        ("", False),
        ("งาน 5,00", False),
    ],
)
def test_a_damaged_figure_is_known(text, damaged):
    assert is_damaged(text) is damaged


@given(st.integers(1000, 10**9), st.data())
def test_the_amount_itself_is_near_what_is_left_of_it(amount, data):
    text = f"{amount:,}"
    at = data.draw(st.sampled_from([i for i, sign in enumerate(text) if sign.isdigit()]))
    for damaged in (text[:at] + "\ufffd" + text[at + 1 :], text[:at] + text[at + 1 :]):
        assert amount in near(damaged) or printed(readings(damaged)) is not None


@given(st.integers(0, 10**9))
def test_a_well_formed_amount_has_the_one_reading_that_is_printed(amount):
    assert printed(readings(f"{amount:,}")) == Decimal(amount)


@given(st.text(max_size=30))
def test_a_settled_amount_is_one_of_the_readings(text):
    found = readings(text)
    assert printed(found) in {None, *(reading.value for reading in found)}
