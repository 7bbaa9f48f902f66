"""Sentences that begin with an indicator's name: what they say it reached, earned and weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.awards.scorecard import Award
from scoring.filing.numbers import quantity
from scoring.findings.entries import shown
from scoring.findings.excess import completion_share
from scoring.findings.texts import form_year
from scoring.report.comparison import Comparison
from scoring.report.facts import Fact
from scoring.report.figures import NUMBER, Figure, figure, figures
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Part, Passage, clauses, sentences
from scoring.report.prose import LEAST_WORDS, elsewhen, of_a_part, of_a_rule
from scoring.values.exact import Rounding, exact, show
from scoring.values.normal import normal
from scoring.values.quantity import read

_BEFORE = re.compile(
    r"(?:\s*(?:第?[一二三四五六七八九十\d]+[、.．是]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳]|其中[,，:：]?|"
    r"[一二三]级指标|[\u4e00-\u9fff]{2,8}指标(?=[“\"：:-])|[“\"‘：:－—-]))*\s*")
"""What may stand before the name: a number, the level it belongs to, quotation marks."""
_AFTER = re.compile(
    r"(?:指标)?\s*(?:$|[”\"’（(，,：:。]|指标|为|是|达|得|自评|年度|年初|全年|本年|目标|计划|实际|完成|分值|权重|满分|\d|[≥≤><=])")
"""What may follow it: 教师满意度调查 is not 教师满意度."""
_QUOTED = r"(?:为|是|了|达到?|[:：])?\s*[“\"‘]?\s*=?\s*$"
_ACTUAL = re.compile(rf"实际(?:完成|达到|实现)?(?:情况|数|值)?{_QUOTED}")
_DONE = re.compile(rf"(?<![未额多少])(?:完成|实现)(?:情况|数|值)?{_QUOTED}")
"""Of a share 完成 may say how much of the target was met."""
_OF_PLAN = re.compile(r"\s*的?(?:年初|年度|全年)?(?:目标|任务|计划|指标)")
_SCORE = re.compile(rf"(?<![满应可该])(?:自评)?得分?(?:为|是|[:：])?\s*(?P<number>{NUMBER})\s*分(?!值|制|以|的)")
_WEIGHT = re.compile(
    rf"(?:分值|权重|满分)(?:为|是|[:：])?\s*(?P<number>{NUMBER})\s*分|"
    rf"^[”\"’]?(?:指标)?[（(](?P<alone>{NUMBER})分[）)]")
_COMPLETED = re.compile(rf"(?<!按期)(?<!按时)完成率(?:为|是|[:：])?\s*(?P<number>{NUMBER})\s*%")
_VALUE = re.compile(
    r"(?:(?P<target>(?:年度)?(?:指标|目标)值)|实际(?:完成)?(?:值|情况))(?:为|是|[:：])?\s*"
    r"[“\"](?P<said>[^“”\"]{1,60})[”\"]")
"""A value in quotation marks is repeated as it stands in the form."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, or a clause of it, that is about one indicator; what is said begins at ``at``."""

    award: Award
    part: Part
    at: int


def named(both: Comparison) -> Iterator[Mention]:
    """Only where one indicator is named, at the beginning, and each figure stands once."""
    results = {fact.cell: fact for fact in both.facts if fact.loose}
    year = form_year(both.scorecard)
    for passage in both.report:
        if passage.in_table:
            continue
        for said in _subjects(passage, both):
            if of_a_rule(said.part.text):
                continue
            yield from _points(said, passage)
            yield from _values(said, passage)
            yield from _completion(said, passage)
            fact = None if said.award.fund else results.get(said.award.row.actual.cell)
            if fact is not None:
                yield from _reached(said, passage, fact, year)


def subject(sentence: Part, both: Comparison) -> Award | None:
    """The one indicator that the sentence is about; None where that is not sure."""
    return next((each.award for each in _of(sentence, both)), None)


def _subjects(passage: Passage, both: Comparison) -> Iterator[_Said]:
    """Sentence by sentence; one that is no more than a name is the next ones' subject, too."""
    alone: Award | None = None
    for sentence in sentences(passage.text):
        found = list(_of(sentence, both))
        if not found and alone is not None and not _names(sentence.text, both):
            found = [_Said(alone, sentence, 0)]
        elif len(found) == 1 and not sentence.text[found[0].at:].strip("”\"’ 指标"):
            alone = found[0].award
        elif found or _names(sentence.text, both):
            alone = None
        yield from found


