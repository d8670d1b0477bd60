"""Views of sources: pictures of pages and numbered lines."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract.model.document import Box, Cell, Line, Place
from phaen.batch.sources import BatchSource
from phaen.review.review_options import ReviewOptions
from phaen.review.views import (
    LONGEST_LINE,
    PAGES_PER_JOB,
    ViewJob,
    Views,
    _black_boxes,
    _blackened,
    make_views,
    view_jobs,
)


def source(path: Path) -> BatchSource:
    return BatchSource(path, path.name, digest=sha256(path.read_bytes()).hexdigest())


def views(path: Path, *pages: int, **options: object) -> Views:
    return make_views(ViewJob("0" * 16, source(path), ReviewOptions(**options), pages), 1)  # type: ignore[arg-type]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(200, 300))
    for page in range(3):
        canvas.drawString(20, 200, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return tmp_path / "a.pdf"


def test_pages_are_drawn_at_the_resolution_asked_for(pdf: Path) -> None:
    found = views(pdf, 1, 3, dpi=72)
    assert list(found.pictures) == [1, 3]
    with Image.open(BytesIO(found.pictures[3])) as picture:
        assert (picture.size, picture.format) == ((200, 300), "WEBP")
        assert np.asarray(picture.convert("L")).min() < 100  # something is printed


def test_the_same_page_gives_the_same_bytes(pdf: Path) -> None:
    assert views(pdf, 2) == views(pdf, 2)


def test_a_page_that_is_not_there_is_a_reason(pdf: Path) -> None:
    assert views(pdf, 4) == Views(reason="there is no page 4: it has 3")


def test_a_source_that_has_changed_is_not_shown(pdf: Path) -> None:
    old = source(pdf)
    pdf.write_bytes(pdf.read_bytes() + b"%")
    assert "has changed" in make_views(ViewJob("0" * 16, old, ReviewOptions(), (1,)), 1).reason


def test_a_source_that_is_gone_is_a_reason(pdf: Path) -> None:
    old = source(pdf)
    pdf.unlink()
    assert make_views(ViewJob("0" * 16, old, ReviewOptions(), (1,)), 1).reason


def test_a_text_has_the_line_numbers_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("หนึ่ง\r\n\r\nสาม\f\r\nสี่".encode("cp874"))
    assert views(path).lines == ((1, 1, "หนึ่ง"), (1, 2, ""), (1, 3, "สาม\f"), (1, 4, "สี่"))


def test_a_line_of_any_length_is_shown_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("ก" * 5 * LONGEST_LINE, "utf-8")
    assert [len(text) for _, _, text in views(path).lines] == [LONGEST_LINE]


def test_a_word_file_has_lines_too(root: Path) -> None:
    found = views(root / "samples/documents/6_nakhon_thara_thong.docx").lines
    assert len(found) > 200
    assert len({(page, line) for page, line, _ in found}) == len(found)


def test_long_plans_are_several_jobs(pdf: Path) -> None:
    jobs = list(view_jobs("0" * 16, source(pdf), ReviewOptions(), range(1, 61)))
    assert [page for job in jobs for page in job.pages] == list(range(1, 61))
    assert {len(job.pages) for job in jobs[:-1]} == {PAGES_PER_JOB}


def test_pictures_can_be_left_out_but_not_lines(pdf: Path, tmp_path: Path) -> None:
    assert list(view_jobs("0" * 16, source(pdf), ReviewOptions(pictures=False), [1])) == []
    (tmp_path / "a.txt").write_text("a")
    assert len(list(view_jobs("0" * 16, source(tmp_path / "a.txt"), ReviewOptions(pictures=False), [1]))) == 1


# --- redaction


def test_names_in_lines_are_blackened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ผู้รับผิดชอบ\nนางสาวแก้วใจ ใสสว่าง\n", "utf-8")
    assert [text for _, _, text in views(path, redact=True).lines] == ["ผู้รับผิดชอบ", "นางสาว██████ ███████", ""]


def test_lines_and_cells_with_names_are_black_with_the_signature_above() -> None:
    line = Line("(นายดี มาก)", "", Place(1, 1, Box(10, 100, 60, 110)))
    cell = Cell("นายดี มาก", "", 0, 0, Place(1, 2, Box(0, 0, 50, 20)))
    other = Line("กองคลัง", "", Place(1, 3, Box(10, 200, 60, 210)))
    assert list(_black_boxes([line, cell, other])) == [Box(10, 75, 60, 110), Box(0, 0, 50, 20)]


def test_black_boxes_are_where_the_page_has_them() -> None:
    page = _blackened(Image.new("RGB", (400, 600), "white"), [Box(10, 20, 30, 40)], 200.0)
    black = np.argwhere(np.asarray(page.convert("L")) == 0)
    assert (black.min(axis=0).tolist(), black.max(axis=0).tolist()) == ([40, 20], [80, 60])


def test_a_page_that_was_not_read_is_not_shown() -> None:
    page = _blackened(Image.new("RGB", (4, 6), "black"), [], None)
    assert np.asarray(page).min() == 255


def test_a_page_with_a_name_is_drawn_with_its_line_blackened(root: Path) -> None:
    """The sample names a person below its signature."""
    path = root / "samples/documents/3_khet_suan_mali.web.pdf"
    pages = range(1, 20)
    plain, black = views(path, *pages[:3], dpi=60), views(path, *pages[:3], dpi=60, redact=True)
    darker = [
        np.asarray(Image.open(BytesIO(black.pictures[page])).convert("L"))
        < np.asarray(Image.open(BytesIO(plain.pictures[page])).convert("L")).astype(int) - 100
        for page in plain.pictures
    ]
    assert max(int(page.sum()) for page in darker) > 200
