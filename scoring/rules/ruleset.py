"""评分办法: all rules of one jurisdiction and year, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, get_args

from scoring.filing import Left, Row
from scoring.rules.clause import Clause, PrintedClause, Source
from scoring.rules.conditions import Conditions
from scoring.rules.door import Number, Span, model
from scoring.rules.example import Example
from scoring.rules.indicator import Default, Indicator, plain_name
from scoring.rules.input import Input, defined_name
from scoring.rules.measure import RoundStep
from scoring.rules.rule import Rule
from scoring.rules.total import Total
from scoring.rules.weights import EqualWeights
from scoring.values.wording import amount

_FORM_FIGURE = re.compile(r".*(年初预算数|全年预算数|全年执行数)")
"""Figures that every form's funds table gives, by column, with the row's name before it."""

EXECUTION_RATE = "预算执行率"

Basis = Literal["ruleset", "form", "national"]
"""What scores follow: rules of the place, clauses that the form prints, the national measure."""

Inherited = Literal["execution", "defaults", "grades", "checks", "form", "report", "total", "round",
                    "equal_weights"]
"""What is taken from the ruleset that is extended, as a whole, where ours says nothing of it."""


@model
class Execution:
    """The execution rate scored in the funds table."""

    rule: Rule
    clause: Clause
    weight: Number | None = None
    conditions: Conditions | None = None
    examples: tuple[Example, ...] = ()


@model
class Lost:
    """Rows that the source has lost: how much they weigh, and why. They are never invented, and no
    total can be known without them."""

    weight: Number
    why: str


@model
class Grade:
    """One grade (等级) and the totals that earn it."""

    name: str
    total: Span
    words: tuple[str, ...] = ()


@model
class DoubtedRow:
    """One row of a doubt: its indicator, and where its actual value and its filed score lie."""

    indicator: str
    actual: Span | None = None
    score: Span | None = None


@model
class Doubt:
    """Rows that do not go together: said where all of them are filed so, and the sum of their
    actual values lies in ``sum`` where that is given."""

    rows: tuple[DoubtedRow, ...]
    say: str
    sum: Span | None = None
    clause: Clause | None = None


@model
class Checks:
    """What the audit may demand because a clause of this ruleset demands it."""

    total_weight: Number = Fraction(100)
    level_weights: Mapping[str, Number] = field(default_factory=dict)
    reason_below_weight: Clause | None = None
    reason_needs_measure: Clause | None = None
    reason_above: Number | None = None
    reason_above_clause: Clause | None = None
    doubts: tuple[Doubt, ...] = ()

    def reasons(self) -> Iterator[tuple[str, Clause | None]]:
        """What must be explained in the form, as 评分标准 would say it, with its clause."""
        if self.reason_below_weight is not None:
            measure = "和改进措施" if self.reason_needs_measure is not None else ""
            yield f"得分低于分值的，须说明原因{measure}。", self.reason_below_weight
        if self.reason_above is not None:
            yield (f"实际完成值达到年度指标值{amount(self.reason_above, '%')}及以上的，须说明原因。",
                   self.reason_above_clause)


@model
class Ruleset:
    """``id`` is region code and year (520111/2023); ``names`` are what people may call it.
    ``without`` is not taken from what it ``extends``; ``round`` is how every award is rounded whose
    own conditions do not say otherwise (四舍五入到2位小数 where nobody says)."""

    id: str
    title: str
    place: str = ""
    year: int | None = None
    scope: Literal["部门整体支出", "项目支出", ""] = ""
    names: tuple[str, ...] = ()
    extends: str = ""
    without: tuple[Inherited, ...] = ()
    form: str = ""
    report: str = ""
    source: Source | None = None
    execution: Execution | None = None
    indicators: tuple[Indicator, ...] = ()
    defaults: tuple[Default, ...] = ()
    inputs: Mapping[str, Input] = field(default_factory=dict)
    grades: tuple[Grade, ...] = ()
    checks: Checks | None = None
    equal_weights: tuple[EqualWeights, ...] = ()
    round: RoundStep | None = None
    total: Total | None = None
    lost: Lost | None = None
    sha256: str = ""
    """Of the file's text, so that a scorecard can name exactly what it was scored by."""

    def __hash__(self) -> int:
        """By what names it: its mappings have none, and what follows from it is kept by it."""
        return hash((self.id, self.sha256))

    @property
    def is_national(self) -> bool:
        """Whether it is only the national measure, to which a place without rules is held
        loosely (参照)."""
        return self.id.split("/")[0] == "national"

    @property
    def basis(self) -> Basis:
        """What is followed: the form's own as soon as it prints one rule that was understood."""
        clauses = [*(each.clause for each in self.indicators),
                   *(each.clause for each in self.defaults)]
        return "form" if "form" in map(self.basis_of, clauses) else self.basis_of(None)

    def basis_of(self, clause: Clause | None) -> Basis:
        """The same of one award, by the clause that it cites."""
        printed = isinstance(clause, PrintedClause) and clause.understood
        return "form" if printed else "national" if self.is_national else "ruleset"

    @property
    def unread(self) -> tuple[Left, ...]:
        """The clauses of the form that were not read; none of rules that a person wrote."""
        return ()

    @cached_property
    def _by_name(self) -> dict[str, list[Indicator]]:
        by_name: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            by_name.setdefault(plain_name(indicator.name), []).append(indicator)
        return by_name

    def indicator_for(self, row: Row) -> Indicator | None:
        """The catalogue entry whose path ends as the row's does; longer agreement wins."""
        last = next((each.text for each in reversed(row.levels) if each.text.strip()), "")
        found = self._by_name.get(plain_name(last), [])
        if len(found) > 1:
            path = [plain_name(level.text) for level in row.levels if level.text.strip()]
            found = [one for one in found if [plain_name(p) for p in one.path] == path] or [
                one for one in found if len(path) > 1 and plain_name(one.path[-2]) == path[-2]]
        return found[0] if len(found) == 1 else None

    def weights_of(self, rows: Sequence[Row],
                   ruled: Sequence[Indicator | None]) -> list[Fraction | None]:
        """What the rules print of the weight of each row, whose entry is among the ``ruled``, or
        divide equally; None where they leave it to the clerk."""
        found = [one.weight if one is not None else None for one in ruled]
        for equal in self.equal_weights:
            below = [place for place, row in enumerate(rows) if found[place] is None and any(
                plain_name(level.text) == plain_name(equal.level) for level in row.levels[:-1])]
            for place, weight in zip(below, equal.of(len(below)) if below else (), strict=True):
                found[place] = weight
        return found

    def default_for(self, row: Row) -> Default | None:
        """The first default that fits a row without a catalogue entry."""
        return next((default for default in self.defaults if default.when.fits(row)), None)

    def input_name(self, indicator: Indicator) -> str:
        """What the indicator's automatic inputs begin with; 上级_名 where two share a name."""
        if len(self._by_name[plain_name(indicator.name)]) > 1:
            above = plain_name(indicator.path[-2]) if len(indicator.path) > 1 else ""
            return defined_name(f"{above}_{plain_name(indicator.name)}")
        return defined_name(plain_name(indicator.name))

    def over(self, parent: Ruleset) -> Ruleset:
        """This ruleset upon its parent: an entry of ours replaces the parent's entry as a whole."""
        own: dict[str, Any] = {}
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(parent, each.name)
            if each.name == "inputs":
                own["inputs"] = {**theirs, **mine}
            elif each.name == "indicators":
                mine_by_path = {one.path for one in mine}
                own["indicators"] = (*mine, *(o for o in theirs if o.path not in mine_by_path))
            elif not mine and each.name in set(get_args(Inherited)).difference(self.without):
                own[each.name] = theirs
        return replace(self, **own)

    @staticmethod
    def is_form_figure(name: str) -> bool:
        return _FORM_FIGURE.fullmatch(name) is not None
