"""`phaen report`: one page that is whole, needs nothing, and runs nothing."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from phaen import cli
from phaen.dataset import Dataset, load
from phaen.exit_codes import ExitCode
from phaen.report.figures import figures
from phaen.report.page import report_page
from phaen.report.write_report import write_report
from tests.report.conftest import HOSTILE


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_of(folder: Path) -> Page:
    return Page(write_report(folder).read_text(encoding="utf-8"))


def text_of(folder: Path) -> str:
    return " ".join(page_of(folder).texts)


def test_the_command_writes_the_page(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["report", str(dataset)]) == ExitCode.OK
    assert capsys.readouterr().out == f"Wrote {dataset / 'report.html'}\n"
    assert not list(dataset.glob(".report*"))


def test_the_page_needs_nothing_and_runs_nothing(dataset: Path) -> None:
    page = page_of(dataset)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "a", "image", "use"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"src", "href", "style", "xlink:href"}


def test_its_policy_allows_its_style_sheet_alone(dataset: Path) -> None:
    text = write_report(dataset).read_text(encoding="utf-8")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in text
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_dataset_gives_the_same_bytes(dataset: Path) -> None:
    assert write_report(dataset).read_bytes() == write_report(dataset).read_bytes()


def test_its_sums_are_those_of_the_dataset(dataset: Path) -> None:
    years = load(dataset).project_years
    found = figures(dataset)
    assert found.totals["amount"] == years["amount"].sum()
    for rows in (found.dimensions, found.years, found.types, found.provinces):
        assert sum(row["amount"] or 0 for row in rows) == years["amount"].sum()
    assert f"{years['amount'].sum():,.0f}" in text_of(dataset)


def test_every_chart_is_there_in_both_languages(dataset: Path) -> None:
    words = text_of(dataset)
    for title in ("Budget by dimension", "Budget by year", "Budget by type of body", "Provinces", "Commonest projects",
                  "Completeness", "Plan against report", "As the progress reports print it", "งบประมาณรายมิติ",
                  "งบประมาณรายปี", "จังหวัด", "โครงการที่พบบ่อยที่สุด", "ความครบถ้วน", "แผนเทียบกับผล"):  # fmt: skip
        assert title in words
    assert sum(tag == "svg" for tag, _ in page_of(dataset).elements) == 8
    assert "No plan and progress report of the same body" in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_language_chosen_is_shown_first(dataset: Path, lang: str) -> None:
    page = Page(report_page(figures(dataset), lang))
    checked = [attributes["id"] for tag, attributes in page.elements if tag == "input" and "checked" in attributes]
    assert checked == [f"in-{lang}"]
    assert next(attributes for tag, attributes in page.elements if tag == "html") == {"lang": lang}


def test_all_that_is_in_one_language_is_in_the_other(dataset: Path) -> None:
    counted = [[tag for tag, attributes in page_of(dataset).elements if attributes.get("lang") == lang]
               for lang in ("th", "en")]  # fmt: skip
    assert counted[0][1:] == counted[1]  # the first is the page itself


def test_every_svg_is_well_formed(dataset: Path) -> None:
    drawn = re.findall(r"<svg.*?</svg>", write_report(dataset).read_text(encoding="utf-8"), re.DOTALL)
    assert drawn
    for chart in drawn:
        ElementTree.fromstring(chart)


def test_plan_and_report_stand_side_by_side(reported: Path) -> None:
    words = text_of(reported)
    assert "Planned 1.23 M" in words
    assert "Spent 1,000" in words
    assert "No plan and progress report" not in words


def test_no_text_of_a_source_becomes_mark_up(reported: Path) -> None:
    page = page_of(reported)
    assert "script" not in {tag for tag, _ in page.elements}
    assert "\u202e" not in write_report(reported).read_text(encoding="utf-8")
    assert "".join(page.texts).count(HOSTILE.replace("\u202e", "")) > 5


def test_an_empty_dataset_has_a_report(tmp_path: Path) -> None:
    Dataset({}).write(tmp_path, formats=["parquet"])
    assert "Nothing to show." in text_of(tmp_path)


def test_a_dataset_of_failures_has_a_report(tmp_path: Path) -> None:
    failed = {"document_id": "a", "source_file": "a.pdf", "document_kind": "unknown", "status": "failed"}
    Dataset({"documents": [failed]}).write(tmp_path, formats=["parquet"])
    assert "not read 1" in text_of(tmp_path)


def test_a_file_of_another_is_not_replaced(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_report(dataset)
    path.write_text("mine", encoding="utf-8")
    assert cli.run(["report", str(dataset)]) == ExitCode.USAGE
    assert "did not create" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    path.unlink()


def test_a_link_is_not_followed(dataset: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("phaen report", encoding="utf-8")
    (dataset / "report.html").unlink(missing_ok=True)
    (dataset / "report.html").symlink_to(other)
    assert cli.run(["report", str(dataset)]) == ExitCode.USAGE
    assert other.read_text(encoding="utf-8") == "phaen report"
    (dataset / "report.html").unlink()


def test_a_folder_without_a_dataset_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["report", str(tmp_path)]) == ExitCode.USAGE
    assert "no dataset here" in capsys.readouterr().err
