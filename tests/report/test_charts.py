"""Charts: lengths in proportion, words cut to their room, one language outside of the page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from phaen.report.charts import Bar, Chart, Part, bars, columns, pairs, parts, tile_map
from schemas.bilingual import Bilingual

SVG = "{http://www.w3.org/2000/svg}"


def widths(chart: Chart, fill: str = "#0b5394") -> list[float]:
    found = ElementTree.fromstring(chart).iter(f"{SVG}rect")
    return [float(rect.get("width", 0)) for rect in found if rect.get("fill") == fill]


def words(chart: Chart) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(chart).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    whole, half, nothing = widths(bars([Bar("a", 10, "10"), Bar("b", 5, "5"), Bar("c", 0, "0")]))
    assert half == pytest.approx(whole / 2)
    assert nothing == 0


def test_a_bar_that_is_not_nothing_is_seen() -> None:
    assert widths(bars([Bar("a", 1e9, ""), Bar("b", 1, "")]))[1] == 1


def test_bars_may_be_parts_of_a_whole() -> None:
    assert widths(bars([Bar("a", 1, "")], whole=4))[0] * 4 == pytest.approx(widths(bars([Bar("a", 4, "")]))[0])


def test_parts_fill_the_bar() -> None:
    drawn = parts([("a", [Part("x", 1, "#111111"), Part("y", 3, "#222222")])])
    assert widths(drawn, "#222222")[0] == pytest.approx(3 * widths(drawn, "#111111")[0])


def test_columns_stand_on_each_other() -> None:
    drawn = columns(["2566"], [[3], [1]], ["4"])
    rects = list(ElementTree.fromstring(drawn).iter(f"{SVG}rect"))[1:]
    (top_of_first, _), (top, height) = [(float(r.get("y", 0)), float(r.get("height", 0))) for r in rects]
    assert top + height == pytest.approx(top_of_first)


@pytest.mark.parametrize(
    "written", ["100 % (9/9)", "100 % (36,260,000/36,260,000)", Bilingual("1", "ตามแผน 1,500,000.25 ล้าน")]
)
def test_figures_beside_the_bars_have_room(written: str | Bilingual) -> None:
    longest = written if isinstance(written, str) else written.th
    for chart in (bars([Bar("a", 1, written)]), pairs([("a", Bar("b", 1, written), Bar("c", 1, "2"))])):
        left = max(float(place) for place in re.findall(r'<text[^>]* x="([0-9.]+)"', chart))
        assert left + 8 * cell_len(longest) < 680


def test_a_long_name_is_cut() -> None:
    (label, _) = words(bars([Bar("ก" * 200, 1, "")]))
    assert label.endswith("…")
    assert len(label) < 100


def test_every_province_has_a_tile_of_its_own() -> None:
    drawn = ElementTree.fromstring(tile_map({}, str))
    places = [(rect.get("x"), rect.get("y")) for rect in drawn.iter(f"{SVG}rect")]
    assert len(places) == len(set(places)) == 77


@pytest.mark.parametrize("code", ["TH-54", "54"])
def test_a_province_is_the_darker_the_greater_its_value(code: str) -> None:
    shades = [
        re.findall(r"<rect [^>]*fill=\"#(\w{2})", tile_map({code: value, "10": 100}, str)) for value in (1, 50, 100)
    ]
    assert all(sum(int(s, 16) for s in a) > sum(int(s, 16) for s in b) for a, b in pairwise(shades))


def test_outside_of_the_page_a_chart_has_one_language() -> None:
    chart = pairs([(Bilingual("plan", "แผน"), Bar("", 1, Bilingual("one", "หนึ่ง")), Bar("", 1, "1"))])
    assert words(chart.only("en")) == ["plan", "one", "1"]
    assert words(chart.only("th")) == ["แผน", "หนึ่ง", "1"]
    assert chart.only("en")._repr_svg_().startswith("<svg")
