"""What phaen needs of a machine: what is missing, for which sources it is needed, and how to install it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from phaen.batch.limits import DEFAULT_LIMITS, MEGABYTE

PYTHON = (3, 11)
"""The first version of Python that phaen supports."""

_LINUX, _MACOS, _WINDOWS = "Linux", "Darwin", "Windows"

_FONTS_SECONDS = 10
_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


class State(StrEnum):
    """Whether something needed is there. Without what is only a `note`, all sources can still be read."""

    OK = "ok"
    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Machine:
    """What was found. Memory is in bytes, 0 if unknown; `packages` have their versions, empty if not installed.

    `ocr_lack` and `office` are the reason why scans cannot be read (empty: they can), and the command of LibreOffice.
    `thai_fonts` is None if it cannot be determined.
    """

    system: str
    release: str
    python: tuple[int, int, int]
    packages: Mapping[str, str]
    dask: bool
    ocr_lack: str
    tessdata: str
    office: str
    thai_fonts: bool | None
    cores: int
    memory: int
    cache: Path
    cache_writable: bool


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement. `mend` is what to do on Debian and Ubuntu, macOS, and Windows, if it is missing."""

    name: str
    state: State
    found: str
    needed_for: str
    mend: Mapping[str, str]


def needs(machine: Machine) -> list[Need]:
    """All requirements, in the order in which they should be met."""
    return [
        _system(machine), _python(machine), _packages(machine), _tesseract(machine), _libreoffice(machine),
        _fonts(machine), _memory(machine), _cache(machine), _dask(machine),
    ]  # fmt: skip


def _mend(debian: str, macos: str = "", windows: str = "") -> dict[str, str]:
    return {"debian": debian, "macos": macos or debian, "windows": windows or f"in WSL: {debian}"}


def _system(machine: Machine) -> Need:
    found = f"{machine.system} {machine.release}".strip()
    state = State.OK if machine.system == _LINUX else State.NOTE if machine.system == _MACOS else State.MISSING
    mend = {"debian": "", "macos": "phaen is tested on Linux only; memory limits are not enforced on macOS"}
    return Need("system", state, found, "everything", {**mend, "windows": "wsl --install -d Ubuntu"})


def _python(machine: Machine) -> Need:
    state = State.OK if machine.python >= PYTHON else State.MISSING
    mend = _mend("apt-get install python3 python3-venv", "brew install python@3.12")
    return Need("Python", state, ".".join(map(str, machine.python)), "everything", mend)


def _packages(machine: Machine) -> Need:
    lacking = [name for name, installed in machine.packages.items() if not installed]
    found = f"{len(machine.packages) - len(lacking)} installed"
    found += f", not installed: {', '.join(lacking)}" if lacking else ""
    state = State.MISSING if lacking else State.OK
    return Need("Python packages", state, found, "everything", _mend("make demo", "make demo"))


def _tesseract(machine: Machine) -> Need:
    state = State.MISSING if machine.ocr_lack else State.OK
    mend = _mend("apt-get install tesseract-ocr-tha tesseract-ocr-eng", "brew install tesseract tesseract-lang")
    return Need("Tesseract (tha, eng)", state, machine.ocr_lack or machine.tessdata, "scans and images", mend)


def _libreoffice(machine: Machine) -> Need:
    state = State.OK if machine.office else State.MISSING
    mend = _mend("apt-get install libreoffice-writer", "brew install --cask libreoffice")
    return Need("LibreOffice", state, machine.office, ".doc, .rtf and .odt", mend)


def _fonts(machine: Machine) -> Need:
    state = State.NOTE if machine.thai_fonts is False else State.OK
    found = {True: "found", False: "not found", None: "not determined"}[machine.thai_fonts]
    needed = "pictures of PDFs whose fonts are not embedded"
    return Need("Thai fonts", state, found, needed, _mend("apt-get install fonts-thai-tlwg"))


def _memory(machine: Machine) -> Need:
    """A note if sources on all cores at once may need more memory than there is."""
    scarce = 0 < machine.memory < machine.cores * DEFAULT_LIMITS.memory
    megabytes = f"{machine.memory // MEGABYTE:,} MB" if machine.memory else "memory not determined"
    jobs = max(machine.memory // DEFAULT_LIMITS.memory, 1)
    advice = f"phaen convert --jobs {jobs}" if scarce else ""
    state = State.NOTE if scarce else State.OK
    return Need("cores and memory", state, f"{machine.cores}, {megabytes}", "speed", _mend(advice, advice, advice))


def _cache(machine: Machine) -> Need:
    state = State.OK if machine.cache_writable else State.NOTE
    advice = "phaen convert --ocr-cache DIR"
    return Need("cache folder", state, os.fspath(machine.cache), "speed of scans", _mend(advice, advice, advice))


def _dask(machine: Machine) -> Need:
    state, found = (State.OK, "installed") if machine.dask else (State.NOTE, "not installed")
    advice = "pip install 'phaen[dask]'"
    return Need("Dask", state, found, "--engine dask, URLs as sources", _mend(advice, advice))


# --- examining the machine


def this_machine() -> Machine:
    """Examine this machine. Nothing is written."""
    from extract.read.ocr.cache import default_folder
    from extract.read.word.libreoffice import find_libreoffice

    lack, tessdata = _ocr()
    cache = default_folder()
    return Machine(
        system=platform.system(),
        release=platform.release(),
        python=sys.version_info[:3],
        packages=dict(_installed()),
        dask=bool(_version("distributed") and _version("fsspec")),
        ocr_lack=lack,
        tessdata=tessdata,
        office=find_libreoffice() or "",
        thai_fonts=_thai_fonts(),
        cores=os.cpu_count() or 1,
        memory=_total_memory(),
        cache=cache,
        cache_writable=os.access(_nearest(cache), os.W_OK),
    )


def _installed() -> Iterator[tuple[str, str]]:
    """The packages that phaen requires, without those of its extras, and their versions."""
    for requirement in requires("phaen") or []:
        if "extra ==" not in requirement:
            name = requirement.partition(">")[0].strip()
            yield name, _version(name)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _ocr() -> tuple[str, str]:
    """Why scans cannot be read, empty if they can; and the folder of the language data."""
    from extract.read.ocr.ocr_interface import EngineUnavailable
    from extract.read.ocr.tessdata import find_tessdata

    try:
        import tesserocr  # noqa: F401
    except ImportError as error:
        return f"the package tesserocr cannot be loaded: {error}", ""
    try:
        return "", os.fspath(find_tessdata())
    except EngineUnavailable as error:
        return str(error).partition(". ")[0], ""


def _thai_fonts() -> bool | None:
    """Whether a font with Thai letters is installed. macOS and Windows have one; elsewhere fontconfig knows."""
    if platform.system() in {_MACOS, _WINDOWS}:
        return True
    program = shutil.which("fc-list")
    if program is None:
        return None
    with suppress(OSError, subprocess.SubprocessError):
        listed = subprocess.run(
            [program, ":lang=th", "family"], capture_output=True, timeout=_FONTS_SECONDS, check=True
        )
        return bool(listed.stdout.strip())
    return None


def _total_memory() -> int:
    """The memory of the machine or, if it is less, that which a container may use."""
    total = 0
    with suppress(AttributeError, OSError, ValueError):
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGESIZE")
    with suppress(OSError, ValueError):
        total = min(total, int(_CGROUP_LIMIT.read_text(encoding="ascii")))
    return max(total, 0)


def _nearest(path: Path) -> Path:
    """The path, or its nearest parent that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())
