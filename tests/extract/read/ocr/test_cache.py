import os
from hashlib import sha256
from pathlib import Path

import pytest

from extract.model.document import TextSource
from extract.read.layout.printed import PrintedPage
from extract.read.ocr import cache
from tests.extract.read.ocr.fakes import paper

PAGE = PrintedPage(0, TextSource.OCR, 100.0, 200.0, ocr_confidence=0.5)
NAME = "ab" + "0" * 62


def kept(folder: Path) -> Path:
    """The file of PAGE's record."""
    cache.keep(folder, NAME, PAGE)
    return folder / "ab" / f"{NAME}.page"


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


def test_a_record_with_any_byte_changed_is_no_record(tmp_path):
    path = kept(tmp_path)
    record = path.read_bytes()
    for place in range(len(record)):
        path.write_bytes(record[:place] + bytes([record[place] ^ 1]) + record[place + 1 :])
        assert cache.find(tmp_path, NAME) is None
    path.write_bytes(record[:-1])
    assert cache.find(tmp_path, NAME) is None
    path.write_bytes(record)
    assert cache.find(tmp_path, NAME) == PAGE


def test_a_record_of_another_page_is_no_record(tmp_path):
    other = "ab" + "1" * 62
    kept(tmp_path).rename(tmp_path / "ab" / f"{other}.page")
    assert cache.find(tmp_path, other) is None


def test_a_record_of_other_types_is_no_record_though_its_digest_is_right(tmp_path):
    path = kept(tmp_path)
    content = path.read_bytes().partition(b"\n")[2].replace(b"100.0", b'"100.0"')
    path.write_bytes(sha256(NAME.encode() + b"\0" + content).hexdigest().encode() + b"\n" + content)
    assert cache.find(tmp_path, NAME) is None


def test_a_record_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    kept(tmp_path)
    assert cache.find(tmp_path, NAME) == PAGE
    monkeypatch.setattr(cache, "MOST_BYTES", 20)
    assert cache.find(tmp_path, NAME) is None


def test_a_page_that_makes_too_large_a_record_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "MOST_BYTES", 20)
    cache.keep(tmp_path, NAME, PAGE)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["link", "pipe", "no end"])
def test_what_is_no_ordinary_file_is_no_record_and_is_replaced(tmp_path, kind):
    path = kept(tmp_path)
    elsewhere = path.rename(tmp_path / "elsewhere")
    content = elsewhere.read_bytes()
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    assert cache.find(tmp_path, NAME) is None
    cache.keep(tmp_path, NAME, PAGE)
    assert path.is_file() and not path.is_symlink()
    assert cache.find(tmp_path, NAME) == PAGE
    assert elsewhere.read_bytes() == content


def test_a_folder_that_is_a_link_is_neither_read_nor_written(tmp_path):
    path = kept(tmp_path)
    elsewhere = path.parent.rename(tmp_path / "elsewhere")
    (tmp_path / "ab").symlink_to(elsewhere)
    assert cache.find(tmp_path, NAME) is None
    before = sorted(elsewhere.iterdir())
    cache.keep(tmp_path, "ab" + "2" * 62, PAGE)
    assert sorted(elsewhere.iterdir()) == before


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
