from importlib.metadata import EntryPoint, EntryPoints

import pytest

from extract.read.ocr import engines
from extract.read.ocr.interface import EngineUnavailable
from tests.read.ocr.fakes import Fake


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(EngineUnavailable, match="no OCR engine called 'stone'.*tesseract"):
        engines.engine("stone")


def test_an_engine_of_an_entry_point_is_found(monkeypatch):
    point = EntryPoint("mine", "tests.read.ocr.fakes:make", engines.GROUP)
    monkeypatch.setattr(engines, "entry_points", lambda group: EntryPoints([point]) if group == engines.GROUP else [])
    assert isinstance(engines.engine("mine"), Fake)


def test_an_engine_is_made_once():
    assert engines.engine("fake_make") is engines.engine("fake_make")
