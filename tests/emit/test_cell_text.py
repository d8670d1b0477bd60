"""Columns are printed as single values are."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.arrow import arrow_type
from phaen.emit.cell_text import print_column
from phaen.emit.values import NUMBER_DIGITS
from schemas.tables import Column, FieldType

LIMIT = 10 ** (NUMBER_DIGITS - 4) - 1


def printed(type_, values, scale=2):
    field = Column("x", type_, "", "", "", scale=scale)
    return print_column(field, pa.chunked_array([pa.array(values, arrow_type(field))])).to_pylist()


@pytest.mark.parametrize("scale", [2, 4])
@given(data=st.data())
def test_a_decimal_reads_back_and_has_no_more_zeros_than_people_write(scale, data):
    numbers = data.draw(st.lists(st.none() | st.decimals(-LIMIT, LIMIT, places=scale), min_size=1, max_size=9))
    for number, text in zip(numbers, printed(FieldType.DECIMAL, numbers, scale), strict=True):
        if number is None:
            assert text is None
            continue
        assert Decimal(text) == number
        _, point, decimals = text.partition(".")
        assert bool(point) == (number != number.to_integral_value())
        assert not point or len(decimals) == 2 or (len(decimals) > 2 and decimals[-1] != "0")


@pytest.mark.parametrize(
    ("number", "scale", "text"),
    [
        ("14500000", 2, "14500000"),
        ("0", 2, "0"),
        ("0.5", 2, "0.50"),
        ("-1.5", 2, "-1.50"),
        ("100", 4, "100"),
        ("33.3333", 4, "33.3333"),
        ("33.3000", 4, "33.30"),
        ("-0.0001", 4, "-0.0001"),
    ],
)
def test_decimals(number, scale, text):
    assert printed(FieldType.DECIMAL, [Decimal(number)], scale) == [text]


def test_other_types():
    assert printed(FieldType.INTEGER, [2566, -1, None]) == ["2566", "-1", None]
    assert printed(FieldType.BOOLEAN, [True, False, None]) == ["true", "false", None]
    assert printed(FieldType.STRING, ["ก", "", None]) == ["ก", "", None]
