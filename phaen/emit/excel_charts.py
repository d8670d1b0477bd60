"""The charts of the overview. Each draws the table of numbers that stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from phaen.emit.excel_findings import SEVERITIES
from schemas.checks import Severity

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.chart.text import RichText
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTH = 30.0
"""Centimetres, about as wide as the tables."""

_FONT, _FONT_SIZE = "Tahoma", 900

_COLOURS = ("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "999999")
"""Colours that people with a colour vision deficiency can tell apart (Okabe and Ito), and grey for the rest."""

_SEVERITY_COLOURS = {Severity.ERROR: "C00000", Severity.WARNING: "E6A700", Severity.INFO: "5B9BD5"}
_ONE_COLOUR = "1F4E78"


def budget_chart(sheet: WriteOnlyWorksheet, top: int, bottom: int, years: int) -> BarChart:
    """Columns of money by year, in a layer for each dimension.

    The years are in row `top` from the second column, the dimensions in the rows below it to `bottom`.
    """
    from openpyxl.chart import Reference

    chart = _bars("col", 9.5)
    data = Reference(sheet, min_col=1, max_col=1 + years, min_row=top + 1, max_row=bottom)
    chart.add_data(data, from_rows=True, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, max_col=1 + years, min_row=top))
    _colour(chart, [_COLOURS[min(place, len(_COLOURS) - 1)] for place in range(bottom - top)])
    chart.legend.position = "b"
    chart.y_axis.number_format = "#,##0"
    return chart


def findings_chart(sheet: WriteOnlyWorksheet, top: int, bottom: int) -> BarChart:
    """Bars of the numbers of findings: a row for each kind, in columns by severity."""
    from openpyxl.chart import Reference

    chart = _bars("bar", _height(bottom - top))
    data = Reference(sheet, min_col=2, max_col=1 + len(SEVERITIES), min_row=top, max_row=bottom)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=bottom))
    _colour(chart, [_SEVERITY_COLOURS[severity] for severity in SEVERITIES])
    chart.legend.position = "b"
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorUnit = None
    return chart


def completeness_chart(sheet: WriteOnlyWorksheet, top: int, bottom: int) -> BarChart:
    """Bars of shares: a row for each field, the share in the second column."""
    from openpyxl.chart import Reference

    chart = _bars("bar", _height(bottom - top))
    chart.add_data(Reference(sheet, min_col=2, min_row=top, max_row=bottom), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=bottom))
    _colour(chart, [_ONE_COLOUR])
    chart.legend = None
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    return chart


def _height(bars: int) -> float:
    """Centimetres for so many bars."""
    return 2.5 + 0.62 * bars


def _bars(direction: str, height: float) -> BarChart:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties

    chart: Any = BarChart()  # the stubs of openpyxl take a chart's sizes for whole numbers
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = direction, "stacked", 100, 60
    chart.width, chart.height = _WIDTH, height
    # Without this, Excel hides the axes of a chart made by openpyxl.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line("D9D9D9"))
    chart.x_axis.txPr = chart.y_axis.txPr = _text()
    chart.legend.txPr = _text()
    if direction == "bar":
        chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
        chart.y_axis.crosses = "max"
    return cast("BarChart", chart)


def _colour(chart: BarChart, colours: list[str]) -> None:
    for series, colour in zip(chart.series, colours, strict=True):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour


def _line(colour: str) -> object:
    from openpyxl.drawing.line import LineProperties

    return LineProperties(solidFill=colour, w=6_350)


def _text() -> RichText:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

    look = CharacterProperties(latin=Font(typeface=_FONT), cs=Font(typeface=_FONT), sz=_FONT_SIZE)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
