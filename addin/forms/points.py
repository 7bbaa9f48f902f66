"""The points of a form: weights as they are meant, and an execution rate that stands twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from addin.library.words import Lexicon
from scoring.filing import BLANK, Entry, Filing, Row
from scoring.filing.numbers import number, quantity
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of

_FULL = Fraction(100)
_SHARES, _LEAST_SHARED = Fraction(1), Fraction(1, 2)
_USUAL_OF_A_RATE = tuple(map(Fraction, (10, 20, 15, 5, 25, 30)))
_CALLED = "(?:权重|权数|比重|占比|分值|分数|满分|标准分|总分|共|计|占)?[:=为]?"
_OPEN, _CLOSE = r"[(\[【〔]", r"[)\]】〕]"
_PRINTED = re.compile(rf"{_OPEN}{_CALLED}(\d{{1,4}}(?:\.\d+)?)分{_CLOSE}")
_BARE_PRINTED = re.compile(rf"{_OPEN}{_CALLED}(\d{{1,4}}(?:\.\d+)?)[分%]?{_CLOSE}$")
_OPENLY_PRINTED = re.compile(rf"{_BARE_PRINTED.pattern}|(?<=[^\d.])(\d{{1,4}}(?:\.\d+)?)分$")
_SHARE_PRINTED = re.compile(rf"{_OPEN}{_CALLED}(\d{{1,3}}(?:\.\d+)?)%{_CLOSE}$")
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
    """The rows with their weights, and those of their levels, as points of a hundred.

    Where the form has no ``column`` of weights, or nothing in it, a weight is what the row's name
    prints behind it, or what the level or goal weighs that has this row alone.
    """
    if any(row.level_weights for row in rows):
        rows = _with_levels_in_points(rows)
    if not column or all(row.weight.blank for row in rows):
        return _weighed_by_names(rows)
    if are_within_groups(rows):
        return [replace(row, weight=_of_the_whole(row, rows)) for row in rows]
    shares = are_shares(rows)
    return [replace(row, weight=in_points(row.weight)) if shares else _weighed_by_name(row)
            for row in rows]


def _with_levels_in_points(rows: Sequence[Row]) -> list[Row]:
    """The rows with the shares of their levels as points; blank where those of a level are shares
    of what nobody says. Points of a level stay."""
    weights = zip(*(row.level_weights for row in rows), strict=True)
    shared = {place for place, column in enumerate(weights)
              if (shares := [share for each in column if (share := _share(each)) is not None])
              and max(shares) <= _SHARES}
    return [replace(row, level_weights=tuple(
        _in_points(_group_weighs(row, place, rows), each) if place in shared else each
        for place, each in enumerate(row.level_weights))) for row in rows] if shared else [*rows]


def _in_points(share: Fraction | None, entry: Entry) -> Entry:
    return BLANK if share is None else Entry(show(share * _FULL), share * _FULL, entry.cell)


def are_within_groups(rows: Sequence[Row]) -> bool:
    """Whether the weights are shares of their groups (60%, 40% of 效益（30%）): each at most one, and
    together more, which are no points of a hundred either."""
    weights = [weight for row in rows if (weight := _share(row.weight)) is not None]
    return len(weights) > 1 and max(weights) <= _SHARES < sum_of(weights) and any(
        _level_share(row, place) is not None for row in rows for place in range(len(row.levels)))


def _of_the_whole(row: Row, rows: Sequence[Row]) -> Entry:
    """A share of its group as points of a hundred; blank where no group over it says what it
    weighs, or has shares that make it up."""
    own = _share(row.weight)
    for above in range(len(row.levels) - 2, -1, -1):
        shares = [(_path(each, above), _share(each.weight)) for each in rows]
        whole = own is not None and _is_made_up(shares, _path(row, above))
        group = _group_weighs(row, above, rows) if whole else None
        if own is not None and group is not None:
            return _in_points(own * group, row.weight)
    return BLANK


def _group_weighs(row: Row, place: int, rows: Sequence[Row]) -> Fraction | None:
    """What the level over a row weighs of the whole: its share, where those of all such groups make
    up no more than one, or else as much of the group that it is in itself."""
    share = _level_share(row, place)
    groups = {_path(each, place): (each, _level_share(each, place)) for each in rows}
    if sum_of(own or Fraction(0) for _, own in groups.values()) <= _SHARES:
        return share
    above = next((each for each in range(place - 1, -1, -1)
                  if _level_share(row, each) is not None), None)
    if share is None or above is None or not _is_made_up(
            [(_path(each, above), own) for each, own in groups.values()], _path(row, above)):
        return None
    outer = _group_weighs(row, above, rows)
    return None if outer is None else share * outer


def _is_made_up(shares: Sequence[tuple[tuple[str, ...], Fraction | None]],
                group: tuple[str, ...]) -> bool:
    """Whether the shares in a group are one together."""
    return sum_of(share or Fraction(0) for path, share in shares if path == group) == _SHARES


def _level_share(row: Row, place: int) -> Fraction | None:
    """What a level weighs of one: in a column of its own, or as a share behind its name; points
    count of a hundred."""
    own = row.level_weights[place] if place < len(row.level_weights) else BLANK
    share = _share(own)
    if share is None:
        behind = _behind(row.levels[place], _SHARE_PRINTED)
        return None if behind is None else (number(behind) or Fraction(0)) / _FULL
    return share if share <= _SHARES else share / _FULL


def _weighed_by_names(rows: Sequence[Row]) -> list[Row]:
    """The rows weighed by what their names or levels print: points (20分), or figures alone (20,
    20%) and those without brackets (数量指标30分) where every row has one and together they are what
    indicators weigh."""
    alone = Counter(_path(row, place) for row in rows for place in range(len(row.levels)))
    alone.update((row.goal.text,) for row in rows)
    for pattern in (_BARE_PRINTED, _OPENLY_PRINTED):
        weighed = [replace(row, weight=_printed(row, alone, pattern)) for row in rows]
        weights = [number(row.weight) for row in weighed]
        whole = _FULL - sum_of(each for each in weights if each is not None)
        if None not in weights and (not whole or whole in _USUAL_OF_A_RATE):
            return weighed
    return [replace(row, weight=_printed(row, alone, _PRINTED)) for row in rows]


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


def _printed(row: Row, rows: Mapping[tuple[str, ...], int], pattern: re.Pattern[str]) -> Entry:
    """The points behind the row's own name, or of what stands over this row alone: behind it, or in
    its column. ``rows`` tells how many stand below each."""
    for place in range(len(row.levels) - 1, -1, -1):
        if rows[_path(row, place)] > 1:
            break
        own = row.level_weights[place] if place < len(row.level_weights) else BLANK
        points = own if number(own) is not None else _behind(row.levels[place], pattern)
        if points is not None:
            return points
    return (_behind(row.goal, pattern) if rows[(row.goal.text,)] == 1 else None) or BLANK


def _path(row: Row, depth: int) -> tuple[str, ...]:
    """The names down to a level, which tell two of one name apart."""
    return row.goal.text, *(level.text for level in row.levels[:depth + 1])


def points_behind(entry: Entry) -> Entry | None:
    """The points that stand in brackets behind a text: 改造户数（20分）."""
    return _behind(entry, _PRINTED)


def _behind(entry: Entry, pattern: re.Pattern[str]) -> Entry | None:
    points = _points_in(entry.text, pattern)
    return Entry(f"{points}分", Fraction(points), entry.cell) if points else None


@lru_cache(maxsize=4096)
def _points_in(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(unicodedata.normalize("NFKC", "".join(text.split())))
    return next(filter(None, match.groups()), "") if match else ""
