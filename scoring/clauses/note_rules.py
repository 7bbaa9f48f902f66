"""What a note says of every indicator of a kind, as a rule by the row's own target:
完成率低于60%的不得分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.clauses.atom import number
from scoring.clauses.note_usual import usual_counting
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.direction import Direction, directions
from scoring.rules.door import remade
from scoring.rules.indicator import plain_name
from scoring.rules.rule import Rule
from scoring.rules.scales.proportional import Over, Proportional
from scoring.values.quantity import Quantity

_GOAL = r"(?:年度|年初|预期|绩效)*(?:指标值?|目标值?)"
_DONE = r"(?:全年|年度)?(?:实际)?(?:完成)?(?:率|值|比例|程度|情况)?"
_ITEM = r"(?:该|本|此)?(?:项)?(?:三级)?(?:指标)?(?:的)?(?:得分)?"
_NOTHING = rf"{_ITEM}(?:均|一律)?(?:不(?:予|能)?得分|[得计记为]0分|[得计记]零分|不[计记给]分)"
_FULL = r"[得计记](?:满分|全部分值|该项满分)"
_UNDER, _ABOVE = "低于|小于|不足|<|不到", "超过|高于|超出|大于|>"
_PERCENT = r"(?P<share>\d{1,4}(?:\.\d{1,4})?)%"
_IN_PROPORTION = r"按照?(?:实际)?(?:完成)?比例(?:得分|[计记]分|计算得分)?"
_ALL_OR_NOTHING = re.compile(
    rf"(?:{_DONE}(?:达到|完成|达成)(?:{_GOAL})?的?,?{_FULL}[,;])?{_DONE}"
    rf"(?:(?P<missed>未达到?|未完成|没有达到|达不到|没有完成)|(?P<under>{_UNDER})|(?P<above>{_ABOVE}))"
    rf"(?:{_GOAL})?的?,?{_NOTHING}")
_GATE = re.compile(
    rf"(?:完成率(?:≥|达到)100%的?,?{_FULL}[,;])?{_DONE}"
    rf"(?:未达到?|达不到|{_UNDER})(?P<of>{_GOAL})?的?{_PERCENT}的?,?{_NOTHING}"
    rf"(?:[,;](?P<from>\d{{1,4}}(?:\.\d{{1,4}})?)%(?:\(含\))?[及或]?以上的?,?{_IN_PROPORTION})?")
_BETWEEN = re.compile(
    rf"完成率(?:≥|达到)100%的?,?{_FULL}[,;]完成率(?:在)?(?P<share>\d{{1,4}})%(?:\(含\))?"
    rf"[-~至](?:到)?100%(?:之间)?的?,?"
    rf"{_IN_PROPORTION}[,;]完成率(?:<|低于|小于)(?P=share)%的?,?{_NOTHING}")
_BEYOND = re.compile(rf"{_DONE}(?:{_ABOVE}){_GOAL}的?{_PERCENT}(?:\(含\))?(?:[及或]?以上)?的?,?{_NOTHING}")
_OVER = re.compile(
    rf"{_DONE}(?:{_ABOVE}){_GOAL}的?{_PERCENT}(?:\(含\))?(?P<with>[及或]?以上)?的?,?{_ITEM}"
    r"[按得计](?:照)?(?:该项)?(?:分值|满分)?的?(?P<left>\d{1,3})%(?:的?分值)?(?:计算?得?分?|得分)?")
_SUBJECT = re.compile(
    r"^(?:(?:其[他它余]|[各每]项?|所有|三级|绩效|定量|定性|正向|反向|逆向|负向|(?:群众|服务对象)?满意度|成本|时效|质量|数量|产出|"
    r"效益|经济|社会|生态|可持续影响)+(?:类|性)?(?:的?指标)?|指标)(?:的|若|中)?[,:]?")
_MISSES = re.compile(
    rf"未完成|未达到?{_GOAL}|未达标|达不到{_GOAL}|没有完成|(?:基本|部分)(?:完成|达成)|(?:低于|小于|不足){_GOAL}(?!的?\d)")
_MORE_THAN_MISSES = re.compile(
    rf"满分|全部分值|以上|{_ABOVE}|≥|=|(?:{_UNDER}|达到)\d|(?<!未)达到|多|增|[×÷]|加\d|超额|提前")


@dataclass(frozen=True, slots=True)
class Aim:
    """A row with a quantity for its target, the way in which it counts, and what it is scored by
    anyhow."""

    target: Quantity
    actual: Quantity | None
    way: Direction
    usual: Proportional

    @property
    def less(self) -> bool:
        return self.way == "反向"


def aim_of(row: Row, usual: Rule) -> Aim | None:
    """None where the row's target is no quantity, or where nobody can tell which way it counts."""
    target = quantity(row.target)
    if target is None or target.is_date or not isinstance(usual, Proportional):
        return None
    ways = directions(tuple(plain_name(level.text) for level in row.levels), target).readings
    return Aim(target, quantity(row.actual), ways[0], usual) if len(ways) == 1 else None


