"""逐项重复: one rule for every key point, or for every row of another table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Annotated

from scoring.filing import BLANK
from scoring.filing.numbers import quantity
from scoring.rules.case import CannotScore, Case, Open, Outcome
from scoring.rules.door import model, remade
from scoring.rules.input import Input, Need
from scoring.rules.scales.adding import Scored, added
from scoring.rules.scales.bands import LEVEL
from scoring.rules.scales.base import ByKind, Scale, attempt
from scoring.rules.scales.checklist import POINT

Child = Annotated[Scale, ByKind()]


@model
class Each:
    """One rule for each of the key points ``items``, or for each row of the table ``rows``, all of
    equal weight. Rows whose target is no quantity take ``otherwise`` where it is written.

    ``rows`` names an input of kind 表: one item a row, whose text is its name and whose own items
    are 目标值, 实际值 and, where a band is to be chosen, 档次. Empty rows are passed over.
    """

    items: tuple[str, ...] = ()
    rows: str = ""
    rule: Child
    otherwise: Child | None = None

    def award(self, case: Case) -> Outcome:
        return added(self._rows(case), case) if self.rows else self._points(case)

    def _rows(self, case: Case) -> list[Scored]:
        table = case.figures.get(self.rows, BLANK)
        rows = [row for row in table.items if any(not cell.blank for cell in row.items)]
        if not rows:
            raise CannotScore(f"缺少{self.rows}", (self.rows,))
        weight = case.weight / len(rows)
        found = []
        for place, row in enumerate(rows, 1):
            target, actual, level = (*row.items, BLANK, BLANK)[:3]
            name = f"{case.name}_{place}"
            rule = self.otherwise if self.otherwise and quantity(target) is None else self.rule
            own = replace(case.within(weight, name), target=target, actual=actual,
                          figures={**case.figures, f"{name}_{LEVEL}": level})
            found.append(Scored(row.text.strip() or f"第{place}项", weight, attempt(rule, own)))
        return found

    def _points(self, case: Case) -> Outcome:
        """The sum; where the row's one word decides every key point alike, that is said."""
        weight = case.weight / len(self.items)
        found = [Scored(f"{POINT}{place}", weight, attempt(
            self.rule, case.within(weight, f"{case.name}_{POINT}{place}")))
            for place in range(1, len(self.items) + 1)]
        whole = added(found, case)
        whys = {one.found.why if isinstance(one.found, Open) else "" for one in found}
        if isinstance(whole, Open) and not whole.missing and len(whys) == 1:
            return replace(whole, why=f"{whys.pop()}（{len(found)}个要点只有一个结论，各要点均按此计）")
        return whole

    def sentence(self) -> str:
        if self.rows:
            others = f"非量化的指标：{self.otherwise.sentence()}" if self.otherwise else ""
            return (f"“{self.rows}”表中各项指标分值相等，逐项计分后相加。"
                    f"每项：{self.rule.sentence()}{others}")
        items = "；".join(f"{place}.{item}" for place, item in enumerate(self.items, 1))
        return (f"评价要点：{items}。以上要点各占1/{len(self.items)}分值，"
                f"每个要点：{self.rule.sentence()}")

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if bool(self.items) == bool(self.rows):
            yield "each 须写 items（评价要点）或 rows（表的名称）之一"
        if self.otherwise is not None and not self.rows:
            yield "otherwise（非量化指标的规则）只用于 rows"
        own = weight / len(self.items) if weight is not None and self.items else None
        for rule in (self.rule, self.otherwise):
            yield from rule.problems(own) if rule else ()

    def inner(self) -> Iterator[Scale]:
        yield self.rule
        yield from (self.otherwise,) if self.otherwise else ()

    @property
    def without_readings(self) -> Each:
        return remade(self, rule=self.rule.without_readings,
                      otherwise=self.otherwise and self.otherwise.without_readings)

    def needs(self, name: str) -> Iterator[Need]:
        if self.rows:
            yield Need(self.rows, Input(meaning="各项指标的目标值、实际值（非量化的填档次）",
                                        kind="表", count=20))
        for place, item in enumerate(self.items, 1):
            for need in self.rule.needs(f"{name}_{POINT}{place}"):
                said = f"{item}（{need.auto.meaning}）" if need.auto else ""
                yield Need(need.name, replace(need.auto, meaning=said) if need.auto else None)
