"""What a score was reckoned from, or looked for in: its row's cells and its rule's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.awards.scorecard import Award
from scoring.filing import Entry
from scoring.filing.numbers import number
from scoring.values.exact import show

_LONGEST = 40
"""So much of what stands in a cell is repeated."""


def looked(award: Award, figures: Mapping[str, Entry]) -> str:
    """The cells with what stands in them, as a sentence; empty where the award has none.

    >>> from scoring.awards.score import NO_RULE
    >>> from scoring.filing import Row
    >>> from fractions import Fraction
    >>> row = Row((), Entry("", Fraction(15), "表!G9"), target=Entry("", cell="表!E9"),
    ...           actual=Entry("已完成", cell="表!F9"))
    >>> award = Award(indicator="改造", row=row, weight=Fraction(15), filed=None, score=None,
    ...               verdict="needs_judgement", rule=NO_RULE.rule)
    >>> looked(award, {})
    '所看：年度指标值（表!E9）空着，实际完成值“已完成”（表!F9），分值15（表!G9）'
    """
    said = [_said(name, entry) for name, entry in _cells(award, figures) if entry.cell]
    return f"所看：{'，'.join(said)}" if said else ""


def _cells(award: Award, figures: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    row, fund = award.row, award.fund
    names = dict.fromkeys(name for measure in award.rule.measures() for name in measure.inputs
                          ) if award.rule is not None else {}
    known = figures if fund is None else {**figures, **fund.amounts}
    if fund is None:
        yield "年度指标值", row.target
        yield "实际完成值", row.actual
    for name in names:
        if name in known:
            yield from ((name, each) for each in known[name].items or (known[name],))
    if fund is not None:
        yield "预算执行率", fund.rate
    yield "分值", row.weight


def _said(name: str, entry: Entry) -> str:
    where = f"（{entry.cell}）"
    if entry.blank:
        return f"{name}{where}空着"
    text = entry.text.strip() or entry.error
    value = None if entry.formatted else number(entry)
    if value is not None and text in ("", show(value)):
        return f"{name}{show(value)}{where}"
    return f"{name}“{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}”{where}"
