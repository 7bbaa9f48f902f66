"""问题清单 of a second round: what became of each problem, and what people wrote beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from addin.desk.review.absent import own_cells
from addin.desk.review.corrected import worded
from addin.desk.review.earlier import Earlier
from addin.desk.review.matched import Matched
from addin.desk.review.replies import joined
from addin.desk.review.unchecked import Sources
from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import figure, text

_ACCEPTED = t.OPINIONS[0]
Ended = tuple[OldRow, str]
"""A problem that is told no more, and its 整改情况."""


def ended(matched: Matched, earlier: Earlier) -> list[Ended]:
    """The problems that are told no more; in the order of the list, where they stood in it."""
    gone = [(old, matched.state(old)) for old in matched.gone]
    done = [(old, text(old, t.STATE)) for old in matched.done_with()]
    order = {text(row, t.KEY): at for at, row in enumerate(earlier.told)} if done else {}
    return sorted([*gone, *done], key=lambda pair: order.get(text(pair[0], t.KEY), len(order)))


def problems(rows: Iterable[Row], added: Sequence[Row], gone: Sequence[Ended],
              matched: Matched, earlier: Earlier) -> Iterator[Row]:
    for row in rows:
        key = str(row[t.KEY])
        old, state = matched.before.get(key), matched.became(key)
        kept = earlier.answered("", "", key) if old is None else _kept(
            old, row, earlier, matched.within.get(key, ()))
        sent = (t.NO if state == t.SAME else "") if old is None else _sent(old, matched)
        yield {**row, t.STATE: state, t.COMPARED: matched.compared(row),
               **kept, t.SENT: sent}
    yield from added
    yield from ({**_gone(old, state, earlier), t.SENT: _sent(old, matched)} for old, state in gone)


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


def by_hand(summary: Iterable[Row], earlier: Earlier, matched: Matched) -> Iterator[Row]:
    """What people added to the list is theirs, and stands as they wrote it."""
    wanted = {text(row, t.FORM_KEY) for row in earlier.by_hand} - {""}
    forms = {str(row[t.KEY]): row for row in summary if row[t.KEY] in wanted}
    for old in earlier.by_hand:
        form = forms.get(text(old, t.FORM_KEY), {})
        yield {**_copied(old, earlier), t.STATE: t.BY_HAND, t.COMPARED: "", t.LETTER: _send(old),
               t.SENT: _sent(old, matched),
               t.YEAR: figure(old, t.YEAR), **earlier.told_of(old),
               **{name: form[name] for name in (t.FILE, t.YEAR, t.SCOPE, t.PLACE) if form}}


def _gone(old: OldRow, state: str, earlier: Earlier) -> Row:
    form = earlier.forms.get(text(old, t.FORM_KEY), {})
    return {**_copied(old, earlier), t.STATE: state,
            t.LETTER: _send(old) if state in (t.AWAY, t.UNCHECKED) else t.NO,
            t.YEAR: figure(old, t.YEAR) or figure(form, t.YEAR),
            **{name: text(old, name) or text(form, name) for name in (t.SCOPE, t.PLACE)},
            **earlier.told_of(old)}


def _copied(old: OldRow, earlier: Earlier) -> dict[str, Value]:
    texts = {column.name: text(old, column.name) for column in t.PROBLEMS.columns
             if column.kind == "text"}
    return {**texts, **own_cells(old, earlier, t.PROBLEMS)}


def _send(old: OldRow) -> str:
    return t.NO if text(old, t.OPINION) == _ACCEPTED else text(old, t.LETTER)


def _sent(old: OldRow, matched: Matched) -> str:
    """Whether a letter has told of it; nothing where an earlier version did not note it."""
    before = text(old, t.SENT)
    if matched.same_round or before == t.YES:
        return before
    if text(old, t.LETTER) == t.YES:
        return t.YES
    return "" if not before and text(old, t.STATE) in t.CLOSED else t.NO


def note(matched: Matched, added: Sequence[Row], gone: Sequence[Ended], sources: Sources) -> str:
    states, ended = matched.counts(), Counter(state for _, state in gone)
    found = matched.found()
    told = [f"{t.SAME} {states[t.SAME]} 条", f"{t.NEW} {states[t.NEW]} 条" + (
        f"（其中表没有改动、本轮新查出的 {found} 条）" if found else "")]
    told += [f"{state} {count} 条" for state, count in
             ((t.RETURNED, states[t.RETURNED]), (t.BY_HAND, len(added))) if count]
    last = "、".join(f"{state} {count} 条" for state, count in ended.items())
    why = sources.told(text(old, t.FINDING) for old, state in gone if state == t.UNCHECKED)
    return (f"对照上一轮：{'、'.join(told)}{f'；{last}，列在最后' if last else ''}。{why}"
            f"{t.PROBLEMS.note}")
