"""One source: rows, or a failed row with the reason; never an exception."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest

from extract.model.errors import UnreadableSource
from phaen.batch import one
from phaen.batch.failure import describe
from phaen.batch.one import convert_source
from phaen.batch.sources import BatchSource


def raiser(error: BaseException) -> object:
    def read_plan(path: Path, source_file: str | None = None, options: object = None, corrections: object = ()) -> None:
        raise error

    return read_plan


@pytest.fixture
def source(tmp_path: Path) -> BatchSource:
    path = tmp_path / "plan.txt"
    path.write_text("some text", encoding="utf-8")
    return BatchSource(path, "plans/plan.txt")


def test_a_source_error_becomes_a_failed_row(source: BatchSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one, "read_plan", raiser(UnreadableSource("plan.txt", "it is a picture")))
    outcome = convert_source(source)
    (row,) = outcome.rows["documents"]
    assert outcome.failed
    assert outcome.error == "it is a picture"
    assert (row["source_file"], row["status"], row["error"]) == ("plans/plan.txt", "failed", "it is a picture")
    assert row["sha256"] == outcome.sha256 == hashlib.sha256(b"some text").hexdigest()


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), RecursionError("deep"), KeyError("k")])
def test_an_unexpected_exception_does_too_and_keeps_its_trace(
    source: BatchSource, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(one, "read_plan", raiser(error))
    outcome = convert_source(source)
    assert outcome.error == f"internal error: {describe(error)}"
    assert type(error).__name__ in outcome.trace


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), MemoryError(), OSError(errno.ENOSPC, "No space left on device")]
)
def test_what_is_no_fault_of_the_source_passes(
    source: BatchSource, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(one, "read_plan", raiser(error))
    with pytest.raises(type(error)):
        convert_source(source)


def test_a_file_that_grows_as_fast_as_it_is_read_ends(tmp_path: Path) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            return b"x" * size

    assert one._digest(Endless(), 3_000_000) == hashlib.sha256(b"x" * 3_000_000).hexdigest()


def test_a_pipe_has_no_digest_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    outcome = convert_source(BatchSource(tmp_path / "pipe.txt", "pipe.txt"))
    assert (outcome.error, outcome.sha256) == ("this is not an ordinary file", "")


@pytest.mark.parametrize(("name", "sha256"), [("gone.txt", ""), ("", "")])
def test_what_cannot_be_read_has_no_digest(tmp_path: Path, name: str, sha256: str) -> None:
    outcome = convert_source(BatchSource(tmp_path / name, name or "folder"))
    assert outcome.failed
    assert outcome.sha256 == sha256
    assert "internal error" not in outcome.error


def test_an_exception_is_described_in_one_line() -> None:
    assert describe(ValueError("two\nlines")) == "ValueError: two lines"
    assert describe(MemoryError()) == "MemoryError"
