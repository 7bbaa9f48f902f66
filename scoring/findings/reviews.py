"""What a reviewer wrote beside the scores (复核分, 抽查得分, 复核意见): another score, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing.numbers import number
from scoring.findings.entries import points, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.words import says_nothing
from scoring.values.normal import normal

_AGREED = re.compile(
    r"(?:经?(?:复核|审核|抽查|核查))?(?:[与同]自评(?:得分|分|结果)?)?"
    r"(?:同意|一致|无异议|无意见|无问题|认可|属实|通过|符合|准确|正确|无误|合格|已核|相符|√)+"
    r"(?:自评(?:得分|分|结果)?)?")
_MOST = 8
"""Rows that one sentence lists."""


def reviews(scorecard: Scorecard) -> Iterator[Finding]:
    """One note on the scores that differ from the filed ones, one on what is said in words."""
    differing = [award for award in scorecard.indicators if _differs(award)]
    if differing:
        yield finding("review-differs", *(award.row.review.cell for award in differing),
                      rows=_listed([_scores(award) for award in differing]))
    worded = [award for award in scorecard.indicators if _says(award)]
    if worded:
        yield finding("review-said", *(award.row.review.cell for award in worded),
                      rows=_listed([f"{award.indicator}“{shown(award.row.review)}”"
                                    for award in worded]))


def _differs(award: Award) -> bool:
    """One above the weight is told of as that."""
    theirs = number(award.row.review)
    if theirs is None or award.filed is None or theirs == award.filed:
        return False
    return award.weight is None or theirs <= award.weight


def _scores(award: Award) -> str:
    """新建水渠长度自评15分、复核12分, and what the rule gives where it is neither."""
    theirs, filed = number(award.row.review), award.filed
    due = award.score if award.inferred is None else None
    told = [("自评", filed), ("复核", theirs), ("按条款", None if due in (theirs, filed) else due)]
    return award.indicator + "、".join(
        f"{whose}{points(score)}分" for whose, score in told if score is not None)


def _says(award: Award) -> bool:
    review = award.row.review
    said = "".join(normal(review.text).split()).rstrip("。.;,!")
    return bool(said) and number(review) is None and not says_nothing(said) and (
        _AGREED.fullmatch(said) is None)


def _listed(rows: list[str]) -> str:
    more = f"等{len(rows)}处" if len(rows) > _MOST else ""
    return "；".join(rows[:_MOST]) + more
