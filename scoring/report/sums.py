"""Sums and shares inside one passage: «…万元，其中：…万元、…万元», «…万元，占基本支出的81.06%»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.report.comparison import Comparison
from scoring.report.facts import Fact
from scoring.report.figures import NUMBER, Figure, figure, figures
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Passage, lead
from scoring.values.exact import Rounding, show

_WHOLE = re.compile(rf"(?<![\d.])(?P<number>{NUMBER})\s*"
                    rf"(?:(?P<unit>[百千万亿]{{0,2}}元)|(?=[，,；;。]))[^\d其]{{0,24}}其中")
_SHARE = re.compile(rf"(?P<part>{NUMBER})\s*(?P<unit>[百千万亿]{{0,2}}元)\s*[，,（(]?\s*占"
                    rf"(?P<whole>[\u4e00-\u9fff“”]{{2,16}}?)(?:的?(?:比例|比重|比率|比))?(?:为|的|达到?)?\s*"
                    rf"(?P<percent>{NUMBER})\s*%")
_REST = re.compile(r"其[他它余][^，。；]{0,6}$")


def sums(both: Comparison) -> Iterator[Mention]:
    for passage in both.report:
        if not passage.in_table:
            yield from _sum(passage)
            yield from _shares(passage, both.facts)


def parts_of(passage: Passage) -> tuple[Figure, tuple[Figure, ...]] | None:
    """An amount that «其中» follows, and all amounts behind it."""
    for match in _WHOLE.finditer(passage.text):
        behind = [each for each in figures(passage.text)
                  if each.dimension == "元" and each.start > match.end() and not each.rough]
        if behind:
            unit = match["unit"] or re.sub(r"[\d,.\s-]", "", behind[0].text)
            end = match.end("unit") if match["unit"] else match.end("number")
            return figure(match["number"], unit, match.start(), end, passage.text), tuple(behind)
    return None


def _sum(passage: Passage) -> Iterator[Mention]:
    """Parts may be left out of a list, so a smaller sum is wrong only where the list names 其他."""
    found = parts_of(passage)
    if found is None or len(found[1]) < 2:
        return
    whole, parts = found
    total = sum((part.value for part in parts), Fraction(0))
    tolerance = sum((part.last for part in parts), whole.last) / 2
    complete = any(_REST.search(lead(passage.text, part.start)) for part in parts)
    holds = abs(total - whole.value) <= tolerance
    if holds or total > whole.value or complete:
        factor = whole.value / Fraction(re.sub(r"[^\d.-]", "", whole.text)) if whole.value else 1
        said = f"{show(total / factor)}{re.sub(r'[0-9,. -]', '', whole.text)}"
        yield mentioned("report-sum", passage, whole.start, whole.end, said, holds,
                        about="+".join(re.sub(r"[^\d.,-]", "", part.text) for part in parts))


def _shares(passage: Passage, known: tuple[Fact, ...]) -> Iterator[Mention]:
    said: dict[str, list[Figure]] = {}
    for match in _SHARE.finditer(passage.text):
        start = match.start("percent")
        percent = figure(match["percent"], "%", start, match.end(), passage.text)
        part = figure(match["part"], match["unit"], match.start(), match.end("unit"), passage.text)
        said.setdefault(match["whole"], []).append(percent)
        whole = _amount(match["whole"], passage, match.start(), known)
        if whole is not None and whole[0] > 0:
            share = part.value / whole[0]
            yield mentioned("report-arithmetic", passage, match.start(), match.end(),
                            f"{show(Rounding(2).apply(share * 100), 2)}%", percent.agrees(share),
                            cells=(whole[1],))
    for whole_name, percents in said.items():
        yield from _all_shares(passage, whole_name, percents)


def _all_shares(passage: Passage, name: str, percents: list[Figure]) -> Iterator[Mention]:
    """Shares of one whole: together 100 % or, where some are left out, less."""
    total = sum((each.value for each in percents), Fraction(0))
    tolerance = sum((each.last for each in percents), Fraction(0)) / 2
    whole = abs(total - 1) <= tolerance
    if len(percents) > 1 and (whole or total > 1):
        last = percents[-1]
        yield mentioned("report-share", passage, last.start, last.end, "100%", whole,
                        about=f"占{name}的各项比例合计{show(total * 100)}%")


def _amount(name: str, passage: Passage, before: int,
            known: tuple[Fact, ...]) -> tuple[Fraction, str] | None:
    """What the whole comes to: the form's figure of this name, or the passage's own."""
    for fact in known:
        if fact.name == name and fact.dimension == "元":
            return fact.value, fact.cell
    for each in reversed(figures(passage.text[:before])):
        near = lead(passage.text, each.start).rstrip(" 为共:：")
        if each.dimension == "元" and near.endswith(name):
            return each.value, ""
    return None
