"""总分 said in the form's own conclusion (自评结论：自评得分98分，等级为优) against the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing.numbers import number
from scoring.findings.finding import Finding, finding
from scoring.findings.grades import own_conclusions
from scoring.values.exact import Rounding, exact, show
from scoring.values.normal import normal

_SAID = re.compile(r"(?P<before>[^,;。:、\n]{0,12}?)(?P<word>总?得分|总分|评分|评价分)(?:合计|共计|为|是|达|:|\s){0,3}"
                   r"(?P<number>\d{1,3}(?:\.(?P<places>\d{1,3}))?)\s?分(?!值|制|以)")
_OF_ANOTHER = re.compile(
    "指标|[单分该本各]项(?!目)|满分|执行率|产出|效益|满意度|投入|过程|成本|部分|目标|计划|上年|去年|复核|财政|审核|平均")


def concluded(scorecard: Scorecard) -> Iterator[Finding]:
    """At most a question: a person may mean another figure. More than one is left alone."""
    total = scorecard.filed_total
    for name, entry in own_conclusions(scorecard.filing) if total is not None else ():
        said = dict.fromkeys(_said(entry.text, number(scorecard.filing.total_weight)))
        if total is not None and len(said) == 1 and not any(_is(total, *each) for each in said):
            (figure, _), = said
            made = finding("section-total", entry.cell, scorecard.filing.total_score.cell,
                           filed=f"{show(figure)}分", expected=f"{show(total)}分", place=name)
            yield replace(made, severity="warning")


def _said(text: str, full: Fraction | None) -> Iterator[tuple[Fraction, int]]:
    """The totals in a text, and at how many places; «总分100分» is what can be had."""
    for found in _SAID.finditer(normal(text)):
        figure = exact(found["number"])
        if not _OF_ANOTHER.search(found["before"]) and (found["word"], figure) != ("总分", full):
            yield figure, len(found["places"] or "")


def _is(total: Fraction, figure: Fraction, places: int) -> bool:
    """Whether the figure is the total, or what it is rounded to."""
    return figure in (total, Rounding(places).apply(total))
