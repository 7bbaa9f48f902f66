"""符合几项得几分: 全部符合（2分）；符合其中两项（1分）；符合其中一项及以下（0分）."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.checklist import NO_POINTS
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import plain


def _table(parse: Parse, given: Given) -> Draft | None:
    """全部符合（2分）；符合其中两项（1分）；符合其中一项及以下（0分）。"""
    whole, lines = parse.one("whole"), _lines(parse)
    if whole is None or not lines:
        return None
    worth = parse.all("full")
    weight = agreed(given, *worth)
    counts = [int(count) for count, _, _ in lines if count is not None]
    number = _number(whole, counts, given)
    if any(count >= number for count in counts):
        raise NotReadError(*[atom for atom in parse.each("中") if (atom.number or 0) >= number])
    table = [{"met": f"= {number}", **_share(worth[0])}]
    for place, (count, down, award) in enumerate(lines):
        last = place == len(lines) - 1
        met = f"< {number}" if count is None else f"≤ {int(count)}" if down else f"= {int(count)}"
        if last and not down and count is not None and award.nothing:
            met = f"≤ {int(count)}"
        table.append({"met": met, **_share(award)})
    points = list(given.points) if len(given.points) == number else [
        f"要点{place}" for place in range(1, number + 1)]
    doubts = [] if len(given.points) == number else [
        NO_POINTS + (f"，按{number}项读" if whole.number is None and number > 1 else "")]
    if number == 1 and not given.points:
        points = ["全部评价要点都符合"]
    return Draft({"kind": "checklist", "items": points, "table": table}, weight, tuple(doubts))


def _lines(parse: Parse) -> list[tuple[Fraction | None, bool, Atom]]:
    """The lines under 全部符合, in falling order: how many are met, whether that or fewer."""
    found, label = list[tuple[Fraction | None, bool, Atom]](), None
    for atom in parse.all("lines"):
        if atom.kind in "中缺":
            label = atom
        elif atom.kind == "得" and label is not None:
            if label.kind == "缺":
                if not atom.nothing:
                    raise NotReadError(label)
                found.append((None, True, atom))
            else:
                found.append((label.number, label.side == "不足", atom))
    counts = [count for count, _, _ in found if count is not None]
    if counts != sorted(counts, reverse=True) or len(set(counts)) < len(counts):
        raise NotReadError(*parse.each("中"))
    return found


def _number(whole: Atom, counts: list[int], given: Given) -> int:
    """How many points there are: printed, counted in the explanation, or one more than the most
    that is less than all."""
    if whole.number is not None:
        return int(whole.number)
    if given.points:
        return len(given.points)
    return max(counts) + 1 if counts else 1


def _share(award: Atom) -> dict[str, Any]:
    if award.points is not None:
        return {"points": plain(award.points)}
    return {"share": plain(award.share or Fraction(0), "%") if award.share else "0"}


RULES = (
    production("符合几项得几分", r"""
        (?P<whole>全)[，：]?(?P<full>得)[，；](?P<lines>(?:[中缺][，：]?得[，；]?)+)""", _table),
)
