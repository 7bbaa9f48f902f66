"""复核分 as people typed them into 汇总: those that can be one, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from addin.desk.review.gathered import Gathered
from addin.pages.review import tables as t
from addin.pages.review.read import Round, Row, figure, text
from scoring.findings.grouped import in_quotes
from scoring.values.exact import show

_WHOLE = Fraction(100)
"""A form's points, where its weights add up to no more."""


class Reviews:
    """The scores of one round."""

    def __init__(self, found: Round) -> None:
        self._round = found
        self._full: dict[str, Fraction] = {}
        for row in found.rows(t.DETAILS):
            key = text(row, t.FORM_KEY)
            self._full[key] = self._full.get(key, Fraction(0)) + (figure(row, "分值") or 0)

    def of(self, row: Row) -> Fraction | None:
        """The score of a row of 汇总; None where there is none, or what stands there can't be one."""
        return None if self._why(row) else figure(row, t.REVIEW)

    def unfit(self, row: Row) -> str:
        """What stands there and can't be a score."""
        return text(row, t.REVIEW) if self._why(row) else ""

    def told(self) -> Iterator[str]:
        """Each that is not taken, with its cell and what is to be done."""
        for row in self._round.rows(t.SUMMARY):
            if why := self._why(row):
                cell = self._round.cell(t.SUMMARY, row, t.REVIEW)
                named = f"{text(row, t.UNIT)}{in_quotes(text(row, t.PROJECT))}"
                yield (f"上一轮“{t.SUMMARY.name}”{cell}（{named}）的复核分“{text(row, t.REVIEW)}”{why}，"
                       f"没有采用，原样留在“{t.REVIEW}”栏，请更正")

    def _why(self, row: Row) -> str:
        said, score = text(row, t.REVIEW), figure(row, t.REVIEW)
        if not said:
            return ""
        if score is None:
            return "不是数字"
        full = max(self._full.get(text(row, t.KEY), _WHOLE), _WHOLE)
        return "低于0分" if score < 0 else f"高于满分{show(full)}分" if score > full else ""


def with_reviews(gathered: Gathered, before: Mapping[str, Row], reviews: Reviews) -> None:
    """The scores that reviewers typed into the last 汇总 stand for the forms' own,
    and so do words that are none: the cell keeps them until somebody puts them right."""
    for place, brief in enumerate(gathered.forms):
        row = before.get(brief.form.key, {})
        typed = reviews.of(row)
        if typed is not None or reviews.unfit(row):
            gathered.forms[place] = replace(brief, form=replace(brief.form, review=typed))
