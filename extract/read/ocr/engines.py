"""The available OCR engines. One instance of each is kept for the lifetime of the process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from extract.read.ocr.ocr_interface import EngineUnavailable, OcrEngine

GROUP = "phaen.ocr"
"""Entry point group of additional engines."""

BUILT_IN = {"tesseract": "extract.read.ocr.tesseract:make"}
"""Maps a name to the "module:function" that creates the engine."""


@cache
def engine(name: str) -> OcrEngine:
    """The engine of that name, or created by that "module:function".

    Raises EngineUnavailable if there is none, or if a requirement of it is missing.
    """
    return _maker(name)()


def _maker(name: str) -> Callable[[], OcrEngine]:
    if name in BUILT_IN:
        return _named(BUILT_IN[name])
    found = {point.name: point for point in entry_points(group=GROUP)}
    if ":" not in name and name not in found:
        known = ", ".join(sorted({*BUILT_IN, *found}))
        raise EngineUnavailable(f"there is no OCR engine called {name!r}; known are: {known}")
    try:
        return _named(name) if ":" in name else cast(Callable[[], OcrEngine], found[name].load())
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(f"the OCR engine {name!r} cannot be loaded: {error}") from error


def _named(target: str) -> Callable[[], OcrEngine]:
    module, _, function = target.partition(":")
    return cast(Callable[[], OcrEngine], getattr(import_module(module), function))
