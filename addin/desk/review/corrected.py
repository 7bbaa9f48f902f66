"""What people put right in 汇总 and 问题清单: it stands in this round too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from addin.desk.review.gathered import Brief, Gathered
from addin.pages.review import tables as t
from addin.pages.review.read import Row, text
from addin.pages.review.records import ReviewedForm
from addin.pages.review.wrote import is_ours, put_right, wrote
from scoring.findings.grouped import in_quotes

CORRECTED = (t.DEPARTMENT, t.UNIT, t.PROJECT, t.PLACE, t.FILED_GRADE, t.GRADE)
"""Columns of 汇总 that people put right."""
WORDED = (t.SEVERITY, t.MESSAGE)
"""Columns of 问题清单 that they do."""


def shown(brief: Brief) -> dict[str, str]:
    """What we say of a form in the columns that may be put right."""
    form = brief.form
    return {**dict(zip((t.DEPARTMENT, t.UNIT, t.PROJECT), brief.whose, strict=True)),
            t.PLACE: form.place, t.FILED_GRADE: form.filed_grade, t.GRADE: form.grade}


class Corrections:
    """The words of people that stand for the forms' own."""

    def __init__(self) -> None:
        self.wrote: dict[str, str] = {}
        """By the form's key the mark of what we should have written."""
        self.differing: list[str] = []
        """Where a form says something else by now than when it was put right, a sentence each."""

    def apply(self, gathered: Gathered, before: Mapping[str, Row]) -> None:
        """Put them into the forms, so that every sheet has them."""
        for place, brief in enumerate(gathered.forms):
            old = before.get(brief.form.key)
            said = {} if old is None else self._of(brief, old)
            if not said:
                continue
            self.wrote[brief.form.key] = wrote(shown(brief), CORRECTED)
            gathered.forms[place] = replace(brief, form=_corrected(brief.form, said))

    def _of(self, brief: Brief, old: Row) -> dict[str, str]:
        ours = shown(brief)
        if not text(old, t.WROTE):  # a workbook of an earlier version: only what we do not know
            known = text(old, t.PLACE)
            return {} if ours[t.PLACE] or not known else {t.PLACE: known}
        said = {name: value for name, value in put_right(old).items() if value != ours.get(name)}
        named = f"{text(old, t.UNIT)}{in_quotes(text(old, t.PROJECT))}"
        self.differing += (
            f"{named}的{name}：沿用人改的“{value}”，表上现在是“{ours[name]}”，请核对"
            for name, value in said.items() if ours[name] and not is_ours(old, name, ours[name]))
        return said


def _corrected(form: ReviewedForm, said: Mapping[str, str]) -> ReviewedForm:
    return replace(
        form, department=said.get(t.DEPARTMENT, form.department),
        unit=said.get(t.UNIT, form.unit), project=said.get(t.PROJECT, form.project),
        place=said.get(t.PLACE, form.place), grade=said.get(t.GRADE, form.grade),
        filed_grade=said.get(t.FILED_GRADE, form.filed_grade))


def worded(row: Mapping[str, object], old: Row) -> dict[str, str]:
    """The words that people gave a problem, as long as we say of it what we said before."""
    return {name: said for name, said in put_right(old).items()
            if name in WORDED and is_ours(old, name, str(row[name]))}
