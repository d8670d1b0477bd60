"""Work that goes wrong, to be done in worker processes: importable there by name, as all work must be."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from extract.read.page_progress import counted
from phaen.batch.job import ConvertJob, Reply, convert, convert_rows, make_reply


@dataclass(frozen=True)
class NumberJob:
    """A job that is a number."""

    number: int
    size: int = 1
    paged: bool = False

    def packed(self) -> NumberJob:
        return self


def tell_process(job: NumberJob, cores: int) -> tuple[int, int]:
    return os.getpid(), cores


def go_wrong(job: NumberJob, cores: int) -> object:
    """Number 5 goes wrong in the way that the file `way` in the current folder tells; the others tell their process."""
    if job.number == 5:
        WAYS[Path("way").read_text(encoding="ascii")]()
    return os.getpid()


def convert_but(job: ConvertJob, cores: int) -> Reply:
    """Convert a source, unless its file's name tells how to go wrong: `hang.txt`, `segfault 2.txt`."""
    way = WAYS.get(job.source.path.stem.split()[0])
    if way:
        way()
    return convert(job, cores)


def segfault() -> None:
    ctypes.string_at(0)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once() -> None:
    """Die, but not if that was done before."""
    mark = Path(tempfile.gettempdir()).parent / "died once"
    if not mark.exists():
        mark.touch()
        kill_itself()


def hang() -> None:
    time.sleep(3600)


def hang_deaf() -> None:
    """Hang where no signal but SIGKILL is heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP})
    while True:
        pass


def hang_with_child() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    Path("child").write_text(str(child.pid), encoding="ascii")
    time.sleep(3600)


def hang_in_pool() -> None:
    """Hang in processes of one's own, as pages that are read side by side do."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        list(pool.map(time.sleep, [3600, 3600]))


def eat_at_once() -> None:
    bytearray(1 << 40)


def eat_in_python() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 24))


def eat_shared_memory() -> None:
    """Memory that no limit of the system counts: only who looks sees it."""
    import mmap

    eaten = []
    while True:
        area = mmap.mmap(-1, 1 << 24)
        for place in range(0, 1 << 24, mmap.PAGESIZE):
            area[place] = 1
        eaten.append(area)


def raise_error() -> None:
    raise ZeroDivisionError("a defect")


def raise_deep() -> None:
    raise_deep()


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def have_no_memory() -> None:
    raise MemoryError


def leave() -> None:
    sys.exit(3)


WAYS = {
    "segfault": segfault,
    "kill": kill_itself,
    "once": die_once,
    "hang": hang,
    "deaf": hang_deaf,
    "parent": hang_with_child,
    "pool": hang_in_pool,
    "at_once": eat_at_once,
    "python": eat_in_python,
    "shared": eat_shared_memory,
    "error": raise_error,
    "deep": raise_deep,
    "full": fill_disk,
    "leave": leave,
    "no_memory": have_no_memory,
}


def read_pages(job: NumberJob, cores: int) -> int:
    """Read as many pages as the job's number, ten a second."""
    return sum(1 for _ in counted((time.sleep(0.1) for _ in range(job.number)), job.number))


def give_so_many_bytes(job: NumberJob, cores: int) -> bytes:
    return bytes(job.number)


def give_what_cannot_be_sent(job: NumberJob, cores: int) -> object:
    return (lambda: None) if job.number == 5 else os.getpid()


def convert_with_error(job: ConvertJob, cores: int) -> Reply:
    return convert_with_check(job, "error")


def convert_with_warning(job: ConvertJob, cores: int) -> Reply:
    return convert_with_check(job, "warning")


def convert_without_checks(job: ConvertJob, cores: int) -> Reply:
    return convert_with_check(job, "")


def convert_with_check(job: ConvertJob, severity: str) -> Reply:
    """Convert a source; its only finding is a made-up one, if any."""
    outcome = convert_rows(job, 1)
    document = outcome.rows["documents"][0]["document_id"]
    check = {"document_id": document, "order": 1, "check": "no_projects", "severity": severity, "message": "made up"}
    return make_reply(replace(outcome, rows={**outcome.rows, "checks": [check] if severity else []}))


_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
    "ftplib.",
    "smtplib.",
)
_watching: list[bool] = []


def convert_watched(job: ConvertJob, cores: int) -> Reply:
    """Convert a source; die if anything is executed, fetched, or written outside the worker's own folder."""
    if not _watching:
        _watching.append(True)
        sys.addaudithook(_forbid)
    return convert(job, cores)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes_outside(*arguments[:3])):
        kill_itself()


def _writes_outside(path: object, mode: object, flags: object) -> bool:
    writing = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    inside = isinstance(path, str) and path.startswith((tempfile.gettempdir(), os.devnull))
    return bool(writing and isinstance(path, str) and not inside)


def _write_outside() -> None:
    Path("outside").write_text("x", encoding="ascii")


def _start_something() -> None:
    subprocess.run(["true"], check=False)


def convert_watched_but(job: ConvertJob, cores: int) -> Reply:
    """The same, but do what is forbidden where the file's name says so: by this it is seen that the watch sees."""
    if not _watching:
        convert_watched(job, cores)
    {"write.txt": _write_outside, "start.txt": _start_something}.get(job.source.path.name, lambda: None)()
    return convert_watched(job, cores)
