"""The version of the rules: the rows of a source depend on phaen's code, its data and the libraries used.

They are not listed here but determined from the imports of the code (`extract.import_closure`).
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from extract.import_closure import ImportClosure, import_closure
from extract.read.options import ReadOptions
from extract.read.word.libreoffice import NEEDED_BY, libreoffice_version

PACKAGES = ("extract", "normalize", "phaen", "schemas")
"""The packages of phaen. All other imported packages are libraries."""

ROWS = "phaen.batch.job"
"""The module that makes the rows of a source and their stored form. It does not include writing the dataset."""

WRITERS = "phaen.emit.parts_to_dataset"
"""The module that makes the dataset's files from rows."""

STORES = "phaen.batch.remote"
"""The module that fetches bytes. The library it uses does not matter: the bytes are identified by their digest."""


@cache
def rules() -> str:
    """A digest of everything that the rows of a source depend on, except the source and the options."""
    return sha256(f"{rows_closure().digest()} {_language_data()}".encode()).hexdigest()[:16]


def rules_for(name: str) -> str:
    """`rules`; for a source whose suffix may require LibreOffice, with the version of LibreOffice."""
    if PurePosixPath(name).suffix.casefold() not in NEEDED_BY:
        return rules()
    return f"{rules()}-{_libreoffice()}"


_libreoffice = cache(libreoffice_version)


@cache
def writers() -> str:
    """A digest of everything that the dataset depends on, except the rows and the options of writing."""
    return writers_closure().digest()[:16]


@cache
def rows_closure() -> ImportClosure:
    """The code, the data and the libraries that rows depend on."""
    return import_closure([ROWS], PACKAGES, ends=[STORES])


@cache
def writers_closure() -> ImportClosure:
    """The code, the data and the libraries that the dataset's files depend on."""
    return import_closure([WRITERS], PACKAGES)


@cache
def versions() -> dict[str, str]:
    """The versions of phaen and of the libraries that rows and files depend on; empty if not installed."""
    libraries = {**rows_closure().libraries, **writers_closure().libraries}
    return {"phaen": _version("phaen"), **dict(sorted(libraries.items()))}


def options_key(options: ReadOptions) -> str:
    """The options that affect reading, as text."""
    pages = " ".join(f"{first}-{last}" for first, last in options.pages) or "all"
    return f"ocr={options.ocr} engine={options.ocr_engine} pages={pages}"


def _language_data() -> str:
    """A digest of Tesseract's language data, so that scans that failed without it are retried once it is installed."""
    from extract.read.ocr.ocr_interface import EngineUnavailable
    from extract.read.ocr.tessdata import data_digest, find_tessdata

    try:
        return data_digest(find_tessdata())
    except EngineUnavailable:
        return "none"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
