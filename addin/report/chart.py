"""得分率 by first-level indicator as a chart of Word's own, which anybody can restyle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from docx.opc.part import Part
from docxtpl import DocxTemplate
from markupsafe import Markup

from addin.report.text import percent
from scoring.values.exact import Rounding, show

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_WIDTH, _BAR, _AXES = 5_400_000, 420_000, 240_000
"""In EMU: the chart's width, the height of one bar, and of what stands around the bars."""


def chart(template: DocxTemplate, groups: Sequence[Mapping[str, Any]]) -> Markup:
    """The chart for ``{{p 得分率图 }}``; groups whose rate is not known have no bar."""
    known = [(each["名称"], each["得分率"]) for each in groups
             if isinstance(each["得分率"], Fraction)]
    if not known:
        return Markup("")
    document = template.docx.part
    name = document.package.next_partname("/word/charts/chart%d.xml")
    part = Part(name, _TYPE, _xml(known).encode(), document.package)
    relation = document.relate_to(part, _RELATION)
    return _DRAWING.format(width=_WIDTH, height=_AXES + _BAR * len(known), id=relation,
                           said="；".join(f"{name}{percent(rate)}" for name, rate in known))


def _xml(bars: Sequence[tuple[str, Fraction]]) -> str:
    names = Markup("").join(_POINT.format(place=place, value=name)
                            for place, (name, _) in enumerate(bars))
    rates = Markup("").join(_POINT.format(place=place, value=show(Rounding(4).apply(rate)))
                            for place, (_, rate) in enumerate(bars))
    return _SPACE.format(chart=_CHART, count=len(bars), names=names, rates=rates)


_POINT = Markup('<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>')
_DRAWING = Markup(
    '<w:p><w:pPr><w:pStyle w:val="图"/></w:pPr><w:r><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="1" name="各一级指标得分率" descr="{said}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{{id}}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>")
_FONT = ('<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050"><a:solidFill>'
         '<a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Times New Roman"/>'
         '<a:ea typeface="仿宋_GB2312"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p>'
         "</c:txPr>")
_SPACE = Markup(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<c:chartSpace xmlns:c="{chart}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
    '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    '<c:ser><c:idx val="0"/><c:order val="0"/>'
    '<c:spPr><a:solidFill><a:srgbClr val="2F5D8A"/></a:solidFill></c:spPr>'
    '<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="0.00%" sourceLinked="0"/>'
    f"<c:spPr><a:noFill/></c:spPr>{_FONT}"
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/></c:dLbls>'
    '<c:cat><c:strLit><c:ptCount val="{count}"/>{names}</c:strLit></c:cat>'
    '<c:val><c:numLit><c:formatCode>0.00%</c:formatCode><c:ptCount val="{count}"/>{rates}'
    '</c:numLit></c:val></c:ser><c:gapWidth val="60"/>'
    '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
    f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_FONT}<c:crossAx val="2"/>'
    '<c:crosses val="autoZero"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="1.15"/>'
    '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="b"/>'
    '<c:numFmt formatCode="0%" sourceLinked="0"/><c:crossAx val="1"/>'
    '<c:crosses val="max"/></c:valAx></c:plotArea>'
    '<c:plotVisOnly val="1"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>')
