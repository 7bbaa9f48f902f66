"""Whom a note asks for a reason: below the full points, or far above the target."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from scoring.clauses.atom import number
from scoring.clauses.note_sentences import says_more

_REASON = re.compile(r"(?:未完成|偏差|得分低于|未得满分).{0,20}?(?:说明|分析).{0,24}?原因(?P<measure>.*(?:措施|办法))?")
_OR_OVER = re.compile(r"(?:或者?|以及|和)(?:超过|高于|超出|达到)(?:年度)?(?:指标值|目标值)(?:的)?"
                      r"(?P<share>\d+(?:\.\d+)?)%(?:及?以上)?(?:的)?")
_OVER = re.compile(r"(?:完成值|实际值)?(?:超过|高于|超出|达到)(?:年度)?(?:指标值|目标值)(?:的)?"
                   r"(?P<share>\d+(?:\.\d+)?)%(?:及?以上)?的?,?(?:应|须|需|要)?(?:当)?(?:说明|分析)原因")


class Asked(NamedTuple):
    """``below``: who lost points, and whether for a ``measure`` too; ``above``: from which share of
    the target on, where that is said."""

    below: bool = False
    measure: bool = False
    above: Fraction | None = None


def asked(sentence: str) -> Asked | None:
    """
    >>> asked("完成值超过指标值130%的须说明原因")
    Asked(below=False, measure=False, above=Fraction(13, 10))
    """
    if over := _OVER.fullmatch(sentence):
        return Asked(above=_above(over["share"]))
    above = _OR_OVER.search(sentence)
    plain = sentence.replace(above[0], "") if above else sentence
    found = _REASON.search(plain)
    if found is None or says_more(plain):
        return None
    return Asked(True, bool(found["measure"]), _above(above["share"]) if above else None)


def _above(share: str) -> Fraction:
    """超过指标值130%, or by 30%: the share of the target above which a reason is asked for."""
    rate = number(share) / 100
    return rate if rate >= 1 else 1 + rate
