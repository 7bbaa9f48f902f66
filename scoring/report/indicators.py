"""Sections on single indicators: score, points off, weight, limit and rate against the form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER, figure
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Passage
from scoring.report.sections import Section, bare
from scoring.rules.case import CannotScore, Case
from scoring.rules.trace import Step
from scoring.values.exact import Rounding, exact, show

_SCORE = re.compile(rf"(?:[本该](?:项)?指标|指标得分[:：])[^，。；;\d]{{0,6}}?(?:得分?(?:为)?|为)?\s*"
                    rf"(?P<number>{NUMBER})\s*分(?!值)")
_TAKEN_OFF = re.compile(rf"(?<!每)(?<!的)扣(?:减|除|去)?\s*(?:{NUMBER}\s*-\s*{NUMBER}\s*=\s*)?"
                        rf"(?P<number>{NUMBER})\s*分")
_ANALYSIS = re.compile(r"\s*(?:绩效分析|评分分析|得分分析|扣分原因|评分情况|评价分析|原因分析)")
_WEIGHT = re.compile(
    rf"(?:达到目标值的?得?|全部(?:符合|满足|达到)(?:的)?[，,]?得?[（(]?|满分(?:为)?|最高得?|以|"
    rf"(?:标准)?分值[:：为]?)\s*(?P<number>{NUMBER})\s*分(?P<as_limit>为上限|为满分)?")
_LIMIT = re.compile(rf"(?:超过|超出|高于|低于|未达到?)目标值\s*(?P<number>{NUMBER})\s*[%]|"
                    rf"(?:超过|超出)\s*(?P<plain>{NUMBER})\s*%[，,；;]?(?:因此|所以|故)?扣")
_PERCENT = re.compile(r"((?<![\d.])\d{1,15}(?:\.\d{1,15})?)%")


def indicators(both: Comparison) -> Iterator[Mention]:
    for section in both.sections:
        for passage in section.passages:
            if not passage.in_table:
                yield from _points(section.award, passage)
                yield from _limit(section.award, passage)
        yield from _rates(section, both)


def _points(award: Award, passage: Passage) -> Iterator[Mention]:
    """The score, the weight as the standard gives it, and what the analysis takes off."""
    text, weight, filed = passage.text, award.weight, award.filed
    if weight is not None:
        for match in _WEIGHT.finditer(text):
            if match["as_limit"] or not match[0].startswith("以"):
                yield _against("report-weight", award, passage, match, weight,
                               award.row.weight.cell)
    if filed is not None:
        for match in _SCORE.finditer(text):
            yield _against("report-score", award, passage, match, filed, award.cell)
    if weight is not None and filed is not None and _ANALYSIS.match(text):
        taken = list(_TAKEN_OFF.finditer(text))
        if len(taken) == 1:
            yield _against("report-score", award, passage, taken[0], weight - filed, award.cell,
                           taken_off=True)


def _against(code: str, award: Award, passage: Passage, match: re.Match[str], expected: Fraction,
             cell: str, taken_off: bool = False) -> Mention:
    said = exact(match["number"])
    shown = f"扣{show(expected)}分" if taken_off else f"{show(expected)}分"
    start = match.start() if taken_off else match.start("number")
    return mentioned(code, passage, start, match.end("number") + 1, shown, said == expected,
                     award.indicator, (cell,))


def _limit(award: Award, passage: Passage) -> Iterator[Mention]:
    """«超过目标值13%» where the clause's own limit is another; the excess itself may be meant."""
    limits = [exact(each) for each in _PERCENT.findall(
        unicodedata.normalize("NFKC", award.clause.text))] if award.clause is not None else []
    if not limits:
        return
    reached = [exact(each) for each in _PERCENT.findall(passage.text)]
    for match in _LIMIT.finditer(passage.text):
        said = exact(match["number"] or match["plain"])
        excess = {value - limit for value in reached for limit in limits}
        entry = award.row.reason if award.fund is None else award.fund.rate
        yield mentioned("report-limit", passage, match.start(), match.end(),
                        "、".join(f"{show(limit)}%" for limit in dict.fromkeys(limits)),
                        said in limits or said in excess, award.indicator, (entry.cell,),
                        str(award.clause))


def _rates(section: Section, both: Comparison) -> Iterator[Mention]:
    """«预算完成率为198.47%» against the rate that the form's own figures give."""
    for pattern, step in _measured(section.award, both):
        for passage in section.passages:
            for match in pattern.finditer("" if passage.in_table else passage.text):
                start, end = match.start("number"), match.end()
                said = figure(match["number"], "%", start, end, passage.text)
                if not said.rough:
                    shown = show(Rounding(2).apply(step.value * 100), 2)
                    yield mentioned("report-rate", passage, start, end, f"{shown}%",
                                    said.agrees(step.value), section.award.indicator, step.cells())


def _measured(award: Award, both: Comparison) -> Iterator[tuple[re.Pattern[str], Step]]:
    """The indicator's rates calculated from the form, with the names they go by."""
    if award.fund is not None or award.rule is None:
        return
    case = Case(award.weight or Fraction(0), award.row.target, award.row.actual,
                both.scorecard.figures)
    for measure in dict.fromkeys(award.rule.measures()):
        try:
            step = measure.figure(case)
        except CannotScore:
            continue
        if measure.worded_unit == "%" and measure.name.endswith("率") and step.cells():
            yield _called(bare(measure.name)), step


def _called(name: str) -> re.Pattern[str]:
    """The name with or without quotation marks, or its last word (覆盖率) standing by itself."""
    whole = r"[“”\"]?".join(map(re.escape, name))
    return re.compile(rf"(?:{whole}|(?<![\u4e00-\u9fff”\"]){re.escape(name[-3:])})[”\"]?"
                      rf"\s*(?:为|是|达到?|[:：])?\s*(?P<number>{NUMBER})\s*%(?!\s*[×÷*/＞>≥≤<])")
