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
_BARE_PRINTED = re.compile(r"\((\d{1,3}(?:\.\d+)?)[分%]?\)$")
_SHARE_PRINTED = re.compile(r"\((\d{1,3}(?:\.\d+)?)%\)$")
_ON_TOP = re.compile(r"[(+]\+?\d{1,3}(?:\.\d+)?分?\)?")
"""Points that do not count among those of the weights: （5）, +5."""
_ADDED, _TAKEN_OFF = re.compile("加分|奖励分|附加分"), re.compile("扣分|减分")
_NUMBERED = re.compile(r"^(?:三级)?指标\d*[:：]")


def are_shares(rows: Sequence[Row]) -> bool:
    """Whether the weights are shares of one (0.1, 10%) instead of points: together they are one, or
    less where the rest stands elsewhere; points are never so few."""
    weights = [weight for row in rows if (weight := _share(row.weight)) is not None]
    return len(rows) > 1 and _LEAST_SHARED <= sum_of(weights) <= _SHARES


def in_points(entry: Entry) -> Entry:
    """A share as points of a hundred."""
    weight = _share(entry)
    if weight is None or weight > _SHARES:
        return entry
    return Entry(show(weight * _FULL), weight * _FULL, entry.cell)


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
        return _weighed_by_names(rows)
    if are_within_groups(rows):
        return [replace(row, weight=_of_the_whole(row, rows)) for row in rows]
    shares = are_shares(rows)
    return [replace(row, weight=in_points(row.weight)) if shares else _weighed_by_name(row)
            for row in rows]


def are_within_groups(rows: Sequence[Row]) -> bool:
    """Whether the weights are shares of their groups (60%, 40% of 效益（30%）): each at most one, and
    together more, which are no points of a hundred either."""
    weights = [weight for row in rows if (weight := _share(row.weight)) is not None]
    return len(weights) > 1 and max(weights) <= _SHARES < sum_of(weights) and any(
        _behind(row.levels[0], _SHARE_PRINTED) is not None or any(
            not each.blank for each in row.level_weights) for row in rows if row.levels)


def _of_the_whole(row: Row, rows: Sequence[Row]) -> Entry:
    """A share of the first level as points of a hundred; blank where the level does not say what it
    weighs, or its shares do not make it up."""
    group = [each for each in rows if _path(each, 0) == _path(row, 0)]
    share, level = _share(row.weight), _behind(row.levels[0], _SHARE_PRINTED)
    if share is None or level is None or sum_of(
            _share(each.weight) or Fraction(0) for each in group) != _SHARES:
        return BLANK
    points = share * (number(level) or Fraction(0))
    return Entry(show(points), points, row.weight.cell)


def _weighed_by_names(rows: Sequence[Row]) -> list[Row]:
    """The rows weighed by what their names print: points (20分), or figures alone (20, 20%) where
    every row has one and together they are what indicators weigh."""
    bare = [replace(row, weight=_printed(row, rows, _BARE_PRINTED)) for row in rows]
    weights = [number(row.weight) for row in bare]
    whole = _FULL - sum_of(each for each in weights if each is not None)
    if None not in weights and (not whole or whole in _USUAL_OF_A_RATE):
        return bare
    return [replace(row, weight=_printed(row, rows, _PRINTED)) for row in rows]


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
        replace(row, weight=BLANK) if row.apart and (
            whole or _below_zero(row.weight) or _is_on_top(row.weight)) else row
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
    if any(words.says(text, "added") for text in texts):
        return "加分"
    if not _is_on_top(row.weight):
        return ""
    if any(map(_TAKEN_OFF.search, texts)):
        return "扣分"
    return "加分" if any(map(_ADDED.search, texts)) else ""


def _is_on_top(weight: Entry) -> bool:
    plain = "".join(unicodedata.normalize("NFKC", weight.text).split())
    return _ON_TOP.fullmatch(plain) is not None


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


def _printed(row: Row, rows: Sequence[Row], pattern: re.Pattern[str]) -> Entry:
    """The points behind the row's own name, or behind what stands over this row alone."""
    for place in range(len(row.levels) - 1, -1, -1):
        level = row.levels[place]
        path = _path(row, place)
        alone = sum(_path(each, place) == path for each in rows) == 1
        if alone and (points := _behind(level, pattern)) is not None:
            return points
    alone = sum(each.goal.text == row.goal.text for each in rows) == 1
    return (_behind(row.goal, pattern) if alone else None) or BLANK


def _path(row: Row, depth: int) -> tuple[str, ...]:
    """The names down to a level, which tell two of one name apart."""
    return row.goal.text, *(level.text for level in row.levels[:depth + 1])


def points_behind(entry: Entry) -> Entry | None:
    """The points that stand in brackets behind a text: 改造户数（20分）."""
    return _behind(entry, _PRINTED)


def _behind(entry: Entry, pattern: re.Pattern[str]) -> Entry | None:
    match = pattern.search(unicodedata.normalize("NFKC", "".join(entry.text.split())))
    return Entry(f"{match[1]}分", Fraction(match[1]), entry.cell) if match else None
