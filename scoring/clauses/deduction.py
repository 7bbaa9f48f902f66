"""What every deduction by steps or cases is made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import NotReadError
from scoring.clauses.span import plain

NO_PARTIAL = "不足一步的怎样计，条文没有写"
NO_END = "没有写“扣完为止”，按扣完本项分值为止"


def counted(figure: dict[str, Any], step: Atom, off: Atom, beyond: str = "",
            side: str = "超过") -> dict[str, Any]:
    """One count of a rule: a figure, its steps and what each is worth."""
    made: dict[str, Any] = {"measure": figure}
    if beyond and (beyond != "0" or side == "不足"):
        made |= {"beyond": beyond, "side": side}
    made["step"] = plain(step.number or Fraction(1), "%" if step.unit == "%" else "")
    if off.points is not None:
        made["points"] = plain(off.points)
    else:
        made["share"] = plain(off.share or Fraction(0), "%")
    if step.closed:
        made["partial"] = "不计"
    return made


def minus(counts: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts that take from the full mark."""
    return {"kind": "per_unit", "start": "满分", "counts": counts}


def check_price(off: Atom | None, weight: Fraction | None) -> None:
    """One step costs no more than there is."""
    if off is not None and off.points is not None and weight is not None and off.points > weight:
        raise NotReadError(off)


def capped(cap: Atom, weight: Fraction | None) -> dict[str, str]:
    """最多扣2分 of a larger full mark is the end of this deduction alone."""
    if cap.points is None or cap.points == weight:
        return {}
    if weight is None or cap.points > weight or "完" in cap.text:
        raise NotReadError(cap)
    return {"most": plain(cap.points)}


def rest_of(rest: Atom | None, step: Atom) -> dict[str, str]:
    """不足1个百分点的按1个百分点计: what becomes of less than a step, of the same step."""
    if rest is None:
        return {}
    if rest.number != step.number or rest.unit != step.unit:
        raise NotReadError(rest)
    return {"partial": rest.left}


def blanks(step: Atom, caps: Sequence[Atom | None], *, whole: bool) -> list[str]:
    """What the clause leaves open; where things are counted there is no partial step."""
    found = [] if whole or step.closed else [NO_PARTIAL]
    return found if any(caps) else [*found, NO_END]
