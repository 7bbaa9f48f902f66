"""计分: a filing and a ruleset in, a scorecard out. No judgement is ever made here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from scoring.awards.figures import form_figures
from scoring.awards.lacking import may_hold
from scoring.awards.scorecard import Award, Scorecard, Verdict
from scoring.filing import BLANK, Entry, Filing, FundRow, Row
from scoring.filing.numbers import nothing_in, number, quantity
from scoring.rules.case import Case, Inference, Open, Points
from scoring.rules.clause import Clause, PrintedClause
from scoring.rules.conditions import Conditions, outcome
from scoring.rules.indicator import Default, Indicator
from scoring.rules.input import defined_name
from scoring.rules.measure import RoundStep, unread
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.rules.scales.judged import Judged
from scoring.rules.total import total_of
from scoring.rules.trace import Step, rounded
from scoring.values.exact import AWARD_ROUNDING, sum_of
from scoring.values.interval import Interval

Ruled = Indicator | Default | Execution
"""An entry of a ruleset that scores something: a rule, its clause and its conditions."""


class _Line(NamedTuple):
    """What is to be scored: a row of the form, what the ruleset says of it, and its case."""

    name: str
    row: Row
    fund: FundRow | None
    weight: Fraction | None
    ruled: Ruled
    case: Case
    printed: Fraction | None
    """What the ruleset prints of the weight."""
    round: RoundStep | None
    """How the ruleset rounds every award."""


UNNAMED = "（未命名指标）"
"""What a row is called that has no name."""
_BLANKS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""All but what keeps two numbers apart: 指标1 2021年11月底前完成."""
NO_RULE = Default(rule=Judged(), clause=Clause(text="评分办法对本行没有规定计分方式，由评价人认定"))


def score(filing: Filing, ruleset: Ruleset, *, propose: bool = False) -> Scorecard:
    """Score every row of a filing.

    ``propose`` fills an open judgement with the top of its range and marks it as a proposal; an
    award that was filed is never replaced. Nothing raises: what cannot be scored stays open.
    """
    figures = form_figures(filing, ruleset.inputs)
    awards = tuple(_awards(filing, ruleset, figures))
    if propose:
        awards = tuple(_proposed(award) for award in awards)
    low, high = _bounds(awards)
    high += ruleset.lost.weight if ruleset.lost else 0
    weight = sum_of(award.weight for award in awards if award.weight)
    lacking = ruleset.checks.total_weight - weight if ruleset.checks and weight else Fraction(0)
    unsaid = may_hold(lacking, filing, ruleset)
    high += lacking if unsaid else 0
    dropped = sum_of(award.weight for award in awards if award.weight and award.excuse == "剔除")
    steps = [total_of(end, weight, dropped, ruleset.total, figures) for end in (low, high)]
    least = ruleset.total.least(low) if ruleset.total else low
    waiting = [award for award in awards if not award.settled]
    filed = [award.filed for award in waiting if _keeps_its_score(award)]
    known = any(award.score is not None for award in awards) and len(filed) == len(waiting)
    open_points = sum_of(each for each in filed if each is not None)
    step = steps[0] if known and not waiting else None
    if known and waiting and (ruleset.total is None or not ruleset.total.asks):
        points = sum_of(award.score for award in awards if award.score is not None)
        step = total_of(points + open_points, weight, dropped, ruleset.total, figures)
    if ruleset.lost is not None or unsaid is not None:
        step = None
    return Scorecard(
        filing=filing, ruleset=ruleset, figures=figures, awards=awards,
        filed_total=number(filing.total_score),
        total=step.value if step else None,
        low=steps[0].value if steps[0] else least, high=steps[1].value if steps[1] else high,
        grade=grade(step.value, ruleset) if step and not waiting else None,
        open=open_points if step else Fraction(0),
        total_step=step if step and step.op else None,
    )


def _keeps_its_score(award: Award) -> bool:
    """Whether an open row's filed score stands in the total until a person has judged it."""
    weighed = award.weight is not None or nothing_in(award.row.weight)
    by_person = not award.missing or isinstance(award.clause, PrintedClause)
    open_row = award.verdict == "needs_judgement" and by_person
    return weighed and open_row and award.filed is not None


def _is_judged(award: Award) -> bool:
    """Whether no figure decides the row, or nothing says how far its score may go."""
    return award.range is None or isinstance(award.rule, Judged)


