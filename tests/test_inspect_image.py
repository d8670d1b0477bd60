"""`phaen inspect --image`: what was read, where it stands on the page's picture."""

from __future__ import annotations

import pytest
from PIL import Image

from extract.model.document import Box, Cell, Document, Grid, Line, Page, Place, TextSource
from extract.model.plan import Finding, Heading, Plan, Project, Value
from phaen.cli import run
from phaen.cli.page_drawing import COLOURS, DOUBTFUL, draw_page, page_marks
from phaen.exit_codes import ExitCode
from schemas.checks import CheckCode
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

BOX = Box(100, 100, 300, 120)


def place(line: int, top: float = 100, page: int = 1) -> Place:
    return Place(page, line, Box(100, top, 300, top + 20))


def plan_of(*blocks: Line | Grid) -> Plan:
    page = Page(1, blocks, TextSource.PDF_TEXT, width=600, height=800)
    return Plan(Document("plan.pdf", "ab" * 32, TextSource.PDF_TEXT, (page,)))


def marks(plan: Plan) -> list[tuple[str, str]]:
    return [(mark.kind, mark.label) for mark in page_marks(plan, plan.document.pages[0])]


def test_lines_cells_and_headings_are_told_apart():
    where = place(2, 200)
    cell = Cell("ก", "ก", 0, 0, where)
    empty = Cell("", "", 0, 1, place(2, 300))
    plan = plan_of(Line("มิติที่ 1", "", place(1)), Grid((cell, empty), 1, 2, where), Line("ข", "", place(3, 400)))
    plan.headings.append(Heading((1,), "", place(1)))
    assert marks(plan) == [("dimension or section", ""), ("table cell", ""), ("line", "")]


def test_a_project_has_a_bar_beside_its_lines_and_its_id():
    plan = plan_of(*(Line("ก", "", place(n, 100 * n)) for n in (1, 2, 3, 4)))
    plan.projects.append(Project("P007", detail_place=place(2), detail_last=place(3)))
    (bar,) = (mark for mark in page_marks(plan, plan.document.pages[0]) if mark.kind == "project")
    assert (bar.label, bar.box.top, bar.box.bottom) == ("P007", 200, 320)
    assert bar.box.x1 <= 100


def test_a_project_of_another_page_is_not_drawn():
    plan = plan_of(Line("ก", "", place(1)))
    plan.projects.append(Project("P007", summary_name=Value("ก", "ก", place(1, page=2))))
    assert marks(plan) == [("line", "")]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (Line("ก", "ก", place(1), confidence=DOUBTFUL - 0.1), "50%"),
        (Line("ก\ufffd", "", place(1)), "?"),
    ],
)
def test_doubtful_text_says_why(line, label):
    assert marks(plan_of(line)) == [("line", ""), ("doubtful", label)]


def test_sure_text_is_not_doubtful():
    assert marks(plan_of(Line("กา", "กา", place(1), confidence=DOUBTFUL))) == [("line", "")]


def test_warnings_stand_where_they_are_about():
    plan = plan_of(Line("ก", "", place(1)))
    plan.findings.append(Finding(CheckCode.TOTAL_MISMATCH, place=place(1)))
    plan.findings.append(Finding(CheckCode.TOTAL_MISMATCH, place=place(1, page=2)))
    plan.findings.append(Finding(CheckCode.VALUE_ALIGNED, place=None))
    assert marks(plan) == [("line", ""), ("doubtful", "total_mismatch")]


def test_the_outline_is_drawn_at_the_scale_of_the_picture():
    picture = Image.new("RGB", (1200, 1600), "white")
    drawn = draw_page(plan_of(Line("ก", "", place(1))), 1, picture)
    shift = drawn.height - picture.height
    assert drawn.getpixel((400, 2 * (100 - 1) + shift)) == COLOURS["line"][:3]
    assert drawn.getpixel((400, 2 * 110 + shift)) == (255, 255, 255)


def test_the_command_draws_a_page(tmp_path, capsys):
    source, out = tmp_path / "plan.pdf", tmp_path / "page.png"
    source.write_bytes(pdf([glyphs("เทศบาล", 100, 800), glyphs("ที่ดิน", 100, 680)]))
    assert run(["inspect", str(source), "--page", "2", "--image", str(out)]) == ExitCode.OK
    with Image.open(out) as picture:
        colours = {colour for _, colour in picture.getcolors(1 << 24)}
        assert picture.width == pytest.approx(595 * 120 / 72, abs=2)
    assert COLOURS["line"][:3] in colours
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["page.png", "plan.pdf"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--page", "1"), ExitCode.USAGE, "go together"),
        (("--image", "x.png"), ExitCode.USAGE, "--image needs --page or --row"),
        (("--page", "3", "--image", "x.png"), ExitCode.SOURCES_FAILED, "there is no page 3: it has 1"),
        (("--page", "1", "--image", "none/x.png"), ExitCode.USAGE, "cannot write none/x.png"),
    ],
)
def test_what_cannot_be_drawn_is_told(tmp_path, monkeypatch, capsys, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.pdf").write_bytes(pdf([glyphs("เทศบาล", 100, 800)]))
    assert run(["inspect", "plan.pdf", *arguments]) == code
    assert message in capsys.readouterr().err


def test_a_text_has_no_page_to_draw(tmp_path, capsys):
    source = tmp_path / "plan.txt"
    source.write_text("มิติที่ 1", encoding="utf-8")
    assert run(["inspect", str(source), "--page", "1", "--image", str(tmp_path / "x.png")]) == ExitCode.SOURCES_FAILED
    assert "files can be drawn" in capsys.readouterr().err
