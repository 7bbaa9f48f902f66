"""自评质量: which units have most to mend, and whose score lies farthest from what it should be."""

from __future__ import annotations

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
        """What the gaps were measured against."""
        reviewed = sum(each.gap is not None and each.form.review is not None
                       for each in self.forms)
        others = len(self.gaps) - reviewed
        parts = [f"{name}{count}张" for name, count in (("复核", reviewed), ("核算", others)) if count]
        return "、".join(parts)


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
