"""说明: one award's arithmetic, clause and open points as Chinese sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from scoring.awards.looked import looked
from scoring.awards.scorecard import Award
from scoring.filing import Entry
from scoring.rules.arithmetic import sentences, text
from scoring.values.exact import AWARD_ROUNDING, show
from scoring.values.interval import Interval


def explain(award: Award, figures: Mapping[str, Entry] = MappingProxyType({})) -> list[str]:
    """Lines for a reader who must defend the score: arithmetic or bounds with the cells that they
    come from, then rule and clause. ``figures``: those of the scorecard, for their cells."""
    if award.verdict == "in_band" and award.filed is not None:
        lines = [f"{trace(award)}，填报 {show(award.filed)} 分在此范围内"]
    elif award.step is not None and award.settled and award.verdict != "proposed":
        lines = sentences(award.step)
    else:
        lines = [trace(award)]
    if not _says_all("".join(lines), award):
        lines.append(looked(award, figures))
    lines = [line for line in lines if line]
    if award.rule is not None:
        lines.append(f"评分标准：{award.rule.sentence()}")
    if award.conditions is not None and (said := award.conditions.sentence()):
        lines.append(f"条件：{said}")
    if award.clause is not None:
        lines += [f"条款：{award.clause}", *readings(award)]
    return lines


def _says_all(said: str, award: Award) -> bool:
    """Whether the arithmetic names every cell that it used, and repeats what stands in the row's
    own: of “≥90%” it tells the figure alone, and nobody would see a sign that was copied."""
    used = award.step.cells() if award.step is not None and award.settled else ()
    own = (each.text.strip() for each in (award.row.target, award.row.actual) if each.cell in used)
    return bool(used) and all(each in said for each in (*used, *own))


def readings(award: Award) -> list[str]:
    """How the clause is read where its text is defective, silent or leaves the direction open."""
    if award.clause is None:
        return []
    read = (award.clause.reading, award.clause.inferred,
            award.inferred.because if award.inferred else "")
    return [f"读法：{each}" for each in read if each]


def trace(award: Award) -> str:
    """The arithmetic on one line, or what is open and within which bounds."""
    if award.score is not None and award.verdict not in ("in_band", "proposed"):
        return text(award.step) if award.step is not None else ""
    if award.range is None:
        return award.why
    return f"{award.why}，{earnable(award.range)}" if award.why else ""


def earnable(interval: Interval | None) -> str:
    """What a person may give, as a sentence ends.

    >>> earnable(Interval.parse("[6, 8)")), earnable(Interval.parse("[0, 10)"))
    ('可得6–8分（不含8分）', '可得10分以下')
    >>> earnable(Interval.parse("[0, 0]")), earnable(Interval.parse("[6, 6]"))
    ('不得分', '应得6分')
    """
    if interval is None or interval.low is None or interval.high is None:
        return "得分不限"
    low, high = (show(AWARD_ROUNDING.apply(end)) for end in (interval.low, interval.high))
    if low == high:
        return f"应得{low}分" if interval.low else "不得分"
    if not interval.low and interval.low_closed and not interval.high_closed:
        return f"可得{high}分以下"
    excluded = [f"{end}分" for end, closed in ((low, interval.low_closed),
                                             (high, interval.high_closed)) if not closed]
    return f"可得{low}–{high}分" + (f"（不含{'、'.join(excluded)}）" if excluded else "")


def bounds(interval: Interval | None) -> str:
    """The same as a letter says it, without signs for ends that are not included.

    >>> [bounds(Interval.parse(each)) for each in ("[6, 8)", "[0, 10)", "[6, 8]", "[0, 0]")]
    ['应不低于6分且低于8分', '应低于10分', '应在6分至8分之间', '应为0分']
    """
    if interval is None or interval.low is None or interval.high is None:
        return "由单位自评"
    low, high = (show(AWARD_ROUNDING.apply(end)) for end in (interval.low, interval.high))
    if low == high:
        return f"应为{low}分"
    above = f"不低于{low}分" if interval.low_closed else f"高于{low}分"
    below = f"不高于{high}分" if interval.high_closed else f"低于{high}分"
    if interval.low_closed and interval.high_closed:
        return f"应在{low}分至{high}分之间" if interval.low else f"应{below}"
    return f"应{above}且{below}" if interval.low or not interval.low_closed else f"应{below}"


def unread(award: Award) -> str:
    """How ``plain_score`` comes about, as the beginning of a sentence: 比率不先舍入."""
    rule, conditions = award.rule, award.conditions
    read = [] if rule is None else [each for each in rule.measures() if each.has_reading]
    alone = rule is not None and not any(rule.inner()) and (
        conditions is None or conditions.without_reading is conditions)
    ratios = alone and all(measure.worded_unit == "%" for measure in read)
    return "比率不先舍入" if ratios else "中间数不先舍入"


def span(interval: Interval | None) -> str:
    """Bounds for people: ``12–15``; an end that is not included is named.

    >>> span(Interval.parse("[12, 15]")), span(Interval.parse("[9, 12)"))
    ('12–15', '9–12（不含12）')
    """
    if interval is None or interval.low is None or interval.high is None:
        return "不限"
    excluded = [show(end) for end, closed in ((interval.low, interval.low_closed),
                                              (interval.high, interval.high_closed)) if not closed]
    said = show(interval.low)
    if interval.low != interval.high:
        said += f"–{show(interval.high)}"
    return said + (f"（不含{'、'.join(excluded)}）" if excluded else "")
