"""第二轮: the sheets of this round with what the last one said, and what people wrote into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from addin.desk.review.changes import changed, counted
from addin.desk.review.gathered import Gathered
from addin.desk.review.matched import Matched, digests
from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Round, figure, text
from addin.pages.review.read import Row as OldRow
from addin.pages.review.sheet import Filled
from scoring.findings.grouped import in_quotes

EARLIER = "上轮"
_MOST_NAMED = 10
"""So many of the forms that were not handed in again are named."""
_ACCEPTED = t.OPINIONS[0]


@dataclass
class Earlier:
    """The last round by the hidden keys of its forms and problems, and the units' answers."""

    round: Round
    answers: Mapping[str, str] = field(default_factory=dict)
    """By the problem's key."""

    def __post_init__(self) -> None:
        self.forms = {text(row, t.KEY): row for row in self.round.rows(t.SUMMARY)}
        self.open = [row for row in self.round.rows(t.PROBLEMS)
                     if text(row, t.STATE) not in (t.MENDED, t.WITHDRAWN, t.DROPPED)]
        self.digests = digests(self.round.rows(t.SUMMARY), self.round.rows(t.FILES))
        self.sample = {text(row, t.FORM_KEY): row for row in self.round.rows(t.SAMPLE)
                       if text(row, t.REVIEWER) or text(row, t.CONCLUSION)}

    @property
    def troubled(self) -> Mapping[str, int | None]:
        """Forms that had something to be mended, with the year they were of."""
        keys = (text(row, t.FORM_KEY) for row in self.open if text(row, t.SEVERITY) == t.ERRORS)
        return {key: self._year(key) for key in keys}

    def _year(self, key: str) -> int | None:
        year = figure(self.forms.get(key, {}), t.YEAR)
        return None if year is None else int(year)

    def answered(self, told: str, key: str) -> str:
        """What the unit says, with its answer from the 反馈表."""
        return "\n".join(dict.fromkeys(filter(None, (told, self.answers.get(key, "")))))


def with_reviews(gathered: Gathered, earlier: Earlier) -> None:
    """The scores that reviewers typed into the last 汇总 stand for the forms' own."""
    for place, brief in enumerate(gathered.forms):
        typed = figure(earlier.forms.get(brief.form.key, {}), t.REVIEW)
        if typed is not None:
            gathered.forms[place] = replace(brief, form=replace(brief.form, review=typed))


def first_round(sheets: Sequence[Filled], answers: Mapping[str, str]) -> list[Filled]:
    """The sheets of a round that has none before it, with the units' answers."""
    earlier = Earlier(Round({}), answers)
    return [_answered(each.without(*t.SECOND), earlier) for each in sheets]


def second_round(sheets: Sequence[Filled], earlier: Earlier) -> list[Filled]:
    """The same sheets with states, former scores and people's columns, and one more: 得分变化."""
    now = {each.table.name: each for each in sheets}
    summary, problems = now[t.SUMMARY.name], now[t.PROBLEMS.name]
    matched = Matched(problems.rows(), earlier.open, digests(
        summary.rows(), now[t.FILES.name].rows()), earlier.digests)
    made = {
        t.SUMMARY.name: replace(
            summary, rows=lambda: _summary(summary.rows(), earlier),
            note=_summary_note(summary.note or t.SUMMARY.note, matched, earlier)),
        t.PROBLEMS.name: replace(
            problems, rows=lambda: _problems(problems.rows(), matched, earlier),
            count=problems.count + len(matched.gone), note=_note(matched)),
        t.SAMPLE.name: _sample(now[t.SAMPLE.name], earlier),
    }
    rows = list(changed(now[t.DETAILS.name].rows(), earlier.round, summary.rows()))
    sheet = Filled(t.CHANGES, lambda: iter(rows), len(rows),
                   note=f"{t.CHANGES.note}{counted(rows)}")
    first, *others = (made.get(each.table.name, each) for each in sheets)
    return [first, others[0], sheet, *others[1:]]


def _answered(filled: Filled, earlier: Earlier) -> Filled:
    if filled.table.name != t.PROBLEMS.name or not earlier.answers:
        return filled
    return replace(filled, rows=lambda: (
        {**row, t.TOLD: earlier.answered("", str(row[t.KEY]))} for row in filled.rows()))


