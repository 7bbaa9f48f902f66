"""The indicators as a report speaks of them: as filed, with the arithmetic that agrees with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from addin.books.book import split_address
from addin.forms.assessed import Assessed
from addin.forms.cells import entry_seen
from addin.forms.finder import Found
from addin.forms.read import Form
from addin.library.outline import Conclusion, Outline
from addin.report.conclusions import concluded, with_doubt
from addin.report.gaps import DOUBT_MARK, DRAFT_MARK, Gaps, Known
from addin.report.money import rate_said, unspent, without_budget
from addin.report.named import named, value_said
from addin.report.text import chinese, clean, in_prose, one_line, percent
from scoring.awards.explain import trace
from scoring.awards.scorecard import Award
from scoring.filing.numbers import ratio
from scoring.findings.excess import completion_share
from scoring.findings.finding import Finding
from scoring.findings.scores import missed
from scoring.findings.short import short
from scoring.findings.words import says_nothing
from scoring.rules.indicator import plain_name
from scoring.rules.trace import Step
from scoring.values.exact import Rounding

_COPIED = "actual-comparator"
"""The audit's word for an actual value with its target's sign, which is no result."""
_REASON, _WITH_MEASURES = "原因", "原因及改进措施"
_LABEL = re.compile(r"^(?:主要|偏差|扣分|未完成)?原因(?:及(?:改进)?措施|分析)?：(?!\s*$)")
"""What a reason begins with when the clerk writes the column's name once more."""
_MET = re.compile(r"(全部符合|符合其中.{1,4}?项|都不符合|符合|不符合)，")
_PERCENT = re.compile(r"-?(?<![\d.])\d{1,15}(?:\.\d{1,15})?[%％]")


class Item(Known):
    """One indicator; its facts by their names."""

    @property
    def lost(self) -> bool:
        """Whether it earned less than its weight."""
        return isinstance(self["扣分"], Fraction) and self["扣分"] > 0


def items(one: Assessed, outline: Outline, gaps: Gaps) -> list[Item]:
    """Every indicator of the form, with the columns and the conclusions that the outline asks
    for."""
    form, checks = one.form, one.scorecard.ruleset.checks
    limit = None if checks is None else checks.reason_above
    copied = {cell for found in one.findings if found.code.code == _COPIED for cell in found.cells}
    made = []
    for place, award in enumerate(one.scorecard.awards, 1):
        quoted = {name: in_prose(clean(_column(form, award.cell, headers))) if award.cell else ""
                  for name, headers in outline.columns.items()}
        said = _said(award, outline.conclusions.get(award.indicator, ()), gaps, form.filing.unit)
        said |= _unspent(award, form.filing.unit)
        said["结论"] = with_doubt(said["结论"], _found(one, award))
        said |= {"照抄": award.row.actual.cell in copied}
        if said["照抄"]:
            said["完成率"] = None
        excess = limit is not None and said["完成率"] is not None and said["完成率"] >= limit
        explainable = bool(award.row.reason.cell) or said["未执行"] is not None
        made.append(Item({"序号": place, "得分格": award.cell, **said, "超额": excess,
                          "缺原因": explainable and not said["原因"],
                          "原因栏": _reason_label(form, award),
                          "待补原因": gaps.unexplained(said["名称"], award.row.reason.cell),
                          "待补实际": gaps.no_actual(f"{DRAFT_MARK}实际完成值】", said["名称"],
                                                 award.row.actual.cell),
                          "待核照抄": gaps.no_actual(f"{DOUBT_MARK}实际完成值照抄指标值】", said["名称"],
                                                 award.row.actual.cell),
                          **quoted},
                         gaps.not_filed))
    return made


def _found(one: Assessed, award: Award) -> list[Finding]:
    """What the audit finds of the row's score and of what is written beside it."""
    own = {award.cell, award.row.reason.cell, award.row.actual.cell} - {""}
    return [each for each in one.findings if not own.isdisjoint(each.cells)]


def _unspent(award: Award, unit: str) -> dict[str, Any]:
    """Of the execution rate: what was not spent, and whether there is a budget at all."""
    if award.fund is None:
        return {"执行率": False, "未执行": None, "零预算": False, "扣分无据": False}
    empty = without_budget(award.fund, unit)
    return {"执行率": True, "未执行": unspent(award.fund, unit), "零预算": empty,
            "扣分无据": not empty and _unfounded(award),
            **({"实际完成值": "", "完成率": None} if empty else {})}


def _unfounded(award: Award) -> bool:
    """Whether the points of an execution rate are neither those of the rule nor the rate's share
    of the weight."""
    rate = None if award.fund is None else ratio(award.fund.rate)
    if award.verdict == "match" or None in (rate, award.weight, award.filed):
        return False
    share = (rate or Fraction(0)) * (award.weight or Fraction(0))
    return Rounding(2).apply(share) != Rounding(2).apply(award.filed or Fraction(0))


def _reason_label(form: Form, award: Award) -> str:
    """What the form's column asks for: reasons, or measures beside them."""
    if not award.row.reason.cell:
        return _REASON
    sheet, row, column = split_address(award.row.reason.cell)
    found = _part(form, sheet, row)
    header = "".join(entry_seen(found.grid, found.header_row, column).text.split())
    return _WITH_MEASURES if "措施" in header and "原因" in header else _REASON


