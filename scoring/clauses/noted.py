"""The notes under a form as rules: they come before what the national measure says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from scoring.clauses.made import rules_of
from scoring.clauses.note_limits import USUAL
from scoring.clauses.note_rows import JOINT, Noted, execution_told
from scoring.clauses.notes import Notes, read_notes
from scoring.filing import Entry
from scoring.rules.clause import PrintedClause
from scoring.rules.conditions import Adjust
from scoring.rules.door import remade
from scoring.rules.indicator import Default
from scoring.rules.measure import RoundStep
from scoring.rules.rule import Rule
from scoring.rules.ruleset import Checks, Grade, Ruleset
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.proportional import Proportional
from scoring.rules.total import Total
from scoring.values.interval import Interval

_BY_NAME = "没有写≥、≤、＝的，按指标名称和单位理解方向，看不出的由人认定；反向指标按本表所印的注计算"
_NO_MODE = "注只写了保留几位，没有写怎样舍入，按四舍五入"
BONUS = "加分"
"""What the figure is called that is added to a form's total."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "优": ("优秀",), "优秀": ("优",), "良": ("良好",), "良好": ("良",), "中": ("合格", "一般"),
    "合格": ("中", "一般"), "差": ("不合格", "较差"), "不合格": ("差", "较差")}
"""What else a grade may be called."""


def with_notes(ruleset: Ruleset, notes: Sequence[Entry],
               weight: Fraction | None = None) -> Ruleset:
    """The ruleset with everything that the notes say in its place; ``weight`` is the execution
    rate's in the form. What a note leaves in doubt changes nothing."""
    for note in notes:
        ruleset = _noted(ruleset, _read(note.text), PrintedClause(
            text=note.text.strip(), place=note.cell))
    told = sentences_told(notes)
    if ruleset.execution is None or not told:
        return ruleset
    return replace(ruleset, execution=execution_told(ruleset.execution, told, weight))


def sentences_told(notes: Sequence[Entry]) -> tuple[Noted, ...]:
    """What the notes say of the points that rows get, in another way than is usual."""
    return tuple(Noted(told, note.cell) for note in notes for told in _read(note.text).told)


_read = lru_cache(maxsize=1024)(read_notes)


def _noted(ruleset: Ruleset, notes: Notes, clause: PrintedClause) -> Ruleset:
    execution = ruleset.execution
    if execution is not None and notes.execution_weight is not None:
        execution = remade(execution, weight=notes.execution_weight)
    if execution is not None and notes.execution_as_usual:
        execution = remade(execution, clause=clause)
    rules = [rule for reading in notes.readings if len(reading.readings) == 1
             for rule in rules_of(reading)]
    each, total = _rounds(notes, of_total=False), _total(ruleset.total, notes)
    return replace(ruleset, execution=execution, grades=_grades(ruleset, notes),
                   round=each or ruleset.round, total=total,
                   checks=_checks(ruleset.checks or Checks(), notes, clause),
                   defaults=tuple(_by(default, rules, clause) for default in ruleset.defaults))


def _rounds(notes: Notes, *, of_total: bool) -> RoundStep | None:
    """How the notes round, where that is not the usual way anyhow."""
    for found in notes.rounds:
        if found.of_total == of_total and found.places != USUAL:
            return RoundStep(places=found.places, mode=found.mode,
                             reading="" if found.said else _NO_MODE)
    return None


def _total(total: Total | None, notes: Notes) -> Total | None:
    said: dict[str, Any] = {}
    if notes.total_cap is not None:
        said["cap"] = notes.total_cap
    if (rounds := _rounds(notes, of_total=True)) is not None:
        said["round"] = rounds
    if notes.bonus_cap:
        bonus = Adjust(high=notes.bonus_cap, input=BONUS, why="本表所印的注所说的加分")
        said["adjust"] = (*(total.adjust if total else ()), bonus)
    return remade(total or Total(), **said) if said else total


def unread_notes(notes: Sequence[Entry], rules: Ruleset | None = None
                 ) -> tuple[tuple[str, str], ...]:
    """The sentences under a form that were not understood, each with the cell of its note; nor are
    those that the ``rules`` made of them say of all that they speak of."""
    clauses = [each.clause for each in (*rules.indicators, rules.execution) if each is not None
               and isinstance(each.clause, PrintedClause)] if rules else []
    taken, left = ({words for each in clauses if each.understood is way
                    for words in each.text.split(JOINT)} for way in (True, False))
    return tuple((one.text, note.cell) for note in notes for one in _read(note.text).left
                 if one.text not in taken - left)


def caps_awards(notes: Sequence[Entry]) -> bool:
    """Whether a note says that no award exceeds its weight."""
    return any(_read(note.text).capped for note in notes)


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
