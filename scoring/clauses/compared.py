"""Key points that the row's own two figures answer: 完成目标值, 控制在预算内, 与标准一致."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.clauses.against_target import EXCESS
from scoring.clauses.checklist import NO_REST
from scoring.clauses.figure import of_the_row
from scoring.clauses.fitted import fits, of_cost
from scoring.clauses.late_tiers import IN_TIME
from scoring.clauses.phrases.limits import KEPT
from scoring.rules.door import remade
from scoring.rules.measure import Measure
from scoring.rules.rule import Rule
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.values.interval import Interval
from scoring.values.quantity import Quantity

_REACHED = re.compile("(?:按[时期质量]+)?(?:完成|达到|达成|实现)(?:年度|年初|预期|绩效|既定)*(?:目标|指标)值?")
_KEPT = re.compile(rf"(?P<of>[\u4e00-\u9fff]{{0,8}}?){KEPT}")
_EQUAL = re.compile(r"(?:与|和|同)(?:年度|绩效|规定|既定|国家|政策)*(?:的)?(?:标准|计划|目标|指标)(?:值|数)?(?:保持)?"
                    r"(?:一致|相符|相同|相等)|等于(?:年度|绩效)?(?:目标|指标|标准)值?")
_DIFFERENCE = Measure(name="实际值与目标值之差", formula=EXCESS)


def _tiers(*spans: tuple[str, int]) -> tuple[Tier, ...]:
    return tuple(Tier(when=Interval.parse(when), share=Fraction(share)) for when, share in spans)


PUNCTUAL = Ladder(measure=Measure(formula="延迟天数"), tiers=_tiers(("≤ 0", 1), ("> 0", 0)))
MET = Ladder(tiers=_tiers(("≥ 100%", 1), ("< 100%", 0)))
KEPT_TO = Ladder(measure=_DIFFERENCE, tiers=_tiers(("≤ 0", 1), ("> 0", 0)))
EQUAL = Ladder(measure=_DIFFERENCE, tiers=_tiers(("= 0", 1), ("< 0", 0), ("> 0", 0)))


def compared(rule: Rule, target: Quantity, actual: Quantity, name: str,
             doubts: str) -> Iterator[Rule]:
    """The rule as one of the target and the actual value, where it asks for no more than that; and
    without its worse part, where the clause does not say what earns nothing."""
    asked = rule.items if isinstance(rule, Checklist) and not rule.table else ()
    answer = _answer(asked[0], target, actual, name) if len(asked) == 1 else None
    if answer is None:
        yield rule
        return
    yield answer
    if NO_REST in doubts:
        yield remade(answer, tiers=answer.tiers[:1])


def _answer(asked: str, target: Quantity, actual: Quantity, name: str) -> Ladder | None:
    upper, lower = (target.comparator in signs for signs in (("≤", "<"), ("≥", ">")))
    comparable = fits(_DIFFERENCE, target, actual, in_points=False)
    if _REACHED.fullmatch(asked):
        return KEPT_TO if upper and comparable and target.comparator == "≤" else MET
    kept = _KEPT.fullmatch(asked)
    if kept and not of_the_row(kept["of"], name):
        return None
    if kept and comparable and not lower and (kept["what"] or of_cost(target, name)):
        return KEPT_TO if target.comparator != "<" else None
    if IN_TIME.fullmatch(asked):
        return PUNCTUAL if target.is_date else None
    if _EQUAL.fullmatch(asked) and comparable and not (upper or lower):
        return EQUAL
    return None
