"""每例扣分: 每出现一例扣1分; 每延迟1天扣1分; 不完整的每个项目扣1分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import blanks, capped, check_price, counted, minus, rest_of
from scoring.clauses.figure import count
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, joined, production
from scoring.clauses.lexer import doubtful
from scoring.clauses.span import plain
from scoring.clauses.vocabulary import CASES, HAPPENS, LACKS, LATE, SHORT
from scoring.rules.delay import DELAYS
from scoring.values.exact import exact

PHRASE = 5
"""Characters that a demand with a number in it has at least: 春节前下达50%."""
DEADLINE = "期限写在条款里，延迟多少由人按期限计"
DEMAND = "要求写在前面，逐次、逐个是否做到由人计数"
DELAY = "延迟"
_DELAYS = {"日": (1, "天"), "周": (7, "天"), "季度": (3, "个月")}
BY_POINT = "“一例”是一个要点还是一次情形没有写"


def _by_case(parse: Parse, given: Given) -> Draft | None:
    """记录完整，得2分；不完整的每个项目扣1分; several kinds of deduction from one full mark."""
    full, caps = parse.one("full"), [atom for atom in parse.all("units") if atom.kind == "底"]
    weight = agreed(given, full, *(cap for cap in caps if "完" in cap.text))
    if weight is None and len(caps) == 1:
        weight = agreed(given, caps[0])
    if full is not None and not (parse.words("need") or parse.one("need", "期")):
        return None
    if parse.one("need", "达") and any(atom.kind in "例缺超价" for atom in parse.all("units")):
        return None
    _check_limit(parse)
    _check_demand(parse.all("demand"))
    steps, counts = _counts(parse, given, weight)
    doubts = blanks(steps[0], caps, whole=all(
        step.kind != "迟" or "partial" in each for step, each in zip(steps, counts, strict=True)))
    if parse.one("need", "期"):
        doubts.append(DEADLINE)
        counts = [_beyond_the_deadline(each) for each in counts]
    if parse.all("demand"):
        doubts.append(DEMAND)
    points = [joined([atom]) for atom in parse.all("demand") if atom.kind == "词"]
    if sum(atom.kind == "项" for atom in parse.all("demand")) == len(points) > 1 and weight:
        return Draft(minus(counts), weight, (*doubts, BY_POINT),
                     (_by_point(points, counts[0], weight),))
    return Draft(minus(counts), weight, tuple(doubts))


def _counts(parse: Parse, given: Given, weight: Fraction | None
            ) -> tuple[list[Atom], list[dict[str, Any]]]:
    """What is counted, with the price of a case and the end that the clause gives each count."""
    counts, steps, words = list[dict[str, Any]](), list[Atom](), list[Atom]()
    for atom in parse.all("units"):
        if atom.kind in "底余":
            counts[-1] |= capped(atom, weight) if atom.kind == "底" else rest_of(atom, steps[-1])
        elif atom.kind in "例迟缺":
            if doubtful(atom.left.replace("每", "")):
                raise NotReadError(atom)
            steps.append(_in_days(atom) if atom.unit else replace(atom, unit="项", left="不符合"))
        elif atom.kind == "超":
            if atom.side != "不足" or atom.unit not in CASES or "少" not in atom.text:
                raise NotReadError(atom)
            steps.append(replace(atom, left=SHORT))
        elif atom.kind == "词":
            words.append(atom)
        elif atom.kind in "扣价":
            if atom.kind == "价":
                steps.append(replace(atom, number=Fraction(1)))
            check_price(atom, weight)
            counts.append(_case(steps[-1], words, atom, given.name))
            words = []
    return steps, counts


def _in_days(late: Atom) -> Atom:
    """一周 is seven days, 一季度 three months: the delays that dates give."""
    size, unit = _DELAYS.get(late.unit, (1, late.unit)) if late.kind == "迟" else (1, late.unit)
    return replace(late, unit=unit, number=(late.number or Fraction(1)) * size)


def _check_limit(parse: Parse) -> None:
    """合格率100%得5分，每有一个项目不合格扣1分: the limit says that there is no such case."""
    limit = parse.one("need", "界")
    if limit is None:
        return
    about = re.sub(r"[率度数]$", "", joined(parse.all("need")[:1]))
    counted_ = "".join(atom.left + joined([atom]) for atom in parse.all("units")
                       if atom.kind in "词例")
    same = any(about[at:at + 2] in counted_ for at in range(len(about) - 1))
    if limit.span is None or limit.span.exact not in (0, 1) or not same or (
            limit.span.exact == 1 and limit.span.unit != "%"):
        raise NotReadError(limit)


def _check_demand(atoms: Sequence[Atom]) -> None:
    """What is demanded before cases are counted may hold dates and amounts, but no qualifier, and
    no number by itself."""
    for atom in atoms:
        if atom.kind != "疑":
            continue
        words = [atom.text[start:end] for start, end in doubtful(atom.text)]
        letters = re.sub(r"[^\u4e00-\u9fff]", "", atom.text)
        if any(not word[0].isdigit() for word in words) or len(letters) < PHRASE:
            raise NotReadError(atom)


def _by_point(points: list[str], priced: dict[str, Any], weight: Fraction) -> dict[str, Any]:
    """The reading in which a case is one key point that is not met."""
    price = exact(priced["points"]) if "points" in priced else exact(priced["share"]) * weight
    table = [{"met": f"= {len(points) - missed}",
              "points": plain(max(weight - missed * price, Fraction(0)))}
             for missed in range(len(points) + 1)]
    return {"kind": "checklist", "items": points, "table": table}


def _case(step: Atom, words: list[Atom], off: Atom, name: str) -> dict[str, Any]:
    """发生1起 alone says that something happens: what, the indicator's name says."""
    said = "".join(joined([word]) for word in words)
    if step.kind == "迟":
        said += DELAY if step.left in LATE else step.left
    elif step.left.startswith((*LACKS, SHORT)):
        said = step.left + said
    elif not said and step.left in HAPPENS:
        said = name
    return counted(count(said or step.left or "扣分事项", step.unit), step, off)


def _beyond_the_deadline(counted_: dict[str, Any]) -> dict[str, Any]:
    """A deadline that the clause prints need not be the day in the row's 目标值."""
    figure = counted_["measure"]
    if figure["formula"] not in DELAYS:
        return counted_
    name = figure["formula"].replace(DELAY, "超过期限")
    return {**counted_, "measure": {**figure, "name": name, "formula": name}}


_UNIT = "(?:项?(?:否，?)?(?:词，)*词?(?:(?:(?:[例缺超]词?)|迟)，?扣|价)(?:[，；][余底])*)"

RULES = (
    production("得满分，每例扣分", rf"""
        (?P<need>期?，?词(?:，词)*|期|词界|达)[，：]?(?P<full>得)[，；]
        (?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?""", _by_case),
    production("每例扣分", rf"(?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?", _by_case),
    production("要求在前，每例扣分", rf"""
        (?P<demand>(?:(?:[词疑法]，)*[词疑法][；：]|项(?:[词法]，)*[词法][；：])+)
        (?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?""", _by_case),
)
