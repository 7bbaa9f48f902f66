"""Whether what stands in a row's 实际值 can be the finished figure of a measure whose operands are
missing: only the indicator's own figure can, in the unit that it is counted in."""

from __future__ import annotations

import re

from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.rules.case import Case
from scoring.rules.delay import DELAYS
from scoring.rules.expression import parse
from scoring.values.quantity import Quantity
from scoring.values.units import dimension_and_factor

_SHORTFALL = re.compile(
    "短少|缺|减少|少|漏|不足|未|超|延迟|延误|延期|推迟|滞后|逾期|晚|结余|偏差|偏离|问题|差错")
"""What is counted of a row besides its own figure."""
_BARE = ("实际完成值", "完成值", "本项指标值")


def is_number(entry: Entry) -> bool:
    """One number: no range, and no day."""
    found = quantity(entry)
    return found is not None and found.high is None and not found.is_date


def may_be_result(said: str, formula: str, unit: str, case: Case) -> bool:
    """Whether the row's 实际值 may be the figure called ``said``: 97% of 供水保证率 may; 1000套 is no
    number of 短少套数, a bare 31 beside a target of 30公里 no 完成率."""
    actual, target = quantity(case.actual), quantity(case.target)
    if not case.finished or actual is None or not is_number(case.actual):
        return False
    if not _counted_in(unit, actual, target):
        return False
    if formula in DELAYS:
        return target is None or target.is_date
    return is_own_figure(said, formula, case.name)


def _counted_in(unit: str, actual: Quantity, target: Quantity | None) -> bool:
    """Whether target and actual value are numbers of the measure's unit, as far as they say."""
    own = dimension_and_factor(unit)[0] if unit else ""
    said = {each.dimension for each in (actual, target) if each is not None and not each.is_date}
    return not own or said <= {"", own}


def is_own_figure(said: str, formula: str, name: str) -> bool:
    """Whether the measure has the indicator's name. What the rule itself reckons is the figure of
    its row, whatever it is called, unless it is a shortfall of it."""
    reckoned = parse(formula).op != "name"
    if not name or said in _BARE or (said == formula and reckoned):
        return True
    if any(word not in name for word in _SHORTFALL.findall(said)):
        return False
    core = re.sub("数量?$", "", said)
    return reckoned or said in name or name in said or core in name