def grade(total: Fraction, ruleset: Ruleset) -> str | None:
    """定级: the grade a total earns; None where the ruleset has none for it.

    >>> from scoring.rules.ruleset import Grade
    >>> best = Grade(name="优", total=Interval(Fraction(90), Fraction(100)))
    >>> grade(Fraction(959, 10), Ruleset(id="x", title="x", grades=(best,)))
    '优'
    """
    return next((each.name for each in ruleset.grades if total in each.total), None)


def _awards(filing: Filing, ruleset: Ruleset, figures: Mapping[str, Entry]) -> Iterator[Award]:
    for fund in filing.funds:
        if fund.scored and ruleset.execution is not None:
            execution, row = ruleset.execution, fund.row
            weight = _weight(row, execution.weight)
            case = Case(weight or Fraction(0), actual=fund.rate, figures=figures,
                        name=EXECUTION_RATE)
            award = _award(_Line(EXECUTION_RATE, row, fund, weight, execution, case,
                                 execution.weight, ruleset.round))
            failing, why = _failing_figure(execution, figures)
            usable = not failing or award.weight is None
            yield award if usable else _without_rate(award, failing, why)
    year = filing.about.year or ruleset.year
    ruled = [ruleset.indicator_for(row) for row in filing.rows]
    weights = ruleset.weights_of(filing.rows, ruled)
    for row, indicator, printed in zip(filing.rows, ruled, weights, strict=True):
        yield _row_award(row, indicator, printed, ruleset, figures, year)


def _failing_figure(execution: Execution, figures: Mapping[str, Entry]) -> tuple[str, str]:
    """The figure that keeps the rate from having a value, and why: it is no amount, or a budget
    that is not above zero. Empty where none does."""
    for need in execution.rule.needs(EXECUTION_RATE):
        entry = figures.get(need.name, BLANK)
        figure = quantity(entry)
        if figure is None and not entry.blank:
            said = entry.text or entry.error
            return need.name, f"{need.name}“{said}”不是金额，不能计算执行率"
        if need.name.endswith("预算数") and figure is not None and figure.base <= 0:
            return need.name, f"{need.name}不大于零，不能计算执行率"
    return "", ""


def _without_rate(award: Award, failing: str, why: str) -> Award:
    """A rate of nothing, or of less, is no rate: the award stays open whatever was filed."""
    return replace(award, score=None, verdict="needs_judgement", step=None, plain_score=None,
                   range=Interval(Fraction(0), award.weight), missing=(failing,), why=why)


def _row_award(row: Row, indicator: Indicator | None, printed: Fraction | None, ruleset: Ruleset,
               figures: Mapping[str, Entry], year: int | None) -> Award:
    name = " ".join(_BLANKS.sub("", row.name).split()) or UNNAMED
    weight = _weight(row, printed)
    own = (ruleset.input_name(indicator) if indicator is not None
           else defined_name("".join(name.split())))
    case = Case(weight or Fraction(0), row.target, row.actual, figures, own, row.reason,
                tuple(level.text for level in row.levels), year)
    ruled = indicator or ruleset.default_for(row) or NO_RULE
    return _award(_Line(name, row, None, weight, ruled, case, printed, ruleset.round))


def _weight(row: Row, printed: Fraction | None) -> Fraction | None:
    """The weight that the form gives; where its cell is blank, the one that the rules print."""
    weight = number(row.weight)
    return printed if weight is None and row.weight.blank else weight


def _award(line: _Line) -> Award:
    weight, ruled = line.weight, line.ruled
    if weight is None and nothing_in(line.row.weight) and line.fund is None:
        return _without_weight(line)
    if weight is None or weight < 0:
        return Award(indicator=line.name, row=line.row, fund=line.fund, weight=weight,
                     printed_weight=line.printed, filed=number(line.row.score), score=None,
                     verdict="needs_judgement", rule=ruled.rule, clause=ruled.clause,
                     conditions=ruled.conditions,
                     range=Interval(Fraction(0), Fraction(0)), why="分值不是数字，不能计分")
    found = outcome(ruled.rule, ruled.conditions, line.case)
    return _judged(line, found) if isinstance(found, Open) else _pointed(line, found)


def _without_weight(line: _Line) -> Award:
    """A row to which the form gives no weight: no points, or points that a person gave."""
    ruled, unscored, filed = line.ruled, nothing_in(line.row.score), number(line.row.score)
    if filed is not None and line.row.apart == "扣分":
        filed = -abs(filed)
    return Award(indicator=line.name, row=line.row, weight=None, printed_weight=line.printed,
                 filed=filed, score=None,
                 verdict="not_applicable" if unscored else "needs_judgement", rule=ruled.rule,
                 clause=ruled.clause, conditions=ruled.conditions,
                 why="本行没有分值" if unscored else "本行没有分值，得分由评价人认定")


