"""The version of the rules: what phaen makes of a source changes with its code, its data and the libraries used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from extract.read.options import ReadOptions
from extract.read.word.libreoffice import NEEDED_BY, libreoffice_version

ROOT = Path(__file__).parent.parent.parent

RULES = (
    "extract",
    "normalize",
    "schemas",
    "phaen/batch/job.py",
    "phaen/batch/one.py",
    "phaen/check",
    "phaen/emit/arrow.py",
    "phaen/emit/part_files.py",
    "phaen/emit/project_rows.py",
    "phaen/emit/provenance.py",
    "phaen/emit/plan_rows.py",
    "phaen/emit/values.py",
)
"""What the rows of a source depend on, and the form they are kept in. How the dataset is written is not among it."""

LIBRARIES = (
    "lxml",
    "numpy",
    "openpyxl",
    "opencv-python-headless",
    "pdfplumber",
    "pillow",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "pythainlp",
    "rapidfuzz",
    "regex",
    "tesserocr",
)


WRITERS = ("phaen/emit", "schemas")
"""What the files of the dataset depend on besides the rows."""


@cache
def rules() -> str:
    """A digest of all that the rows of a source depend on besides the source and the options."""
    return _digest(RULES)


def rules_for(name: str) -> str:
    """`rules`; for a source of this name that LibreOffice may have to open, and which LibreOffice that is."""
    if PurePosixPath(name).suffix.casefold() not in NEEDED_BY:
        return rules()
    return f"{rules()}-{_libreoffice()}"


_libreoffice = cache(libreoffice_version)


@cache
def writers() -> str:
    """A digest of all that the dataset depends on besides the rows and how it is to be written."""
    return _digest(WRITERS)


def _digest(names: Iterable[str]) -> str:
    digest = sha256()
    for path in sorted(path for name in names for path in _files(ROOT / name)):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    for library, number in versions().items():
        digest.update(f"{library} {number}\0".encode())
    digest.update(_language_data().encode())
    return digest.hexdigest()[:16]


@cache
def versions() -> dict[str, str]:
    """The versions of phaen and of the libraries that read, empty for one that is not installed."""
    return {library: _version(library) for library in ("phaen", *LIBRARIES)}


def options_key(options: ReadOptions) -> str:
    """The options that what is read depends on, as text."""
    pages = " ".join(f"{first}-{last}" for first, last in options.pages) or "all"
    return f"ocr={options.ocr} engine={options.ocr_engine} pages={pages}"


def _language_data() -> str:
    """Which data Tesseract reads by, known by its size: a scan that could not be read can be once it is installed."""
    from extract.read.ocr.ocr_interface import EngineUnavailable
    from extract.read.ocr.tessdata import LANGUAGES, find_tessdata

    try:
        folder = find_tessdata()
    except EngineUnavailable:
        return "none"
    return " ".join(f"{name} {(folder / f'{name}.traineddata').stat().st_size}" for name in LANGUAGES)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and file.suffix not in (".pyc", ".pyo")]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
