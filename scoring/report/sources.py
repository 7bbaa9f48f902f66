"""财政拨款 called so: basic expenditure by its sources, as the form's own splits leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.filing import Filing, Split
from scoring.filing.numbers import amount
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER, Figure, figure
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Passage, lead
from scoring.report.sums import parts_of
from scoring.values.exact import show
from scoring.values.units import dimension_and_factor

_CALLED = re.compile(rf"财政拨款基本支出\s*(?:为|共|[:：])?\s*(?P<number>{NUMBER})\s*"
                     rf"(?P<unit>[百千万亿]{{0,2}}元)")
_PROJECT = "项目支出"
_FISCAL = ("一般公共预算", "政府性基金", "国有资本经营")
_TOLERANCE = Fraction(1, 50)
"""Two hundredths of the form's unit: each side of the subtraction is rounded by itself."""


def sources(both: Comparison) -> Iterator[Mention]:
    """Where the form divides its money by source and the report divides 项目支出 so, what is left
    of the fiscal sources is all that can be 财政拨款基本支出."""
    income = _fiscal_income(both.filing)
    spent = next(filter(None, map(_fiscal_project, both.report)), None)
    if income is None or spent is None:
        return
    total, cells = income
    factor = dimension_and_factor(both.filing.unit)[1]
    left = total * factor - sum((part.value for part in spent), Fraction(0))
    for passage in both.report:
        for match in _CALLED.finditer("" if passage.in_table else passage.text):
            start, end = match.start("number"), match.end("unit")
            said = figure(match["number"], match["unit"], start, end, passage.text)
            yield mentioned("report-source", passage, start, end,
                            f"{show(left / factor)}{both.filing.unit}",
                            said.value <= left + _TOLERANCE * factor, cells=cells,
                            about=f"{show(total)}−" + "−".join(
                                re.sub(r"[^\d.,]", "", part.text) for part in spent))


def _fiscal_income(filing: Filing) -> tuple[Fraction, tuple[str, ...]] | None:
    """The fiscal sources of the year's money, where the whole of it was divided by source."""
    split = next((each for each in filing.splits if _by_source(each)), None)
    if split is None:
        return None
    parts = [(amount(entry, filing.unit), entry.cell) for name, entry in split.parts
             if name.startswith(_FISCAL) and not entry.blank]
    found = [value for value, _ in parts if value is not None]
    return (sum(found, Fraction(0)), tuple(cell for _, cell in parts)) if found else None


def _by_source(split: Split) -> bool:
    return any(name.startswith(_FISCAL) for name, _ in split.parts)


def _fiscal_project(passage: Passage) -> tuple[Figure, ...]:
    """The fiscal parts of 项目支出, where the passage's parts add up to it."""
    found = parts_of(passage)
    if found is None or _PROJECT not in lead(passage.text, found[0].start, len(_PROJECT) + 2):
        return ()
    whole, parts = found
    if abs(sum((part.value for part in parts), Fraction(0)) - whole.value) > whole.last:
        return ()
    return tuple(part for part in parts
                 if any(word in lead(passage.text, part.start) for word in _FISCAL))
