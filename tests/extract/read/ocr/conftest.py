import cv2
import pytest

from extract.read.ocr import engines
from extract.read.ocr.ocr_interface import EngineUnavailable
from extract.read.ocr.tessdata import find_tessdata
from tests.conftest import ROOT

PICTURES = ROOT / "tests" / "extract" / "read" / "ocr" / "pictures"


@pytest.fixture(autouse=True)
def fresh_engines():
    """Engines are not shared between tests."""
    engines.engine.cache_clear()
    yield
    engines.engine.cache_clear()


@pytest.fixture
def picture():
    """A made-up picture in this folder, in greyscale."""
    return lambda name: cv2.imread(str(PICTURES / f"{name}.png"), cv2.IMREAD_GRAYSCALE)


@pytest.fixture(scope="session")
def tesseract():
    """Tesseract, if its data is installed."""
    try:
        find_tessdata()
    except EngineUnavailable as error:
        pytest.skip(str(error))
    return engines.engine("tesseract")
