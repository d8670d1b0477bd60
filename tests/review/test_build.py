"""The review as a whole: what is in it, for each choice of the user."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.engines.local import LocalEngine
from phaen.batch.limits import DEFAULT_LIMITS
from phaen.batch.sources import BatchSource
from phaen.cli import run
from phaen.review.build_review import ReviewSummary, write_review
from phaen.review.documents import NoDatasetError
from phaen.review.folder import MANIFEST
from phaen.review.found_sources import sources_in, sources_of_run
from phaen.review.overview import PLAN_COLUMNS, PLANS_PER_PAGE
from phaen.review.review_options import ReviewOptions
from tests.review.plans import document_id, document_row, rows_of, text_plan, write


def given(path: Path) -> Any:
    """The data of a script."""
    text = path.read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def review(out: Path, sources: dict[str, BatchSource] | None = None, **options: object) -> ReviewSummary:
    return write_review(out, sources or {}, InlineEngine(), ReviewOptions(**options))  # type: ignore[arg-type]


def plans_in(out: Path) -> list[dict[str, Any]]:
    pages = sorted((out / "review/data").glob("overview_*.js"))
    return [dict(zip(PLAN_COLUMNS, line, strict=True)) for page in pages for line in given(page)["plans"]]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A dataset of a text and a PDF, with the ledger of its run."""
    folder = tmp_path_factory.mktemp("converted")
    (folder / "plans").mkdir()
    (folder / "plans/text.txt").write_text(text_plan(), "utf-8")
    (folder / "plans/pages.pdf").write_bytes(
        (root / "samples/documents/7_tambon_thung_dao_rueang.web.pdf").read_bytes()
    )
    assert run(["convert", str(folder / "plans"), "-o", str(folder / "out"), "--format", "parquet", "--quiet"]) == 0
    return folder / "out"


def test_a_review_has_a_line_and_a_file_for_every_plan(converted: Path) -> None:
    summary = review(converted, dict(sources_of_run(converted)))
    assert (summary.plans, summary.missing) == (2, [])
    lines = plans_in(converted)
    assert [line["source_file"] for line in lines] == ["pages.pdf", "text.txt"]
    assert lines[1]["projects"] == 40
    assert lines[1]["satang"] == sum(amount for _, _, amount in lines[1]["money"])
    record = given(converted / f"review/plans/{lines[1]['document_id']}.js")
    assert len(record["tables"]["projects"]["rows"]) == 40
    assert len(record["findings"]) == lines[1]["errors"] + lines[1]["warnings"] + lines[1]["infos"]
    views = given(converted / f"review/pages/{lines[1]['document_id']}.js")
    assert views["lines"][0] == [1, 1, text_plan().split("\n")[0]]
    pictures = given(converted / f"review/pages/{lines[0]['document_id']}.js")["pictures"]
    assert pictures == list(range(1, lines[0]["pages"] + 1))
    assert (
        len(list((converted / f"review/pages/{lines[0]['document_id']}").iterdir()))
        == len(pictures)
        == summary.pictures
    )


def test_workers_and_repetition_do_not_change_a_byte(converted: Path, tmp_path: Path) -> None:
    sources = sources_of_run(converted)
    review(converted, dict(sources), dpi=50)
    alone = contents(converted / "review")
    with LocalEngine(2, DEFAULT_LIMITS, tmp_path) as engine:
        write_review(converted, sources, engine, ReviewOptions(dpi=50))
    assert contents(converted / "review") == alone


def test_the_list_of_files_is_complete(converted: Path) -> None:
    review(converted, dpi=50)
    listed = json.loads((converted / "review" / MANIFEST).read_bytes())["files"]
    assert listed.keys() == contents(converted / "review").keys() - {MANIFEST}


def test_sources_that_were_moved_are_found_by_their_content(converted: Path, tmp_path: Path) -> None:
    (tmp_path / "renamed.txt").write_text(text_plan(), "utf-8")
    summary = review(converted, dict(sources_in([str(tmp_path)], converted)))
    assert summary.missing == ["pages.pdf"]
    (pages,) = [line["document_id"] for line in plans_in(converted) if line["source_file"] == "pages.pdf"]
    assert given(converted / f"review/pages/{pages}.js")["reason"] == "its file was not found"


def test_plans_without_doubts_can_be_left_out(tmp_path: Path) -> None:
    calm = {**rows_of(2, 1), "checks": []}
    write(tmp_path, rows_of(1, 4), calm)
    review(tmp_path, only_doubtful=True)
    assert [line["document_id"] for line in plans_in(tmp_path)] == [document_id(1)]
    common = given(tmp_path / "review/data/common.js")
    assert (common["plans"], common["plans_in_dataset"]) == (1, 2)


