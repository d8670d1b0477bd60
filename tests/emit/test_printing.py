"""Columns are printed as single values are."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.arrow import arrow_type
from phaen.emit.printing import print_column
from phaen.emit.values import NUMBER_DIGITS, format_decimal
from schemas.tables import Field, FieldType

LIMIT = 10 ** (NUMBER_DIGITS - 4) - 1


@pytest.mark.parametrize("scale", [2, 4])
@given(data=st.data())
def test_decimals(scale, data):
    numbers = data.draw(st.lists(st.none() | st.decimals(-LIMIT, LIMIT, places=scale), max_size=9))
    numbers = [number if number is None else number + 0 for number in numbers]
    field = Field("amount", FieldType.DECIMAL, "", "", "", scale=scale)
    printed = print_column(field, pa.chunked_array([pa.array(numbers, arrow_type(field))]))
    assert printed.to_pylist() == [number if number is None else format_decimal(number, scale) for number in numbers]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("14500000", "14500000"),
        ("0.5", "0.50"),
        ("33.333", "33.333"),
        ("-0.0001", "-0.0001"),
        ("100", "100"),
        ("0", "0"),
    ],
)
def test_decimals_look_as_people_write_them(number, text):
    field = Field("value", FieldType.DECIMAL, "", "", "", scale=4)
    assert print_column(field, pa.chunked_array([pa.array([Decimal(number)], arrow_type(field))])).to_pylist() == [text]


def test_other_types():
    def printed(type_, values):
        field = Field("x", type_, "", "", "")
        return print_column(field, pa.chunked_array([pa.array(values, arrow_type(field))])).to_pylist()

    assert printed(FieldType.INTEGER, [2566, -1, None]) == ["2566", "-1", None]
    assert printed(FieldType.BOOLEAN, [True, False, None]) == ["true", "false", None]
    assert printed(FieldType.STRING, ["ก", "", None]) == ["ก", "", None]
