"""注: what stands under a form, sentence by sentence: weights, directions, levels, grades."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial

from scoring.clauses.atom import number
from scoring.clauses.bands import SHARED
from scoring.clauses.normal import normal
from scoring.clauses.note_execution import usual_execution
from scoring.clauses.note_grades import grades
from scoring.clauses.note_limits import Rounds, award_cap, bonus_cap, rounding, total_cap
from scoring.clauses.note_reasons import asked
from scoring.clauses.note_scope import (
    ALL,
    OF_SOME,
    WORDED,
    Scope,
    gives_points,
    names_kinds,
    scope_of,
)
from scoring.clauses.note_sentences import Sentence, says_more, sentences
from scoring.clauses.note_usual import usual_counting
from scoring.clauses.note_weights import adjustable, weights
from scoring.clauses.read import read
from scoring.clauses.reading import Data, Doubt, Left, Reading

_RESPELLED = (
    (re.compile(r"^反向指标的?[:,]?得分(?:计算公式|计算方法)?[:=为]+(?=[(\[年指目])"), "反向指标,得分计算公式为:"),
    (re.compile(r"^(?:若为)?定性指标,则?根据[“\"]?三档[”\"]?原则,?分别按照?(?:该)?指标分值的?(?=100)"),
     "定性指标根据指标完成情况分为:达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差三档,分别按照该指标对应分值区间"),
    (re.compile(r"(?<=%)来?[记计得]分$"), "合理确定分值"),
    (re.compile(r"(?<=值)×分值$"), "×该指标分值"),
    (re.compile(r"^定性指标(?:的?(?:计分|评分|得分|赋分))?(?:原则|标准|方法|办法)?(?:为)?:"), "定性指标根据指标完成情况分为:"),
    (re.compile(r"合理(?:填写|确定)(?:完成比例|得分|分数)$"), "合理确定分值"))
_TOTAL = re.compile(r"满分为?(?P<points>\d{2,3})分")
_MORE = {"measure", "target", "gate", "over"}
"""What a proportion says that a default has no place for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that says how many points the rows of ``scope`` get: ``text`` as it is printed,
    ``said`` in normal spelling."""

    text: str
    said: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes say, each None or empty where they say nothing of it. ``rules`` are those of
    the form's rows (比例、档次), each with its reading in ``readings``; ``left`` the sentences that
    were not understood."""

    total: Fraction | None = None
    execution_weight: Fraction | None = None
    execution_as_usual: bool = False
    level_weights: Mapping[str, Fraction] = field(default_factory=dict)
    capped: bool = False
    rounds: tuple[Rounds, ...] = ()
    total_cap: Fraction | None = None
    bonus_cap: Fraction | None = None
    reason_below_weight: bool = False
    reason_needs_measure: bool = False
    reason_above: Fraction | None = None
    grades: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Data, ...] = ()
    readings: tuple[Reading, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    left: tuple[Left, ...] = ()
    told: tuple[Told, ...] = ()


def read_notes(text: str) -> Notes:
    """Every sentence that is understood, and every other by its words.

    >>> found = read_notes("满分为100分。未完成原因分析：说明不能完成的原因及拟采取的措施。另见附件。")
    >>> str(found.total), found.reason_needs_measure, [left.text for left in found.left]
    ('100', True, ['另见附件'])
    """
    plain, notes = normal(text), Notes()
    waiting, scope = list(sentences(plain)), ALL
    while waiting:
        one = waiting.pop(0)
        scope = _scope(one, scope)
        if waiting and (both := _both(notes, one.said, waiting[0].said, scope)):
            notes = both
            waiting.pop(0)
        elif added := _taken(notes, one.said, scope):
            notes = added
        else:
            first, last = plain.span(one.start, one.start + len(one.said))
            words = plain.printed[first:last]
            notes = replace(notes, left=(*notes.left, Left(words, first, last)))
            if gives_points(one.said):
                notes = replace(notes, told=(*notes.told, Told(words, one.said, scope)))
    return notes


def _taken(notes: Notes, sentence: str, scope: Scope) -> Notes | None:
    """The notes with what the sentence says, by the first that understands it."""
    others = () if gives_points(sentence) else (_reasons, _total, _cap)
    takes: tuple[_Take, ...] = (*_TAKES, *others, partial(_rules, scope=scope), _usual)
    return next(filter(None, (take(notes, sentence) for take in takes)), None)


def _scope(one: Sentence, before: Scope) -> Scope:
    """What a sentence speaks of, or goes on to speak of: 定量指标：完成率≥100%，得满分；完成率＜60%，得0分.
    After a full stop it goes on only where it could be said of anything."""
    own = scope_of(one.said)
    if one.begins or names_kinds(one.said) or (own and not one.goes_on):
        return own or ALL
    return before


_Take = Callable[[Notes, str], Notes | None]


def _weights(notes: Notes, sentence: str) -> Notes | None:
    found = weights(sentence)
    if found is None:
        return None
    own = notes.execution_weight if found.execution is None else found.execution
    return replace(notes, execution_weight=own, capped=notes.capped or found.capped,
                   level_weights={**notes.level_weights, **found.levels})


def _adjustable(notes: Notes, sentence: str) -> Notes | None:
    found = adjustable(sentence)
    if found is None:
        return None
    return notes if found.total is None else replace(notes, total=found.total)


def _usual_execution(notes: Notes, sentence: str) -> Notes | None:
    found = usual_execution(sentence)
    if found is None:
        return None
    return replace(notes, execution_as_usual=True,
                   execution_weight=found.weight or notes.execution_weight)


def _total(notes: Notes, sentence: str) -> Notes | None:
    found, cap = _TOTAL.search(sentence), award_cap(sentence)
    if found is None or says_more(sentence, found[0], cap):
        return None
    return replace(notes, total=number(found["points"]), capped=notes.capped or bool(cap))


def _reasons(notes: Notes, sentence: str) -> Notes | None:
    found = asked(sentence)
    if found is None:
        return None
    above = notes.reason_above if found.above is None else found.above
    if not found.below:
        return replace(notes, reason_above=above)
    return replace(notes, reason_below_weight=True, reason_needs_measure=found.measure,
                   reason_above=above)


def _limits(notes: Notes, sentence: str) -> Notes | None:
    """Each part of a sentence must be one: 加分不超过5分，总分不超过100分."""
    for part in (sentence,) if _limited(notes, sentence) else sentence.split(","):
        limited = _limited(notes, part)
        if limited is None:
            return None
        notes = limited
    return notes


def _limited(notes: Notes, part: str) -> Notes | None:
    if found := rounding(part):
        return replace(notes, rounds=(*notes.rounds, found))
    if (points := total_cap(part)) is not None:
        return replace(notes, total_cap=points)
    if found_total := _TOTAL.fullmatch(part):
        return replace(notes, total=number(found_total["points"]))
    points = bonus_cap(part)
    return None if points is None else replace(notes, bonus_cap=points)


def _cap(notes: Notes, sentence: str) -> Notes | None:
    cap = award_cap(sentence)
    return replace(notes, capped=True) if cap and not says_more(sentence, cap) else None


def _grades(notes: Notes, sentence: str) -> Notes | None:
    found = grades(sentence, begun=bool(notes.grades))
    if found is None:
        return None
    return replace(notes, doubts=(*notes.doubts, *found.doubts),
                   grades={**notes.grades, **found.totals})


def _usual(notes: Notes, sentence: str) -> Notes | None:
    if not usual_counting(sentence):
        return None
    return replace(notes, capped=True) if award_cap(sentence) else notes


def _both(notes: Notes, one: str, other: str, scope: Scope) -> Notes | None:
    """The notes with two sentences that are understood together."""
    return _rules(notes, f"{one};{other}", scope) or _usual(notes, f"{one};{other}")


def _rules(notes: Notes, sentence: str, scope: Scope) -> Notes | None:
    """Directions, proportions and levels are read as clauses are; but only what goes for every
    row of its kind, and says nothing more, is such a rule."""
    reading = read(_respelled(sentence))
    if len(reading.readings) != 1 or reading.conditions or scope & OF_SOME:
        return None
    rule = reading.rule or {}
    levels = rule.get("kind") == "bands" and (WORDED in scope or reading.production == SHARED)
    share = rule.get("kind") == "proportional" and not rule.keys() & _MORE
    if not (levels or share):
        return None
    return replace(notes, rules=(*notes.rules, rule),
                   readings=(*notes.readings, reading), doubts=(*notes.doubts, *reading.doubts))


def _respelled(sentence: str) -> str:
    """What is written in notes alone, as clauses write it."""
    for words, clause in _RESPELLED:
        sentence = words.sub(clause, sentence)
    return sentence


_TAKES: tuple[_Take, ...] = (
    _limits, _weights, _adjustable, _usual_execution, _grades)
