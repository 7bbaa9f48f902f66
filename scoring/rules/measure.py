"""指标口径: where a figure comes from. A formula over named figures, then cap and rounding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from scoring.filing import BLANK, Entry
from scoring.rules.case import CannotScore, Case
from scoring.rules.delay import DELAYS, delay_input, delays
from scoring.rules.door import Number, Span, model, remade
from scoring.rules.expression import evaluate, parse
from scoring.rules.finished import is_number, may_be_result
from scoring.rules.input import Input, Need
from scoring.rules.one_unit import no_slip
from scoring.rules.operands import Operand, brought_together, operand
from scoring.rules.trace import Step, limited, rounded
from scoring.values.exact import Mode, Rounding
from scoring.values.wording import amount, bounds

TARGET, ACTUAL = "目标值", "实际值"
"""The row's own two figures, which every formula may name."""


@model
class RoundStep:
    """Rounding as a step of the rule; ``reading`` says why, where no clause demands it."""

    places: int
    mode: Mode = "四舍五入"
    reading: str = ""

    @cached_property
    def rounding(self) -> Rounding:
        return Rounding(self.places, self.mode)

    @property
    def note(self) -> str:
        """The reading as traces and sentences tell it; empty where the clause itself rounds."""
        return f"读法：{self.reading}" if self.reading else ""

    @property
    def told(self) -> str:
        """四舍五入到2位小数, with the reading where it is one."""
        return f"{self.rounding}（{self.note}）" if self.note else str(self.rounding)


def unread(step: RoundStep | None) -> RoundStep | None:
    """What is left of a rounding where nothing is read into the clause."""
    return None if step is not None and step.reading else step


