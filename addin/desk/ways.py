"""How a score stands in a form that was filled in: as a formula, as a value, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from addin.forms.assessed import Assessed

Kind = Literal["formula", "value", "none"]
STANDING: Final = "得分格里已有内容，没有改动"
"""Why a filed score is no formula."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a score stands in the form, and in Chinese why not as a formula."""

    kind: Kind
    why: str = ""


def told(assessed: Iterable[Assessed], ways: Mapping[str, Way]) -> Iterator[str]:
    """How many scores were written as formulas, and why the others were not."""
    kinds = [way.kind for way in ways.values()]
    yield (f"写成公式 {kinds.count('formula')} 项，写成数值 {kinds.count('value')} 项，"
           f"待认定 {kinds.count('none')} 项；公式的计算过程见“评分计算”表。")
    for award in (award for one in assessed for award in one.scorecard.awards):
        way = ways.get(award.cell)
        if way is not None and way.kind == "value":
            yield f"  {award.indicator} {award.cell}：数值，{way.why}"
    if any(way.why == STANDING for way in ways.values()):
        yield ("  已填的得分要成为公式，先清空那些得分格再做一次；命令行加 --overwrite 也行："
               "与核算一致的直接写成公式，不一致的先改成核算得分。")