def _said(award: Award, said: Sequence[Conclusion], gaps: Gaps, unit: str) -> dict[str, Any]:
    name, pointless = named(award), _pointless(award)
    called = award.indicator if name.startswith(DRAFT_MARK) else name
    weight: Any = None if pointless else gaps.given(
        award.weight, f"{called}分值", award.row.weight.cell)
    score: Any = None if pointless else gaps.given(award.filed, f"{called}得分", award.cell)
    known = isinstance(weight, Fraction) and isinstance(score, Fraction)
    texts = _texts(award, unit)
    formula, result = _arithmetic(award, texts["原因"])
    full = isinstance(weight, Fraction) and score == weight
    own = concluded(said, texts["原因"], full=full)
    return {"名称": name, "不计分": pointless, "分值": weight, "得分": score,
            "扣分": weight - score if known else None, "满分": known and score >= weight,
            **_levels(award), **texts,
            "评分标准": in_prose(clean(award.clause.text)) if award.clause else "",
            "算式": formula, "结论": own or result, "完成率": completion_share(award),
            "未达": (missed(award) and full) or (award.weight is None and short(award)),
            "缺实际": award.fund is None and bool(award.row.actual.cell) and award.row.actual.blank,
            "分析": _analysis(award, gaps, texts["原因"], formula)}


def _pointless(award: Award) -> bool:
    """Whether the form gives the row no weight and no score, though it has a column for both."""
    row = award.row
    return (award.weight is None and row.weight.blank and bool(row.weight.cell)
            and row.score.blank)


def _analysis(award: Award, gaps: Gaps, written: str, formula: str) -> Any:
    """What the clerk wrote of the indicator, or else the division behind its score."""
    return gaps.given(written or (f"{formula}。" if formula else ""),
                      f"{award.indicator}绩效分析", award.row.reason.cell)


def _column(form: Form, cell: str, headers: Sequence[str]) -> str:
    """What the form prints on the row of ``cell`` in the column with one of these headers."""
    sheet, row, _ = split_address(cell)
    found = _part(form, sheet, row)
    for header in headers:
        for line, columns in found.texts.header(header).items():
            if abs(line - found.header_row) <= 1:
                return entry_seen(found.grid, row, columns[0]).text
    return ""


def _part(form: Form, sheet: str, row: int) -> Found:
    """The part of the form, itself or a 续表, in which a row stands."""
    return next(part for part in reversed((form.found, *form.more))
                if part.grid.name == sheet and part.grid.top <= row)


def _levels(award: Award) -> dict[str, str]:
    """The names above the indicator; one that stands by itself stands under its own name."""
    above = [plain_name(level) for level in award.levels[:-1]]
    first = above[0] if above else award.indicator
    return {"一级": first, "二级": above[1] if len(above) > 1 else first}


def _texts(award: Award, unit: str) -> dict[str, str]:
    row = award.row
    rate = None if award.fund is None else percent(rate_said(award.fund, unit)) or ""
    return {"年度指标值": value_said(one_line(row.target.text)),
            "实际完成值": value_said(one_line(row.actual.text)) if rate is None else rate,
            "原因": "" if says_nothing(row.reason.text) else _LABEL.sub(
                "", in_prose(clean(row.reason.text)))}


def _arithmetic(award: Award, written: str) -> tuple[str, str]:
    """The division behind the score, and the result in words: 预算完成率为198.47%, 全部符合.

    Both only where they agree with what the form says: a report never argues with its own form.
    """
    step = award.step
    if step is None or award.verdict not in ("match", "not_applicable"):
        return "", ""
    division = _division(step)
    if division is None:
        met = _MET.search(trace(award).rpartition("；")[2])
        return "", _in_words(met[1]) if met else ""
    rate = percent(division.value, 2)
    if (printed := _PERCENT.findall(written)) and not _among(division.value, printed):
        return "", ""
    formula = "÷".join(part.number() for part in division.parts)
    named = award.indicator.rstrip("”").endswith("率")
    return f"{formula}×100%={rate}", f"{award.indicator}为{rate}" if named else ""


def _in_words(met: str) -> str:
    """符合其中7项, as reports write it: 符合其中七项."""
    return re.sub(r"\d{1,2}", lambda digits: chinese(int(digits[0])), met)


def _division(step: Step) -> Step | None:
    """The first division in the order in which one calculates, where it makes a rate of figures
    from cells."""
    for part in step.parts:
        if (found := _division(part)) is not None:
            return found
    given = step.op == "÷" and all(any(leaf.cell for leaf in part.leaves()) for part in step.parts)
    return step if given else None


def _among(rate: Fraction, printed: list[str]) -> bool:
    """Whether one of the percentages in a text is this rate, as far as it is written out."""
    for text in printed:
        digits = text.rstrip("%％")
        places = len(digits.partition(".")[2])
        if abs(Fraction(digits) - rate * 100) * 10**places <= Fraction(1, 2):
            return True
    return False