@model
class Measure:
    """A named figure: ``formula`` over inputs and the row's 目标值 and 实际值, or over 延迟天数 and
    延迟月数, which the dates in these two give.

    Where inputs are missing and the finished figure is given, in the row's 实际值 or in the input
    named by ``stand_in``, it stands in for the formula, and the trace says so. ``cap`` is an upper
    limit, ``cap_each`` one for every figure of a list; ``round`` a rounding. ``domain`` are the
    values that the clause speaks of: for any other it gives nothing, and a person decides.
    ``unit`` is for the wording; a quotient is in % unless it says otherwise.
    """

    formula: str
    name: str = ""
    stand_in: str = ""
    unit: str = ""
    cap: Number | None = None
    cap_each: Number | None = None
    domain: Span | None = None
    round: RoundStep | None = None

    @property
    def said(self) -> str:
        """What sentences call the figure."""
        return self.name or self.formula

    @cached_property
    def worded_unit(self) -> str:
        quotient = "÷" in self.formula or "/" in self.formula
        return self.unit or ("%" if quotient else DELAYS.get(self.formula, ""))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The names in the formula other than the row's own two figures."""
        return tuple(name for name in self._names if name not in (TARGET, ACTUAL))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Every name in the formula, once."""
        return tuple(dict.fromkeys(parse(self.formula).names()))

    @property
    def has_reading(self) -> bool:
        """Whether its rounding is only our reading."""
        return self.without_reading is not self

    @cached_property
    def without_reading(self) -> Measure:
        """The same without a rounding that is only our reading; itself where it has none."""
        return remade(self, round=unread(self.round))

    def needs(self) -> Iterator[Need]:
        yield from (Need(name, delay_input(name) if name in DELAYS else None)
                    for name in self.inputs)
        if self.stand_in:
            yield Need(self.stand_in, Input(
                meaning=f"{self.said}（与上列各数二选一：只有结果时填）", unit=self.worded_unit,
                optional=True))

    def sentence(self) -> str:
        """How a named figure is calculated: 预算完成率＝预算完成数÷预算数×100%. Empty where it is not.

        >>> Measure(name="增长率", formula="本年 ÷ 上年 − 1", unit="%").sentence()
        '增长率＝(本年÷上年−1)×100%。'
        >>> Measure(name="低于目标的百分点", formula="目标值 − 实际值", unit="%").sentence()
        '低于目标的百分点＝目标值−实际值。'
        """
        formula = self.formula.replace(" ", "")
        if formula in DELAYS:
            return f"{self.said}＝本行实际完成日期晚于目标日期的{DELAYS[formula][-1]}数。"
        if not self.name or parse(self.formula).op == "name":
            return ""
        sums = parse(self.formula).op in ("+", "−")
        percent = (self.worded_unit == "%" and not formula.startswith(("平均", "最大", "最小"))
                   and not (sums and "÷" not in formula))
        whole = f"({formula})" if sums and percent else formula
        return f"{self.name}＝{whole}{'×100%' if percent else ''}。"

    def figure(self, case: Case) -> Step:
        """The figure for this case; CannotScore where inputs are missing or unusable."""
        step = self._base(case)
        if step.op == "÷" and self.worded_unit == "%":
            step = Step(step.value, step.op, step.parts, self.name, unit="%")
        if self.cap is not None:
            step = limited(step, min(step.value, Fraction(0)), self.cap)
        if self.round is not None:
            step = rounded(step, self.round.rounding, self.round.note)
        if self.domain is not None and step.value not in self.domain:
            unit = self.worded_unit
            raise CannotScore(f"{self.said}为{amount(step.value, unit)}，条款只规定了"
                              f"{bounds(self.said, self.domain, unit)}怎样计分，需人工认定")
        return step

    def _base(self, case: Case) -> Step:
        dated = delays(case, self.inputs)
        missing = tuple(name for name in self.inputs
                        if name not in dated and case.figures.get(name, BLANK).blank)
        if not missing:
            node = parse(self.formula)
            found = {name: self._operands(case, name) for name in self._names
                     if name not in dated}
            if TARGET in found and ACTUAL in found:
                no_slip(found[TARGET][0].read, found[ACTUAL][0].read)
            common = brought_together([each for every in found.values() for each in every],
                                      self.unit, only_sum=node.only_sum)
            return evaluate(node, lambda name: ((dated[name],) if name in dated else
                                                self._figures(case, found, common, name)))
        result = case.figures.get(self.stand_in, BLANK)
        if is_number(result):
            return self._finished(result, case)
        if may_be_result(self.said, self.formula, self.worded_unit, case):
            return self._finished(case.actual, case)
        raise CannotScore(f"缺少{'、'.join(missing)}{self._no_result(case)}", missing)

    def _no_result(self, case: Case) -> str:
        """That the number in the row is not the figure asked for."""
        if not case.finished or not is_number(case.actual):
            return ""
        return f"，实际完成值“{case.actual.text.strip()}”不能当作{self.said}"

    def _finished(self, entry: Entry, case: Case) -> Step:
        """The finished figure, a bare one in the measure's own unit."""
        found = operand(entry, self.name or case.name, unit=self.worded_unit)
        common = brought_together([found], self.unit, only_sum=False)
        step = found.step(common.get(found.dimension, ""))
        return Step(step.value, label=step.label, cell=step.cell, shown=found.plain,
                    note=f"表中只填报了结果，未填“{self.formula.replace(' ', '')}”")

    def _operands(self, case: Case, name: str) -> tuple[Operand, ...]:
        """The figures behind a name, or CannotScore with the reason."""
        entry = {TARGET: case.target, ACTUAL: case.actual}.get(name) or case.figures[name]
        wanted = () if name in (TARGET, ACTUAL) else (name,)
        return tuple(operand(item, name, wanted) for item in entry.items or (entry,))

    def _figures(self, case: Case, found: Mapping[str, Sequence[Operand]],
                 common: Mapping[str, str], name: str) -> tuple[Step, ...]:
        """The figures behind a name, each in the unit that all are reckoned in."""
        figures = tuple(each.step(common.get(each.dimension, "")) for each in found[name])
        listed = name not in (TARGET, ACTUAL) and case.figures[name].items
        if self.cap_each is None or not listed:
            return figures
        return tuple(limited(figure, min(figure.value, Fraction(0)), self.cap_each)
                     for figure in figures)


def given(entry: Entry, name: str, label: str = "") -> Step:
    """The typed input as the first step of a trace, in base units, under the name that people
    call it by."""
    return operand(entry, label or name, (name,)).step("")
