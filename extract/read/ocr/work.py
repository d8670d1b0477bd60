"""Reads pages in order, scans by OCR, optionally several in parallel.

A process that dies (killed for its memory use, a crash in a native library) breaks its pool. Its pages are then read
again, each in a separate process. A page that kills its process again is marked as unread.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.child_processes import safe_path
from extract.read.layout.printed import PrintedPage
from extract.read.ocr import cache
from extract.read.ocr.better import is_better
from extract.read.ocr.engines import engine
from extract.read.ocr.ocr_interface import EngineFailed, EngineUnavailable
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.page import read_page
from extract.read.ocr.picture_text import PICTURE_UNREAD, Pictured, add_picture
from extract.read.ocr.scan import FAILED, UNAVAILABLE, Scan, joined, unread
from extract.read.options import ReadOptions

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

AHEAD = 2
"""Number of pages queued per process, besides the one being read. Images are large."""

Unread = Scan | Pictured

_Waiting = deque[tuple[Unread | PrintedPage, "Future[PrintedPage] | None"]]


def read_in_order(pages: Iterable[Unread | PrintedPage], options: ReadOptions) -> Iterator[PrintedPage]:
    """All pages in the given order, with scans read. The result does not depend on `options.jobs`."""
    jobs = min(options.jobs, OCR.most_jobs)
    if jobs <= 1:
        for page in pages:
            yield read_scan(page, options) if isinstance(page, (Scan, Pictured)) else page
        return
    yield from _read_in_pool(pages, options, jobs)


def read_scan(scan: Unread, options: ReadOptions) -> PrintedPage:
    """Read one scan, or the pictures of a page, in this process.

    Only errors that the engine reports for the page are recorded on the page. All other errors are raised.
    """
    if isinstance(scan, Pictured):
        return _read_pictures(scan, options)
    try:
        found = read_picture(scan.grey, scan.dpi, options.ocr_engine, options.cache)
    except EngineUnavailable:
        return scan.page if scan.is_doubted else unread(scan.page, UNAVAILABLE)
    except EngineFailed:
        return scan.page if scan.is_doubted else unread(scan.page, FAILED)
    if scan.is_doubted and not is_better(found, scan.page):
        return scan.page
    return joined(scan.page, found)


def _read_pictures(pictured: Pictured, options: ReadOptions) -> PrintedPage:
    """The page with the text of its pictures. Those that the engine cannot read are counted."""
    for clip in pictured.clips:
        try:
            found = read_picture(clip.grey, clip.dpi, options.ocr_engine, options.cache)
        except (EngineUnavailable, EngineFailed):
            pictured.page.repairs[PICTURE_UNREAD] += 1
        else:
            add_picture(pictured.page, clip, found)
    return pictured.page


def read_picture(grey: Array, dpi: float, name: str, folder: Path | None) -> PrintedPage:
    """Read an image, using the cache if it was read before. Raises EngineUnavailable, EngineFailed."""
    reader = engine(name)
    record = cache.key(grey, dpi, reader.version, cache.code_version())
    found = cache.find(folder, record)
    if found is None:
        found = read_page(grey, dpi, reader)
        cache.keep(folder, record, found)
    return found


def _read_in_pool(pages: Iterable[Unread | PrintedPage], options: ReadOptions, jobs: int) -> Iterator[PrintedPage]:
    pool: ProcessPoolExecutor | None = None
    waiting: _Waiting = deque()
    try:
        for page in pages:
            future = None
            if isinstance(page, (Scan, Pictured)):
                pool = pool or _pool(jobs)
                future, pool = _submit(pool, page, options, jobs)
            waiting.append((page, future))
            while len(waiting) > jobs * AHEAD:
                yield _result(*waiting.popleft(), options)
        while waiting:
            yield _result(*waiting.popleft(), options)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, scan: Unread, options: ReadOptions, jobs: int
) -> tuple[Future[PrintedPage], ProcessPoolExecutor]:
    """Submit the scan to the pool, or to a new one if that is broken."""
    try:
        return _begun(pool, scan, options), pool
    except BrokenProcessPool:
        pool.shutdown(wait=False)
        fresh = _pool(jobs)
        return _begun(fresh, scan, options), fresh


def _begun(pool: ProcessPoolExecutor, scan: Unread, options: ReadOptions) -> Future[PrintedPage]:
    """Submit the scan to the pool, which starts its processes on demand."""
    with safe_path():
        return pool.submit(read_scan, scan, options)


def _result(page: Unread | PrintedPage, future: Future[PrintedPage] | None, options: ReadOptions) -> PrintedPage:
    if isinstance(page, PrintedPage):
        return page
    assert future is not None
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(page, options)


def _alone(scan: Unread, options: ReadOptions) -> PrintedPage:
    """Read a scan in a separate process. It is unread if that process dies as well."""
    try:
        with _pool(1) as pool:
            return _begun(pool, scan, options).result()
    except BrokenProcessPool:
        return _failed(scan)


def _failed(scan: Unread) -> PrintedPage:
    if isinstance(scan, Scan):
        return unread(scan.page, FAILED)
    scan.page.repairs[PICTURE_UNREAD] += len(scan.clips)
    return scan.page


def _pool(jobs: int) -> ProcessPoolExecutor:
    with safe_path():
        return ProcessPoolExecutor(jobs, mp_context=_context())


def _context() -> BaseContext:
    """Fork if it is safe (Linux, no second thread that may hold a lock), as processes then share loaded data."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")
