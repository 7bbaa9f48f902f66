"""分值: each weight, and their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.awards.lacking import may_hold
from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Entry, Unread
from scoring.filing.numbers import nothing_in, number
from scoring.findings.entries import lines
from scoring.findings.finding import Finding, finding, softened
from scoring.findings.grouped import in_quotes, listed
from scoring.rules.ruleset import Lost, Ruleset
from scoring.values.exact import show, sum_of

_MOST_SAID = 24


def weights(scorecard: Scorecard) -> Iterator[Finding]:
    all_lines = lines(scorecard)
    for line in all_lines:
        yield from _weight(line, _binding_weight(line, scorecard.ruleset))
    if lost_rows(scorecard) is None:
        yield from _total(scorecard, all_lines)


def lost_rows(scorecard: Scorecard) -> Lost | None:
    """The rows that the source has lost, where exactly their weight is missing from the form."""
    lost, checks = scorecard.ruleset.lost, scorecard.ruleset.checks
    if lost is None or checks is None:
        return None
    visible = usable_sum(scorecard.awards)
    found = visible is not None and visible + lost.weight == checks.total_weight
    return lost if found else None


def _binding_weight(line: Award, ruleset: Ruleset) -> Fraction | None:
    """The national measure names usual weights (原则上), to which it holds nobody."""
    return None if ruleset.is_national else line.printed_weight


def usable_sum(found: Sequence[Award]) -> Fraction | None:
    """The sum of the weights, blank ones counting nothing; None while one of them cannot count, or
    is not known: the form has points for the row and no cell for its weight."""
    weights = []
    for line in found:
        if line.weight is None and nothing_in(line.row.weight):
            if _is_unknown(line):
                return None
            continue
        if line.weight is None or line.weight.numerator < 0:
            return None
        weights.append(line.weight)
    return sum_of(weights)


def _is_unknown(line: Award) -> bool:
    indicator = line.fund is None and not line.row.apart
    return indicator and not line.row.weight.cell and line.filed is not None


def _weight(line: Award, printed: Fraction | None) -> Iterator[Finding]:
    weight, cell = number(line.row.weight), line.row.weight.cell
    if weight is None:
        return
    if weight.numerator < 0:
        yield finding("weight-negative", cell, indicator=line.indicator, filed=show(weight))
    elif not weight and printed != 0:
        yield finding("weight-zero", cell, indicator=line.indicator, filed=show(weight))
    elif printed is not None and weight != printed:
        yield finding("weight-printed", cell, indicator=line.indicator,
                      clause=str(line.clause or ""), filed=show(weight), expected=show(printed))


def _total(scorecard: Scorecard, found: Sequence[Award]) -> Iterator[Finding]:
    filing, checks = scorecard.filing, scorecard.ruleset.checks
    total, stated = usable_sum(found), number(filing.total_weight)
    if total is None or all(nothing_in(line.row.weight) for line in found
                            if line.fund is None):
        return  # a form that nobody has filled in yet
    demanded = checks.total_weight if checks is not None else total
    filed, expected = (total, demanded) if total != demanded else (stated, total)
    on_top = total == demanded and any(line.row.apart for line in found)
    if filed is None or filed == expected or (on_top and filed > expected) or (
            _lacks_weights(found) if total < demanded else _sums_the_printed(stated, found)):
        return
    unread = unread_points(scorecard)
    if unread is not None:
        yield finding("funds-unread", unread.entry.cell, said=said_of(unread.entry),
                      filed=show(total), expected=show(demanded),
                      difference=show(demanded - total))
        return
    cells = [line.row.weight.cell for line in found]
    if filing.total_weight.cell:
        cells = [filing.total_weight.cell]
    bare = _without_weight(found) if total <= demanded else ""
    wrong = finding("weight-total", *cells, filed=show(filed), expected=show(expected),
                    difference=show(abs(filed - expected)),
                    without=f"，{bare}没有填分值" if bare else "")
    part = _without_the_rate(found, stated) if total == demanded else ""
    if stated is None and total > demanded:
        wrong = softened(wrong)
    yield softened(wrong, f"{wrong.message}：{part}") if part else wrong


def _without_weight(found: Sequence[Award]) -> str:
    """The rows that somebody filled in all but the weight."""
    return listed([in_quotes(line.indicator) for line in found if nothing_in(line.row.weight)
                   and not (nothing_in(line.row.score) and nothing_in(line.row.actual))], "".join)


def _sums_the_printed(stated: Fraction | None, found: Sequence[Award]) -> bool:
    """Whether the stated total is that of the weights in the form, where an execution rate has none
    there."""
    rates = [line for line in found if line.fund is not None and nothing_in(line.row.weight)]
    return bool(rates) and stated == usable_sum([line for line in found if line not in rates])


def _without_the_rate(found: Sequence[Award], stated: Fraction | None) -> str:
    """What to ask where the total sums up the indicators alone, and an execution rate has its
    points in the table of funds; empty where it does not."""
    rates = [line for line in found if line.fund is not None and line.weight]
    own = usable_sum([line for line in found if line not in rates])
    if not rates or stated != own or own is None:
        return ""
    return f"{show(own)} 分是各指标之和，不含资金表中预算执行率的分，请核对"


def _lacks_weights(found: Sequence[Award]) -> bool:
    """Whether most of the indicators with points have no weight of their own in the form."""
    rows = [line.row for line in found if line.fund is None]
    bare = [row for row in rows if nothing_in(row.weight) and not nothing_in(row.actual)]
    return 2 * len(bare) > len(rows)


def unread_points(scorecard: Scorecard) -> Unread | None:
    """The cell that was not understood and in which just the points may stand that the rows fall
    short of the form's total."""
    total, checks = usable_sum(lines(scorecard)), scorecard.ruleset.checks
    if total is None or checks is None:
        return None
    return may_hold(checks.total_weight - total, scorecard.filing, scorecard.ruleset)


def said_of(entry: Entry) -> str:
    """The beginning of what stands in the cell, on one line."""
    text = " ".join((entry.text or show(entry.number or Fraction(0))).split())
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}……"
