"""A department's form against the forms of its projects, where both lie in the pile."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import problems
from addin.desk.review.same_form import names
from addin.library.sentences import Sentences
from addin.pages.review.records import WHOLE
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show

_PROJECT = "项目支出"
_TOLERANCE = Fraction(1, 100)


def told_of_projects(gathered: Gathered, sentences: Sentences) -> None:
    """Projects are parts of the department's spending: together they cannot exceed it."""
    projects: dict[tuple[str, int | None], list[Brief]] = {}
    for brief in gathered.forms:
        department = brief.whose[0]
        if brief.form.scope == _PROJECT and department and not brief.form.unit_doubted:
            projects.setdefault((department, brief.form.year), []).append(brief)
    for place, brief in enumerate(gathered.forms):
        form, department = brief.form, brief.whose[0]
        if form.scope == WHOLE and form.unit in ("", department):
            parts = _each_once(projects.get((department, form.year), []))
            found = ((each, "") for each in _exceeded(brief, parts))
            if told := list(problems(found, form.key, sentences)):
                gathered.attach(place, told)


def _each_once(briefs: list[Brief]) -> list[Brief]:
    """A project handed in twice counts once."""
    return list({next(names(brief.form), (brief.form.key,)): brief for brief in briefs}.values())


def _exceeded(whole: Brief, parts: list[Brief]) -> Iterator[Finding]:
    for column, own, sums in (
            ("全年预算数", whole.form.budget, [each.form.budget for each in parts]),
            ("全年执行数", whole.form.executed, [each.form.executed for each in parts])):
        known = [each for each in sums if each is not None]
        total = sum(known, Fraction(0))
        if own is not None and total > own + _TOLERANCE:
            yield finding("projects-sum", filed=show(own), expected=show(total), column=column,
                          count=str(len(known)), difference=show(total - own))
