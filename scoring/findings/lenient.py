"""A score that differs by a rule that does not bind: by an inferred direction, by the national
measure where the place has no rules of its own, or by a row of a workbook that nobody has compared
with its clause yet. It is asked about, never held against anyone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.awards.explain import bounds, trace
from scoring.awards.scorecard import Award
from scoring.filing import Entry, FundRow
from scoring.filing.numbers import amount, quantity
from scoring.findings.entries import amounts, points, shown
from scoring.findings.finding import Finding, softened
from scoring.findings.money import BUDGET, EXECUTED, rate_shown
from scoring.findings.shares import actual_said, target_said
from scoring.findings.undecided import asked, undecided
from scoring.rules.clause import PRINTED, PrintedClause
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import show

_SHORT = ("missed-full", "score-differs")
_UNCHECKED = "（评分办法的这一行还没有人核对）"
_REFERENCE = "参照全国办法（财预〔2020〕10号）"


def lenient(found: Finding, award: Award, ruleset: Ruleset, unit: str) -> Finding:
    """The finding itself where a rule of the place says so in as many words. Amounts of money are
    in the form's ``unit``."""
    if found.code.code in _SHORT and undecided(award):
        return softened(found, asked(award))
    if found.code.code in _SHORT and _in_words(award):
        return softened(found, _worded(award))
    if isinstance(award.clause, PrintedClause):
        return _asked(found, _printed(found, award), award)
    if award.inferred is not None and award.fund is None:
        return softened(found, _inferred(award, award.inferred.supposed))
    if award.clause is not None and award.clause.unchecked:
        return softened(replace(found, message=f"{found.message}{_UNCHECKED}"))
    if not ruleset.is_national:
        return found
    return _asked(found, _reference(found, award, unit), award)


def _in_words(award: Award) -> bool:
    """Whether the figures compared were told within words, or as no exact ones."""
    row, (_, actual) = award.row, award.compared or (None, None)
    if actual is None or actual.is_date:
        return False
    told = actual.high is not None and quantity(row.actual) is None
    return told or quantity(row.target) is None


def _worded(award: Award) -> str:
    row, filed = award.row, points(award.filed or Fraction(0))
    return (f"实际完成值“{shown(row.actual)}”看来没有达到年度指标值“{shown(row.target)}”，{_due(award)}，"
            f"填报{filed}分，请说明或更正得分")


def _asked(found: Finding, message: str, award: Award) -> Finding:
    """The finding as a question. That a target was missed no rule has to say: a letter says it in
    the kind's own words, where the direction is beyond doubt."""
    sure = found.code.code == "missed-full" and award.inferred is None
    asked = softened(found, message)
    return replace(asked, words=found.words) if sure else asked


def _printed(found: Finding, award: Award) -> str:
    """What the form's own clause comes to as we read it, with the arithmetic."""
    because = trace(award) if award.score is not None else award.why
    supposed = f"按{award.inferred.supposed}计算" if award.inferred is not None else ""
    how = "，".join(filter(None, (supposed, because)))
    return (f"{PRINTED}，{_due(award)}{f'（{how}）' if how else ''}，填报{found.filed}分，"
            "请说明或更正")


def _inferred(award: Award, supposed: str) -> str:
    """That the figures are read as this kind of indicator, and what they would then earn."""
    above = _above(award)
    if above is None:
        return ""
    how = "，超过" if above else "，低于"
    way = "反向" if award.rule is not None and award.rule.prefers_less(award.case) else "正向"
    return (f"实际{actual_said(award)}{how}年度指标值{target_said(award)}；"
            f"如{f'属{supposed}，' if supposed else ''}按{way}指标计算{_due(award)}，请说明指标口径或更正得分")


def _reference(found: Finding, award: Award, unit: str) -> str:
    filed = points(award.filed or Fraction(0))
    if award.score is None and found.code.code != "score-band":
        return ""
    if award.score is None:
        return f"{award.why}，{_REFERENCE}{_due(award)}，填报{filed}分，请说明或更正。"
    if award.fund is not None:
        said = _rate_said(award.fund, unit)
    else:
        said = f"实际完成值{actual_said(award)}，年度指标值{target_said(award)}"
    return f"{said}，{_REFERENCE}{_due(award)}，填报{filed}分，请说明或更正。"


def _rate_said(fund: FundRow, unit: str) -> str:
    """What the points were counted from: the amounts, which the printed rate may contradict."""
    if {BUDGET, EXECUTED} <= amounts(fund).keys():
        executed, budget = (_sum(amounts(fund)[name], unit) for name in (EXECUTED, BUDGET))
        return f"按全年执行数{executed}、全年预算数{budget}计算执行率"
    said = rate_shown(fund.rate)
    return f"执行率{said}" if said else "按执行率"


def _sum(entry: Entry, unit: str) -> str:
    found = amount(entry, unit)
    return shown(entry) if found is None else f"{show(found)}{unit}"


def _due(award: Award) -> str:
    if award.score is not None:
        return f"应得{points(award.score)}分"
    return f"得分{bounds(award.range)}"


def _above(award: Award) -> bool | None:
    """Whether the actual value lies above the target; None where the two can't be compared."""
    target, actual = award.compared or (None, None)
    if target is None or actual is None or actual.base == target.base:
        return None
    return actual.base > target.base
