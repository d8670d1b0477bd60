"""The OCR options of commands that may read scans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

NONE = "none"


def ocr_options(command: Command) -> Command:
    """Add `--ocr` and `--ocr-cache`, as the parameters `ocr` and `ocr_cache`."""
    mode = click.option(
        "--ocr",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Which pages to read by OCR; auto: those whose text layer is missing or not Thai.",
    )
    cache = click.option(
        "--ocr-cache",
        default="",
        metavar="DIR",
        help="Cache folder for OCR results, or 'none'; by default phaen/ocr in the user's cache folder.",
    )
    return mode(cache(command))


def cache_folder(given: str) -> Path | None:
    """The folder given by `--ocr-cache`."""
    from extract.read.ocr.cache import default_folder

    if given.lower() == NONE:
        return None
    return Path(given).absolute() if given else default_folder()
