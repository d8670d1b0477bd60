"""The language of what the command prints: English, or Thai by `--lang th` or the locale.

Messages are written in English where they arise, also below the command (the reasons of `SourceError`), and are
translated where they are printed, by `thai.toml`. So only a terminal gets Thai: files, logs, JSON and the API do not
depend on the language.

A message with values, such as `failed: {source}: {reason}`, is recognized by the texts around them. Where a value is a
message itself, it is translated, too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

_VALUE = re.compile(r"\{(\w+)\}")


class Language(StrEnum):
    """A language of messages."""

    ENGLISH = "en"
    THAI = "th"


OPTION = "--lang"

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that determine the language of messages in POSIX; the first one that is set counts."""

_MESSAGES = frozenset({"reason", "reasons", "message", "what", "why", "hint"})
"""Names of values that are messages themselves."""

_spoken: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that the user wants: by `--lang` anywhere before `--`, else by the locale."""
    given = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    values = [argument.partition("=")[2] for argument in given if argument.startswith(f"{OPTION}=")]
    values += [value for option, value in pairwise(given) if option == OPTION]
    locale = next(filter(None, (environment.get(name) for name in _LOCALE)), "")
    wanted = values[-1] if values else re.split(r"[_.@-]", locale)[0]
    return Language.THAI if wanted.lower() == Language.THAI else Language.ENGLISH


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Print messages in this language."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Language:
    """The current language."""
    return _spoken.get()


def translated(message: str) -> str:
    """A message in the current language; unchanged if the catalogue does not have it, or the language is English."""
    return message if spoken() is Language.ENGLISH else _in_thai(message)


def _in_thai(message: str) -> str:
    known = catalogue().get(message)
    if known is not None:
        return known
    for pattern, thai in _patterns():
        if found := pattern.fullmatch(message):
            return thai.format(**{name: _value(name, value) for name, value in found.groupdict().items()})
    return message


def _value(name: str, value: str) -> str:
    if name not in _MESSAGES:
        return value
    return ", ".join(map(_in_thai, value.split(", "))) if name == "reasons" else _in_thai(value)


@cache
def catalogue() -> Mapping[str, str]:
    """The Thai text of each message. Values in braces are the same in both."""
    data = tomllib.loads(files("phaen.cli").joinpath("thai.toml").read_text(encoding="utf-8"))
    return {english: thai for part in data.values() for english, thai in part.items()}


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    """The messages with values, those with the longest beginning and then with the most text first.

    So `failed: {source}: {reason}` is tried before the reasons that begin with a value.
    """
    with_values = [(english, thai) for english, thai in catalogue().items() if _VALUE.search(english)]
    with_values.sort(key=lambda pair: (pair[0].index("{"), len(_VALUE.sub("", pair[0]))), reverse=True)
    return [(_pattern(english), thai) for english, thai in with_values]


def _pattern(english: str) -> re.Pattern[str]:
    pieces = _VALUE.split(english)
    texts, names = pieces[::2], pieces[1::2]
    groups = [f"(?P<{name}>.*?)" for name in names] + [""]
    return re.compile("".join(re.escape(text) + group for text, group in zip(texts, groups, strict=True)), re.DOTALL)
