"""What every kind of scale can do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Protocol, Self

from scoring.rules.case import CannotScore, Case, Outcome
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.values.exact import show
from scoring.values.interval import Interval

ZERO = Fraction(0)


class Scale(Protocol):
    """How figures become points. ``weight`` in 分 is known only where a rule is checked or used."""

    @property
    def kind(self) -> str: ...

    def award(self, case: Case) -> Outcome:
        """Points with their arithmetic, or Open. CannotScore where figures are missing."""

    def sentence(self) -> str:
        """The rule printed back as 评分标准, to be read beside the official text."""

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        """What is wrong with the rule itself, in Chinese, for the author."""

    def needs(self, name: str) -> Iterator[Need]:
        """The figures it uses; ``name`` is the indicator's, for automatic inputs."""

    def ends(self, weight: Fraction) -> tuple[Fraction, Fraction]:
        """The least and the most that it can award, in 分: nothing and the weight, unless the
        clause goes below zero (倒扣) or above the weight (加分)."""

    def inner(self) -> Iterator[Scale]:
        """The rules that it is made of."""

    def measures(self) -> Iterator[Measure]:
        """Every measure it uses, those of the rules it is made of too."""

    def reaches(self, case: Case) -> bool | None:
        """Whether the row's actual value reaches the row's target; None where that can't be told,
        or where the rule does not set the one against the other."""

    @property
    def without_readings(self) -> Scale:
        """The rule without the roundings that are only our reading of the clause, at any depth;
        the rule itself where it has none."""

    def prefers_less(self, case: Case) -> bool:
        """Whether less of the row's actual value is better, or may be."""

    @property
    def by_name(self) -> bool:
        """Whether the direction is read from the row's names where no sign prints it."""

    @property
    def qualitative(self) -> bool:
        """Whether a level in words decides, and no figure."""


class Kind:
    """What holds for a scale that uses no measure, sets no actual value against a target, and
    awards something between nothing and the weight."""

    def ends(self, weight: Fraction) -> tuple[Fraction, Fraction]:
        return ZERO, weight

    def inner(self) -> Iterator[Scale]:
        return iter(())

    def measures(self) -> Iterator[Measure]:
        return iter(())

    def reaches(self, case: Case) -> bool | None:
        return None

    @property
    def without_readings(self) -> Self:
        return self

    def prefers_less(self, case: Case) -> bool:
        return False

    @property
    def by_name(self) -> bool:
        return False

    @property
    def qualitative(self) -> bool:
        return False


class Doubt(str):
    """A problem that a defective clause may bring with it (a gap, an overlap): the rule is refused
    unless the clause carries a reading that says how we take it."""

    __slots__ = ()


def attempt(rule: Scale, case: Case) -> Outcome:
    """The rule's outcome for a case; what has no value is open, with the reason."""
    try:
        return rule.award(case)
    except CannotScore as error:
        return case.open(error.why, error.missing, rule.ends(case.weight))


KINDS: dict[str, type[Any]] = {}
"""Every kind a rule file may name, with its class. A kind may hold others, so that none can import
them all: ``scoring.rules.rule``, which does, enters them here."""


class ByKind:
    """Tells pydantic to choose the class of a rule by its field ``kind``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        choices = {kind: handler.generate_schema(scale) for kind, scale in KINDS.items()}
        return core_schema.tagged_union_schema(choices, discriminator="kind")


def domain_problems(domain: Interval) -> Iterator[str]:
    """A measure's domain is a reading: the clause is silent about all other values."""
    if domain.inverted:
        yield f"domain {domain} 上下限颠倒：请写所读的区间"
    else:
        yield Doubt(f"domain {domain} 之外条款没有规定")


def within_weight(share: Interval) -> bool:
    """Whether both ends of a share are given and lie between nothing and the whole weight."""
    return share.low is not None and share.high is not None and share.low >= 0 and share.high <= 1


def worth_problems(points: Fraction | None, share: Fraction | None, weight: Fraction | None,
                   what: str, *, doubtful: bool = False) -> Iterator[str]:
    """Points or a share, one of them, neither below zero nor above the weight."""
    if (points is None) == (share is None):
        yield f"{what}须写 points（分）或 share（占分值的比例）之一"
    elif share is not None and not 0 <= share <= 1:
        yield f"{what}的 share 须在 0 与 1 之间"
    elif points is not None and points < 0:
        yield f"{what}的 points 小于零"
    elif points is not None and weight is not None and points > weight:
        said = f"{what}的 {show(points)} 分高于分值 {show(weight)} 分"
        yield Doubt(said) if doubtful else said
