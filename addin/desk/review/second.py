"""第二轮: the sheets of this round with what the last one said, and what people wrote into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.desk.review.absent import (
    absent,
    last_scores,
    lines_of_absent,
    own_cells,
    told_of_absent,
)
from addin.desk.review.changes import changed, counted
from addin.desk.review.corrected import worded
from addin.desk.review.earlier import Earlier
from addin.desk.review.matched import Matched, digests
from addin.desk.review.own_columns import with_own_columns
from addin.desk.review.renamed import renamed
from addin.desk.review.replies import joined
from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Round, figure, text
from addin.pages.review.read import Row as OldRow
from addin.pages.review.sheet import Filled

EARLIER = "上轮"
_ACCEPTED = t.OPINIONS[0]


def first_round(sheets: Sequence[Filled], answers: Mapping[str, Sequence[str]]) -> list[Filled]:
    """The sheets of a round that has none before it, with the units' answers."""
    earlier = Earlier(Round({}), answers)
    return [_answered(each.without(*t.SECOND), earlier) for each in sheets]


def second_round(sheets: Sequence[Filled], earlier: Earlier) -> list[Filled]:
    """The same sheets with states, former scores and people's columns, and one more: 得分变化."""
    now = {each.table.name: each for each in sheets}
    summary, problems, details = (
        now[each.name] for each in (t.SUMMARY, t.PROBLEMS, t.DETAILS))
    renames = renamed(details.rows(), earlier.round)
    held = digests(summary.rows(), now[t.FILES.name].rows())
    matched = Matched(problems.rows(), earlier.told, held, earlier.digests, renames)
    missing, lines = absent(earlier, matched), list(lines_of_absent(earlier, matched))
    by_hand = list(_by_hand(summary.rows(), earlier))
    made = {
        t.SUMMARY.name: replace(
            summary, rows=lambda: _summary(summary.rows(), missing, matched, earlier),
            count=summary.count + len(missing),
            note=told_of_absent(summary.note or t.SUMMARY.note, earlier, matched)),
        t.PROBLEMS.name: replace(
            problems, rows=lambda: _problems(problems.rows(), by_hand, matched, earlier),
            count=problems.count + len(by_hand) + len(matched.gone), note=_note(matched, by_hand)),
        t.SAMPLE.name: _sample(now[t.SAMPLE.name], earlier),
        t.DETAILS.name: replace(details, rows=lambda: iter([*details.rows(), *lines]),
                                count=details.count + len(lines)),
    }
    rows = list(changed(details.rows(), earlier.round, summary.rows(), renames))
    sheet = Filled(t.CHANGES, lambda: iter(rows), len(rows),
                   note=f"{t.CHANGES.note}{counted(rows)}")
    first, *others = with_own_columns(
        [made.get(each.table.name, each) for each in sheets], earlier.round)
    return [first, others[0], sheet, *others[1:]]


def _answered(filled: Filled, earlier: Earlier) -> Filled:
    if filled.table.name != t.PROBLEMS.name or not earlier.answers:
        return filled
    return replace(filled, rows=lambda: (
        {**row, **earlier.answered("", "", str(row[t.KEY]))} for row in filled.rows()))


def _summary(rows: Iterable[Row], missing: Sequence[Row], matched: Matched,
             earlier: Earlier) -> Iterator[Row]:
    wrote = earlier.corrections.wrote
    for row in rows:
        key = str(row[t.KEY])
        old = earlier.forms.get(key)
        if old is None:
            yield {**row, t.RESENT: t.FIRST_SENT}
        else:
            state = t.UNCHANGED if matched.is_unchanged(key) else t.CHANGED * bool(
                earlier.digests[key])
            yield {**row, **last_scores(old), t.RESENT: state,
                   t.REVIEW: earlier.reviews.unfit(old) or row[t.REVIEW],
                   t.WROTE: wrote.get(key, row[t.WROTE])}
    yield from missing


