"""What is wrong with a ruleset beyond its spelling: for the author, before anything is scored."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from fractions import Fraction

from scoring.rulefile.mistakes import Path, Problem
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.example import example_problems
from scoring.rules.indicator import Default, Indicator
from scoring.rules.input import Need, defined_name
from scoring.rules.measure import RoundStep
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.rules.scales.base import Doubt
from scoring.rules.scales.parts import parts_of
from scoring.values.exact import AWARD_ROUNDING, show
from scoring.values.interval import Interval, cover_problems


def problems_of(ruleset: Ruleset) -> Iterator[Problem]:
    """Every problem with the path of the entry it stands in."""
    yield from _catalogue(ruleset)
    yield from _inputs(ruleset)
    if ruleset.execution is not None:
        yield from _entry(ruleset, ("execution",), ruleset.execution,
                          ruleset.execution.weight, EXECUTION_RATE)
    for place, indicator in enumerate(ruleset.indicators):
        if indicator.path:
            yield from _entry(ruleset, ("indicators", place), indicator, indicator.weight,
                              ruleset.input_name(indicator))
    for place, default in enumerate(ruleset.defaults):
        yield from _entry(ruleset, ("defaults", place), default, None, "")
    yield from _totals(ruleset)


def _catalogue(ruleset: Ruleset) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for place, indicator in enumerate(ruleset.indicators):
        if not indicator.path:
            yield ("indicators", place, "path"), "path（指标路径）是空的"
        elif indicator.path in seen:
            yield ("indicators", place, "path"), f"与第{seen[indicator.path] + 1}个指标重复"
        seen.setdefault(indicator.path, place)
    if not (ruleset.indicators or ruleset.defaults):
        yield (), "没有任何指标（indicators）或缺省规则（defaults）"


def _inputs(ruleset: Ruleset) -> Iterator[Problem]:
    for name, described in ruleset.inputs.items():
        lawful = defined_name(name)
        if lawful != name:
            yield ("inputs", name), f"“{name}”不能作单元格名称，可写作“{lawful}”"
        if described.count < 1:
            yield ("inputs", name, "count"), "count（个数）须不小于 1"
        if described.kind == "档次" and not described.choices:
            yield ("inputs", name), "档次须写 choices（可选的档）"


def _totals(ruleset: Ruleset) -> Iterator[Problem]:
    if ruleset.grades:
        total = ruleset.checks.total_weight if ruleset.checks else Fraction(100)
        for said in cover_problems([grade.total for grade in ruleset.grades],
                                   Interval(Fraction(0), total)):
            yield ("grades",), f"等级：{said}"
    for place, doubt in enumerate(ruleset.checks.doubts if ruleset.checks else ()):
        for row in doubt.rows:
            known = [indicator.name for indicator in ruleset.indicators]
            if row.indicator not in known and not ruleset.defaults:
                yield ("checks", "doubts", place), f"没有名为“{row.indicator}”的指标"
    if ruleset.total is not None:
        for said in [*ruleset.total.problems(), *_undeclared(ruleset, ruleset.total.needs())]:
            yield ("total",), said
    for place, equal in enumerate(ruleset.equal_weights):
        for said in equal.problems():
            yield ("equal_weights", place), said
    yield from _without(ruleset)


def _without(ruleset: Ruleset) -> Iterator[Problem]:
    if ruleset.without and not ruleset.extends:
        yield ("without",), "without（不沿用）只用于 extends（沿用）另一部的评分办法"
    for name in ruleset.without:
        if getattr(ruleset, name):
            yield ("without",), f"又写了 {name}，又在 without（不沿用）里"


def _entry(ruleset: Ruleset, path: Path, ruled: Indicator | Default | Execution,
           weight: Fraction | None, name: str) -> Iterator[Problem]:
    if not ruled.clause.text.strip():
        yield (*path, "clause"), "条款没有文字"
    if weight is not None and weight < 0:
        yield (*path, "weight"), f"分值 {show(weight)} 小于零"
    try:
        found = [*_unexcused(ruled.rule.problems(weight), ruled.clause),
                 *_undeclared(ruleset, ruled.rule.needs(name))]
    except ValueError as error:
        found = [str(error)]
    yield from (((*path, "rule"), said) for said in found)
    yield from _conditions(path, ruled.conditions)
    if not found:
        for said in _examples(ruled, weight, name, ruleset.round):
            yield (*path, "examples"), said


def _unexcused(problems: Iterable[str], clause: Clause) -> Iterator[str]:
    """Problems of the rule; those of the printed text are taken where the clause has a reading."""
    for said in problems:
        if not isinstance(said, Doubt):
            yield said
        elif not (clause.reading.strip() or clause.inferred.strip()):
            yield f"{said}；条款如此印的，须在 clause 的 reading（读法）里说明"


def _undeclared(ruleset: Ruleset, needs: Iterable[Need]) -> Iterator[str]:
    for need in dict.fromkeys(needs):
        if need.auto or need.name in ruleset.inputs or ruleset.is_form_figure(need.name):
            continue
        near = difflib.get_close_matches(need.name, list(ruleset.inputs), n=1)
        hint = f"，是否想写“{near[0]}”？" if near else ""
        yield f"用到的“{need.name}”没有在 inputs 中说明{hint}"


def _conditions(path: Path, conditions: Conditions | None) -> Iterator[Problem]:
    for said in conditions.problems() if conditions else ():
        yield (*path, "conditions"), said


def _examples(ruled: Indicator | Default | Execution, weight: Fraction | None,
              name: str, every: RoundStep | None) -> Iterator[str]:
    rounding = AWARD_ROUNDING if every is None else every.rounding
    yield from example_problems(ruled.examples, ruled.rule, ruled.conditions, weight, name,
                                rounding)
    for title, worth, part in parts_of(ruled.rule, weight):
        for said in example_problems(part.examples, part.rule, part.conditions, worth,
                                     f"{name}_{title}"):
            yield f"{title}：{said}"
