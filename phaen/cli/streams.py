"""Standard output and standard error, and text that is safe to print on them.

A stream may be closed, full, a pipe without a reader, or have an encoding without Thai. `settle` makes the streams of
the process safe in all these cases. `visible` makes untrusted text safe, such as the name of a file.
"""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

import click

from phaen.cli.language import translated

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that a terminal interprets or does not show: control characters, escapes, direction marks,
zero-width characters, line separators."""


class StreamError(Exception):
    """Standard output cannot be written. `gone`: its reader has closed the pipe, as `| head` does."""

    template = "cannot write to standard output: {reason}"

    def __init__(self, reason: str, gone: bool = False) -> None:
        self.reason, self.gone = reason, gone
        super().__init__(self.template.format(reason=reason))

    def __reduce__(self) -> tuple[type[StreamError], tuple[str, bool]]:
        return type(self), (self.reason, self.gone)


def visible(text: str | os.PathLike[str]) -> str:
    r"""Escape the characters of a text that a terminal would interpret, for example as `\x1b`.

    Bytes of a file name that are UTF-8 are shown as text even if Python could not decode them, others as `\xff`.
    """
    return "".join(_shown(char) for char in _decoded(os.fspath(text)))


def say(text: str) -> None:
    """Print a message to standard output, in the language of the user."""
    click.echo(visible(translated(text)))


def complain(text: str) -> None:
    """Print a message to standard error, in the language of the user."""
    click.echo(visible(translated(text)), err=True)


def print_json(value: object, *, indent: int | None = None) -> None:
    """Print a value as JSON."""
    click.echo(to_json(value, indent=indent))


def to_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON, in characters that standard output can encode. Lone surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=not _is_utf8(sys.stdout), indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def prints_utf8() -> bool:
    """Whether standard output can encode every character."""
    return _is_utf8(sys.stdout)


def _decoded(text: str) -> str:
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # surrogates that do not encode a byte
        data = text.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# -- the streams themselves ---------------------------------------------------------------------------------------


def settle() -> None:
    """Make the standard streams of the process safe. Call it once, before any file is opened.

    Closed streams are connected to the null device. Otherwise a file opened later could get their descriptor, and
    output would be written into it.
    """
    if sys.platform == "win32":
        return
    _fill_closed()
    sys.stdout = _stream(1, sys.stdout, raises=True)
    sys.stderr = _stream(2, sys.stderr, raises=False)


def _fill_closed() -> None:
    """Connect closed descriptors to the null device: `open` uses the lowest free descriptor."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError as error:
            if error.errno != errno.EBADF:
                raise
            opened = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(opened, True)


def _stream(descriptor: int, given: TextIO | None, *, raises: bool) -> TextIO:
    with suppress(AttributeError, OSError, ValueError):
        given.flush()  # type: ignore[union-attr]
    raw = _Output(descriptor, raises)
    encoding = "utf-8" if given is None or _is_ascii(given) else given.encoding
    lines = not raises or raw.isatty()
    # typeshed requires a `write` that accepts any buffer, but BufferedWriter only passes bytes
    buffer = io.BufferedWriter(raw)  # type: ignore[type-var]
    return io.TextIOWrapper(buffer, encoding, "backslashreplace", line_buffering=lines)


def _is_ascii(stream: TextIO) -> bool:
    """Whether the encoding is the ASCII default of a locale without an encoding: UTF-8 is used instead.

    An encoding requested by PYTHONIOENCODING is kept.
    """
    return codecs.lookup(stream.encoding).name == "ascii" and not os.environ.get("PYTHONIOENCODING")


def _is_utf8(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding or "utf-8").name == "utf-8"


class _Output(io.FileIO):
    """A descriptor that raises the first error of writing, and discards all later writes.

    Python retries to write the rest of a buffer repeatedly, the last time at the end of the process.
    """

    def __init__(self, descriptor: int, raises: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._raises = raises
        self._failed = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Write all of the data or, if a pipe is full, a part of it."""
        if self._failed:
            return len(data)
        try:
            return super().write(data)
        except OSError as error:
            self._failed = True
            if self._raises:
                gone = isinstance(error, BrokenPipeError)
                raise StreamError(error.strerror or str(error), gone) from error
            return len(data)
