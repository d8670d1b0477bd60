"""Standard output and standard error, whatever they are connected to, and what is printed on them.

A stream may be closed, full, a pipe that nobody reads any more, or of an encoding without Thai. `settle` makes all of
these safe, once for the process; `visible` makes a text safe that somebody else chose, such as the name of a file.
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

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that a terminal obeys instead of showing them: control characters, escapes, marks of
direction, characters without width, separators of lines."""


class StreamError(Exception):
    """Standard output takes nothing more. `gone`: whoever read it has stopped, as `| head` does."""

    template = "cannot write to standard output: {reason}"

    def __init__(self, reason: str, gone: bool = False) -> None:
        self.reason, self.gone = reason, gone
        super().__init__(self.template.format(reason=reason))

    def __reduce__(self) -> tuple[type[StreamError], tuple[str, bool]]:
        return type(self), (self.reason, self.gone)


def visible(text: str | os.PathLike[str]) -> str:
    r"""A name or a reason as it may be printed: what a terminal would obey is shown as an escape, such as `\x1b`.

    Bytes of a name that are UTF-8 are shown as text even where Python could not decode them, others as `\xff`.
    """
    return "".join(_shown(char) for char in _decoded(os.fspath(text)))


def say(text: str) -> None:
    """Print a line on standard output."""
    click.echo(visible(text))


def complain(text: str) -> None:
    """Print a line on standard error."""
    click.echo(visible(text), err=True)


def print_json(value: object, *, indent: int | None = None) -> None:
    """Print a value as JSON."""
    click.echo(to_json(value, indent=indent))


def to_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON, in the letters that standard output can carry; what is no text is an escape."""
    text = json.dumps(value, ensure_ascii=not _is_utf8(sys.stdout), indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _decoded(text: str) -> str:
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # surrogates that stand for no byte
        data = text.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# -- the streams themselves ---------------------------------------------------------------------------------------


def settle() -> None:
    """Make the process's standard streams safe. To be called once, before anything is opened.

    Closed ones are connected to nothing, lest a file that is opened later takes their number and is printed into.
    """
    if sys.platform == "win32":
        return
    _fill_closed()
    sys.stdout = _stream(1, sys.stdout, raises=True)
    sys.stderr = _stream(2, sys.stderr, raises=False)


def _fill_closed() -> None:
    """Connect closed descriptors to nothing: opening takes the lowest number that is free."""
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
    # typeshed asks for a `write` that takes any buffer, and BufferedWriter gives bytes alone
    buffer = io.BufferedWriter(raw)  # type: ignore[type-var]
    return io.TextIOWrapper(buffer, encoding, "backslashreplace", line_buffering=lines)


def _is_ascii(stream: TextIO) -> bool:
    """Whether the encoding is that of a locale that names none: what reads it can then do with UTF-8 at least as well.

    One that was asked for is kept.
    """
    return codecs.lookup(stream.encoding).name == "ascii" and not os.environ.get("PYTHONIOENCODING")


def _is_utf8(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding or "utf-8").name == "utf-8"


class _Output(io.FileIO):
    """A descriptor that tells once that it takes nothing more, and from then on swallows what is written.

    Python tries to write what is left in a buffer again and again, at the end of the process for the last time.
    """

    def __init__(self, descriptor: int, raises: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._raises = raises
        self._failed = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """All of the data or, of a pipe that is full, a part of it."""
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
