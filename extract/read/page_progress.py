"""Reports the progress of reading one source. It has no effect on the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Page = TypeVar("Page")
PageListener = Callable[[int, int], None]
"""Called with the number of pages read and the total number of pages."""

_listener: ContextVar[PageListener | None] = ContextVar("page listener", default=None)


@contextmanager
def listening(listener: PageListener) -> Iterator[None]:
    """Within this context, `listener` is called for pages read in this thread."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def counted(pages: Iterable[Page], total: int) -> Iterator[Page]:
    """The same pages. The listener is called after each page is read."""
    for done, page in enumerate(pages, 1):
        if listener := _listener.get():
            listener(done, total)
        yield page
