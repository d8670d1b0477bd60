from pathlib import Path

import pytest

from extract.model.document import TextSource
from extract.read.layout.printed import PrintedPage
from extract.read.ocr import cache
from tests.extract.read.ocr.fakes import paper

PAGE = PrintedPage(0, TextSource.OCR, 100.0, 200.0, ocr_confidence=0.5)


def test_a_page_is_found_again(tmp_path):
    name = cache.key(paper(), 200, "engine 1", "settings")
    assert cache.find(tmp_path, name) is None
    cache.keep(tmp_path, name, PAGE)
    assert cache.find(tmp_path, name) == PAGE
    assert not list(tmp_path.rglob("*.part"))


def test_another_picture_resolution_or_version_is_another_page():
    other = paper()
    other[0, 0] = 0
    names = {
        cache.key(paper(), 200, "engine 1"),
        cache.key(other, 200, "engine 1"),
        cache.key(paper(), 150, "engine 1"),
        cache.key(paper(), 200, "engine 2"),
        cache.key(paper(600, 800), 200, "engine 1"),
    }
    assert len(names) == 5


def test_a_damaged_record_is_no_record(tmp_path):
    name = cache.key(paper(), 200, "engine 1")
    cache.keep(tmp_path, name, PAGE)
    next(tmp_path.rglob("*.json")).write_bytes(b'{"format": 1')
    assert cache.find(tmp_path, name) is None


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache.keep(blocked, "abc", PAGE)
    assert cache.find(blocked, "abc") is None


def test_without_a_folder_nothing_is_kept():
    cache.keep(None, "abc", PAGE)
    assert cache.find(None, "abc") is None


def test_the_usual_folder_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache.default_folder() == Path(tmp_path) / "phaen" / "ocr"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_every_system_has_such_a_folder(monkeypatch, platform):
    monkeypatch.setattr("sys.platform", platform)
    assert cache.default_folder().parts[-2:] == ("phaen", "ocr")
