"""The version of the rules: what changes it, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from phaen.batch import rules_digest as module
from phaen.batch.rules_digest import rules


@pytest.fixture(autouse=True)
def anew():
    rules.cache_clear()
    yield
    rules.cache_clear()


def with_data(monkeypatch: pytest.MonkeyPatch, folder: Path, size: int) -> str:
    """The rules on a machine that has language data of this size."""
    folder.mkdir()
    for name in ("tha", "eng"):
        (folder / f"{name}.traineddata").write_bytes(b"x" * size)
    monkeypatch.setenv("TESSDATA_PREFIX", str(folder))
    rules.cache_clear()
    return rules()


def test_they_stay_the_same():
    first = rules()
    rules.cache_clear()
    assert rules() == first


def test_they_change_with_the_code(monkeypatch, tmp_path):
    first = rules()
    rules.cache_clear()
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "terms.py").write_text("x", encoding="ascii")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    assert rules() != first


def test_they_change_with_the_data_that_scans_are_read_by(monkeypatch, tmp_path):
    one = with_data(monkeypatch, tmp_path / "one", 10)
    same = with_data(monkeypatch, tmp_path / "elsewhere", 10)
    other = with_data(monkeypatch, tmp_path / "other", 11)
    assert one == same != other


def test_data_that_is_missing_is_told_from_data_that_is_there(monkeypatch, tmp_path):
    there = with_data(monkeypatch, tmp_path / "there", 10)
    from extract.read.ocr import tessdata

    monkeypatch.delenv("TESSDATA_PREFIX")
    monkeypatch.setattr(tessdata, "FOLDERS", ())
    rules.cache_clear()
    assert rules() != there
