"""The registry of formats: every format is written, named, loaded and offered by the command."""

from __future__ import annotations

import pytest

from phaen.cli import cli
from phaen.cli.convert_command import DEFAULT_FORMATS as OFFERED_BY_DEFAULT
from phaen.cli.convert_command import FORMATS as OFFERED
from phaen.emit.dataset_files import DEFAULT_FORMATS, FILES, FORMATS, RUN_FILE, Format, dataset_files, file_names
from phaen.emit.load import format_in
from phaen.emit.write import write_dataset
from phaen.emit.writers import WRITERS, writer
from schemas.views import views


def test_every_format_has_a_writer_and_files_and_is_offered():
    assert set(WRITERS) == set(FILES) == set(Format)
    assert OFFERED == FORMATS
    assert OFFERED_BY_DEFAULT == DEFAULT_FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_a_writer_is_a_function(format):
    assert callable(writer(format))


def test_no_two_formats_share_a_file():
    names = [name for format in FORMATS for name in FILES[format].names]
    assert len(names) == len(set(names))
    assert dataset_files() == {*names, RUN_FILE}


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_writes_the_files_that_it_names_and_is_recognized(rows, tmp_path, format):
    written = write_dataset(rows, tmp_path, formats=[format])
    assert {path.name for path in written} == file_names([format])
    assert FILES[format].mark in file_names([format])
    assert format_in(tmp_path) is format


def test_stored_tables_are_moved_last():
    assert list(WRITERS)[-1] is Format.PARQUET


def test_the_help_of_query_names_every_view():
    assert [name for name in views() if name not in (cli.commands["query"].help or "")] == []
