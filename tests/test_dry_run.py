"""`phaen convert --dry-run` says what a run would do, and does nothing."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from phaen.cli import run


@pytest.fixture
def plans(tmp_path: Path, sample_plans: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for path in sorted(sample_plans.glob("*.txt"))[-2:]:
        shutil.copy(path, folder)
    return folder


def listed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, str]:
    """What is printed of each source, by the last part of its name."""
    run(["convert", *map(str, arguments), "--dry-run", "--jobs", "1"])
    lines = capsys.readouterr().out.splitlines()
    return {line.split("  ")[0].strip().rstrip(")").split("/")[-1]: line for line in lines if "  " in line.strip()}


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in [folder, *folder.rglob("*")]
    }


def test_new_and_changed_sources_are_told_from_unchanged_ones(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    seven, eight = sorted(path.name for path in plans.iterdir())
    assert "new" in listed(capsys, plans, "-o", out)[seven]
    assert not out.exists()
    run(["convert", str(plans), "-o", str(out), "--format", "csv", "-q", "--jobs", "1"])
    (plans / eight).write_bytes((plans / eight).read_bytes() + b"\n")
    found = listed(capsys, plans, "-o", out)
    assert "unchanged" in found[seven]
    assert "new" in found[eight]
    assert "forced" in listed(capsys, plans, "-o", out, "--force")[seven]
    assert "other options" in listed(capsys, plans, "-o", out, "--ocr", "never")[seven]


def test_nothing_is_written(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["convert", str(plans), "-o", str(tmp_path / "out"), "--format", "csv", "-q", "--jobs", "1"])
    before = everything(tmp_path)
    assert run(["convert", str(plans), "-o", str(tmp_path / "out"), "--dry-run", "--jobs", "1"]) == 0
    assert everything(tmp_path) == before


def test_members_of_archives_are_listed_with_size_and_refusal(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = sorted(plans.iterdir())[-1]
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.write(plan, "inner/plan.txt")
        archive.writestr("../out.txt", "x")
        archive.writestr("notes.xyz", "x")
    found = listed(capsys, tmp_path / "plans.zip", "-o", tmp_path / "out")
    assert f"{plan.stat().st_size:,}" in found["plan.txt"]
    assert "its path in the archive leads out of it" in found["out.txt"]
    assert "notes.xyz" not in found


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("notes.xyz", b"x", ".xyz files cannot be read"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "named .txt, but the content is a PNG image"),
    ],
)
def test_what_shows_at_sight_is_refused_with_the_reason(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    arguments = [tmp_path / name, plans, "-o", tmp_path / "out"]
    assert reason in listed(capsys, *arguments)[name]
    assert run(["convert", *map(str, arguments), "--dry-run", "--jobs", "1"]) == 1


def test_a_source_that_failed_is_told_with_the_reason_of_then(
    tmp_path: Path, plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (plans / "letter.txt").write_text("ขอเชิญประชุม\n" * 20, encoding="utf-8")
    run(["convert", str(plans), "-o", str(tmp_path / "out"), "--format", "csv", "-q", "--jobs", "1"])
    capsys.readouterr()
    assert "nothing in it looks like a plan" in listed(capsys, plans, "-o", tmp_path / "out")["letter.txt"]


def test_missing_programs_are_told(
    tmp_path: Path, plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("phaen.batch.preview.find_libreoffice", lambda: None)
    (plans / "old.rtf").write_bytes(b"{\\rtf1 x}")
    assert "LibreOffice was not found" in listed(capsys, plans, "-o", tmp_path / "out")["old.rtf"]


def test_copies_are_told(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(sorted(plans.iterdir())[0], plans / "z_copy.txt")
    assert "given twice" in listed(capsys, plans, "-o", tmp_path / "out")["z_copy.txt"]


def test_it_goes_with_no_option_that_writes(plans: Path, tmp_path: Path) -> None:
    assert run(["convert", str(plans), "-o", str(tmp_path / "out"), "--dry-run", "--review"]) == 2
    assert run(["convert", str(plans), "-o", str(tmp_path / "out"), "--dry-run", "--log", str(tmp_path / "l")]) == 2
