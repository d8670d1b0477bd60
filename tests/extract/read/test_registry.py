"""read_document: which reader handles which file, and the messages for rejected files."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from extract.model.document import TextSource
from extract.model.errors import SourceTooLarge, UnreadableSource, UnsupportedSource
from extract.read import read_document
from extract.read.registry import READERS, TEXT_READER
from extract.read.settings import DEFAULTS, ReadSettings

KINDS = {
    "PDF": b"%PDF-1.7\n",
    "ZIP": b"PK\x03\x04rest",
    "OLE": bytes.fromhex("D0CF11E0A1B11AE1"),
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF89a",
    "JPEG": b"\xff\xd8\xff\xe0",
    "RTF": b"{\\rtf1 x}",
}


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


TEXT_SUFFIXES = [suffix for suffix, reader in READERS.items() if reader == TEXT_READER]


@pytest.mark.parametrize("suffix", [*TEXT_SUFFIXES, ".TXT", ""])
def test_text_names(tmp_path, suffix):
    document = read_document(save(tmp_path, f"plan{suffix}", "แผน".encode()))
    assert document.text_source is TextSource.TEXT
    assert document.source_file == f"plan{suffix}"
    assert document.sha256 == sha256("แผน".encode()).hexdigest()


def test_the_given_name_is_used(tmp_path):
    path = save(tmp_path, "a.txt", "แผน".encode())
    assert read_document(path, source_file="folder/ข.txt").source_file == "folder/ข.txt"
    with pytest.raises(SourceTooLarge, match=r"^folder/ข\.txt: "):
        read_document(path, source_file="folder/ข.txt", max_bytes=2)


@pytest.mark.parametrize(("kind", "data"), KINDS.items())
def test_content_that_is_not_what_the_name_says(tmp_path, kind, data):
    with pytest.raises(UnreadableSource, match=rf"plan\.txt: named \.txt, but the content is .*{kind}"):
        read_document(save(tmp_path, "plan.txt", data))


@pytest.mark.parametrize("suffix", [".csv", ".xyz", ".png2"])
def test_unsupported_names(tmp_path, suffix):
    with pytest.raises(UnsupportedSource, match=rf"\{suffix} files cannot be read"):
        read_document(save(tmp_path, f"plan{suffix}", b"x"))


def test_unsupported_content_without_a_suffix(tmp_path):
    with pytest.raises(UnsupportedSource, match="GIF"):
        read_document(save(tmp_path, "plan", KINDS["GIF"]))


def test_pictures_without_a_suffix_are_known_by_their_content(tmp_path):
    with pytest.raises(UnreadableSource, match="picture is damaged"):
        read_document(save(tmp_path, "plan", KINDS["PNG"]))


def test_missing_and_unfit_paths(tmp_path):
    with pytest.raises(UnreadableSource, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableSource, match="folder"):
        read_document(tmp_path)
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        read_document(tmp_path / "nul\0.txt")
    with pytest.raises(UnreadableSource, match="is empty"):
        read_document(save(tmp_path, "empty.txt", b""))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableSource, match="not an ordinary file"):
        read_document(tmp_path / "pipe.txt")


def test_a_locked_file(tmp_path, monkeypatch):
    path = save(tmp_path, "plan.txt", "แผน".encode())

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableSource, match="permission denied"):
        read_document(path)


def test_the_limit_is_checked_before_reading(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)  # a sparse file: no disk is used
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(SourceTooLarge, match="300,000,000"):
        read_document(path)


def test_the_limit_holds_for_a_file_that_grows(tmp_path, monkeypatch):
    path = save(tmp_path, "plan.txt", b"x" * 100)
    monkeypatch.setattr("extract.read.registry.examine", lambda *_: None)
    with pytest.raises(SourceTooLarge):
        read_document(path, max_bytes=99)


def test_settings_are_checked():
    assert 50_000_000 < DEFAULTS.max_bytes < 300_000_000
    with pytest.raises(ValueError, match="max_pieces"):
        ReadSettings(max_pieces=0)
