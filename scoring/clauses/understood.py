"""The clause that a form prints for a row as rules to score it by, or why nobody but a person can.

A clause is read once for all the forms that print it: what it says hangs on its words alone, what
it has to do with a row on the row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.clauses.drafted import stopped
from scoring.clauses.fitted import UNFIT
from scoring.clauses.made import conditions_of, rules_of
from scoring.clauses.of_row import is_own, of_row
from scoring.clauses.proportional import NO_DIRECTION
from scoring.clauses.read import read
from scoring.clauses.to_target import against
from scoring.filing import Row
from scoring.rules.clause import PrintedClause
from scoring.rules.conditions import Conditions
from scoring.rules.door import remade
from scoring.rules.indicator import Indicator
from scoring.rules.rule import Rule
from scoring.rules.scales.as_printed import AsPrinted
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.proportional import Proportional

_SCORES = re.compile(r"分(?![析布别类配期散工解管包支享])|比例|酌|扣")
"""What a text says that says anything of points."""
_SHARED = "一格里的评分标准管着几行"
_NOT_READ = "本行的评分标准程序没有读懂"
DOUBTS = "条文的留白："
BY_ITS_SIGN = "方向没有印，按指标值的≥、≤和指标名称读；反向指标怎样按比例也没有写"


@dataclass(frozen=True, slots=True)
class Understood:
    """``rules`` are all readings, none where the clause was not read whole: ``left`` then says
    why."""

    rules: tuple[Rule, ...] = ()
    conditions: Conditions | None = None
    doubts: str = ""
    left: str = ""


def says_points(row: Row) -> bool:
    """Whether the form prints a rule for the row, and not only where its evidence lies."""
    return _SCORES.search(row.standard.text) is not None


def indicator_of(row: Row, weight: Fraction | None, name: str,
                 path: tuple[str, ...]) -> Indicator:
    """The row's own rule: what its clause says, or a person's judgement and why."""
    found = understood(row.standard.text, weight, name, row.explanation.text)
    if row.shared and not _of_any_row(found.rules):
        found = Understood(left=_SHARED)
    rules, left = found.rules, found.left
    if rules and (why := against(rules, row, name)):
        rules, left = (), why
    clause = PrintedClause(text=row.standard.text.strip(), place=row.standard.cell,
                           reading=found.doubts if rules else "", understood=bool(rules))
    if not rules:
        return Indicator(path=path, rule=Judged(why=left), clause=clause)
    rules = of_row(found.rules, row, name, found.doubts)
    if not rules:
        return Indicator(path=path, rule=Judged(why=UNFIT), clause=clause)
    return Indicator(path=path, rule=_one(rules, own=is_own(rules, row, name)), clause=clause,
                     conditions=found.conditions)


def _of_any_row(rules: tuple[Rule, ...]) -> bool:
    """Whether a clause says no figure of its own, so that it goes for every row beside it: each
    by its own target and weight."""
    return bool(rules) and all(
        isinstance(rule, Proportional) and not any((rule.measure, rule.target, rule.gate))
        for rule in rules)


@lru_cache(maxsize=8192)
def understood(text: str, weight: Fraction | None, name: str, explanation: str) -> Understood:
    """What the words say, whoever's row they stand in."""
    reading = read(text, weight, name, explanation)
    if not reading.read:
        return Understood(left=f"{_NOT_READ}{stopped(reading)}")
    doubts = "；".join(doubt.text for doubt in reading.doubts)
    printed = rules_of(reading)
    rules = _signed(printed)
    if len(rules) < len(printed):
        doubts = doubts.replace(NO_DIRECTION, BY_ITS_SIGN)
    return Understood(rules, conditions_of(reading),
                      DOUBTS + doubts if doubts else "")


def _signed(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Readings that differ in their direction alone are one rule that goes by the row's sign."""
    plain = list[Rule]()
    for rule in map(_undirected, rules):
        plain += [] if rule in plain else [rule]
    return tuple(plain) if len(plain) < len(rules) else rules


def _undirected(rule: Rule) -> Rule:
    plain = isinstance(rule, Proportional) and rule.measure is None
    return remade(rule, direction="推断") if plain else rule


def _one(rules: tuple[Rule, ...], *, own: bool) -> Rule:
    alone = len(rules) == 1 and (own or not any(rules[0].measures()))
    return rules[0] if alone else AsPrinted(readings=rules, own=own)
