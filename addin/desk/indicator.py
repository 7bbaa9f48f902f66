"""One indicator scored by itself: which rule is meant, what it needs, and what it awards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from addin.errors import UserError
from scoring.awards.score import score
from scoring.awards.scorecard import Award
from scoring.filing import BLANK, Entry, Filing, FundRow, Row
from scoring.rules.clause import Clause
from scoring.rules.indicator import Default, Indicator, plain_name
from scoring.rules.input import Need
from scoring.rules.measure import ACTUAL, TARGET
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.proportional import Proportional

WEIGHT = "分值"

KINDS: Mapping[str, Proportional] = {
    "正向": Proportional(direction="正向"),
    "反向": Proportional(direction="反向", reverse="A/B"),
    "反向A/B": Proportional(direction="反向", reverse="A/B"),
    "反向2-B/A": Proportional(direction="反向", reverse="2-B/A"),
    "等于": Proportional(direction="等于"),
}
_JUDGED = "定性"
_DASHES = dict.fromkeys(map(ord, "−–—‐‑"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'"))
_CHOSEN = Clause(text="计分方式由公式的 rule 参数指定")


def awards_of(rows: Sequence[Row], rule: str, ruleset: Ruleset) -> tuple[Award, ...]:
    """The award of each row by the named rule, or by the ruleset's default for its target."""
    if not rule:
        return score(Filing(rows=tuple(rows)), ruleset).awards
    if (kind := _kind(rule, ruleset)) is not None:
        ruleset = replace(ruleset, indicators=(), defaults=(kind,))
        return score(Filing(rows=tuple(rows)), ruleset).awards
    levels = tuple(Entry(name) for name in _indicator(rule, ruleset).path)
    return score(Filing(rows=tuple(replace(row, levels=levels) for row in rows)), ruleset).awards


def award_of_rule(ruleset: Ruleset, name: str, inputs: Sequence[Entry]) -> Award:
    """One indicator of a ruleset from its own inputs, in the order that ``pe rules`` prints."""
    if plain_name(name) == EXECUTION_RATE and ruleset.execution is not None:
        given = _named(inputs, _needs(ruleset.execution, EXECUTION_RATE), name)
        fund = FundRow(Entry(), {}, weight=given.pop(WEIGHT, BLANK), scored=True)
        return score(Filing(funds=(fund,), inputs=given), ruleset).awards[0]
    indicator = _indicator(name, ruleset)
    given = _named(inputs, _needs(indicator, ruleset.input_name(indicator)), name)
    row = Row(levels=tuple(Entry(level) for level in indicator.path),
              weight=given.pop(WEIGHT, BLANK), target=given.pop(TARGET, BLANK),
              actual=given.pop(ACTUAL, BLANK))
    return score(Filing(rows=(row,), inputs=given), ruleset).awards[0]


def needs_of(name: str, ruleset: Ruleset) -> list[str]:
    """The names of the figures that the indicator's rule uses, as ``award_of_rule`` takes them."""
    if plain_name(name) == EXECUTION_RATE and ruleset.execution is not None:
        used, _ = _needs(ruleset.execution, EXECUTION_RATE)
    else:
        indicator = _indicator(name, ruleset)
        used, _ = _needs(indicator, ruleset.input_name(indicator))
    return [need.name for need in used]


def _kind(rule: str, ruleset: Ruleset) -> Default | None:
    """A direction or kind as a default for every row, with the ruleset's clause if it has one."""
    said = plain_name(rule).translate(_DASHES).upper().removesuffix("指标")
    if said == _JUDGED:
        return next((each for each in ruleset.defaults if each.rule.qualitative),
                    Default(rule=Judged(), clause=_CHOSEN))
    wanted = KINDS.get(said)
    if wanted is None:
        return None
    same = next((each for each in ruleset.defaults if each.rule == wanted), None)
    return Default(rule=wanted, clause=same.clause if same else _CHOSEN)


def _indicator(wanted: str, ruleset: Ruleset) -> Indicator:
    """The indicator with this name, or 上级/名称 where two share one."""
    path = [_bare(part) for part in wanted.split("/")]
    found = [each for each in ruleset.indicators
             if [_bare(name) for name in each.path][-len(path):] == path]
    if len(found) == 1:
        return found[0]
    if found:
        paths = "、".join("/".join(each.path[-2:]) for each in found)
        raise UserError(f"{ruleset.id} 有{len(found)}个“{wanted}”，请写成：{paths}")
    kinds = "、".join([*KINDS, _JUDGED])
    raise UserError(f"“{wanted}”不是计分方式（{kinds}），也不是 {ruleset.id} 的指标")


def _bare(name: str) -> str:
    """A name as it is typed into a formula, where quotes are hard to write."""
    return plain_name(name).translate(_QUOTES)


def _needs(ruled: Indicator | Execution, name: str) -> tuple[list[Need], list[Need]]:
    """What the rule uses in its own order, the weight last where the ruleset prints none; then
    what its conditions ask (不适用, 一票否决)."""
    used = {need.name: need for need in ruled.rule.needs(name)} or {
        each: Need(each) for each in (TARGET, ACTUAL)}
    if ruled.weight is None:
        used[WEIGHT] = Need(WEIGHT)
    conditions = ruled.conditions.needs() if ruled.conditions else ()
    asked = {need.name: need for need in conditions if need.name not in used}
    return list(used.values()), list(asked.values())


def _named(inputs: Sequence[Entry], needs: tuple[list[Need], list[Need]],
           indicator: str) -> dict[str, Entry]:
    """The figures by their names. What need not be filled in may be left out at the end."""
    names = [need.name for group in needs for need in group]
    least = max((place for place, need in enumerate(needs[0], 1)
                 if need.auto is None or not need.auto.optional), default=0)
    if not least <= len(inputs) <= len(names):
        may = f"（还可以给：{'、'.join(names[least:])}）" if names[least:] else ""
        raise UserError(f"“{indicator}”要 {least} 个数：{'、'.join(names[:least])}{may}；"
                      f"给了 {len(inputs)} 个")
    return dict(zip(names, inputs, strict=False))
