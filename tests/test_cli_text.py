"""`phaen text`: what it prints, in each of its forms, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from phaen import cli
from phaen.cli.text_layout import width
from phaen.exit_codes import ExitCode
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf

PAGE = [*glyphs("ลำดับ", 60, 480), *glyphs("บาท", 160, 480), *glyphs("๑", 60, 440), *glyphs("น้อย", 160, 440)]
RULES = [
    *[(50, y, 350, y) for y in (500, 460, 420)],
    *[(x, 420, x, 500) for x in (50, 150, 350)],
]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([PAGE, glyphs("สอง", 60, 700), glyphs("สาม", 60, 700)], RULES))
    return path


def printed(capsys, *arguments):
    assert cli.run(["text", *map(str, arguments)]) == ExitCode.OK
    return capsys.readouterr().out


def test_lines_cells_and_pages(plan, capsys):
    assert printed(capsys, plan) == "ลำดับ\tบาท\n๑\tน้อย\n\fสอง\n\fสาม\n"


@pytest.mark.parametrize(
    ("pages", "text"), [("2", "สอง\n"), ("2,3", "สอง\n\fสาม\n"), ("2-", "สอง\n\fสาม\n"), ("3-9", "สาม\n")]
)
def test_only_the_pages_that_are_asked_for(plan, capsys, pages, text):
    assert printed(capsys, plan, "--pages", pages) == text


@pytest.mark.parametrize("pages", ["0", "x", "3-1", "-", "1,,2"])
def test_a_list_of_pages_that_is_none_is_wrong_usage(plan, pages):
    assert cli.run(["text", str(plan), "--pages", pages]) == ExitCode.USAGE


def test_pages_that_the_file_does_not_have_are_told(plan, capsys):
    assert cli.run(["text", str(plan), "--pages", "4"]) == ExitCode.SOURCES_FAILED
    assert "plan.pdf: it has none of these pages" in capsys.readouterr().err


def test_layout_keeps_columns_in_place(plan, capsys):
    lines = printed(capsys, plan, "--layout", "--pages", "1").splitlines()
    first, last = lines[0], lines[-1]
    assert width(first[: first.index("บ", 5)]) == width(last[: last.index("น")])
    assert "\t" not in "".join(lines)


def test_json_has_boxes_cells_and_repairs(plan, capsys):
    data = json.loads(printed(capsys, plan, "--json", "--pages", "1"))
    (page,) = data["pages"]
    assert (data["source_file"], page["page"], page["text_source"], page["quality"]) == ("plan.pdf", 1, "pdf_text", 1)
    (line, _) = page["lines"]
    assert [cell["text"] for cell in line["cells"]] == ["ลำดับ", "บาท"]
    x0, top, x1, bottom = line["box"]
    assert (x0, bottom) == pytest.approx((60, 842 - 480), abs=1)
    assert top < bottom
    assert x1 > 170


def test_a_text_file_keeps_its_digits_and_its_tables(tmp_path, capsys):
    path = tmp_path / "plan.txt"
    path.write_text("**แผน ปี ๒๕๖๖**\nก\tข\n๑\t๒\n", encoding="utf-8")
    assert printed(capsys, path) == "แผน ปี ๒๕๖๖\nก\tข\n๑\t๒\n"
    assert json.loads(printed(capsys, path, "--json"))["pages"][0]["lines"][0]["box"] is None


@pytest.mark.parametrize(("name", "content"), [("plan.pdf", b"%PDF-1.7\n"), ("plan.txt", b""), ("plan.xyz", b"x")])
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, capsys, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert cli.run(["text", str(path)]) == ExitCode.SOURCES_FAILED
    assert capsys.readouterr().err.startswith(f"failed: {path}: ")


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([glyphs("ก" * 40, 60, 700)] * 60))
    child = subprocess.Popen(
        [sys.executable, "-m", "phaen", "text", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.read(10)
    child.stdout.close()
    errors = child.stderr.read()
    child.stderr.close()
    assert (child.wait(60), errors) == (0, b"")


@pytest.mark.parametrize("form", [[], ["--json"], ["--layout"]])
def test_ink_without_any_text_is_no_success(tmp_path, capsys, form):
    drawn = pdf([[]], before="10 10 300 200 re f")
    path = tmp_path / "scan.pdf"
    path.write_bytes(drawn)
    assert cli.run(["text", str(path), "--ocr", "never", *form]) == ExitCode.SOURCES_FAILED
    assert "scan.pdf: no page shows text that could be read: no text found on 1" in capsys.readouterr().err


def test_a_page_without_its_text_among_others_is_told(tmp_path, capsys):
    data = pdf([glyphs("สอง", 60, 700), []], before="10 10 300 200 re f")
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    assert cli.run(["text", str(path), "--ocr", "never"]) == ExitCode.OK
    said = capsys.readouterr()
    assert said.out == "สอง\n\f"
    assert "plan.pdf: pages without their text: no text found on 1" in said.err


def test_an_empty_page_is_a_success(tmp_path, capsys):
    path = tmp_path / "blank.pdf"
    path.write_bytes(pdf([[]]))
    assert cli.run(["text", str(path), "--ocr", "never"]) == ExitCode.OK
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", [[], ["--json"], ["--layout"]])
def test_every_character_of_a_text_layer_can_be_printed(tmp_path, form):
    told = list(PAGE)
    told += [Glyph("ข", "\ud83d", 60, 300), Glyph("ค", "\U0001f4cc", 90, 300), Glyph("ง", "\U0010ffff", 120, 300)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([told], RULES))
    command = [sys.executable, "-m", "phaen", "text", str(path), "--ocr", "never", *form]
    for encoding in ("utf-8", "ascii"):
        done = subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": encoding}
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\xf0\x9f\x93\x8c" in done.stdout or b"\\U0001f4cc" in done.stdout or b"\\ud83d" in done.stdout
