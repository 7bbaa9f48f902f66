"""Rates of completion that the report states twice and differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER, Figure, figure
from scoring.report.mention import Mention
from scoring.report.passage import Passage, clauses, quote
from scoring.report.prose import covers

_RATE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,12}}率)(?:为|是|达到?|[:：])?\s*"
                   rf"(?P<number>{NUMBER})\s*%")
_DONE = re.compile(rf"(?P<verb>[\u4e00-\u9fff]{{2}})(?:了|率)?(?:达到?|为|至)?\s*"
                   rf"(?P<number>{NUMBER})\s*%")
_COUNTED = re.compile(r"(?:点|数|量|项|个|户|处|件)$")
_CRITERION = re.compile(r"目标|计划|标准|得\d|扣|上年|去年|季度|[上下]半年|\d月|"
                        r"以上|以内|以下|不低于|[≥≤＞＜><]")
_LEAST = 3
_WHOLE_NAME = 5
"""A shorter name (得分率) is said of one thing after the other."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A rate and where it stands."""

    passage: Passage
    name: str
    clause: str
    figure: Figure


def rates(both: Comparison) -> Iterator[Mention]:
    """«管网缺陷完成率76%» against «…管网缺陷和…已完成90%»; the same rate named twice."""
    named = list(_stated(both, _RATE, "name"))
    done = list(_stated(both, _DONE, "verb"))
    for place, rate in enumerate(named):
        others = [each for each in named[place + 1:] if each.name == rate.name
                  and each.passage is not rate.passage and len(rate.name) >= _WHOLE_NAME]
        yield from (_compared(rate, other) for other in (*others, *_same_deed(rate, done)))


def _stated(both: Comparison, pattern: re.Pattern[str], name: str) -> Iterator[_Said]:
    for passage in both.report:
        for clause in () if passage.in_table else clauses(passage.text):
            for match in () if _CRITERION.search(clause.text) else pattern.finditer(clause.text):
                start = clause.start + match.start("number")
                said = figure(match["number"], "%", start, clause.start + match.end(), passage.text)
                if not said.rough:
                    yield _Said(passage, match[name], clause.text, said)


def _same_deed(rate: _Said, done: list[_Said]) -> Iterator[_Said]:
    """Clauses that say of the same thing how far the same was done."""
    verb = rate.name[-3:-1]
    subject = _COUNTED.sub("", rate.name[:-3])
    if len(subject) < _LEAST:
        return
    for other in done:
        if other.name == verb and other.clause != rate.clause and covers(subject, other.clause):
            yield other


def _compared(rate: _Said, other: _Said) -> Mention:
    first, second = ((each.passage.place, quote(each.passage.text, each.figure.start,
                                                each.figure.end)) for each in (rate, other))
    return Mention("report-inconsistent", first[0], first[1], rate.figure.text, other.figure.text,
                   rate.figure.agrees(other.figure.value, other.figure.last), rate.name,
                   about=f"{second[0]}“{second[1]}”")
