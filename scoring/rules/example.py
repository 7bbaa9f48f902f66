"""Worked examples (算例): figures in, award out. They are run when a rule file is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any

from scoring.filing import BLANK, Entry
from scoring.rules.arithmetic import text
from scoring.rules.case import Case, Open
from scoring.rules.conditions import Conditions, outcome
from scoring.rules.door import Number, Span, model
from scoring.rules.measure import ACTUAL, TARGET
from scoring.rules.scales.base import Scale
from scoring.values.exact import AWARD_ROUNDING, Rounding, show
from scoring.values.interval import Interval
from scoring.values.quantity import plain_number

WEIGHT, REASON = "分值", "偏差原因"


def _entry(value: Any) -> Entry:
    if isinstance(value, list | tuple):
        return Entry(items=tuple(_entry(item) for item in value))
    if isinstance(value, int | Fraction):
        return Entry(show(Fraction(value)))
    return Entry(value or "")


class _AsTyped:
    """A value of the file as if it had been typed in a cell; a list as a list of cells."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_entry)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": ["string", "number", "array"], "description": "所填的值；一组数写成列表"}


Typed = Annotated[Entry, _AsTyped()]


@model
class Example:
    """The figures given by name (目标值, 实际值, 分值, 偏差原因, inputs), and the award or the range
    that must come out. The rows of a 表 are lists of 目标值, 实际值 and 档次."""

    given: Mapping[str, Typed]
    award: Number | None = None
    range: Span | None = None

    def case(self, weight: Fraction, name: str) -> Case:
        own = (TARGET, ACTUAL, WEIGHT, REASON)
        figures = {key: value for key, value in self.given.items() if key not in own}
        return Case(weight, self.given.get(TARGET, BLANK), self.given.get(ACTUAL, BLANK), figures,
                    name, self.given.get(REASON, BLANK))


def example_problems(examples: tuple[Example, ...], rule: Scale, conditions: Conditions | None,
                     weight: Fraction | None, name: str,
                     rounding: Rounding = AWARD_ROUNDING) -> Iterator[str]:
    """What comes out otherwise than an example says."""
    for place, example in enumerate(examples, 1):
        typed = example.given.get(WEIGHT)
        own = weight if typed is None else plain_number(typed.text)
        if own is None:
            yield f"第{place}个算例须给出“分值”"
        elif (example.award is None) == (example.range is None):
            yield f"第{place}个算例须写 award（得分）或 range（可得范围）之一"
        elif said := _difference(example, rule, conditions, example.case(own, name), rounding):
            yield f"第{place}个算例{said}"


def _difference(example: Example, rule: Scale, conditions: Conditions | None, case: Case,
                rounding: Rounding) -> str:
    found = outcome(rule, conditions, case)
    expected = _expected(example)
    if isinstance(found, Open):
        if found.range == example.range:
            return ""
        return f"应得 {expected}，却待认定（{found.range}）：{found.why}"
    own_rounding = conditions is not None and conditions.round is not None
    value = found.step.value if own_rounding else rounding.apply(found.step.value)
    if example.award is not None and value == example.award:
        return ""
    return f"应得 {expected}，算出 {show(value)}：{text(found.step)}"


def _expected(example: Example) -> str:
    if example.award is not None:
        return show(example.award)
    return str(example.range or Interval(None, None))
