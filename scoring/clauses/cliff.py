"""断崖 behind a deduction by steps: 每逾期一日扣0.2分，逾期超过10日的不得分; 低于70%不得分.

Beyond that end every step, a part of one too, costs the whole weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from scoring.clauses.against_target import EXCESS, EXCESS_RATE, SHORT, SHORT_RATE
from scoring.clauses.atom import Atom
from scoring.clauses.figure import plain_name
from scoring.clauses.grammar import Draft, joined
from scoring.clauses.reading import Data
from scoring.clauses.span import plain
from scoring.clauses.vocabulary import LATE
from scoring.rules.delay import DELAYS
from scoring.rules.measure import ACTUAL, TARGET

NAME = "断崖不得分"
OF_THE_TARGET = "“{end}”说的是本行的实际值还是与目标值相比，条文没有写"
_ALIKE = {"日": "天", "月": "个月"}
_OWN = ("", ACTUAL, "实际完成值", "完成值")
_DONE = ("完成率", "完成比例", "完成", "目标完成率")


@dataclass(frozen=True, slots=True)
class Cliff:
    """The end beyond which nothing is left, and the figure that the clause names for it."""

    before: Sequence[Atom]
    words: str
    end: Atom
    value: Fraction
    side: Literal["超过", "不足"]
    closed: bool
    unit: str


def peeled(found: Sequence[Atom]) -> Cliff | None:
    """The end taken off a clause; None where its last words are none."""
    kinds = "".join(atom.kind for atom in found)
    match = re.fullmatch(r"(.*[扣底余])[，；](?P<words>词?)(?P<end>界)，?(?P<award>得)；?", kinds)
    if match is None or not found[match.start("award")].nothing:
        return None
    end = found[match.start("end")]
    span = end.span
    if span is None or (span.low is None) == (span.high is None):
        return None
    limit, side = (span.low, "超过") if span.low else (span.high, "不足")
    if limit is None:
        return None
    return Cliff(found[:match.end(1)], joined(found[slice(*match.span("words"))]), end,
                 limit.value, "超过" if side == "超过" else "不足", limit.closed is not False,
                 span.unit)


def with_cliff(draft: Draft, cliff: Cliff, name: str) -> Draft | None:
    """The rule with the cliff as a count of its own, in every reading; None where they do not
    fit."""
    readings = [made for rule in (draft.rule, *draft.others)
                for made in _readings(rule, cliff, name)]
    if not readings or not all(any(True for _ in _readings(rule, cliff, name))
                               for rule in (draft.rule, *draft.others)):
        return None
    doubts = draft.doubts
    if len(readings) > 1 + len(draft.others):
        doubts = (*doubts, OF_THE_TARGET.format(end=cliff.end.text.removesuffix("的")))
    return replace(draft, rule=readings[0], others=tuple(readings[1:]), doubts=doubts)


def _readings(rule: Data, cliff: Cliff, name: str) -> Iterator[Data]:
    counts = rule.get("counts", ())
    if rule.get("kind") != "per_unit" or rule.get("start") != "满分" or len(counts) != 1:
        return
    for figure, beyond, side in _figures(counts[0], cliff, name):
        last = {"measure": figure, "beyond": beyond, "side": side,
                "step": counts[0]["step"], "share": "100%", "partial": "计一步"}
        yield {**rule, "counts": [counts[0], last]}


def _figures(count: Data, cliff: Cliff, name: str) -> Iterator[tuple[Any, str, str]]:
    """What is held against the end: the delay itself, the figure of the steps, the row's own value
    or its completion."""
    figure = count["measure"]
    formula, unit = figure["formula"], figure.get("unit", "")
    if formula in DELAYS:
        yield from _delay(figure, cliff)
    elif formula in (SHORT, SHORT_RATE, EXCESS, EXCESS_RATE):
        yield from _against_target(figure, cliff, name)
    elif (unit == cliff.unit and not cliff.closed and cliff.side == count.get("side", "超过")
          and (not cliff.words or _named(cliff.words, figure.get("name", formula)))):
        yield figure, plain(cliff.value, unit), cliff.side


def _named(words: str, name: str) -> bool:
    return bool(words) and plain_name(words) == plain_name(name)


def _delay(figure: Data, cliff: Cliff) -> Iterator[tuple[Any, str, str]]:
    """Days are whole: 逾期10日以上 begins where nine are over."""
    unit = _ALIKE.get(cliff.unit, cliff.unit)
    late = cliff.words in (*LATE, "") or cliff.end.text.startswith(LATE)
    if not late or cliff.side != "超过" or unit != _ALIKE.get(figure["unit"], figure["unit"]):
        return
    if not cliff.closed or unit == "天":
        yield figure, plain(cliff.value - (1 if cliff.closed else 0)), "超过"


def _against_target(figure: Data, cliff: Cliff, name: str) -> Iterator[tuple[Any, str, str]]:
    short = figure["formula"] in (SHORT, SHORT_RATE)
    if cliff.closed or (cliff.side == "不足") != short:
        return
    own = cliff.words in _OWN or _named(cliff.words, name)
    done = cliff.words in _DONE
    if not (own or done):
        return
    if not short and not cliff.words and figure.get("unit", "%") == cliff.unit:
        yield figure, plain(cliff.value, cliff.unit), "超过"  # 每超1次扣1分，超过3次: of the excess
    if own:
        yield {"name": ACTUAL, "formula": ACTUAL, "unit": cliff.unit}, plain(
            cliff.value, cliff.unit), cliff.side
    if cliff.unit == "%" and (done or cliff.words == ""):
        yield {"name": "完成率", "formula": f"{ACTUAL} ÷ {TARGET}", "unit": "%"}, plain(
            cliff.value, "%"), cliff.side
