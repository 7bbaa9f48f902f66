"""总分 and 等级 wherever the report states them for the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.score import grade
from scoring.filing.numbers import number
from scoring.findings.grades import stated
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER, figure
from scoring.report.mention import Mention, mentioned
from scoring.report.named import subject
from scoring.report.passage import Passage, sentences
from scoring.values.exact import show

_TOTAL = re.compile(
    rf"(?P<word>自评总?得?分|总得分|总评分|总分|综合得分|综合评分|评价得分|评价总分|最终得分)"
    rf"(?P<between>[^，。；;\d（(]{{0,8}}?)(?P<number>{NUMBER})\s*分(?!值|制|以)")
_OF_ONE = re.compile(r"指标|单项|分项|该项|本项|满分|目标|计划|上年|去年|不低于|以上")
_GRADE = re.compile(r"(?:等级|级别|等次|档次)(?:评定|被评|确定|结果)?(?:为|是|属于?|[:：])?\s*"
                    r"[“‘「\"]?\s*(?P<word>{words})\s*[”’」\"]?(?:等次|等级|等|级|档)?"
                    r"(?![\u4e00-\u9fff≥≤（(])")


def totals(both: Comparison) -> Iterator[Mention]:
    """Totals and grades outside the sections on single indicators, against those filed."""
    for passage in both.general:
        if not passage.in_table:
            yield from _total(both, passage)
            yield from _grade(both, passage)


def _total(both: Comparison, passage: Passage) -> Iterator[Mention]:
    filed = both.scorecard.filed_total
    if filed is None:
        return
    for match in _TOTAL.finditer(passage.text):
        start = match.start("number")
        said = figure(match["number"], "分", start, match.end(), passage.text)
        clause = passage.text[max(0, match.start() - 12) : match.end()]
        full = match["word"] == "总分" and said.value == number(both.filing.total_weight)
        if (_OF_ONE.search(clause) or full or said.rough
                or _is_an_indicator_s(both, passage, start, said.value)):
            continue
        yield mentioned("report-total", passage, start, match.end(), f"{show(filed)}分",
                        said.value == filed, cells=(both.filing.total_score.cell,))


def _is_an_indicator_s(both: Comparison, passage: Passage, start: int, points: Fraction) -> bool:
    """Whether the sentence is about one indicator that may have so many points."""
    sentence = next(each for each in sentences(passage.text) if each.start <= start < each.end)
    award = subject(sentence, both)
    return award is not None and award.weight is not None and points <= award.weight


def _grade(both: Comparison, passage: Passage) -> Iterator[Mention]:
    ruleset, total = both.scorecard.ruleset, both.scorecard.filed_total
    means = {word: each.name for each in ruleset.grades for word in (each.name, *each.words)}
    filed = stated(both.filing.grade.text, ruleset)
    expected = filed[1] if filed else grade(total, ruleset) if total is not None else None
    if not means or expected is None:
        return
    words = "|".join(sorted(map(re.escape, means), key=len, reverse=True))
    for match in re.finditer(_GRADE.pattern.replace("{words}", words), passage.text):
        yield mentioned("report-grade", passage, match.start(), match.end(), f"“{expected}”",
                        means[match["word"]] == expected,
                        cells=(both.filing.grade.cell or both.filing.total_score.cell,))
