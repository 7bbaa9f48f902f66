"""逾期分档: 按时完成得满分，逾期1个月以内得4分，逾期1个月以上不得分: tiers of a delay."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, joined, production
from scoring.clauses.ladder import NO_REST, full_mark, laddered
from scoring.clauses.span import at_most, settle
from scoring.clauses.tiers import Row, nested
from scoring.clauses.vocabulary import LATE

IN_TIME = re.compile(r"(?:按时|按期|及时|如期|按规定时间|按要求时间|在?规定(?:的)?(?:时间|时限|期限)内?)"
                      r"[\u4e00-\u9fff]{0,8}")
_UNITS = {"个月": "延迟月数", "月": "延迟月数", "天": "延迟天数", "日": "延迟天数"}


def _late(parse: Parse, given: Given) -> Draft | None:
    need, full = parse.words("need"), parse.one("full")
    if full is None or not IN_TIME.fullmatch(need):
        return None
    rows, late = [Row("", at_most(Fraction(0), "", True, True), full)], ""
    span = None
    for atom in parse.all("rows"):
        if atom.kind == "词":
            late = joined([atom])
            if late not in LATE:
                raise NotReadError(atom)
        elif atom.kind == "界":
            span = atom.span
        elif atom.kind in "得扣" and span is not None:
            rows.append(Row("", span, atom))
            span = None
    units = {row.span.unit for row in rows[1:]}
    if not late or len(units) != 1 or (name := _UNITS.get(units.pop())) is None:
        raise NotReadError(parse.one("rows", "界"))
    weight = full_mark(rows, given)
    settled = settle([row.span for row in nested(rows, weight)])
    figure: dict[str, Any] = {"formula": name}
    rest = parse.one("rest")
    drafted = [laddered(figure, rows, intervals, weight, rest=rest)
               for intervals in settled.readings]
    doubts = (*settled.doubts, *((NO_REST,) if rest is None and drafted[0][1] else ()))
    return Draft(drafted[0][0], weight, doubts, tuple(rule for rule, _ in drafted[1:]))


RULES = (
    production("按时得满分，逾期几档", r"""
        (?P<need>词)[，：]?(?P<full>得)[，；](?P<rows>(?:词界词?，?[得扣][，；]?)+)
        (?:否，?(?P<rest>得)；?)?""", _late),
)
