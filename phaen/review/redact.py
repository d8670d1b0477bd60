"""Blackens the names of persons in all texts of a plan's data."""

from __future__ import annotations

from typing import TypeVar, cast

from phaen.review.persons import redacted

Data = TypeVar("Data")


def without_persons(data: Data) -> Data:
    """A copy of JSON-like data with the names of persons in its texts blackened; keys stay."""
    return cast(Data, _without(data))


def _without(data: object) -> object:
    if isinstance(data, str):
        return redacted(data)
    if isinstance(data, dict):
        return {key: _without(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_without(value) for value in data]
    return data