def _of(sentence: Part, both: Comparison) -> Iterator[_Said]:
    """The sentence where one indicator is named in it, else those of its clauses that name one."""
    whole = len(_names(sentence.text, both)) == 1
    parts = [sentence] if whole else [
        Part(part.text, sentence.start + part.start) for part in clauses(sentence.text)]
    for part in parts:
        known = _names(part.text, both)
        if len(known) != 1:
            continue
        (name, award), = known.items()
        before = _BEFORE.match(part.text)
        at = before.end() if before else 0
        if part.text.startswith(name, at) and _AFTER.match(part.text, at + len(name)):
            yield _Said(award, part, at + len(name))


def _names(text: str, both: Comparison) -> dict[str, Award]:
    """The indicators that the text names. A name that two of them have is none's; one that is part
    of another's name is looked for where that one does not stand."""
    found: dict[str, Award] = {}
    for name, awards in both.named:
        if len(name) >= LEAST_WORDS and name in text:
            text = text.replace(name, "　" * len(name))
            found[name] = awards[0]
            if len(awards) > 1:
                return {}
    return found


def _points(said: _Said, passage: Passage) -> Iterator[Mention]:
    text, award = said.part.text[said.at:], said.award
    for code, pattern, expected, cell in (
            ("report-score", _SCORE, award.filed, award.cell),
            ("report-weight", _WEIGHT, award.weight, award.row.weight.cell)):
        matches = list(pattern.finditer(text))
        if len(matches) != 1 or expected is None or award.weight is None:
            continue
        match = matches[0]
        group = "number" if match["number"] else "alone"
        points = exact(match[group].replace(",", ""))
        if code == "report-weight" or points <= award.weight:
            start = said.part.start + said.at + match.start(group)
            yield mentioned(code, passage, start, start + len(match[group]) + 1,
                            f"{show(expected)}分", points == expected, award.indicator, (cell,))


def _values(said: _Said, passage: Passage) -> Iterator[Mention]:
    """Dates and words; a number with its unit is compared as such."""
    row = said.award.row
    for match in () if said.award.fund else _VALUE.finditer(said.part.text, said.at):
        code, entry = ("report-target", row.target) if match["target"] else (
            "report-figure", row.actual)
        known = quantity(entry)
        if shown(entry) and (known is None or known.is_date):
            start = said.part.start + match.start("said")
            yield mentioned(code, passage, start, start + len(match["said"]), shown(entry),
                            _alike(match["said"], shown(entry)), said.award.indicator,
                            (entry.cell,))


def _completion(said: _Said, passage: Passage) -> Iterator[Mention]:
    """«完成率104.21%» against actual ÷ target; what exceeds its target may also be called 100%."""
    share = completion_share(said.award)
    for match in _COMPLETED.finditer(said.part.text, said.at) if share is not None else ():
        start = match.start("number")
        told = figure(match["number"], "%", start, match.end(), said.part.text)
        if not told.rough and share is not None:
            row, capped = said.award.row, told.value == 1 and share >= 1
            yield mentioned("report-rate", passage, said.part.start + start,
                            said.part.start + match.end(),
                            f"{show(Rounding(2).apply(share * 100))}%",
                            capped or told.agrees(share), f"{said.award.indicator}完成率",
                            (row.actual.cell, row.target.cell))


def _alike(said: str, filed: str) -> bool:
    """Whether both are one value; one may be short for the other."""
    one, other = (re.sub(r"[\s，。、；]+", "", normal(each)) for each in (said, filed))
    there, here = read(said), read(filed)
    alike = there is not None and here is not None and (
        (there.dimension, there.comparator, there.base)
        == (here.dimension, here.comparator, here.base))
    return alike or one in other or other in one


def _reached(said: _Said, passage: Passage, fact: Fact, year: int | None) -> Iterator[Mention]:
    found = [each for each in figures(said.part.text) if each.dimension == fact.dimension
             and each.start >= said.at and _is_reached(said.part.text, each)]
    if len(found) == 1 and not found[0].rough and not _is_other(said, found[0], year):
        start = said.part.start + found[0].start
        yield mentioned("report-figure", passage, start, said.part.start + found[0].end, fact.shown,
                        fact.agrees(found[0]), fact.name, (fact.cell,))


def _is_reached(text: str, told: Figure) -> bool:
    before = text[:told.start]
    done = told.dimension != "比率" and _DONE.search(before)
    return bool(_ACTUAL.search(before) or done) and not _OF_PLAN.match(text, told.end)


def _is_other(said: _Said, told: Figure, year: int | None) -> bool:
    """Whether the figure is of another year, or of a part of this one."""
    return elsewhen(said.part, told, year) or of_a_part(said.part.text)
