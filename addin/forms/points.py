"""The points of a form: weights as they are meant, and an execution rate that stands twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from addin.library.words import Lexicon
from scoring.filing import BLANK, Entry, Filing, Row
from scoring.filing.numbers import number, quantity
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of

_FULL = Fraction(100)
_SHARES, _LEAST_SHARED = Fraction(1), Fraction(1, 2)
_USUAL_OF_A_RATE = tuple(map(Fraction, (10, 20, 15, 5, 25, 30)))
_PRINTED = re.compile(r"\((\d{1,3}(?:\.\d+)?)分\)")
_NUMBERED = re.compile(r"^(?:三级)?指标\d*[:：]")


def are_shares(rows: Sequence[Row]) -> bool:
    """Whether the weights are shares of one (0.1, 10%) instead of points: together they are one, or
    less where the rest stands elsewhere; points are never so few."""
    weights = [weight for row in rows if (weight := _share(row.weight)) is not None]
    return len(rows) > 1 and _LEAST_SHARED <= sum_of(weights) <= _SHARES


def in_points(entry: Entry) -> Entry:
    """A share as points of a hundred."""
    weight = _share(entry)
    return entry if weight is None else Entry(show(weight * _FULL), weight * _FULL, entry.cell)


def _share(entry: Entry) -> Fraction | None:
    """A share as a number of one: 0.1, 10%, also where it is typed as a text."""
    said = quantity(entry)
    typed = said is not None and said.dimension == "比率" and not said.comparator
    return said.base if said is not None and typed and entry.number is None else number(entry)


def with_weights(rows: Sequence[Row], *, column: bool) -> list[Row]:
    """The rows with their weights as points of a hundred.

    Where the form has no ``column`` of weights, a
    weight is what the row's name prints behind it, or the level or goal that has this row alone.
    """
    if not column:
        return [replace(row, weight=_printed(row, rows)) for row in rows]
    shares = are_shares(rows)
    return [replace(row, weight=in_points(row.weight)) if shares else _weighed_by_name(row)
            for row in rows]


def _weighed_by_name(row: Row) -> Row:
    """The row with the points behind its own name (预算执行率（10分）) where its weight is blank."""
    behind = points_behind(row.levels[-1]) if row.weight.blank and row.levels else None
    return row if behind is None else replace(row, weight=behind)


def with_points_apart(filing: Filing, words: Lexicon) -> Filing:
    """The filing with those rows marked whose points come on top of the weights or off them (加分项,
    扣分项). They weigh nothing where the others make up the form's total without them."""
    apart = [_apart(row, words) for row in filing.rows]
    if not any(apart):
        return filing
    rows = [replace(row, apart=each) for row, each in zip(filing.rows, apart, strict=True)]
    own = sum_of(number(row.weight) or Fraction(0) for row in rows if not row.apart)
    total = number(filing.total_weight) or _FULL
    whole = any(own + each in (total, _FULL) for each in _of_the_rate(filing))
    return replace(filing, rows=tuple(
        replace(row, weight=BLANK) if row.apart and (whole or _below_zero(row.weight)) else row
        for row in rows))


def _of_the_rate(filing: Filing) -> Sequence[Fraction]:
    """The points that the execution rate has, or may have where the form does not say."""
    fund = next((each for each in filing.funds if each.scored), None)
    weight = number(fund.weight) if fund is not None else Fraction(0)
    return _USUAL_OF_A_RATE if weight is None else (weight,)


def _apart(row: Row, words: Lexicon) -> Literal["", "加分", "扣分"]:
    texts = [level.text for level in row.levels]
    if any(words.says(text, "taken_off") for text in texts):
        return "扣分"
    return "加分" if any(words.says(text, "added") for text in texts) else ""


def _below_zero(entry: Entry) -> bool:
    value = number(entry)
    return value is not None and value < 0


def with_the_rate_weighed(filing: Filing) -> Filing:
    """The filing whose execution rate has a score and no weight: it weighs what the indicators lack
    of the form's total, where that may be and is not less than the score."""
    fund = next((each for each in filing.funds if each.scored), None)
    weights = [number(row.weight) for row in filing.rows]
    if fund is None or number(fund.weight) is not None or not any(weights):
        return filing
    short = (number(filing.total_weight) or _FULL) - sum_of(each for each in weights if each)
    score = number(fund.score)
    if short not in _USUAL_OF_A_RATE or score is None or score > short:
        return filing
    weighed = replace(fund, weight=Entry(f"{show(short)}分", formatted=True))
    return replace(filing, funds=tuple(weighed if each is fund else each for each in filing.funds))


def counted_once(filing: Filing, words: Lexicon) -> tuple[Filing, tuple[Finding, ...]]:
    """The filing with one execution rate: where an indicator is the rate as well, the row of the
    funds counts only as long as the weights do not pass the form's total by just its weight."""
    fund = next((each for each in filing.funds if each.scored), None)
    weight = number(fund.weight) if fund is not None else None
    if fund is None or weight is None:
        return filing, ()
    total = sum_of(each for row in filing.rows if (each := number(row.weight)) is not None)
    stated = number(filing.total_weight) or _FULL
    twin = next((row for row in filing.rows if number(row.weight) == weight
                 and _is_a_rate(row.name, words)), None)
    if twin is None or total + weight - stated != weight:
        return filing, ()
    funds = tuple(replace(each, scored=False) if each is fund else each for each in filing.funds)
    told = finding("rate-twice", fund.weight.cell, twin.weight.cell, row=twin.name,
                   expected=show(weight))
    return replace(filing, funds=funds), (told,)


def _is_a_rate(name: str, words: Lexicon) -> bool:
    return words.best(_NUMBERED.sub("", name)) == "rate"


def _printed(row: Row, rows: Sequence[Row]) -> Entry:
    """The points behind the row's own name, or behind what stands over this row alone."""
    for place in range(len(row.levels) - 1, -1, -1):
        level = row.levels[place]
        path = _path(row, place)
        alone = sum(_path(each, place) == path for each in rows) == 1
        if alone and (points := points_behind(level)) is not None:
            return points
    alone = sum(each.goal.text == row.goal.text for each in rows) == 1
    return (points_behind(row.goal) if alone else None) or BLANK


def _path(row: Row, depth: int) -> tuple[str, ...]:
    """The names down to a level, which tell two of one name apart."""
    return row.goal.text, *(level.text for level in row.levels[:depth + 1])


def points_behind(entry: Entry) -> Entry | None:
    """The points that stand in brackets behind a text: 改造户数（20分）."""
    match = _PRINTED.search(unicodedata.normalize("NFKC", "".join(entry.text.split())))
    return Entry(f"{match[1]}分", Fraction(match[1]), entry.cell) if match else None
