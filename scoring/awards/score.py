"""计分: a filing and a ruleset in, a scorecard out. No judgement is ever made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard, Verdict
from scoring.filing import BLANK, Entry, Filing, FundRow, Row
from scoring.filing.numbers import amount, is_placeholder, number
from scoring.rules.case import Case, Open, Points, quantity
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions, outcome
from scoring.rules.indicator import Default, Indicator, plain_name
from scoring.rules.input import defined_name
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.rules.scales.judged import Judged
from scoring.rules.total import total_of
from scoring.rules.trace import Step, rounded
from scoring.values.exact import AWARD_ROUNDING, sum_of
from scoring.values.interval import Interval

Ruled = Indicator | Default | Execution
"""An entry of a ruleset that scores something: a rule, its clause and its conditions."""

NO_RULE = Default(rule=Judged(), clause=Clause(text="评分办法对本行没有规定计分方式，由评价人认定"))


def score(filing: Filing, ruleset: Ruleset, *, propose: bool = False) -> Scorecard:
    """Score every row of a filing.

    ``propose`` fills an open judgement with the top of its range and marks it as a proposal; an
    award that was filed is never replaced. Nothing raises: what cannot be scored stays open.
    """
    figures = form_figures(filing)
    awards = tuple(_awards(filing, ruleset, figures))
    if propose:
        awards = tuple(_proposed(award) for award in awards)
    low, high = _bounds(awards)
    high += ruleset.lost.weight if ruleset.lost else 0
    weight = sum_of(award.weight for award in awards if award.weight)
    dropped = sum_of(award.weight for award in awards if award.weight and award.excuse == "剔除")
    steps = [total_of(end, weight, dropped, ruleset.total, figures) for end in (low, high)]
    waiting = [award for award in awards if not award.settled]
    filed = [award.filed for award in waiting if _keeps_its_score(award)]
    known = any(award.score is not None for award in awards) and len(filed) == len(waiting)
    open_points = sum_of(each for each in filed if each is not None)
    step = steps[0] if known and not waiting else None
    if known and waiting and ruleset.total is None:
        points = sum_of(award.score for award in awards if award.score is not None)
        step = total_of(points + open_points, weight, dropped, None, figures)
    if ruleset.lost is not None:
        step = None
    return Scorecard(
        ruleset=ruleset, awards=awards, filed_total=number(filing.total_score),
        total=step.value if step else None,
        low=steps[0].value if steps[0] else low, high=steps[1].value if steps[1] else high,
        grade=grade(step.value, ruleset) if step and not waiting else None,
        open=open_points if step else Fraction(0),
        total_step=step if step and step.op else None,
    )


def _keeps_its_score(award: Award) -> bool:
    """Whether an open row's filed score stands in the total until a person has judged it."""
    return award.verdict == "needs_judgement" and award.filed is not None and not award.missing


def grade(total: Fraction, ruleset: Ruleset) -> str | None:
    """定级: the grade a total earns; None where the ruleset has none for it.

    >>> from scoring.rules.ruleset import Grade
    >>> best = Grade(name="优", total=Interval(Fraction(90), Fraction(100)))
    >>> grade(Fraction(959, 10), Ruleset(id="x", title="x", grades=(best,)))
    '优'
    """
    return next((each.name for each in ruleset.grades if total in each.total), None)


def form_figures(filing: Filing) -> Mapping[str, Entry]:
    """All named figures of a filing: the funds table by column, and the inputs of 基础数据.

    The scored funds row, or else that of all funds, gives 年初预算数, 全年预算数, 全年执行数; every other
    row the same with its own name before it (基本支出全年预算数). Amounts typed with a unit are brought to the form's, so that
    they go together with bare ones; what is no amount (120户) is no figure either.
    """
    figures: dict[str, Entry] = {}
    scored = any(row.scored for row in filing.funds)
    for row in filing.funds:
        plain = row.scored or (row.whole and not scored)
        prefix = "" if plain else plain_name(row.name.text)
        for column, entry in row.amounts.items():
            figures.setdefault(prefix + column, _amount(entry, filing.unit))
    return {**figures, **filing.inputs}


def _amount(entry: Entry, unit: str) -> Entry:
    if entry.number is not None or entry.error:
        return entry
    if is_placeholder(entry.text):
        return replace(entry, text="")
    said, value = quantity(entry), amount(entry, unit)
    if said is None or value is None:
        return replace(entry, error="不是金额")
    return replace(entry, text="", number=value) if said.unit else entry


def _awards(filing: Filing, ruleset: Ruleset, figures: Mapping[str, Entry]) -> Iterator[Award]:
    for fund in filing.funds:
        if fund.scored and ruleset.execution is not None:
            execution = ruleset.execution
            weight = _weight(fund, execution.weight)
            case = Case(weight or Fraction(0), actual=fund.rate, figures=figures,
                        name=EXECUTION_RATE)
            award = _award(EXECUTION_RATE, fund, weight, execution, case)
            failing, why = _failing_figure(execution, figures)
            usable = not failing or award.weight is None
            yield award if usable else _without_rate(award, failing, why)
    for row in filing.rows:
        yield _row_award(row, ruleset, figures)


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


