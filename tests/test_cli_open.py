"""`phaen open`: the program of the system is started with the path, or the path is printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from phaen import cli
from phaen.exit_codes import ExitCode

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the program of the system has another name elsewhere")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a workbook and a review."""
    out = tmp_path / "out put"
    (out / "review").mkdir(parents=True)
    (out / "dataset.xlsx").touch()
    (out / "review" / "index.html").touch()
    return out


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file into which the program of the system, which is ours, writes what it was given."""
    told = tmp_path / "opened"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{told}"\necho noise\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    return told


@pytest.mark.parametrize(
    ("what", "path"), [((), "dataset.xlsx"), (("workbook",), "dataset.xlsx"), (("review",), "review/index.html")]
)
def test_the_program_gets_the_path(
    folder: Path, opened: Path, capsys: pytest.CaptureFixture[str], what: tuple[str, ...], path: str
) -> None:
    assert cli.run(["open", str(folder), *what]) == ExitCode.OK
    assert opened.read_text(encoding="utf-8") == f"{folder / path}|"
    assert capsys.readouterr().out == ""


def test_without_a_workbook_the_report_is_next(folder: Path, opened: Path) -> None:
    (folder / "dataset.xlsx").unlink()
    (folder / "report.html").touch()
    assert cli.run(["open", str(folder)]) == ExitCode.OK
    assert opened.read_text(encoding="utf-8") == f"{folder / 'report.html'}|"


def test_a_relative_path_that_looks_like_an_option_is_none(
    folder: Path, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(folder.parent / "-o")
    monkeypatch.chdir(folder.parent)
    assert cli.run(["open", "--", "-o"]) == ExitCode.OK
    assert opened.read_text(encoding="utf-8").startswith("/")


def test_where_there_is_no_display_the_path_is_printed(
    folder: Path, opened: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert cli.run(["open", str(folder)]) == ExitCode.OK
    assert capsys.readouterr().out == f"{folder / 'dataset.xlsx'}\n"
    assert not opened.exists()


def test_a_program_that_fails_is_as_none(folder: Path, opened: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (opened.parent / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert cli.run(["open", str(folder)]) == ExitCode.OK
    assert capsys.readouterr().out == f"{folder / 'dataset.xlsx'}\n"


def test_what_is_not_there_is_told_with_what_writes_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["open", str(folder), "report"]) == ExitCode.USAGE
    assert "there is no report.html; phaen report" in capsys.readouterr().err
    assert cli.run(["open", str(folder.parent / "bin")]) == ExitCode.USAGE
    assert "phaen convert" in capsys.readouterr().err
