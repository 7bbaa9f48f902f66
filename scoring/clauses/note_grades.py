"""优(90-100分)、良(80-89分): the grades that a note names, with the totals that earn them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from scoring.clauses.atom import number
from scoring.clauses.note_sentences import says_more
from scoring.clauses.reading import Doubt
from scoring.clauses.span import End, Span, at_least, at_most, said, settle

_NAMED = r"(?:优秀|优|良好|良|中|合格|差|不合格)"
_GRADE = re.compile(
    rf"[“\"]?(?P<name>{_NAMED})[”\"]?[(:]?(?:(?P<low>\d+)分?(?:(?P<sign>-|至)|≤得分(?P<less>[<≤]))"
    r"(?P<high>\d+)|得分<(?P<under>\d+)"
    r"|(?P<end>\d+)分?(?P<with>\(不?含\))?[及或]?(?P<side>以[上下]))分?\)?"
    r"|(?:综合评分)?(?P<from>\d+)分?(?P<in>\(不?含\))?"
    r"(?:[至\-~](?P<to>\d+)分?(?P<to_in>\(不?含(?:\d+分?)?\))?|[及或]?(?P<up>以上)|分?(?P<down>以下))"
    rf"的?(?:为|是)[“\"]?(?P<named>{_NAMED})[”\"]?")


_SO_MANY = re.compile(r"[划共]?分?为?\d个?(?:档次?|等[级次])")
"""划分为4档: the number of grades is none of their totals."""


class Grades(NamedTuple):
    """The interval of totals by the name of each grade."""

    totals: Mapping[str, str]
    doubts: tuple[Doubt, ...]


def grades(sentence: str, begun: bool) -> Grades | None:
    """Whole marks; what lies between two grades goes to the lower. ``begun``: grades are told
    already, and one alone goes on with them."""
    found = list(_GRADE.finditer(sentence))
    if len(found) < 2 and not (found and (begun or "得分" in sentence)):
        return None
    if says_more(_SO_MANY.sub("", sentence), *(one[0] for one in found)):
        return None
    spans = [_grade(one) for one in found]
    names = [one["name"] or one["named"] for one in found]
    settled = settle(spans)
    return Grades({name: said(interval, "") for name, interval in zip(
        names, settled.readings[0], strict=True)}, tuple(map(Doubt, settled.doubts)))


def _grade(found: re.Match[str]) -> Span:
    if found["end"]:
        up = found["with"] or ("(含)" if found["side"] == "以上" else None)
        return _over_or_under(found["end"], up, found["side"])
    if found["named"]:
        if side := found["up"] or found["down"]:
            return _over_or_under(found["from"], found["in"], side)
        low, high = number(found["from"]), number(found["to"])
        if low > high:
            return Span(End(high, True, True), End(low, low == 100, True), "")
        if (found["to_in"] or "").startswith("(含"):
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
