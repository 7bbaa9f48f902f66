"""抽查复核名单: forms drawn at random, which anybody can draw again, and forms drawn by their risk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered
from scoring.values.exact import Rounding, show

RANDOM, BY_RISK = "随机", "风险"
_SHARE, _LEAST = Fraction(1, 10), 5
LOW_RATE = Fraction(6, 10)
"""Below it the execution is called low (财预〔2020〕10号 leaves the limit to the place)."""
FULL, LARGE, SLOW, TROUBLED = "full", "large", "slow", "troubled"
_SAID = {FULL: "各项全部满分", LARGE: "金额较大", SLOW: f"预算执行率低于{float(LOW_RATE):.0%}",
         TROUBLED: "以前有应改问题"}
"""What is said of each risk."""


@dataclass(frozen=True)
class Drawn:
    """One form to look at, how it was drawn and why."""

    brief: Brief
    way: str
    why: str


@dataclass(frozen=True)
class Sample:
    """The list, the seed that it was drawn with, and how many forms have any risk at all."""

    seed: int
    drawn: tuple[Drawn, ...]
    counts: Mapping[str, int]
    """How many forms of the pile have each risk."""
    risky: int
    knows_earlier: bool

    def note(self) -> str:
        """How to draw the same forms again."""
        told = "、".join(f"{risk} {count} 张" for risk, count in self.counts.items())
        earlier = "" if self.knows_earlier else "上年问题要用 --since 指明上年的审核结果才知道。"
        return (f"随机：种子 {self.seed}，由全部文件的内容算出；各表按“种子|表键”的 SHA-256 值从小到大取，"
                f"同一批文件抽到的相同。风险：有风险的共 {self.risky} 张{f'（{told}）' if told else ''}，"
                f"各种风险轮流取，兼有几种的、金额大的先取；随机抽到的不再列。{earlier}")


def draw(gathered: Gathered, earlier: Mapping[str, int | None] | None = None) -> Sample:
    """A tenth of the forms at random, and as many of the others by risk. ``earlier``: the forms
    that had problems in an earlier round by their keys, with the year they were of; None where no
    such round is known."""
    forms = gathered.sorted()
    most = min(len(forms), max(_LEAST, -(-len(forms) * _SHARE.numerator // _SHARE.denominator)))
    seed, large = _seed(gathered), _large(forms)
    risks = [(each, dict(_risks(each, large, earlier or {}))) for each in forms]
    risks.sort(key=lambda pair: (-len(pair[1]), -(pair[0].form.budget or 0)))
    by_chance = sorted(risks, key=lambda pair: _rank(seed, pair[0], gathered))[:most]
    drawn = {id(brief) for brief, _ in by_chance}
    others = [pair for pair in risks if pair[1] and id(pair[0]) not in drawn]
    counts = Counter(risk for _, found in risks for risk in found)
    return Sample(seed, (
        *(Drawn(each, RANDOM, "；".join(["随机抽取", *found.values()])) for each, found in by_chance),
        *(Drawn(each, BY_RISK, "；".join(found.values()))
          for each, found in _in_turn(others, most))),
        {said: counts[risk] for risk, said in _SAID.items() if counts[risk]},
        sum(bool(found) for _, found in risks), earlier is not None)


Risky = tuple[Brief, Mapping[str, str]]
"""A form with its risks, and what is said of each."""


def _in_turn(risky: Sequence[Risky], most: int) -> list[Risky]:
    """So many of them, the risks taking turns: none crowds out the others. As they were ordered."""
    turns = Counter[str]()
    first: list[tuple[int, int]] = []
    for place, (_, found) in enumerate(risky):
        first.append((min(turns[risk] for risk in found), place))
        turns.update(found.keys())
    return [risky[place] for place in sorted(place for _, place in sorted(first)[:most])]


def _seed(gathered: Gathered) -> int:
    digests = sorted(each.sha256 for each in gathered.files)
    return int(hashlib.sha256("".join(digests).encode()).hexdigest()[:8], 16)


def _rank(seed: int, brief: Brief, gathered: Gathered) -> tuple[str, str, int]:
    made = hashlib.sha256(f"{seed}|{brief.form.key}".encode()).hexdigest()
    return made, gathered.files[brief.file].file, brief.form.number


def _large(forms: Sequence[Brief]) -> Fraction | None:
    """The sum from which a tenth of the forms lie; None where few forms tell one."""
    sums = sorted((each.form.budget for each in forms
                   if each.form.budget and not each.form.unit_doubted), reverse=True)
    return sums[int(len(sums) * _SHARE)] if len(sums) >= _LEAST else None


def _risks(brief: Brief, large: Fraction | None,
           earlier: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    """Each risk of the form with the words for it."""
    form = brief.form
    if form.full_marks:
        yield FULL, _SAID[FULL]
    if large is not None and (form.budget or 0) >= large and not form.unit_doubted:
        yield LARGE, _SAID[LARGE]
    if form.rate is not None and form.rate < LOW_RATE:
        yield SLOW, f"{_SAID[SLOW]}（{show(Rounding(2).apply(form.rate * 100))}%）"
    if form.key in earlier:
        year = earlier[form.key]
        again = year is not None and year == form.year
        yield TROUBLED, "上一轮有应改问题" if again else "上年有应改问题"
