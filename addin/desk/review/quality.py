"""自评质量: which units have most to mend, and whose score lies farthest from what it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered


@dataclass
class Unit:
    """All forms of one unit. A score may be high or low: nobody is ranked by it."""

    department: str
    name: str
    forms: list[Brief] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(each.errors for each in self.forms)

    @property
    def warnings(self) -> int:
        return sum(each.warnings for each in self.forms)

    @property
    def gaps(self) -> list[Fraction]:
        return [each.gap for each in self.forms if each.gap is not None]

    @property
    def mean_gap(self) -> Fraction | None:
        return sum(self.gaps, Fraction(0)) / len(self.gaps) if self.gaps else None

    @property
    def basis(self) -> str:
        """What the gaps were measured against, and how many forms have none."""
        counts = Counter(_against(each) for each in self.forms)
        return "、".join(f"{name}{counts[name]}张" for name in _AGAINST if counts[name])


_REVIEWED, _OURS, _OUTSIDE, _OPEN = _AGAINST = ("复核", "核算", "核算区间外", "待认定未计")


def _against(brief: Brief) -> str:
    form = brief.form
    if brief.gap is None:
        return "" if form.filed_total is None else _OPEN
    if form.review is not None:
        return _REVIEWED
    return _OUTSIDE if form.settled is None else _OURS


def units(gathered: Gathered) -> list[Unit]:
    """The most to mend first, then the largest mean gap."""
    found: dict[tuple[str, str], Unit] = {}
    for brief in gathered.sorted():
        department, name, _ = brief.whose
        found.setdefault((department, name), Unit(department, name)).forms.append(brief)
    return sorted(found.values(), key=lambda each: (-each.errors, -(each.mean_gap or 0)))


def grade_counts(gathered: Gathered) -> Iterator[tuple[str, int, int]]:
    """Each grade, the best first: how many forms give it to themselves, and how many earn it."""
    filed = [each.form.filed_grade for each in gathered.forms]
    ours = [each.form.grade for each in gathered.forms]
    for grade in sorted({*filed, *ours} - {""}, key=_order):
        yield grade, filed.count(grade), ours.count(grade)
    if "" in filed or "" in ours:
        yield UNKNOWN, filed.count(""), ours.count("")


UNKNOWN = "未填或待定"
_ORDER = ("优", "良", "中", "差")


def _order(grade: str) -> tuple[int, str]:
    return (_ORDER.index(grade[0]) if grade[:1] in _ORDER else len(_ORDER)), grade
