"""抽查复核名单: forms drawn at random, which anybody can draw again, and forms drawn by their risk."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered

RANDOM, BY_RISK = "随机", "风险"
_SHARE, _LEAST = Fraction(1, 10), 5
LOW_RATE = Fraction(6, 10)
"""Below it the execution is called low (财预〔2020〕10号 leaves the limit to the place)."""


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
    risky: int

    def note(self) -> str:
        """How to draw the same forms again."""
        return (f"随机：种子 {self.seed}，由全部文件的内容算出；各表按“种子|表键”的 SHA-256 值从小到大取，"
                f"同一批文件抽到的相同。风险：有风险的共 {self.risky} 张，按理由多少、金额大小列出。")


def draw(gathered: Gathered, earlier: Collection[str] = ()) -> Sample:
    """A tenth of the forms at random, and as many by risk. ``earlier`` are the keys of forms that
    had problems last year."""
    forms = gathered.sorted()
    most = min(len(forms), max(_LEAST, -(-len(forms) * _SHARE.numerator // _SHARE.denominator)))
    seed = _seed(gathered)
    by_chance = sorted(forms, key=lambda each: _rank(seed, each, gathered))[:most]
    large = _large(forms)
    risky = [(each, whys) for each in forms
             if (whys := list(_whys(each, large, earlier)))]
    risky.sort(key=lambda pair: (-len(pair[1]), -(pair[0].form.budget or 0)))
    return Sample(seed, (
        *(Drawn(each, RANDOM, "随机抽取") for each in by_chance),
        *(Drawn(each, BY_RISK, "；".join(whys)) for each, whys in risky[:most])), len(risky))


def _seed(gathered: Gathered) -> int:
    digests = sorted(each.sha256 for each in gathered.files)
    return int(hashlib.sha256("".join(digests).encode()).hexdigest()[:8], 16)


def _rank(seed: int, brief: Brief, gathered: Gathered) -> tuple[str, str, int]:
    made = hashlib.sha256(f"{seed}|{brief.form.key}".encode()).hexdigest()
    return made, gathered.files[brief.file].file, brief.form.number


def _large(forms: Sequence[Brief]) -> Fraction | None:
    """The sum from which a tenth of the forms lie; None where few forms tell one."""
    sums = sorted((each.form.budget for each in forms if each.form.budget), reverse=True)
    return sums[int(len(sums) * _SHARE)] if len(sums) >= _LEAST else None


def _whys(brief: Brief, large: Fraction | None, earlier: Collection[str]) -> Iterator[str]:
    form = brief.form
    if form.full_marks:
        yield "各项全部满分"
    if large is not None and form.budget is not None and form.budget >= large:
        yield "金额较大"
    if form.rate is not None and form.rate < LOW_RATE:
        yield f"预算执行率低于{float(LOW_RATE):.0%}"
    if form.key in earlier:
        yield "上年有问题"
