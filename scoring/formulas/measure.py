"""指标口径 as formulas: the figure of ``rules.measure``, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from scoring.formulas.exact import Exact, chosen, constant
from scoring.formulas.expr import NO, Expr, every, some, when
from scoring.formulas.figures import extreme, total
from scoring.formulas.operands import Operands, operands
from scoring.formulas.standing_in import standing_in
from scoring.formulas.workings import CannotSay, Workings
from scoring.rules.expression import Node, parse
from scoring.rules.measure import Measure
from scoring.values.interval import Interval


@dataclass(frozen=True, slots=True)
class Made:
    """A figure; ``why`` says why there is none, and is empty where there is."""

    value: Exact
    why: Expr


def measured(measure: Measure, row: Workings) -> Made:
    """The measure's figure for the row: capped, rounded, and within what the clause speaks of."""
    made = _base(measure, row)
    value = made.value
    if measure.cap is not None:
        value = row.sums.smaller(value, constant(measure.cap))
    if measure.round is not None:
        value = row.sums.rounded(value, measure.round.places, measure.round.mode)
    value = row.kept("口径", value)
    row.shows(value)
    why = made.why
    if measure.domain is not None:
        why = when(why.differs(""), why, when(
            inside(row, value, measure.domain), "",
            f"{measure.said}的数值条款没有规定怎样计分，需人工认定"))
    return Made(value, row.keep("因", why))


def inside(row: Workings, value: Exact, span: Interval) -> Expr:
    """Whether the fraction lies in the interval, its ends as they are closed."""
    tests = []
    if span.low is not None:
        low = constant(span.low)
        tests.append(row.sums.at_most(low, value) if span.low_closed
                     else row.sums.less(low, value))
    if span.high is not None:
        high = constant(span.high)
        tests.append(row.sums.at_most(value, high) if span.high_closed
                     else row.sums.less(value, high))
    return every(*tests)


def _base(measure: Measure, row: Workings) -> Made:
    found = operands(measure, row)
    reckoned = _Formula(measure, row, found).made()
    missing = row.keep("缺", found.missing)
    if missing == NO:
        return reckoned
    with row.where(missing):
        other = standing_in(measure, row)
    lacking = f"缺少{'、'.join(found.named)}{'或其中一项' if len(found.named) > 1 else ''}"
    why = when(missing, when(other.missing, lacking, other.why), reckoned.why)
    value = row.kept("口径", chosen(missing, other.value, reckoned.value))
    return Made(value, row.keep("因", why))


class _Formula:
    """The parsed formula as a fraction, and every way in which it may have no value."""

    def __init__(self, measure: Measure, row: Workings, found: Operands) -> None:
        self.measure, self.row, self.found = measure, row, found
        self.zeros: list[Expr] = []

    def made(self) -> Made:
        value = self.row.kept("口径", self._value(parse(self.measure.formula)))
        zero = some(*self.zeros)
        why = when(self.found.why.differs(""), self.found.why, when(zero, "除数为零，不能相除", ""))
        return Made(value, self.row.keep("因", why))

    def _value(self, node: Node) -> Exact:
        match node.op:
            case "number":
                return constant(node.number or 0)
            case "name":
                self._refuse_list(node.name)
                return self.found.value(self.row, node.name)
            case "平均" | "最大" | "最小":
                return self._function(node)
        left, right = (self._value(each) for each in node.operands)
        return self._infix(node.op, left, right)

    def _infix(self, op: str, left: Exact, right: Exact) -> Exact:
        sums = self.row.sums
        if op == "÷":
            right = self.row.kept("除数", right)
            self.zeros.append(right.top.equals(0))
            return sums.quotient(left, right)
        return {"+": sums.sum, "−": sums.difference, "×": sums.product}[op](left, right)

    def _function(self, node: Node) -> Exact:
        sums = self.row.sums
        if node.op == "平均":
            parts = [self._summed(each) for each in node.operands]
            whole = reduce(sums.sum, (part for part, _ in parts))
            return sums.quotient(whole, reduce(sums.sum, (count for _, count in parts)),
                                 positive=True)
        values = [self._extreme(each, node.op) for each in node.operands]
        return reduce(sums.larger if node.op == "最大" else sums.smaller, values)

    def _summed(self, node: Node) -> tuple[Exact, Exact]:
        made = self.found.named.get(node.name) if node.op == "name" else None
        if made is None or made.count == 1:
            return self._value(node), constant(1)
        unit = self.found.common.get(made.dimension, "")
        return total(self.row, made, unit, self.measure.cap_each)

    def _extreme(self, node: Node, op: str) -> Exact:
        made = self.found.named.get(node.name) if node.op == "name" else None
        if made is None or made.count == 1:
            return self._value(node)
        unit = self.found.common.get(made.dimension, "")
        return extreme(self.row, made, unit, self.measure.cap_each,
                       "MAX" if op == "最大" else "MIN")

    def _refuse_list(self, name: str) -> None:
        made = self.found.named.get(name)
        if made is not None and made.count > 1:
            raise CannotSay(f"“{name}”是一组数，须用 平均、最大 或 最小")

