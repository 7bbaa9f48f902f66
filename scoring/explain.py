"""说明: one award's arithmetic, clause and open points as Chinese sentences."""

from __future__ import annotations

from scoring.exact import show
from scoring.interval import Interval
from scoring.scorecard import Award
from scoring.trace import sentences, text


def explain(award: Award) -> list[str]:
    """Lines for a reader who must defend the score: arithmetic, then what is open, then the clause."""
    lines = sentences(award.step) if award.step is not None and award.score is not None else []
    if award.verdict == "in_band":
        lines = [f"{award.why}，可得{span(award.range)}分，填报 {show(award.score or award.weight or 0)} 分在此范围内"]
    elif not award.settled:
        lines = [f"{award.why}，可得{span(award.range)}分"]
    if award.rule is not None:
        lines.append(f"评分标准：{award.rule.sentence()}")
    if award.clause is not None:
        lines.append(f"条款：{award.clause}")
        lines += [f"读法：{said}" for said in (award.clause.reading, award.clause.inferred) if said]
    return lines


def trace(award: Award) -> str:
    """The arithmetic on one line, or what is open and within which bounds."""
    if award.score is not None and award.verdict not in ("in_band", "proposed"):
        return text(award.step) if award.step is not None else ""
    return f"{award.why}，可得{span(award.range)}分" if award.why else ""


def span(interval: Interval | None) -> str:
    """Bounds for people: ``12–15``; an end that is not included is said.

    >>> span(Interval.parse("[12, 15]")), span(Interval.parse("[9, 12)"))
    ('12–15', '9–12（不含12）')
    """
    if interval is None or interval.low is None or interval.high is None:
        return "不限"
    excluded = [show(end) for end, closed in ((interval.low, interval.low_closed),
                                              (interval.high, interval.high_closed)) if not closed]
    said = f"{show(interval.low)}–{show(interval.high)}" if interval.low != interval.high else show(interval.low)
    return said + (f"（不含{'、'.join(excluded)}）" if excluded else "")
