"""The notebook runs, and its outputs are those that are stored in it."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pytest

from samples.notebooks.run import NOTEBOOK, _outputs, run


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def outputs(book: dict[str, Any]) -> list[dict[str, Any]]:
    return [output for cell in book["cells"] for output in cell.get("outputs", ())]


def pictures(book: dict[str, Any]) -> list[str]:
    found = (output.get("data", {}).get("image/svg+xml") for output in outputs(book))
    return ["".join(picture) for picture in found if picture]


def without_html(book: dict[str, Any]) -> dict[str, Any]:
    """Without the tables' HTML, which is of a version of pandas."""
    plain = copy.deepcopy(book)
    for output in outputs(plain):
        output.get("data", {}).pop("text/html", None)
    return plain


def test_its_stored_outputs_are_those_of_a_run(stored: dict[str, Any]) -> None:
    assert without_html(run()) == without_html(stored), "run: python -m samples.notebooks.run"


def test_it_has_the_plots(stored: dict[str, Any]) -> None:
    drawn = pictures(stored)
    assert len(drawn) == 8
    for picture in drawn:
        ElementTree.fromstring(picture)


def test_its_cells_are_few_and_none_failed(stored: dict[str, Any]) -> None:
    assert {cell["cell_type"] for cell in stored["cells"]} == {"code", "markdown"}
    assert len({cell["id"] for cell in stored["cells"]}) == len(stored["cells"])
    assert all(output["output_type"] != "error" for output in outputs(stored))
    assert [cell["execution_count"] for cell in stored["cells"] if cell["cell_type"] == "code"] == list(range(1, 14))


def test_a_cell_shows_what_it_prints_and_its_last_line() -> None:
    assert _outputs("print('a')\nx = 2\nx + 1", "cell", {}) == [
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": ["3"]}},
    ]
    assert _outputs("x = 1", "cell", {}) == []


def test_a_cell_that_fails_ends_the_run() -> None:
    with pytest.raises(ZeroDivisionError):
        _outputs("1 / 0", "cell", {})


def test_the_notebook_names_no_folder_of_a_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [place for place in ("/home/", "/tmp/", "/root/") if place in text]


def test_charts_of_a_notebook_do_not_need_duckdb() -> None:
    code = "import sys, phaen.report.charts; print(*{'duckdb', 'pandas', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
