"""What is wrong with a ruleset beyond its spelling: for the author, before anything is scored."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from fractions import Fraction

from scoring.clause import Clause
from scoring.document import Path
from scoring.exact import show
from scoring.interval import Interval, cover_problems
from scoring.rule import Rule
from scoring.ruleset import Ruleset


def problems_of(ruleset: Ruleset) -> Iterator[tuple[Path, str]]:
    """Every problem with the path of the entry it stands in."""
    yield from _catalogue(ruleset)
    if ruleset.execution is not None:
        yield from _rule(ruleset, ("execution",), ruleset.execution.rule,
                         ruleset.execution.weight, ruleset.execution.clause, "预算执行率")
    for place, indicator in enumerate(ruleset.indicators):
        yield from _rule(ruleset, ("indicators", place), indicator.rule, indicator.weight,
                         indicator.clause, ruleset.input_name(indicator))
    for place, default in enumerate(ruleset.defaults):
        yield from _rule(ruleset, ("defaults", place), default.rule, None, default.clause, "")
    if ruleset.grades:
        whole = Interval(Fraction(0), ruleset.checks.total_weight if ruleset.checks else Fraction(100))
        for said in cover_problems([grade.total for grade in ruleset.grades], whole):
            yield ("grades",), f"等级：{said}"


def _catalogue(ruleset: Ruleset) -> Iterator[tuple[Path, str]]:
    seen: dict[tuple[str, ...], int] = {}
    for place, indicator in enumerate(ruleset.indicators):
        if not indicator.path:
            yield ("indicators", place, "path"), "path（指标路径）是空的"
        elif indicator.path in seen:
            yield ("indicators", place, "path"), f"与第{seen[indicator.path] + 1}个指标重复"
        seen.setdefault(indicator.path, place)
    if not (ruleset.indicators or ruleset.defaults):
        yield (), "没有任何指标（indicators）或缺省规则（defaults）"


def _rule(ruleset: Ruleset, path: Path, rule: Rule, weight: Fraction | None, clause: Clause,
          name: str) -> Iterator[tuple[Path, str]]:
    if not clause.text.strip():
        yield (*path, "clause"), "条款没有文字"
    if weight is not None and weight < 0:
        yield (*path, "weight"), f"分值 {show(weight)} 小于零"
    for said in rule.problems(weight):
        yield (*path, "rule"), said
    try:
        needed = list(rule.needs(name))
    except ValueError as error:
        yield (*path, "rule"), str(error)
        return
    for needs in needed:
        automatic = bool(name) and needs.startswith(f"{name}_")
        if automatic or not name or ruleset.is_form_figure(needs) or needs in ruleset.inputs:
            continue
        near = difflib.get_close_matches(needs, list(ruleset.inputs), n=1)
        hint = f"，是否想写“{near[0]}”？" if near else ""
        yield (*path, "rule"), f"用到的“{needs}”没有在 inputs 中说明{hint}"
