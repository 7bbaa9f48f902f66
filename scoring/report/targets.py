"""What the report says was planned («年初计划改造19户», «目标值为≥90%») against the form's targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.findings.entries import shown
from scoring.findings.texts import form_year
from scoring.report.comparison import Comparison
from scoring.report.figures import Figure, figures, last_digit, measured
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Part, Passage, clauses, sentences
from scoring.report.prose import LEAST_WORDS, covers, elsewhen, essence
from scoring.rules.indicator import plain_name

_PLANNED = re.compile(
    r"(?:(?:年初|年度|全年|绩效|指标)?(?:计划|目标|任务|指标)(?:指标)?[数值量]?|预期)(?!率|完成率|(?<=指标)完成)"
    r"(?P<then>[^\d，。；;]{0,16})$")
_OF_PLAN = re.compile(r"(?:完成|实现|达成|超额?过?|超出|[比较占]|[高低多少]于|偏离)了?(?:年初|年度|全年|绩效)?$")
"""Before the word: what follows is a comparison with the plan, not the plan."""
_NOT_IT = re.compile(r"的[约近]?$|实际|超|[多少]了?$|较|同比|增长|占|偏离|约|近|[完达]成率|执行率|扣|得$")
"""Between the word and a figure: that figure is something else, or claims nothing exact."""
_ROUGH = re.compile(r"\s*(?:余|多|左右|上下)")


@dataclass(frozen=True, slots=True)
class _Target:
    """A target with one value, in the base unit of its dimension, and the indicator's result."""

    name: str
    value: Fraction
    last: Fraction
    dimension: str
    shown: str
    cell: str


def targets(both: Comparison) -> Iterator[Mention]:
    """Every planned figure whose clause or section names the indicator. One that is the target of
    another indicator named there is not held against this one."""
    known = list(filter(None, (_target(award.row) for award in both.scorecard.awards
                               if award.fund is None)))
    year = form_year(both.scorecard)
    for passage in both.report:
        if passage.in_table:
            continue
        award = both.award_of(passage)
        own = [each for each in known if award and each.cell == award.row.target.cell]
        for sentence in sentences(passage.text):
            for said in _planned(sentence, year):
                meant = own or _named(sentence, said, known)
                yield from _against(passage, sentence, said, meant)


def _target(row: Row) -> _Target | None:
    said = quantity(row.target)
    if said is None or said.high is not None or said.is_date or not said.unit:
        return None
    dimension, factor = measured(said.unit)
    return _Target(plain_name(row.name), said.value * factor, last_digit(said.value) * factor,
                   dimension, shown(row.target), row.target.cell)


def _planned(sentence: Part, year: int | None) -> Iterator[Figure]:
    """The figures that follow a word for what was planned within their clause."""
    for said in figures(sentence.text):
        clause = _clause(sentence, said)
        planned = _PLANNED.search(clause.text[: said.start - clause.start])
        if (planned and not _OF_PLAN.search(clause.text[: planned.start()])
                and not _NOT_IT.search(planned["then"])
                and not _ROUGH.match(sentence.text, said.end)
                and not elsewhen(sentence, said, year)):
            yield said


def _named(sentence: Part, said: Figure, known: list[_Target]) -> list[_Target]:
    """The indicators of this dimension that the clause names, or else the sentence."""
    alike = [each for each in known if each.dimension == said.dimension
             and len(essence(each.name)) >= LEAST_WORDS]
    for text in (_clause(sentence, said).text, sentence.text):
        if named := [each for each in alike if covers(essence(each.name), text)]:
            return named
    return []


def _against(passage: Passage, sentence: Part, said: Figure,
             meant: list[_Target]) -> Iterator[Mention]:
    alike = [each for each in meant if each.dimension == said.dimension]
    agreeing = [each for each in alike if said.agrees(each.value, each.last)]
    for each in agreeing or (alike if len(alike) == 1 else ()):
        start = sentence.start + said.start
        yield mentioned("report-target", passage, start, sentence.start + said.end, each.shown,
                        bool(agreeing), each.name, (each.cell,))


def _clause(sentence: Part, said: Figure) -> Part:
    return next(part for part in clauses(sentence.text) if part.start <= said.start < part.end)
