"""要点计分: 各点各有分值; 符合几项得几分; 符合一项得1分; 是则得分、否则不得."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, joined, production
from scoring.clauses.span import plain
from scoring.values.exact import sum_of

_CONTRARY = ("不", "未", "没", "无", "非", "缺", "否")
_EVENTS = ("发生", "出现", "发现", "存在", "有")
_IF = ("如", "若", "凡", "一旦", "因")
NO_REST = "没有写“否则不得分”，按不符合不得分读"
BETWEEN = "做到与不得分之间的情形没有写"
NO_POINTS = "评价要点没有印在条款里"


def _items(parse: Parse, given: Given) -> Draft | None:
    """①制度健全，得1分；②执行有效，得1分。 Each point has its own worth, together the weight."""
    items, doubts = _points(parse.all("items"))
    if not items:
        return None
    total = sum_of(worth.points or Fraction(0) for _, worth in items)
    if any(worth.full for _, worth in items):
        if len(items) > 1:
            return None
        total = given.weight if given.weight is not None else Fraction(0)
    if given.weight is not None and total != given.weight:
        raise NotReadError(*(worth for _, worth in items))
    if any(worth.nothing or worth.share not in (None, 1) for _, worth in items):
        return None
    agreed(replace(given, weight=total), parse.one("sum"), parse.one("cap"))
    case, off = parse.one("case"), parse.one("off")
    if case and off and any(worth.points != off.points for _, worth in items):
        raise NotReadError(case, off)
    names = [_named(name, given) for name, _ in items]
    rule: dict[str, Any] = {"kind": "checklist", "items": names}
    if len(items) > 1 or items[0][1].points is not None:
        rule["worth"] = [plain(worth.points or Fraction(0)) for _, worth in items]
    return Draft(rule, total or None, tuple(doubts))


def _points(atoms: Sequence[Atom]) -> tuple[list[tuple[str, Atom]], list[str]]:
    """Every point with what it is worth; what is said of not meeting it must be nothing."""
    items, doubts = list[tuple[str, Atom]](), list[str]()
    words, contrary, apart = list[Atom](), False, False
    said = True
    for atom in atoms:
        apart = apart or atom.kind == "；"
        if atom.kind in "词达内，：":
            words.append(atom)
        elif atom.kind == "否":
            contrary = True
        elif atom.kind in "得扣":
            lost = atom.kind == "扣" or atom.nothing
            if not lost:
                if not said:
                    doubts.append(NO_REST)
                items.append((joined(words), atom))
                said = apart = False
            elif contrary or joined(words).startswith(_CONTRARY):
                _check_lost(items, atom)
                said = True
            else:
                _check_event(items, joined(words), atom, apart=apart)
                doubts.append(BETWEEN)
                said = True
            words, contrary = [], False
    if not said:
        doubts.append(NO_REST)
    if words and joined(words):
        raise NotReadError(*words)
    return items, list(dict.fromkeys(doubts))


def _check_lost(items: Sequence[tuple[str, Atom]], off: Atom) -> None:
    """否则不得分、不齐全的扣2分: nothing is left of the point before."""
    if not items or (off.kind == "扣" and off.points != items[-1][1].points and not off.full):
        raise NotReadError(off)


def _check_event(items: Sequence[tuple[str, Atom]], words: str, off: Atom, *,
                 apart: bool) -> None:
    """延期报送的不得分 is said of the point before; 发生违规的，本项不得分 of all, and so may be what
    stands in a sentence of its own."""
    _check_lost(items, off)
    of_all = re.search(r"[本此该](?:项|指标)", off.text) or words.startswith(_EVENTS)
    if not words or (of_all and apart) or (apart and len(items) > 1) or words.startswith(_IF):
        raise NotReadError(off)


def _named(name: str, given: Given) -> str:
    """符合 alone says nothing: the indicator's one key point, or its name, does."""
    if re.fullmatch(r"(?:符合|达到|完成|满足|做到|达标|达成|是|有)(?:要求|规定|标准|条件)?", name) or not name:
        return given.points[0] if len(given.points) == 1 else given.name or name or "符合要求"
    return name


def _taken(parse: Parse, given: Given) -> Draft | None:
    """未签合同的扣5分；未验收的扣5分: each point that is not met costs its own worth."""
    names, offs, words = list[str](), list[Atom](), list[Atom]()
    for atom in parse.all("points"):
        if atom.kind in "词，":
            words.append(atom)
        elif atom.kind == "扣":
            names.append(joined(words))
            offs.append(atom)
            words = []
    if not all(name.startswith((*_CONTRARY, *_EVENTS)) for name in names):
        return None
    agreed(given, parse.one("cap"))
    worths = [off.points for off in offs if off.points is not None]
    if len(worths) < len(offs) or given.weight is None or sum_of(worths) != given.weight:
        raise NotReadError(*offs)
    items = [f"没有“{name}”的情形" for name in names]
    return Draft({"kind": "checklist", "items": items, "worth": list(map(plain, worths))},
                 given.weight)


def _each(parse: Parse, given: Given) -> Draft | None:
    """是否健全，是否有效，符合一项得1分。"""
    award = parse.one("award")
    points = [joined([atom]) for atom in parse.all("points") if atom.kind == "词"]
    split = [one for point in points for one in re.split(r"[、;]", point)
             ] if len(points) == 1 else points
    if award is None or award.points is None:
        return None
    weight = agreed(given, parse.one("most"))
    number = weight / award.points if weight is not None else Fraction(len(points))
    if not points and not given.points and number.denominator == 1 and number > 1:
        made = [f"要点{place}" for place in range(1, int(number) + 1)]
        worth = [plain(award.points)] * len(made)
        return Draft({"kind": "checklist", "items": made, "worth": worth}, weight, (NO_POINTS,))
    names = next((names for names in (list(given.points), points, split)
                  if names and len(names) == number), None)
    if names is None:
        raise NotReadError(award)
    return Draft({"kind": "checklist", "items": names, "worth": [plain(award.points)] * len(names)},
                 award.points * len(names))


_ITEM = "(?:项?(?:否|达|词?内|词(?:，词)*)[，：]?[得扣][，；]?)"

RULES = (
    production("要点各有分值", rf"(?P<items>(?:{_ITEM})+)(?:(?P<sum>顶)；?)?", _items),
    production("要点各有分值，每少一项扣分", rf"""
        (?P<items>(?:{_ITEM}){{2,}})(?P<case>[例超缺])词?，?(?P<off>扣)(?:[，；](?P<cap>底))?；?""", _items),
    production("各点不符合各扣几分", r"""
        (?P<points>(?:项?词(?:，词)*，?扣[，；]?){2,})(?:(?P<cap>底)；?)?""", _taken),
    production("符合一项得几分", r"""
        (?P<points>(?:项?词[，；])*)符[，：]?(?P<award>得)(?:[，；](?P<most>[顶底]))?；?""", _each),
)
