"""Errors of phaen itself are never attributed to the source. Errors that libraries raise for damaged data are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.model.errors import UnreadableSource
from extract.read import read_document
from extract.read.damage import TRIPPED, fonttools_errors, pdfplumber_errors
from extract.read.pdf import font_names, page_glyphs
from extract.read.pdf.font_names import names_of
from phaen.batch.failure import FailureKind
from phaen.batch.one import convert_source
from phaen.batch.sources import BatchSource
from tests.extract.read.ocr.fakes import paper, png


def fail(error: Exception) -> object:
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    (tmp_path / "a.png").write_bytes(png(paper()))
    return tmp_path / "a.png"


@pytest.mark.parametrize("error", [ValueError("a defect"), FileNotFoundError("ours.npz"), MemoryError()])
def test_an_error_in_preparing_a_picture_is_no_damage_of_it(
    picture: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr("extract.read.ocr.page.fit", fail(error))
    with pytest.raises(type(error)):
        read_document(picture)


def test_a_picture_that_is_cut_off_is_damaged(picture: Path) -> None:
    picture.write_bytes(picture.read_bytes()[:-40])
    with pytest.raises(UnreadableSource, match="the picture is damaged"):
        read_document(picture)


@pytest.mark.parametrize("error", [KeyError("a defect"), FileNotFoundError("ours.toml"), MemoryError()])
def test_an_error_in_reading_a_page_is_no_damage_of_the_pdf(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(page_glyphs, "read_chars", fail(error))
    with pytest.raises(type(error)):
        read_document(root / "samples/documents/7_tambon_thung_dao_rueang.web.pdf")


def test_it_ends_the_source_as_an_internal_error_with_its_trace(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_glyphs, "read_chars", fail(KeyError("a defect")))
    path = root / "samples/documents/7_tambon_thung_dao_rueang.web.pdf"
    failure = convert_source(BatchSource(path, path.name)).failure
    assert failure is not None
    assert failure.kind is FailureKind.INTERNAL
    assert "raise_it" in failure.trace


class Damaged:
    """A font whose character map ends after its first entry."""

    def __contains__(self, table: str) -> bool:
        return table == "cmap"

    def __getitem__(self, table: str) -> Damaged:
        return self

    @property
    def tables(self) -> Iterator[Damaged]:
        yield self
        raise fonttools_errors()[-1]("damaged")

    platformID, platEncID, cmap = 0, 3, {0x0E01: "one", 0x7FFFFFFF: "two"}  # noqa: N815


def test_a_damaged_font_gives_what_comes_before_the_damage() -> None:
    assert names_of(["one", "two"], Damaged(), is_named=False) == {0: "ก"}


def test_a_table_of_ours_that_is_missing_is_no_damage_of_the_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_names, "font_data", fail(FileNotFoundError("thai_fonts.toml")))
    with pytest.raises(FileNotFoundError):
        names_of(["one", "two"], Damaged(), is_named=False)


@pytest.mark.parametrize("errors", [TRIPPED, fonttools_errors(), pdfplumber_errors()])
@pytest.mark.parametrize("ours", [FileNotFoundError, PermissionError, ImportError, MemoryError, NameError])
def test_nothing_of_ours_counts_as_damage(errors: tuple[type[Exception], ...], ours: type[Exception]) -> None:
    assert not issubclass(ours, errors)
