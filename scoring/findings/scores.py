"""得分: outside its bounds, not what the rule gives, or not there. One finding a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.awards.explain import bounds, earnable, span, trace, unread
from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import nothing_in, quantity
from scoring.findings.deductions import after_deduction, differs
from scoring.findings.entries import (
    TOLERANCE,
    left_empty,
    lines,
    points,
    shown,
)
from scoring.findings.finding import Finding, finding
from scoring.findings.funds import gives_no_rate, is_negative
from scoring.findings.lenient import lenient
from scoring.findings.money import BUDGET, OPENING
from scoring.findings.rates import overspent
from scoring.findings.shares import actual_said, target_said
from scoring.findings.words import says_nothing
from scoring.rules.clause import PrintedClause
from scoring.rules.input import listed, quoted
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import show

ZERO = Fraction(0)
_TRACED = ("score-differs", "score-rounding", "score-reading")
"""Findings that print the arithmetic of the rule's own score."""

BY_RULE = ("score-differs", "score-band", "met-points-off", "missed-full")
"""Findings that hold a filed score against the rule; all others hold the form against itself."""
AGAINST_SCORES = (*BY_RULE, "score-rounding", "score-reading", "score-negative",
                  "score-above-weight", "deduction-differs")
"""All that is said of a filed score."""


def scores(scorecard: Scorecard) -> Iterator[Finding]:
    for line in lines(scorecard):
        if line.filed is not None and (code := contradiction(line)):
            found = _contradicted(code, line.filed, line)
            if code not in BY_RULE:
                yield found
            elif differs(line) and after_deduction(line) == line.score:
                continue  # told once: the row's own 扣分 says the same
            elif line.fund is None or not (
                    overspent(line.fund, scorecard.filing.unit)
                    or is_negative(line.fund, scorecard.filing.unit)):
                yield lenient(found, line, scorecard.ruleset, scorecard.filing.unit)
        elif line.weight is not None and line.weight >= 0 and not (
                line.fund and gives_no_rate(line.fund, scorecard.filing.unit)):
            yield from _open(line, scorecard)


def contradiction(award: Award) -> str:
    """The code of what is wrong with a filed score, the most telling one; empty if nothing is."""
    filed, weight = award.filed, award.weight
    if filed is None or award.verdict == "match":
        return ""
    if filed.numerator < 0 and not award.row.apart and filed < _ends(award)[0]:
        return "score-negative"
    if weight is None or weight.numerator < 0:
        return ""
    if filed > weight and filed > _ends(award)[1]:
        return "score-above-weight"
    if award.verdict != "differs":
        return ""
    if award.score is not None:
        return _against_rule(award, filed, award.score)
    return "missed-full" if filed == weight and _reached(award) is False else "score-band"


def _ends(award: Award) -> tuple[Fraction, Fraction]:
    """How far a filed score may lie below nothing and above the weight, if the rule lets it."""
    weight = award.weight or ZERO
    return (ZERO, weight) if award.rule is None else award.rule.ends(weight)


def _against_rule(award: Award, filed: Fraction, due: Fraction) -> str:
    """How a score that follows from the figures is contradicted."""
    if filed == award.plain_score:
        return "score-reading"
    if abs(filed - due) <= TOLERANCE:
        return "score-rounding"
    reached = _reached(award)
    if reached and filed < due == award.weight:
        return "met-points-off"
    if reached is False and due < filed == award.weight:
        return "missed-full"
    return "score-differs"


def missed(award: Award) -> bool:
    """Whether the row's target was surely not reached."""
    return _reached(award) is False


def _reached(award: Award) -> bool | None:
    """Whether the row's target is reached, where the rule compares the two and can tell."""
    if award.rule is None or award.fund is not None:
        return None
    return award.rule.reaches(award.case)


def _contradicted(code: str, filed: Fraction, award: Award) -> Finding:
    row = award.row
    if code == "score-above-weight":
        most = max(_ends(award)[1], award.weight or ZERO)
        return finding(code, award.cell, indicator=award.indicator, clause=str(award.clause or ""),
                       filed=points(filed), expected=show(most))
    words = {"trace": trace(award), "unread": unread(award)} if code in _TRACED else {}
    found = finding(code, award.cell, indicator=award.indicator, clause=str(award.clause or ""),
                    filed=points(filed), expected=_expected(award),
                    due=_due(award), why=_why(code, award), target=target_said(award),
                    actual=actual_said(award), bounds=bounds(award.range), **_excused(award),
                    **words)
    target = quantity(row.target)
    late = code == "missed-full" and award.score is None and target is not None and target.is_date
    return replace(found, message=f"{award.indicator}：{_late(award)}", words=None
                   ) if late else found


