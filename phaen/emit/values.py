"""Rows and the allowed values of their cells.

A row maps every column of its table to a str, int, Decimal, bool or None. A missing value is None, also for an empty
text. Numbers have at most 15 digits, the precision of Excel; a decimal has the scale of its field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache

from schemas.tables import Column, FieldType, TableSchema

Row = dict[str, object]
Rows = dict[str, list[Row]]

NUMBER_DIGITS = 15
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOOLEANS = {"true": True, "false": False}
_LARGEST = 10**NUMBER_DIGITS
_LIMITS: list[int] = [10 ** (NUMBER_DIGITS - places) for places in range(NUMBER_DIGITS + 1)]
_INVALID = (ValueError, TypeError, InvalidOperation)


def conform(table: TableSchema, rows: Iterable[Mapping[str, object]]) -> Iterator[Row]:
    """Each row with all columns of the table, in order, with their types.

    Raises ValueError for an unknown column and for a value that is invalid for its field.
    """
    known = set(table.columns)
    converters = [(field.name, field, _CONVERTERS[field.type]) for field in table.fields]
    for row in rows:
        if not known.issuperset(row):
            raise ValueError(f"{table.name}: unknown columns {sorted(set(row) - known)}")
        try:
            whole = {
                name: None if (value := row.get(name)) is None else convert(field, value)
                for name, field, convert in converters
            }
        except _INVALID:
            _refuse(table, row)
            raise
        yield whole


def fits(field: Column, number: Decimal | int) -> bool:
    """Whether a number is valid for a numeric field: finite, whole for an integer, at most NUMBER_DIGITS digits."""
    places = field.scale if field.type is FieldType.DECIMAL else 0
    limit = _LIMITS[places]
    if isinstance(number, int):
        return -limit < number < limit
    if not number.is_finite() or abs(number) >= limit:
        return False
    rounded = _quantize(number, places)
    return abs(rounded) < limit and (places > 0 or rounded == number)


def _refuse(table: TableSchema, row: Mapping[str, object]) -> None:
    """Raise ValueError with the name of the first cell of a row whose value is invalid for its field."""
    for field in table.fields:
        value = row.get(field.name)
        try:
            _CONVERTERS[field.type](field, "" if value is None else value)
        except _INVALID as error:
            raise ValueError(f"{table.name}.{field.name}: {value!r} is not {field.type}: {error}") from error


def _text(_field: Column, value: object) -> str | None:
    if not isinstance(value, str):
        raise TypeError("text expected")
    text = str(value)  # a member of an enum becomes a plain str
    if not text.isascii() and _has_surrogate(text):
        text = _SURROGATE.sub("\ufffd", text)
    return text or None


def _has_surrogate(text: str) -> bool:
    # Encoding is much faster than a search, and fails for nothing else.
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _integer(field: Column, value: object) -> int | None:
    if type(value) is int and -_LARGEST < value < _LARGEST:  # the common case
        return value
    return None if value == "" else int(_fitting(field, _number(value)))


def _decimal(field: Column, value: object) -> Decimal | None:
    return None if value == "" else _quantize(_fitting(field, _number(value)), field.scale)


def _boolean(_field: Column, value: object) -> bool | None:
    if value == "":
        return None
    truth = _BOOLEANS.get(str(value).lower())
    if truth is None:
        raise ValueError("true or false expected")
    return truth


def _number(value: object) -> Decimal:
    # The shortest text of a float is the intended number: 0.1, not the nearest binary fraction.
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _fitting(field: Column, number: Decimal) -> Decimal:
    if not fits(field, number):
        raise ValueError(f"a number of at most {NUMBER_DIGITS} digits expected")
    return number


def _quantize(number: Decimal, scale: int) -> Decimal:
    # Adding zero turns -0 into 0: some outputs would print "-0".
    return _CONTEXT.quantize(number, _unit(scale)) + 0


@cache
def _unit(scale: int) -> Decimal:
    return Decimal(1).scaleb(-scale)


_CONVERTERS: dict[FieldType, Callable[[Column, object], object]] = {
    FieldType.STRING: _text,
    FieldType.INTEGER: _integer,
    FieldType.DECIMAL: _decimal,
    FieldType.BOOLEAN: _boolean,
}
