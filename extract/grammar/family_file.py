"""Validated reading of a table in a family's file: errors name the location of missing, mistyped or unknown entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from normalize.text import comparable

Choice = TypeVar("Choice", bound=StrEnum)


class FamilyError(ValueError):
    """A family's file is invalid. The message names the file, the table, the entry and the error."""


class CheckedTable:
    """One table of the file. Every entry must be read: `close` raises an error for entries that were not."""

    def __init__(self, data: Mapping[str, Any], where: str) -> None:
        self._data = data
        self._where = where
        self._read: set[str] = set()

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of words without empty or repeated words. An optional list may be missing and is then empty."""
        found = self._entry(key, [] if optional else None)
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise self.error(key, "must be a list of words")
        if not found and not optional:
            raise self.error(key, "has no word")
        for index, word in enumerate(found):
            if not word.strip():
                raise self.error(key, "has an empty word")
            if word in found[:index]:
                raise self.error(key, f"has {word} twice")
        return tuple(found)

    def word(self, key: str) -> str:
        """One word."""
        found = self._entry(key, None)
        if not isinstance(found, str) or not found.strip():
            raise self.error(key, "must be a word")
        return found

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """A value of an enumeration."""
        found = self.word(key)
        if found not in list(kind):
            raise self.error(key, f"is {found}, not one of {', '.join(kind)}")
        return kind(found)

    def expression(self, key: str) -> str:
        """A regular expression without capturing groups. Empty if missing."""
        found = self._entry(key, "")
        if not isinstance(found, str):
            raise self.error(key, "must be a regular expression")
        try:
            groups = re.compile(found).groups
        except re.error as error:
            raise self.error(key, f"is no regular expression: {error}") from error
        if groups:
            raise self.error(key, "must not have a group that captures")
        return found

    def flag(self, key: str) -> bool:
        """true or false. false if missing."""
        found = self._entry(key, False)
        if not isinstance(found, bool):
            raise self.error(key, "must be true or false")
        return found

    def number(self, key: str) -> int:
        """A positive integer."""
        found = self._entry(key, None)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self.error(key, "must be a positive whole number")
        return found

    def table(self, key: str) -> CheckedTable:
        """A table within this table."""
        found = self._entry(key, None)
        if not isinstance(found, dict):
            raise self.error(key, "must be a table")
        return CheckedTable(found, f"{self._where}: {key}")

    def tables(self, key: str) -> Iterator[CheckedTable]:
        """The tables of a list. Each is closed, so all of its entries must be read."""
        found = self._entry(key, None)
        if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
            raise self.error(key, "must be a list of tables")
        for index, entry in enumerate(found, start=1):
            table = CheckedTable(entry, f"{self._where}: {key} {index}")
            yield table
            table.close()

    def word_lists(self) -> dict[str, tuple[str, ...]]:
        """All entries of this table: lists of words by key. No word may be in two lists."""
        lists = {key: self.words(key) for key in self._data}
        self.refuse_shared(lists)
        return lists

    def numbers(self) -> dict[str, int]:
        """All entries of this table: positive integers by word."""
        return {key: self.number(key) for key in self._data}

    def refuse_shared(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        """Raises FamilyError if a word is listed under two keys, since it would be ambiguous."""
        owners: dict[str, str] = {}
        for key, words in lists.items():
            for word in words:
                owner = owners.setdefault(comparable(word), key)
                if owner != key:
                    raise self.error(key, f"has {word}, a word of {owner}")

    def close(self) -> None:
        """Raises FamilyError if the table has an entry that was not read."""
        for key in self._data:
            if key not in self._read:
                raise self.error(key, "is unknown")

    def error(self, key: str, reason: str) -> FamilyError:
        """The error for an invalid entry."""
        return FamilyError(f"{self._where}: {key} {reason}")

    def _entry(self, key: str, default: object) -> Any:  # noqa: ANN401 (any type: the caller checks it)
        self._read.add(key)
        found = self._data.get(key, default)
        if found is None:
            raise self.error(key, "is missing")
        return found
