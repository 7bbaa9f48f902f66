"""第二轮: the sheets of this round with what the last one said, and what people wrote into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.desk.review.absent import (
    absent,
    last_scores,
    lines_of_absent,
    own_cells,
    scores_before,
    told_of_absent,
    typed,
)
from addin.desk.review.changes import changed, counted
from addin.desk.review.earlier import Earlier
from addin.desk.review.forms_since import FormsSince, regraded
from addin.desk.review.listed import by_hand, ended, note
from addin.desk.review.listed import problems as listed
from addin.desk.review.matched import Matched, digests
from addin.desk.review.other_names import other_names
from addin.desk.review.own_columns import with_own_columns
from addin.desk.review.renamed import renamed
from addin.desk.review.unchecked import Sources
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Round, figure, text
from addin.pages.review.read import Row as OldRow
from addin.pages.review.sheet import Filled

EARLIER = "上轮"


def first_round(sheets: Sequence[Filled], answers: Mapping[str, Sequence[str]]) -> list[Filled]:
    """The sheets of a round that has none before it, with the units' answers."""
    earlier = Earlier(Round({}), answers)
    return [_answered(each.without(*t.SECOND), earlier) for each in sheets]


def second_round(sheets: Sequence[Filled], earlier: Earlier,
                 sources: Sources) -> list[Filled]:
    """The same sheets with states, former scores and people's columns, and one more: 得分变化."""
    now = {each.table.name: each for each in sheets}
    summary, problems, details = (
        now[each.name] for each in (t.SUMMARY, t.PROBLEMS, t.DETAILS))
    renames = renamed(details.rows(), earlier.round)
    held = digests(summary.rows(), now[t.FILES.name].rows())
    again = earlier.is_this(held)
    matched = Matched(problems.rows(), [*earlier.history * (not again), *earlier.told], held,
                      earlier.digests, renames, same_round=again, lacking=sources.lack,
                      same_rules=earlier.same_rules(summary.rows()), was_told=earlier.was_told)
    since = _since(summary, details, earlier, matched)
    missing, lines = absent(earlier, matched, since), list(lines_of_absent(earlier, matched))
    added = list(by_hand(summary.rows(), earlier, matched))
    gone = ended(matched, earlier)
    made = {
        t.SUMMARY.name: replace(
            summary, rows=lambda: _summary(summary.rows(), missing, since, matched, earlier, again),
            count=summary.count + len(missing),
            note=told_of_absent(summary.note or t.SUMMARY.note, earlier, matched, again)
            + since.note()),
        t.PROBLEMS.name: replace(
            problems, rows=lambda: listed(problems.rows(), added, gone, matched, earlier),
            count=problems.count + len(added) + len(gone),
            note=note(matched, added, gone, sources)),
        t.SAMPLE.name: _sample(now[t.SAMPLE.name], earlier),
        t.DETAILS.name: replace(details, rows=lambda: iter([*details.rows(), *lines]),
                                count=details.count + len(lines)),
    }
    rows = list(_changed_before(earlier) if again else changed(
        details.rows(), earlier.round, summary.rows(), renames))
    sheet = Filled(t.CHANGES, lambda: iter(rows), len(rows),
                   note=f"{t.CHANGES.note}{regraded(made[t.SUMMARY.name].rows())}{counted(rows)}")
    first, *others = with_own_columns(
        [made.get(each.table.name, each) for each in sheets], earlier.round)
    return [first, others[0], sheet, *others[1:], _history(matched, earlier)]


def _since(summary: Filled, details: Filled, earlier: Earlier, matched: Matched) -> FormsSince:
    may_be = other_names(summary.rows(), details.rows(), earlier, matched)
    wanted = {each.now for each in may_be}
    called = {key: str(row[t.UNIT]) for row in summary.rows() if may_be
              and (key := str(row[t.KEY])) in wanted}
    return FormsSince(earlier, matched, may_be, called)


def _changed_before(earlier: Earlier) -> Iterator[Row]:
    """得分变化 as it stood."""
    for row in earlier.round.rows(t.CHANGES):
        yield {column.name: typed(row, column.name) for column in t.CHANGES.columns}


def _history(matched: Matched, earlier: Earlier) -> Filled:
    """What was done with by the last round; of that what is back stands in 问题清单 again."""
    back = {text(row, t.KEY) for row in matched.before.values()}
    rows = [{column.name: text(row, column.name) for column in t.HISTORY.columns}
            for row in (*earlier.history, *earlier.told)
            if text(row, t.STATE) in t.CLOSED and text(row, t.KEY) not in back]
    return Filled(t.HISTORY, lambda: iter(rows), len(rows))


def _answered(filled: Filled, earlier: Earlier) -> Filled:
    if filled.table.name != t.PROBLEMS.name or not earlier.answers:
        return filled
    return replace(filled, rows=lambda: (
        {**row, **earlier.answered("", "", str(row[t.KEY]))} for row in filled.rows()))


def _summary(rows: Iterable[Row], missing: Sequence[Row], since: FormsSince, matched: Matched,
             earlier: Earlier, again: bool) -> Iterator[Row]:
    wrote = earlier.corrections.wrote
    for row in rows:
        key = str(row[t.KEY])
        old = earlier.forms.get(key)
        if old is None:
            yield {**row, t.RESENT: t.FIRST_SENT, t.COMPARED: since.said(row)}
        else:
            state = t.UNCHANGED if matched.is_unchanged(key) else t.CHANGED * bool(
                earlier.digests[key])
            before = {t.RESENT: text(old, t.RESENT), t.COMPARED: text(old, t.COMPARED),
                      **scores_before(old)} if again else {
                t.RESENT: state, t.COMPARED: since.said(row), **last_scores(old)}
            yield {**row, **before,
                   t.REVIEW: earlier.reviews.unfit(old) or row[t.REVIEW],
                   t.WROTE: wrote.get(key, row[t.WROTE])}
    yield from missing


def told_of_both(sheets: Sequence[Filled]) -> str:
    """What the head of the list says of this round and the last: how many are mended, how many
    not."""
    notes = (each.note for each in sheets if each.table.name == t.PROBLEMS.name)
    return next(notes, "").removesuffix(t.PROBLEMS.note)


def _sample(filled: Filled, earlier: Earlier) -> Filled:
    """The list with what the reviewers wrote; forms that were not drawn again come last, and those
    that people added."""
    before = {text(row, t.FORM_KEY): row for row in earlier.sample}
    drawn = {str(row[t.FORM_KEY]) for row in filled.rows()}
    left = [row for row in earlier.sample if text(row, t.FORM_KEY) not in drawn]

    def rows() -> Iterator[Row]:
        for row in filled.rows():
            old = before.get(str(row[t.FORM_KEY]), {})
            yield {**row, **{name: text(old, name) for name in (t.REVIEWER, t.CONCLUSION)}}
        yield from (_drawn_before(row, earlier) for row in left)

    return replace(filled, rows=rows, count=filled.count + len(left))


def _drawn_before(old: OldRow, earlier: Earlier) -> Row:
    made: dict[str, str | Fraction | None] = {
        column.name: figure(old, column.name) if column.kind != "text" else text(old, column.name)
        for column in t.SAMPLE.columns if column.kind not in ("link", "formula")}
    way = EARLIER if text(old, t.FORM_KEY) else text(old, t.WAY)
    return {**made, **own_cells(old, earlier, t.SAMPLE), t.WAY: way}
