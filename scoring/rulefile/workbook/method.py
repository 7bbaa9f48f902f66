"""The sheet 办法: what holds for the whole ruleset, a row an item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.clauses.strict import conditions, figures
from scoring.clauses.strict.words import CannotTellError, on_one_line
from scoring.rulefile.workbook.tables import METHOD_COLUMNS
from scoring.rules.clause import Clause
from scoring.rules.ruleset import Checks, Doubt, DoubtedRow, Grade, Ruleset
from scoring.rules.total import CapWhile, Total
from scoring.rules.weights import EqualWeights
from scoring.values.amounts import plain, share, within

ITEM, NAME, SAID, TEXT, PLACE, READING, INFERRED = METHOD_COLUMNS
PLAIN = {"编号": "id", "名称": "title", "地区": "place", "年度": "year", "适用": "scope", "叫法": "names",
         "沿用": "extends", "表样": "form", "报告提纲": "report"}
"""Items that are one entry of the ruleset."""
SOURCE = {"依据文件": "document", "发文单位": "issuer", "文号": "number", "核对依据": "verified"}
OPEN, LOST = "未核实", "缺失"
WITHOUT, ROUND, EQUAL = "不沿用", "得分舍入", "分值等分"
INHERITED = {"execution": "预算执行率", "defaults": "其他指标", "grades": "等级", "checks": "审核要求",
             "form": "表样", "report": "报告提纲", "total": "总分", "round": ROUND,
             "equal_weights": EQUAL}
"""What is taken from the ruleset that is extended, in words."""
TOTAL_CAP, TOTAL_CAP_WHILE, TOTAL_CONDITION = "总分上限", "总分限制", "总分条件"
GRADE, SUM, LEVEL = "等级", "分值合计", "一级分值"
BELOW, MEASURE, ABOVE = "未得满分须说明原因", "须写改进措施", "超额须说明原因"
DOUBT, DOUBTED, DOUBT_SUM = "相互核对", "相互核对的行", "相互核对的合计"
GRADED, ACTUAL, SCORE, TOGETHER = "总分", "实际值", "得分", "实际值合计"
CLAUSED = {BELOW: "reason_below_weight", MEASURE: "reason_needs_measure",
           ABOVE: "reason_above_clause"}

Row = dict[str, str]


def rows(ruleset: Ruleset) -> list[Row]:
    return [{column: text for column, text in row.items() if text} for row in _rows(ruleset)]


def _rows(ruleset: Ruleset) -> Iterator[Row]:
    for item, name in PLAIN.items():
        value: Any = getattr(ruleset, name)
        said = "、".join(on_one_line(one, "、") for one in value) if name == "names" else (
            "" if value is None else str(value))
        yield {ITEM: item, SAID: said}
    if ruleset.without:
        yield {ITEM: WITHOUT, SAID: "、".join(INHERITED[name] for name in ruleset.without)}
    if ruleset.source is not None:
        yield from ({ITEM: item, SAID: getattr(ruleset.source, name)}
                    for item, name in SOURCE.items())
        yield from ({ITEM: OPEN, SAID: each} for each in ruleset.source.unverified)
    if ruleset.lost is not None:
        yield {ITEM: LOST, NAME: plain(ruleset.lost.weight), SAID: ruleset.lost.why}
    yield from map(_grade, ruleset.grades)
    yield from _checks(ruleset.checks) if ruleset.checks else ()
    yield from map(_equal, ruleset.equal_weights)
    if ruleset.round is not None:
        yield {ITEM: ROUND, SAID: figures.rounding(ruleset.round)}
    yield from _total(ruleset.total) if ruleset.total else ()


def _grade(grade: Grade) -> Row:
    words = "、".join(on_one_line(word, "、") for word in grade.words)
    return {ITEM: GRADE, NAME: grade.name,
            SAID: within(GRADED, grade.total) + (f"；同：{words}" if words else "")}


def _checks(checks: Checks) -> Iterator[Row]:
    yield {ITEM: SUM, SAID: plain(checks.total_weight)}
    for level, weight in checks.level_weights.items():
        yield {ITEM: LEVEL, NAME: level, SAID: plain(weight)}
    for item, name in CLAUSED.items():
        clause: Clause | None = getattr(checks, name)
        above = share(checks.reason_above) if item == ABOVE and checks.reason_above else ""
        if clause is not None or above:
            yield {ITEM: item, SAID: above, **_clause(clause)}
    for doubt in checks.doubts:
        yield from _doubt(doubt)


def _clause(clause: Clause | None) -> Row:
    if clause is None:
        return {}
    if clause.checked is not None:
        raise CannotTellError("审核要求的条款写了核对")
    return {TEXT: clause.text, PLACE: clause.place, READING: clause.reading,
            INFERRED: clause.inferred}


def _doubt(doubt: Doubt) -> Iterator[Row]:
    yield {ITEM: DOUBT, SAID: doubt.say, **_clause(doubt.clause)}
    for row in doubt.rows:
        yield {ITEM: DOUBTED, NAME: row.indicator, SAID: "；".join(_doubted(row))}
    if doubt.sum is not None:
        yield {ITEM: DOUBT_SUM, SAID: within(TOGETHER, doubt.sum)}


def _doubted(row: DoubtedRow) -> Iterator[str]:
    if row.actual is not None:
        yield within(ACTUAL, row.actual)
    if row.score is not None:
        yield within(SCORE, row.score)


def _total(total: Total) -> Iterator[Row]:
    if total.cap is not None:
        yield {ITEM: TOTAL_CAP, SAID: plain(total.cap)}
    yield from map(_cap, total.caps)
    told = conditions.of_total(total.veto, total.adjust, total.round)
    yield from ({ITEM: TOTAL_CONDITION, SAID: line} for line in told.splitlines())


def _cap(cap: CapWhile) -> Row:
    """The figure stands under 名称, as 算什么 says it."""
    measure = cap.measure
    when = within(measure.said, cap.when, measure.worded_unit)
    return {ITEM: TOTAL_CAP_WHILE, NAME: figures.told([measure]),
            SAID: f"{when}，总分不超过{plain(cap.cap)}分"}


def _equal(equal: EqualWeights) -> Row:
    said = f"{plain(equal.weight)}分，余数归{equal.rest}，{figures.rounding(equal.round)}"
    return {ITEM: EQUAL, NAME: equal.level, SAID: said, **_clause(equal.clause)}
