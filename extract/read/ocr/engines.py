"""Which OCR engines there are, and one of each kept for as long as the process lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from extract.read.ocr.ocr_interface import EngineUnavailable, OcrEngine

GROUP = "phaen.ocr"
"""Entry point group of further engines."""

BUILT_IN = {"tesseract": "extract.read.ocr.tesseract:make"}
"""Name -> "module:function" that makes the engine."""


@cache
def engine(name: str) -> OcrEngine:
    """The engine of that name, or made by that "module:function".

    Raises EngineUnavailable where there is none, or it lacks something.
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
