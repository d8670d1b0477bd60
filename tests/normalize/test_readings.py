"""The readings of one printed amount, and what print alone decides."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.readings import ReadingKind, is_suspect, plain, printed, readings


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("10,000", 10_000, ReadingKind.PRINTED),
        ("๑๐,๐๐๐ บาท", 10_000, ReadingKind.PRINTED),
        ("ไม่ใช้งบประมาณ", 0, ReadingKind.PRINTED),
        ("-", 0, ReadingKind.PRINTED),
        ("1O,O00", 10_000, ReadingKind.SLIP),
        ("20.000", 20_000, ReadingKind.SLIP),
        ("10,00", 1000, ReadingKind.SUSPECT),
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


@given(st.integers(0, 10**9))
def test_a_well_formed_amount_has_the_one_reading_that_is_printed(amount):
    assert printed(readings(f"{amount:,}")) == Decimal(amount)


@given(st.text(max_size=30))
def test_a_settled_amount_is_one_of_the_readings(text):
    found = readings(text)
    assert printed(found) in {None, *(reading.value for reading in found)}
