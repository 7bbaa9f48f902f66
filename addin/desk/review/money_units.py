"""Forms whose money is most likely in another unit than they say: 元 typed as 万元, or the other way.

A form by itself often looks right; the roster, its department's form and the rest of the pile show
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import problems
from addin.desk.review.roster import Due, compared
from addin.library.sentences import Sentences
from addin.pages.review.records import SUM_UNIT, WHOLE, ReviewedForm
from scoring.findings.finding import Finding, finding
from scoring.findings.sums import TEN_THOUSAND, far_apart, times_said
from scoring.values.exact import Rounding, show
from scoring.values.units import dimension_and_factor

_BUDGET = "全年预算数"
_NEVER = 1000
"""No budget is so many times what the roster or the department's own form gives for it."""
_GAP = 100
"""In a pile nothing lies so many times farther out than the next form."""
_AMID = 2
"""In the other unit it lies amid the others, or so many times beside them at most."""
_FEWEST = 5
"""Fewer forms tell nothing of what is common."""
_TWO = Rounding(2)
Doubt = tuple[int, str, Fraction]
"""A form by its place, what its budget was held against, and the sum that stands there in 万元."""


def told_of_units(gathered: Gathered, roster: Sequence[Due] | None, sentences: Sentences) -> None:
    """Put to each such form what shows it, once, and mark it: it is in no sum."""
    for found in (_of_roster(gathered, roster or ()), _of_pile(gathered),
                  _of_departments(gathered)):
        for place, source, other in list(found):
            form = gathered.forms[place].form
            if not form.unit_doubted:
                told = _doubted(form, source, other)
                gathered.attach(place, list(problems([(told, "")], form.key, sentences)))
            brief = gathered.forms[place]
            gathered.forms[place] = replace(brief, form=replace(brief.form, unit_doubted=True))


def _of_roster(gathered: Gathered, roster: Sequence[Due]) -> Iterator[Doubt]:
    places = {id(brief): place for place, brief in enumerate(gathered.forms)}
    for line in compared(roster, gathered).lines if roster else ():
        for brief in line.forms:
            form, due = brief.form, line.due.money
            known = [each for each in (form.initial, form.budget) if each and each > 0]
            if due and known and all(far_apart(each, due) >= _NEVER for each in known):
                yield places[id(brief)], "应报清单", due


def _of_pile(gathered: Gathered) -> Iterator[Doubt]:
    """Forms of one scope that lie far off all others, and amid them in the other unit."""
    for scope in sorted({brief.form.scope for brief in gathered.forms}):
        budgets = sorted(_budgets(gathered, scope), key=lambda each: each[1])
        if len(budgets) < _FEWEST:
            continue
        middle = budgets[len(budgets) // 2][1]
        for ordered in (budgets, budgets[::-1]):
            yield from ((place, "本批自评表的中位数", middle) for place in _beyond(ordered))


def _budgets(gathered: Gathered, scope: str) -> Iterator[tuple[int, Fraction]]:
    for place, brief in enumerate(gathered.forms):
        budget = brief.form.budget
        if brief.form.scope == scope and budget and budget > 0 and not brief.form.unit_doubted:
            yield place, budget


def _beyond(ordered: Sequence[tuple[int, Fraction]]) -> Iterator[int]:
    """Those that come last, behind a gap, fewer than the others."""
    gap = next((at for at in range(len(ordered) // 2 + 1, len(ordered))
                if far_apart(ordered[at][1], ordered[at - 1][1]) >= _GAP), len(ordered))
    ends = ordered[0][1], ordered[gap - 1][1]
    other = Fraction(TEN_THOUSAND) if ends[0] > ordered[-1][1] else Fraction(1, TEN_THOUSAND)
    return (place for place, budget in ordered[gap:]
            if min(ends) / _AMID <= budget * other <= max(ends) * _AMID)


def _of_departments(gathered: Gathered) -> Iterator[Doubt]:
    """Projects beside the form of their department, of which they are parts."""
    wholes = {(_department(brief), brief.form.year): brief.form.budget
              for brief in gathered.forms
              if brief.form.scope == WHOLE and not brief.form.unit_doubted
              and brief.form.unit in ("", _department(brief))}
    for place, brief in enumerate(gathered.forms):
        form = brief.form
        whole = wholes.get((_department(brief), form.year)) if form.scope != WHOLE else None
        if whole and form.budget and form.budget >= _NEVER * whole:
            yield place, "主管部门的部门整体支出自评表", whole


def _department(brief: Brief) -> str:
    return brief.whose[0]


def _doubted(form: ReviewedForm, source: str, other: Fraction) -> Finding:
    """Its budget as the form writes it, beside the other sum."""
    budget = form.budget if form.budget is not None else form.initial or Fraction(0)
    factor = dimension_and_factor(SUM_UNIT)[1] / dimension_and_factor(form.money_unit)[1]
    return finding(
        "funds-unit", *form.money_cells,
        column=_BUDGET if form.budget is not None else "年初预算数",
        filed=f"{show(budget * factor)}{form.money_unit}", source=source,
        expected=f"{show(_TWO.apply(other))}{SUM_UNIT}", times=times_said(far_apart(budget, other)))
