"""Finds Tesseract's language data, which is installed by the operating system, not by the Python package."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from extract.read.ocr.ocr_interface import EngineUnavailable

LANGUAGES = ("tha", "eng")

FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/usr/local/share/tesseract-ocr/*/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
    "C:/Program Files (x86)/Tesseract-OCR/tessdata",
)
"""Install locations of the packages of Debian, Fedora, Arch, Alpine, Homebrew, MacPorts and Windows."""

_CHUNK = 1 << 20


def find_tessdata(languages: Iterable[str] = LANGUAGES) -> Path:
    """The folder with the data of all `languages`. Raises EngineUnavailable that names what is missing."""
    wanted = tuple(languages)
    best = wanted
    for folder in _folders():
        missing = tuple(name for name in wanted if not (folder / f"{name}.traineddata").is_file())
        if not missing:
            return folder
        best = min(best, missing, key=len)
    raise EngineUnavailable(_advice(best))


def data_digest(folder: Path, languages: Iterable[str] = LANGUAGES) -> str:
    """A digest (16 hex digits) of the language data in a folder, which has no other identification of its release.

    Raises EngineUnavailable if a file cannot be read.
    """
    digest = blake2b(digest_size=8)
    for name in languages:
        path = folder / f"{name}.traineddata"
        try:
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError as error:
            raise EngineUnavailable(f"Tesseract's language data cannot be read: {path}: {error.strerror}") from error
    return digest.hexdigest()


def _folders() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    yield Path(sys.prefix) / "share" / "tessdata"
    for pattern in FOLDERS:
        root = Path(pattern).anchor
        if root and Path(root).exists():
            yield from sorted(Path(root).glob(pattern.removeprefix(root)), reverse=True)


def _advice(missing: Iterable[str]) -> str:
    names = list(missing)
    packages = " ".join(f"tesseract-ocr-{name}" for name in names)
    return (
        f"Tesseract's language data is missing: {', '.join(f'{name}.traineddata' for name in names)}. "
        f"Install it with `apt-get install {packages}` (`brew install tesseract-lang` on macOS), "
        "or put the files into a folder and name it in TESSDATA_PREFIX"
    )


if __name__ == "__main__":
    # for the set-up: exits with 1 if the data is missing
    try:
        sys.stdout.write(f"{find_tessdata()}\n")
    except EngineUnavailable as error:
        sys.exit(str(error))
