"""Old Word files, through LibreOffice: the same text and numbers, or an error that names what is missing."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from extract.model.document import Grid, TextSource
from extract.model.errors import ConverterUnavailable, EncryptedSource, UnreadableSource
from extract.read import read_document
from extract.read.reader_interface import ReadableSource
from extract.read.settings import ReadSettings
from extract.read.word import libreoffice, old
from extract.read.word.libreoffice import find_libreoffice, libreoffice_version
from extract.read.word.word_reader import OLE, read_word
from tests.extract.read.word.docx_maker import docx, level, listed, numbering, para, row, table

WORD_STREAM = "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi\ansicpg874 \u3649?\u3612?\u3609?\par {\*\bkmkstart x}second\par}"
needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice is not installed (no command soffice)"
)


@pytest.fixture(scope="module")
def old_files(tmp_path_factory) -> dict[str, Path]:
    """The same document as .doc and .odt, written by LibreOffice."""
    folder = tmp_path_factory.mktemp("old")
    body = para("แผนปฏิบัติการ") + listed("โครงการอบรม") + listed("โครงการตรวจ")
    # A binary file needs a paragraph after its last table.
    body += table(row("ปี ๒๕๖๖", "๒๐,๐๐๐"), row("ก", "ข")) + para("")
    (folder / "plan.docx").write_bytes(docx(body, numbering=numbering(level(0, "%1."))))
    for kind in ("doc", "odt"):
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
        ]
        subprocess.run(
            [*command, "--outdir", folder, folder / "plan.docx"], check=True, capture_output=True, timeout=120
        )
    return {kind: folder / f"plan.{kind}" for kind in ("doc", "odt")}


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_old_files_read_like_new_ones(old_files, kind):
    document = read_document(old_files[kind])
    lines = [block.text for block in document.blocks() if not isinstance(block, Grid)]
    assert lines == ["แผนปฏิบัติการ", "1. โครงการอบรม", "2. โครงการตรวจ"]
    (grid,) = (block for block in document.blocks() if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == ["ปี 2566", "20,000", "ก", "ข"]
    assert document.text_source is TextSource.DOCX
    assert document.source_file == f"plan.{kind}"


@needs_libreoffice
def test_rich_text_and_nothing_left_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    document = read_word(ReadableSource("plan.rtf", RTF))
    assert [block.text for block in document.blocks()] == ["แผน", "second"]
    assert not list(tmp_path.iterdir())


@needs_libreoffice
def test_a_damaged_old_file():
    with pytest.raises(UnreadableSource, match=r"^plan\.doc: "):
        read_word(ReadableSource("plan.doc", OLE + os.urandom(50) + WORD_STREAM + bytes(3_000)))


@pytest.mark.parametrize(
    ("name", "data", "suffix"), [("a.rtf", RTF, ".rtf"), ("a.doc", OLE + bytes(504) + WORD_STREAM, ".doc")]
)
def test_without_libreoffice_the_error_says_what_is_missing(monkeypatch, name, data, suffix):
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    with pytest.raises(ConverterUnavailable, match=rf"^{name}: \{suffix} files .*LibreOffice.*apt install"):
        read_word(ReadableSource(name, data))


def test_a_program_that_hangs_is_ended_with_its_children(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child; wait\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))
    monkeypatch.setattr(old, "DEFAULTS", ReadSettings(convert_seconds=1))
    with pytest.raises(UnreadableSource, match="did not finish within 1 seconds"):
        read_word(ReadableSource("plan.rtf", RTF))
    assert is_gone(int((tmp_path / "child").read_text()))


def is_gone(process: int) -> bool:
    """Whether a process has ended, including a zombie."""
    for _ in range(100):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_program_that_writes_nothing(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))
    with pytest.raises(UnreadableSource, match="damaged: LibreOffice cannot open it"):
        read_word(ReadableSource("plan.rtf", RTF))


def test_a_locked_old_file_is_not_even_tried(monkeypatch):
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    header = b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01" + bytes(20)
    with pytest.raises(EncryptedSource, match="locked by a password"):
        read_word(ReadableSource("plan.doc", OLE + bytes(504) + header + WORD_STREAM))


def test_the_profile_allows_no_macros_and_no_links():
    settings = old._registry()
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings
    assert '<prop oor:name="Link" oor:op="fuse"><value>0</value>' in settings


def test_the_program_ends_with_the_group_that_it_works_for(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nps -o pgid= -p $$ > {tmp_path}/group\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))
    with pytest.raises(UnreadableSource):
        read_word(ReadableSource("plan.rtf", RTF))
    assert int((tmp_path / "group").read_text()) == os.getpgrp()


def test_a_program_that_cannot_be_started_is_no_fault_of_the_file(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_bytes(b"no program at all")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))
    with pytest.raises(ConverterUnavailable, match="cannot be started"):
        read_word(ReadableSource("plan.rtf", RTF))


def test_one_libreoffice_is_told_from_another(monkeypatch, tmp_path):
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh")
    program.chmod(0o755)
    (program.parent / "versionrc").write_text("[Version]")
    (program.parent / "libswlo.so").write_bytes(bytes(10))
    (tmp_path / "soffice").symlink_to(program)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(tmp_path / "soffice"),))
    first = libreoffice_version()
    assert libreoffice_version() == first
    (program.parent / "libswlo.so").write_bytes(bytes(11))
    assert libreoffice_version() != first
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    assert libreoffice_version() == "none"