def _problems(rows: Iterable[Row], by_hand: Sequence[Row], matched: Matched,
              earlier: Earlier) -> Iterator[Row]:
    for row in rows:
        key = str(row[t.KEY])
        old, state = matched.before.get(key), matched.became(key)
        kept = earlier.answered("", "", key) if old is None else _kept(
            old, row, earlier, matched.within.get(key, ()))
        yield {**row, t.STATE: state, t.COMPARED: matched.compared(row), **kept}
    yield from by_hand
    yield from (_gone(old, matched.state(old), earlier) for old in matched.gone)


def _kept(old: OldRow, row: Row, earlier: Earlier, within: Sequence[OldRow]) -> Row:
    """What people decided; an answer that was accepted needs no letter any more. What had been done
    with before and is back is to be decided anew."""
    closed = text(old, t.STATE) in t.CLOSED
    told = joined(text(old, t.TOLD), *(text(each, t.TOLD) for each in within))
    opinions = {text(each, t.OPINION) for each in (old, *within)}
    if closed or len(opinions) > 1:
        told = joined(told, *(f"（上次复核意见：{each}）" for each in sorted(opinions - {""})))
        opinion, letter = "", str(row[t.LETTER])
    else:
        opinion, letter = text(old, t.OPINION), _send(old) or str(row[t.LETTER])
    marks = " ".join(filter(None, (text(each, t.MERGED) for each in (old, *within))))
    keys = (text(each, t.KEY) for each in (old, *within))
    return {**own_cells(old, earlier, t.PROBLEMS), **worded(row, old), t.OPINION: opinion,
            t.LETTER: letter, **earlier.answered(told, marks, *keys)}


def _by_hand(summary: Iterable[Row], earlier: Earlier) -> Iterator[Row]:
    """What people added to the list is theirs, and stands as they wrote it."""
    wanted = {text(row, t.FORM_KEY) for row in earlier.by_hand} - {""}
    forms = {str(row[t.KEY]): row for row in summary if row[t.KEY] in wanted}
    for old in earlier.by_hand:
        form = forms.get(text(old, t.FORM_KEY), {})
        yield {**_copied(old, earlier), t.STATE: t.BY_HAND, t.COMPARED: "", t.LETTER: _send(old),
               t.YEAR: figure(old, t.YEAR), **earlier.told_of(old),
               **{name: form[name] for name in (t.FILE, t.YEAR, t.SCOPE, t.PLACE) if form}}


def _gone(old: OldRow, state: str, earlier: Earlier) -> Row:
    form = earlier.forms.get(text(old, t.FORM_KEY), {})
    return {**_copied(old, earlier), t.STATE: state,
            t.LETTER: _send(old) if state == t.AWAY else t.NO,
            t.YEAR: figure(old, t.YEAR) or figure(form, t.YEAR),
            **{name: text(old, name) or text(form, name) for name in (t.SCOPE, t.PLACE)},
            **earlier.told_of(old)}


def _copied(old: OldRow, earlier: Earlier) -> dict[str, Value]:
    texts = {column.name: text(old, column.name) for column in t.PROBLEMS.columns
             if column.kind == "text"}
    return {**texts, **own_cells(old, earlier, t.PROBLEMS)}


def _send(old: OldRow) -> str:
    return t.NO if text(old, t.OPINION) == _ACCEPTED else text(old, t.LETTER)


def _note(matched: Matched, by_hand: Sequence[Row]) -> str:
    states, gone = matched.counts(), Counter(map(matched.state, matched.gone))
    told = [f"{state} {states[state]} 条" for state in (t.SAME, t.NEW)]
    told += [f"{state} {count} 条" for state, count in
             ((t.RETURNED, states[t.RETURNED]), (t.BY_HAND, len(by_hand))) if count]
    last = "、".join(f"{state} {count} 条" for state, count in gone.items())
    return (f"对照上一轮：{'、'.join(told)}{f'；{last}，列在最后' if last else ''}。"
            f"{t.PROBLEMS.note}")


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
