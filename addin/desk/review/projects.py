"""A department's form against the forms of its projects, where both lie in the pile."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import problems
from addin.library.sentences import Sentences
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show

_WHOLE, _PROJECT = "部门整体支出", "项目支出"
_TOLERANCE = Fraction(1, 100)


def told_of_projects(gathered: Gathered, sentences: Sentences) -> None:
    """Projects are parts of the department's spending: together they cannot exceed it."""
    projects: dict[tuple[str, int | None], list[Brief]] = {}
    for brief in gathered.forms:
        if brief.form.scope == _PROJECT and brief.form.department:
            projects.setdefault((brief.form.department, brief.form.year), []).append(brief)
    for place, brief in enumerate(gathered.forms):
        form = brief.form
        if form.scope == _WHOLE and form.unit in ("", form.department):
            parts = _each_once(projects.get((form.department, form.year), []))
            found = ((each, "") for each in _exceeded(brief, parts))
            if told := list(problems(found, form.key, sentences)):
                gathered.attach(place, told)


def _each_once(briefs: list[Brief]) -> list[Brief]:
    """A project handed in twice counts once."""
    return list({brief.form.key: brief for brief in briefs}.values())


def _exceeded(whole: Brief, parts: list[Brief]) -> Iterator[Finding]:
    for column, own, sums in (
            ("全年预算数", whole.form.budget, [each.form.budget for each in parts]),
            ("全年执行数", whole.form.executed, [each.form.executed for each in parts])):
        known = [each for each in sums if each is not None]
        total = sum(known, Fraction(0))
        if own is not None and total > own + _TOLERANCE:
            yield finding("projects-sum", filed=show(own), expected=show(total), column=column,
                          count=str(len(known)), difference=show(total - own))
