"""加权平均: a survey's levels, each with its points."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import plain
from scoring.clauses.states import pairs
from scoring.rules.input import defined_name

_LEVELS = re.compile(r"(?:非常|很|比较|较|基本|不太|很不|非常不|不)?满意|一般")
MEAN = "“加权平均”没有写，也可读作按一个总的等次得分"


def _survey(parse: Parse, given: Given) -> Draft | None:
    """非常满意（5分）；满意（4分）；一般（3分）；不满意（1分）；很不满意（0分）。"""
    found = pairs(parse.all("levels"))
    if len(found) < 3 or not all(_LEVELS.fullmatch(name) for name, _ in found):
        return None
    weight = agreed(given, found[0][1])
    points = [award.points for _, award in found]
    if any(worth is None for worth in points) or sorted(
            (worth for worth in points if worth is not None), reverse=True) != points:
        raise NotReadError(*(award for _, award in found))
    name = defined_name(given.name) if given.name else "满意度"
    answers = [{"name": level, "input": f"{name}_{level}",
                "points": plain(award.points or Fraction(0))}
               for level, award in found]
    states = [{"name": answer["name"], "points": answer["points"]} for answer in answers]
    return Draft({"kind": "tally", "answers": answers}, weight, (MEAN,),
                 ({"kind": "bands", "bands": states},))


RULES = (
    production("满意度各档分数", r"(?:[词疑][，：；])?(?P<levels>(?:项?词[，：]?得[，；]?){3,})", _survey),
)
