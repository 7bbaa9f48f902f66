"""Forms that were handed in before and not in this round: their rows keep what people wrote of them
and their last scores, and are counted nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from addin.desk.review.earlier import Earlier
from addin.desk.review.forms_since import FormsSince
from addin.desk.review.matched import Matched
from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import figure, text
from addin.pages.review.wrote import put_right
from scoring.findings.grouped import in_quotes

_KEPT = (t.DEPARTMENT, t.UNIT, t.PROJECT, t.VERSION, t.CODE, t.SCOPE, t.BASIS, t.RULESET, t.PLACE,
         t.FILE, t.SHEET, t.KEY, t.WROTE, t.LISTED)
_MOST_NAMED = 10
"""So many of the forms that were not handed in again are named."""


def absent(earlier: Earlier, matched: Matched, since: FormsSince) -> list[Row]:
    """Their rows of 汇总, those that people wrote by hand among them."""
    made = [{**_row(key, old, earlier, matched), t.COMPARED: since.said_of_absent(key)}
            for key, old in earlier.forms.items() if not matched.is_here(key)]
    return [*made, *(_by_hand(old, earlier) for old in earlier.added)]


def last_scores(old: OldRow) -> dict[str, Value]:
    """What a form came to when it was last handed in."""
    if text(old, t.RESENT) in t.ABSENT:
        return scores_before(old)
    return {t.FILED_BEFORE: figure(old, t.FILED), t.OURS_BEFORE: typed(old, t.OURS)}


def scores_before(old: OldRow) -> dict[str, Value]:
    """What stands there as the scores of the round before."""
    return {name: typed(old, name) for name in (t.FILED_BEFORE, t.OURS_BEFORE)}


def own_cells(old: OldRow, earlier: Earlier, table: t.Table) -> dict[str, Value]:
    """What people put into columns that they added."""
    return {name: old.get(name, "") for name in earlier.own(table)}


def lines_of_absent(earlier: Earlier, matched: Matched) -> Iterator[Row]:
    """The lines of 核算明细 by which the forms are known when they come back."""
    for row in earlier.round.rows(t.DETAILS):
        if not matched.is_here(text(row, t.FORM_KEY)):
            yield {column.name: typed(row, column.name) for column in t.DETAILS.columns}


def told_of_absent(note: str, earlier: Earlier, matched: Matched, again: bool) -> str:
    """Who has not handed in again, with problems or without. ``again``: it is the same round."""
    away = [row for key, row in earlier.forms.items() if matched.is_away(key)]
    before = 0 if again else sum(text(row, t.RESENT) == t.NOT_RESENT for row in away)
    if not away:
        return note
    named = "、".join(f"{text(row, t.UNIT)}{in_quotes(text(row, t.PROJECT))}"
                     for row in away[:_MOST_NAMED])
    more = "等" if len(away) > _MOST_NAMED else ""
    said = f"（其中{before}张更早就没有重报）" if before else ""
    return (f"{note}重报情况写“{t.NOT_RESENT}”“{t.WITHDRAWN}”的行留着以前填的，各表都不计数。"
            f"上一轮的{len(earlier.forms)}张表中有{len(away)}张没有重报{said}：{named}{more}。")


def _row(key: str, old: OldRow, earlier: Earlier, matched: Matched) -> Row:
    grades = {name: said for name, said in put_right(old).items()
              if name in (t.FILED_GRADE, t.GRADE)}
    held = text(old, t.CONTENT) or min(earlier.digests.get(key, ()), default="")
    return {**{name: text(old, name) for name in _KEPT}, **last_scores(old), **grades,
            **own_cells(old, earlier, t.SUMMARY), t.CONTENT: held,
            t.YEAR: figure(old, t.YEAR), t.FORM: figure(old, t.FORM),
            t.REVIEW: earlier.reviews.unfit(old) or typed(old, t.REVIEW),
            t.RESENT: t.NOT_RESENT if matched.is_away(key) else t.WITHDRAWN}


def _by_hand(old: OldRow, earlier: Earlier) -> Row:
    """As it stands; what a formula gave is a number by now."""
    made = {column.name: typed(old, column.name) for column in t.SUMMARY.columns
            if column.kind != "link"}
    return {**made, **own_cells(old, earlier, t.SUMMARY), t.RESENT: t.BY_HAND}


def typed(row: OldRow, name: str) -> Value:
    """The number that stands there, or else the words."""
    number = figure(row, name)
    return text(row, name) if number is None else number
