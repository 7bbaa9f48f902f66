"""上一轮: what its workbook holds by the hidden keys of forms and problems, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from addin.desk.review.corrected import Corrections
from addin.desk.review.matched import Digests, digests
from addin.desk.review.replies import Left, merged
from addin.desk.review.reviews import Reviews
from addin.pages.review import tables as t
from addin.pages.review.by_hand import problems_of
from addin.pages.review.cells import Value
from addin.pages.review.read import LINE, Round, Row, figure, text
from addin.pages.review.sending import unread_words
from addin.pages.review.wrote import was_listed

_TOTALS = ("合计", "小计", "总计", "平均")
"""Begin lines under a list that are none of it."""
NOT_KEPT, LOOK = "没有沿用", "请核对"


@dataclass
class Earlier:
    """The last round, and the units' answers."""

    round: Round
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the problem's key."""
    name: str = ""
    """What its workbook is called."""
    in_place: bool = False
    """Whether this round is stored in its place."""

    def __post_init__(self) -> None:
        summary = self.round.rows(t.SUMMARY)
        self.forms: dict[str, Row] = {}
        """The last that is known of every form, of those that were not handed in again as well."""
        self.added: list[Row] = []
        """Forms that people wrote into 汇总 by hand."""
        for row in summary:
            if (key := text(row, t.KEY)) and key not in self.forms:
                self.forms[key] = row
            elif _is_form(row):
                self.added.append({**row, t.KEY: ""})
        told = problems_of(self.round)
        done = [text(row, t.STATE) in t.CLOSED for row in told]
        self.by_hand = [row for row, closed in zip(told, done, strict=True)
                        if text(row, t.FINDING) == t.BY_HAND and not closed]
        self.told = [row for row in told if text(row, t.FINDING) != t.BY_HAND]
        listed = {text(row, t.KEY) for row in self.told}
        self.history = [row for row in self.round.rows(t.HISTORY)
                        if text(row, t.KEY) not in listed]
        """Problems that were done with in rounds before the last."""
        self.open = [row for row, closed in zip(told, done, strict=True) if not closed]
        self.digests = digests(self.forms.values(), self.round.rows(t.FILES))
        self.sample = [row for row in self.round.rows(t.SAMPLE) if any(
            text(row, name) for name in (*self.own(t.SAMPLE), t.REVIEWER, t.CONCLUSION))]
        self.reviews, self.corrections = Reviews(self.round), Corrections()

    def is_this(self, forms: Digests) -> bool:
        """Whether it is a second round of the very same forms, done again in its place: for scores
        to be written back, for answers that came in. What it says of the round before it stands."""
        here = {key for key, row in self.forms.items() if text(row, t.RESENT) not in t.ABSENT}
        return (self.in_place and here == forms.keys()
                and any(text(row, t.RESENT) for row in self.forms.values())
                and not any({*held}.isdisjoint(self.digests[key]) for key, held in forms.items()))

    def same_rules(self, summary: Iterable[Mapping[str, object]]) -> frozenset[str]:
        """The keys of the forms that were judged by the rules of this round's ``summary``."""
        return frozenset(key for row in summary if (old := self.forms.get(key := str(row[t.KEY])))
                         and text(old, t.RULESET) == row.get(t.RULESET))

    def was_told(self, form: str, key: str) -> bool:
        """Whether the last round told of a problem, whether it still stands in its list or not."""
        return was_listed(self.forms.get(form, {}), key)

    @property
    def troubled(self) -> Mapping[str, int | None]:
        """Forms that had something to be mended, with the year they were of."""
        keys = (text(row, t.FORM_KEY) for row in self.open if text(row, t.SEVERITY) == t.ERRORS)
        return {key: self._year(key) for key in keys}

    def own(self, table: t.Table) -> tuple[str, ...]:
        """The heads of the columns that people added to a sheet."""
        return self.round.own.get(table.name, ())

    def answered(self, told: str, marks: str, *keys: str) -> dict[str, Value]:
        """单位说明 with what the unit says in the 反馈表, and which answers are in it."""
        told, marks = merged(told, marks, [(key, said) for key in keys
                                           for said in self.answers.get(key, ())])
        return {t.TOLD: told, t.MERGED: marks}

    @property
    def taken(self) -> frozenset[str]:
        """The marks of all answers that stand in 单位说明 since the last round or longer."""
        return frozenset(mark for row in (*self.told, *self.by_hand, *self.history)
                         for mark in text(row, t.MERGED).split())

    def told_of(self, old: Row) -> dict[str, Value]:
        """The same of a problem of the last round."""
        return self.answered(text(old, t.TOLD), text(old, t.MERGED), text(old, t.KEY))

    def left(self) -> Iterator[Left]:
        """What of people's own does not stand in this round as it stood in the last."""
        yield from (Left(self.name, each, about=t.SUMMARY.name) for each in self.reviews.told())
        yield from (Left(self.name, each, LOOK, t.SUMMARY.name)
                    for each in self.corrections.differing)
        yield from (Left(self.name, f"上一轮{each}", about=t.PROBLEMS.name)
                    for each in unread_words(self.round))
        for row in self.round.rows(t.SUMMARY):
            if not text(row, t.KEY) and not _is_form(row):
                yield Left(self.name, f"“{t.SUMMARY.name}”第{text(row, LINE)}行不是一张自评表的",
                           NOT_KEPT, t.SUMMARY.name)
        for sheet in self.round.strange:
            yield Left(self.name, f"自己加的工作表“{sheet}”，仍在上一轮的文件里", NOT_KEPT, "工作表")

    def _year(self, key: str) -> int | None:
        year = figure(self.forms.get(key, {}), t.YEAR)
        return None if year is None else int(year)


def _is_form(row: Row) -> bool:
    """Whether a row that we did not write tells of a form: it names one."""
    named = [text(row, name) for name in (t.DEPARTMENT, t.UNIT, t.PROJECT)]
    return any(named[1:]) and not any(each.startswith(_TOTALS) for each in named)