def rules_told(said: str, aim: Aim) -> tuple[Rule, ...]:
    """The readings of a sentence for a row; none where it is no such sentence, or where what it
    says and the way in which the row counts do not go together.

    >>> from scoring.values.quantity import read
    >>> aim = Aim(read("≥20场"), read("10场"), "正向", Proportional())
    >>> [str(rule.gate) for rule in rules_told("完成率低于60%的不得分", aim)]
    ['3/5']
    """
    return tuple(dict.fromkeys(_rules(without_usual(without_subject(said)), aim)))


def without_subject(said: str) -> str:
    """完成率低于60%的不得分, of 定量指标完成率低于60%的不得分."""
    return _SUBJECT.sub("", said)


def without_usual(said: str) -> str:
    """完成率低于60%的得0分, of 得分=完成值÷目标值×分值,完成率低于60%的得0分."""
    first, comma, rest = said.partition(",")
    return rest if comma and usual_counting(first) else said


def only_of_misses(said: str) -> bool:
    """Whether a sentence speaks of nothing but indicators that were not reached.

    >>> only_of_misses("指标未完成的,每低1个百分点扣分值的2%,扣完为止")
    True
    """
    return _MISSES.search(said) is not None and not _MORE_THAN_MISSES.search(said)


def _rules(said: str, aim: Aim) -> Iterator[Rule]:
    if found := _ALL_OR_NOTHING.fullmatch(said):
        if found["missed"] or bool(found["above"]) == aim.less:
            yield remade(aim.usual, gate=Fraction(1))
    elif found := _BETWEEN.fullmatch(said) or _GATE.fullmatch(said):
        named = found.groupdict()
        worded = aim.less and not named.get("of") and "率" in said
        if named.get("from") in (None, found["share"]) and (worded or not aim.less):
            yield from _gated(number(found["share"]) / 100, aim)
    elif (found := _BEYOND.fullmatch(said)) and aim.less:
        yield from _beyond(number(found["share"]) / 100, aim)
    elif (found := _OVER.fullmatch(said)) and not aim.less:
        yield from _over(number(found["share"]) / 100, number(found["left"]) / 100, aim)


def _gated(gate: Fraction, aim: Aim) -> Iterator[Rule]:
    if 0 < gate <= 1 and aim.target.base > 0:
        yield remade(aim.usual, gate=gate)


def _beyond(excess: Fraction, aim: Aim) -> Iterator[Rule]:
    """Nothing is left of an award above the target and as much more; at that very end either."""
    target, actual = aim.target.base, aim.actual
    if target <= 0 or actual is None or actual.base in (target * (1 + excess), target + excess):
        return
    yield remade(aim.usual, gate=1 / (1 + excess))
    if aim.target.dimension == "比率":
        yield remade(aim.usual, gate=target / (target + excess))


def _over(excess: Fraction, left: Fraction, aim: Aim) -> Iterator[Rule]:
    target, actual = aim.target.base, aim.actual
    above = excess if excess > 1 else 1 + excess
    ends = (target * above, target + excess)
    if target <= 0 or actual is None or left > 1 or actual.base in ends:
        return
    yield remade(aim.usual, over=(Over(above=above, share=left),))
    if aim.target.dimension == "比率":
        yield remade(aim.usual, over=(Over(above=1 + excess / target, share=left),))
