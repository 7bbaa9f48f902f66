"""主管部门 of the forms that do not name theirs: the roster's, and nobody's where it has two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from addin.desk.review.gathered import Gathered
from addin.desk.review.roster import Due, plain_name
from addin.pages.review.read import plain

Name = tuple[str, ...]


class Departments:
    """The roster's departments by the project's code, unit and project, or unit alone."""

    def __init__(self, roster: Iterable[Due]) -> None:
        self._known: dict[Name, set[str]] = {}
        for due in roster:
            if due.department:
                for name in _names(due.code, due.unit, due.project):
                    self._known.setdefault(name, set()).add(due.department)

    def of(self, code: str, unit: str, project: str) -> str:
        """The department; empty where the roster does not know it, or knows several."""
        found = (self._known.get(name, set()) for name in _names(code, unit, project))
        return next((next(iter(each)) for each in found if len(each) == 1), "")


def supplied(roster: Sequence[Due], gathered: Gathered) -> list[Due]:
    """The roster with the department in every line of a unit that has one somewhere. The forms that
    name no department get the roster's."""
    known = Departments(roster)
    for place, brief in enumerate(gathered.forms):
        form = brief.form
        department = "" if form.department else known.of(
            form.project_code, form.unit, form.project)
        if department and plain(department) != plain(form.unit):
            gathered.forms[place] = replace(
                brief, supplied=True, form=replace(form, department=department))
    return [due if due.department else replace(
        due, department=known.of(due.code, due.unit, due.project)) for due in roster]


def _names(code: str, unit: str, project: str) -> Iterator[Name]:
    if code:
        yield "code", plain_name(code)
    if unit and project:
        yield "both", plain_name(unit), plain_name(project)
    if unit:
        yield "unit", plain_name(unit)
    elif project:
        yield "project", plain_name(project)
