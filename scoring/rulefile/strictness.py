"""What an author is told beyond what keeps rules from being used: sums, names, what is unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.rulefile.mistakes import Problem
from scoring.rules.indicator import Default, Indicator, plain_name
from scoring.rules.input import Need
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.values.exact import show, sum_of

_ID, _FILE = re.compile(r"[^/\s]+/\d{4}"), re.compile(r"(?i)[^/]+\.xlsx")
"""A workbook that lies by itself goes by its file's name."""


def strictness(own: Ruleset, whole: Ruleset) -> Iterator[Problem]:
    """Every problem of a file's ``own`` entries and of the ``whole`` that it makes upon what it
    extends, with the path of the entry it stands in."""
    if not _FILE.fullmatch(own.id):
        yield from _named(own)
    yield from _sourced(own)
    yield from _paths(own)
    yield from _weights(whole)
    yield from _orphans(own, whole)


def _named(own: Ruleset) -> Iterator[Problem]:
    year = own.id.rpartition("/")[2]
    if not _ID.fullmatch(own.id):
        yield ("id",), f"编号“{own.id}”应写：区划代码/年度，如 123456/2026"
    elif own.year is not None and year != str(own.year):
        yield ("year",), f"year 写的是 {own.year}，按编号“{own.id}”应为 {year}"


def _sourced(own: Ruleset) -> Iterator[Problem]:
    if own.source is None or not own.source.document.strip():
        yield ("source",), "没有写来源：source 的 document（依据的文件）"


def _paths(own: Ruleset) -> Iterator[Problem]:
    """A full-width comma does not divide the levels of a path."""
    for place, indicator in enumerate(own.indicators):
        path = indicator.path
        for name in path[:-1] if len(path) > 1 else path:
            if "，" in name:
                yield ("indicators", place, "path"), f"“{name}”里是全角逗号，各级名称之间要用半角逗号"


def _weights(whole: Ruleset) -> Iterator[Problem]:
    """A closed catalogue adds up; an open one, or one with lost rows, stays within the total."""
    if whole.checks is None or not whole.indicators:
        return
    weights = [indicator.weight for indicator in whole.indicators]
    known = [weight for weight in weights if weight is not None]
    if whole.execution is not None and whole.execution.weight is not None:
        known.append(whole.execution.weight)
    total = sum_of(known) + (whole.lost.weight if whole.lost else 0)
    closed = not whole.defaults and len(known) >= len(weights)
    yield from _sum(("checks", "total_weight"), "各指标分值", total, whole.checks.total_weight,
                    closed=closed)
    for level, due in whole.checks.level_weights.items():
        below = [one.weight for one in whole.indicators if plain_name(one.path[0]) == level]
        yield from _sum(("checks", "level_weights", level), f"“{level}”各指标分值",
                        sum_of(weight for weight in below if weight is not None), due,
                        closed=closed and None not in below)


def _sum(path: tuple[str, ...], what: str, total: Fraction, due: Fraction, *,
         closed: bool) -> Iterator[Problem]:
    if total > due or (closed and total != due):
        yield path, f"{what}合计 {show(total)} 分，应为 {show(due)} 分"


def _orphans(own: Ruleset, whole: Ruleset) -> Iterator[Problem]:
    used = {need.name for need in _needs(whole)}
    for name in own.inputs:
        if name not in used:
            yield ("inputs", name), f"没有规则用到“{name}”"


def _needs(whole: Ruleset) -> Iterator[Need]:
    if whole.execution is not None:
        yield from _of(whole.execution, EXECUTION_RATE)
    for indicator in whole.indicators:
        yield from _of(indicator, whole.input_name(indicator))
    for default in whole.defaults:
        yield from _of(default, "")
    yield from whole.total.needs() if whole.total else ()


def _of(ruled: Indicator | Default | Execution, name: str) -> Iterator[Need]:
    yield from ruled.rule.needs(name)
    yield from ruled.conditions.needs() if ruled.conditions else ()