def _row_award(row: Row, ruleset: Ruleset, figures: Mapping[str, Entry]) -> Award:
    name = "".join(row.name.split()) or "（未命名指标）"
    indicator = ruleset.indicator_for(row)
    weight = _weight(row, indicator.weight if indicator is not None else None)
    own = ruleset.input_name(indicator) if indicator is not None else defined_name(name)
    case = Case(weight or Fraction(0), row.target, row.actual, figures, own, row.reason)
    return _award(name, row, weight, indicator or ruleset.default_for(row) or NO_RULE, case)


def _weight(entry: Row | FundRow, printed: Fraction | None) -> Fraction | None:
    """The weight that the form gives; where its cell is blank, the one that the rules print."""
    weight = number(entry.weight)
    return printed if weight is None and entry.weight.blank else weight


def _award(name: str, entry: Row | FundRow, weight: Fraction | None, ruled: Ruled,
           case: Case) -> Award:
    if weight is None and entry.weight.blank and isinstance(entry, Row):
        return _without_weight(name, entry, ruled)
    if weight is None or weight < 0:
        return Award(name, entry, weight, number(entry.score), None, "needs_judgement",
                     ruled.clause, ruled.rule, ruled.conditions,
                     range=Interval(Fraction(0), Fraction(0)), why="分值不是数字，不能计分")
    found = outcome(ruled.rule, ruled.conditions, case)
    if isinstance(found, Open):
        return _judged(name, entry, ruled, case, found)
    return _pointed(name, entry, ruled, case, found)


def _without_weight(name: str, row: Row, ruled: Ruled) -> Award:
    """A row to which the form gives no weight: no points, or points that a person gave."""
    filed = number(row.score)
    verdict: Verdict = "not_applicable" if row.score.blank else "needs_judgement"
    return Award(name, row, None, filed, None, verdict, ruled.clause, ruled.rule, ruled.conditions,
                 why="本行没有分值，不计分" if row.score.blank else "本行没有分值，得分由评价人认定")


def _pointed(name: str, entry: Row | FundRow, ruled: Ruled, case: Case, found: Points) -> Award:
    filed, step = number(entry.score), _rounded(found.step, ruled.conditions)
    verdict: Verdict = "match"
    if filed is None:
        verdict = "not_applicable" if found.excuse else "unfiled"
    elif filed != step.value:
        verdict = "differs"
    return Award(name, entry, case.weight, filed, step.value, verdict, ruled.clause, ruled.rule,
                 ruled.conditions, step=step, excuse=found.excuse,
                 plain_score=_without_reading(ruled, case, step.value))


def _rounded(step: Step, conditions: Conditions | None) -> Step:
    """The award's last step, unless the rule's conditions have rounded it their own way."""
    own = conditions is not None and conditions.round is not None
    return step if own else rounded(step, AWARD_ROUNDING)


def _without_reading(ruled: Ruled, case: Case, awarded: Fraction) -> Fraction | None:
    """The award without the measure's rounding, where that is only a reading and changes it."""
    measure = getattr(ruled.rule, "measure", None)
    if measure is None or measure.round is None or not measure.round.reading:
        return None
    rule = replace(ruled.rule, measure=measure.unrounded)
    plain = outcome(rule, ruled.conditions, case)
    if not isinstance(plain, Points):
        return None
    value = _rounded(plain.step, ruled.conditions).value
    return value if value != awarded else None


def _judged(name: str, entry: Row | FundRow, ruled: Ruled, case: Case, found: Open) -> Award:
    filed = number(entry.score)
    verdict: Verdict = "needs_judgement"
    if filed is not None and not found.missing:
        verdict = "in_band" if filed in found.range else "differs"
    return Award(name, entry, case.weight, filed, filed if verdict == "in_band" else None, verdict,
                 ruled.clause, ruled.rule, ruled.conditions, step=found.step, range=found.range,
                 why=found.why, missing=found.missing)


def _proposed(award: Award) -> Award:
    if award.settled or award.filed is not None or award.missing or award.range is None:
        return award
    if not award.weight or award.range.high is None or award.range.high not in award.range:
        return award
    return replace(award, score=award.range.high, verdict="proposed")


def _bounds(awards: tuple[Award, ...]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest sum the awards can come to."""
    fixed = sum_of(award.score for award in awards if award.score is not None)
    spans = [award.range for award in awards if award.score is None and award.range is not None]
    return (fixed + sum_of(span.low for span in spans if span.low),
            fixed + sum_of(span.high for span in spans if span.high))