def _summary(rows: Iterable[Row], earlier: Earlier) -> Iterator[Row]:
    for row in rows:
        old = earlier.forms.get(str(row[t.KEY]))
        yield row if old is None else {
            **row, t.FILED_BEFORE: figure(old, t.FILED),
            t.OURS_BEFORE: figure(old, t.OURS) or text(old, t.OURS)}


def _problems(rows: Iterable[Row], matched: Matched, earlier: Earlier) -> Iterator[Row]:
    for row in rows:
        key = str(row[t.KEY])
        old = matched.before.get(key)
        if old is None:
            yield {**row, t.STATE: t.NEW, t.TOLD: earlier.answered("", key)}
        else:
            yield {**row, t.STATE: t.SAME, **_kept(old, earlier, str(row[t.LETTER]))}
    yield from (_gone(old, matched.state(old), earlier) for old in matched.gone)


def _kept(old: OldRow, earlier: Earlier, proposed: str) -> dict[str, Value]:
    """What people decided; an answer that was accepted needs no letter any more."""
    return {t.OPINION: text(old, t.OPINION), t.LETTER: _send(old) or proposed,
            t.TOLD: earlier.answered(text(old, t.TOLD), text(old, t.KEY))}


def _gone(old: OldRow, state: str, earlier: Earlier) -> Row:
    form = earlier.forms.get(text(old, t.FORM_KEY), {})
    copied: dict[str, Value] = {column.name: text(old, column.name)
                                for column in t.PROBLEMS.columns if column.kind == "text"}
    return {**copied, t.STATE: state, t.LETTER: _send(old) if state == t.AWAY else t.NO,
            t.YEAR: figure(old, t.YEAR) or figure(form, t.YEAR),
            **{name: text(old, name) or text(form, name) for name in (t.SCOPE, t.PLACE)},
            t.TOLD: earlier.answered(text(old, t.TOLD), text(old, t.KEY))}


def _send(old: OldRow) -> str:
    return t.NO if text(old, t.OPINION) == _ACCEPTED else text(old, t.LETTER)


def _note(matched: Matched) -> str:
    states = Counter(map(matched.state, matched.gone))
    gone = "、".join(f"{state} {count} 条" for state, count in states.items())
    return (f"对照上一轮：未改 {matched.same} 条、新增 {matched.count - matched.same} 条"
            f"{f'；{gone}，列在最后' if gone else ''}。{t.PROBLEMS.note}")


def told_of_both(sheets: Sequence[Filled]) -> str:
    """What the head of the list says of this round and the last: how many are mended, how many
    not."""
    notes = (each.note for each in sheets if each.table.name == t.PROBLEMS.name)
    return next(notes, "").removesuffix(t.PROBLEMS.note)


def _summary_note(note: str, matched: Matched, earlier: Earlier) -> str:
    """Who has not handed in again, with problems or without."""
    away = [row for key, row in earlier.forms.items() if matched.is_away(key)]
    if not away:
        return note
    named = "、".join(f"{text(row, t.UNIT)}{in_quotes(text(row, t.PROJECT))}"
                     for row in away[:_MOST_NAMED])
    more = "等" if len(away) > _MOST_NAMED else ""
    return f"{note}上一轮的{len(earlier.forms)}张表中有{len(away)}张没有重报：{named}{more}。"


def _sample(filled: Filled, earlier: Earlier) -> Filled:
    """The list with what the reviewers wrote; forms that were not drawn again come last."""
    drawn = {str(row[t.FORM_KEY]) for row in filled.rows()}
    left = [row for key, row in earlier.sample.items() if key not in drawn]

    def rows() -> Iterator[Row]:
        for row in filled.rows():
            old = earlier.sample.get(str(row[t.FORM_KEY]), {})
            yield {**row, **{name: text(old, name) for name in (t.REVIEWER, t.CONCLUSION)}}
        yield from (_drawn_before(row) for row in left)

    return replace(filled, rows=rows, count=filled.count + len(left))


def _drawn_before(old: OldRow) -> Row:
    made: dict[str, str | Fraction | None] = {
        column.name: figure(old, column.name) if column.kind != "text" else text(old, column.name)
        for column in t.SAMPLE.columns if column.kind not in ("link", "formula")}
    return {**made, t.WAY: EARLIER}
