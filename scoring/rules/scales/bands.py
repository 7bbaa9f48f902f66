"""定性分档: the judge picks a band and a score inside it; the engine only bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from scoring.filing import BLANK
from scoring.rules.case import CannotScore, Case, Open, Outcome
from scoring.rules.door import Span, model
from scoring.rules.input import Input, Need
from scoring.rules.scales.base import Doubt, Kind, within_weight
from scoring.rules.trace import constant
from scoring.values.exact import show
from scoring.values.interval import Interval, cover_problems

LEVEL = "档次"
"""The suffix of a band rule's automatic input: 指标名_档次."""


@model
class Band:
    """One level: its name, the words that mean the same, and its share of the weight."""

    name: str
    share: Span
    words: tuple[str, ...] = ()


@model
class Bands(Kind):
    """Levels from best to worst. The level is taken from the input 指标名_档次, else from the
    row's own words: a level's name, or an actual value that repeats the target (the best level).
    """

    kind: Literal["bands"] = "bands"
    bands: tuple[Band, ...]

    def award(self, case: Case) -> Outcome:
        """Source: 财预〔2020〕10号 (三档: 100%-80%（含）、80%-60%（含）、60%-0%).

        >>> from scoring.filing import Entry
        >>> best = Band(name="达成年度指标", share=Interval.parse("[80%, 100%]"))
        >>> worse = Band(name="未达成", share=Interval.parse("[0, 80%)"))
        >>> case = Case(Fraction(15), Entry("改善"), Entry("改善"))
        >>> outcome = Bands(bands=(best, worse)).award(case)
        >>> isinstance(outcome, Open) and str(outcome.range)
        '12≤x≤15'
        """
        band, because = self._level(case)
        if band is None:
            return Open(Interval(Fraction(0), case.weight), "档次未定，需人工认定")
        span = band.share.times(case.weight)
        return Open(span, f"{because}，属“{band.name}”", step=constant(case.weight, "分值"))

    def _level(self, case: Case) -> tuple[Band | None, str]:
        name = f"{case.name}_{LEVEL}"
        chosen = case.figures.get(name, BLANK)
        if not chosen.blank:
            said = chosen.text.strip() or chosen.error
            if band := self._named.get(plain(said)):
                return band, f"基础数据所选档次“{said}”"
            raise CannotScore(f"{name}“{said}”不是所列的档次", (name,))
        said = case.actual.text
        if said and (band := self._named.get(plain(said))):
            return band, f"实际完成值“{said.strip()}”"
        if said and plain(said) == plain(case.target.text):
            return self.bands[0], "实际完成值与年度指标值相同"
        return None, ""

    @cached_property
    def _named(self) -> dict[str, Band]:
        """The bands by all words that mean them; the better band where one word means two."""
        return {plain(word): band for band in reversed(self.bands)
                for word in (band.name, *band.words)}

    @property
    def qualitative(self) -> bool:
        return True

    def sentence(self) -> str:
        names = "、".join(band.name for band in self.bands)
        spans = "、".join(f"{_percent(band.share)}" for band in self.bands)
        return f"分为{names}{len(self.bands)}档，分别在分值的{spans}内合理确定分值。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        said = cover_problems([band.share for band in self.bands],
                              Interval(Fraction(0), Fraction(1)))
        inverted = any(band.share.inverted for band in self.bands)
        yield from said if inverted or not self.bands else map(Doubt, said)
        for band in self.bands:
            if not within_weight(band.share):
                yield f"“{band.name}”的 share {band.share} 须在 0 与 1 之间"
        for better, worse in pairwise(self.bands):
            if (better.share.high or 0) < (worse.share.high or 0):
                yield f"“{better.name}”应当排在比它高的“{worse.name}”之后：各档由高到低写"

    def needs(self, name: str) -> Iterator[Need]:
        yield Need(f"{name}_{LEVEL}", Input(
            meaning="实际达到的档次", kind="档次", choices=tuple(band.name for band in self.bands)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Words without white space and closing punctuation, for comparing what was said."""
    return re.sub(r"[\s。；;，,.]+", "", text)


def _percent(span: Interval) -> str:
    low, high = span.low or Fraction(0), span.high or Fraction(1)
    return f"{show(high * 100)}%-{show(low * 100)}%" + ("（含）" if span.low_closed and low else "")