def _pointed(line: _Line, found: Points) -> Award:
    ruled, filed = line.ruled, number(line.row.score)
    step = _rounded(found.step, ruled.conditions, line.round)
    verdict: Verdict = "match"
    if filed is None:
        verdict = "not_applicable" if found.excuse else "unfiled"
    elif filed != step.value:
        verdict = "differs"
    return Award(indicator=line.name, row=line.row, fund=line.fund, weight=line.weight,
                 printed_weight=line.printed, filed=filed, score=step.value, verdict=verdict,
                 rule=ruled.rule, clause=ruled.clause, conditions=ruled.conditions, step=step,
                 excuse=found.excuse, plain_score=_without_reading(line, step.value),
                 inferred=_inferred(found, ruled))


def _inferred(found: Points | Open, ruled: Ruled) -> Inference | None:
    """The direction that was inferred for this case, or by the ruleset's author for the rule."""
    said = ruled.clause.inferred
    return found.inferred or (Inference(said, "") if said else None)


def _rounded(step: Step, conditions: Conditions | None, every: RoundStep | None) -> Step:
    """The award's last step, unless the rule's conditions have rounded it their own way: as the
    ruleset rounds ``every`` award, or to 2 places."""
    if conditions is not None and conditions.round is not None:
        return step
    return rounded(step, AWARD_ROUNDING) if every is None else rounded(
        step, every.rounding, every.note)


def _without_reading(line: _Line, awarded: Fraction) -> Fraction | None:
    """The award without the roundings that are only our reading, where they change it."""
    ruled, every = line.ruled, unread(line.round)
    rule, conditions = ruled.rule.without_readings, ruled.conditions
    plain_conditions = conditions and conditions.without_reading
    if rule is ruled.rule and plain_conditions is conditions and every is line.round:
        return None
    plain = outcome(rule, plain_conditions, line.case)
    if not isinstance(plain, Points):
        return None
    value = _rounded(plain.step, plain_conditions, every).value
    return value if value != awarded else None


def _judged(line: _Line, found: Open) -> Award:
    ruled, filed = line.ruled, number(line.row.score)
    verdict: Verdict = "needs_judgement"
    if filed is not None and not found.missing:
        within: Verdict = "in_band" if found.known else "needs_judgement"
        verdict = within if _lies_in(filed, found.range, line.round) else "differs"
    return Award(indicator=line.name, row=line.row, fund=line.fund, weight=line.weight,
                 printed_weight=line.printed, filed=filed,
                 score=filed if verdict == "in_band" else None, verdict=verdict, rule=ruled.rule,
                 clause=ruled.clause, conditions=ruled.conditions,
                 step=found.step, range=found.range, why=found.why, missing=found.missing,
                 known_range=found.known, inferred=_inferred(found, ruled))


def _lies_in(filed: Fraction, found: Interval, every: RoundStep | None) -> bool:
    """Whether a filed score is open to a person, or an end that belongs to it as awards are
    rounded: 8.33 of 8.3333…–10."""
    rounding = AWARD_ROUNDING if every is None else every.rounding
    ends = ((found.low, found.low_closed), (found.high, found.high_closed))
    return filed in found or any(
        end is not None and closed and filed == rounding.apply(end) for end, closed in ends)


def _proposed(award: Award) -> Award:
    if award.settled or award.filed is not None or award.missing or award.range is None:
        return award
    if not award.known_range:
        return award
    if not award.weight or award.range.high is None or award.range.high not in award.range:
        return award
    return replace(award, score=award.range.high, verdict="proposed")


def _bounds(awards: tuple[Award, ...]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest sum the awards can come to. The filed score of a row that a
    person judges anyhow stands until then; one that figures should decide, and can't, may become
    anything in its range."""
    standing = [award.filed if _keeps_its_score(award) and _is_judged(award) else award.score
                for award in awards]
    fixed = sum_of(score for score in standing if score is not None)
    spans = [award.range for award, score in zip(awards, standing, strict=True)
             if score is None and award.range is not None]
    return (fixed + sum_of(span.low for span in spans if span.low),
            fixed + sum_of(span.high for span in spans if span.high))
