"""The charts of 审核结果.xlsx: Excel's own, which follow the cells."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.worksheet import Worksheet

from addin.pages.review.sheet import HEAD
from addin.pages.review.tables import ERRORS, GRADES, KINDS, NOTES, TITLE, WARNINGS

_MOST_BARS = 12
_COLOURS = {ERRORS: "C55A11", WARNINGS: "FFC000", NOTES: "A6A6A6"}


def add_charts(sheet: Worksheet, rows: int) -> None:
    """Beside the figures of 等级分布, below nothing: a head sees both on one page. What stands in the
    row of the head is printed again on every page."""
    if not rows:
        return
    if sheet.title == GRADES.name:
        sheet.add_chart(_grades(sheet, rows), f"G{HEAD + 1}")
    elif sheet.title == KINDS.name:
        sheet.add_chart(_kinds(sheet, min(rows, _MOST_BARS)), f"J{HEAD + 1}")


def _grades(sheet: Worksheet, rows: int) -> BarChart:
    chart = _bars("等级分布（张）")
    for name in ("自评（张）", "核算（张）"):
        column = GRADES.at(name)
        chart.add_data(Reference(sheet, column, HEAD, column, HEAD + rows), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, HEAD + 1, 1, HEAD + rows))
    chart.width, chart.height = 16, 9
    return chart


def _kinds(sheet: Worksheet, rows: int) -> BarChart:
    chart = _bars("最常见的问题（条）")
    chart.type, chart.gapWidth = "bar", 40
    chart.grouping, chart.overlap = "stacked", 100
    named = KINDS.at(TITLE)
    for severity, colour in _COLOURS.items():
        column = KINDS.at(severity)
        chart.add_data(Reference(sheet, column, HEAD, column, HEAD + rows), titles_from_data=True)
        chart.series[-1].graphicalProperties.solidFill = colour
    chart.set_categories(Reference(sheet, named, HEAD + 1, named, HEAD + rows))
    chart.x_axis.scaling.orientation = "maxMin"  # the most frequent on top
    chart.legend.position = "b"
    chart.width, chart.height = 20, 3 + 0.8 * rows
    return chart


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.title = title
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, other, False)
    return chart