def _excused(award: Award) -> dict[str, str]:
    """Whether the row says why, for the letter that asks for it."""
    reason = award.row.reason
    silent = bool(reason.cell) and (reason.blank or says_nothing(shown(reason)))
    return {"unsaid": "，且未说明偏差原因和改进措施", "supply": "并补充说明"} if silent else {
        "unsaid": "", "supply": ""}


def _due(award: Award) -> str:
    return earnable(award.range) if award.score is None else f"应得{points(award.score)}分"


def _late(award: Award) -> str:
    """A deadline missed: full points are too many, how many are right is a person's to say."""
    row, weight = award.row, show(award.weight or Fraction(0))
    done = "" if shown(row.actual).endswith("完成") else "完成"
    return (f"实际“{shown(row.actual)}”{done}，晚于“{shown(row.target)}”，未按期完成，不应得满分，"
            f"请按延误情况核定（{weight}分以下）并说明原因")


def _why(code: str, award: Award) -> str:
    """What is open; at the head of a longer sentence where there is more to say."""
    return f"{award.why}，" if award.why and code == "score-negative" else award.why


def _expected(award: Award) -> str:
    """What should have been filed: a score, or where it may lie."""
    return span(award.range) if award.score is None else points(award.score)


def _called(name: str, award: Award) -> str:
    """A missing input as people call it: what the rule asks for in quotation marks, or its own
    name without that of the group it stands in."""
    own = {need.name: need.auto.meaning for need in award.rule.needs("") if need.auto is not None
           } if award.rule is not None else {}
    asked = max((suffix for suffix in own if suffix.startswith("_") and name.endswith(suffix)),
                key=len, default="")
    meaning = own.get(asked, "")
    return quoted(meaning) if meaning else name.rpartition("_")[2]


def _where_typed(missing: tuple[str, ...]) -> str:
    """Where the missing figures belong: the form's own funds table, or our sheet."""
    own = all(Ruleset.is_form_figure(name) for name in missing)
    return "本表的资金栏" if own else "“基础数据”表"


def _inputs(award: Award, figures: Mapping[str, Entry]) -> Iterator[Finding]:
    """What an award lacks: inputs that are not there, and those that hold what is no use. Errors
    and the form's own amounts are told where they are."""
    clause = str(award.clause or "")
    absent = tuple(name for name in award.missing if figures.get(name, BLANK).blank)
    present = [figures[name] for name in award.missing if name not in absent]
    unusable = [each for entry in present for each in (entry.items or (entry,)) if not each.error]
    if unusable:
        yield finding("input-unusable", *(each.cell for each in unusable), clause=clause,
                      indicator=award.indicator, why=award.why,
                      filed="、".join(shown(each) for each in unusable if not each.blank))
    elif absent and isinstance(award.clause, PrintedClause):
        actual = shown(award.row.actual)
        yield finding("clause-inputs", award.clause.place, indicator=award.indicator, clause=clause,
                      missing=listed([_called(name, award) for name in absent]),
                      stands=f"（实际完成值写作“{actual}”）" if actual else "")
    elif absent and award.fund is not None and set(absent) <= award.fund.amounts.keys():
        yield finding("funds-missing", *(award.fund.amounts[name].cell for name in absent),
                      indicator=award.indicator, clause=clause, missing="、".join(absent))
    elif absent == (BUDGET,) and award.fund is not None and OPENING in award.fund.amounts:
        yield finding("budget-unstated", award.cell, indicator=award.indicator, clause=clause,
                      column=BUDGET)
    elif absent:
        yield finding("input-missing", award.cell, indicator=award.indicator, clause=clause,
                      missing=listed([_called(name, award) for name in absent]),
                      where=_where_typed(absent))


def _open(award: Award, scorecard: Scorecard) -> Iterator[Finding]:
    """What keeps a line from being scored or checked."""
    entry, clause = award.row.score, str(award.clause or "")
    yield from _inputs(award, scorecard.figures)
    if isinstance(award.clause, PrintedClause) and not award.clause.understood:
        yield finding("clause-unread", award.clause.place, indicator=award.indicator,
                      clause=clause, why=award.why)
    if not entry.cell or not nothing_in(entry) or award.missing:
        return
    if award.verdict == "unfiled" and award.score is not None:
        yield finding("score-missing", entry.cell, indicator=award.indicator, clause=clause,
                      expected=points(award.score))
    elif award.range is not None and not left_empty(award, "actual", scorecard):
        yield finding("judgement-open", entry.cell, indicator=award.indicator, clause=clause,
                      expected=span(award.range), due=earnable(award.range),
                      why=award.why, bounds=bounds(award.range))
