"""计分: a filing and a ruleset in, a scorecard out. No judgement is ever made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.case import CannotScore, Case, Open, Outcome, Points
from scoring.clause import Clause
from scoring.exact import AWARD_ROUNDING
from scoring.filing import Entry, Filing, FundRow, Row
from scoring.indicator import plain_name
from scoring.interval import Interval
from scoring.numbers import number
from scoring.rule import Rule
from scoring.ruleset import EXECUTION_RATE, Ruleset
from scoring.scales.judged import Judged
from scoring.scorecard import Award, Scorecard, Verdict
from scoring.trace import rounded

_NO_RULE = Clause(text="评分办法对本行没有规定计分方式，由评价人认定")


def score(filing: Filing, ruleset: Ruleset, *, propose: bool = False) -> Scorecard:
    """Score every row of a filing.

    ``propose`` fills an open judgement with the top of its range and marks it as a proposal; an
    award that was filed is never replaced. Nothing raises: what cannot be scored stays open.
    """
    figures = form_figures(filing)
    awards = tuple(_awards(filing, ruleset, figures))
    if propose:
        awards = tuple(_proposed(award) for award in awards)
    total = low = high = Fraction(0)
    for award in awards:
        bounds = _bounds(award)
        low, high = low + bounds[0], high + bounds[1]
        total += award.score or 0
    settled = bool(awards) and all(award.settled for award in awards)
    return Scorecard(
        ruleset=ruleset, awards=awards, filed_total=number(filing.total_score),
        total=total if settled else None, low=low, high=high,
        grade=grade(total, ruleset) if settled else None,
    )


def grade(total: Fraction, ruleset: Ruleset) -> str | None:
    """定级: the grade a total earns; None where the ruleset has none for it.

    >>> from scoring.ruleset import Grade
    >>> best = Grade(name="优", total=Interval(Fraction(90), Fraction(100)))
    >>> grade(Fraction(959, 10), Ruleset(id="x", title="x", grades=(best,)))
    '优'
    """
    return next((each.name for each in ruleset.grades if total in each.total), None)


def form_figures(filing: Filing) -> Mapping[str, Entry]:
    """All named figures of a filing: the funds table by column, and the inputs of 基础数据.

    The scored funds row gives 年初预算数, 全年预算数, 全年执行数; every other row the same with its
    own name before it (基本支出全年预算数).
    """
    figures: dict[str, Entry] = {}
    for row in filing.funds:
        prefix = "" if row.scored else plain_name(row.name.text)
        for column, entry in row.amounts.items():
            figures.setdefault(prefix + column, entry)
    return {**figures, **filing.inputs}


def apply(rule: Rule, case: Case) -> Outcome:
    """The rule's outcome for a case; what has no value is open, with the reason."""
    try:
        return rule.award(case)
    except CannotScore as error:
        return case.open(error.why, error.missing)


def _awards(filing: Filing, ruleset: Ruleset, figures: Mapping[str, Entry]) -> Iterator[Award]:
    for fund in filing.funds:
        if fund.scored and ruleset.execution is not None:
            execution = ruleset.execution
            case = Case(Fraction(0), actual=fund.rate, figures=figures, name=EXECUTION_RATE)
            yield _award(EXECUTION_RATE, fund, execution.weight, execution.rule, execution.clause, case)
    for row in filing.rows:
        yield _row_award(row, ruleset, figures)


def _row_award(row: Row, ruleset: Ruleset, figures: Mapping[str, Entry]) -> Award:
    name = plain_name(row.name) or "（未命名指标）"
    indicator = ruleset.indicator_for(row)
    if indicator is not None:
        case = Case(Fraction(0), row.target, row.actual, figures, ruleset.input_name(indicator))
        return _award(name, row, indicator.weight, indicator.rule, indicator.clause, case)
    case = Case(Fraction(0), row.target, row.actual, figures, name)
    default = ruleset.default_for(row)
    if default is not None:
        return _award(name, row, None, default.rule, default.clause, case)
    return _award(name, row, None, Judged(), _NO_RULE, case)


def _award(name: str, entry: Row | FundRow, printed_weight: Fraction | None, rule: Rule,
           clause: Clause, case: Case) -> Award:
    weight = number(entry.weight)
    if weight is None and entry.weight.blank:
        weight = printed_weight
    filed = number(entry.score)
    award = Award(name, entry, weight, filed, None, "needs_judgement", clause, rule)
    if weight is None or weight < 0:
        return replace(award, why="分值不是数字，不能计分", range=Interval(Fraction(0), Fraction(0)))
    outcome = apply(rule, replace(case, weight=weight))
    if isinstance(outcome, Points):
        return _pointed(award, outcome, replace(case, weight=weight))
    return _judged(award, outcome)


def _pointed(award: Award, outcome: Points, case: Case) -> Award:
    step = rounded(outcome.step, AWARD_ROUNDING)
    verdict: Verdict = ("unfiled" if award.filed is None
                        else "match" if award.filed == step.value else "differs")
    return replace(award, score=step.value, verdict=verdict, step=step,
                   plain_score=_without_reading(award.rule, case, step.value))


def _without_reading(rule: Rule | None, case: Case, value: Fraction) -> Fraction | None:
    """The award without the measure's rounding, where that is only a reading and changes it."""
    measure = getattr(rule, "measure", None)
    if rule is None or measure is None or measure.round is None or not measure.round.reading:
        return None
    outcome = apply(replace(rule, measure=replace(measure, round=None)), case)
    if not isinstance(outcome, Points):
        return None
    plain = AWARD_ROUNDING.apply(outcome.step.value)
    return plain if plain != value else None


def _judged(award: Award, outcome: Open) -> Award:
    award = replace(award, range=outcome.range, why=outcome.why, missing=outcome.missing,
                    step=outcome.step)
    if award.filed is None or outcome.missing:
        return award
    if award.filed in outcome.range:
        return replace(award, score=award.filed, verdict="in_band")
    return replace(award, verdict="differs")


def _proposed(award: Award) -> Award:
    if award.settled or award.filed is not None or award.missing or award.range is None:
        return award
    if not award.weight or award.range.high is None or award.range.high not in award.range:
        return award
    return replace(award, score=award.range.high, verdict="proposed")


def _bounds(award: Award) -> tuple[Fraction, Fraction]:
    if award.score is not None:
        return award.score, award.score
    if award.range is None:
        return Fraction(0), Fraction(0)
    return award.range.low or Fraction(0), award.range.high or Fraction(0)
