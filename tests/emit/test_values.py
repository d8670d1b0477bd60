"""Properties: what conforms once conforms again unchanged, and no number loses a digit on its way to text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.plan import Method
from phaen.emit.values import conform, fits
from schemas.tables import FieldType, tables

BUDGETS = tables()["budgets"]
MONEY = BUDGETS.field("amount")


def one(**cells):
    return next(conform(BUDGETS, [cells]))


def test_missing_columns_and_empty_texts_are_missing():
    assert one(text="") == dict.fromkeys(BUDGETS.columns)


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="budgets: unknown columns \\['colour'\\]"):
        one(colour="red")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", "abc"),
        ("amount", Decimal("NaN")),
        ("amount", Decimal("Infinity")),
        ("amount", 10**13),
        ("fiscal_year", "2566.5"),
        ("fiscal_year", 10**15),
        ("text", 5),
    ],
)
def test_a_value_its_column_cannot_hold_is_refused(column, value):
    with pytest.raises(ValueError, match=f"budgets.{column}"):
        one(**{column: value})


def test_enum_members_become_plain_text():
    assert type(one(resolution=Method.PRINTED)["resolution"]) is str


def test_a_lone_surrogate_is_replaced():
    assert one(text="ก\ud800ข")["text"] == "ก\ufffdข"


def test_a_float_means_its_shortest_text():
    assert one(amount=0.1)["amount"] == Decimal("0.10")


def test_negative_zero_is_zero():
    assert str(one(amount=Decimal("-0.00"))["amount"]) == "0.00"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_whatever_fits_conforms_and_conforms_again(number):
    if fits(MONEY, number):
        amount = one(amount=number)["amount"]
        assert abs(amount - number) <= Decimal("0.005")
        assert one(amount=amount)["amount"] == amount


@given(st.integers(), st.sampled_from(["order", "fiscal_year", "amount"]))
def test_a_whole_number_fits_where_its_digits_do(number, name):
    field = next(field for table in tables().values() for field in table.fields if field.name == name)
    scale = field.scale if field.type is FieldType.DECIMAL else 0
    assert fits(field, number) == fits(field, Decimal(number)) == (abs(number) < 10 ** (15 - scale))
