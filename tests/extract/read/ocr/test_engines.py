from importlib.metadata import EntryPoint, EntryPoints

import pytest

from extract.read.ocr import engines
from extract.read.ocr.ocr_interface import EngineUnavailable
from tests.extract.read.ocr.fakes import Fake

NAME = "tests.extract.read.ocr.fakes:make"


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(EngineUnavailable, match=r"no OCR engine called 'stone'.*tesseract"):
        engines.engine("stone")


def test_an_engine_of_an_entry_point_is_found(monkeypatch):
    point = EntryPoint("mine", "tests.extract.read.ocr.fakes:make", engines.GROUP)
    monkeypatch.setattr(engines, "entry_points", lambda group: EntryPoints([point]) if group == engines.GROUP else [])
    assert isinstance(engines.engine("mine"), Fake)


def test_an_engine_is_made_once():
    assert engines.engine(NAME) is engines.engine(NAME)


def test_an_engine_that_cannot_be_loaded_is_told():
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        engines.engine("no_such_module:make")
