"""The notes under a form as rules: they come before what the national measure says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from scoring.clauses.made import rules_of
from scoring.clauses.notes import Notes, read_notes
from scoring.filing import Entry
from scoring.rules.clause import PrintedClause
from scoring.rules.door import remade
from scoring.rules.indicator import Default
from scoring.rules.rule import Rule
from scoring.rules.ruleset import Checks, Grade, Ruleset
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.proportional import Proportional
from scoring.values.interval import Interval

_BY_NAME = "没有写≥、≤、＝的，按指标名称和单位理解方向，看不出的由人认定；反向指标按本表所印的注计算"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "优": ("优秀",), "优秀": ("优",), "良": ("良好",), "良好": ("良",), "中": ("合格", "一般"),
    "合格": ("中", "一般"), "差": ("不合格", "较差"), "不合格": ("差", "较差")}
"""What else a grade may be called."""


def with_notes(ruleset: Ruleset, notes: Sequence[Entry]) -> Ruleset:
    """The ruleset with everything that the notes say in its place. What a note leaves in doubt
    changes nothing."""
    for note in notes:
        ruleset = _noted(ruleset, _read(note.text), PrintedClause(
            text=note.text.strip(), place=note.cell))
    return ruleset


_read = lru_cache(maxsize=1024)(read_notes)


def _noted(ruleset: Ruleset, notes: Notes, clause: PrintedClause) -> Ruleset:
    execution = ruleset.execution
    if execution is not None and notes.execution_weight is not None:
        execution = remade(execution, weight=notes.execution_weight)
    rules = [rule for reading in notes.readings if len(reading.readings) == 1
             for rule in rules_of(reading)]
    return replace(ruleset, execution=execution, grades=_grades(ruleset, notes),
                   checks=_checks(ruleset.checks or Checks(), notes, clause),
                   defaults=tuple(_by(default, rules, clause) for default in ruleset.defaults))


def _checks(checks: Checks, notes: Notes, clause: PrintedClause) -> Checks:
    said: dict[str, Any] = {}
    if notes.total is not None:
        said["total_weight"] = notes.total
    if notes.reason_below_weight:
        said["reason_below_weight"] = clause
    if notes.reason_needs_measure:
        said["reason_needs_measure"] = clause
    if notes.reason_above is not None:
        said |= {"reason_above": notes.reason_above, "reason_above_clause": clause}
    return remade(checks, **said)


def _grades(ruleset: Ruleset, notes: Notes) -> tuple[Grade, ...]:
    """The grades that the notes name; none where their limits are in doubt, so that no total is
    held against either."""
    if len(notes.grades) < len(ruleset.grades):
        return ruleset.grades
    if set(notes.doubts) - {doubt for reading in notes.readings for doubt in reading.doubts}:
        return ()
    return tuple(Grade(name=name, total=Interval.parse(span), words=_WORDS.get(name, ()))
                 for name, span in notes.grades.items())


def _by(default: Default, rules: Sequence[Rule], clause: PrintedClause) -> Default:
    """The default under the note's rule for its kind: levels for what is told in words, the
    formula of its direction for what is counted."""
    for noted in rules:
        if isinstance(noted, Bands) and isinstance(default.rule, Bands):
            default = replace(default, rule=_with_words(noted, default.rule), clause=clause)
        elif isinstance(noted, Proportional) and noted.measure is None:
            default = _counted(default, noted, clause)
    return default


def _counted(default: Default, noted: Proportional, clause: PrintedClause) -> Default:
    rule = default.rule
    if not isinstance(rule, Proportional) or default.when.target == ("日期",):
        return default
    if rule.direction == noted.direction:
        return replace(default, rule=remade(rule, reverse=noted.reverse), clause=clause)
    if rule.direction == "推断" and noted.direction == "反向":
        return replace(default, rule=remade(rule, reverse=noted.reverse),
                       clause=remade(default.clause, reading=_BY_NAME))
    return default


def _with_words(noted: Bands, usual: Bands) -> Bands:
    """The note's levels with the other words for the level that has the same place."""
    if len(noted.bands) != len(usual.bands):
        return noted
    return Bands(bands=tuple(
        remade(mine, words=tuple(dict.fromkeys((*mine.words, theirs.name, *theirs.words))))
        for mine, theirs in zip(noted.bands, usual.bands, strict=True)))
