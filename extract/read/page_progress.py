"""How far the reading of one source has come, for whoever waits for it. Nothing that is read depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Page = TypeVar("Page")
PageListener = Callable[[int, int], None]
"""Is told how many pages are read, and of how many."""

_listener: ContextVar[PageListener | None] = ContextVar("page listener", default=None)


@contextmanager
def listening(listener: PageListener) -> Iterator[None]:
    """Let `listener` be told of the pages that are read meanwhile, in this thread."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def counted(pages: Iterable[Page], total: int) -> Iterator[Page]:
    """The same pages; the listener is told of each when it is read."""
    for done, page in enumerate(pages, 1):
        if listener := _listener.get():
            listener(done, total)
        yield page
