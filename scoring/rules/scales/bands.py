"""定性分档: the judge picks a band and a score inside it; the engine only bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from scoring.filing import BLANK, Entry
from scoring.rules.case import CannotScore, Case, Open, Outcome, Points
from scoring.rules.door import Number, Span, model
from scoring.rules.input import Input, Need
from scoring.rules.scales.base import Doubt, Kind, within_weight, worth_problems
from scoring.rules.trace import Step, concluded, constant
from scoring.values.achievement import averted
from scoring.values.exact import show
from scoring.values.interval import Interval, cover_problems
from scoring.values.wording import earned

ZERO = Fraction(0)
WHOLE = Interval(ZERO, Fraction(1))

LEVEL = "档次"
"""The suffix of a band rule's automatic input: 指标名_档次."""


@model
class Band:
    """One level: its name, the words that mean the same, and its ``share`` of the weight, within
    which the judge gives a score; or ``points`` in 分: then the level alone is the score, as it is
    where its share is a single value."""

    name: str
    share: Span | None = None
    points: Number | None = None
    words: tuple[str, ...] = ()

    def span(self, weight: Fraction) -> Interval:
        """The scores that the level allows, in 分."""
        if self.points is not None:
            points = min(self.points, weight)
            return Interval(points, points)
        return (self.share or WHOLE).times(weight)

    @property
    def fixed(self) -> bool:
        return self.points is not None or (
            self.share is not None and self.share.low == self.share.high)

    def said(self) -> str:
        if self.points is not None:
            return earned(self.points, None)
        share = self.share or WHOLE
        return earned(None, share.low) if self.fixed else f"在分值的{_percent(share)}内合理确定分值"


@model
class Bands(Kind):
    """Levels from best to worst, each a range that a judge fills or one score. The level is taken
    from the input 指标名_档次, else from the row's own words: a level's name, or an actual value that
    repeats the target (the best level).
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
        band, said = self._level(case)
        if band is None or said is None:
            return Open(Interval(ZERO, case.weight), "档次未定，需人工认定")
        span = band.span(case.weight)
        if band.fixed and span.low is not None:
            return Points(concluded(span.low, f"属“{band.name}”，{band.said()}", said))
        because = "" if said.shown.startswith("实际") else said.label
        return Open(span, f"{because}{said.shown}，属“{band.name}”",
                    step=constant(case.weight, "分值"), known=True)

    def _level(self, case: Case) -> tuple[Band | None, Step | None]:
        """The level with the words that say it."""
        name = f"{case.name}_{LEVEL}"
        chosen = case.figures.get(name, BLANK)
        if not chosen.blank:
            said = chosen.text.strip() or chosen.error
            if band := self._named.get(plain(said)):
                return band, _words("基础数据所选档次", chosen, f"“{said}”")
            raise CannotScore(f"{case.called(LEVEL)}“{said}”不是所列的档次", (name,))
        said = case.actual.text
        if said and (band := self._named.get(plain(said))):
            return band, _words("实际完成值", case.actual, f"“{said.strip()}”")
        if said and plain(said) == plain(case.target.text):
            return self.bands[0], _words("实际完成值", case.actual, "实际完成值与年度指标值相同")
        if averted(said, case.target.text):
            return self.bands[0], _words("实际完成值", case.actual, f"实际完成值“{said.strip()}”")
        return None, None

    @cached_property
    def _named(self) -> dict[str, Band]:
        """The bands by all words that mean them; the better band where one word means two."""
        return {plain(word): band for band in reversed(self.bands)
                for word in (band.name, *band.words)}

    @property
    def qualitative(self) -> bool:
        return True

    def sentence(self) -> str:
        if any(band.fixed for band in self.bands):
            return "；".join(f"属“{band.name}”的，{band.said()}" for band in self.bands) + "。"
        names = "、".join(band.name for band in self.bands)
        spans = "、".join(_percent(band.share or WHOLE) for band in self.bands)
        return f"分为{names}{len(self.bands)}档，分别在分值的{spans}内合理确定分值。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if not self.bands:
            yield "bands（各档）是空的"
        shares = [band.share for band in self.bands if band.share is not None]
        if shares and not any(band.fixed for band in self.bands):
            said = cover_problems(shares, WHOLE)
            yield from said if any(each.inverted for each in shares) else map(Doubt, said)
        for band in self.bands:
            yield from _band_problems(band, weight)
        for better, worse in pairwise(self.bands):
            if _top(better, weight) < _top(worse, weight):
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


def _words(label: str, entry: Entry, shown: str) -> Step:
    """Words that a cell holds, as the first step of a trace."""
    return Step(ZERO, label=label, cell=entry.cell, shown=shown)


def _band_problems(band: Band, weight: Fraction | None) -> Iterator[str]:
    if (band.share is None) == (band.points is None):
        yield f"“{band.name}”须写 share（分值区间）或 points（分）之一"
    elif band.share is not None and not within_weight(band.share):
        yield f"“{band.name}”的 share {band.share} 须在 0 与 1 之间"
    elif band.points is not None:
        yield from worth_problems(band.points, None, weight, f"“{band.name}”")


def _top(band: Band, weight: Fraction | None) -> Fraction:
    """The most that a level is worth: in 分 where the weight is known, else as it is written."""
    if band.points is not None:
        return band.points
    return ((band.share or WHOLE).high or Fraction(0)) * (1 if weight is None else weight)