def drawn_pdf(path: Path, pages: int) -> BatchSource:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in range(pages):
        canvas.drawString(50, 700, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return sources_in([str(path)], path.parent / "none").popitem()[1]  # type: ignore[attr-defined]


def test_of_doubtful_plans_only_the_pages_in_doubt_are_drawn(tmp_path: Path) -> None:
    source = drawn_pdf(tmp_path / "a.pdf", 6)
    rows = rows_of(1, 6, sha256=source.digest)
    rows["checks"] = rows["checks"][3:5]
    write(tmp_path / "out", rows)
    summary = review(tmp_path / "out", {source.digest: source}, only_doubtful=True, dpi=50)
    assert summary.pictures == 2
    assert given(tmp_path / f"out/review/pages/{document_id(1)}.js")["pictures"] == [4, 5]
    assert review(tmp_path / "out", {source.digest: source}, pictures=False).pictures == 0


def test_a_sample_brings_the_plans_of_its_projects(tmp_path: Path) -> None:
    write(tmp_path, *(rows_of(number, 2) for number in range(8)))
    review(tmp_path, sample=3, seed=5)
    lines = plans_in(tmp_path)
    assert sum(line["sample"] for line in lines) == 3
    assert all(line["sample"] for line in lines)
    drawn = [given(tmp_path / f"review/plans/{line['document_id']}.js")["sample"] for line in lines]
    assert [len(projects) for projects in drawn] == [line["sample"] for line in lines]


def test_the_overview_is_in_pages(tmp_path: Path) -> None:
    plans = {
        "documents": [
            document_row(number, status="failed", error="the file is empty") for number in range(PLANS_PER_PAGE + 1)
        ]
    }
    write(tmp_path, plans)
    review(tmp_path)
    assert [len(given(path)["plans"]) for path in sorted((tmp_path / "review/data").glob("overview_*.js"))] == [
        PLANS_PER_PAGE,
        1,
    ]
    assert given(tmp_path / "review/data/common.js")["overview_pages"] == 2


def test_names_of_persons_are_in_no_file_of_a_redacted_review(tmp_path: Path) -> None:
    plan = (
        text_plan().replace("โครงการห้องสมุดโปร่งใสสำหรับเด็กและเยาวชน", "โครงการห้องสมุดของนางสาวแก้วใจ ใสสว่าง")
        + "\n(มานี มีตา)\nปลัดเทศบาล\n"
    )
    (tmp_path / "plan.txt").write_text(plan, "utf-8")
    out = tmp_path / "out"
    assert run(["convert", str(tmp_path / "plan.txt"), "-o", str(out), "--format", "csv", "--quiet"]) == 0
    names = [name.encode() for name in ("แก้วใจ", "ใสสว่าง", "มานี", "มีตา")]

    def shown() -> list[bytes]:
        return [name for name in names if any(name in content for content in contents(out / "review").values())]

    review(out, dict(sources_of_run(out)))
    assert shown() == names
    review(out, dict(sources_of_run(out)), redact=True)
    assert shown() == []


def test_an_id_that_is_no_id_is_no_file_name(tmp_path: Path) -> None:
    rows = rows_of(1, 1)
    for table in rows.values():
        for row in table:
            row["document_id"] = "../../escape"
    write(tmp_path / "out", rows)
    with pytest.raises(NoDatasetError, match="not a document_id"):
        review(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_dataset_of_another_version_is_refused(tmp_path: Path) -> None:
    """CSV is read without checking the codes' values."""
    write(tmp_path, rows_of(1, 1), formats=("csv",))
    checks = tmp_path / "checks.csv"
    checks.write_text(checks.read_text("utf-8").replace("budget_suspect", "budget_odd"), "utf-8")
    with pytest.raises(NoDatasetError, match="budget_odd"):
        review(tmp_path)


def test_a_folder_without_a_dataset_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(NoDatasetError):
        review(tmp_path)
    assert list(tmp_path.iterdir()) == []


# --- the command


def test_the_command_writes_a_review(converted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(converted), "--no-pictures", "--jobs", "1"]) == 0
    assert "review/index.html: 2 plans" in " ".join(capsys.readouterr().out.split())


def test_the_command_says_which_sources_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, rows_of(1, 1))
    assert run(["review", str(tmp_path)]) == 0
    assert "not found, so their pages are not shown: plan-1.pdf" in capsys.readouterr().err


def test_the_command_refuses_a_folder_without_a_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(tmp_path)]) == 2
    assert "no dataset here" in capsys.readouterr().err
    assert run(["review", str(tmp_path / "none")]) == 2


def test_convert_writes_a_review_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.txt").write_text(text_plan(), "utf-8")
    assert run(["convert", str(tmp_path / "plan.txt"), "-o", str(tmp_path / "out"), "--format", "csv", "--review"]) == 0
    assert (tmp_path / "out/review/index.html").is_file()
    assert "index.html" in capsys.readouterr().out


def test_a_store_takes_no_review(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", "plans", "-o", "memory://out", "--review"]) == 2
    assert "--review needs a local folder" in capsys.readouterr().err
