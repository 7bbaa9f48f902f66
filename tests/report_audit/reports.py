"""The published reports as Word documents, and what a comparison with their forms tells."""

from __future__ import annotations

from collections.abc import Sequence

from addin.books.docx.reader import read_report
from addin.forms.assessed import Assessed
from scoring.findings.finding import Finding
from scoring.report.check import ReportCheck, check_report
from scoring.values.exact import show
from tests.report_audit.documents import document, p, published, table

Found = tuple[str, str, str | None, str | None]
GROUPS = [("序号", "一级指标名称", "标准分值", "实际得分", "备注"), ("1", "投入", "15", "9.25", ""),
          ("2", "过程", "55", "48.00", ""), ("3", "产出", "15", "12.58", ""),
          ("4", "效果", "15", "13.97", ""), ("合计", "", "100", "83.80", "")]


def lukou_report(lines: Sequence[str] | None = None) -> bytes:
    return document(*map(p, lines or published("lukou")))


def chayu_report(one: Assessed, lines: Sequence[str] | None = None,
                 groups: Sequence[Sequence[str]] = GROUPS) -> bytes:
    """With the table of groups where it stands in the report, and the scores at the end."""
    lines = list(lines or published("chayu"))
    cut = next(n for n, line in enumerate(lines) if line.startswith("三、"))
    return document(*map(p, lines[:cut]), table(groups), *map(p, lines[cut:]),
                    table(_scores(one)))


def _scores(one: Assessed) -> list[tuple[str, ...]]:
    head = ("一级指标", "二级指标", "指标名称", "分值", "评分情况", "得分")
    rows = [(*award.levels, show(award.weight or 0), award.row.reason.text,
             show(award.filed or 0, 2)) for award in one.scorecard.awards]
    return [head, *rows, ("合计", "", "", "100", "", "83.80")]


def checked(one: Assessed, report: bytes) -> ReportCheck:
    return check_report(read_report(report), one.scorecard)


def told(findings: Sequence[Finding]) -> set[Found]:
    """The findings without the words around them."""
    return {(each.code.code, each.indicator, each.filed, each.expected) for each in findings}
