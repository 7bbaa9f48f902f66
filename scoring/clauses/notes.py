"""注: what stands under a form, sentence by sentence: weights, directions, levels, grades."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from scoring.clauses.atom import number
from scoring.clauses.bands import SHARED
from scoring.clauses.normal import Normal, normal
from scoring.clauses.note_execution import usual_execution
from scoring.clauses.note_limits import Rounds, bonus_cap, rounding, total_cap
from scoring.clauses.note_scope import (
    ALL,
    OF_SOME,
    WORDED,
    Scope,
    gives_points,
    names_kinds,
    scope_of,
)
from scoring.clauses.note_usual import usual_counting
from scoring.clauses.read import read
from scoring.clauses.reading import Data, Doubt, Left, Reading
from scoring.clauses.span import End, Span, at_least, at_most, said, settle

_SENTENCE = re.compile(r"[^;。\n]+")
_NUMBER = r"(?:[1-9]\d?[.、](?!\d(?!\d{1,2}分))|\(\d{1,2}\)|[①-⒛])"
"""1.90分以上为优 is the first of a list and no 1.9 points; 1.5分 is what it says."""
_HEAD = r"(?:(?:自评)?(?:评分|计分|得分|打分|评价|赋分)(?:计算)?(?:标准|办法|方法|规则|说明|原则|依据|档次):)"
_MARK = re.compile(rf"^(?:注:?|(?:备注|(?:填[表报])?说明):)?{_HEAD}?(?P<number>{_NUMBER})?"
                   rf" ?\.?{_HEAD}?{_NUMBER}?")
_WEIGHT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?P<points>\d+(?:\.\d+)?)(?:分|%)")
_WEIGHTS = re.compile(
    r"(?:原则上|其中:?)?(?:预算(?:资金)?执行率[和与及、])?(?:各?一级指标)?的?(?:分值|权重)?(?:原则上)?(?:统一)?(?:设置|设定)?(?:为)?:?"
    rf"(?P<list>{_WEIGHT.pattern.replace('?P<name>', '').replace('?P<points>', '')}"
    rf"(?:[、,]{_WEIGHT.pattern.replace('?P<name>', '').replace('?P<points>', '')})+)")
_EXECUTION = re.compile(r"预算(?:资金)?执行(?:率|情况)?|执行率")
_ADJUSTABLE = re.compile(
    r"(?:如?[有遇因]特殊情况的?,?)?(?:除[^,]{2,20}外,)?(?:其[他它余])?(?:各?[一二三]?级?指标)?的?(?:权重|分值)?"
    r"可(?:以)?(?:根据[^,]{2,20})?[作做]?适当调整(?:,但?[^,\d]{0,4}(?:总分|加总|合计|总和|总计)"
    r"(?:[应须]当?|必须)?为?(?P<points>\d+)分)?")
_AWARDED = re.compile(r"[得扣记]|未|达到|达标|[低高]于|以[上下]|的$")
"""What is no name of a level, but a condition: 达标的得10分、未达标的得0分."""
_RESPELLED = (
    (re.compile(r"^反向指标的?[:,]?得分(?:计算公式|计算方法)?[:=为]+(?=[(\[年指目])"), "反向指标,得分计算公式为:"),
    (re.compile(r"^(?:若为)?定性指标,则?根据[“\"]?三档[”\"]?原则,?分别按照?(?:该)?指标分值的?(?=100)"),
     "定性指标根据指标完成情况分为:达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差三档,分别按照该指标对应分值区间"),
    (re.compile(r"(?<=%)来?[记计得]分$"), "合理确定分值"),
    (re.compile(r"(?<=值)×分值$"), "×该指标分值"),
    (re.compile(r"^定性指标(?:的?(?:计分|评分|得分|赋分))?(?:原则|标准|方法|办法)?(?:为)?:"), "定性指标根据指标完成情况分为:"),
    (re.compile(r"合理(?:填写|确定)(?:完成比例|得分|分数)$"), "合理确定分值"))
_MORE = {"measure", "target", "gate", "over"}
"""What a proportion says that a default has no place for."""
_TOTAL = re.compile(r"满分为?(?P<points>\d{2,3})分")
_REASON = re.compile(r"(?:未完成|偏差|得分低于|未得满分).{0,20}?(?:说明|分析).{0,24}?原因(?P<measure>.*(?:措施|办法))?")
_CAP = re.compile(r"(?:得分)?(?:最高)?(?:不能|不得|不)(?:超过|突破)(?:该|本|此)?(?:项|指标)?(?:的)?"
                  r"(?:权重总额|分值上限|指标分值上限|分值|权重|满分)|不设置加分项")
_OR_OVER = re.compile(r"(?:或者?|以及|和)(?:超过|高于|超出|达到)(?:年度)?(?:指标值|目标值)(?:的)?"
                      r"(?P<share>\d+(?:\.\d+)?)%(?:及?以上)?(?:的)?")
_OVER = re.compile(r"(?:完成值|实际值)?(?:超过|高于|超出|达到)(?:年度)?(?:指标值|目标值)(?:的)?"
                   r"(?P<share>\d+(?:\.\d+)?)%(?:及?以上)?的?,?(?:应|须|需|要)?(?:当)?(?:说明|分析)原因")
_NAMED = r"(?:优秀|优|良好|良|中|合格|差|不合格)"
_GRADE = re.compile(
    rf"[“\"]?(?P<name>{_NAMED})[”\"]?[(:]?(?:(?P<low>\d+)分?(?:(?P<sign>-|至)|≤得分(?P<less>[<≤]))"
    r"(?P<high>\d+)|得分<(?P<under>\d+)"
    r"|(?P<end>\d+)分?(?P<with>\(不?含\))?[及或]?(?P<side>以[上下]))分?\)?"
    r"|(?:综合评分)?(?P<from>\d+)分?(?P<in>\(不?含\))?"
    r"(?:[至\-~](?P<to>\d+)分?(?P<to_in>\(不?含\))?|[及或]?(?P<up>以上)|分?(?P<down>以下))"
    rf"的?(?:为|是)[“\"]?(?P<named>{_NAMED})[”\"]?")


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
    sentences, scope = list(_sentences(plain)), ALL
    while sentences:
        one = sentences.pop(0)
        scope = _scope(one, scope)
        if sentences and (both := _rules(notes, f"{one.said};{sentences[0].said}", scope)):
            notes = both
            sentences.pop(0)
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


def _scope(one: _Sentence, before: Scope) -> Scope:
    """What a sentence speaks of, or goes on to speak of: 定量指标：完成率≥100%，得满分；完成率＜60%，得0分.
    After a full stop it goes on only where it could be said of anything."""
    own = scope_of(one.said)
    if one.begins or names_kinds(one.said) or (own and not one.goes_on):
        return own or ALL
    return before


_Take = Callable[[Notes, str], Notes | None]


class _Sentence(NamedTuple):
    """``begins``: it is numbered, or the first; ``goes_on``: the one before ends in a semicolon."""

    said: str
    start: int
    begins: bool
    goes_on: bool


def _sentences(plain: Normal) -> Iterator[_Sentence]:
    for place, found in enumerate(_SENTENCE.finditer(plain.text)):
        mark = _MARK.match(found[0])
        skipped = mark.end() if mark else 0
        begins = place == 0 or (mark is not None and mark["number"] is not None)
        if found[0][skipped:].strip():
            yield _Sentence(found[0][skipped:], found.start() + skipped, begins,
                            plain.text[found.start() - 1:found.start()] == ";")


def _weights(notes: Notes, sentence: str) -> Notes | None:
    """产出指标50分、效益指标30分、服务对象满意度10分、预算资金执行率10分."""
    whole = _WEIGHTS.fullmatch(sentence)
    if whole is None:
        return None
    levels = {found["name"]: number(found["points"]) for found in _WEIGHT.finditer(whole["list"])}
    execution = [points for name, points in levels.items() if _EXECUTION.fullmatch(name)]
    others = {name: points for name, points in levels.items() if not _EXECUTION.fullmatch(name)}
    if len(execution) > 1 or any(map(_AWARDED.search, levels)):
        return None
    return replace(notes, execution_weight=execution[0] if execution else notes.execution_weight,
                   level_weights={**notes.level_weights, **others})


def _adjustable(notes: Notes, sentence: str) -> Notes | None:
    """如有特殊情况,除预算资金执行率外,其他指标权重可作适当调整,但总分应为100分."""
    found = _ADJUSTABLE.fullmatch(sentence)
    if found is None:
        return None
    return notes if found["points"] is None else replace(notes, total=number(found["points"]))


def _usual_execution(notes: Notes, sentence: str) -> Notes | None:
    found = usual_execution(sentence)
    if found is None:
        return None
    return replace(notes, execution_as_usual=True,
                   execution_weight=found.weight or notes.execution_weight)


def _total(notes: Notes, sentence: str) -> Notes | None:
    found = _TOTAL.search(sentence)
    cap = _CAP.search(sentence)
    if found is None or _says_more(sentence, found[0], cap[0] if cap else ""):
        return None
    return replace(notes, total=number(found["points"]), capped=notes.capped or cap is not None)


def _reasons(notes: Notes, sentence: str) -> Notes | None:
    if over := _OVER.fullmatch(sentence):
        return replace(notes, reason_above=_above(over["share"]))
    above = _OR_OVER.search(sentence)
    plain = sentence.replace(above[0], "") if above else sentence
    found = _REASON.search(plain)
    if found is None or _says_more(plain):
        return None
    return replace(notes, reason_below_weight=True, reason_needs_measure=bool(found["measure"]),
                   reason_above=_above(above["share"]) if above else notes.reason_above)


def _above(share: str) -> Fraction:
    """超过指标值130%, or by 30%: the share of the target above which a reason is asked for."""
    rate = number(share) / 100
    return rate if rate >= 1 else 1 + rate


def _says_more(sentence: str, *taken: str) -> bool:
    """Whether a sentence of which a part is understood holds another number or a ban besides."""
    for each in taken:
        sentence = sentence.replace(each, "", 1)
    return re.search(r"\d|不得|不能评|[一二三]票否决", sentence) is not None


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
    found = _CAP.search(sentence)
    return None if found is None or _says_more(sentence, found[0]) else replace(notes, capped=True)


def _grades(notes: Notes, sentence: str) -> Notes | None:
    """优(90-100分)、良(80-89分): whole marks; what lies between two grades goes to the lower."""
    found = list(_GRADE.finditer(sentence))
    if len(found) < 2 and not (found and (notes.grades or "得分" in sentence)):
        return None
    if _says_more(sentence, *(one[0] for one in found)):
        return None
    spans = [_grade(one) for one in found]
    names = [one["name"] or one["named"] for one in found]
    settled = settle(spans)
    doubts = tuple(Doubt(text) for text in settled.doubts)
    return replace(notes, doubts=(*notes.doubts, *doubts), grades={**notes.grades, **{
        name: said(interval, "") for name, interval in zip(
            names, settled.readings[0], strict=True)}})


def _grade(found: re.Match[str]) -> Span:
    if found["end"]:
        up = found["with"] or ("(含)" if found["side"] == "以上" else None)
        return _over_or_under(found["end"], up, found["side"])
    if found["named"]:
        if side := found["up"] or found["down"]:
            return _over_or_under(found["from"], found["in"], side)
        low, high = number(found["from"]), number(found["to"])
        if found["to_in"] == "(含)":
            return Span(End(low), End(high, True, True), "")
        return Span(End(low, True, True), End(high), "")
    if found["under"]:
        return at_most(number(found["under"]), "", False)
    low, high = number(found["low"]), number(found["high"])
    if found["sign"] and high % 10 == 9:
        return Span(End(low, True, True), End(high + 1, False, True), "")
    closed = None if found["sign"] else found["less"] == "≤"
    return Span(End(low, True, True), End(high, closed, closed is not None or high == 100), "")


def _over_or_under(points: str, included: str | None, side: str) -> Span:
    """90分(含)以上, 60分以下: what is said of the number itself; unsaid it counts upwards."""
    value = number(points)
    if side == "以下":
        return at_most(value, "", included == "(含)")
    return at_least(value, "", included != "(不含)", included is not None)


def _usual(notes: Notes, sentence: str) -> Notes | None:
    return notes if usual_counting(sentence) else None


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
