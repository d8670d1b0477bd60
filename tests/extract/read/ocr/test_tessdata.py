import pytest

from extract.read.ocr import tessdata
from extract.read.ocr.ocr_interface import EngineUnavailable
from extract.read.ocr.tessdata import find_tessdata


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """No folder of this machine is searched."""
    monkeypatch.setattr(tessdata, "FOLDERS", ())
    monkeypatch.setattr("sys.prefix", str(tmp_path / "python"))
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    return tmp_path


def put(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.traineddata").write_bytes(b"data")


def test_what_is_missing_is_named_with_the_command_that_brings_it(alone):
    with pytest.raises(EngineUnavailable, match=r"tha.traineddata, eng.traineddata.*apt-get install tesseract-ocr-tha"):
        find_tessdata()


def test_only_what_is_missing_is_named(alone, monkeypatch):
    put(alone / "data", "eng")
    monkeypatch.setenv("TESSDATA_PREFIX", str(alone / "data"))
    with pytest.raises(EngineUnavailable) as told:
        find_tessdata()
    assert "tha.traineddata" in str(told.value)
    assert "eng.traineddata" not in str(told.value)


@pytest.mark.parametrize("below", ["", "tessdata"])
def test_the_variable_names_the_folder_or_the_one_above(alone, monkeypatch, below):
    put(alone / "data" / below, "tha", "eng")
    monkeypatch.setenv("TESSDATA_PREFIX", str(alone / "data"))
    assert find_tessdata() == alone / "data" / below


def test_the_usual_folders_are_found(alone, monkeypatch):
    put(alone / "share" / "5" / "tessdata", "tha", "eng")
    monkeypatch.setattr(tessdata, "FOLDERS", (str(alone / "share" / "*" / "tessdata"),))
    assert find_tessdata() == alone / "share" / "5" / "tessdata"
